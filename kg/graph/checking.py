"""What a graph must keep: the invariants of the schema, checked."""

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx

from kg.graph.assembling import CONCEPT_FIELDS, PAPER_FIELDS


def check(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """What breaks the invariants above, a line each; empty when the graph is sound."""
    problems = [problem for node in graph for problem in _node_problems(graph, node)]
    for paper in (node for node in graph if graph.nodes[node].get("type") == "paper"):
        problems += _link_problems(graph, paper)
    return sorted(problems)


def _node_problems(graph: "nx.MultiDiGraph[str]", node: str) -> Iterator[str]:
    attributes = graph.nodes[node]
    wanted = {"paper": PAPER_FIELDS, "concept": CONCEPT_FIELDS}.get(attributes.get("type", ""))
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
