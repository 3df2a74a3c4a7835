"""Which names a text holds, and why each was linked or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg import catalogue
from kg.corpus import Linker, introduced
from kg.matching import make_nlp
from kg.matching.concepts import ConceptMatcher
from kg.matching.tokens import norm
from kg.model import Concept, Link, Paper, fold

if TYPE_CHECKING:
    from kg.matching.names import Sense
    from kg.matching.sightings import Sighting

_TITLE = "Text"


class _Seen(NamedTuple):
    """Characters ``[start, end)`` of a text and what became of the name there."""

    start: int
    end: int
    verdict: str


def why(text: str, concepts: Mapping[str, Concept] | None = None) -> Iterator[str]:
    """The names seen in ``text``, a line each in their order: linked to what, by which rule, or why not.

    A blank line ends a title; ``concepts`` are the catalogue to read with, the bundled one unless given.
    """
    known = _written_in(text, catalogue.bundled() if concepts is None else concepts)
    title, blank, abstract = text.strip().partition("\n\n")
    paper = Paper("text", title, abstract.strip()) if blank else Paper("text", _TITLE, title)
    linked = list(_linked(paper, known))
    refused = [seen for seen in _refused(paper.text, known) if not any(_same_place(seen, other) for other in linked)]
    if not linked and not refused:
        yield "No known name is in this text, and none that its shape gives away."
    for seen in sorted({*linked, *refused}):
        yield f"{paper.text[seen.start : seen.end]!r}  {seen.verdict}"


def _written_in(text: str, concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """The concepts with a name that ``text`` may write: to match a single text against all takes seconds to prepare."""
    folded = _joined(text)
    words = frozenset(map(norm, fold(text).split()))

    def is_written(name: str) -> bool:
        # "image-text and video-text retrieval" writes a name's words apart
        return _joined(name) in folded or words.issuperset(map(norm, fold(name).split()))

    return {node: concept for node, concept in concepts.items() if any(map(is_written, concept.names))}


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


def _same_place(one: _Seen, other: _Seen) -> bool:
    return one.start == other.start and one.end == other.end


def _linked(paper: Paper, known: Mapping[str, Concept]) -> Iterator[_Seen]:
    found = introduced([paper], known)
    linker = Linker(known, found)
    named, new = linker.named(paper)
    links = {link.concept: link for link in linker.read(paper).links}
    concepts = {**known, **found.concepts, **new}
    for name in named:
        yield _Seen(name.start, name.end, _link_verdict(concepts[name.concept], links[name.concept], name.rule))


def _link_verdict(concept: Concept, link: Link, rule: str) -> str:
    found = f"linked to {concept.id} ({concept.name}), found by {rule}"
    return f"{found}; role {link.role} by {link.rule}, confidence {link.confidence:.2f}"


def _refused(text: str, known: Mapping[str, Concept]) -> Iterator[_Seen]:
    nlp = make_nlp(known.values())
    matcher = nlp.get_pipe("kg_concepts")
    assert isinstance(matcher, ConceptMatcher)
    seen = matcher.seen(nlp.make_doc(text))
    meant = {(start, end): senses for start, end, senses in seen}
    for sighting in matcher.judge(text, seen)[1]:
        yield _Seen(sighting.start, sighting.end, _refusal(sighting, meant[sighting.start, sighting.end]))


def _refusal(sighting: Sighting, senses: Iterable[Sense]) -> str:
    concepts = dict.fromkeys(sense.concept for sense in senses)
    cues = dict.fromkeys(cue for sense in senses for cue in sense.cues)
    asked = f"; cue words: {', '.join(cues)}" if cues else ""
    return f"not linked to {' or '.join(concepts)}: {sighting.verdict}{asked}"
