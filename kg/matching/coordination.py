"""Names that share words, or have others inside: ``cross- and self-attention``, ``part-of-speech (POS) tagging``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.matching.definitions import Definition
from kg.matching.names import Sense
from kg.matching.sightings import Sighting, admits

_AFTER: Final = re.compile(r"(?:,? and |,? or |/|, |,? as well as |,? & )([A-Za-z][\w]*(?:-[\w]+)*)(?![\w-])")
_BEFORE: Final = re.compile(r"(?<![\w-])([A-Za-z][\w]*(?:-[\w]+)*?)-?(?: and | or |/|, | & |, and )$")
_JOINS_AFTER: Final = (",", " ", "/")
_JOINS_BEFORE: Final = (" and ", " or ", "/", ", ", " & ")
_PIECES: Final = re.compile(r"[^\s-]+")

_BEHIND: Final = re.compile(r"\)[ -]([a-z][a-z-]*[a-z])( [a-z]+)?(?![\w-])")

Lookup = Callable[[str], Sequence[Sense]]
"""What a name may mean."""


def coordinated(
    text: str, linked: Sequence[Sighting], lookup: Lookup, takes: Callable[[int, int], bool]
) -> Iterator[Sighting]:
    """Known names that leave out a word which a linked neighbour of the same kind has.

    ``takes`` tells characters that are named already.
    """
    for sighting in linked:
        name = text[sighting.start : sighting.end]
        pieces = list(_PIECES.finditer(name))
        if len(pieces) > 1:
            for found, whole in _wholes(text, sighting, name, pieces):
                sense = _known(lookup, whole, sighting)
                if sense and not takes(*found.span(1)):
                    yield Sighting(*found.span(1), sense)


def _wholes(
    text: str, sighting: Sighting, name: str, pieces: Sequence[re.Match[str]]
) -> Iterator[tuple[re.Match[str], str]]:
    """The words joined to a name by ``and``, before or behind it, with the whole name that each may stand for."""
    after = _AFTER.match(text, sighting.end) if text.startswith(_JOINS_AFTER, sighting.end) else None
    joined = text.endswith(_JOINS_BEFORE, 0, sighting.start)
    before = _BEFORE.search(text, max(0, sighting.start - 40), sighting.start) if joined else None
    if after:
        yield after, name[: pieces[-1].start()] + after[1]
    if before:
        for size in {1, len(_PIECES.findall(before[1]))}:  # "single-label and multi-label …" leaves out fewer words
            if size < len(pieces):
                yield before, before[1] + name[pieces[size - 1].end() :]


def _known(lookup: Lookup, name: str, beside: Sighting) -> Sense | None:
    """What ``name`` means, if that is one thing of the kind that stands beside it."""
    senses = [
        sense for sense in lookup(name) if sense.kind == beside.sense.kind and not sense.cues and admits(sense, name)
    ]
    return senses[0] if len(senses) == 1 and senses[0].concept != beside.sense.concept else None


def interrupted(text: str, defined: Sequence[Definition], lookup: Lookup) -> Iterator[Sighting]:
    """Known names whose beginning the text abbreviates on the way; not where that is itself a known name."""
    for one in defined:
        long = text[one.long_start : one.long_end]
        behind = _BEHIND.match(text, one.short_end) if one.long_end < one.short_start else None
        if behind and not lookup(long):
            for end in filter(None, (behind.end(2) if behind[2] else None, behind.end(1))):
                senses = [sense for sense in lookup(f"{long} {text[behind.start(1) : end]}") if not sense.cues]
                if len(senses) == 1:
                    yield Sighting(one.long_start, end, senses[0])
                    break
