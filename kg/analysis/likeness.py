"""Papers beside papers: which are like one, and what several use and evaluate on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from math import log, sqrt
from typing import TYPE_CHECKING

from kg.analysis.nodes import find, linked, name_of
from kg.errors import KgError
from kg.model import Kind, Role

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

ROLES = (Role.INTRODUCES, Role.EVALUATES_ON, Role.TRAINS_ON, Role.COMPARES_WITH, Role.USES)


def similar(graph: nx.MultiDiGraph[str], paper: str, count: int = 10) -> pd.DataFrame:
    """The ``count`` papers most like ``paper`` (anything that `find` understands) in what they link to.

    Columns: ``paper``, ``title``, ``similarity`` (0 to 1) and ``shared``, the names of the concepts in common, the
    most telling first. It is the cosine of the papers' concepts weighted by inverse document frequency: Salton and
    Buckley, *Term-weighting approaches in automatic text retrieval*, 1988. A paper that shares nothing is left out.

    >>> import kg
    >>> graph = kg.build()
    >>> found = kg.similar(graph, kg.papers(graph).paper[0])
    >>> bool(found.similarity.is_monotonic_decreasing)
    True
    """
    import pandas as pd

    node = find_paper(graph, paper)
    weight = _weights(graph)
    length = sqrt(sum(weight[concept] ** 2 for concept in graph.succ[node]))
    others = {other for concept in graph.succ[node] for other in graph.pred[concept] if other.startswith("paper/")}
    rows = []
    for other in sorted(others - {node}):
        shared = sorted(graph.succ[node].keys() & graph.succ[other], key=lambda concept: (-weight[concept], concept))
        names = tuple(name_of(graph, concept) for concept in shared)
        dot = sum(weight[concept] ** 2 for concept in shared)
        other_length = sqrt(sum(weight[concept] ** 2 for concept in graph.succ[other]))
        rows.append((other, name_of(graph, other), min(1.0, dot / (length * other_length)), names))
    rows.sort(key=lambda row: (-row[2], row[0]))
    table = pd.DataFrame(rows[:count], columns=["paper", "title", "similarity", "shared"])
    return table.astype({"similarity": "float64"})


def compare(
    graph: nx.MultiDiGraph[str],
    papers: Iterable[str],
    *,
    roles: Collection[str] = ROLES,
    kinds: Collection[str] = tuple(Kind),
) -> pd.DataFrame:
    """A table of ``papers`` (anything that `find` understands) by what they use and evaluate on.

    Rows are the papers' titles in the order given, columns are ``(kind, name)`` pairs, kinds in order of `Kind` and
    what most of the papers share first; a cell is the role (``uses``, ``evaluates_on`` …), empty where there is none.
    ``roles`` and ``kinds`` choose; mere mentions are left out unless ``roles`` names them.
    """
    import pandas as pd

    nodes = list(dict.fromkeys(find_paper(graph, paper) for paper in papers))
    cells = {
        (node, concept): data["role"]
        for node in nodes
        for _, concept, data in graph.out_edges(node, data=True)
        if data["role"] in roles and graph.nodes[concept]["kind"] in kinds
    }
    concepts = _columns(graph, [concept for _, concept in cells])
    rows = [[cells.get((node, concept), "") for concept in concepts] for node in nodes]
    titles = pd.Index([name_of(graph, node) for node in nodes], name="paper", dtype=object)
    names = [(graph.nodes[concept]["kind"], name_of(graph, concept)) for concept in concepts]
    header = pd.MultiIndex.from_tuples(names, names=["kind", "concept"]) if names else pd.Index([])
    return pd.DataFrame(rows, index=titles, columns=header)


def find_paper(graph: nx.MultiDiGraph[str], asked: str) -> str:
    """The paper that ``asked`` means; a `KgError` where that is a concept or nothing."""
    node = find(graph, asked)
    if graph.nodes[node]["type"] != "paper":
        raise KgError(f"{node} is a concept, not a paper", hint="Name a paper by its title or id.")
    return node


def _columns(graph: nx.MultiDiGraph[str], concepts: list[str]) -> list[str]:
    order = {kind.value: rank for rank, kind in enumerate(Kind)}
    count = {concept: concepts.count(concept) for concept in concepts}
    return sorted(count, key=lambda concept: (order[graph.nodes[concept]["kind"]], -count[concept], concept))


def _weights(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Inverse document frequency of each linked concept, never 0: what few papers link to says more."""
    papers = linked(graph)
    count = Counter(concept for concepts in papers.values() for concept in concepts)
    return {concept: 1 + log(len(papers) / number) for concept, number in count.items()}
