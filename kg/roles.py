"""What a sentence says of a name in it: the role it gives the paper towards the concept, and the rule that read it.

Each reader looks at one mention in its sentence: the words before and behind the name, whether the sentence is about
the paper's own work, and whether it is the title. Everything that many mentions of a sentence share is found once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from math import inf
from typing import Final, NamedTuple

from kg.model import Kind, Role
from kg.patterns import either


class Reading(NamedTuple):
    """A role, and the rule that read it."""

    role: Role
    rule: str


# Cues are looked for in small letters; \s stands for the space inside one of a row.
_RIVAL: Final = "prior vanilla original"
_USUAL: Final = "existing previous conventional traditional standard baseline"
_EXAMPLES: Final = (
    r"strong alternative existing prior previous conventional traditional "
    r"(?:other|recent)\s(?:methods|models|approaches)"
)
_LIKE: Final = (
    r"competitive parity equivalent similar(?:ly)? superior inferior on\spar compar(?:ed|able|ably|ing|es?|isons?)"
)
_GAINS: Final = r"improv\w+ gains? advantages? superiority reductions? boost\w* better progress speed-?ups?"
_COMPARING: Final = either(
    r"outperform\w* surpass\w* exceed\w* beat(?:s|ing|en)? than versus vs\.? against unlike replac(?:e|es|ed|ing) "
    r"substitut(?:e|es|ed|ing) match(?:es|ed|ing)? rather\sthan instead\sof as\sopposed\sto "
    r"contrast(?:s|ed)?\s(?:to|with) alternatives?\sto we\scompare",
    *(rf"{word}(?: [\w-]+){{0,3}}? (?:to|with|against|between)" for word in _LIKE.split()),
    *(rf"{word}(?: [\w.%×-]+){{0,6}}? (?:over|upon)" for word in _GAINS.split()),
    r"(?:baselines|baseline (?:methods?|models?))(?: such as|,? including| like|:|,? e\.g\.,?)?",
    *(rf"{word}(?: [\w-]+){{0,4}}?,? (?:such as|including|like|e\.g\.,?|i\.e\.,?)" for word in _EXAMPLES.split()),
    "% over",
    *_RIVAL.split(),
)
_COMPARES: Final = re.compile(rf"\b{_COMPARING}(?=[\s(:])")
_REACHES_FAR: Final = 90
_REACHES_NEAR: Final = dict.fromkeys(_RIVAL.split(), 2)
_ANY_USUAL: Final = tuple(f" {word} " for word in _USUAL.split())
_ONE_USUAL: Final = tuple(f" {one}{usual}" for one in ("a", "an") for usual in _ANY_USUAL)
_IS_FAULTED: Final = re.compile(
    r"[^.;]{0,100}\b(?:suffers?|struggles?|fail\w*|cannot|rarely|limit\w+|difficult|lacks?|costly|inefficien\w+|bias|"
    r"restrict\w+|insufficient|not)\b"
)
_BETWEEN: Final = re.compile(
    rf"\b{either('with using by when while via through for on in under where which that without if after during')}\b"
    r"|\b(?:we|our|is|are)\b|[;:]"
)
OPENING: Final = 3  # the first sentences of an abstract speak of the field where none speaks of the paper's own work
_OPENS: Final = 14  # characters that may stand before the name that opens an abstract: "Large pre-trained "
_BEHIND: Final = re.compile(r"(?:-based)?(?: [\w-]+){0,2}? (?:baselines?|counterparts?)\b")
_NEGATES: Final = re.compile(
    r"\b(?:without|except|not|no|neither|nor|free of|avoid(?:s|ing)?|eliminat\w+|remov\w+|beyond|"
    r"lacks?)\b(?:(?! by \w+ing\b)[^,;:()]){0,45}$"
)
_SHOW: Final = either("show demonstrate confirm reveal indicate suggest on across with")
_OF_ITSELF: Final = either(
    r"we our ours us this\s(?:paper|work|study|article|research|report|survey) the\sproposed",
    r"p(?<!have p|been p|were p)ropos\w+",
    rf"experiments? (?:in|{_SHOW})",
    rf"evaluations? (?:in|{_SHOW})",
    rf"results {_SHOW}",
)
_OWN: Final = re.compile(rf"\b{_OF_ITSELF}\b")
_USING: Final = either(
    r"""us(?:e|es|ed|ing)\b utiliz\w+ leverag\w+ employ\w* adopt\w* appl(?:y|ies|ied|ying)\b via\b with\b by\b through\b
    combin\w+ integrat\w+ incorporat\w+ extend\w* fine-?tun\w+ implement\w* train\w* adapt\w* investigat\w+ study\b
    studies\b analy[sz]\w+ explor\w+ examin\w+ bas(?:ed|ing|e)\son\b buil(?:t|ds?|ding)\s(?:on|upon)\b
    inspired\sby\b"""
)
_USES: Final = re.compile(rf"\b{_USING}")
_OF_THE_FIELD: Final = either(
    r"""recent(?:ly)? widely existing previous prior traditional(?:ly)? conventional current often typically usually
    many most popular however despite although while suffer\w* limited challeng\w+ e\.g\. such\sas
    ha(?:ve|s)\s(?:been|shown|achieved|become|emerged|demonstrated|revolutionized|made)"""
)
_BACKGROUND: Final = re.compile(rf"\b{_OF_THE_FIELD}")
_NO_RESULT: Final = r"(?:(?!accura|perform|achiev|result)[^.;])"  # a trained model's accuracy on it is measured
_TRAINS: Final = re.compile(
    rf"\b(?:(?:pre-?)?train(?:ed|ing)?|fine-?tun(?:ed|ing|e)|pretraining)\b{_NO_RESULT}{{0,40}}\b"
    rf"(?:on|with|using|from)\b{_NO_RESULT}{{0,60}}$"
)
_TRAINS_NEAR: Final = 150
_RESULTS: Final = either(
    """evaluat experiment test benchmark result achiev outperform accuracy performance improv score validat demonstrat
    report obtain reach show reduc attain state-of-the-art sota gain"""
)
_EVALUATES: Final = re.compile(rf"\b{_RESULTS}")
_FUTURE: Final = re.compile(
    r"\b(?:could|may|might|future|potential(?:ly)?|applications? (?:such as|like|in)|such as|e\.g\.|important (?:for|"
    r"in)|crucial|essential|fundamental)\b"
)


def turns(text: str, start: int) -> int:
    """Where a text in small letters first speaks of the paper's own work, from ``start`` on; -1 where it never does."""
    found = _OWN.search(text, start)
    return found.start() if found else -1


class Sentence:
    """Characters ``[start, end)`` of a text in small letters and what they are about; ``rank`` 0 is the title.

    It is ``early`` where it stands before the text comes to the paper's own work.
    """

    def __init__(self, text: str, start: int, end: int, rank: int, *, early: bool = False) -> None:
        self.start = start
        self.end = end
        self.text = text[start:end]
        self.rank = rank
        self.early = early

    @cached_property
    def own(self) -> bool:
        """Whether it speaks of the paper's own work."""
        return _OWN.search(self.text) is not None

    @cached_property
    def background(self) -> bool:
        """Whether it speaks of the state of the field."""
        return _BACKGROUND.search(self.text) is not None

    @cached_property
    def evaluates(self) -> bool:
        """Whether it speaks of results."""
        return _EVALUATES.search(self.text) is not None

    @cached_property
    def _comparing(self) -> tuple[tuple[int, int], ...]:
        """Where words end that set the paper's work against what follows, and how far behind it that may stand."""
        found = _COMPARES.finditer(self.text)
        return tuple((match.end(), _REACHES_NEAR.get(match[0], _REACHES_FAR)) for match in found)

    def compares(self, at: int, end: int) -> bool:
        """Whether the characters ``[at, end)`` are what something is compared with."""
        first = bisect_left(self._comparing, (at - _REACHES_FAR, 0))
        for cue, reach in islice(self._comparing, first, None):
            if cue >= at:
                break
            if at - cue <= reach and not _BETWEEN.search(self.text, cue, at):
                return True
        return _BEHIND.match(self.text, end) is not None

    @cached_property
    def hopes_from(self) -> float:
        """Where the first words end that speak of what may be; infinity where none do."""
        found = _FUTURE.search(self.text)
        return found.end() if found else inf

    def before(self, at: int) -> str:
        """The words before a place."""
        return self.text[max(0, at - 60) : at]


def read(kind: Kind, start: int, end: int, sentence: Sentence) -> Reading:
    """The reading of characters ``[start, end)`` of the text, which name a concept of ``kind`` in ``sentence``."""
    return _READERS[kind](start - sentence.start, end - sentence.start, sentence)


def _method(at: int, end: int, sentence: Sentence) -> Reading:
    before = sentence.before(at)
    if sentence.compares(at, end):
        return Reading(Role.COMPARES_WITH, "compared")
    if _NEGATES.search(before):
        return Reading(Role.MENTIONS, "negated")
    if sentence.rank == 0:
        return Reading(Role.USES, "in-title")
    if _is_usual(before):
        return Reading(Role.COMPARES_WITH, "contrasted")
    if sentence.early:
        return _early_method(at, end, sentence)
    if sentence.own or (not sentence.background and _USES.search(before)):
        return Reading(Role.USES, "used")
    if sentence.background and sentence.rank <= OPENING:
        return Reading(Role.MENTIONS, "background")
    return Reading(Role.USES, "named")


def _is_usual(before: str) -> bool:
    """Whether the words before a name say that it is the usual: not one of the usual, which may be the paper's own."""
    words = " " + before
    return words.endswith(_ANY_USUAL) and not words.endswith(_ONE_USUAL)


def _early_method(at: int, end: int, sentence: Sentence) -> Reading:
    if sentence.rank == 1 and at <= _OPENS:
        return Reading(Role.USES, "opening")
    if _IS_FAULTED.match(sentence.text, end):
        return Reading(Role.COMPARES_WITH, "contrasted")
    return Reading(Role.MENTIONS, "background")


def _data(at: int, _end: int, sentence: Sentence) -> Reading:
    if _TRAINS.search(sentence.text, max(0, at - _TRAINS_NEAR), at):
        return Reading(Role.TRAINS_ON, "trained-on")
    if sentence.early:
        return Reading(Role.MENTIONS, "background")
    if sentence.evaluates or sentence.own or sentence.rank == 0:
        return Reading(Role.EVALUATES_ON, "evaluated-on")
    return Reading(Role.MENTIONS, "background") if sentence.background else Reading(Role.EVALUATES_ON, "named")


def _task(at: int, _end: int, sentence: Sentence) -> Reading:
    if sentence.rank == 0:
        return Reading(Role.EVALUATES_ON, "in-title")
    if not sentence.own and sentence.hopes_from <= at:
        return Reading(Role.MENTIONS, "background")
    if sentence.early:
        opens = sentence.rank == 1 and at <= _OPENS
        return Reading(Role.EVALUATES_ON, "opening") if opens else Reading(Role.MENTIONS, "background")
    if sentence.own or sentence.evaluates:
        return Reading(Role.EVALUATES_ON, "addressed")
    return Reading(Role.EVALUATES_ON, "named")


def _metric(_at: int, _end: int, sentence: Sentence) -> Reading:
    return Reading(Role.MENTIONS, "background") if sentence.early else Reading(Role.EVALUATES_ON, "reported")


_READERS: Final = {
    Kind.METHOD: _method,
    Kind.DATASET: _data,
    Kind.BENCHMARK: _data,
    Kind.TASK: _task,
    Kind.METRIC: _metric,
}
