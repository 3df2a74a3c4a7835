"""Names that a title gives to what its paper introduces: before a colon, as its means, and for a purpose."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.introduction import Introduction, is_short_for
from kg.matching.kinds import kind_about, told_by
from kg.matching.objects import NO_NAME_STARTS
from kg.matching.shapes import is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold

_COLON: Final = re.compile(r"^(.{2,70}?)(?::\s| [-–—] |, (?=an? ))(.+)$")
_NO_NAME: Final = re.compile(r"[:?]")
_FUNCTION_WORDS: Final = frozenset(
    """or and vs vs. how what why is are can towards toward on do does not when where beyond from in to with without
    by the a an at as it we you your all need has have meets meet knows know goes matters matter""".split()
)
_MEANS: Final = re.compile(r"\b(?:using|via|by|with|through|leveraging)\b (?:an? |the )?", re.IGNORECASE)


def colon(title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME: what it is``, or a short title that is a name throughout."""
    words = fold(title)
    if words and len(title.split()) <= 4 and not _NO_NAME.search(title) and f" {words} " in f" {claims.folded} ":
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


def means(title: str, claims: Claims) -> Iterator[Introduction]:
    """``… using NAME of Several Words``: the means that a title names last, where the abstract takes them up.

    Of a list it is enough that one of its items ends in a method's noun.
    """
    places = list(_MEANS.finditer(title))
    if not places:
        return
    body = claims.folded
    named = re.split(r" (?:for|to|in|on|from|under) ", title[places[-1].end() :], maxsplit=1)[0]
    phrases = re.split(r", (?:and )?| and ", plain(named))
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


_PURPOSE: Final = re.compile(
    r"(?:An? )?((?!\w+ing |(?:[Ee]fficient|[Ss]imple|[Dd]eep|[Nn]eural) )(?:[\w-]+ ){1,4}?[\w-]+) for "
)
_PLAIN_ENDS: Final = frozenset(
    "evaluation study analysis method framework approach system perspective survey review".split()
)


def purpose(title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME of Several Words for …``: what begins a title and the abstract takes up, unless that is a task itself."""
    match = _PURPOSE.match(title) if not _NO_NAME.search(title) else None
    if match is None or not (_is_network(match[1]) or f" {fold(match[1])} " in f" {claims.folded} "):
        return
    last = match[1].rsplit(" ", 1)[1].lower()
    long = last == "framework" and match[1].count(" ") > 2
    many = last.endswith("s") and last != "fields"
    telling = not (NO_NAME_STARTS.match(match[1].lower()) or many or (last in _PLAIN_ENDS and not long))
    if telling and claims.says and kind_of(match[1]) in {None, Kind.METHOD}:
        yield Introduction((match[1],), Kind.METHOD, "title-means")


def _is_network(phrase: str) -> bool:
    """Whether a title's beginning is the name of a network by itself: in capitals, with two words to tell it by."""
    words = phrase.split()
    named = len(words) > 2 and any(word in _NETWORKS for word in words[2:])
    return named and all(word[0].isupper() or word in {"on", "of", "with", "and"} for word in words)


_NETWORKS: Final = frozenset("Network Transformer Autoencoder Mixer Fields".split())
