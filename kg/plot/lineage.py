"""What a method came from and what came of it, generation by generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.analysis import find, lineage, name_of
from kg.graph import concept_nodes
from kg.plot._style import FAINT, INK, KINDS, bare, canvas, linking, nothing, shown

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "lineage"
DESCRIPTION = "What a method came from and what came of it, as the papers that introduce methods say"
TOP = 14

_LINES: dict[str, Literal["-", "--", ":"]] = {"uses": "-", "compares_with": "--", "broader": ":"}
_SAID = {
    "uses": "the later method uses the earlier",
    "compares_with": "it is compared with it",
    "broader": "it is a kind of it",
}
_HALF = 0.39
_HIGH = 0.66
_LONGEST = 27

Spot = tuple[int, str]
"""A concept in its generation: one that comes before and after has two."""


class Step(NamedTuple):
    """An arrow between two spots, of adjacent generations."""

    near: Spot
    far: Spot
    relation: str


def draw(graph: nx.MultiDiGraph[str], about: Sequence[str], top: int) -> Figure:
    """One column for each generation, at most ``top`` concepts in each; of the most linked method unless told."""
    start = find(graph, about[0]) if about else _first(graph)
    steps = _steps(graph, start)
    if not steps:
        raise nothing(f"nothing leads to or from {name_of(graph, start)}", hint="Name another method with --about.")
    columns = _columns(graph, start, steps, top)
    places = {spot: (float(spot[0]), y) for spots in columns.values() for spot, y in _centred(spots)}
    figure = canvas(2.7 * len(columns), 0.9 + 0.33 * max(map(len, columns.values())))
    axes = figure.add_subplot()
    bare(axes)
    for spot, place in places.items():
        _box(axes, graph, spot, place)
    drawn = [step for step in steps if step.near in places and step.far in places]
    for step in drawn:
        _arrow(axes, step, places)
    _legend(axes, {step.relation for step in drawn})
    axes.set_xlim(min(columns) - 0.45, max(columns) + 0.45)
    axes.set_ylim(min(y for _, y in places.values()) - 0.6, max(y for _, y in places.values()) + 0.6)
    return figure


def _first(graph: nx.MultiDiGraph[str]) -> str:
    """The method that most papers link to."""
    methods = [node for node in concept_nodes(graph) if graph.nodes[node]["kind"] == "method" and linking(graph, node)]
    if not methods:
        raise nothing("the graph links no paper to a method")
    return max(methods, key=lambda node: (linking(graph, node), node))


def _steps(graph: nx.MultiDiGraph[str], start: str) -> list[Step]:
    found = []
    for row in lineage(graph, start).to_dict("records"):
        generation = int(row["generation"])
        near, far = (row["descendant"], row["ancestor"]) if generation < 0 else (row["ancestor"], row["descendant"])
        closer = generation - (1 if generation > 0 else -1)
        found.append(Step((closer, str(near)), (generation, str(far)), str(row["relation"])))
    return found


def _columns(graph: nx.MultiDiGraph[str], start: str, steps: Sequence[Step], top: int) -> dict[int, list[Spot]]:
    """The spots of each generation: the most linked that hang on one drawn already, beside what they hang on."""
    columns: dict[int, list[Spot]] = {0: [(0, start)]}
    for generation in sorted({step.far[0] for step in steps}, key=abs):
        nearer = columns.get(generation - (1 if generation > 0 else -1), [])
        leading = [step for step in steps if step.far[0] == generation and step.near in nearer]
        hanging = {step.far: nearer.index(step.near) for step in leading}
        most = sorted(hanging, key=lambda spot: (-linking(graph, spot[1]), spot))[:top]
        columns[generation] = sorted(most, key=lambda spot: (hanging[spot], name_of(graph, spot[1]).casefold()))
    return {generation: spots for generation, spots in sorted(columns.items()) if spots}


def _centred(spots: Sequence[Spot]) -> list[tuple[Spot, float]]:
    return [(spot, (len(spots) - 1) / 2 - number) for number, spot in enumerate(spots)]


def _box(axes: Axes, graph: nx.MultiDiGraph[str], spot: Spot, place: tuple[float, float]) -> None:
    from matplotlib.patches import FancyBboxPatch

    colour = KINDS[graph.nodes[spot[1]]["kind"]]
    is_start = spot[0] == 0
    corner = (place[0] - _HALF, place[1] - _HIGH / 2)
    box = FancyBboxPatch(
        corner, 2 * _HALF, _HIGH, boxstyle="round,pad=0,rounding_size=0.03", mutation_aspect=8, zorder=2
    )
    box.set(facecolor=colour if is_start else "white", edgecolor=colour, linewidth=1.1)
    axes.add_patch(box)
    text = axes.text(*place, shown(name_of(graph, spot[1]), _LONGEST), ha="center", va="center", fontsize=8, zorder=3)
    text.set(weight="bold" if is_start else "normal", color="white" if is_start else INK)


def _arrow(axes: Axes, step: Step, places: Mapping[Spot, tuple[float, float]]) -> None:
    """From what came before, at its right side, to what came after, at its left."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    before, after = sorted((places[step.near], places[step.far]))
    (x, y), (u, v) = (before[0] + _HALF, before[1]), (after[0] - _HALF, after[1])
    middle = (x + u) / 2
    curve = Path([(x, y), (middle, y), (middle, v), (u, v)], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    arrow = FancyArrowPatch(path=curve, arrowstyle="-|>", mutation_scale=7, shrinkA=0, shrinkB=0, zorder=1)
    arrow.set(color=FAINT, linewidth=0.9, linestyle=_LINES[step.relation])
    axes.add_patch(arrow)


def _legend(axes: Axes, relations: set[str]) -> None:
    from matplotlib.lines import Line2D

    drawn = [relation for relation in _LINES if relation in relations]
    lines = [Line2D([], [], color=FAINT, linewidth=1, linestyle=_LINES[relation]) for relation in drawn]
    said = [_SAID[relation] for relation in drawn]
    axes.legend(lines, said, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=3, frameon=False, fontsize=8)
