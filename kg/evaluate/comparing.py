"""Which link answers which entry of a gold file, and what that counts for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.evaluate.gold import Wanted, fold, read_gold
from kg.evaluate.scores import Evaluation, Score, calibration
from kg.graph import links_of, paper_nodes
from kg.model import Kind, Link, Role

if TYPE_CHECKING:
    import networkx as nx

EITHER = "dataset|benchmark"
INTRODUCED = "introduced"
CORE = "method+dataset+benchmark"
ALL = "all"
_DATA = frozenset({Kind.DATASET, Kind.BENCHMARK})


class Predicted(NamedTuple):
    """A link with its concept's kind and all folded names it goes by in its paper."""

    link: Link
    kind: str
    names: frozenset[str]


def evaluate(graph: nx.MultiDiGraph[str], gold: Path) -> Evaluation:
    """``graph`` against the gold file at ``gold``; `InputError` where that is no gold file."""
    papers = {fold(graph.nodes[node]["title"]): node for node in paper_nodes(graph)}
    count = _Count()
    for title, wanted in read_gold(gold):
        node = papers.get(fold(title))
        count.absent += node is None
        count.paper(title, wanted, _predicted(graph, node) if node else [])
    return count.result()


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

    def paper(self, title: str, wanted: Sequence[Wanted], predicted: Sequence[Predicted]) -> None:
        """Count one paper."""
        pairs, missed, wrong = pair(wanted, predicted)
        for entry, found in pairs:
            self._right(entry, found)
        for entry in missed:
            self._missed(title, entry)
        for found in wrong:
            self.scores[found.kind].wrong += 1
            self.confidences.append((found.link.confidence, False))
            self.misses.append(f"extra   {title[:40]} | {found.kind} | {', '.join(sorted(found.names))}")
        self._either(wanted, predicted)

    def _right(self, entry: Wanted, found: Predicted) -> None:
        self.confidences.append((found.link.confidence, True))
        if entry.required:
            role = gold_role(found.link.role)
            self._add(self.scores[entry.kinds[0]], entry, role)
            if "introduces" in entry.roles:
                self.scores[INTRODUCED].right += 1
                self.scores[INTRODUCED].roles += role == "introduces"

    @staticmethod
    def _add(score: Score, entry: Wanted, role: str) -> None:
        score.right += 1
        score.roles += role in entry.roles

    def _missed(self, title: str, entry: Wanted) -> None:
        if entry.required:
            self.scores[entry.kinds[0]].missed += 1
            self.scores[INTRODUCED].missed += "introduces" in entry.roles
            self.misses.append(f"missed  {title[:40]} | {entry.kinds[0]} | {entry.shown}")

    def _either(self, wanted: Sequence[Wanted], predicted: Sequence[Predicted]) -> None:
        pairs, missed, wrong = pair(wanted, predicted, either=True)
        score = self.scores[EITHER]
        for entry, found in pairs:
            if entry.required and entry.kinds[0] in _DATA:
                self._add(score, entry, gold_role(found.link.role))
        score.missed += sum(entry.required and entry.kinds[0] in _DATA for entry in missed)
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
    wanted: Sequence[Wanted], predicted: Sequence[Predicted], *, either: bool = False
) -> tuple[list[tuple[Wanted, Predicted]], list[Wanted], list[Predicted]]:
    """Entries with the link that each takes, entries left over, links left over; required entries choose first."""
    left = list(predicted)
    pairs: list[tuple[Wanted, Predicted]] = []
    missed: list[Wanted] = []
    for entry in sorted(wanted, key=lambda entry: not entry.required):
        fitting = [found for found in left if found.names & entry.names and _same_kind(entry, found, either)]
        if fitting:
            best = max(fitting, key=lambda found: len(found.names & entry.names))
            left.remove(best)
            pairs.append((entry, best))
        else:
            missed.append(entry)
    return pairs, missed, left


def _same_kind(entry: Wanted, found: Predicted, either: bool) -> bool:
    return found.kind in entry.kinds or (either and found.kind in _DATA and not _DATA.isdisjoint(entry.kinds))
