"""Two graphs as one."""

from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.graph.assembling import FORMAT, add_concept_edges, add_link, concept_nodes, links_of
from kg.model import Author, Link, Mention, Role

STRENGTH = {role: len(Role) - rank for rank, role in enumerate(Role)}


def merge(one: "nx.MultiDiGraph[str]", other: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The union of two graphs; of two links of one pair the stronger role, then the surer, stays.

    Of two values of one attribute the one that says more stays (see `richer`), so that
    ``merge(a, b) == merge(b, a)`` and ``merge(a, a) == a``. Where one paper's text differs between the two, its text
    and its links come from one of them together, because offsets mean nothing in another text.
    """
    texts: dict[str, tuple[str, str]] = {}
    merged: dict[str, dict[str, Any]] = {}
    for graph in (one, other):
        for node, attributes in graph.nodes(data=True):
            merged[node] = _union(merged[node], attributes) if node in merged else dict(attributes)
    for node, attributes in merged.items():
        if attributes["type"] == "paper":
            texts[node] = max((g.nodes[node]["title"], g.nodes[node]["abstract"]) for g in (one, other) if node in g)
            attributes["title"], attributes["abstract"] = texts[node]
    inputs = tuple(sorted({*one.graph["inputs"], *other.graph["inputs"]}))
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph(format=FORMAT, inputs=inputs)
    for node in sorted(merged, key=lambda node: (merged[node]["type"] != "paper", node)):
        result.add_node(node, **merged[node])
    for node in concept_nodes(result):
        add_concept_edges(result, node)
    for paper, text in sorted(texts.items()):
        _merge_links(result, paper, [g for g in (one, other) if paper in g and _text(g, paper) == text])
    return result


def _text(graph: "nx.MultiDiGraph[str]", node: str) -> tuple[str, str]:
    return graph.nodes[node]["title"], graph.nodes[node]["abstract"]


def _merge_links(result: "nx.MultiDiGraph[str]", paper: str, graphs: "list[nx.MultiDiGraph[str]]") -> None:
    best: dict[str, Link] = {}
    for graph in graphs:
        for link in links_of(graph, paper):
            kept = best.get(link.concept)
            best[link.concept] = max(link, kept, key=_rank) if kept else link
    for _, link in sorted(best.items()):
        add_link(result, link)


def _rank(link: Link) -> tuple[int, float, str, tuple[Mention, ...]]:
    return STRENGTH[link.role], link.confidence, link.rule, link.mentions


def _union(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {name: (_names if name == "names" else richer)(one[name], other[name]) for name in one}


def _names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Both concepts' names; the preferred one is that of whichever has more names, then of the greater."""
    first, second = sorted((one, other), key=lambda names: (len(names), names), reverse=True)
    return (*first, *(name for name in second if name not in first))


def richer(one: Any, other: Any) -> Any:
    """Of two values of one attribute the one that says more; tuples unite; a tie goes to the greater.

    >>> richer(None, 2021), richer(("b",), ("a", "b")), richer("2021", "2021-06")
    (2021, ('a', 'b'), '2021-06')
    """
    if one == other or other is None:
        return one
    if one is None:
        return other
    if isinstance(one, tuple):
        return _unite(one, other)
    return max(one, other)


def _unite(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both tuples' items; authors are those of the longer (then the greater) one."""
    first, second = sorted((one, other), key=lambda items: (len(items), str(items)), reverse=True)
    if first and isinstance(first[0], Author):
        return first
    if tuple(sorted(first)) == first:
        return tuple(sorted({*first, *second}))
    return (*first, *(item for item in second if item not in first))
