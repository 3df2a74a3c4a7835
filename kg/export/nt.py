"""N-Triples: a line for each triple, written as it comes; the graph may be of any size, memory stays flat."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import rdf
from kg.export._text import escaped, write_lines
from kg.rdf import Triple, read
from kg.vocabulary import BASE, XSD

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COMPRESSES", "DESCRIPTION", "NAME", "SUFFIX", "lines", "read", "write"]

NAME = "nt"
SUFFIX = ".nt"
DESCRIPTION = "N-Triples: RDF a line at a time, for large graphs and for grep"
COMPRESSES = True


def write(graph: "nx.MultiDiGraph[str]", path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` as N-Triples to ``path``, compressed where that ends in ``.gz``."""
    write_lines(lines(rdf.triples(graph, base=base, evidence=evidence)), path)


def lines(triples: Iterable[Triple]) -> Iterator[str]:
    r"""A line for each triple.

    >>> list(lines([("https://example.org/a", "https://example.org/b", rdf.Literal("c"))]))
    ['<https://example.org/a> <https://example.org/b> "c" .\n']
    """
    string = XSD.string
    for subject, predicate, term in triples:
        if isinstance(term, str):
            yield f"<{subject}> <{predicate}> <{term}> .\n"
        elif term.datatype == string:
            yield f'<{subject}> <{predicate}> "{escaped(term.value)}" .\n'
        else:
            yield f'<{subject}> <{predicate}> "{escaped(term.value)}"^^<{term.datatype}> .\n'
