"""OpenAlex works: snapshot files of JSON lines, an API page with ``results``, or one work; abstracts are inverted."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, arxiv, orcid, paper
from kg.sources._json import Object, dicts, keys, objects, text
from kg.sources._markup import without_markup
from kg.sources._report import Skip

NAME = "openalex"
DESCRIPTION = "OpenAlex works: JSON lines, or a page of the API"

_HEADING = re.compile(
    r"\s*(?:Abstract[:.]|(?:Abstract|ABSTRACT)(?=\s+(?:We|This|These|The|In|On|Our|An?|To|It|With|As|For|While|Despite|"
    r"Although|Recent|Recently|Background|Objectives?|Purpose|Motivation|Introduction|Aims?)\b))\s*"
)
_LONGEST = 100_000


def recognises(head: bytes) -> bool:
    """Whether the objects are works, by an inverted abstract or by fields that only works have."""
    seen = keys(head)
    works = {"authorships", "display_name", "primary_location", "publication_year", "referenced_works"}
    return "abstract_inverted_index" in seen or len(seen & works) >= 3


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each work; one without an abstract is skipped."""
    for one in objects(stream, ("results",)):
        yield one if isinstance(one, Skip) else _paper(*one)


def _paper(line: int, found: Object) -> Entry:
    title = text(found.get("title")) or text(found.get("display_name")) or ""
    if found.get("is_retracted") is True:
        return Skip(line, "withdrawn", title)
    locations = dicts([found.get("primary_location"), *dicts(found.get("locations"))])
    address = text(found.get("id")) or ""
    return paper(
        line,
        without_markup(title),
        _abstract(found.get("abstract_inverted_index")),
        given_id=address.rpartition("/")[2],
        arxiv_id=next(filter(None, (_arxiv_id(one) for one in locations)), None),
        doi=text(found.get("doi")),
        published=text(found.get("publication_date")) or str(found.get("publication_year") or ""),
        url=next(filter(None, (text(one.get("landing_page_url")) for one in locations)), address),
        authors=_authors(found.get("authorships")),
        venue=next(filter(None, map(_venue, locations)), None),
        categories=[text(topic.get("display_name")) or "" for topic in dicts(found.get("topics"))],
    )


def _abstract(index: Any) -> str | None:
    """The words in their order; a position that two words claim, or that lies absurdly far out, is dropped.

    >>> _abstract({"We": [0], "and": [2], "mix": [1, 3]})
    'We mix and mix'
    >>> _abstract({"Abstract": [0], "We": [1], "mix.": [2]}), _abstract({"Abstract": [0], "Meaning": [1], "is": [2]})
    ('We mix.', 'Abstract Meaning is')
    >>> _abstract({"mix": [7, "x"], "We": [2, -1], "all.": [10**9]})
    'We mix'
    """
    if not isinstance(index, dict):
        return None
    whole = without_markup(_dense(index) or _sparse(index))
    return _HEADING.sub("", whole, count=1) if _HEADING.match(whole) else whole


def _dense(index: Mapping[str, list[int]]) -> str | None:
    """The words of an index in which each position has one, as is usual; None for another."""
    words: dict[int, str] = {}
    try:
        for word, places in index.items():
            for place in places:
                words[place] = word
        return " ".join([words[place] for place in range(len(words))])
    except (KeyError, TypeError):
        return None


def _sparse(index: Mapping[str, Any]) -> str:
    """The words of an index with gaps, or with what is no position."""
    placed = ((place, word) for word, places in index.items() if isinstance(places, list) for place in places)
    words = {place: word for place, word in placed if type(place) is int and 0 <= place < _LONGEST}
    return " ".join(words[place] for place in sorted(words))


def _arxiv_id(location: Object) -> str | None:
    address = text(location.get("landing_page_url")) or ""
    return arxiv(address) if "arxiv.org" in address.lower() else None


def _venue(location: Object) -> str | None:
    source = location.get("source")
    return text(source.get("display_name")) if isinstance(source, dict) else None


def _authors(authorships: Any) -> tuple[Author, ...]:
    return tuple(filter(None, map(_author, dicts(authorships))))


def _author(authorship: Object) -> Author | None:
    author = authorship.get("author")
    author = author if isinstance(author, dict) else {}
    name = text(author.get("display_name")) or text(authorship.get("raw_author_name")) or ""
    return Author(" ".join(name.split()), orcid(text(author.get("orcid")))) if name.strip() else None
