"""From a paper's mentions to its links: one link per concept, with its role, a confidence and the rule that decided.

A role is read off each mention's sentence (`kg.roles`); of several mentions the strongest role counts. A method that
is both used and compared with is compared with, unless it is used far more often or hardly contrasted. Where nothing
is said the kind decides: a dataset, benchmark, task or metric that a paper names is one it evaluates on unless it
stands before the paper comes to its own work; a method is used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from kg.confidence import confidence
from kg.model import Concept, Kind, Link, Mention, Paper, Role, Status
from kg.patterns import lowered
from kg.roles import OPENING, Reading, Sentence, read, turns
from kg.text import sentences


class Named(NamedTuple):
    """Characters ``[start, end)`` that name a concept, and the matching rule that says so."""

    start: int
    end: int
    concept: str
    rule: str


_MANY: Final = 2  # times as often used as compared with, a method is the paper's subject
_STRENGTH: Final = {role: len(Role) - rank for rank, role in enumerate(Role)}
_PARTS: Final = re.compile(r"\b(?:we|our|novel|consist\w*|compris\w+|contain\w*|proposed|introduc\w+)\b")
_PROPOSES: Final = re.compile(
    r"\b(?:introduc|propos|present|develop|design|devis)(?:e|es|ed|ing)?"
    r"(?: (?:an?|the|our|new|novel|improved|simple|efficient|effective|lightweight|first|two|three|\w+ly))*"
    r" [\"“'`]{0,2}$"
)
_PROPOSES_NEAR: Final = 150
_TAKEN_UP: Final = re.compile(
    r"\b(?:inspired by|based on|built (?:up)?on|us(?:e|es|ing)|leverag\w+|adopt\w*|employ\w*|utiliz\w+|success of|"
    r"appl\w+|from|by|recent)\b[^,;]{0,40}$"
)


def link(paper: Paper, named: Iterable[Named], concepts: Mapping[str, Concept], own: frozenset[str]) -> Iterator[Link]:
    """The links of a paper, sorted by concept; ``own`` are the concepts it introduces.

    ``named`` are disjoint and sorted; ``concepts`` has each by id.
    """
    by_concept: dict[str, list[Named]] = defaultdict(list)
    for name in named:
        by_concept[name.concept].append(name)
    text = _Text(paper.text)
    for concept_id, names in sorted(by_concept.items()):
        mentions = tuple(Mention(name.start, name.end, concept_id) for name in names)
        reading = _reading(concepts[concept_id], names, text, concept_id in own)
        sure = confidence(concepts[concept_id], reading.rule, [paper.text[name.start : name.end] for name in names])
        yield Link(paper.id, reading.role, concept_id, sure, reading.rule, mentions)


class _Text:
    """A text's sentences, each made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = lowered(text)
        self._bounds = sentences(text)
        self._made: dict[int, Sentence] = {}

    def at(self, place: int) -> Sentence:
        """The sentence of a place."""
        rank = max(bisect_right(self._bounds, (place, len(self._text) + 1)) - 1, 0)
        if rank not in self._made:
            start, end = self._bounds[rank]
            self._made[rank] = Sentence(self._text, start, end, rank, early=rank > 0 and end <= self._turn)
        return self._made[rank]

    @cached_property
    def _turn(self) -> int:
        """The place from which on the text speaks of the paper's own work."""
        turn = turns(self._text, self._bounds[0][1])
        return self._bounds[min(OPENING, len(self._bounds) - 1)][1] if turn < 0 else turn


def _reading(concept: Concept, names: Sequence[Named], text: _Text, own: bool) -> Reading:
    if own:
        return Reading(Role.INTRODUCES, "introduced")
    if concept.status is Status.CANDIDATE and concept.kind is Kind.METHOD:
        if _is_defined_part(names[0], text):
            return Reading(Role.INTRODUCES, "defined")
        if any(_is_proposed(name, text) for name in names):
            return Reading(Role.INTRODUCES, "proposed")
    readings = [read(concept.kind, name.start, name.end, text.at(name.start)) for name in names]
    if len(readings) == 1:
        return readings[0]
    return _of_method(readings) if concept.kind is Kind.METHOD else _strongest(readings)


def _strongest(readings: Sequence[Reading]) -> Reading:
    return max(readings, key=lambda reading: _STRENGTH[reading.role])


def _of_method(readings: Sequence[Reading]) -> Reading:
    """The reading that counts of a method's: a comparison, then a use, then what is left."""
    uses = [reading for reading in readings if reading.role is Role.USES]
    comparisons = [reading for reading in readings if reading.rule == "compared"]
    if comparisons and len(uses) <= _MANY * len(comparisons):
        return comparisons[0]
    if uses:
        return uses[0]
    if all(reading.rule != "negated" for reading in readings):
        # What an abstract comes back to is its subject, even where each sentence speaks of the field or finds fault.
        return Reading(Role.USES, "recurs")
    return _strongest(readings)


def _is_proposed(name: Named, text: _Text) -> bool:
    """Whether an unknown name is what its sentence says is proposed."""
    sentence = text.at(name.start)
    at = name.start - sentence.start
    return _PROPOSES.search(sentence.text, max(0, at - _PROPOSES_NEAR), at) is not None


def _is_defined_part(name: Named, text: _Text) -> bool:
    """Whether the text defines an unknown name where it speaks of its own work and takes nothing up."""
    if name.rule != "definition":
        return False
    sentence = text.at(name.start)
    before = sentence.text[: name.start - sentence.start]
    return _PARTS.search(before) is not None and _TAKEN_UP.search(before) is None
