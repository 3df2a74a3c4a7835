"""Harvests by OAI-PMH: ``record`` elements with metadata as ``arXiv``, ``arXivRaw``, ``arXivOld`` or ``oai_dc``."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, arxiv, named, orcid, paper, plain_doi
from kg.sources._marks import is_xml
from kg.sources._names import listed_names
from kg.sources._report import Skip
from kg.sources._withdrawn import is_withdrawn
from kg.sources._xml import Element, elements, fields, line, local

NAME = "oai"
DESCRIPTION = "OAI-PMH harvests: metadata as arXiv, arXivRaw or oai_dc (Dublin Core)"


def recognises(head: bytes) -> bool:
    """Whether it is an answer of the protocol."""
    return is_xml(head) and b"http://www.openarchives.org/OAI/2.0/" in head and b"<OAI-PMH" in head


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each record; a deleted record is skipped and named by its identifier."""
    for record in elements(stream, "{*}record"):
        yield _entry(record)


def _entry(record: Element) -> Entry:
    header = metadata = None
    for child in record:
        if (name := local(child)) == "header":
            header = child
        elif name == "metadata":
            metadata = child
    inner = None if metadata is None or not len(metadata) else metadata[0]
    if inner is not None and local(inner).startswith("arXiv"):
        return _arxiv(inner)
    identifier = "" if header is None else fields(header).get("identifier", "")
    if header is not None and header.get("status") == "deleted":
        return Skip(line(record), "deleted", identifier or None)
    if inner is None:
        return Skip(line(record), "no metadata", identifier or None)
    return _dublin_core(inner, identifier)


def _arxiv(metadata: Element) -> Entry:
    """``arXiv`` lists authors as elements, ``arXivRaw`` and ``arXivOld`` in one string; ``arXivRaw`` has versions."""
    found = fields(metadata)
    if is_withdrawn(found.get("abstract"), found.get("comments")):
        return Skip(line(metadata), "withdrawn", found.get("title"))
    arxiv_id = found.get("id")
    return paper(
        line(metadata),
        found.get("title"),
        found.get("abstract"),
        arxiv_id=arxiv_id,
        doi=found.get("doi"),
        published=found.get("created") or _first_version(metadata),
        url=f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else None,
        authors=_authors(next(metadata.iterchildren("{*}authors"), None)),
        venue=found.get("journal-ref"),
        categories=(found.get("categories") or "").split(),
    )


def _first_version(metadata: Element) -> str | None:
    version = next(metadata.iterchildren("{*}version"), None)
    return None if version is None else fields(version).get("date")


def _authors(authors: Element | None) -> tuple[Author, ...]:
    if authors is None:
        return ()
    parts = [fields(author) for author in authors]
    if not parts:
        return named(listed_names(authors.text or ""))
    return named(" ".join(filter(None, map(one.get, ("forenames", "keyname", "suffix")))) for one in parts)


def _dublin_core(metadata: Element, identifier: str) -> Entry:
    """Of the descriptions the first is the abstract, the second the comment; of the dates the first is the earliest."""
    found = fields(metadata)
    addresses = _all(metadata, "identifier")
    arxiv_id = next(filter(None, map(arxiv, (*addresses, identifier if "arXiv" in identifier else ""))), None)
    comment = _all(metadata, "description")[1:2]
    if is_withdrawn(found.get("description"), next(iter(comment), None)):
        return Skip(line(metadata), "withdrawn", found.get("title"))
    return paper(
        line(metadata),
        found.get("title"),
        found.get("description"),
        given_id=identifier,
        arxiv_id=arxiv_id,
        doi=next(filter(None, map(plain_doi, addresses)), None),
        published=min(_all(metadata, "date"), default=None),
        url=next((one for one in addresses if one.startswith("http")), None),
        authors=tuple(_creators(metadata)),
        categories=_all(metadata, "subject"),
    )


def _all(metadata: Element, name: str) -> list[str]:
    return [child.text.strip() for child in metadata if local(child) == name and child.text]


def _creators(metadata: Element) -> Iterator[Author]:
    """Creators as ``Family, Given``; some repositories give an ORCID in an attribute or as a creator of its own."""
    for child in metadata:
        if local(child) == "creator" and child.text and not orcid(child.text):
            family, _, given = child.text.strip().partition(", ")
            yield from named([f"{given} {family}".strip()])
