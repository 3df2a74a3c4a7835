"""Tasks that no catalogue has: phrases that end in the noun of a doing, like ``knee injury detection``.

In a title the function words and marks around a phrase tell where it begins and ends. In an abstract its words before
the noun must also be words that catalogued names are made of, and what follows must not make it part of a longer one.
What a text writes more than once is a name and no description, also where it only adds words to a catalogued task's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from spacy.strings import get_string_id

from kg.matching.names import Sense
from kg.matching.shapes import LANGUAGES, kind_of
from kg.matching.sightings import Sighting, occurrences
from kg.matching.task_words import STRONG_HEADS, Vocabulary
from kg.matching.tokens import Tokens, norm
from kg.model import Concept, Kind, Status, slug

_WORD: Final = re.compile(r"[^\s:;,.?!()\[\]\"“”/–—]+|[:;,.?!()\[\]\"“”/–—]")
_BOUNDARIES: Final = frozenset(
    """a an the of for in on with without to from by via using at as and or but under over between within across
    through into towards toward against beyond is are be do does can how what why when where which that this we our
    your it its not no vs vs. versus during based about than while after before both learning enabling improving
    exploring understanding rethinking revisiting leveraging exploiting combining integrating evaluating benchmarking
    measuring boosting enhancing advancing improve enable make using making building predicting next detecting
    generating analyzing investigating scaling training handling""".split()
)
_PRAISE: Final = frozenset(
    """novel new simple effective efficient lightweight general unified robust fast faster scalable end-to-end
    accurate improved precise practical better strong automatic automated real-time realtime large-scale high-quality
    high-fidelity deep neural feed-forward fully-automatic fully fully-connected interpretable explainable reliable
    generalizable generalized training-free tuning-free one-step multi-view-consistent joint hybrid adaptive modern
    towards rapid consistent controllable trustworthy data-efficient parameter-efficient memory-efficient
    resource-efficient compute-efficient advanced improved universal""".split()
)
_HEADED: Final = re.compile(
    r"-(?:based|driven|aware|free|efficient|enhanced|augmented|agnostic|assisted|powered|inspired|specific)$", re.I
)
_TRAILERS: Final = frozenset(
    "task tasks system systems model models network networks framework challenge benchmark agents methods".split()
)


def titled(text: str, seen: Sequence[Sighting]) -> Iterator[tuple[Sighting, Concept]]:
    """The task that a title names as what its paper is for, wherever the text writes it.

    ``seen`` are the text's linked names; a phrase that a catalogue has, or that once adds words to a task which the
    text names by itself too, is left to them.
    """
    title = text.partition("\n\n")[0]
    known = [(sighting.start, sighting.end) for sighting in seen]
    for start, end in _phrases(title, known):
        name = title[start:end]
        inside = [sighting for sighting in seen if start <= sighting.start and sighting.end <= end]
        if any((s.start, s.end) == (start, end) for s in inside):
            continue
        if not _stands_alone(inside, seen, len(title)) or _recurs(text, name):
            yield from _task(text, name)


def _stands_alone(inside: Sequence[Sighting], seen: Sequence[Sighting], title: int) -> bool:
    """Whether one of the concepts inside a phrase is also named outside the title."""
    concepts = {sighting.sense.concept for sighting in inside}
    return any(sighting.start > title and sighting.sense.concept in concepts for sighting in seen)


def _recurs(text: str, name: str) -> bool:
    return len(list(islice(occurrences(text, name, any_case=True), 2))) > 1


def _phrases(title: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where phrases that end in a task's noun stand in a title."""
    chunk: list[re.Match[str]] = []
    for word in [*_WORD.finditer(title), None]:
        if (
            word is not None
            and word[0].lower() not in _BOUNDARIES
            and not re.fullmatch(r"[:;,.?!()\[\]\"“”/–—]", word[0])
        ):
            chunk.append(word)
            continue
        while chunk and chunk[-1][0].lower() in _TRAILERS:
            chunk.pop()
        while chunk and (
            _is_dressing(chunk[0][0]) or any(s <= chunk[0].start() < e < chunk[-1].start() for s, e in known)
        ):
            chunk.pop(0)
        if 2 <= len(chunk) <= 5 and _is_head(chunk[-1][0], len(chunk)) and not chunk[0][0].lower().endswith("ing"):
            yield chunk[0].start(), chunk[-1].end()
        chunk = []


def _is_head(word: str, words: int) -> bool:
    """Whether ``word`` ends a task of so many words: a vague one needs two before it."""
    return not word.lower().endswith("s") and (norm(word) in STRONG_HEADS or (words > 2 and kind_of(word) is Kind.TASK))


def _is_dressing(word: str) -> bool:
    return word.lower() in _PRAISE or word.lower() in LANGUAGES or _HEADED.search(word) is not None


_NUMBERED: Final = re.compile(r"\d+[-\s]")  # 23 segmentation datasets, 5-language classification


def _task(text: str, name: str, rule: str = "title-task") -> Iterator[tuple[Sighting, Concept]]:
    if _NUMBERED.match(name):
        return
    plain = name if re.search(r"[a-z][A-Z]|[A-Z]{2}|\d", name) else name.lower()
    concept = Concept(f"task/{slug(plain)}", Kind.TASK, (plain,), status=Status.CANDIDATE)
    sense = Sense(concept.id, Kind.TASK, name, None, (), rule)
    for start, end in occurrences(text, name, any_case=True):
        yield Sighting(start, end, sense), concept


# Words of steps inside a method: two words of which one is such a word are a task only where the text repeats them.
_STEPS: Final = frozenset(
    """assessment conversion correction decomposition discovery enhancement feature grounding interpolation mapping
    matching reconstruction retrieval scoring separation""".split()
)
_HYPHEN: Final = get_string_id("-")
_MOST: Final = 5


def described(
    text: str, tokens: Tokens, vocabulary: Vocabulary, known: Sequence[Sighting]
) -> Iterator[tuple[Sighting, Concept]]:
    """The tasks that an abstract describes in the words of catalogued names; ``known`` are the names found already."""
    body = text.find("\n\n") + 2
    taken = {place for sighting in known for place in range(sighting.start, sighting.end)}
    for rank in [rank for rank, word in enumerate(tokens.norms.tolist()) if word in vocabulary.heads]:
        start, end = tokens.start(rank), tokens.end(rank)
        if start < body or start in taken or (end < len(text) and not _ends(text, tokens, rank, vocabulary)):
            continue
        first = _leftmost(text, tokens, rank, vocabulary, taken)
        if first < rank and not text[tokens.start(rank) : end].endswith("s"):
            name = text[tokens.start(first) : end]
            if not _is_step(name) or _recurs(text, name):
                yield from _task(text, name, "described-task")
    for name in _narrowed(text, tokens, vocabulary, known, taken):
        yield from _task(text, name, "described-task")


def _is_step(name: str) -> bool:
    words = name.replace("-", " ").lower().split()
    return len(words) == 2 and not _STEPS.isdisjoint(words)


def _narrowed(
    text: str, tokens: Tokens, vocabulary: Vocabulary, known: Sequence[Sighting], taken: set[int]
) -> Iterator[str]:
    """Names that the text makes of a catalogued task's and writes more than once: ``multi-prompt video generation``."""
    body = text.find("\n\n") + 2
    for sighting in [one for one in known if one.sense.kind is Kind.TASK and one.start >= body]:
        rank = tokens.rank(sighting.start)
        first = _leftmost(text, tokens, rank, vocabulary, taken)
        name = text[tokens.start(first) : sighting.end]
        if first < rank and not re.match(r"\w+ing\b", name) and _recurs(text, name):
            yield name


def _ends(text: str, tokens: Tokens, rank: int, vocabulary: Vocabulary) -> bool:
    """Whether the phrase ends with the token at ``rank``: a mark, or a word that continues no name, comes next."""
    after = text[tokens.end(rank)]
    if after in ".,;:)(?!\n":
        return True
    return after == " " and rank + 1 < len(tokens.norms) and int(tokens.norms[rank + 1]) in vocabulary.following


def _leftmost(text: str, tokens: Tokens, rank: int, vocabulary: Vocabulary, taken: set[int]) -> int:
    """The first token of the phrase that ends at ``rank``; ``rank`` where the phrase has an unknown word before it."""
    first, words = rank, 0
    while first > 0 and words < _MOST:
        before = first - 1
        if not _continues(text, tokens, before, vocabulary, taken):
            break
        words += int(tokens.norms[before]) != _HYPHEN
        first = before
    begins = first == 0 or _is_boundary(text, tokens, first - 1, vocabulary)
    return first if begins and int(tokens.norms[first]) != _HYPHEN else rank


def _continues(text: str, tokens: Tokens, before: int, vocabulary: Vocabulary, taken: set[int]) -> bool:
    """Whether the token at ``before`` belongs to the phrase behind it."""
    word, start, end = int(tokens.norms[before]), tokens.start(before), tokens.end(before)
    if text[end : tokens.start(before + 1)] not in ("", " ") or start in taken:
        return False
    return word == _HYPHEN or (word in vocabulary.inner and text[end - 1].isalnum())


def _is_boundary(text: str, tokens: Tokens, rank: int, vocabulary: Vocabulary) -> bool:
    """Whether the token at ``rank`` is a mark or a word that is never part of a task's name."""
    word = text[tokens.start(rank) : tokens.end(rank)]
    return (not word[-1].isalnum() and word not in "-–/") or int(tokens.norms[rank]) in vocabulary.stops
