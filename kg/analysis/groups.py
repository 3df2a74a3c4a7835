"""Communities of concepts that papers link to together, and the concepts that stand between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.nodes import linked, name_of
from kg.analysis.pairs import associations
from kg.model import Kind

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

KINDS = (Kind.METHOD, Kind.DATASET, Kind.BENCHMARK, Kind.TASK)
NAMED_BY = 3


class Groups(NamedTuple):
    """The weighted graph of concepts (numbers, by rank in ``concepts``), and the community of each number."""

    concepts: tuple[str, ...]
    papers: tuple[int, ...]
    ties: nx.Graph[int]
    community: Mapping[int, int]


def communities(
    graph: nx.MultiDiGraph[str],
    *,
    kinds: Collection[str] = KINDS,
    top: int = 500,
    resolution: float = 1.0,
    seed: int = 0,
) -> pd.DataFrame:
    """Which of the ``top`` most linked concepts belong together, largest community first.

    Columns: ``concept``, ``name``, ``kind``, ``papers`` (how many link to it), ``community`` (0 is the largest) and
    ``community_name``, the names of the concepts with the strongest ties inside it. Concepts are tied where two papers
    link to both more often than chance (positive NPMI, see `cooccurrence`); those without a tie are left out. A higher
    ``resolution`` gives more, smaller communities. Metrics are left out because everything reports them.
    Louvain's method: Blondel et al., *Fast unfolding of communities in large networks*, J. Stat. Mech. 2008.
    """
    import pandas as pd

    groups = grouped(graph, kinds, top, resolution, seed)
    names = named(graph, groups)
    rows = [
        (concept, name_of(graph, concept), graph.nodes[concept]["kind"], groups.papers[number], of, names[of])
        for number, concept in enumerate(groups.concepts)
        for of in (groups.community[number],)
    ]
    columns = ["concept", "name", "kind", "papers", "community", "community_name"]
    rows.sort(key=lambda row: (row[4], -row[3], row[0]))
    return pd.DataFrame(rows, columns=columns).astype({"papers": "int64", "community": "int64"})


def bridges(
    graph: nx.MultiDiGraph[str],
    *,
    kinds: Collection[str] = KINDS,
    top: int = 500,
    resolution: float = 1.0,
    seed: int = 0,
) -> pd.DataFrame:
    """The concepts that join communities (of `communities` with the same options), those that join most first.

    Columns: ``concept``, ``name``, ``kind``, ``papers``, ``community``, ``communities`` (how many its ties reach),
    ``participation``, 0 where all ties stay in one community and towards 1 the more evenly they spread over many
    (Guimerà and Amaral, *Functional cartography of complex metabolic networks*, Nature 2005), and ``betweenness``, the
    share of shortest paths that run through it (Brandes, *A faster algorithm for betweenness centrality*, 2001).
    """
    import networkx as nx
    import pandas as pd

    groups = grouped(graph, kinds, top, resolution, seed)
    between = nx.betweenness_centrality(groups.ties)
    rows = []
    for number, concept in enumerate(groups.concepts):
        reached, share = _participation(groups, number)
        known = (name_of(graph, concept), graph.nodes[concept]["kind"], groups.papers[number])
        rows.append((concept, *known, groups.community[number], reached, share, between[number]))
    rows.sort(key=lambda row: (-row[6], -row[7], row[0]))
    columns = ["concept", "name", "kind", "papers", "community", "communities", "participation", "betweenness"]
    types = {"papers": "int64", "community": "int64", "communities": "int64"}
    return pd.DataFrame(rows, columns=columns).astype({**types, "participation": "float64", "betweenness": "float64"})


def grouped(
    graph: nx.MultiDiGraph[str], kinds: Collection[str] = KINDS, top: int = 500, resolution: float = 1.0, seed: int = 0
) -> Groups:
    """The tied concepts among the ``top`` most linked, and their communities, numbered from the largest."""
    from networkx.algorithms.community import louvain_communities

    papers = linked(graph, kinds)
    count = Counter(concept for concepts in papers.values() for concept in concepts)
    most = set(sorted(count, key=lambda concept: (-count[concept], concept))[:top])
    ties = _ties([[concept for concept in concepts if concept in most] for concepts in papers.values()])
    concepts = sorted({concept for pair in ties for concept in pair}, key=lambda concept: (-count[concept], concept))
    tied = _numbered(concepts, ties)
    found = louvain_communities(tied, weight="weight", resolution=resolution, seed=seed) if concepts else []
    ordered = sorted((sorted(numbers) for numbers in found), key=lambda numbers: (-len(numbers), numbers))
    community = {number: rank for rank, numbers in enumerate(ordered) for number in numbers}
    return Groups(tuple(concepts), tuple(count[concept] for concept in concepts), tied, community)


def _ties(papers: Collection[list[str]]) -> dict[tuple[str, str], float]:
    return {(one, other): value for one, other, _, value in associations(papers) if value > 0}


def _numbered(concepts: list[str], ties: Mapping[tuple[str, str], float]) -> nx.Graph[int]:
    """The ties between numbers: networkx keeps sets of nodes, whose order for strings differs from run to run."""
    import networkx as nx

    rank = {concept: number for number, concept in enumerate(concepts)}
    tied: nx.Graph[int] = nx.Graph()
    tied.add_nodes_from(range(len(concepts)))
    tied.add_weighted_edges_from((rank[one], rank[other], weight) for (one, other), weight in sorted(ties.items()))
    return tied


def named(graph: nx.MultiDiGraph[str], groups: Groups) -> dict[int, str]:
    """A name for each community: its concepts with the strongest ties inside it, weighed by their papers."""
    inside: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, of in groups.community.items():
        strength = sum(data["weight"] for other, data in groups.ties[number].items() if groups.community[other] == of)
        inside[of].append((-strength * groups.papers[number], number))
    return {
        of: ", ".join(name_of(graph, groups.concepts[number]) for _, number in sorted(ranked)[:NAMED_BY])
        for of, ranked in inside.items()
    }


def _participation(groups: Groups, number: int) -> tuple[int, float]:
    """How many communities the ties of a concept reach, and how evenly."""
    weights: Counter[int] = Counter()
    for other, data in groups.ties[number].items():
        weights[groups.community[other]] += data["weight"]
    total = sum(weights.values())
    return len(weights), 1 - sum((weight / total) ** 2 for weight in weights.values())
