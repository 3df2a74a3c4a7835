"""A graph against a gold file: precision, recall and F1 per kind, roles, and whether confidences are honest.

A gold file has one paper a line: ``title`` and ``entities``, each with ``names``, ``surfaces``, ``types``, ``roles`` and
``required`` (false where annotators disagree: such an entity neither helps nor hurts). A link counts as right when its
concept is of one of an entity's types and one of its names or mentions is, folded, one of the entity's; one entity takes
one link. The row ``dataset|benchmark`` forgives confusing these two.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import InputError, MissingInputError
from kg.graph import links_of, paper_nodes
from kg.model import Kind, Link, Role

if TYPE_CHECKING:
    import networkx as nx

EITHER = "dataset|benchmark"
INTRODUCED = "introduced"
CORE = "method+dataset+benchmark"
ALL = "all"
_DATA = frozenset({Kind.DATASET, Kind.BENCHMARK})
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


class Entity(NamedTuple):
    """What annotators found in a paper: folded ``names``, allowed ``kinds`` and ``roles``, and whether it counts."""

    names: frozenset[str]
    kinds: tuple[str, ...]
    roles: frozenset[str]
    required: bool
    shown: str


class Predicted(NamedTuple):
    """A link with its concept's kind and all folded names it goes by in its paper."""

    link: Link
    kind: str
    names: frozenset[str]


@dataclass(slots=True)
class Score:
    """Counts of one row."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    roles: int = 0

    @property
    def precision(self) -> float:
        """The share of links that are right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of entities that are linked."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def role_share(self) -> float:
        """Of the right links the share whose role is right."""
        return self.roles / max(self.right, 1)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed, self.roles + other.roles
        )


@dataclass(slots=True)
class Evaluation:
    """Scores by row, the calibration of confidences as (lowest, links, share right), misses a line each, absent papers."""

    scores: dict[str, Score]
    calibration: list[tuple[float, int, float]]
    misses: list[str] = field(default_factory=list)
    absent: int = 0


def evaluate(graph: nx.MultiDiGraph[str], gold: Path) -> Evaluation:
    """``graph`` against the gold file at ``gold``; `InputError` where that is no gold file."""
    papers = {fold(graph.nodes[node]["title"]): node for node in paper_nodes(graph)}
    count = _Count()
    for title, entities in read_gold(gold):
        node = papers.get(fold(title))
        count.absent += node is None
        count.paper(title, entities, _predicted(graph, node) if node else [])
    return count.result()


def fold(name: str) -> str:
    """A name as the gold standard compares names: no case, no punctuation, no plural s.

    >>> fold("Multi-Layer Perceptrons"), fold("loss")
    ('multi layer perceptron', 'loss')
    """
    words = re.sub(r"[^\w+]+", " ", name.lower()).split()
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def read_gold(path: Path) -> Iterator[tuple[str, list[Entity]]]:
    """Title and entities of each paper of a gold file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise MissingInputError("no such gold file", where=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=path) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _gold_line(line, f"{path}:{number}")


def _gold_line(line: str, where: str) -> tuple[str, list[Entity]]:
    try:
        row = json.loads(line)
        return row["title"], [_entity(entity) for entity in row["entities"]]
    except (json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
        hint = (
            "A gold file has one JSON object a line with title and entities (names, surfaces, types, roles, required)."
        )
        raise InputError(f"not a line of a gold file: {error!r}", where=where, hint=hint) from error


def _entity(row: Mapping[str, Any]) -> Entity:
    names = frozenset(fold(name) for name in (*row["names"], *row["surfaces"]))
    return Entity(names, tuple(row["types"]), frozenset(row["roles"]), row.get("required", True), row["names"][0])


def _predicted(graph: nx.MultiDiGraph[str], node: str) -> list[Predicted]:
    text = f"{graph.nodes[node]['title']}\n\n{graph.nodes[node]['abstract']}"
    return [_prediction(graph, link, text) for link in links_of(graph, node)]


def _prediction(graph: nx.MultiDiGraph[str], link: Link, text: str) -> Predicted:
    concept = graph.nodes[link.concept]
    surfaces = {fold(text[mention.start : mention.end]) for mention in link.mentions}
    return Predicted(link, concept["kind"], frozenset(surfaces | {fold(concept["names"][0])}))


class _Count:
    """Counts while papers go by."""

    def __init__(self) -> None:
        self.scores: dict[str, Score] = defaultdict(Score)
        self.confidences: list[tuple[float, bool]] = []
        self.misses: list[str] = []
        self.absent = 0

    def paper(self, title: str, entities: Sequence[Entity], predicted: Sequence[Predicted]) -> None:
        """Count one paper."""
        pairs, missed, wrong = pair(entities, predicted)
        for entity, found in pairs:
            self._right(entity, found)
        for entity in missed:
            self._missed(title, entity)
        for found in wrong:
            self.scores[found.kind].wrong += 1
            self.confidences.append((found.link.confidence, False))
            self.misses.append(f"extra   {title[:40]} | {found.kind} | {', '.join(sorted(found.names))}")
        self._either(entities, predicted)

    def _right(self, entity: Entity, found: Predicted) -> None:
        self.confidences.append((found.link.confidence, True))
        if entity.required:
            role = gold_role(found.link.role)
            self._add(self.scores[entity.kinds[0]], entity, role)
            if "introduces" in entity.roles:
                self.scores[INTRODUCED].right += 1
                self.scores[INTRODUCED].roles += role == "introduces"

    @staticmethod
    def _add(score: Score, entity: Entity, role: str) -> None:
        score.right += 1
        score.roles += role in entity.roles

    def _missed(self, title: str, entity: Entity) -> None:
        if entity.required:
            self.scores[entity.kinds[0]].missed += 1
            self.scores[INTRODUCED].missed += "introduces" in entity.roles
            self.misses.append(f"missed  {title[:40]} | {entity.kinds[0]} | {entity.shown}")

    def _either(self, entities: Sequence[Entity], predicted: Sequence[Predicted]) -> None:
        pairs, missed, wrong = pair(entities, predicted, either=True)
        score = self.scores[EITHER]
        for entity, found in pairs:
            if entity.required and entity.kinds[0] in _DATA:
                self._add(score, entity, gold_role(found.link.role))
        score.missed += sum(entity.required and entity.kinds[0] in _DATA for entity in missed)
        score.wrong += sum(found.kind in _DATA for found in wrong)

    def result(self) -> Evaluation:
        """The counts as an `Evaluation`."""
        kinds = {kind.value: self.scores[kind.value] for kind in Kind}
        core = sum((kinds[kind] for kind in ("method", "dataset", "benchmark")), Score())
        rows = {**kinds, EITHER: self.scores[EITHER], INTRODUCED: self.scores[INTRODUCED], CORE: core}
        rows[ALL] = sum(kinds.values(), Score())
        return Evaluation(rows, calibration(self.confidences), self.misses, self.absent)


def gold_role(role: Role) -> str:
    """The gold standard's word for a role: to train on is to evaluate on."""
    return Role.EVALUATES_ON.value if role is Role.TRAINS_ON else role.value


def pair(
    entities: Sequence[Entity], predicted: Sequence[Predicted], *, either: bool = False
) -> tuple[list[tuple[Entity, Predicted]], list[Entity], list[Predicted]]:
    """Entities with the link that each takes, entities left over, links left over; required entities choose first."""
    left = list(predicted)
    pairs: list[tuple[Entity, Predicted]] = []
    missed: list[Entity] = []
    for entity in sorted(entities, key=lambda entity: not entity.required):
        fitting = [found for found in left if found.names & entity.names and _same_kind(entity, found, either)]
        if fitting:
            best = max(fitting, key=lambda found: len(found.names & entity.names))
            left.remove(best)
            pairs.append((entity, best))
        else:
            missed.append(entity)
    return pairs, missed, left


def _same_kind(entity: Entity, found: Predicted, either: bool) -> bool:
    return found.kind in entity.kinds or (either and found.kind in _DATA and not _DATA.isdisjoint(entity.kinds))


def calibration(confidences: Iterable[tuple[float, bool]]) -> list[tuple[float, int, float]]:
    """Links by confidence: (lowest of the bin, links, share right), empty bins left out.

    >>> calibration([(0.92, True), (0.93, False), (0.4, False)])
    [(0.0, 1, 0.0), (0.9, 2, 0.5)]
    """
    links: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for confidence, is_right in confidences:
        lowest = max(bound for bound in _BINS if bound <= confidence)
        links[lowest] += 1
        right[lowest] += is_right
    return [(lowest, links[lowest], right[lowest] / links[lowest]) for lowest in sorted(links)]
