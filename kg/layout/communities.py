"""Communities: concepts that papers use together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def communities(readers: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Concepts that papers use together, grouped; the group with most papers first.

    >>> communities({"a": ["p", "q"], "b": ["p", "q"], "c": ["r"], "d": ["r"]})
    [['a', 'b'], ['c', 'd']]
    """
    import networkx as nx

    names = list(readers)
    # Whole numbers as nodes: sets of them iterate alike in every run, sets of strings do not.
    together: nx.Graph[int] = nx.Graph()
    together.add_nodes_from(range(len(names)))
    together.add_weighted_edges_from((one, other, weight) for one, other, weight in shared([readers[n] for n in names]))
    found = nx.community.louvain_communities(together, weight="weight", seed=0)
    groups = [[names[number] for number in sorted(group)] for group in found]
    return sorted(groups, key=lambda group: (-sum(len(readers[name]) for name in group), group))


def shared(sets: Sequence[Sequence[str]]) -> list[tuple[int, int, float]]:
    """Pairs of sets (by their places) that share members, with the cosine of the two.

    >>> shared([["p", "q"], ["q"], ["r"]])
    [(0, 1, 0.7071067811865475)]
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, members in enumerate(sets):
        for member in members:
            holders[member].append(number)
    counts = Counter(pair for numbers in holders.values() for pair in combinations(numbers, 2))
    return [(a, b, count / math.sqrt(len(sets[a]) * len(sets[b]))) for (a, b), count in sorted(counts.items())]
