"""Components of what a paper introduces that go by capitalised names, with a short form or by themselves."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.introduction import Introduction, is_short_for
from kg.matching.kinds import kind_defined
from kg.matching.shapes import NAME, is_strong, kind_of
from kg.model import Kind

SORTS: Final = (
    r"(?:module|mechanism|strategy|loss|block|scheme|algorithm|technique|framework|method|network|layer|approach|"
    r"paradigm|metric|unit|agent|pipeline|score)s?\b"
)
TITLED: Final = r"[A-Z]\w*(?:-\w+)*(?: (?:(?:of|for|with|and|via|to) )?[A-Z0-9]\w*(?:-\w+)*){1,6}"
_OWN: Final = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|consists? of|compris\w+|integrat\w+|incorporat\w+|featur(?:es|ing)|components?|modules)\b"
)

# What stands before the long form of a component: an article or a list's number, not what says whose or where it is.
_BEFORE_PART: Final = re.compile(
    r"(?<!\bof )(?<!\bon )(?<!\bto )(?<!\bby )(?<!\bas )(?<!from )(?<!than )(?<!versus )"
    r"(?:\b([Aa]n?|[Tt]he|[Oo]ur|its|novel|new|and|via|using)|\(?(?:[a-e1-5]|i{1,3})\)) "
    r"(?:(?!enhanced|improved|standard|independent|modified|existing|pre-?trained|popular)[a-z][\w-]+,? ){0,3}$"
)
_WEAK: Final = frozenset("the The and via using".split())
_SORT_BEHIND: Final = re.compile(rf"\) (?:[a-z-]+ )?{SORTS}")


def defined(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``it integrates a Raft Drift Adapter (RDA)``: a capitalised long form with an article, behind the first claim."""
    for found in claims.defined:
        start, end = found.long_start, max(found.long_end, found.short_end)
        long, short = claims.text[start : found.long_end], claims.text[found.short_start : found.short_end]
        if not _is_titled(long) or not is_strong(short) or not _is_own(claims, start):
            continue
        before = _BEFORE_PART.search(claims.text, max(0, start - 60), start)
        if not before:
            continue
        if before[1] not in _WEAK or kind_of(long) or _SORT_BEHIND.match(claims.text, end):
            yield Introduction((short, long), kind_defined(claims.text, found[:2], found[2:]), "part-definition")


def _is_own(claims: Claims, place: int) -> bool:
    """Whether the sentence of ``place`` speaks, before it, of what the paper makes."""
    return claims.own_from(place) and _OWN.search(claims.text, claims.start_of(place), place) is not None


def _is_titled(long: str) -> bool:
    """Whether a long form is written as a name: all its longer words but one begin with a capital."""
    words = [word for word in re.split(r"[ -]", long) if len(word) > 3]
    return " " in long and long[0].isupper() and sum(word[0].isupper() for word in words) >= len(words) - 1


_PHRASE: Final = re.compile(rf"(?<![\w-])(?!An? |The ){TITLED}(?![\w-])")
_WORD_BEFORE: Final = re.compile(r"(\b[A-Za-z]+|[,;:)]) $")
_NO_ARTICLE: Final = frozenset(
    """of on in from by to at with as for than versus or is are was like between against through into any that adds
    dedicated using under""".split()
)
_OPENS_THE: Final = re.compile(r"(?:[.,;:)]|\b(?:is|and|while|or)) [Tt]he $")
_FIRM: Final = frozenset("a an our its novel new".split())
_SORT_NEXT: Final = re.compile(rf" {SORTS}")
_OTHERS: Final = re.compile(r"\b(?:such as|including|e\.g\.|like|inspired|based on)\b[^.;]*$")
_GENERAL: Final = re.compile(r"Language Model|Machine Learning|Deep Learning|Shared|End-to-End|Neural Network$")
# A survey's lists and capitalised phrases are of others.
_SURVEY: Final = re.compile(r"\b(?:[Ss]urvey|[Rr]eview|[Oo]verview)\b")
_NAME_BEFORE: Final = re.compile(
    rf"({NAME})[\"”’']?(?: \([^()]+\))?(?:,| is| -| –|—|:| as) (?:an?|our|the) (?:[a-z][\w-]+ )?$"
)


def capitalised(title: str, claims: Claims) -> Iterator[Introduction]:
    """``a Raft Drift Adapter smooths it``, ``a Wave Synthesis strategy``: capitalised words behind the first claim."""
    for match in behind_claim(_PHRASE, title, claims):
        if _is_component(claims.text, match):
            yield from _component(claims.text, match)


def behind_claim(pattern: re.Pattern[str], title: str, claims: Claims) -> Iterator[re.Match[str]]:
    """Where ``pattern`` matches behind the abstract's first claim; nowhere in a survey."""
    if claims.says and not _SURVEY.search(title):
        yield from pattern.finditer(claims.text, claims.says[0])


def _component(text: str, match: re.Match[str]) -> Iterator[Introduction]:
    """What ``match`` names, under the name before it where it spells that out; nothing where it describes that."""
    sort = _SORT_NEXT.match(text, match.end())
    kind = (kind_of(sort[0]) if sort else None) or Kind.METHOD
    named = _NAME_BEFORE.search(text, max(0, match.start() - 70), match.start())
    if not named or not is_strong(named[1]):
        yield Introduction((match[0],), kind, "described")
    elif is_short_for(named[1], match[0]):
        yield Introduction((named[1], match[0]), kind, "described")


def _is_component(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised phrase has a method's head or a sort behind it, and stands where something new does."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if not before or before[1].lower() in _NO_ARTICLE:
        return False
    sort = before[1].lower() in _FIRM and _SORT_NEXT.match(text, match.end())
    named = match[0].count(" ") > 1 and kind_of(match[0]) is Kind.METHOD and not match[0].endswith("s")
    if not (sort or named) or _GENERAL.search(match[0]):
        return False
    floor = max(0, match.start() - 100)
    if before[1].lower() == "the" and not _OPENS_THE.search(text, floor, match.start()):
        return False
    return _OTHERS.search(text, floor, match.start()) is None
