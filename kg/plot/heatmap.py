"""Which methods meet which datasets and benchmarks, as a heat map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.analysis import find, name_of
from kg.analysis.nodes import linked
from kg.plot._style import FAINT, INK, canvas, nothing, shown

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "heatmap"
DESCRIPTION = "Methods by datasets and benchmarks: how many papers link to both"
TOP = 15

_DATA = ("dataset", "benchmark")


def draw(graph: nx.MultiDiGraph[str], about: Sequence[str], top: int) -> Figure:
    """The ``top`` methods by the ``top`` datasets and benchmarks, those ``about`` first where some are given."""
    asked = [find(graph, concept) for concept in about]
    pairs = _pairs(graph)
    methods = [node for node in asked if _is(graph, node, "method")]
    data = [node for node in asked if _is(graph, node, *_DATA)]
    rows = methods or _most((method for method, _ in pairs.elements()), top)
    columns = data or _most((one for method, one in pairs.elements() if method in rows), top)
    counts = [[pairs[row, column] for column in columns] for row in rows]
    if not any(map(any, counts)):
        raise nothing("no paper links to a method and to a dataset or benchmark")
    figure = canvas(2.6 + 0.42 * len(columns), 1.9 + 0.3 * len(rows))
    axes = figure.add_subplot()
    _cells(axes, counts)
    axes.set_yticks(range(len(rows)), [shown(name_of(graph, node)) for node in rows])
    axes.set_xticks(range(len(columns)), [shown(name_of(graph, node), 24) for node in columns])
    axes.tick_params(axis="x", rotation=45, labeltop=True, labelbottom=False)
    for label in axes.get_xticklabels():
        label.set(ha="left", rotation_mode="anchor")
    figure.supxlabel("papers that link to both", x=0.99, ha="right", fontsize=8, color=FAINT)
    return figure


def _pairs(graph: nx.MultiDiGraph[str]) -> Counter[tuple[str, str]]:
    """How many papers link to a method and to a dataset or benchmark."""
    pairs: Counter[tuple[str, str]] = Counter()
    for concepts in linked(graph).values():
        methods = [concept for concept in concepts if _is(graph, concept, "method")]
        data = [concept for concept in concepts if _is(graph, concept, *_DATA)]
        pairs.update((method, one) for method in methods for one in data)
    return pairs


def _is(graph: nx.MultiDiGraph[str], node: str, *kinds: str) -> bool:
    return graph.nodes[node].get("kind") in kinds


def _most(seen: Iterable[str], top: int) -> list[str]:
    count = Counter(seen)
    return sorted(count, key=lambda concept: (-count[concept], concept))[:top]


def _cells(axes: Axes, counts: list[list[int]]) -> None:
    """Coloured cells with their number; nothing where it is 0."""
    most = max(max(row) for row in counts)
    shades = [[count or float("nan") for count in row] for row in counts]
    axes.imshow(shades, cmap="Blues", vmin=0, vmax=most * 1.25, aspect="auto")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks([place - 0.5 for place in range(1, len(counts[0]))], minor=True)
    axes.set_yticks([place - 0.5 for place in range(1, len(counts))], minor=True)
    axes.grid(which="minor")
    axes.tick_params(which="minor", length=0)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                colour = "white" if count > most * 0.7 else INK
                axes.text(x, y, f"{count}", ha="center", va="center", fontsize=8, color=colour)
