"""How concepts are taken up from year to year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analysis import adoption
from kg.plot._style import FAINT, SERIES, canvas, shown, spread

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "adoption"
DESCRIPTION = "How many papers link to each method, year by year"
TOP = 6

_ENOUGH = 5


def draw(graph: nx.MultiDiGraph[str], about: Sequence[str], top: int) -> Figure:
    """Two panels: all papers so far that link to a concept, and their share, over three years lest it jump.

    The share is left out for years of which, with the two before, fewer than `_ENOUGH` papers are known.
    """
    table = adoption(graph, about, top=top)
    by_concept = table.groupby("concept", sort=False)
    table["so_far"] = by_concept["papers"].cumsum()
    papers, every = (by_concept[column].transform(_three_years) for column in ("papers", "of"))
    table["recent"] = papers / every.where(every >= _ENOUGH)
    figure = canvas(10, 4.2)
    left, right = figure.subplots(1, 2)
    _curves(left, table, "so_far", "Papers so far")
    _curves(right, table, "recent", "Share of the papers of the year and the two before")
    right.yaxis.set_major_formatter("{x:.0%}")
    return figure


def _three_years(counts: pd.Series[int]) -> pd.Series[float]:
    return counts.rolling(3, min_periods=1).sum()


def _curves(axes: Axes, table: pd.DataFrame, column: str, title: str) -> None:
    """A line for each concept, its name behind its end."""
    axes.set_title(title)
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    ends = []
    for number, (_, rows) in enumerate(table.groupby("concept", sort=False)):
        colour = SERIES[number % len(SERIES)]
        drawn = rows[rows["so_far"].shift(-1, fill_value=1) > 0]
        axes.plot(drawn["period"].astype(int), drawn[column], color=colour, linewidth=1.8, marker="o", markersize=3)
        ends.append((float(rows[column].fillna(0).iloc[-1]), shown(str(rows["name"].iloc[0]), 28), colour))
    _limits(axes, table, column)
    ends.sort()
    apart = axes.get_ylim()[1] * 0.06
    lifted = [max(height, number * apart) for number, (height, _, _) in enumerate(ends)]
    heights = spread(lifted, apart)
    for height, (_, name, colour) in zip(heights, ends, strict=True):
        at = (1.02, height)
        axes.annotate(name, at, xycoords=axes.get_yaxis_transform(), va="center", color=colour, annotation_clip=False)


def _limits(axes: Axes, table: pd.DataFrame, column: str) -> None:
    years = sorted(set(table["period"].astype(int)))
    step = 1 + len(years) // 8
    axes.set_xticks(years[::-1][::step])
    axes.set_xlim(years[0] - 0.2, years[-1] + 0.2)
    axes.set_ylim(0, max(float(table[column].fillna(0).max()) * 1.08, 0.01))
    axes.tick_params(axis="y", colors=FAINT)
