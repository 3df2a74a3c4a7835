"""Everything that one text names: known names, what the text vouches for itself, and candidates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.matching import candidates, coordination, extensions, local, measures, tasks
from kg.matching.sightings import AMBIGUOUS, CUE, Sighting, longest
from kg.matching.task_words import Vocabulary
from kg.matching.tokens import Tokens
from kg.model import Concept, short_hash

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.matching.concepts import ConceptMatcher


_UNDECIDED = frozenset({CUE, AMBIGUOUS})


class Naming(NamedTuple):
    """What a text names: sightings to link, disjoint and sorted, and the concepts among them that nobody knew."""

    sightings: list[Sighting]
    concepts: dict[str, Concept]


class Namer:
    """Finds what texts name by a matcher of known names, and beyond it."""

    def __init__(self, matcher: ConceptMatcher) -> None:
        self._matcher = matcher
        self._vocabulary = Vocabulary(matcher.words)

    def name(self, text: str, doc: Doc, own: Sequence[Concept] = ()) -> Naming:
        """What ``text``, whose tokens are ``doc``, names; ``own`` are the concepts that its paper introduces."""
        tokens = Tokens(doc)
        seen = self._matcher.seen_among(doc, tokens)
        said = local.read(text, {(start, end): meant for start, end, meant in seen}, own)
        linked, refused = self._matcher.judge(text, seen, said.sightings, said.void)
        found = _Found(linked, dict(said.concepts))
        found.add(candidates.versions(text, linked, refused))
        found.add(extensions.extended(text, found.sightings))
        found.add(tasks.titled(text, found.sightings))
        found.add(tasks.described(text, tokens, self._vocabulary, found.sightings))
        found.add_known(coordination.interrupted(text, said.defined, self._matcher.lookup))
        found.add_known(coordination.coordinated(text, found.sightings, self._matcher.lookup, found.takes))
        shut = {(one.start, one.end) for one in refused if one.verdict in _UNDECIDED}
        shaped = candidates.shaped(text, lambda start, end: (start, end) in shut or found.takes(start, end))
        found.add(self._apart(candidate) for candidate in shaped)
        found.add(measures.listed(text, found.takes))
        return found.result()

    def _apart(self, candidate: candidates.Candidate) -> tuple[Sighting, Concept]:
        """A candidate whose name the catalogue writes in another case, under an id of its own."""
        sighting, concept = candidate
        if not self._matcher.knows(concept.id):
            return candidate
        told = f"{concept.id}-{short_hash(concept.name)[:4]}"
        return sighting._replace(sense=replace(sighting.sense, concept=told)), replace(concept, id=told)


class _Found:
    """The names found so far; a longer one takes the place of those it covers."""

    def __init__(self, sightings: list[Sighting], concepts: dict[str, Concept]) -> None:
        self.sightings = sightings
        self._concepts = concepts

    def add(self, new: Iterable[tuple[Sighting, Concept]]) -> None:
        """Add sightings of concepts that are new."""
        pairs = list(new)
        self._concepts.update((concept.id, concept) for _, concept in pairs)
        self.add_known(sighting for sighting, _ in pairs)

    def add_known(self, new: Iterable[Sighting]) -> None:
        """Add sightings of known concepts."""
        more = list(new)
        if more:
            self.sightings, _ = longest([*self.sightings, *more])

    def takes(self, start: int, end: int) -> bool:
        """Whether one of the characters ``[start, end)`` is part of a name."""
        before = bisect_left(self.sightings, end, key=lambda sighting: sighting.start)
        return before > 0 and start < self.sightings[before - 1].end

    def result(self) -> Naming:
        """What was found, with the new concepts that it still names."""
        used = {sighting.sense.concept for sighting in self.sightings}
        return Naming(self.sightings, {key: concept for key, concept in self._concepts.items() if key in used})
