"""Counts and what follows from them: precision, recall, F1, the share of right roles, calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


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
        """The share of wanted that are linked."""
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
    """Scores by row, calibration as (lowest confidence, links, share right), misses a line each, absent papers."""

    scores: dict[str, Score]
    calibration: list[tuple[float, int, float]]
    misses: list[str] = field(default_factory=list)
    absent: int = 0


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
