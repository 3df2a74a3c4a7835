"""BibTeX and BibLaTeX with ``abstract`` fields, read entry by entry; an entry that never closes costs only itself."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Author
from kg.sources._bib_entry import RawEntry, entries, fields
from kg.sources._fields import Entry, acl, arxiv, paper, year_month
from kg.sources._marks import is_bibtex
from kg.sources._names import turned
from kg.sources._report import Skip
from kg.text import clean

NAME = "bibtex"
DESCRIPTION = "BibTeX or BibLaTeX entries that have an abstract field"

_TO_CLEAN = re.compile(r"[\\$~&]")
_ORGANISATION = re.compile(r"\{[^{}\\]*\}")
_NO_PAPERS = frozenset(["comment", "preamble", "string"])
_WHOLE = frozenset(["proceedings", "book", "collection", "periodical"])


def recognises(head: bytes) -> bool:
    """Whether a line begins an entry."""
    return is_bibtex(head)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each entry; macros of ``@string`` are known from where they stand."""
    macros: dict[str, str] = {}
    for raw in entries(stream):
        if raw.broken:
            yield Skip(raw.line, raw.broken, raw.key or None)
        elif raw.kind == "string":
            macros.update(fields(raw.body, macros))
        elif raw.kind not in _NO_PAPERS:
            yield _paper(raw, fields(raw.body, macros))


def _paper(raw: RawEntry, found: Mapping[str, str]) -> Entry:
    abstract = found.get("abstract") or found.get("annote") or ""
    if raw.kind in _WHOLE and not abstract:
        return Skip(raw.line, f"a {raw.kind}, not a paper", plain(found.get("title", "")))
    url = found.get("url", "")
    return paper(
        raw.line,
        plain(found.get("title", "")),
        plain(abstract),
        given_id=raw.key,
        arxiv_id=_arxiv_id(found),
        doi=found.get("doi"),
        acl_id=acl(url),
        published=found.get("date") or year_month(found.get("year"), found.get("month")),
        url=plain(url) or None,
        authors=_authors(found.get("author", "")),
        venue=plain(found.get("journal") or found.get("journaltitle") or found.get("booktitle") or ""),
        categories=re.split(r"[;,\s]+", found.get("primaryclass") or found.get("eprintclass") or ""),
    )


def _arxiv_id(found: Mapping[str, str]) -> str | None:
    """From ``eprint`` where that is arXiv's, from the address, or from ``journal = {arXiv preprint arXiv:…}``."""
    archive = (found.get("archiveprefix") or found.get("eprinttype") or "arxiv").lower()
    journal = found.get("journal", "")
    corr = found.get("volume", "") if journal == "CoRR" else ""
    address = url if "arxiv.org" in (url := found.get("url", "")) else ""
    candidates = (found.get("eprint", "") if archive == "arxiv" else "", journal, corr, address)
    return next(filter(None, map(arxiv, candidates)), None)


def plain(value: str) -> str:
    r"""A field without its protecting braces, LaTeX resolved.

    >>> plain(r"{BERT}: {P}re-training of {D}eep {\'E}tudes in {Big Data}")
    'BERT: Pre-training of Deep Études in Big Data'
    """
    cleaned = clean(value) if _TO_CLEAN.search(value) else value
    return cleaned.replace("{", "").replace("}", "") if "{" in cleaned or "}" in cleaned else cleaned


def _authors(value: str) -> tuple[Author, ...]:
    names = (_name(name.strip()) for name in _split_names(" ".join(value.split())))
    return tuple(Author(name) for name in names if name and name != "others")


def _split_names(value: str) -> Iterator[str]:
    """Names between the ``and`` that stand outside braces."""
    start = depth = 0
    for found in re.finditer(r"[{}]| and ", value):
        if found[0] == " and ":
            if depth == 0:
                yield value[start : found.start()]
                start = found.end()
        else:
            depth += 1 if found[0] == "{" else -1
    yield value[start:]


def _name(name: str) -> str:
    """``Family, Given`` turned; a name wholly in braces is an organisation's and stays."""
    return plain(name) if _ORGANISATION.fullmatch(name) else turned(plain(name))
