"""Raw fields of a source to a `Paper`: cleaned texts, folded identifiers, ISO dates; or a `Skip` that says why not."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote

from kg.model import Author, Paper, paper_id, slug
from kg.sources._report import Flawed, Part, Skip
from kg.sources._withdrawn import is_withdrawn
from kg.text import clean, clean_title

Entry = Paper | Flawed | Part | Skip
"""What a format yields for each paper, or half of one, that a file holds."""

_Identifiers = tuple[str | None, str | None, str | None]

_ARXIV = re.compile(r"(?:^|[/:])((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(?:v\d+)?(?:\.pdf)?$", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ORCID = re.compile(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?$")
_ACL = re.compile(
    r"(?:^|aclanthology\.org/|aclweb\.org/anthology/|^acl:)([A-Z]\d{2}-\d{4,5}|\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)/?$"
)
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d-])")
_STAMP = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d GMT",
    re.ASCII,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]")
_PLAIN_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/[\w./-]*", re.ASCII)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN_ARXIV = re.compile(r"\d{4}\.\d{4,5}", re.ASCII)
_SAFE_IN_URL = "/%~:@!$&'()*+,;=-._?#"


def paper(
    line: int | None,
    title: str | None,
    abstract: str | None,
    *,
    given_id: str | None = None,
    arxiv_id: str | None = None,
    doi: str | None = None,
    acl_id: str | None = None,
    published: str | None = None,
    url: str | None = None,
    authors: Iterable[Author] = (),
    venue: str | None = None,
    categories: Sequence[str] = (),
    upvotes: int | None = None,
) -> Entry:
    """A paper of raw fields; ``given_id`` is the source's own name for it, used where it has no public identifier.

    A date that is none is left out, and the paper is `Flawed`; every other field that makes no sense is just left out.
    """
    title, abstract = clean_title(title or ""), clean(abstract or "")
    if is_withdrawn(abstract):
        return Skip(line, "withdrawn", title)
    if not title:
        return Skip(line, "no title", None)
    if not abstract:
        return Skip(line, "no abstract", title)
    day = iso_date(published) if published else None
    made = _made(
        given_id,
        Paper(
            "",
            title,
            abstract,
            day,
            web_address(url) if url else None,
            (),
            *_identifiers(arxiv_id, doi, acl_id),
            tuple(authors),
            (clean(venue) or None) if venue else None,
            tuple(dict.fromkeys(filter(None, categories))) if categories else (),
            upvotes,
        ),
    )
    return Flawed(made, line, f"not a date, left out: {published[:40]!r}") if published and not day else made


def _identifiers(arxiv_id: str | None, doi: str | None, acl_id: str | None) -> _Identifiers:
    """arXiv id, DOI and ACL id, bare; a DOI that only repeats the arXiv id is dropped."""
    number = arxiv(arxiv_id) if arxiv_id else None
    if not doi:
        return number, None, acl(acl_id)
    own = arxiv_of_doi(doi)
    return (number or own), (None if own else plain_doi(doi)), acl(acl_id)


def _made(given_id: str | None, paper: Paper) -> Paper:
    """``paper`` with its id; it was just made and nobody else holds it, so this saves a copy of it."""
    known = paper.arxiv_id or paper.doi or paper.acl_id
    own = slug(given_id) if given_id and not known else None
    own = own or paper_id(paper.title, arxiv_id=paper.arxiv_id, doi=paper.doi, acl_id=paper.acl_id)
    object.__setattr__(paper, "id", own)
    return paper


def arxiv(value: str | None) -> str | None:
    """An arXiv id without prefix and version, from an id or an address.

    >>> arxiv("http://arxiv.org/abs/1706.03762v5"), arxiv("arXiv:cs/0112017"), arxiv("10.1000/1")
    ('1706.03762', 'cs/0112017', None)
    """
    if not value or _PLAIN_ARXIV.fullmatch(value):
        return value or None
    found = _ARXIV.search(value.strip())
    return found[1].lower() if found else None


def arxiv_of_doi(doi: str | None) -> str | None:
    """The arXiv id behind one of arXiv's own DOIs.

    >>> arxiv_of_doi("10.48550/arXiv.1706.03762")
    '1706.03762'
    """
    found = _ARXIV_DOI.search(doi) if doi else None
    return arxiv(found[1]) if found else None


def plain_doi(value: str | None) -> str | None:
    """A DOI without its resolver, in lower case; the first one where several stand.

    >>> plain_doi("https://doi.org/10.1145/3292500.3330701")
    '10.1145/3292500.3330701'
    """
    found = _DOI.search(value) if value else None
    return found[0].rstrip(".,;").lower() if found else None


def acl(value: str | None) -> str | None:
    """An ACL Anthology id, from an id or an address.

    >>> acl("https://aclanthology.org/P19-1001/"), acl("2020.acl-main.1"), acl("x")
    ('P19-1001', '2020.acl-main.1', None)
    """
    found = _ACL.search(value.strip()) if value else None
    return found[1] if found else None


def orcid(value: str | None) -> str | None:
    """An ORCID without its resolver."""
    found = _ORCID.search(value.strip()) if value else None
    return found[1].upper() if found else None


@lru_cache(maxsize=4096)
def iso_date(value: str) -> str | None:
    """A date as ISO writes it, as precise as it was; what is no date is None.

    >>> iso_date("2021-06-12T00:00:00Z"), iso_date("2021-6"), iso_date("2021"), iso_date("soon")
    ('2021-06-12', '2021-06', '2021', None)
    >>> iso_date("Mon, 12 Jun 2017 17:57:34 GMT"), iso_date("2021-02-31")
    ('2017-06-12', None)
    """
    value = value.strip()
    found = _ISO.match(value)
    if not found:
        return _written_date(value)
    parts = [int(part) for part in found.groups() if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _written_date(value: str) -> str | None:
    found = _STAMP.fullmatch(value)
    if found and (month := month_number(found[2])):
        return iso_date(f"{found[3]}-{month}-{found[1]}")
    for pattern in ("%a, %d %b %Y %H:%M:%S %Z", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"):
        try:
            return datetime.strptime(value, pattern).date().isoformat()
        except ValueError:
            continue
    return None


def month_number(value: str | None) -> int | None:
    """The month that ``value`` names or counts.

    >>> month_number("June"), month_number("6"), month_number("May-June"), month_number("?")
    (6, 6, 5, None)
    """
    start = (value or "").strip().lower()[:3]
    if start in _MONTHS:
        return _MONTHS.index(start) + 1
    return int(start) if start.isdigit() and 1 <= int(start) <= 12 else None


def year_month(year: str | None, month: str | None = None) -> str | None:
    """A year and perhaps a month as one date."""
    number = month_number(month)
    return f"{year}-{number:02}" if year and number else year


def web_address(value: str) -> str | None:
    """``value`` as a valid IRI, if it is an http address.

    >>> web_address(" https://a.org/x y%z "), web_address("a.org")
    ('https://a.org/x%20y%25z', None)
    """
    if _PLAIN_ADDRESS.fullmatch(value):
        return value
    value = _BARE_PERCENT.sub("%25", value.strip())
    return quote(value, safe=_SAFE_IN_URL, errors="replace") if _ADDRESS.match(value) else None


def named(names: Iterable[str]) -> tuple[Author, ...]:
    """Authors of plain names."""
    return tuple(author for author in map(_author, names) if author.name)


@lru_cache(maxsize=65536)
def _author(name: str) -> Author:
    """An author; the same name comes again and again."""
    return Author(clean(name))
