"""When concepts appear and how fast they are taken up, where papers carry dates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from kg.analysis.nodes import find, linked, name_of
from kg.errors import KgError
from kg.model import Kind

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_ARXIV = re.compile(r"(?:.*/)?(\d\d)(0[1-9]|1[0-2])")
_FIRST_ARXIV_YEAR = 91
_LENGTH = {"year": 4, "month": 7}


def date_of(attributes: Mapping[str, Any]) -> str | None:
    """When a paper appeared, as precisely as its node tells: ``published``, else the month at the head of its arXiv id.

    >>> date_of({"published": None, "arxiv_id": "1706.03762"}), date_of({"published": "2017-06-12", "arxiv_id": None})
    ('2017-06', '2017-06-12')
    """
    found = None if attributes["published"] else _ARXIV.match(attributes["arxiv_id"] or "")
    if not found:
        published: str | None = attributes["published"]
        return published
    century = "19" if int(found[1]) >= _FIRST_ARXIV_YEAR else "20"
    return f"{century}{found[1]}-{found[2]}"


def first_seen(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """When each concept is first linked to, earliest first; of papers without a date nothing is known.

    Columns: ``concept``, ``name``, ``kind``, ``first`` (an ISO date as precise as it is known: ``2017``, ``2017-06`` or
    ``2017-06-12``), ``paper`` (the first, by id where several are) and ``papers`` (how many dated ones follow).
    """
    import pandas as pd

    seen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for date, paper, concepts in _dated(graph):
        for concept in concepts:
            seen[concept].append((date, paper))
    rows = [
        (concept, name_of(graph, concept), graph.nodes[concept]["kind"], *min(dates), len(dates))
        for concept, dates in seen.items()
    ]
    rows.sort(key=lambda row: (row[3], row[0]))
    columns = ["concept", "name", "kind", "first", "paper", "papers"]
    return pd.DataFrame(rows, columns=columns).astype({"papers": "int64"})


def adoption(
    graph: nx.MultiDiGraph[str],
    concepts: Iterable[str] = (),
    *,
    by: Literal["year", "month"] = "year",
    top: int = 8,
) -> pd.DataFrame:
    """How many papers of each period link to ``concepts`` (anything `find` understands; else the ``top`` methods).

    Columns: ``period`` (``2021`` or ``2021-06``, none left out between the first and the last), ``concept``, ``name``,
    ``papers``, ``of`` (all dated papers of the period) and ``share`` (``papers / of``; 0 in a period without papers).
    Raises `KgError` where no paper has a date.
    """
    import pandas as pd

    length = _LENGTH[by]
    dated = [(date[:length], found) for date, _, found in _dated(graph) if len(date) >= length]
    if not dated:
        hint = "Give the papers dates (published) or arXiv ids, which begin with the month."
        raise KgError(f"no paper of the graph has a date by {by}", hint=hint)
    wanted = [find(graph, concept) for concept in concepts] or _most(graph, dated, top)
    every = Counter(period for period, _ in dated)
    count = Counter((period, concept) for period, found in dated for concept in found)
    rows = [
        (period, concept, name_of(graph, concept), count[period, concept], every[period])
        for concept in dict.fromkeys(wanted)
        for period in periods(min(every), max(every))
    ]
    table = pd.DataFrame(rows, columns=["period", "concept", "name", "papers", "of"])
    table["share"] = (table["papers"] / table["of"].where(table["of"] > 0)).fillna(0.0)
    return table.astype({"papers": "int64", "of": "int64"})


def periods(first: str, last: str) -> list[str]:
    """Every year or month from ``first`` to ``last``.

    >>> periods("2019", "2021"), periods("2019-12", "2020-02")
    (['2019', '2020', '2021'], ['2019-12', '2020-01', '2020-02'])
    """
    if len(first) == _LENGTH["year"]:
        return [str(year) for year in range(int(first), int(last) + 1)]
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(begin, end + 1)]


def _dated(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The papers with a date: date, node and concepts."""
    for paper, concepts in linked(graph).items():
        date = date_of(graph.nodes[paper])
        if date:
            yield date, paper, concepts


def _most(graph: nx.MultiDiGraph[str], dated: list[tuple[str, list[str]]], top: int) -> list[str]:
    """The methods that most of the dated papers link to."""
    count = Counter(concept for _, found in dated for concept in found if graph.nodes[concept]["kind"] == Kind.METHOD)
    return sorted(count, key=lambda concept: (-count[concept], concept))[:top]
