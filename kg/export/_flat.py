"""A node's or edge's attributes as texts and numbers, for formats that know nothing else, and back.

Nothing is written for what is not known (None, an empty tuple). Tuples become JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from kg.errors import FormatError
from kg.graph import FORMAT, STRENGTH, add_concept_edges, check, concept_nodes
from kg.model import Author, Concept, Paper

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

Flat = str | int | float | bool

TYPES: dict[str, type[Flat]] = {"year": int, "upvotes": int, "higher_is_better": bool, "confidence": float}
"""The attributes that are not texts."""

_EMPTY: dict[str, dict[str, Any]] = {
    "paper": {"code": (), **{field.name: () if "tuple" in str(field.type) else None for field in fields(Paper)}},
    "concept": {field.name: () if "tuple" in str(field.type) else None for field in fields(Concept)},
}
_NOT_OF_NODES = {"id", "guards"}


def flat(attributes: Mapping[str, Any]) -> dict[str, Flat]:
    """What is known of ``attributes``, tuples as JSON.

    >>> flat({"names": ("β-VAE", "beta VAE"), "year": 2017, "url": None, "broader": ()})
    {'names': '["β-VAE", "beta VAE"]', 'year': 2017}
    """
    return {name: _flat(value) for name, value in attributes.items() if value is not None and value != ()}


def _flat(value: Any) -> Flat:
    if not isinstance(value, tuple):
        return value  # type: ignore[no-any-return]
    plain = [[item.name, item.orcid] if isinstance(item, Author) else item for item in value]
    return json.dumps(plain, ensure_ascii=False)


def node_attributes(known: Mapping[str, str]) -> dict[str, Any]:
    """The attributes of a node from what `flat` kept of it, all of them texts."""
    empty = _EMPTY[known["type"]]
    found = {name: _value(name, known[name], empty[name]) if name in known else empty[name] for name in empty}
    return {"type": known["type"], **{name: value for name, value in found.items() if name not in _NOT_OF_NODES}}


def _value(name: str, text: str, empty: object) -> Any:
    if empty == ():
        items = json.loads(text)
        return tuple(Author(*item) for item in items) if name == "authors" else tuple(items)
    if TYPES.get(name) is bool:
        return text.lower() == "true"
    return TYPES.get(name, str)(text)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """The mentions of a link from what `flat` made of them."""
    return tuple((int(start), int(end)) for start, end in json.loads(text))


def new_graph(format: str, inputs: str, path: Path) -> nx.MultiDiGraph[str]:
    """An empty graph that came from ``inputs``; `FormatError` where ``format`` is not this version's."""
    import networkx as nx

    if format != str(FORMAT):
        hint = "Build it again with this version: kg build."
        raise FormatError(f"the graph's format is {format or 'not told'}, not {FORMAT}", where=path, hint=hint)
    return nx.MultiDiGraph(format=FORMAT, inputs=tuple((name, sha256) for name, sha256 in json.loads(inputs)))


def finished(graph: nx.MultiDiGraph[str], path: Path) -> nx.MultiDiGraph[str]:
    """``graph`` with the edges between concepts, which their attributes tell.

    `FormatError` where `kg.graph.check` finds a problem, unless the file was written without evidence.
    """
    missing = [node for node, attributes in graph.nodes(data=True) if "type" not in attributes]
    problems = [f"{node} is not told" for node in missing] or check(graph)
    if problems and (missing or any(data["mentions"] for *_, data in graph.edges(data=True))):
        raise FormatError(f"not a graph as kg writes it: {problems[0]}", where=path, hint="Write it again: kg export.")
    for concept in concept_nodes(graph):
        add_concept_edges(graph, concept)
    return graph


def is_role(role: str) -> bool:
    """Whether an edge of ``role`` is a paper's link."""
    return role in STRENGTH
