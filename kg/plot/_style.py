"""What the pictures share: colours, type, labels that do not collide, and the refusal to draw nothing."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#222222"
FAINT = "#8c8c8c"
LINE = "#d9d9d9"
KINDS = {
    "method": "#0072B2",
    "dataset": "#E69F00",
    "benchmark": "#D55E00",
    "task": "#009E73",
    "metric": "#CC79A7",
}
"""A colour for each kind: Okabe and Ito's palette, which colour-blind readers can tell apart."""

SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#B8A800")
_LONGEST = 38
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "kg",
    "svg.fonttype": "path",
}


@contextmanager
def styled() -> Iterator[None]:
    """matplotlib with this package's style, whatever the user's is, and silent about letters that its font lacks."""
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


def canvas(width: float, height: float) -> Figure:
    """A figure of so many inches that can measure its texts."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def shown(name: str, longest: int = _LONGEST) -> str:
    r"""A name as a label: no longer than that, one line, and nothing in it read as mathematics.

    >>> shown("a $x$ b", 40), shown("retrieval-augmented generation", 12)
    ('a \\$x\\$ b', 'retrieval-a…')
    """
    plain = "".join(character if character.isprintable() else " " for character in name)
    short = plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
    return short.replace("$", r"\$")


def bare(axes: Axes) -> None:
    """Leave out the frame and the ticks."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def nothing(what: str, hint: str = "Build a graph of more papers: kg build.") -> KgError:
    """The error for a picture with nothing in it."""
    return KgError(f"there is nothing to draw: {what}", hint=hint)


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Heights as near to ``wanted`` (ascending) as can be with at least ``apart`` between them.

    >>> spread([1.0, 1.1, 5.0], 0.5)
    [0.8, 1.3, 5.0]
    """
    groups: list[tuple[float, int]] = []
    for height in wanted:
        groups.append((height, 1))
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < apart * (groups[-1][1] + groups[-2][1]) / 2:
            (second, more), (first, count) = groups.pop(), groups.pop()
            groups.append(((first * count + second * more) / (count + more), count + more))
    offsets = [(middle, number - (count - 1) / 2) for middle, count in groups for number in range(count)]
    return [round(middle + apart * offset, 9) for middle, offset in offsets]


def linking(graph: nx.MultiDiGraph[str], concept: str) -> int:
    """How many papers link to a concept."""
    return sum(graph.nodes[node]["type"] == "paper" for node in graph.pred[concept])
