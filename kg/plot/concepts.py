"""The concepts that most papers link to, kind by kind, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analysis import find, name_of
from kg.graph import concept_nodes
from kg.plot._style import FAINT, KINDS, bare, canvas, linking, nothing, shown

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "concepts"
DESCRIPTION = "The most linked concepts of each kind, as bars"
TOP = 10

_PLURALS = {
    "method": "Methods",
    "dataset": "Datasets",
    "benchmark": "Benchmarks",
    "task": "Tasks",
    "metric": "Metrics",
}

Bars = list[tuple[str, int]]


def draw(graph: nx.MultiDiGraph[str], about: Sequence[str], top: int) -> Figure:
    """A panel of bars for each kind, of the same scale; of the concepts ``about`` where some are given."""
    wanted = {find(graph, concept) for concept in about} or set(concept_nodes(graph))
    panels = {kind: bars for kind in KINDS if (bars := _bars(graph, kind, wanted, top))}
    if not panels:
        raise nothing("the graph links no paper to a concept")
    rows = [list(panels)[start : start + 2] for start in range(0, len(panels), 2)]
    heights = [0.55 + 0.24 * max(len(panels[kind]) for kind in row) for row in rows]
    figure = canvas(10, sum(heights))
    grid = figure.add_gridspec(len(rows), 2, height_ratios=heights)
    longest = max(count for bars in panels.values() for _, count in bars)
    for row, kinds in enumerate(rows):
        for column, kind in enumerate(kinds):
            axes = figure.add_subplot(grid[row, column])
            _panel(axes, kind, panels[kind], longest, max(len(panels[other]) for other in kinds))
    figure.supxlabel("papers that link to it", x=0.99, ha="right", fontsize=8, color=FAINT)
    return figure


def _bars(graph: nx.MultiDiGraph[str], kind: str, wanted: set[str], top: int) -> Bars:
    """The most linked concepts of a kind, with how many papers link to each."""
    counts = [(node, linking(graph, node)) for node in wanted if graph.nodes[node].get("kind") == kind]
    ordered = sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0]))
    return [(name_of(graph, node), count) for node, count in ordered[:top]]


def _panel(axes: Axes, kind: str, bars: Bars, longest: int, rows: int) -> None:
    places = range(len(bars))
    axes.barh(places, [count for _, count in bars], height=0.72, color=KINDS[kind])
    axes.set_title(_PLURALS[kind], color=KINDS[kind])
    bare(axes)
    axes.set_yticks(places, [shown(name) for name, _ in bars])
    axes.tick_params(length=0)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xlim(0, longest * 1.12)
    for place, (_, count) in enumerate(bars):
        axes.text(count + longest * 0.012, place, f"{count:,}", va="center", color=FAINT, fontsize=8)
