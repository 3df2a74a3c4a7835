"""From papers, concepts and links to the graph, and back from its nodes and edges."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import networkx as nx

from kg.errors import GraphError
from kg.model import Concept, Kind, Link, Mention, Paper, Role, Status
from kg.text import code_links

FORMAT = 1
BROADER = "broader"
INCLUDES = "includes"
FOR_TASK = "for_task"
CONCEPT_EDGES = {BROADER: "broader", INCLUDES: "datasets", FOR_TASK: "tasks"}
"""The roles of edges between concepts, each with the field of `kg.model.Concept` that it is made of."""

PAPER_FIELDS = tuple(field.name for field in fields(Paper) if field.name != "id")
CONCEPT_FIELDS = tuple(field.name for field in fields(Concept) if field.name not in {"id", "guards"})


def assemble(
    papers: Iterable[Paper],
    concepts: Mapping[str, Concept],
    links: Iterable[Link],
    *,
    inputs: Iterable[tuple[str, str]] = (),
) -> "nx.MultiDiGraph[str]":
    """The graph of ``papers`` and ``links``; of ``concepts`` (by id) the linked ones and all that these lead to.

    A concept leads to its broader ones, a benchmark to the datasets it holds, and both kinds of data to their tasks,
    whether or not a paper names them.

    ``inputs`` are (file name, SHA-256) pairs. Raises `GraphError` when a link names a paper or concept not given.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(format=FORMAT, inputs=tuple(sorted(set(inputs))))
    for paper in sorted(papers, key=lambda paper: paper.id):
        graph.add_node(paper_node(paper.id), type="paper", **paper_attributes(paper))
    linked = sorted(links, key=lambda link: (link.paper, link.concept))
    _add_concepts(graph, concepts, {link.concept for link in linked})
    for link in linked:
        add_link(graph, link)
    return graph


def _add_concepts(graph: "nx.MultiDiGraph[str]", concepts: Mapping[str, Concept], linked: set[str]) -> None:
    unknown = linked - concepts.keys()
    if unknown:
        raise GraphError(f"{len(unknown)} links name concepts that are not given, such as {min(unknown)!r}")
    for concept_id in sorted(_led_to(linked, concepts)):
        graph.add_node(concept_id, type="concept", **concept_attributes(concepts[concept_id]))
    for concept_id in concept_nodes(graph):
        add_concept_edges(graph, concept_id)


def add_concept_edges(graph: "nx.MultiDiGraph[str]", concept_id: str) -> None:
    """Add the edges to broader concepts, held datasets and tasks that the graph has."""
    attributes = graph.nodes[concept_id]
    for role, field in CONCEPT_EDGES.items():
        for other in attributes[field]:
            if other in graph:
                graph.add_edge(concept_id, other, key=role, role=role)


def _led_to(linked: set[str], concepts: Mapping[str, Concept]) -> set[str]:
    """``linked`` and every concept that one of them leads to."""
    found: set[str] = set()
    waiting = list(linked)
    while waiting:
        concept_id = waiting.pop()
        if concept_id in concepts and concept_id not in found:
            found.add(concept_id)
            waiting += (other for field in CONCEPT_EDGES.values() for other in getattr(concepts[concept_id], field))
    return found


def add_link(graph: "nx.MultiDiGraph[str]", link: Link) -> None:
    """Add the edge of ``link``; `GraphError` where the graph lacks its paper."""
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
    return {**{name: getattr(paper, name) for name in PAPER_FIELDS}, "code": code_links(paper.text)}


def concept_attributes(concept: Concept) -> dict[str, Any]:
    """The attributes of a concept's node, enumerations as their plain strings."""
    values = {name: getattr(concept, name) for name in CONCEPT_FIELDS}
    return {**values, "kind": concept.kind.value, "status": concept.status.value}


def paper_of(graph: "nx.MultiDiGraph[str]", node: str) -> Paper:
    """The paper of a node."""
    attributes = graph.nodes[node]
    return Paper(node.removeprefix("paper/"), **{name: attributes[name] for name in PAPER_FIELDS})


def concept_of(graph: "nx.MultiDiGraph[str]", node: str) -> Concept:
    """The concept of a node, without its guards."""
    values = {name: graph.nodes[node][name] for name in CONCEPT_FIELDS}
    return Concept(node, **{**values, "kind": Kind(values["kind"]), "status": Status(values["status"])})


def paper_nodes(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """The nodes that are papers, sorted."""
    return sorted(node for node, attributes in graph.nodes(data=True) if attributes["type"] == "paper")


def concept_nodes(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """The nodes that are concepts, sorted."""
    return sorted(node for node, attributes in graph.nodes(data=True) if attributes["type"] == "concept")


def papers_of(graph: "nx.MultiDiGraph[str]", concept: str) -> list[str]:
    """The papers that link to the concept at node ``concept``, sorted; narrower concepts do not count."""
    return sorted(node for node in graph.pred[concept] if graph.nodes[node]["type"] == "paper")


def links_of(graph: "nx.MultiDiGraph[str]", paper: str) -> Iterator[Link]:
    """The links of the paper at node ``paper``, sorted by concept."""
    paper_id = paper.removeprefix("paper/")
    for _, concept, data in sorted(graph.out_edges(paper, data=True), key=lambda edge: edge[1]):
        mentions = tuple(Mention(start, end, concept) for start, end in data["mentions"])
        yield Link(paper_id, Role(data["role"]), concept, data["confidence"], data["rule"], mentions)


def summary(graph: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Counts of papers, concepts and links.

    >>> summary(assemble([], {}, []))
    {'papers': 0, 'concepts': 0, 'links': 0}
    """
    papers = paper_nodes(graph)
    links = sum(graph.out_degree(paper) for paper in papers)
    return {"papers": len(papers), "concepts": len(graph) - len(papers), "links": links}
