"""Papers as JSON objects, one a line (or one list): ``title`` and ``abstract`` (or ``summary``), and what is known.

Also read: ``id``, ``published`` (or ``date``, ``year``), ``url``, ``arxiv_id``, ``doi``, ``acl_id``, ``authors``
(names, or objects with ``name`` and ``orcid``), ``venue``, ``categories``, ``upvotes``.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, acl, arxiv, named, orcid, paper
from kg.sources._json import Object, keys, objects, text, texts, whole
from kg.sources._names import listed_names
from kg.sources._report import Skip

NAME = "jsonl"
DESCRIPTION = "One JSON object a line: title, abstract or summary; optional id, published, url, arxiv_id, doi, authors"

_OTHERS = {
    "authors_parsed", "update_date", "journal-ref", "abstract_inverted_index", "paperid", "corpusid", "externalids",
    "paperabstract", "s2fieldsofstudy", "publishedat", "discussionid", "submittedondailyby", "display_name",
}  # fmt: skip
"""Keys, in lower case, by which other formats are recognised."""


def recognises(head: bytes) -> bool:
    """Whether the first objects have a title and an abstract, and nothing that another format owns."""
    seen = keys(head)
    others = {key.lower() for key in seen} & _OTHERS
    return "title" in seen and bool(seen & {"abstract", "summary"}) and not others


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:
    """A paper for each object; ``columns`` may name other keys."""
    for one in objects(stream):
        yield one if isinstance(one, Skip) else _paper(one[0], _renamed(one[1], columns) if columns else one[1])


def _renamed(found: Object, columns: Mapping[str, str]) -> Object:
    return found | {field: found.get(column) for field, column in columns.items()}


def _paper(line: int, found: Object) -> Entry:
    get = found.get
    given_id = str(get("id") or "")
    return paper(
        line,
        text(get("title")),
        text(get("abstract")) or text(get("summary")),
        given_id=given_id,
        arxiv_id=text(get("arxiv_id")) or arxiv(given_id),
        doi=text(get("doi")),
        acl_id=text(get("acl_id")) or acl(given_id),
        published=str(get("published") or get("date") or get("year") or ""),
        url=text(get("url")),
        authors=authors(get("authors")),
        venue=text(get("venue")),
        categories=_categories(get("categories")),
        upvotes=whole(get("upvotes")),
    )


def _categories(value: Any) -> tuple[str, ...]:
    return tuple(value.split()) if isinstance(value, str) else texts(value)


def authors(value: Any) -> tuple[Author, ...]:
    """Names, objects with ``name`` and ``orcid``, or one string of names, as authors.

    >>> authors(["Ada Lovelace", {"name": "Alan Turing", "orcid": "https://orcid.org/0000-0002-1825-0097"}])
    (Author(name='Ada Lovelace', orcid=None), Author(name='Alan Turing', orcid='0000-0002-1825-0097'))
    """
    if isinstance(value, str):
        return named(listed_names(value))
    found = ({"name": one} if isinstance(one, str) else one for one in value) if isinstance(value, list) else ()
    return tuple(
        Author(" ".join(one["name"].split()), orcid(text(one.get("orcid"))))
        for one in found
        if isinstance(one, dict) and text(one.get("name")) and one["name"].strip()
    )
