"""Tables: which column is which field, and a row as a paper."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.errors import FormatError
from kg.model import Author, fold
from kg.sources._fields import Entry, acl, arxiv, named, paper
from kg.sources._json import texts
from kg.sources._names import listed_names
from kg.sources.jsonl import authors

COLUMNS: Mapping[str, Sequence[str]] = {
    "title": ("title", "paper title", "article title", "document title", "titles"),
    "abstract": ("abstract", "summary", "abstract note", "paper abstract", "abstract text", "abstracts", "summaries"),
    "id": ("id", "paper id", "key", "identifier", "eid", "ut unique wos id"),
    "published": ("published", "publication date", "date", "published at", "published date", "publishedat", "created",
                  "publication year", "year", "update date"),
    "url": ("url", "link", "paper url", "abs url", "url abs", "article url", "pdf url", "pdf link"),
    "arxiv_id": ("arxiv id", "arxiv", "arxivid"),
    "doi": ("doi", "doi link"),
    "acl_id": ("acl id", "anthology id"),
    "authors": ("authors", "author full names", "author", "author s", "creators"),
    "venue": ("venue", "source title", "publication title", "journal", "journal ref", "booktitle", "conference",
              "proceeding", "conference name"),
    "categories": ("categories", "category", "primary category", "terms", "subjects"),
    "upvotes": ("upvotes",),
}  # fmt: skip
"""A column's folded names for each field, the best first."""

NEEDED = ("title", "abstract")


def found_columns(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands in ``header``; ``columns`` names columns itself, the known names find the others."""
    exact = {name: place for place, name in reversed(list(enumerate(header)))}
    folded = {fold(name): place for place, name in reversed(list(enumerate(header)))}
    places = {field: _place(names, folded) for field, names in COLUMNS.items()}
    chosen = {field: exact.get(name, folded.get(fold(name))) for field, name in columns.items()}
    return {field: place for field, place in (places | chosen).items() if place is not None}


def _place(names: Iterable[str], folded: Mapping[str, int]) -> int | None:
    return next((folded[name] for name in names if name in folded), None)


def needed_columns(header: Sequence[str], columns: Mapping[str, str], separators: str = "") -> dict[str, int]:
    """`found_columns`, or an error that names the columns there are and those that are missing."""
    if unknown := [field for field in columns if field not in COLUMNS]:
        raise FormatError(f"--columns knows no field {unknown[0]!r}", hint=f"Fields: {', '.join(COLUMNS)}.")
    places = found_columns(header, columns)
    missing = [field for field in dict.fromkeys((*NEEDED, *columns)) if field not in places]
    if not missing:
        return places
    wanted = " and ".join(f"{field} ({columns[field]!r})" if field in columns else field for field in missing)
    has = ", ".join(repr(name[:40]) for name in header[:20])
    hint = "Map them: --columns title=NAME,abstract=NAME."
    if len(header) == 1 and separators:
        hint = f"Only one column: the separator is none of {separators}. {hint}"
    raise FormatError(f"no column for {wanted}; its columns are {has}", hint=hint)


def row_paper(line: int | None, row: Mapping[str, Any]) -> Entry:
    """A row, its cells by field, as a paper."""
    given_id, url, doi = (_text(row.get(field)) for field in ("id", "url", "doi"))
    upvotes = _text(row.get("upvotes")).removesuffix(".0")
    return paper(
        line,
        _text(row.get("title")),
        _text(row.get("abstract")),
        given_id=given_id,
        arxiv_id=_arxiv_id(_text(row.get("arxiv_id")), given_id, url),
        doi=doi,
        acl_id=acl(_text(row.get("acl_id"))) or acl(given_id) or acl(url),
        published=_date(row.get("published")),
        url=url,
        authors=_authors(row.get("authors")),
        venue=_text(row.get("venue")),
        categories=_categories(row.get("categories")),
        upvotes=int(upvotes) if upvotes.isdigit() else None,
    )


def _arxiv_id(given: str, given_id: str, url: str) -> str | None:
    return arxiv(given) or arxiv(given_id) or (arxiv(url) if "arxiv.org" in url else None)


def _text(value: Any) -> str:
    """A cell as text; nothing for what is missing, which pandas writes as ``nan``."""
    if value is None:
        return ""
    text = "" if value != value else str(value).strip()
    return "" if text in ("nan", "NaN", "None", "null", "NULL") else text


def _date(value: Any) -> str:
    """A date, a time, a year, or one of them as text."""
    text = value.isoformat() if hasattr(value, "isoformat") else _text(value)
    return text[:4] if text[4:] == ".0" else text


def _authors(value: Any) -> tuple[Author, ...]:
    if not value:
        return ()
    return authors(value) if isinstance(value, list) else named(listed_names(_text(value)))


def _categories(value: Any) -> Sequence[str]:
    """A list, or what a list looks like in a cell: ``cs.CL cs.LG``, ``cs.CL; cs.LG``, ``['cs.CL', 'cs.LG']``."""
    if not value:
        return ()
    if isinstance(value, list):
        return [one for cell in texts(value) for one in cell.split()]
    bare = _text(value).translate(str.maketrans("", "", "[]'\""))
    split = bare.split(";") if ";" in bare else bare.replace(",", " ").split()
    return [one.strip() for one in split]
