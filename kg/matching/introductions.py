"""Names that a paper introduces: what its title and abstract call their own.

`kg.matching.sayings` and its neighbours have one function per way of saying so; `introductions` runs them all and
joins what they say of one name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from kg.matching import addresses, components, lists, parts, sayings
from kg.matching.claims import Claims
from kg.matching.introduction import OUTRIGHT, Introduction, is_joined_of, is_short_for
from kg.matching.kinds import kind_about, told_by
from kg.matching.outside import is_outside
from kg.matching.shapes import is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold

__all__ = ["Introduction", "introductions"]

_COLON: Final = re.compile(r"^(.{2,70}?)(?::\s| [-–—] |, (?=an? ))(.+)$")
_NO_NAME: Final = re.compile(r"[:?]")
_FUNCTION_WORDS: Final = frozenset(
    """or and vs vs. how what why is are can towards toward on do does not when where beyond from in to with without
    by the a an at as it we you your all need has have meets meet knows know goes matters matter""".split()
)
_MEANS: Final = re.compile(r"\b(?:using|via|by|with|through|leveraging)\b (?:an? |the )?", re.IGNORECASE)

# An abstract says what it introduces long before this; a text of a megabyte must not cost hours.
_LONGEST: Final = 10_000

Finder = Callable[[str, Claims], Iterator[Introduction]]


def introductions(title: str, abstract: str) -> list[Introduction]:
    """What a paper introduces, each name once, in the order found.

    >>> [(i.names, i.kind.value, i.rule) for i in introductions(
    ...     "RaftMLP: How Much Can Be Done?", "We propose a loss, called Growing Unit Loss (GUL), for RaftMLP.")]
    [(('RaftMLP',), 'method', 'title-colon'), (('GUL', 'Growing Unit Loss'), 'method', 'called')]
    """
    claims = Claims(abstract[:_LONGEST])
    found = _Found(frozenset(_short_forms_outside(claims)))
    for finder in _FINDERS:
        found.add(finder(title, claims))
    if not found.names:
        found.add(addresses.repository(title, claims))
    found.add(parts.variants(claims, list(found.spelt)))
    found.spell_out(claims)
    return found.joined()


def _short_forms_outside(claims: Claims) -> Iterator[str]:
    """The short forms that an abstract defines for what is no concept (``quality of experience (QoE)``)."""
    for definition in claims.defined:
        if is_outside(claims.text[definition.long_start : definition.long_end]):
            yield claims.text[definition.short_start : definition.short_end]


def _title_colon(title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME: what it is``, or a short title that is a name throughout."""
    words = fold(title)
    if words and len(title.split()) <= 4 and not _NO_NAME.search(title) and f" {words} " in f" {fold(claims.text)} ":
        yield Introduction((title,), kind_of(title) or Kind.METHOD, "whole-title", own_title=True)
    match = _COLON.match(title)
    if match and _is_title_name(match[1], claims.text):
        name = plain(match[1])
        names = (name, *_spelt_out(name, match[2]))
        told = next((kind for spelt in names[1:] if (kind := told_by(spelt))), None)
        kind = told or kind_about(match[2], name, claims.text)
        yield Introduction(names, kind, "title-colon", own_title=True)


def _spelt_out(name: str, rest: str) -> Iterator[str]:
    """The words behind the colon that the name is short for: ``HNeRV: A Hybrid Neural Representation for Videos``."""
    words = re.sub(r"^(?:An?|The) ", "", rest).split()
    prefixes = [" ".join(words[:size]) for size in range(2, min(len(words), 8) + 1)]
    fitting = [prefix for prefix in prefixes if is_strong(name) and is_short_for(name, prefix)]
    ending = [prefix for prefix in fitting if prefix.split()[-1][0].lower() == name[-1].lower()]
    yield from ending[-1:] or fitting[:1]


def _is_title_name(left: str, abstract: str) -> bool:
    words = plain(left).split()
    if len(words) > 5 or "?" in left or "@" in left or any(word.lower() in _FUNCTION_WORDS for word in words):
        return False
    if len(words) == 1:
        return is_strong(left) or (is_possible(left) and _is_rare(left, abstract)) or _is_small(left, abstract)
    return plain(left).lower() in abstract.lower() or is_strong(words[0])


def _is_rare(word: str, abstract: str) -> bool:
    """Whether an abstract does not use a capitalised word as an ordinary one."""
    small = word.lower()
    return small not in abstract or re.search(rf"(?<![\w/.-]){re.escape(small)}\b", abstract) is None


def _is_small(word: str, abstract: str) -> bool:
    """Whether an abstract presents a name in small letters (``we present skweak``)."""
    said = rf"\b(?:present|introduc|propos|releas|describ|develop|call|nam)\w* {re.escape(word)}\b"
    return len(word) > 2 and word.islower() and re.search(said, abstract) is not None


def _title_means(title: str, claims: Claims) -> Iterator[Introduction]:
    """``… using NAME of Several Words``: the means that a title names last, where the abstract takes them up.

    Of a list it is enough that one of its items ends in a method's noun.
    """
    places = list(_MEANS.finditer(title))
    if not places:
        return
    body = fold(claims.text)
    means = re.split(r" (?:for|to|in|on|from|under) ", title[places[-1].end() :], maxsplit=1)[0]
    phrases = re.split(r", (?:and )?| and ", plain(means))
    telling = any(kind_of(phrase) is Kind.METHOD for phrase in phrases)
    for phrase in phrases:
        words = phrase.split()
        plural = phrase.endswith("s") and not phrase.endswith("ss")
        if 2 <= len(words) <= 6 and phrase[:1].isupper() and not plural and _is_taken_up(phrase, telling, body, claims):
            yield Introduction((phrase,), Kind.METHOD, "title-means")


def _is_taken_up(phrase: str, telling: bool, body: str, claims: Claims) -> bool:
    """Whether an abstract writes a phrase of its title as its own, or the phrase is too long to be another's."""
    if fold(phrase) in body:
        return telling or f'"{phrase.lower()}"' in claims.text.lower()
    return len(phrase.split()) > 3 and kind_of(phrase) in {Kind.METHOD, Kind.TASK}


_FINDERS: Final[tuple[Finder, ...]] = (
    _title_colon,
    sayings.defined,
    components.defined,
    sayings.said,
    sayings.called,
    sayings.new,
    sayings.apposed,
    sayings.proposed,
    sayings.our,
    sayings.tasked,
    sayings.quoted,
    _title_means,
    parts.described,
    components.capitalised,
    lists.in_capitals,
    lists.in_small,
    lists.listed,
    addresses.project_page,
    addresses.joined,
)


class _Found:
    """Introductions by folded name: one of several names is there once under each."""

    def __init__(self, shut: frozenset[str]) -> None:
        self._shut = shut
        self.names: dict[str, Introduction] = {}
        self._joined: list[Introduction] | None = None

    @property
    def spelt(self) -> Iterator[str]:
        """Every name as it is written."""
        return (name for known in list(self.names.values()) for name in known.names)

    def add(self, introductions: Iterator[Introduction]) -> None:
        """Add what is not there already; a short form of a known long one, or the reverse, is the same thing."""
        for one in introductions:
            if not self._shut.isdisjoint(one.names):
                continue
            same = next((self.names[fold(name)] for name in one.names if fold(name) in self.names), None)
            same = same or next((known for known in self.joined() if _same(known, one)), None)
            if same:
                self._join(same, one)
            else:
                self.names.update((fold(name), one) for name in one.names)
                self._joined = None

    def _join(self, known: Introduction, other: Introduction) -> None:
        """Make one of two: what is defined and also said outright to be new is new by that."""
        rule = other.rule if known.rule == "propose-definition" and other.rule in OUTRIGHT else known.rule
        if rule == known.rule and set(other.names) <= set(known.names):
            return
        self._joined = None
        joined = replace(known, names=tuple(dict.fromkeys((*known.names, *other.names))), rule=rule)
        for key, held in list(self.names.items()):
            if held is known:
                self.names[key] = joined
        for name in joined.names:
            self.names.setdefault(fold(name), joined)

    def spell_out(self, claims: Claims) -> None:
        """Give introduced names the other form that the abstract defines for them."""
        for definition in claims.defined:
            long = claims.text[definition.long_start : definition.long_end]
            short = claims.text[definition.short_start : definition.short_end]
            known = self.names.get(fold(short)) or self.names.get(fold(long))
            if known and not (fold(short) in self.names and fold(long) in self.names):
                self._join(known, replace(known, names=(short, long)))

    def joined(self) -> list[Introduction]:
        """Each introduction once, without those whose name is only the end or the beginning of another's."""
        if self._joined is None:
            every = list({id(one): one for one in self.names.values()}.values())
            longer = [f" {fold(name)} " for one in every for name in one.names]
            self._joined = [one for one in every if one.own_title or not _is_piece(one, longer)]
        return self._joined


def _is_piece(one: Introduction, longer: list[str]) -> bool:
    """Whether every name is the last words of a longer introduced name, or its first several."""
    pieces = [f" {fold(name)} " for name in one.names]
    return all(any(_is_end(piece, other) for other in longer) for piece in pieces)


def _is_end(piece: str, other: str) -> bool:
    return piece != other and (other.endswith(piece) or (other.startswith(piece) and piece.count(" ") > 2))


def _same(known: Introduction, other: Introduction) -> bool:
    """Whether a name of one is the short form of a name of the other (``PowerNorm``, ``Power Normalization``)."""
    if known.kind is not other.kind:
        return False
    for one, two in ((known, other), (other, known)):
        # What has a short form already goes by a second one only if that is made of whole beginnings.
        fits = is_joined_of if any(map(_is_one_word, two.names)) else is_short_for
        if any(_is_camel(short) and fits(short, long) for short in one.names for long in two.names):
            return True
    return False


def _is_one_word(name: str) -> bool:
    return " " not in name and is_strong(name)


def _is_camel(name: str) -> bool:
    """Whether a name is one word of several beginnings: an acronym's few letters would fit any words."""
    return len(name) > 4 and is_strong(name) and " " not in name and name != name.upper()
