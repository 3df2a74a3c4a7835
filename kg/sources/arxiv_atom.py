"""Answers of the arXiv API: an Atom feed with an ``entry`` for each paper (info.arxiv.org/help/api/user-manual)."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.sources._fields import Entry, arxiv, named, paper
from kg.sources._marks import is_xml
from kg.sources._report import Skip
from kg.sources._withdrawn import is_withdrawn
from kg.sources._xml import Element, elements, fields, line, local

NAME = "arxiv-atom"
DESCRIPTION = "arXiv API answers: an Atom feed (export.arxiv.org/api/query)"

_ERRORS = "arxiv.org/api/errors"


def recognises(head: bytes) -> bool:
    """Whether it is an Atom feed of arXiv's."""
    return is_xml(head) and b"http://www.w3.org/2005/Atom" in head and b"arxiv.org/" in head and b"<feed" in head


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each entry."""
    for entry in elements(stream, "{*}entry"):
        yield _paper(entry)


def _paper(entry: Element) -> Entry:
    found = fields(entry)
    address = found.get("id", "")
    if _ERRORS in address:
        return Skip(line(entry), f"an error of the arXiv API: {' '.join(found.get('summary', '').split())}")
    if is_withdrawn(found.get("summary"), found.get("comment")):
        return Skip(line(entry), "withdrawn", found.get("title"))
    children = [(local(child), child) for child in entry]
    return paper(
        line(entry),
        found.get("title"),
        found.get("summary"),
        arxiv_id=address,
        doi=found.get("doi"),
        published=found.get("published"),
        url=f"https://arxiv.org/abs/{number}" if (number := arxiv(address)) else address,
        authors=named(_name(child) for tag, child in children if tag == "author"),
        venue=found.get("journal_ref"),
        categories=[child.get("term", "") for tag, child in children if tag == "category"],
    )


def _name(author: Element) -> str:
    return fields(author).get("name", "")
