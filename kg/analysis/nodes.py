"""Getting about in a graph: a node by whatever a person calls it, its name, and what lies around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kg.errors import UnknownNodeError
from kg.graph import concept_nodes, paper_node, paper_nodes
from kg.model import fold

if TYPE_CHECKING:
    import networkx as nx

_SHORTLIST = 200


def find(graph: nx.MultiDiGraph[str], asked: str) -> str:
    """The node that ``asked`` means: a node, a paper's id, arXiv id or title, or a concept's name, however spelt.

    Of several concepts with the name, the one that most papers link to. Raises `UnknownNodeError` with the nearest.
    """
    for node in (asked, paper_node(asked), paper_node(f"arxiv-{asked}")):
        if graph.has_node(node):
            return node
    key = _key(asked)
    found = [node for node in graph if key and any(_key(name) == key for name in _names(graph, node))]
    if not found:
        raise UnknownNodeError(asked, nearest(graph, asked))
    return min(found, key=lambda node: (-graph.in_degree(node), node))


def nearest(graph: nx.MultiDiGraph[str], asked: str, count: int = 3) -> list[str]:
    """The nodes whose names or titles look most like ``asked``, shown as ``name (node)``."""
    wanted = _pieces(asked)
    shared = Counter({node: max(_overlap(wanted, name) for name in _names(graph, node)) for node in graph})
    likely = sorted((node for node in shared if shared[node]), key=lambda node: (-shared[node], node))[:_SHORTLIST]
    best = sorted(likely, key=lambda node: (-_likeness(asked, _names(graph, node)), node))[:count]
    return [f"{name_of(graph, node)} ({node})" for node in best]


def name_of(graph: nx.MultiDiGraph[str], node: str) -> str:
    """What to call a node: a paper's title, a concept's preferred name."""
    attributes = graph.nodes[node]
    name: str = attributes["title"] if attributes["type"] == "paper" else attributes["names"][0]
    return name


def neighbourhood(graph: nx.MultiDiGraph[str], node: str, hops: int = 1) -> nx.MultiDiGraph[str]:
    """The graph of ``node`` (anything that `find` understands) and of what is at most ``hops`` links away.

    Direction does not count. Two hops from a paper are the papers that share a concept with it.

    >>> import kg
    >>> graph = kg.build()
    >>> around = kg.neighbourhood(graph, "ImageNet-1K")
    >>> sorted({around.nodes[node]["type"] for node in around})
    ['concept', 'paper']
    """
    near = {find(graph, node)}
    edge = near
    for _ in range(hops):
        edge = {other for one in edge for other in (*graph.succ[one], *graph.pred[one])} - near
        near = near | edge
    return _part(graph, near)


def linked(graph: nx.MultiDiGraph[str], kinds: Collection[str] | None = None) -> dict[str, list[str]]:
    """The concepts (of ``kinds``) that each paper links to, both sorted."""
    wanted = {node for node in concept_nodes(graph) if kinds is None or graph.nodes[node]["kind"] in kinds}
    return {paper: sorted(wanted.intersection(graph.succ[paper])) for paper in paper_nodes(graph)}


def _part(graph: nx.MultiDiGraph[str], near: set[str]) -> nx.MultiDiGraph[str]:
    """A copy of the part of ``graph`` between the nodes of ``near``, in the graph's order."""
    import networkx as nx

    part: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    inside = [node for node in graph if node in near]
    for node in inside:
        part.add_node(node, **graph.nodes[node])
    for one, other, role, data in graph.out_edges(inside, keys=True, data=True):
        if other in near:
            part.add_edge(one, other, key=role, **data)
    return part


def _names(graph: nx.MultiDiGraph[str], node: str) -> tuple[str, ...]:
    attributes = graph.nodes[node]
    return (attributes["title"],) if attributes["type"] == "paper" else attributes["names"]


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _pieces(name: str) -> frozenset[str]:
    """The runs of three characters of a name, its ends marked."""
    return frozenset(_triples(f"^{_key(name)}$"))


def _triples(text: str) -> Iterator[str]:
    return (text[start : start + 3] for start in range(max(1, len(text) - 2)))


def _overlap(wanted: frozenset[str], name: str) -> float:
    """Jaccard's share of the pieces that two names have in common."""
    pieces = _pieces(name)
    return len(wanted & pieces) / len(wanted | pieces)


def _likeness(asked: str, names: tuple[str, ...]) -> float:
    return max(SequenceMatcher(None, asked.casefold(), name.casefold()).ratio() for name in names)
