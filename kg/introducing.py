"""The first pass over a corpus: what its papers introduce, told apart from the catalogue's concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.catalogue.lint import GENERIC
from kg.matching.introduction import OUTRIGHT
from kg.matching.introductions import Introduction, introductions
from kg.matching.names import joined
from kg.matching.shapes import is_strong
from kg.matching.tokens import norm
from kg.model import Concept, Paper, Status, fold, short_hash, slug
from kg.workers import mapped

_OWN_WORDS = frozenset(
    {
        "title-colon",
        "whole-title",
        "called",
        "new",
        "we-propose",
        "propose-definition",
        "novel-definition",
        "is-proposed",
        "apposed",
    }
)
_HOMONYM_WORDS = OUTRIGHT | {"propose-definition", "novel-definition"}
_PHRASE_RULES = frozenset({"title-means", "we-propose", "whole-title", "is-proposed", "described"})


@dataclass(frozen=True, slots=True)
class Introduced:
    """What the papers of a corpus introduce: the concepts by id, and per paper id the ids of its own."""

    concepts: Mapping[str, Concept]
    own: Mapping[str, tuple[str, ...]]


def introduced(papers: Iterable[Paper], catalogue: Mapping[str, Concept]) -> Introduced:
    """The first pass. A name of the catalogue's is introduced again only where the paper means another thing by it."""
    known = _Known(catalogue)
    claims: dict[str, list[tuple[Paper, Introduction]]] = defaultdict(list)
    own: dict[str, list[str]] = defaultdict(list)
    every = list(papers)
    for paper, found in zip(every, mapped(_introductions, every), strict=True):
        own[paper.id] += known.of_paper(paper)
        for introduction in found:
            concept = known.of(introduction)
            if concept is not None and _is_this(paper, introduction, concept):
                own[paper.id].append(concept.id)
            elif _is_homonym(introduction, concept) if concept else not known.is_plain(introduction):
                claims[f"{introduction.kind}/{slug(introduction.names[0])}"].append((paper, introduction))
    concepts: dict[str, Concept] = {}
    for concept_id, made in claims.items():
        for concept, paper in _concepts(concept_id, made, taken=concept_id in catalogue):
            concepts[concept.id] = concept
            own[paper.id].append(concept.id)
    return Introduced(concepts, {paper: tuple(dict.fromkeys(ids)) for paper, ids in own.items() if ids})


def _introductions(paper: Paper) -> list[Introduction]:
    return introductions(paper.title, paper.abstract)


class _Known:
    """The catalogue by folded name, numbers and spellings of words aside."""

    def __init__(self, catalogue: Mapping[str, Concept]) -> None:
        self._by_name: dict[str, list[Concept]] = defaultdict(list)
        self._by_title: dict[str, list[str]] = defaultdict(list)
        for concept in catalogue.values():
            for name in concept.names:
                self._by_name[_key(name)].append(concept)
            if concept.paper:
                self._by_title[fold(concept.paper)].append(concept.id)

    def of(self, introduction: Introduction) -> Concept | None:
        """The concept that the catalogue has under one of the names, the longest first, best in the case written."""
        for name in sorted(introduction.names, key=len, reverse=True):
            found = self._by_name.get(_key(name))
            if found:
                return next((concept for concept in found if name in concept.names), found[0])
        return None

    def of_paper(self, paper: Paper) -> Sequence[str]:
        """The concepts that the catalogue says ``paper`` introduces."""
        return self._by_title.get(fold(paper.title), ())

    def is_plain(self, introduction: Introduction) -> bool:
        """Whether a phrase only describes something known (``efficient convolutional layers``)."""
        if introduction.rule not in _PHRASE_RULES:
            return False
        if all(self._is_pair(name) for name in introduction.names):
            return True
        if any(map(is_strong, introduction.names)):
            return False
        return any(map(self._only_describes, introduction.names))

    def _only_describes(self, name: str) -> bool:
        """Whether a name is a known or generic one behind words like ``efficient``."""
        words = fold(name).split()
        while len(words) > 1 and words[0] in _DESCRIBING:
            words.pop(0)
        return " ".join(words) in GENERIC or "".join(map(norm, words)) in self._by_name

    def _is_pair(self, name: str) -> bool:
        """Whether a name only puts a known one beside another (``U-Net and Vision Transformer``)."""
        return " and " in name and any(_key(one) in self._by_name for one in name.split(" and "))


_DESCRIBING = frozenset(
    """efficient effective novel new simple fast faster deep deeper large small improved better robust scalable general
    generic universal unified lightweight accurate optimal automatic joint low high mixed multi fully non end
    multimodal multilingual supervised unsupervised pre self semi un one two three four single double adaptive
    modern advanced big full layer layered precision level scale stage step bit order""".split()
)


@lru_cache(1 << 16)
def _key(name: str) -> str:
    return "".join(map(norm, fold(name).split()))


def _is_this(paper: Paper, introduction: Introduction, concept: Concept) -> bool:
    """Whether the catalogue's concept is the one that the paper introduces."""
    if concept.arxiv_id and concept.arxiv_id == paper.arxiv_id:
        return True
    if introduction.rule == "novel-definition" and not concept.paper and not _differs(introduction, concept):
        return True
    if introduction.rule == "whole-title":
        return concept.paper is None or fold(concept.paper) == fold(paper.title)
    if concept.paper:
        return fold(concept.paper)[:60] == fold(paper.title)[:60]
    return (
        is_proper(concept)
        and not _differs(introduction, concept)
        and introduction.rule in _OWN_WORDS
        and _is_written(introduction, concept)
    )


def _is_written(introduction: Introduction, concept: Concept) -> bool:
    """Whether the paper writes one of the concept's names in its own case: its ``MAPO`` is not the known ``MaPO``.

    Of several words the case says nothing.
    """
    written = {_cased(name) for name in introduction.names}
    return any(_cased(name) in written for name in concept.names)


def _cased(name: str) -> str:
    return _key(name) if " " in name else joined(name).removesuffix("s")


def _is_homonym(introduction: Introduction, concept: Concept) -> bool:
    """Whether the paper means by the name of a known concept a new thing of its own."""
    if _differs(introduction, concept):
        return True
    if len(introduction.names) > 1 and _spelt_out(introduction):
        told = introduction.rule in OUTRIGHT
    else:
        told = introduction.rule in _HOMONYM_WORDS or not _is_written(introduction, concept)
    return told and is_proper(concept)


def _differs(introduction: Introduction, concept: Concept) -> bool:
    """Whether the paper spells a short name out as something that the concept is not called."""
    keys = {_key(name) for name in concept.names}
    longs = _spelt_out(introduction)
    return bool(longs) and not any(_key(name) in keys for name in longs)


def _spelt_out(introduction: Introduction) -> list[str]:
    """The names of several words or parts."""
    return [name for name in introduction.names if " " in name or "-" in name]


def is_proper(concept: Concept) -> bool:
    """Whether a concept goes by a proper name, not by a description."""
    return is_strong(concept.name) or concept.name[:1].isupper()


def _concepts(
    concept_id: str, made: Sequence[tuple[Paper, Introduction]], *, taken: bool
) -> Iterator[tuple[Concept, Paper]]:
    """The concepts of one id: one, or one for each paper where several mean different things by the name."""
    titled = [paper for paper, introduction in made if introduction.own_title]
    apart = taken or len({paper.id for paper in titled}) > 1
    if not apart:
        names = tuple(sorted({name for _, i in made for name in i.names[1:]} - {made[0][1].names[0]}))
        first = min(i.names[0] for _, i in made)
        concept = _concept(
            concept_id,
            (first, *(n for n in names if n != first)),
            min(made, key=lambda pair: (not pair[1].own_title, pair[0].id)),
        )
        yield from ((concept, paper) for paper, _ in made)
        return
    for paper, introduction in made:
        yield _concept(f"{concept_id}-{short_hash(paper.id)[:4]}", introduction.names, (paper, introduction)), paper


def _concept(concept_id: str, names: tuple[str, ...], source: tuple[Paper, Introduction]) -> Concept:
    paper, introduction = source
    year = int(paper.published[:4]) if paper.published else None
    return Concept(
        concept_id,
        introduction.kind,
        names,
        status=Status.CANDIDATE,
        year=year,
        paper=paper.title,
        arxiv_id=paper.arxiv_id,
    )
