"""From a paper's mentions to its links: one link per concept, with its role, a confidence and the rule that decided.

A role is read off each mention's sentence: what stands before and behind the name, and where in the text the sentence
is. Of several mentions the strongest role counts. Where nothing is said the kind decides: a dataset, benchmark, task
or metric that a paper names is one it evaluates on unless the sentence is about others' work; a method is used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kg.model import Concept, Kind, Link, Mention, Paper, Role
from kg.text import sentences


class Named(NamedTuple):
    """Characters ``[start, end)`` that name a concept, and the matching rule that says so."""

    start: int
    end: int
    concept: str
    rule: str


class Reading(NamedTuple):
    """A role, and the rule that read it."""

    role: Role
    rule: str


_STRENGTH: Final = {role: len(Role) - rank for rank, role in enumerate(Role)}
_COMPARES: Final = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing)?|superior to|better than|worse than|inferior to|compar\w+|versus|vs\.?|"
    r"baselines?|competitive with|on par with|match(?:es|ing)? the performance|contrast to|rather than|instead of|alternatives? to|"
    r"than|over|against|relative to|faster than|improv\w+ (?:over|upon)|state-of-the-art|SOTA|replac\w+|prior (?:work|methods?|art))\b",
    re.IGNORECASE,
)
_NEGATES: Final = re.compile(
    r"\b(?:unlike|without|except|not|no|neither|nor|instead of|rather than|in contrast (?:to|with)|as opposed to|free of|avoid(?:s|ing)?|"
    r"eliminat\w+|remov\w+|replac\w+|different from|differs? from|beyond|contrary to|lacks?)\b[^,;:()]{0,45}$",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"\b(?:we|our|ours|us|this (?:paper|work|study|article)|the proposed|propos\w+|in this (?:paper|work|study|article))\b",
    re.IGNORECASE,
)
_USES: Final = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|utiliz\w+|leverag\w+|employ\w*|adopt\w*|appl(?:y|ies|ied|ying)|bas(?:ed|ing|e) on|built (?:on|upon)|build(?:s|ing)? (?:on|upon)|"
    r"via|with|by|through|combin\w+|integrat\w+|incorporat\w+|extend\w*|fine-?tun\w+|inspired by|implement\w*|train\w*|adapt\w*|"
    r"investigat\w+|study|studies|analy[sz]\w+|explor\w+|examin\w+)\b",
    re.IGNORECASE,
)
_BACKGROUND: Final = re.compile(
    r"\b(?:recent(?:ly)?|have (?:been|shown|achieved|become|emerged|demonstrated|revolutionized|made)|has (?:been|shown|achieved|become|emerged|demonstrated|"
    r"revolutionized|made)|widely|existing|previous|prior|traditional(?:ly)?|conventional|current|often|typically|usually|many|most|popular|"
    r"however|despite|although|while|suffer\w*|limited|challeng\w+|such as|e\.g\.)\b",
    re.IGNORECASE,
)
_TRAINS: Final = re.compile(
    r"\b(?:(?:pre-?)?train(?:ed|ing)?|fine-?tun(?:ed|ing|e)|pretraining)\b[^.;]{0,40}\b(?:on|with|using|from)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_EVALUATES: Final = re.compile(
    r"\b(?:evaluat\w+|experiment\w*|test(?:ed|s|ing)?|benchmark\w*|result\w*|achiev\w+|outperform\w*|accuracy|performance|improv\w+|score\w*|validat\w+|"
    r"demonstrat\w+|report\w*|obtain\w*|reach\w*|show\w*|reduc\w+|attain\w*|state-of-the-art|SOTA|gain\w*)\b",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"\b(?:could|may|might|future|potential(?:ly)?|applications? (?:such as|like|in)|such as|e\.g\.|important (?:for|in)|crucial|essential|fundamental)\b",
    re.IGNORECASE,
)


class _Sentence(NamedTuple):
    """A sentence of a text and what it is about, found once for all its mentions."""

    start: int
    end: int
    text: str
    rank: int
    last: bool
    own: bool
    background: bool
    compares: tuple[int, ...]
    evaluates: bool


def link(paper: Paper, named: Iterable[Named], concepts: dict[str, Concept], own: frozenset[str]) -> Iterator[Link]:
    """The links of a paper, sorted by concept; ``own`` are the concepts it introduces.

    ``named`` are disjoint and sorted; ``concepts`` has each by id.
    """
    by_concept: dict[str, list[Named]] = defaultdict(list)
    for name in named:
        by_concept[name.concept].append(name)
    parts = list(_sentences(paper.text))
    for concept_id, names in sorted(by_concept.items()):
        mentions = tuple(Mention(name.start, name.end, concept_id) for name in names)
        reading = _introduced(names) if concept_id in own else _strongest(concepts[concept_id].kind, mentions, parts)
        confidence = _confidence(concepts[concept_id].kind, reading, names)
        yield Link(paper.id, reading.role, concept_id, confidence, reading.rule, mentions)


def _sentences(text: str) -> Iterator[_Sentence]:
    bounds = sentences(text)
    for rank, (start, end) in enumerate(bounds):
        words = text[start:end]
        yield _Sentence(
            start,
            end,
            words,
            rank,
            rank == len(bounds) - 1,
            _OWN.search(words) is not None,
            _BACKGROUND.search(words) is not None,
            tuple(match.end() for match in _COMPARES.finditer(words)),
            _EVALUATES.search(words) is not None,
        )


def _introduced(names: Sequence[Named]) -> Reading:
    return Reading(Role.INTRODUCES, "introduced")


def _strongest(kind: Kind, mentions: Sequence[Mention], parts: Sequence[_Sentence]) -> Reading:
    read = _READERS[kind]
    readings = [read(mention, part) for mention in mentions for part in parts if part.start <= mention.start < part.end]
    return max(readings, key=lambda reading: _STRENGTH[reading.role], default=Reading(Role.MENTIONS, "named"))


def _method(mention: Mention, part: _Sentence) -> Reading:
    at = mention.start - part.start
    before = part.text[max(0, at - 60) : at]
    if part.rank == 0:
        return Reading(Role.COMPARES_WITH, "negated") if _NEGATES.search(before) else Reading(Role.USES, "in-title")
    if _NEGATES.search(before):
        return Reading(Role.COMPARES_WITH, "negated")
    if any(0 <= at - end <= 80 for end in part.compares):
        return Reading(Role.COMPARES_WITH, "compared")
    if part.own or _USES.search(before) and not part.background:
        return Reading(Role.USES, "used")
    if part.background:
        return Reading(Role.MENTIONS, "background")
    return Reading(Role.USES, "named")


def _data(mention: Mention, part: _Sentence) -> Reading:
    at = mention.start - part.start
    if _TRAINS.search(part.text[:at]):
        return Reading(Role.TRAINS_ON, "trained-on")
    if part.evaluates or part.own or part.rank == 0:
        return Reading(Role.EVALUATES_ON, "evaluated-on")
    if part.background:
        return Reading(Role.MENTIONS, "background")
    return Reading(Role.EVALUATES_ON, "named")


def _task(mention: Mention, part: _Sentence) -> Reading:
    before = part.text[: mention.start - part.start]
    if part.rank == 0:
        return Reading(Role.EVALUATES_ON, "in-title")
    if _FUTURE.search(before) and not part.own:
        return Reading(Role.MENTIONS, "background")
    if part.own or part.evaluates:
        return Reading(Role.EVALUATES_ON, "addressed")
    return Reading(Role.MENTIONS, "background") if part.background else Reading(Role.EVALUATES_ON, "named")


def _metric(mention: Mention, part: _Sentence) -> Reading:
    if part.background and not (part.own or part.evaluates) and part.rank:
        return Reading(Role.MENTIONS, "background")
    return Reading(Role.EVALUATES_ON, "reported")


_READERS: Final = {
    Kind.METHOD: _method,
    Kind.DATASET: _data,
    Kind.BENCHMARK: _data,
    Kind.TASK: _task,
    Kind.METRIC: _metric,
}


def _confidence(kind: Kind, reading: Reading, names: Sequence[Named]) -> float:
    return 0.9
