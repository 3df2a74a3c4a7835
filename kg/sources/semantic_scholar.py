"""Semantic Scholar: answers of the Graph and Recommendations APIs, and the bulk datasets' JSON lines.

The API writes ``paperId``, ``externalIds``, ``publicationDate``; the bulk files ``corpusid``, ``externalids``,
``publicationdate``; the older Open Research Corpus ``paperAbstract`` and ``doi``. Keys are compared in lower case.
The bulk ``papers`` have no abstracts and the ``abstracts`` no titles: read together, they are joined by ``corpusid``.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, orcid, paper
from kg.sources._json import Object, dicts, keys, objects, text
from kg.sources._report import Part, Skip

NAME = "semantic-scholar"
DESCRIPTION = "Semantic Scholar: Graph API answers, bulk dataset JSON lines"

_OWN = {"paperid", "corpusid", "externalids", "paperabstract", "s2fieldsofstudy"}
_WRAPPERS = ("data", "recommendedPapers", "papers")
_WRAPPED = ("citingPaper", "citedPaper")


def recognises(head: bytes) -> bool:
    """Whether the objects have a title or an abstract and what only Semantic Scholar has."""
    seen = {key.lower() for key in keys(head)}
    return bool(seen & {"title", "abstract", "paperabstract"}) and bool(seen & _OWN)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each object; ``null``, which a batch answers for an unknown id, is skipped."""
    for one in objects(stream, _WRAPPERS):
        yield one if isinstance(one, Skip) else _paper(one[0], _lowered(one[1]))


def _lowered(found: Object) -> Object:
    inner = next((found[key] for key in _WRAPPED if isinstance(found.get(key), dict)), found)
    return {key.lower(): value for key, value in inner.items()}


def _paper(line: int, found: Object) -> Entry:
    """A paper, or of the bulk files the half that they hold of it."""
    fields = _fields(found)
    key = found.get("corpusid")
    halved = isinstance(key, int | str) and "paperid" not in found and bool(fields["title"]) != bool(fields["abstract"])
    if halved:
        return Part(f"semantic-scholar {key}", line, fields)
    return paper(line, **fields | {"authors": [Author(*one) for one in fields["authors"]]})


def _fields(found: Object) -> Object:
    ids = _identifiers(found)
    own_id = found.get("paperid") or found.get("corpusid") or found.get("id")
    return {
        "title": text(found.get("title")),
        "abstract": text(found.get("abstract")) or text(found.get("paperabstract")),
        "given_id": f"s2-{own_id}" if own_id else None,
        "arxiv_id": ids.get("arxiv"),
        "doi": ids.get("doi") or text(found.get("doi")),
        "acl_id": ids.get("acl"),
        "published": text(found.get("publicationdate")) or str(found.get("year") or ""),
        "url": text(found.get("url")) or text(found.get("s2url")),
        "authors": _authors(found.get("authors")),
        "venue": _venue(found),
        "categories": _categories(found),
    }


def _identifiers(found: Object) -> dict[str, str | None]:
    """Identifiers by their lower-case names; abstracts keep them under what they say about open access."""
    access = found.get("openaccessinfo")
    ids = found.get("externalids") or (access.get("externalids") if isinstance(access, dict) else None)
    return {key.lower(): _first(value) for key, value in ids.items()} if isinstance(ids, dict) else {}


def _first(value: Any) -> str | None:
    """An identifier, of which some releases give a list."""
    value = value[0] if isinstance(value, list) and value else value
    return str(value) if isinstance(value, str | int) else None


def _authors(value: Any) -> list[tuple[str, str | None]]:
    return [_author(one) for one in dicts(value) if (text(one.get("name")) or "").strip()]


def _author(one: Object) -> tuple[str, str | None]:
    ids = one.get("externalIds")
    return " ".join(one["name"].split()), orcid(_first(ids.get("ORCID"))) if isinstance(ids, dict) else None


def _venue(found: Object) -> str | None:
    """The venue's name; ``publicationVenue`` and ``journal`` are objects, and the first knows best."""
    named = (found.get(key) for key in ("publicationvenue", "venue", "journal"))
    names = (one.get("name") if isinstance(one, dict) else one for one in named)
    return next((name for name in names if isinstance(name, str) and name.strip()), text(found.get("journalname")))


def _categories(found: Object) -> list[str]:
    fields = [text(one.get("category")) or "" for one in dicts(found.get("s2fieldsofstudy"))]
    given = found.get("fieldsofstudy")
    return fields or ([one for one in given if isinstance(one, str)] if isinstance(given, list) else [])
