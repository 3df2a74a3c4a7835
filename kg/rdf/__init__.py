"""The only mapping between a graph and RDF: `triples` says what a graph holds, `read` takes it back.

Every statement of the contract is made in `kg.rdf.describing` (papers, concepts, pages) or `kg.rdf.dataset` (the graph
as a whole), with the IRIs of `kg.vocabulary`. A graph of fewer papers gives a subset of the triples, the description
aside, so that partitions merge by set union.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.graph import concept_nodes, paper_nodes
from kg.rdf import dataset, describing
from kg.rdf.describing import paper
from kg.rdf.parsing import statements
from kg.rdf.reading import read
from kg.rdf.terms import Literal, Term, Triple, check_base
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Literal", "Term", "Triple", "check_base", "paper", "read", "statements", "triples"]


def triples(graph: "nx.MultiDiGraph[str]", *, base: str = BASE, evidence: bool = True) -> Iterator[Triple]:
    """The triples of ``graph``, each once, one run per subject, subjects in the order of their nodes' ids.

    IRIs begin with ``base``. Without ``evidence`` the texts, their mentions and what refers to them are left out.
    Nothing is held but the names of nodes. Raises `kg.errors.KgError` for a ``base`` that cannot begin an IRI.
    """
    told = 0
    for triple in _subjects(graph, check_base(base), evidence):
        told += 1
        yield triple
    yield from dataset.description(graph, base, told)


def _subjects(graph: "nx.MultiDiGraph[str]", base: str, evidence: bool) -> Iterator[Triple]:
    """All but the description, in the order of IRIs: benchmark, catalogue, dataset … page, paper, task."""
    concepts = concept_nodes(graph)
    for node in concepts:
        if node < "catalogue":
            yield from describing.concept(graph, node, base)
    yield from dataset.scheme(base)
    for node in concepts:
        if "catalogue" < node < "page/":
            yield from describing.concept(graph, node, base)
    for name, hashes in sorted(_pages(graph).items()):
        yield from describing.page(name, hashes, base)
    for node in _papers(graph):
        yield from describing.paper(graph, node, base, evidence=evidence)
    for node in concepts:
        if node > "paper/":
            yield from describing.concept(graph, node, base)


def _papers(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """The papers in order; a graph that `kg.graph.assemble` made has them so already, and needs no list."""
    ordered = all(one < other for one, other in pairwise(_listed(graph)))
    return _listed(graph) if ordered else iter(paper_nodes(graph))


def _listed(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    return (node for node, attributes in graph.nodes.items() if attributes["type"] == "paper")


def _pages(graph: "nx.MultiDiGraph[str]") -> dict[str, set[str]]:
    """The pages that list papers or were read, with their hashes."""
    pages: dict[str, set[str]] = {}
    for node in _listed(graph):
        for name in graph.nodes[node]["listed_on"]:
            pages.setdefault(name, set())
    for name, sha256 in graph.graph.get("inputs", ()):
        pages.setdefault(name, set()).add(sha256)
    return pages
