"""The component ``kg_concepts``: names of known concepts, found by spaCy's `PhraseMatcher` on folded tokens.

In a pipeline from `kg.matching.make_nlp` it matches on the pipeline's own tokens; in any other it tokenises the text
once more by the rules of `kg.matching.tokens`, so that it finds the same names there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from kg import catalogue
from kg.collecting import uncollected
from kg.matching import sightings as rules
from kg.matching.names import Sense, sense_of, spellings
from kg.matching.sightings import Sighting
from kg.matching.tokens import Key, Keys, Tokens, blank, norm, private
from kg.model import Concept, fold

SPANS = "concepts"


_Meant = tuple[Concept, str, str]
"""A concept, one of its names, and the rule that mentions of it carry."""


class _Senses(dict[bytes, list[Sense]]):
    """The senses of each key, made when a text first has it: most names of a catalogue no text of a corpus has."""

    def __init__(self) -> None:
        super().__init__()
        self._meant: dict[bytes, list[_Meant]] = {}

    def note(self, key: bytes, meant: _Meant) -> bool:
        """Note what ``key`` may mean; whether it is new."""
        known = self._meant.get(key)
        if known is None:
            self._meant[key] = [meant]
            return True
        if meant not in known:
            known.append(meant)
            self.pop(key, None)
        return False

    def of(self, key: bytes) -> list[Sense]:
        """What ``key`` may mean; nothing if it is unknown."""
        return self[key] if key in self._meant else []

    def __missing__(self, key: bytes) -> list[Sense]:
        made = [sense_of(*meant) for meant in self._meant[key]]
        self[key] = made
        return made


class ConceptMatcher:
    """Finds the names of the concepts that it was given; `find` tells what it saw and why it linked it or not.

    With a ``base``, a matcher on the same pipeline, it finds that one's names too.
    """

    def __init__(self, nlp: Language, base: ConceptMatcher | None = None) -> None:
        self._base = base
        vocab: Any = nlp.vocab
        home = nlp if vocab.lex_attr_getters.get(NORM) is norm else private()
        self._own = home is nlp
        self._tokenizer = home.tokenizer
        self._keys = Keys(home)
        self._matcher = PhraseMatcher(home.vocab, attr="NORM")
        self._senses = _Senses()
        self._words: set[int] = set()
        self._ids: set[str] = set()

    def add(self, concepts: Iterable[Concept], rule: str = "catalogue") -> None:
        """Add the names of ``concepts``; their mentions will carry ``rule``."""
        new: list[Key] = []
        for concept in concepts:
            self._ids.add(concept.id)
            for name in concept.names:
                meant = (concept, name, rule)
                new += [key for spelling in spellings(name) if (key := self._new(spelling, meant)) is not None]
        # Keys in place of Docs, as spaCy's own unpickling passes them: making 60,000 Docs takes three seconds. And one
        # match id for all, because each would cost a lexeme; which name was matched is told by the norms matched.
        self._matcher.add(SPANS, new)  # type: ignore[arg-type]

    def _new(self, spelling: str, meant: _Meant) -> Key | None:
        """Note what ``spelling`` may mean; its key, if it is new to the matcher."""
        written = self._keys.of(spelling)
        if not self._senses.note(written, meant):
            return None
        key = array("Q", written)
        self._words.update(key[:-1])
        return key

    def lookup(self, name: str) -> list[Sense]:
        """What ``name`` may mean, whatever stands around it."""
        own = self._senses.of(self._keys.of(name))
        return [*self._base.lookup(name), *own] if self._base else own

    def knows(self, concept_id: str) -> bool:
        """Whether it was given a concept of this id."""
        return concept_id in self._ids or (self._base is not None and self._base.knows(concept_id))

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans["concepts"]``: label the kind, ``kb_id_`` the concept's id, ``id_`` the rule."""
        linked, _ = self.find(doc)
        spans = [_span(doc, sighting) for sighting in linked]
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc

    def find(self, doc: Doc) -> tuple[list[Sighting], list[Sighting]]:
        """The names of ``doc`` to link, disjoint and sorted, and those seen and not linked, each with its verdict."""
        return self.judge(doc.text, self.seen(doc))

    def seen(self, doc: Doc) -> list[tuple[int, int, list[Sense]]]:
        """Every known name of ``doc``, whatever stands around it: its characters and what it may mean."""
        own = doc if self._own else self._tokenizer(doc.text)
        return self.seen_among(own, Tokens(own))

    def seen_among(self, doc: Doc, tokens: Tokens) -> list[tuple[int, int, list[Sense]]]:
        """`seen` for a doc of this matcher's own tokens."""
        own = [
            (tokens.start(start), tokens.end(end - 1), self._senses[tokens.norms[start:end].tobytes()])
            for _, start, end in self._matcher(doc)
        ]
        return _united(self._base.seen_among(doc, tokens), own) if self._base else own

    @property
    def words(self) -> set[int]:
        """The NORM hashes of the words that begin or continue a name, its last one aside."""
        return self._words | self._base.words if self._base else self._words

    def judge(
        self,
        text: str,
        seen: list[tuple[int, int, list[Sense]]],
        local: Iterable[Sighting] = (),
        void: frozenset[str] = frozenset(),
    ) -> tuple[list[Sighting], list[Sighting]]:
        """Of the names ``seen`` those to link and those not.

        ``local`` are sightings that the text itself vouches for; of two names of the same characters theirs counts.
        ``void`` are short forms that the text defines to mean nothing known.
        """
        sight = _Sight(text, seen, list(local), void)
        linked, inside = rules.longest(sight.accepted)
        return linked, sight.refused + inside


def _united(
    one: list[tuple[int, int, list[Sense]]], other: list[tuple[int, int, list[Sense]]]
) -> list[tuple[int, int, list[Sense]]]:
    """What two matchers saw; of the same characters what both say."""
    if not other:
        return one
    meant = {(start, end): said for start, end, said in one}
    for start, end, said in other:
        meant[start, end] = [*meant.get((start, end), ()), *said]
    return [(start, end, said) for (start, end), said in meant.items()]


class _Sight:
    """One text's names, accepted and refused."""

    def __init__(
        self, text: str, seen: list[tuple[int, int, list[Sense]]], local: list[Sighting], void: frozenset[str]
    ) -> None:
        self.text = text
        self.accepted = local
        self.refused: list[Sighting] = []
        self._taken = {(sighting.start, sighting.end) for sighting in local}
        self._starts = {start for start, _, _ in seen}.union(sighting.start for sighting in local)
        self._ends = {end for _, end, _ in seen}.union(sighting.end for sighting in local)
        for start, end, meant in seen:
            if text[start:end] in void:
                self.refused.append(Sighting(start, end, meant[0], rules.DEFINED))
            elif (start, end) not in self._taken:
                self._judge(start, end, meant)

    @cached_property
    def folded(self) -> str:
        """The folded text, made when the first cue is looked for."""
        return f" {fold(self.text)}"

    def _judge(self, start: int, end: int, meant: list[Sense]) -> None:
        surface = self.text[start:end]
        if len(meant) == 1 and meant[0].exact is None and not meant[0].proper and not meant[0].cues:
            part = rules.is_part(self.text, start, end, self._starts, self._ends)
            sighting = Sighting(start, end, meant[0], rules.PART if part else rules.LINKED)
            (self.refused if part else self.accepted).append(sighting)
            return
        cased = [sense for sense in meant if rules.admits(sense, surface)]
        cued = [sense for sense in cased if not sense.cues or rules.is_cued(sense, self.folded)]
        verdict = rules.CASE if not cased else rules.CUE if not cued else rules.LINKED
        chosen = rules.decide(cued, self.folded if len(cued) > 1 else "") if cued else None
        if cued and chosen is None:
            verdict = rules.AMBIGUOUS
        elif chosen and rules.is_part(self.text, start, end, self._starts, self._ends):
            verdict = rules.PART
        sighting = Sighting(start, end, chosen or meant[0], verdict)
        (self.refused if verdict else self.accepted).append(sighting)


def _span(doc: Doc, sighting: Sighting) -> Span | None:
    """The span of a sighting, grown to the tokens of ``doc`` where they are coarser."""
    sense = sighting.sense
    return doc.char_span(
        sighting.start,
        sighting.end,
        label=sense.kind,
        kb_id=sense.concept,
        span_id=sense.rule,
        alignment_mode="expand",
    )


_of_bundled: list[tuple[Mapping[str, Concept], ConceptMatcher]] = []


def matcher_of(concepts: Mapping[str, Concept]) -> tuple[Language, ConceptMatcher]:
    """A pipeline and a matcher of ``concepts`` on it; the names of the bundled ones are prepared once in a process."""
    bundled = catalogue.bundled()
    if any(concepts.get(concept_id) is not concept for concept_id, concept in bundled.items()):
        nlp = blank(lean=True)
        matcher = ConceptMatcher(nlp)
        matcher.add(concepts.values())
        return nlp, matcher
    if not _of_bundled or _of_bundled[0][0] is not bundled:
        base = ConceptMatcher(private())
        with uncollected():
            base.add(bundled.values())
        _of_bundled[:] = [(bundled, base)]
    matcher = ConceptMatcher(private(), _of_bundled[0][1])
    matcher.add(concept for concept_id, concept in concepts.items() if concept_id not in bundled)
    return private(), matcher


@Language.factory("kg_concepts", default_config={"bundled": True}, assigns=["doc.spans"])
def make_concept_matcher(nlp: Language, name: str, bundled: bool) -> ConceptMatcher:  # noqa: ARG001
    """The factory of the component; ``bundled`` gives it the bundled catalogue."""
    matcher = ConceptMatcher(nlp)
    if bundled:
        matcher.add(catalogue.bundled().values())
    return matcher
