"""TriG: Turtle with a named graph for each source page, holding what that page's papers say.

A paper on several pages is in each of their graphs. Concepts, pages, the description and the papers of no page are in
the default graph.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import rdf
from kg.export._text import write_lines
from kg.export.ttl import blocks, head
from kg.graph import paper_nodes
from kg.rdf import Triple, read
from kg.vocabulary import BASE, page_iri, paper_iri

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COMPRESSES", "DESCRIPTION", "NAME", "SUFFIX", "read", "write"]

NAME = "trig"
SUFFIX = ".trig"
DESCRIPTION = "TriG: Turtle with a named graph for each source page"
COMPRESSES = True


def write(graph: "nx.MultiDiGraph[str]", path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` as TriG to ``path``, compressed where that ends in ``.gz``."""
    write_lines(_lines(graph, base, evidence), path)


def _lines(graph: "nx.MultiDiGraph[str]", base: str, evidence: bool) -> Iterator[str]:
    pages: dict[str, list[str]] = {}
    for node in paper_nodes(graph):
        for page in graph.nodes[node]["listed_on"]:
            pages.setdefault(page, []).append(node)
    yield from head(base)
    listed = {paper_iri(node.removeprefix("paper/"), base) for nodes in pages.values() for node in nodes}
    yield from blocks(_unlisted(rdf.triples(graph, base=base, evidence=evidence), listed), base)
    for page, nodes in sorted(pages.items()):
        yield f"\n<{page_iri(page, '')}> {{\n"
        papers = (triple for node in nodes for triple in rdf.paper(graph, node, base, evidence=evidence))
        yield from blocks(papers, base)
        yield "}\n"


def _unlisted(triples: Iterable[Triple], listed: set[str]) -> Iterator[Triple]:
    """``triples`` without those of papers that a page lists; what belongs to a paper is a fragment of its IRI."""
    return (triple for triple in triples if triple[0].partition("#")[0] not in listed)
