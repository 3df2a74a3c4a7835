"""Longer names around known ones: a ``Graph Attention Autoencoder`` is not the autoencoder."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.matching.names import Sense
from kg.matching.shapes import ORDINARY_PARTS, is_common
from kg.matching.sightings import Sighting
from kg.model import Concept, Kind, Status, slug

_CAPITALS: Final = re.compile(r"(?<!\w)(?:[A-Z][A-Za-z0-9]*(?:-(?:[A-Z][A-Za-z0-9]*|[a-z]{1,3}|\d\w*))* ){1,4}$")


# In a list of what is compared these say how a thing is used, not which one it is.
_SETTINGS: Final = frozenset(
    "Hybrid Dense Vanilla Standard Original Naive Baseline Pretrained Pre-trained Base".split()
)


def extended(text: str, linked: Sequence[Sighting]) -> Iterator[tuple[Sighting, Concept]]:
    """Names of methods with capitalised words before them inside a sentence of the abstract.

    In a title, and at the beginning of a sentence, a capital says nothing; nor is a name longer whose known short form
    stands behind it (``Two-Stream Inflated 3D ConvNet (I3D)``).
    """
    body = text.find("\n\n") + 2
    ends = [sighting.end for sighting in linked]
    shortened = {one.end for one, other in pairwise(linked) if _is_short_form(text, one, other)}
    for sighting in linked:
        inside = sighting.start >= body + 4 and text[sighting.start].isupper()
        if not inside or sighting.sense.kind is not Kind.METHOD or sighting.end in shortened:
            continue
        before = bisect_left(ends, sighting.start)
        floor = ends[before - 1] if before else body
        match = _CAPITALS.search(text, max(floor, sighting.start - 60), sighting.start)
        start = _first(text, match.start(), sighting.start) if match else sighting.start
        if start < sighting.start:
            yield _extension(text, start, sighting)


def _is_short_form(text: str, long: Sighting, short: Sighting) -> bool:
    """Whether a bracket behind a name gives another name of the same concept."""
    return long.sense.concept == short.sense.concept and text[long.end : short.start] == " ("


def _first(text: str, start: int, end: int) -> int:
    """Where the capitalised words begin that belong to the name: not at a sentence's start."""
    while start < end:
        word = text[start:end].split(" ", 1)[0]
        opens = (
            start == 0 or text[start - 2 : start - 1] in {".", "\n", "!", "?", ":"} or text[start - 1 : start] == "\n"
        )
        if (
            not (opens or is_common(word) or word in _SETTINGS)
            and word.rsplit("-", 1)[-1].lower() not in ORDINARY_PARTS
        ):
            return start
        start += len(word) + 1
    return end


def _extension(text: str, start: int, sighting: Sighting) -> tuple[Sighting, Concept]:
    name = text[start : sighting.end]
    kind = Kind(sighting.sense.kind)
    known = sighting.sense.concept
    concept = Concept(f"{kind}/{slug(name)}", kind, (name,), status=Status.CANDIDATE, broader=(known,))
    return Sighting(start, sighting.end, Sense(concept.id, kind, name, None, (), "extended")), concept
