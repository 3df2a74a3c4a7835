"""The communities of a field as a map: what papers link to together lies together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from kg.analysis import find, name_of
from kg.analysis.groups import KINDS, Groups, grouped, named
from kg.plot._style import FAINT, INK, LINE, SERIES, bare, canvas, nothing, shown

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

NAME = "communities"
DESCRIPTION = "A map of the concepts that papers link to together, coloured by community"
TOP = 120

_APART = 1.0
_MANY = 500
_GOLDEN = pi * (3 - sqrt(5))

Places = dict[int, tuple[float, float]]


def draw(graph: nx.MultiDiGraph[str], about: Sequence[str], top: int) -> Figure:
    """The ``top`` most linked concepts; only the communities of the concepts ``about`` where some are given."""
    groups = grouped(graph, KINDS, top)
    if not groups.concepts:
        raise nothing("no two concepts are linked to by the same two papers")
    groups = _only(groups, {find(graph, concept) for concept in about})
    figure = canvas(11, 7.4)
    axes = figure.add_subplot()
    bare(axes)
    axes.set_aspect("equal")
    places = _places(groups)
    _ties(axes, groups, places)
    _circles(axes, groups, places)
    _legend(axes, graph, groups)
    _labels(figure, axes, graph, groups, places)
    return figure


def _only(groups: Groups, concepts: set[str]) -> Groups:
    """The communities of ``concepts`` alone, where there are some."""
    wanted = {groups.community[number] for number, concept in enumerate(groups.concepts) if concept in concepts}
    if not concepts:
        return groups
    if not wanted:
        raise nothing("the concepts are in none of the communities", hint="Draw more of the graph: a greater --top.")
    community = {number: of for number, of in groups.community.items() if of in wanted}
    return groups._replace(community=community, ties=groups.ties.subgraph(sorted(community)))


def _places(groups: Groups) -> Places:
    """Each community is a disc, its most linked concept in the middle; discs that share ties lie near each other."""
    members: dict[int, list[int]] = defaultdict(list)
    for number, of in sorted(groups.community.items()):
        members[of].append(number)
    reach = {of: _APART * (sqrt(1.3 * len(numbers)) + 0.35) for of, numbers in members.items()}
    centres = _centres(groups, reach)
    places: Places = {}
    for of, numbers in members.items():
        for rank, number in enumerate(numbers):
            angle, distance = rank * _GOLDEN, _APART * sqrt(1.3 * rank)
            places[number] = (centres[of][0] + distance * cos(angle) * 1.25, centres[of][1] + distance * sin(angle))
    return places


def _centres(groups: Groups, reach: dict[int, float]) -> Places:
    """Where the communities lie: by springs of the ties between them, drawn together until they touch."""
    import networkx as nx

    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(sorted(reach))
    for one, other, data in sorted(groups.ties.edges(data=True), key=lambda edge: edge[:2]):
        ends = sorted((groups.community[one], groups.community[other]))
        if ends[0] != ends[1]:
            known = between[ends[0]].get(ends[1], {"weight": 0.0})
            between.add_edge(*ends, weight=known["weight"] + data["weight"])
    found = nx.spring_layout(between, iterations=200, seed=1)
    scale = 2 * sum(reach.values())
    places = {of: (float(x) * scale, float(y) * scale) for of, (x, y) in found.items()}
    for _ in range(300):
        places = {of: (x * 0.97, y * 0.965) for of, (x, y) in places.items()}
        for _ in range(4):
            _push(reach, places)
    return places


def _push(reach: dict[int, float], places: Places) -> None:
    """Move discs that overlap away from each other, along a slightly wide ellipse because figures are wide."""
    for one, other in combinations(sorted(places), 2):
        (x, y), (u, v) = places[one], places[other]
        dx, dy = (u - x) / 1.25, v - y
        far = sqrt(dx * dx + dy * dy) or 1e-9
        lacking = reach[one] + reach[other] - far
        if lacking > 0:
            dx, dy = dx / far * lacking / 2 * 1.25, dy / far * lacking / 2
            places[one], places[other] = (x - dx, y - dy), (u + dx, v + dy)


def _radius(groups: Groups, number: int) -> float:
    return _APART * (0.09 + 0.3 * sqrt(groups.papers[number] / groups.papers[0]))


def _colour(groups: Groups, number: int) -> str:
    """A colour for each of the largest communities; the rest are grey."""
    of = groups.community[number]
    return SERIES[of] if of < len(SERIES) else FAINT


def _ties(axes: Axes, groups: Groups, places: Places) -> None:
    from matplotlib.collections import LineCollection

    edges = sorted(groups.ties.edges())
    same = [groups.community[one] == groups.community[other] for one, other in edges]
    colours = [_colour(groups, one) if inside else LINE for (one, _), inside in zip(edges, same, strict=True)]
    lines = [[places[one], places[other]] for one, other in edges]
    alpha = 0.4 if len(edges) < _MANY else 0.18
    axes.add_collection(LineCollection(lines, colors=colours, linewidths=0.5, alpha=alpha, zorder=1))


def _circles(axes: Axes, groups: Groups, places: Places) -> None:
    from matplotlib.patches import Circle

    for number, place in places.items():
        radius = _radius(groups, number)
        axes.add_patch(Circle(place, radius, color=_colour(groups, number), linewidth=0, alpha=0.9, zorder=2))
    xs, ys = zip(*places.values(), strict=True)
    axes.set_xlim(min(xs) - 1, max(xs) + 1)
    axes.set_ylim(min(ys) - 0.9, max(ys) + 0.6)


def _legend(axes: Axes, graph: nx.MultiDiGraph[str], groups: Groups) -> None:
    from matplotlib.lines import Line2D

    names = named(graph, groups)
    shown_first = sorted(of for of in names if of < len(SERIES))
    marks = [Line2D([], [], marker="o", linestyle="", markersize=8, color=SERIES[of]) for of in shown_first]
    labels = [shown(names[of], 60) for of in shown_first]
    axes.legend(marks, labels, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2, frameon=False, fontsize=8.5)


def _labels(figure: Figure, axes: Axes, graph: nx.MultiDiGraph[str], groups: Groups, places: Places) -> None:
    """Names below the circles, the most linked first; one that would cover a name or a greater circle is left out."""
    from matplotlib.patheffects import withStroke

    figure.draw_without_rendering()
    taken: list[Bbox] = []
    for number in sorted(places):
        x, y = places[number]
        name = shown(name_of(graph, groups.concepts[number]), 26)
        at = (x, y - _radius(groups, number))
        text = axes.annotate(name, at, (0, -1), textcoords="offset points", ha="center", va="top", fontsize=7, zorder=3)
        text.set(color=INK, path_effects=[withStroke(linewidth=2, foreground="white")])
        box = text.get_window_extent()
        taken.append(_extent(axes, places[number], _radius(groups, number)))
        if any(box.overlaps(other) for other in taken[:-1]):
            text.remove()
        else:
            taken.append(box)


def _extent(axes: Axes, place: tuple[float, float], radius: float) -> Bbox:
    """The pixels of a circle."""
    from matplotlib.transforms import Bbox

    x, y = place
    return Bbox(axes.transData.transform([(x - radius, y - radius), (x + radius, y + radius)]))
