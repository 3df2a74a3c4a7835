"""Names that a paper introduces: what its title and abstract call their own.

`kg.matching.sayings` and its neighbours have one function per way of saying so; `introductions` runs them all and
joins what they say of one name.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from kg.matching import addresses, components, lists, notions, parts, sayings, titles
from kg.matching.claims import Claims
from kg.matching.introduction import OUTRIGHT, Introduction, is_joined_of, is_short_for
from kg.matching.outside import is_outside
from kg.matching.shapes import is_strong
from kg.model import fold

__all__ = ["Introduction", "introductions"]

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


_FINDERS: Final[tuple[Finder, ...]] = (
    titles.colon,
    sayings.defined,
    components.defined,
    sayings.said,
    sayings.called,
    sayings.new,
    sayings.apposed,
    sayings.proposed,
    sayings.our,
    notions.tasked,
    sayings.introducing,
    notions.quoted,
    titles.means,
    titles.purpose,
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
