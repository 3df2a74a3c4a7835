"""What a sentence says of a name in it: the role it gives the paper towards the concept, and the rule that read it.

Each reader looks at one mention in its sentence: the words before and behind the name, whether the sentence is about
the paper's own work, and whether it is the title. Everything that many mentions of a sentence share is found once.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final, NamedTuple

from kg.model import Kind, Role
from kg.patterns import either, lowered


class Reading(NamedTuple):
    """A role, and the rule that read it."""

    role: Role
    rule: str


# Cues are looked for in small letters; \s stands for the space inside one of a row.
_ADJECTIVES: Final = "existing prior previous conventional traditional standard vanilla original"
_EXAMPLES: Final = (
    r"sota current leading strong alternative state-of-the-art existing prior previous conventional traditional "
    r"(?:other|recent)\s(?:methods|models|approaches)"
)
_LIKE: Final = (
    r"competitive parity equivalent similar(?:ly)? superior inferior on\spar compar(?:ed|able|ably|ing|es?|isons?)"
)
_GAINS: Final = r"improv\w+ gains? advantages? superiority reductions? boost\w* better progress speed-?ups?"
_COMPARING: Final = either(
    r"outperform\w* surpass\w* exceed\w* beat(?:s|ing|en)? than versus vs\.? against unlike replac(?:e|es|ed|ing) "
    r"match(?:es|ed|ing)? rather\sthan instead\sof as\sopposed\sto contrast(?:s|ed)?\s(?:to|with) "
    r"alternatives?\s(?:to|for)",
    *(rf"{word}(?: [\w-]+){{0,3}}? (?:to|with|against|of|between)" for word in _LIKE.split()),
    *(rf"{word}(?: [\w.%×-]+){{0,6}}? (?:over|upon)" for word in _GAINS.split()),
    r"baselines?(?: methods?| models?)?(?: such as|,? including| like|:|,? e\.g\.,?)?",
    *(rf"{word}(?: [\w-]+){{0,4}}?,? (?:such as|including|like|e\.g\.,?|i\.e\.,?)" for word in _EXAMPLES.split()),
    *_ADJECTIVES.split(),
)
_COMPARES: Final = re.compile(rf"\b{_COMPARING}(?=[\s(:])")
_REACHES_FAR: Final = 90
_REACHES_NEAR: Final = dict.fromkeys(_ADJECTIVES.split(), 2)
_BETWEEN: Final = re.compile(
    rf"\b{either('with using by when while via through for on in under where which that without if after during')}\b"
    r"|\b(?:we|our|is|are)\b|[;:]"
)
_OPENING: Final = 3  # the first sentences of an abstract speak of the field unless they say otherwise
_BEHIND: Final = re.compile(r"(?:-based)?(?: [\w-]+){0,2}? (?:baselines?|counterparts?)\b")
_NEGATES: Final = re.compile(
    r"\b(?:without|except|not|no|neither|nor|free of|avoid(?:s|ing)?|eliminat\w+|remov\w+|beyond|"
    r"lacks?)\b[^,;:()]{0,45}$"
)
_OWN: Final = re.compile(
    r"\b(?:we|our|ours|us|this (?:paper|work|study|article)|the proposed|propos\w+|"
    r"(?:experiments?|evaluations?|experimental results|results) (?:show|demonstrate|confirm|reveal|indicate|suggest|"
    r"on|across|with|in))\b"
)
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
_TRAINS: Final = re.compile(
    r"\b(?:(?:pre-?)?train(?:ed|ing)?|fine-?tun(?:ed|ing|e)|pretraining)\b[^.;]{0,40}\b(?:on|with|using|"
    r"from)\b[^.;]{0,60}$"
)
_RESULTS: Final = either(
    """evaluat experiment test benchmark result achiev outperform accuracy performance improv score validat demonstrat
    report obtain reach show reduc attain state-of-the-art sota gain"""
)
_EVALUATES: Final = re.compile(rf"\b{_RESULTS}")
_FUTURE: Final = re.compile(
    r"\b(?:could|may|might|future|potential(?:ly)?|applications? (?:such as|like|in)|such as|e\.g\.|important (?:for|"
    r"in)|crucial|essential|fundamental)\b"
)


class Sentence:
    """Characters ``[start, end)`` of a text, in small letters, and what they are about; ``rank`` 0 is the title."""

    def __init__(self, text: str, start: int, end: int, rank: int) -> None:
        self.start = start
        self.end = end
        self.text = lowered(text[start:end])
        self.rank = rank

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
        for cue, reach in self._comparing:
            if 0 < at - cue <= reach and not _BETWEEN.search(self.text, cue, at):
                return True
        return _BEHIND.match(self.text, end) is not None or (at < 30 and self.text.startswith("however, "))

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
    if sentence.own or (not sentence.background and _USES.search(before)):
        return Reading(Role.USES, "used")
    if sentence.background or sentence.rank <= _OPENING:
        return Reading(Role.MENTIONS, "background")
    return Reading(Role.USES, "named")


def _data(at: int, _end: int, sentence: Sentence) -> Reading:
    if _TRAINS.search(sentence.text[:at]):
        return Reading(Role.TRAINS_ON, "trained-on")
    if sentence.evaluates or sentence.own or sentence.rank == 0:
        return Reading(Role.EVALUATES_ON, "evaluated-on")
    return Reading(Role.MENTIONS, "background") if sentence.background else Reading(Role.EVALUATES_ON, "named")


def _task(at: int, _end: int, sentence: Sentence) -> Reading:
    if sentence.rank == 0:
        return Reading(Role.EVALUATES_ON, "in-title")
    if not sentence.own and _FUTURE.search(sentence.text, 0, at):
        return Reading(Role.MENTIONS, "background")
    if sentence.own or sentence.evaluates:
        return Reading(Role.EVALUATES_ON, "addressed")
    return Reading(Role.MENTIONS, "background") if sentence.background else Reading(Role.EVALUATES_ON, "named")


def _metric(_at: int, _end: int, sentence: Sentence) -> Reading:
    if sentence.rank and sentence.background and not (sentence.own or sentence.evaluates):
        return Reading(Role.MENTIONS, "background")
    return Reading(Role.EVALUATES_ON, "reported")


_READERS: Final = {
    Kind.METHOD: _method,
    Kind.DATASET: _data,
    Kind.BENCHMARK: _data,
    Kind.TASK: _task,
    Kind.METRIC: _metric,
}
