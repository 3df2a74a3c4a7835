"""What a sentence says of a name in it: the role it gives the paper towards the concept, and the rule that read it.

Each reader looks at one mention in its sentence: the words before and behind the name, whether the sentence is about
the paper's own work, and whether it is the title. Everything that many mentions of a sentence share is found once.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final, NamedTuple

from kg.model import Kind, Role


class Reading(NamedTuple):
    """A role, and the rule that read it."""

    role: Role
    rule: str


_COMPARES: Final = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing|en)?|than|versus|vs\.?|against|unlike|rather than|"
    r"instead of|as opposed to|"
    r"(?:compar(?:ed|able|ably|ing|es?|isons?)|competitive|on par|parity|equivalent|similar(?:ly)?|superior|"
    r"inferior)(?: [\w-]+){0,3}? (?:to|with|against|of|between)|"
    r"contrast(?:s|ed)? (?:to|with)|alternatives? (?:to|for)|replac(?:e|es|ed|ing)|match(?:es|ed|ing)?|"
    r"(?:improv\w+|gains?|advantages?|superiority|speed-?ups?|reductions?|boost\w*|better|"
    r"progress)(?: [\w.%×-]+){0,6}? (?:over|upon)|"
    r"baselines?(?: methods?| models?)?(?: such as|,? including| like|:|,? e\.g\.,?)?|"
    r"(?:existing|prior|previous|current|conventional|traditional|state-of-the-art|SOTA|leading|strong|alternative|"
    r"(?:other|recent) (?:methods|models|approaches))"
    r"(?: [\w-]+){0,4}?,? (?:such as|including|like|e\.g\.,?|i\.e\.,?)|"
    r"existing|prior|previous|conventional|traditional|standard|vanilla|original)(?=[\s(:])",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\b(?:with|using|by|when|while|via|through|for|on|in|under|where|which|that|without|if|after|during|we|our|is|"
    r"are)\b|[;:]",
    re.IGNORECASE,
)
_REACH: Final = 90
_ADJECTIVES: Final = frozenset("existing prior previous conventional traditional standard vanilla original".split())
_BEHIND: Final = re.compile(r"(?:-based)?(?: [\w-]+){0,2}? (?:baselines?|counterparts?)\b")
_NEGATES: Final = re.compile(
    r"\b(?:without|except|not|no|neither|nor|free of|avoid(?:s|ing)?|eliminat\w+|remov\w+|beyond|"
    r"lacks?)\b[^,;:()]{0,45}$",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"\b(?:we|our|ours|us|this (?:paper|work|study|article)|the proposed|propos\w+|in this (?:paper|work|study|"
    r"article))\b",
    re.IGNORECASE,
)
_USES: Final = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|utiliz\w+|leverag\w+|employ\w*|adopt\w*|appl(?:y|ies|ied|ying)|bas(?:ed|ing|e) on|"
    r"built (?:on|upon)|build(?:s|ing)? (?:on|upon)|"
    r"via|with|by|through|combin\w+|integrat\w+|incorporat\w+|extend\w*|fine-?tun\w+|inspired by|implement\w*|"
    r"train\w*|adapt\w*|"
    r"investigat\w+|study|studies|analy[sz]\w+|explor\w+|examin\w+)\b",
    re.IGNORECASE,
)
_BACKGROUND: Final = re.compile(
    r"\b(?:recent(?:ly)?|ha(?:ve|s) (?:been|shown|achieved|become|emerged|demonstrated|revolutionized|made)|widely|"
    r"existing|previous|prior|"
    r"traditional(?:ly)?|conventional|current|often|typically|usually|many|most|popular|however|despite|although|"
    r"while|suffer\w*|"
    r"limited|challeng\w+|such as|e\.g\.)",
    re.IGNORECASE,
)
_TRAINS: Final = re.compile(
    r"\b(?:(?:pre-?)?train(?:ed|ing)?|fine-?tun(?:ed|ing|e)|pretraining)\b[^.;]{0,40}\b(?:on|with|using|"
    r"from)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_EVALUATES: Final = re.compile(
    r"\b(?:evaluat|experiment|test|benchmark|result|achiev|outperform|accuracy|performance|improv|score|validat|"
    r"demonstrat|report|obtain|reach|show|reduc|attain|state-of-the-art|SOTA|gain)",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"\b(?:could|may|might|future|potential(?:ly)?|applications? (?:such as|like|in)|such as|e\.g\.|important (?:for|"
    r"in)|crucial|essential|fundamental)\b",
    re.IGNORECASE,
)


class Sentence:
    """Characters ``[start, end)`` of a text and what they are about; ``rank`` 0 is the title."""

    def __init__(self, text: str, start: int, end: int, rank: int) -> None:
        self.start = start
        self.end = end
        self.text = text[start:end]
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
        return tuple((match.end(), 2 if match[0].lower() in _ADJECTIVES else _REACH) for match in found)

    def compares(self, at: int, end: int) -> bool:
        """Whether the characters ``[at, end)`` are what something is compared with."""
        for cue, reach in self._comparing:
            if 0 < at - cue <= reach and not _BETWEEN.search(self.text, cue, at):
                return True
        return _BEHIND.match(self.text, end) is not None or (at < 30 and self.text.startswith("However, "))

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
    return Reading(Role.MENTIONS, "background") if sentence.background else Reading(Role.USES, "named")


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
