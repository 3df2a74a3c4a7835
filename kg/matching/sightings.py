"""Names seen in a text and what became of them: the overlap rule and the rules on what stands around a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kg.matching.names import Sense, joined
from kg.matching.shapes import ORDINARY_PARTS, SIZES
from kg.patterns import lowered

LINKED: Final = ""
CASE: Final = "written in another case"
CUE: Final = "none of its cue words is in the text"
PART: Final = "part of a longer name"
INSIDE: Final = "inside a longer name that is linked"
DEFINED: Final = "the text defines it as something else"
AMBIGUOUS: Final = "several concepts carry this name and nothing decides"


class Sighting(NamedTuple):
    """Characters ``[start, end)`` that may name the concept of ``sense``; ``verdict`` is why not, empty if linked."""

    start: int
    end: int
    sense: Sense
    verdict: str = LINKED


# Prefixes and suffixes that make another name of the one they are joined to by a hyphen.
_PREFIX: Final = re.compile(r"[\w.]+[-‐‑–]$")
_SUFFIX: Final = re.compile(r"[-‐‑–][\w.]*\w")
_CHANGING_PREFIXES: Final = frozenset(
    """non semi un self cross multi co pre post re sub meta de auto anti inter intra quasi pseudo to in of and single
    dual bi tri uni hyper super inverse reverse open closed few zero one two out mixed""".split()
)


def admits(sense: Sense, surface: str) -> bool:
    """Whether ``surface`` is in the case that ``sense`` asks for, a plural s aside.

    >>> gan = Sense("method/gan", "method", "GAN", "GAN", (), "catalogue")
    >>> admits(gan, "GANs"), admits(gan, "Gan")
    (True, False)
    """
    if sense.exact is not None:
        bare = joined(surface)
        return bare == sense.exact or (bare.startswith(sense.exact) and bare[len(sense.exact) :] in ("s", "es"))
    return not sense.proper or _keeps_shape(sense.name, surface, joined(surface))


def _keeps_shape(name: str, surface: str, bare: str) -> bool:
    """Whether a surface without the name's hyphens keeps its capitals, so that ``multiple`` is not ``MultiPL-E``."""
    if len(name) == len(surface) or bare == surface.lower() == name.lower():
        return True
    whole = joined(name)
    return whole in bare if bare == surface else surface != surface.lower()


def is_cued(sense: Sense, folded_text: str) -> bool:
    """Whether the text has one of the cue words that ``sense`` asks for."""
    return not sense.cues or any(f" {cue}" in folded_text for cue in sense.cues)


def is_part(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether a hyphen makes ``[start, end)`` part of a longer name.

    ``starts`` and ``ends`` are those of the other names seen: ``CNN-LSTM`` is two names, ``COCO-Stuff`` is one that is
    not COCO, ``BERT-based`` names BERT.

    >>> def part(text, name):
    ...     at = text.index(name)
    ...     return is_part(text, at, at + len(name), {0}, {3})
    >>> part("COCO-Stuff", "COCO"), part("BERT-based", "BERT"), part("CNN-LSTM", "LSTM"), part("Q-GaLore", "GaLore")
    (True, False, False, True)
    """
    return _has_prefix(text, start, ends) or _has_suffix(text, end, starts)


def _has_prefix(text: str, start: int, ends: set[int]) -> bool:
    if start < 2 or text[start - 1] not in "-‐‑–" or start - 1 in ends:
        return False
    prefix = _PREFIX.search(text, max(0, start - 24), start)
    if prefix is None:
        return False
    word = prefix[0][:-1]
    return word != word.lower() or any(map(str.isdigit, word)) or word in _CHANGING_PREFIXES


def _has_suffix(text: str, end: int, starts: set[int]) -> bool:
    if end >= len(text) - 1 or text[end] not in "-‐‑–" or end + 1 in starts:
        return False
    suffix = _SUFFIX.match(text, end)
    if suffix is None:
        return False
    word = suffix[0][1:]
    if word.lower() in ORDINARY_PARTS and not word.isupper():
        return False
    return word != word.lower() or any(map(str.isdigit, word)) or word in SIZES


def longest(sightings: Iterable[Sighting]) -> tuple[list[Sighting], list[Sighting]]:
    """The sightings to link and those that lie in them; a longer name takes its characters.

    Both are sorted by place.
    """
    kept: list[Sighting] = []
    dropped: list[Sighting] = []
    taken: set[int] = set()
    for sighting in sorted(_bare(sightings), key=_telling):
        if sighting.start in taken or sighting.end - 1 in taken:
            dropped.append(sighting._replace(verdict=INSIDE))
        else:
            taken.update(range(sighting.start, sighting.end))
            kept.append(sighting)
    return sorted(kept, key=_place), sorted(dropped, key=_place)


SORTS: Final = frozenset(
    """layer layers mechanism mechanisms module modules model models block blocks network networks method methods
    approach approaches algorithm algorithms architecture architectures framework task tasks score scores point points
    metric metrics value values performance curve curves pattern patterns technique techniques strategy
    strategies""".split()
)
"""Words at a name's end that say of what sort a thing is and not which one: a mention leaves them out."""


def _bare(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The sightings without those that only add a word of sort to another of the same concept (``BLEU score``)."""
    every = list(sightings)
    ends: dict[tuple[int, str], set[int]] = {}
    for sighting in every:
        ends.setdefault((sighting.start, sighting.sense.concept), set()).add(sighting.end)
    return [one for one in every if not _adds_sort(one, ends[one.start, one.sense.concept])]


def _adds_sort(sighting: Sighting, ends: set[int]) -> bool:
    if len(ends) == 1:
        return False
    last = sighting.sense.name.rsplit(None, 1)[-1].lower()
    return last in SORTS and any(0 < sighting.end - end <= len(last) + 2 for end in ends)


def _telling(sighting: Sighting) -> tuple[int, int, int, str]:
    """The order in which names take characters: most that tell which thing is meant, then most, then left."""
    name = sighting.sense.name
    last = name.rsplit(None, 1)[-1] if " " in name else ""
    length = sighting.end - sighting.start
    telling = length - len(last) - 1 if last.lower() in SORTS else length
    return -telling, -length, sighting.start, sighting.sense.concept


def _place(sighting: Sighting) -> tuple[int, int, str]:
    return sighting.start, sighting.end, sighting.sense.concept


def occurrences(text: str, name: str, *, any_case: bool = False) -> Iterator[tuple[int, int]]:
    """Where ``text`` writes ``name`` as a whole, hyphens and spaces alike, a plural s included.

    >>> list(occurrences("A Raft-MLP beats RaftMLPs.", "Raft-MLP"))
    [(2, 10)]
    """
    wanted = (lowered(name) if any_case else name).translate(_GAPS)
    searched = _searched(text, any_case, "-" in wanted)
    at = searched.find(wanted)
    while wanted and at >= 0:
        end = at + len(wanted)
        end += searched[end : end + 1] == "s" and not searched[end + 1 : end + 2].isalnum()
        if not (at and _is_word(searched[at - 1])) and not (end < len(searched) and _is_word(searched[end])):
            yield at, end
        at = searched.find(wanted, max(end, at + 1))


_GAPS: Final = {ord(gap): "-" for gap in "‐‑– \n"}


@lru_cache(4)  # one text after the other is asked about each of its own names
def _searched(text: str, any_case: bool, gaps: bool) -> str:
    cased = lowered(text) if any_case else text
    return cased.translate(_GAPS) if gaps else cased


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def decide(senses: Sequence[Sense], folded_text: str) -> Sense | None:
    """The sense that a text means by a name of several concepts: the one with most cues in it, else none."""
    concepts = {sense.concept for sense in senses}
    if len(concepts) == 1:
        return senses[0]
    ranked = sorted(senses, key=lambda sense: -sum(f" {cue}" in folded_text for cue in sense.cues))
    first, second = (sum(f" {cue}" in folded_text for cue in sense.cues) for sense in ranked[:2])
    return ranked[0] if first > second else None
