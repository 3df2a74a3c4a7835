"""Tasks that no catalogue has: what a title says its paper is for.

A task is a phrase that ends in the noun of a doing: ``knee injury detection``. Where phrases begin and end is told by the
function words and marks around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.matching.names import Sense
from kg.matching.shapes import kind_of
from kg.matching.sightings import Sighting, occurrences
from kg.model import Concept, Kind, Status, slug

_WORD: Final = re.compile(r"[^\s:;,.?!()\[\]\"“”/–—]+|[:;,.?!()\[\]\"“”/–—]")
_BOUNDARIES: Final = frozenset(
    """a an the of for in on with without to from by via using at as and or but under over between within across through into
    towards toward against beyond is are be do does can how what why when where which that this we our your it its not no vs vs.
    versus during based about than while after before both learning enabling improving exploring understanding rethinking
    revisiting leveraging exploiting combining integrating evaluating benchmarking measuring boosting enhancing advancing
    making building predicting detecting generating analyzing investigating scaling training handling""".split()
)
_PRAISE: Final = frozenset(
    """novel new simple effective efficient lightweight general unified robust fast faster scalable end-to-end accurate improved
    precise practical better strong automatic automated real-time realtime large-scale high-quality high-fidelity deep neural
    feed-forward fully-automatic fully fully-connected interpretable explainable reliable generalizable generalized training-free
    tuning-free one-step multi-view-consistent joint hybrid adaptive modern towards rapid consistent controllable trustworthy
    data-efficient parameter-efficient memory-efficient resource-efficient compute-efficient advanced improved universal""".split()
)
_HEADED: Final = re.compile(r"-(?:based|driven|aware|free|efficient|enhanced|augmented|agnostic|assisted|powered|inspired|specific)$", re.I)
_TRAILERS: Final = frozenset("task tasks system systems model models network networks framework challenge benchmark dataset agents methods".split())


def titled(text: str, seen: Sequence[Sighting]) -> Iterator[tuple[Sighting, Concept]]:
    """The task that a title names as what its paper is for, wherever the text writes it.

    ``seen`` are the text's linked names; a phrase that a catalogue has, or that only adds words to a task which the
    text names by itself too, is left to them.
    """
    title = text.partition("\n\n")[0]
    known = [(sighting.start, sighting.end) for sighting in seen]
    for start, end in _phrases(title, known):
        name = title[start:end]
        inside = [sighting for sighting in seen if start <= sighting.start and sighting.end <= end]
        if any((s.start, s.end) == (start, end) for s in inside) or _stands_alone(inside, seen, len(title)):
            continue
        yield from _task(text, name)


def _stands_alone(inside: Sequence[Sighting], seen: Sequence[Sighting], title: int) -> bool:
    """Whether one of the concepts inside a phrase is also named outside the title."""
    concepts = {sighting.sense.concept for sighting in inside}
    return any(sighting.start > title and sighting.sense.concept in concepts for sighting in seen)


def _phrases(title: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where phrases that end in a task's noun stand in a title."""
    chunk: list[re.Match[str]] = []
    for word in [*_WORD.finditer(title), None]:
        if word is not None and word[0].lower() not in _BOUNDARIES and not re.fullmatch(r"[:;,.?!()\[\]\"“”/–—]", word[0]):
            chunk.append(word)
            continue
        while chunk and chunk[-1][0].lower() in _TRAILERS:
            chunk.pop()
        while chunk and (_is_dressing(chunk[0][0]) or any(s <= chunk[0].start() < e < chunk[-1].start() for s, e in known)):
            chunk.pop(0)
        if 2 <= len(chunk) <= 5 and kind_of(chunk[-1][0]) is Kind.TASK and not chunk[0][0].lower().endswith("ing"):
            yield chunk[0].start(), chunk[-1].end()
        chunk = []


def _is_dressing(word: str) -> bool:
    return word.lower() in _PRAISE or _HEADED.search(word) is not None


def _task(text: str, name: str) -> Iterator[tuple[Sighting, Concept]]:
    plain = name if re.search(r"[a-z][A-Z]|[A-Z]{2}|\d", name) else name.lower()
    concept = Concept(f"task/{slug(plain)}", Kind.TASK, (plain,), status=Status.CANDIDATE)
    sense = Sense(concept.id, Kind.TASK, name, None, (), "title-task")
    for start, end in occurrences(text, name, any_case=True):
        yield Sighting(start, end, sense), concept
