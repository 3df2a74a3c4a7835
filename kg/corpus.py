"""The two passes over a corpus: what its papers introduce, then every paper's links.

The second pass links against the catalogue and the names introduced anywhere in the corpus, so that a paper which
compares with RaftMLP is linked to the concept that another paper of the corpus introduces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.introducing import Introduced, introduced
from kg.linking import Named, link
from kg.matching.shapes import is_strong
from kg.model import Concept, Guard, Link, Paper
from kg.workers import mapped

__all__ = ["Introduced", "Linked", "Linker", "introduced", "link_papers"]


@dataclass(frozen=True, slots=True)
class Linked:
    """One paper's links, and the concepts they name that were not known before."""

    links: tuple[Link, ...]
    concepts: Mapping[str, Concept]


class Linker:
    """The second pass: reads one paper after the other against the catalogue and what the corpus introduces."""

    def __init__(self, catalogue: Mapping[str, Concept], introduced: Introduced) -> None:
        from kg.matching.concepts import matcher_of
        from kg.matching.naming import Namer

        self._nlp, matcher = matcher_of(catalogue)
        matcher.add(_shareable(introduced.concepts.values()), rule="introduced")
        self._namer = Namer(matcher)
        self._own = introduced.own
        self._known = {**catalogue, **introduced.concepts}

    def read(self, paper: Paper) -> Linked:
        """The links of ``paper``."""
        named, new = self.named(paper)
        own = frozenset(self._own.get(paper.id, ()))
        concepts = {**{name.concept: self._known[name.concept] for name in named if name.concept in self._known}, **new}
        return Linked(tuple(link(paper, named, concepts, own)), new)

    def named(self, paper: Paper) -> tuple[list[Named], dict[str, Concept]]:
        """What ``paper`` names, disjoint and sorted, and the concepts among it that were not known before."""
        own = [self._known[concept] for concept in self._own.get(paper.id, ())]
        found = self._namer.name(paper.text, self._nlp.make_doc(paper.text), own)
        return [Named(s.start, s.end, s.sense.concept, s.sense.rule) for s in found.sightings], found.concepts


def _shareable(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The introduced concepts whose names are unmistakable enough to be looked for in other papers, by exact case."""
    owners: dict[str, int] = defaultdict(int)
    concepts = list(concepts)
    for concept in concepts:
        for name in concept.names:
            owners[name] += 1
    for concept in concepts:
        names = tuple(name for name in concept.names if owners[name] == 1 and _is_unmistakable(name))
        if names:
            yield replace(concept, names=names, guards=tuple(Guard(name) for name in names))


def _is_unmistakable(name: str) -> bool:
    return is_strong(name) and len(name) > 3 and not (name.isupper() and len(name) < 5)


def link_papers(
    papers: Sequence[Paper],
    catalogue: Mapping[str, Concept],
    *,
    progress: Callable[[Iterable[Linked]], Iterable[Linked]] = iter,
) -> tuple[dict[str, Concept], list[Link]]:
    """Both passes: every concept by id, catalogue included, and every link of ``papers``."""
    ordered = sorted(papers, key=lambda paper: paper.id)
    first = introduced(ordered, catalogue)
    linker = Linker(catalogue, first)
    concepts = {**catalogue, **first.concepts}
    links: list[Link] = []
    for linked in progress(mapped(linker.read, ordered)):
        links += linked.links
        for concept_id, concept in linked.concepts.items():
            concepts.setdefault(concept_id, concept)
    return concepts, links
