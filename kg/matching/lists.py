"""Lists of the components of what a paper introduces: numbered, or behind a colon."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.components import SORTS, TITLED, behind_claim
from kg.matching.introduction import Introduction
from kg.matching.kinds import kind_about
from kg.matching.objects import is_name_in_small
from kg.matching.shapes import NAME, is_strong, kind_of
from kg.model import Kind

_LONGEST: Final = 500
_PARTS: Final = re.compile(
    r"\b(?:components?|modules?|innovations?|ideas?|techniques?|mechanisms?|strategies|contributions|designs?|stages|"
    r"phases|parts|agents|steps|losses)\b"
)
_DOING: Final = "(?:Leverag|Us|Introduc|Design|Propos|Develop|Improv|Apply|Show|Build)ing"
_ITEM: Final = re.compile(
    r"\) (?:(?<=[\s(][1-6a-fiv]\) )|(?<=[\s(]i[iv]\) )|(?<=[\s(]iii\) ))(?:[Aa]n? |[Tt]he )?(?:[a-z][\w-]+ ){0,2}"
    rf"(?!On |In |The |A |For |We |Stage |{_DOING} )({TITLED}|{NAME}(?= \(|,|:|-an? ))"
    r"(?=,|;|:|\.| \(| that| which| to | for | and | module| with | in | by | uses?\b|"
    r"(?: first| then| next| finally)? \w+s |-an? )"
)
_LISTED: Final = re.compile(
    r"\b(modules|components|metrics|measures|algorithms|architectures|innovations|losses|techniques|strategies|"
    r"datasets|benchmarks|mechanisms)(?::|, namely|, i\.e\.,) (?=[^.:;]{0,200}[,.;(]| and )"
)
_LISTED_NAME: Final = re.compile(
    r"(?:the |an? )?([A-Z][\w+-]+(?: (?:(?:of|for|with|via|to) )?[A-Z0-9][\w+-]*){0,6})(?: \([^()]{2,40}\))?"
    r"(?:(,? and |, )|(?=[.;:]|, which| that))"
)


def in_capitals(title: str, claims: Claims) -> Iterator[Introduction]:
    """``three components: (1) Wave Pronoun Removal, which …``."""
    for match in behind_claim(_ITEM, title, claims):
        named = " " in match[1] or is_strong(match[1])
        if named and _PARTS.search(claims.text, _floor(claims, match), match.start(1)):
            yield Introduction((match[1],), Kind.METHOD, "described")


_HEADER: Final = re.compile(
    r"\b(?:components?|modules|innovations|techniques|mechanisms|strategies|designs|paradigms)\b[^.;]{0,30}[:,]"
)
_SMALL_ITEM: Final = re.compile(
    r"\) (?:(?<=\b[1-6a-fiv]\) )|(?<=\b(?:ii|iv)\) )|(?<=\biii\) ))(?:an? |the )?((?:[a-z][\w-]+ ){1,4}?[a-z][\w-]+)"
    r"(?= that| which|, which|:| \(| to | for | with |-an? )"
)
_SORT_END: Final = re.compile(rf" {SORTS}$")


def in_small(title: str, claims: Claims) -> Iterator[Introduction]:
    """``two components: (1) wave-aware reuse, which …``."""
    for match in behind_claim(_SMALL_ITEM, title, claims):
        if is_name_in_small(match[1]) and _HEADER.search(claims.text, _floor(claims, match), match.start()):
            bare = _SORT_END.sub("", match[1])
            names = (bare, match[1]) if " " in bare and bare != match[1] else (match[1],)
            yield Introduction(names, Kind.METHOD, "described")


def _floor(claims: Claims, item: re.Match[str]) -> int:
    """From where on the words before an item may say what it is one of: its sentence, as far as a list reaches."""
    return max(claims.start_of(item.start()), item.start() - _LONGEST)


def listed(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``we introduce three modules: Branch Adjustment, Branch Pruning, and RaftQ``."""
    for place in claims.says:
        header = _LISTED.search(claims.text, place, place + 90)
        if header and claims.same(place, header.start()):
            yield from _items(claims.text, header)


def _items(text: str, header: re.Match[str]) -> Iterator[Introduction]:
    """The names of the list behind ``header``, up to what is none."""
    place: int | None = header.end()
    while place is not None and (item := _LISTED_NAME.match(text, place)):
        if " " in item[1] or is_strong(item[1]):
            yield Introduction((item[1],), _kind_of_item(header[1], item[1], text), "described")
        place = item.end() if item[2] else None


def _kind_of_item(header: str, name: str, text: str) -> Kind:
    """The kind of an item of a list of ``header``: a name of one word may say more of itself elsewhere."""
    sort = header.removesuffix("s")
    return kind_of(sort) or Kind.METHOD if " " in name else kind_about(sort, name, text)
