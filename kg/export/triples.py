"""Triples as tab-separated text: for PyKEEN and other libraries that embed graphs.

A line is head, relation, tail, without a header: ``paper/arxiv-1810.04805``, a role or one of ``broader``,
``includes`` and ``for_task``, ``dataset/squad``. PyKEEN reads it with ``TriplesFactory.from_path("graph.tsv")``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.export._text import write_lines
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

NAME = "triples"
SUFFIX = ".tsv"
DESCRIPTION = "Head, relation and tail, tab-separated, for PyKEEN"
COMPRESSES = True

_SAFE = "/-._~"


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` to ``path``; ``base`` and ``evidence`` change nothing."""
    del base, evidence
    write_lines(lines(graph), path)


def lines(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """A line for each edge, sorted; what an IRI cannot hold (tabs, quotes) is percent-encoded, as in RDF."""
    for one, role, other in sorted((one, str(data["role"]), other) for one, other, data in graph.edges(data=True)):
        yield f"{quote(one, safe=_SAFE)}\t{role}\t{quote(other, safe=_SAFE)}\n"
