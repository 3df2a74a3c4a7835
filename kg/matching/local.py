"""What one text says of its own names: what it introduces, and what its definitions make of a short form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.matching.definitions import Definition, definitions
from kg.matching.names import Sense, senses
from kg.matching.outside import is_outside
from kg.matching.shapes import is_strong, kind_of
from kg.matching.sightings import Sighting, occurrences
from kg.model import Concept, Status, fold, slug

Seen = Mapping[tuple[int, int], Sequence[Sense]]
"""The known names of a text: what the characters ``[start, end)`` may mean."""


class Local(NamedTuple):
    """What a text vouches for: sightings, the new concepts among them, and short forms that mean nothing known.

    ``defined`` are its definitions, whatever became of them.
    """

    sightings: list[Sighting]
    concepts: dict[str, Concept]
    void: frozenset[str]
    defined: Sequence[Definition]


def read(text: str, seen: Seen, introduced: Iterable[Concept]) -> Local:
    """What ``text`` itself says of its names, ``introduced`` being the concepts that its paper introduces."""
    local = Local([], {}, frozenset(), list(definitions(text)))
    own = [sense for concept in introduced for sense in senses(concept, "introduced")]
    for sense in own:
        local.sightings.extend(Sighting(start, end, sense) for start, end in _places(text, sense.name))
    void = {short for d in local.defined if (short := _define(text, d, seen, local)) is not None}
    return local._replace(void=frozenset(void))


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a text writes a name of its own: in its case, or in any where the name has several words."""
    yield from occurrences(text, name, any_case=" " in name or (len(name) > 4 and is_strong(name)))


def _define(text: str, definition: Definition, seen: Seen, local: Local) -> str | None:
    """Add what a definition says; the short form if it turns out to mean nothing known."""
    long, short = _spans(definition)
    long = _whole(long, seen.get(short, ()), seen)
    words = text[slice(*short)]
    if any(sighting[:2] in {long, short} for sighting in local.sightings):
        _alias(text, words, next(s.sense for s in local.sightings if s[:2] in {long, short}), long, local)
        return None
    meant = seen.get(long, ()) or _tail(text, long, seen)
    agreed = [sense for sense in seen.get(short, ()) if sense.concept in {other.concept for other in meant}]
    if agreed or meant:
        _alias(text, words, (agreed or list(meant))[0], long, local)
        return None
    concept = _candidate(text[slice(*long)], words)
    if concept is None:
        return words if not seen.get(short) or _contradicts(text[slice(*long)], seen[short]) else None
    local.concepts[concept.id] = concept
    _alias(text, words, next(senses(concept, "definition")), long, local)
    return None


def _spans(definition: Definition) -> tuple[tuple[int, int], tuple[int, int]]:
    return (definition.long_start, definition.long_end), (definition.short_start, definition.short_end)


def _whole(long: tuple[int, int], meant: Sequence[Sense], seen: Seen) -> tuple[int, int]:
    """The longest known name that ends with a long form and that its short form means too: all of PPO's words."""
    concepts = {sense.concept for sense in meant}
    starts = (
        start
        for (start, end), senses in seen.items()
        if end == long[1] and start < long[0] and any(sense.concept in concepts for sense in senses)
    )
    return min(starts, default=long[0]), long[1]


def _tail(text: str, long: tuple[int, int], seen: Seen) -> Sequence[Sense]:
    """What a known name means that a long form is but for a plain word before it (``the large language models``)."""
    for (start, end), meant in seen.items():
        if (
            end == long[1]
            and long[0] < start
            and re.fullmatch(r"(?:the|a|an|pre-?trained|modern|standard) ", text[long[0] : start])
        ):
            return meant
    return ()


def _contradicts(long: str, meant: Sequence[Sense]) -> bool:
    """Whether a long form is none of the names of what a short form may mean, in first letters at least."""
    initials = {word[0] for word in fold(long).split()}
    names = [fold(sense.name).split() for sense in meant]
    return not any(len(words) > 1 and {word[0] for word in words} == initials for words in names)


def _alias(text: str, short: str, sense: Sense, long: tuple[int, int], local: Local) -> None:
    """Make ``short``, wherever the text writes it, and its long form mean ``sense``."""
    alias = Sense(
        sense.concept, sense.kind, short, None, (), "definition" if sense.rule != "introduced" else sense.rule
    )
    places = [long, *occurrences(text, short.rstrip("s") if short[-2:-1].isupper() else short)]
    known = {sighting[:2] for sighting in local.sightings}
    local.sightings.extend(Sighting(start, end, alias) for start, end in places if (start, end) not in known)


def _candidate(long: str, short: str) -> Concept | None:
    """The concept that a definition of two unknown names makes, where the head noun tells a kind."""
    kind = kind_of(long)
    if kind is None or " " not in fold(long) or is_outside(long) or not 2 <= len(short) <= 12:
        return None
    return Concept(f"{kind}/{slug(long)}", kind, (long, short), status=Status.CANDIDATE)
