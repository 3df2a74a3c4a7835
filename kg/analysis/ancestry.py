"""What a concept came from and what came of it, read from the papers that introduce concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.dates import date_of
from kg.analysis.nodes import find, name_of
from kg.errors import KgError
from kg.graph import BROADER
from kg.model import Kind, Role

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

ROLES = (Role.USES, Role.COMPARES_WITH)


class Step(NamedTuple):
    """``descendant`` came after ``ancestor``: by ``relation``, as ``paper`` says (None: the catalogue)."""

    ancestor: str
    descendant: str
    relation: str
    paper: str | None


def lineage(
    graph: nx.MultiDiGraph[str], concept: str, *, steps: int = 2, roles: Collection[str] = ROLES
) -> pd.DataFrame:
    """What ``concept`` (anything that `find` understands) came from and what came of it, at most ``steps`` away.

    Each row is a step. A method descends from the methods that the paper which introduces it uses or compares with
    (of ``roles``), and any concept from the broader ones of the catalogue. Columns: ``generation`` (of the step's far
    end: -1 for what the concept descends from, 1 for what descends from it, and so on), ``ancestor``,
    ``ancestor_name``, ``descendant``, ``descendant_name``, ``relation`` (a role or ``broader``), ``paper`` (that
    introduces the descendant; missing for ``broader``) and ``date`` (of the paper, as precise as known).

    >>> import kg
    >>> steps = kg.lineage(kg.build(), "Transformer")
    >>> "LoRA" in set(steps[steps.generation == 1].descendant_name)
    True
    """
    import pandas as pd

    start = find(graph, concept)
    if graph.nodes[start]["type"] == "paper":
        raise KgError(f"{start} is a paper, not a concept", hint="Name a concept, such as one that it introduces.")
    found = [*_walk(graph, start, steps, -1, roles), *_walk(graph, start, steps, 1, roles)]
    rows = [(generation, *_row(graph, step)) for generation, step in found]
    rows.sort(key=lambda row: (row[0], row[1], row[3], row[5]))
    columns = ("ancestor", "ancestor_name", "descendant", "descendant_name", "relation", "paper", "date")
    return pd.DataFrame(rows, columns=["generation", *columns]).astype({"generation": "int64"})


def _walk(
    graph: nx.MultiDiGraph[str], start: str, steps: int, towards: int, roles: Collection[str]
) -> Iterator[tuple[int, Step]]:
    """The steps from ``start``, generation by generation, each concept once."""
    seen = {start}
    edge = [start]
    for distance in range(1, steps + 1):
        found: list[str] = []
        for concept in edge:
            for step in _before(graph, concept, roles) if towards < 0 else _after(graph, concept, roles):
                far = step.ancestor if towards < 0 else step.descendant
                if far not in seen:
                    found.append(far)
                    yield towards * distance, step
        edge = list(dict.fromkeys(found))
        seen.update(edge)


def _before(graph: nx.MultiDiGraph[str], concept: str, roles: Collection[str]) -> Iterator[Step]:
    """The steps that lead to ``concept``."""
    for paper in _introducing(graph, concept):
        for other in _linked(graph, paper, roles):
            if other != concept and graph.nodes[other]["kind"] == Kind.METHOD:
                yield Step(other, concept, _role(graph, paper, other), paper)
    for other in sorted(graph.succ[concept]):
        if graph.has_edge(concept, other, BROADER):
            yield Step(other, concept, BROADER, None)


def _after(graph: nx.MultiDiGraph[str], concept: str, roles: Collection[str]) -> Iterator[Step]:
    """The steps that lead away from ``concept``."""
    for node in sorted(graph.pred[concept]):
        if graph.has_edge(node, concept, BROADER):
            yield Step(concept, node, BROADER, None)
        elif graph.nodes[concept]["kind"] == Kind.METHOD and (role := _role(graph, node, concept)) in roles:
            new = _linked(graph, node, {Role.INTRODUCES})
            yield from (Step(concept, other, role, node) for other in new if graph.nodes[other]["kind"] == Kind.METHOD)


def _introducing(graph: nx.MultiDiGraph[str], concept: str) -> list[str]:
    return [node for node in sorted(graph.pred[concept]) if graph.has_edge(node, concept, Role.INTRODUCES)]


def _linked(graph: nx.MultiDiGraph[str], paper: str, roles: Collection[str]) -> list[str]:
    return sorted(concept for _, concept, data in graph.out_edges(paper, data=True) if data["role"] in roles)


def _role(graph: nx.MultiDiGraph[str], paper: str, concept: str) -> str:
    """The role of a paper's link."""
    return next(str(role) for role in graph[paper][concept])


def _row(graph: nx.MultiDiGraph[str], step: Step) -> tuple[str, str, str, str, str, str | None, str | None]:
    date = date_of(graph.nodes[step.paper]) if step.paper else None
    one, other = step.ancestor, step.descendant
    return one, name_of(graph, one), other, name_of(graph, other), step.relation, step.paper, date
