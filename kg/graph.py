"""The graph: a plain `networkx.MultiDiGraph` of papers and concepts, made by functions, never wrapped.

Nodes
    ``paper/ID``: ``type="paper"``, the fields of `kg.model.Paper`, and ``code``, the repositories its abstract names.
    ``kind/slug``: ``type="concept"`` and the fields of `kg.model.Concept` but its guards.
Edges, keyed by their ``role``
    paper to concept, one for each pair: ``role`` (a `kg.model.Role`), ``confidence``, ``rule``, and ``mentions``, a
    sorted tuple of ``(start, end)`` offsets into the paper's title, blank line, abstract.
    concept to concept: ``role="broader"``, and ``role="includes"`` from a benchmark to a dataset that it holds.
Graph attributes
    ``format`` (an integer that grows when this schema changes) and ``inputs``, a sorted tuple of ``(name, sha256)``.

Nodes and edges are inserted in sorted order, so the order of the input changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import pairwise
from typing import Any

import networkx as nx

from kg.errors import GraphError
from kg.model import Author, Concept, Kind, Link, Mention, Paper, Role, Status
from kg.text import code_links

FORMAT = 1
BROADER = "broader"
INCLUDES = "includes"
STRENGTH = {role: len(Role) - rank for rank, role in enumerate(Role)}

_PAPER_FIELDS = tuple(field.name for field in fields(Paper) if field.name != "id")
_CONCEPT_FIELDS = tuple(field.name for field in fields(Concept) if field.name not in {"id", "guards"})


def assemble(
    papers: Iterable[Paper],
    concepts: Mapping[str, Concept],
    links: Iterable[Link],
    *,
    inputs: Iterable[tuple[str, str]] = (),
) -> "nx.MultiDiGraph[str]":
    """The graph of ``papers`` and ``links``; of ``concepts`` (by id) the linked ones and those broader than them.

    ``inputs`` are (file name, SHA-256) pairs. Raises `GraphError` when a link names a paper or concept not given.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(format=FORMAT, inputs=tuple(sorted(set(inputs))))
    for paper in sorted(papers, key=lambda paper: paper.id):
        graph.add_node(paper_node(paper.id), type="paper", **paper_attributes(paper))
    linked = sorted(links, key=lambda link: (link.paper, link.concept))
    _add_concepts(graph, concepts, {link.concept for link in linked})
    for link in linked:
        _add_link(graph, link)
    return graph


def _add_concepts(graph: "nx.MultiDiGraph[str]", concepts: Mapping[str, Concept], linked: set[str]) -> None:
    unknown = linked - concepts.keys()
    if unknown:
        raise GraphError(f"{len(unknown)} links name concepts that are not given, such as {min(unknown)!r}")
    for concept_id in sorted(_with_broader(linked, concepts)):
        graph.add_node(concept_id, type="concept", **concept_attributes(concepts[concept_id]))
    for concept_id in [node for node, of in graph.nodes(data="type") if of == "concept"]:
        add_concept_edges(graph, concept_id)


def add_concept_edges(graph: "nx.MultiDiGraph[str]", concept_id: str) -> None:
    """Add the edges to broader concepts and to held datasets that the graph has."""
    attributes = graph.nodes[concept_id]
    for role, others in ((BROADER, attributes["broader"]), (INCLUDES, attributes["datasets"])):
        for other in others:
            if other in graph:
                graph.add_edge(concept_id, other, key=role, role=role)


def _with_broader(linked: set[str], concepts: Mapping[str, Concept]) -> set[str]:
    """``linked`` and every concept above them."""
    found: set[str] = set()
    waiting = list(linked)
    while waiting:
        concept_id = waiting.pop()
        if concept_id in concepts and concept_id not in found:
            found.add(concept_id)
            waiting.extend(concepts[concept_id].broader)
    return found


def _add_link(graph: "nx.MultiDiGraph[str]", link: Link) -> None:
    paper = paper_node(link.paper)
    if paper not in graph:
        raise GraphError(f"a link names the paper {link.paper!r}, which is not given")
    spans = tuple(sorted((mention.start, mention.end) for mention in link.mentions))
    role = link.role.value
    graph.add_edge(paper, link.concept, key=role, role=role, confidence=link.confidence, rule=link.rule, mentions=spans)


def paper_node(paper_id: str) -> str:
    """The node of a paper.

    >>> paper_node("arxiv-1706.03762")
    'paper/arxiv-1706.03762'
    """
    return f"paper/{paper_id}"


def paper_attributes(paper: Paper) -> dict[str, Any]:
    """The attributes of a paper's node."""
    return {**{name: getattr(paper, name) for name in _PAPER_FIELDS}, "code": code_links(paper.text)}


def concept_attributes(concept: Concept) -> dict[str, Any]:
    """The attributes of a concept's node, enumerations as their plain strings."""
    values = {name: getattr(concept, name) for name in _CONCEPT_FIELDS}
    return {**values, "kind": concept.kind.value, "status": concept.status.value}


def paper_of(graph: "nx.MultiDiGraph[str]", node: str) -> Paper:
    """The paper of a node."""
    attributes = graph.nodes[node]
    return Paper(node.removeprefix("paper/"), **{name: attributes[name] for name in _PAPER_FIELDS})


def concept_of(graph: "nx.MultiDiGraph[str]", node: str) -> Concept:
    """The concept of a node, without its guards."""
    values = {name: graph.nodes[node][name] for name in _CONCEPT_FIELDS}
    return Concept(node, **{**values, "kind": Kind(values["kind"]), "status": Status(values["status"])})


def paper_nodes(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """The nodes that are papers, sorted."""
    return sorted(node for node, of in graph.nodes(data="type") if of == "paper")


def concept_nodes(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """The nodes that are concepts, sorted."""
    return sorted(node for node, of in graph.nodes(data="type") if of == "concept")


def links_of(graph: "nx.MultiDiGraph[str]", paper: str) -> Iterator[Link]:
    """The links of the paper at node ``paper``, sorted by concept."""
    paper_id = paper.removeprefix("paper/")
    for _, concept, data in sorted(graph.out_edges(paper, data=True), key=lambda edge: edge[1]):
        mentions = tuple(Mention(start, end, concept) for start, end in data["mentions"])
        yield Link(paper_id, Role(data["role"]), concept, data["confidence"], data["rule"], mentions)


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
        _add_link(result, link)


def _rank(link: Link) -> tuple[int, float, str, tuple[Mention, ...]]:
    return STRENGTH[link.role], link.confidence, link.rule, link.mentions


def _union(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {name: richer(one[name], other[name]) for name in one}


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
    """Both tuples' items; authors and names keep the order of the longer (then the greater) one."""
    first, second = sorted((one, other), key=lambda items: (len(items), str(items)), reverse=True)
    if first and isinstance(first[0], Author):
        return first
    if tuple(sorted(first)) == first:
        return tuple(sorted({*first, *second}))
    return (*first, *(item for item in second if item not in first))


def check(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """What breaks the invariants above, a line each; empty when the graph is sound."""
    problems = [problem for node in graph for problem in _node_problems(graph, node)]
    for paper in (node for node in graph if graph.nodes[node].get("type") == "paper"):
        problems += _link_problems(graph, paper)
    return sorted(problems)


def _node_problems(graph: "nx.MultiDiGraph[str]", node: str) -> Iterator[str]:
    attributes = graph.nodes[node]
    wanted = {"paper": _PAPER_FIELDS, "concept": _CONCEPT_FIELDS}.get(attributes.get("type", ""))
    if wanted is None:
        yield f"{node}: type is {attributes.get('type')!r}, not paper or concept"
        return
    missing = [name for name in wanted if name not in attributes]
    if missing:
        yield f"{node}: lacks {', '.join(missing)}"
    elif attributes["type"] == "concept" and not node.startswith(attributes["kind"] + "/"):
        yield f"{node}: kind is {attributes['kind']!r}"


def _link_problems(graph: "nx.MultiDiGraph[str]", paper: str) -> Iterator[str]:
    attributes = graph.nodes[paper]
    length = len(attributes.get("title", "")) + 2 + len(attributes.get("abstract", ""))
    spans: list[tuple[int, int]] = []
    concepts: list[str] = []
    for _, concept, data in graph.out_edges(paper, data=True):
        spans += data["mentions"]
        concepts.append(concept)
        if not 0 <= data["confidence"] <= 1 or not data["rule"] or not data["mentions"]:
            yield f"{paper} to {concept}: needs a confidence in [0, 1], a rule and a mention"
    if len(set(concepts)) < len(concepts):
        yield f"{paper}: several links to one concept"
    spans.sort()
    if any(not 0 <= start < end <= length for start, end in spans):
        yield f"{paper}: a mention lies outside its text"
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        yield f"{paper}: mentions overlap"


def summary(graph: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Counts of papers, concepts and links.

    >>> summary(assemble([], {}, []))
    {'papers': 0, 'concepts': 0, 'links': 0}
    """
    papers = paper_nodes(graph)
    links = sum(graph.out_degree(paper) for paper in papers)
    return {"papers": len(papers), "concepts": len(graph) - len(papers), "links": links}
