r"""BibTeX of the papers: for LaTeX and reference managers.

UTF-8, as biber and any BibTeX since 2010 read it; the ten characters special to TeX are written as commands, and titles
stand in two pairs of braces, so that styles keep ``BERT`` and ``iPad`` as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analysis.dates import date_of
from kg.export._text import write_lines
from kg.graph import paper_nodes, paper_of
from kg.model import Author, Paper, short_hash
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

NAME = "bibtex"
SUFFIX = ".bib"
DESCRIPTION = "BibTeX of the papers"
COMPRESSES = True

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_ESCAPED = str.maketrans(_SPECIAL)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PROCEEDINGS = re.compile(r"\b(?:proceedings|conference|workshop|symposium|meeting)\b", re.IGNORECASE)


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write the papers of ``graph`` to ``path``, without ``evidence`` their abstracts not; ``base`` changes nothing."""
    del base
    write_lines((entry(paper_of(graph, node), abstract=evidence) for node in paper_nodes(graph)), path)


def entry(paper: Paper, *, abstract: bool = True) -> str:
    """One paper's entry.

    >>> print(entry(Paper("p", "100% of x_i", "…", published="2021-06"), abstract=False), end="")
    @misc{p,
      title = {{100\\% of x\\_i}},
      year = {2021},
      month = jun,
    }
    """
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(paper, abstract))
    return f"@{_type(paper)}{{{key(paper.id)},\n{fields}}}\n"


def key(paper_id: str) -> str:
    """A citation key that every BibTeX takes: the paper's id, and a hash where that holds other characters.

    >>> key("arxiv-1706.03762")
    'arxiv-1706.03762'
    """
    plain = re.sub(r"[^A-Za-z0-9.:_-]+", "-", paper_id)
    return plain if plain == paper_id else f"{plain}-{short_hash(paper_id)}"


def escaped(text: str) -> str:
    r"""``text`` for TeX, on one line.

    >>> print(escaped("R&D: {50%} of $x_1$ ~ C:\\temp"))
    R\&D: \{50\%\} of \$x\_1\$ \textasciitilde{} C:\textbackslash{}temp
    """
    return " ".join(_UNPRINTED.sub(" ", text).split()).translate(_ESCAPED)


def _type(paper: Paper) -> str:
    if paper.acl_id or (paper.venue and _PROCEEDINGS.search(paper.venue)):
        return "inproceedings"
    return "article" if paper.venue else "misc"


def _fields(paper: Paper, abstract: bool) -> Iterator[tuple[str, str]]:
    """The fields that are known, with their delimiters."""
    yield "title", f"{{{{{escaped(paper.title)}}}}}"
    if paper.authors:
        yield "author", f"{{{authors(paper.authors)}}}"
    date = date_of({"published": paper.published, "arxiv_id": paper.arxiv_id})
    if date:
        yield "year", f"{{{date[:4]}}}"
    if date and len(date) >= len("2021-06"):
        yield "month", MONTHS[int(date[5:7]) - 1]
    if paper.venue:
        yield "booktitle" if _type(paper) == "inproceedings" else "journal", f"{{{escaped(paper.venue)}}}"
    yield from _identifiers(paper)
    if abstract and paper.abstract:
        yield "abstract", f"{{{escaped(paper.abstract)}}}"


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """Identifiers and addresses, which styles set verbatim: only braces and backslashes would break them."""
    if paper.arxiv_id:
        yield "eprint", f"{{{_verbatim(paper.arxiv_id)}}}"
        yield "archiveprefix", "{arXiv}"
        if paper.categories:
            yield "primaryclass", f"{{{_verbatim(paper.categories[0])}}}"
    for name, value in (("doi", paper.doi), ("url", paper.url)):
        if value:
            yield name, f"{{{_verbatim(value)}}}"


def _verbatim(value: str) -> str:
    return "".join(_UNPRINTED.sub(" ", value).split()).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def authors(names: Iterable[Author]) -> str:
    """The names joined by ``and``; one that holds the word, or commas as no name has, stands in braces, as one name.

    >>> authors([Author("Ada Lovelace"), Author("Turing, Alan"), Author("Simon and Schuster, Inc.")])
    'Ada Lovelace and Turing, Alan and {Simon and Schuster, Inc.}'
    """
    return " and ".join(_author(author.name) for author in names)


def _author(name: str) -> str:
    whole = escaped(name)
    return f"{{{whole}}}" if whole.count(",") > 1 or re.search(r"\band\b", whole) else whole
