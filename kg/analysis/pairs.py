"""Which concepts go together: how often papers link to both, and how much more often than chance would have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from kg.analysis.nodes import linked, name_of

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

COLUMNS = ("one", "other", "one_name", "other_name", "papers", "npmi")


def cooccurrence(
    graph: nx.MultiDiGraph[str], *, kinds: Collection[str] | None = None, min_papers: int = 2
) -> pd.DataFrame:
    """The pairs of concepts (of ``kinds``) that at least ``min_papers`` papers link to together, strongest first.

    Columns: ``one`` and ``other`` (concepts, ``one < other``), ``one_name``, ``other_name``, ``papers`` (how many link
    to both) and ``npmi``, normalised pointwise mutual information: 1 where the two only occur together, 0 where
    they are independent, towards -1 where they avoid each other. Because it favours the rare, raise ``min_papers``
    on a large graph. Bouma, *Normalized (Pointwise) Mutual Information in Collocation Extraction*, GSCL 2009.
    """
    import pandas as pd

    papers = list(linked(graph, kinds).values())
    rows = [
        (one, other, name_of(graph, one), name_of(graph, other), together, value)
        for one, other, together, value in associations(papers, min_papers)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"papers": "int64", "npmi": "float64"})


def associations(papers: Collection[Iterable[str]], min_papers: int = 2) -> list[tuple[str, str, int, float]]:
    """The pairs that at least ``min_papers`` papers share, with count and NPMI, strongest first.

    ``papers`` are the concepts of each paper, sorted.
    """
    alone = Counter(concept for concepts in papers for concept in concepts)
    frequent = [[concept for concept in concepts if alone[concept] >= min_papers] for concepts in papers]
    both = Counter(pair for concepts in frequent for pair in combinations(concepts, 2))
    found = [
        (one, other, count, npmi(count, alone[one], alone[other], len(papers)))
        for (one, other), count in both.items()
        if count >= min_papers
    ]
    return sorted(found, key=lambda row: (-row[3], -row[2], row[0], row[1]))


def npmi(together: int, one: int, other: int, papers: int) -> float:
    """Normalised pointwise mutual information of two concepts from their counts.

    >>> npmi(5, 5, 5, 100), npmi(1, 10, 10, 100), npmi(4, 4, 4, 4)
    (1.0, 0.0, 1.0)
    """
    if together == papers:
        return 1.0
    value = log(together * papers / (one * other)) / -log(together / papers)
    return round(value, 12) + 0.0
