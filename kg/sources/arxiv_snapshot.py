"""The arXiv metadata snapshot (Kaggle, Cornell-University/arxiv): a JSON object a line for each paper."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, named, paper
from kg.sources._json import Object, dicts, keys, objects, text
from kg.sources._names import listed_names
from kg.sources._report import Skip
from kg.sources._withdrawn import is_withdrawn

NAME = "arxiv-snapshot"
DESCRIPTION = "The arXiv metadata snapshot: JSON lines with authors_parsed, versions, update_date"


def recognises(head: bytes) -> bool:
    """Whether the objects have what only the snapshot has."""
    return {"title", "abstract", "categories"} <= (seen := keys(head)) and bool(
        seen & {"authors_parsed", "update_date", "journal-ref"}
    )


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each line."""
    for one in objects(stream):
        yield one if isinstance(one, Skip) else _paper(*one)


def _paper(line: int, found: Object) -> Entry:
    title, abstract = text(found.get("title")), text(found.get("abstract"))
    if is_withdrawn(abstract, text(found.get("comments"))):
        return Skip(line, "withdrawn", title)
    arxiv_id = text(found.get("id"))
    return paper(
        line,
        title,
        abstract,
        given_id=arxiv_id,
        arxiv_id=arxiv_id,
        doi=text(found.get("doi")),
        published=_first_version(found) or text(found.get("update_date")),
        url=f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else None,
        authors=_authors(found),
        venue=text(found.get("journal-ref")),
        categories=(text(found.get("categories")) or "").split(),
    )


def _first_version(found: Object) -> str | None:
    """When the first version was sent in; ``update_date`` moves with every change of the entry."""
    return next((text(version.get("created")) for version in dicts(found.get("versions"))), None)


def _authors(found: Object) -> tuple[Author, ...]:
    """From ``authors_parsed`` (family, given, suffix), else from the string."""
    parsed = found.get("authors_parsed")
    if not isinstance(parsed, list):
        return named(listed_names(text(found.get("authors")) or ""))
    return named(_name(one) for one in parsed if isinstance(one, list))


def _name(parts: list[object]) -> str:
    known = [part if isinstance(part, str) else "" for part in parts[:3]]
    return " ".join(filter(None, (*known[1:2], *known[:1], *known[2:])))
