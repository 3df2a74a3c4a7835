"""A place for every node, for programs that draw the whole graph: the explorer's first view, and the rest around it."""

from __future__ import annotations

from collections import defaultdict
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from kg.graph import concept_nodes, paper_nodes
from kg.layout import first_view

if TYPE_CHECKING:
    import networkx as nx

COLOURS = {
    "paper": (153, 153, 153),
    "method": (0, 114, 178),
    "dataset": (230, 159, 0),
    "benchmark": (213, 94, 0),
    "task": (0, 158, 115),
    "metric": (204, 121, 167),
}
"""Red, green and blue by kind: Okabe and Ito's palette, which colour-blind readers can tell apart."""

_GOLDEN = pi * (3 - sqrt(5))
_APART = 18.0
_RING = 1500.0

Position = tuple[float, float]


def places(graph: nx.MultiDiGraph[str]) -> dict[str, Position]:
    """Where each node is drawn: what the explorer draws stands there; what is linked to it, in a spiral around.

    A start from which a layout (ForceAtlas2 in Gephi) has little left to do; in time linear in the links.
    """
    place: dict[str, Position] = {one.node: (float(one.x), float(-one.y)) for one in first_view(graph)}
    for nodes in (concept_nodes(graph), paper_nodes(graph), concept_nodes(graph)):
        _around(graph, nodes, place)
    rest = [node for node in graph if node not in place]
    for number, node in enumerate(sorted(rest)):
        angle = 2 * pi * number / len(rest)
        place[node] = (round(_RING * cos(angle), 1), round(_RING * sin(angle), 1))
    return _told_apart(place)


def _told_apart(place: dict[str, Position]) -> dict[str, Position]:
    """The places with each that two nodes share left to the first; the others step away from it in a spiral."""
    taken: set[Position] = set()
    for node, (x, y) in place.items():
        spot, number = (x, y), 0
        while spot in taken:
            number += 1
            distance = _APART / 2 * sqrt(number)
            spot = (round(x + distance * cos(number * _GOLDEN), 1), round(y + distance * sin(number * _GOLDEN), 1))
        taken.add(spot)
        place[node] = spot
    return place


def _around(graph: nx.MultiDiGraph[str], nodes: list[str], place: dict[str, Position]) -> None:
    """Place each of ``nodes`` beside the placed node that it has fewest rivals for."""
    homes: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        known = [other for other in (*graph.succ[node], *graph.pred[node]) if other in place]
        if node not in place and known:
            homes[min(known, key=lambda other: (graph.degree(other), other))].append(node)
    for home, guests in homes.items():
        x, y = place[home]
        for number, guest in enumerate(guests, 1):
            distance = _APART * sqrt(number + 1)
            place[guest] = (
                round(x + distance * cos(number * _GOLDEN), 1),
                round(y + distance * sin(number * _GOLDEN), 1),
            )
