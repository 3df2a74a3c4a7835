"""Where an abstract speaks of its own: the verbs by which it proposes, names and releases things.

The verbs are found in one scan; what stands around each is then looked at in place, because a pattern that begins
with the subject costs twenty times as much.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from kg.matching.definitions import Definition, definitions
from kg.model import fold
from kg.patterns import either
from kg.text import sentences

_CLAIMING: Final = (
    "propos introduc present develop design describ releas build built construct creat contribut provid devis offer "
    "unveil "
    "establish curat collect formulat suggest implement pioneer open-sourc announc train"
)
_NAMING: Final = "call nam dub term coin christen nicknam titl entitl abbreviat denot refer"
_VERBS: Final = re.compile(
    rf"\b(?:({either(_CLAIMING)})(?:e|es|ed|s|ing)?|put forward|"
    rf"({either(_NAMING)})(?:e|es|ed|s|ing|m|med|bed|ely|ring|red)?)(?![\w-])"
)
_SUBJECT: Final = re.compile(
    r"\b(?:[Ww]e|p(?:aper|resent work)|work|report|study|a(?:uthors|rticle)|letter|Here|To th(?:is|at) end)\b"
)
_PASSIVE: Final = re.compile(r"\b(?:is|was|are|were|been) (?:\w+ly )?$")
_NOUNS: Final = frozenset({"design", "designs", "release", "releases", "build", "builds"})
_BEFORE_NOUN: Final = re.compile(r"\b(?:the|an?|our|this|its|their|each|every|of|by|in|for) $", re.IGNORECASE)
# What is at the core of the paper's own is proposed, whatever the verb. Each begins with letters: see `kg.patterns`.
_CORES: Final = tuple(
    re.compile(rf"{words}{of}(?:is|are|lies|stands)(?= )")
    for words, of in (
        ("core(?<=t the core|t its core)", "(?: of (?:our|this|the|its|[A-Z])[^.,;]{0,40}?)? "),
        ("heart(?<=t the heart|t its heart)", "(?: of (?:our|this|the|its|[A-Z])[^.,;]{0,40}?)? "),
        ("entral to (?:our|this|its|the|[A-Z])", "[^.,;]{0,40}? "),
        *((f"{noun}(?<=(?:ey|re|in) {noun})", "(?: of [^.,;]{2,40}?)? ") for noun in ("innovation", "component")),
    )
)
_REACH: Final = 90
_LONGEST_WORD: Final = 40


class Claims:
    """An abstract and the places where it makes a claim; offsets into ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.says: list[int] = []
        self.passives: list[int] = []
        self.names: list[int] = []
        for verb in _VERBS.finditer(text):
            self._add(verb)
        cores = [core.end() for pattern in _CORES for core in pattern.finditer(text)]
        self.says = sorted({*self.says, *cores}) if cores else self.says

    def _add(self, verb: re.Match[str]) -> None:
        start = verb.start()
        if start and self.text[start - 1] == "-":
            return
        if verb[0] in _NOUNS and _BEFORE_NOUN.search(self.text, max(0, start - 8), start):  # "towards the design of"
            return
        if verb[2]:
            self.names.append(start)
            return
        floor = max(0, start - _REACH)
        clause = max(floor, *(self.text.rfind(mark, floor, start) + 1 for mark in ".;:"))
        if _PASSIVE.search(self.text, max(floor, start - _LONGEST_WORD), start):
            self.passives.append(start)
        elif _SUBJECT.search(self.text, clause, start):
            self.says.append(verb.end())

    @cached_property
    def folded(self) -> str:
        """The abstract's words, folded."""
        return fold(self.text)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """The abstract's sentences."""
        return sentences(self.text)

    @cached_property
    def defined(self) -> list[Definition]:
        """The abstract's definitions."""
        return list(definitions(self.text))

    def start_of(self, place: int) -> int:
        """Where the sentence of ``place`` begins."""
        return self.bounds[max(bisect_right(self.bounds, (place, len(self.text) + 1)) - 1, 0)][0] if self.bounds else 0

    def same(self, left: int, right: int) -> bool:
        """Whether two places are in one sentence."""
        rank = bisect_right(self.bounds, (left, len(self.text) + 1)) - 1
        return rank >= 0 and left < self.bounds[rank][1] and self.bounds[rank][0] <= right < self.bounds[rank][1]

    def said_before(self, place: int) -> bool:
        """Whether the sentence says, before ``place``, that the paper makes something."""
        return any(said <= place and self.same(said, place) for said in self.says)

    def own_from(self, place: int) -> bool:
        """Whether the abstract says, anywhere before ``place``, that the paper makes something."""
        return bool(self.says) and self.says[0] <= place

    def proposed_after(self, place: int) -> bool:
        """Whether the sentence says, behind ``place``, that something is proposed."""
        return any(place <= passive and self.same(place, passive) for passive in self.passives)
