"""Getting about in a graph: a node by whatever a person calls it, its name, and what lies around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.errors import UnknownNodeError
from kg.graph import concept_nodes, paper_node, paper_nodes, papers_of
from kg.model import fold
from kg.text import paper_number

if TYPE_CHECKING:
    import networkx as nx

_SHORTLIST = 200
_ALIKE = 0.6  # difflib's own measure of a close match


def find(graph: nx.MultiDiGraph[str], asked: str) -> str:
    """The node that ``asked`` means, of several the one that most papers link to: see `called`."""
    return min(called(graph, asked), key=lambda node: (-len(papers_of(graph, node)), node))


def called(graph: nx.MultiDiGraph[str], asked: str) -> list[str]:
    """The nodes that ``asked`` means: by id or IRI, else by the very name, else by a name or address however spelt.

    A paper's names are its title, arXiv id, DOI and ACL id, these also as addresses (``https://arxiv.org/abs/…v2``).
    Raises `UnknownNodeError` with the nearest.
    """
    for node in (asked, paper_node(asked), paper_node(f"arxiv-{asked}"), _of_iri(asked)):
        if graph.has_node(node):
            return [node]
    names = {node: _all_names(attributes) for node, attributes in graph.nodes(data=True)}
    keys = dict.fromkeys((_key(asked), _key(paper_number(asked))))
    found = [node for node, own in names.items() if asked in own]
    for key in keys:
        found = found or [node for node, own in names.items() if key and key in map(_key, own)]
    if not found:
        raise UnknownNodeError(asked, nearest(graph, asked))
    return sorted(found)


def nearest(graph: nx.MultiDiGraph[str], asked: str, count: int = 3) -> list[str]:
    """The nodes whose names or titles look most like ``asked``, shown as ``name (node)``."""
    wanted = _pieces(asked)
    shared = Counter({node: max(_overlap(wanted, name) for name in _names(graph, node)) for node in graph})
    likely = sorted((node for node in shared if shared[node]), key=lambda node: (-shared[node], node))[:_SHORTLIST]
    alike = {node: _likeness(asked, _names(graph, node)) for node in likely}
    near = [node for node in likely if alike[node] >= _ALIKE or _holds(_names(graph, node), asked)]
    best = sorted(near, key=lambda node: (-alike[node], node))[:count]
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


def _all_names(attributes: Mapping[str, Any]) -> list[str]:
    """What a node may be asked for by: a concept's names, a paper's title and identifiers."""
    if attributes["type"] == "concept":
        return list(attributes["names"])
    known = (attributes[name] for name in ("title", "arxiv_id", "doi", "acl_id"))
    return [name for name in known if name]


def _of_iri(iri: str) -> str:
    """The node that an IRI would be, whatever it begins with: its last two segments.

    >>> _of_iri("https://example.org/graph/paper/a%20b#text")
    'paper/a b'
    """
    return "/".join(unquote(segment) for segment in iri.partition("#")[0].rstrip("/").split("/")[-2:])


def _holds(names: tuple[str, ...], asked: str) -> bool:
    return any(_key(asked) in _key(name) for name in names)


def _key(name: str) -> str:
    return fold(name).replace(" ", "") or name.strip()


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
