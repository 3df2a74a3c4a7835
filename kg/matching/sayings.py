"""The ways in which an abstract says that a name is its own, one generator each over its `Claims`."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.definitions import Definition
from kg.matching.introduction import Introduction
from kg.matching.kinds import kind_about, kind_defined
from kg.matching.objects import NO_NAME_STARTS, of_title, proposed_object
from kg.matching.shapes import NAME, is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold

_CALLED: Final = re.compile(
    r"(?:called|named|dubbed|termed|coined|christened|namely|nicknamed|titled|entitled|abbreviated(?: as)?|"
    r"denoted(?: as| by)?|"
    r"referred to as|refer to (?:it|this|them|[^.,;]{1,50}?) as|"
    r"(?:call|name|dub|term|denote|coin) (?:it|this|them|our|these|the)?(?: \w+| [\w-]+ \w+)??(?: as)?)"
    rf"\s*:?\s*(?:as )?(?:the )?[\"“'`‘]*({NAME}(?: (?:[A-Z0-9][\w+-]*(?:\.\w+)*|attention|loss)){{0,3}})"
)
_CALLED_PHRASE: Final = re.compile(
    r"(?:called|dubbed|termed|(?:call|term|dub)(?: it|"
    r" this)?(?: \w+)?) (?:an? |the )?[\"“'`‘]{0,2}([a-z][\w-]+(?: [a-z][\w-]+){1,4}?)[\"”'’]{0,2}"
    r"(?=[,.;:)]| \(| that| which| to | for | and | in | where)"
)
_TASK_BEFORE: Final = re.compile(r"\b(?:task|problem)s?,? $")
_LONG_BEFORE: Final = re.compile(
    r"(?:an?|the|our) ((?:[A-Z][\w-]*)(?: (?:[A-Z][\w-]*|of|for|with|in|and)){1,6})[,(]? *(?:or |we )?$"
)
_NEW_CUE: Final = re.compile(
    r" (?:an?|the first|our) (?:[\w-]+,? ){0,3}?"
    r"(?:new|novel|first|open|simple|fast|unified|efficient|large-scale|general|lightweight|end-to-end|scalable|"
    r"family|series|suite)\b"
)
_TAKEN_UP: Final = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|employ\w*|adopt\w*|leverag\w+|utiliz\w+|appl(?:y|ies|ied|ying)|into|on|upon|with|from|over|"
    r"than|like|such as|via|through|against|to) (?:the )?$"
)
_NAME_BEFORE: Final = re.compile(rf"(?<![\w-])({NAME})(?: \([^()]{{2,80}}\))?(?:,| is| -|—| –)$")
_OURS: Final = (
    r"(?: proposed| new| novel)?"
    r"(?: (?:[a-z][\w-]+ )?(?:method|model|framework|approach|system|dataset|benchmark|algorithm|architecture|"
    rf"network|technique|strategy|solution|pipeline|code|tool|library))?,? (?:the )?({NAME})(?![-\w])"
)
# A pattern that begins with letters is searched for seven times as fast as one that begins with a choice.
_OUR: Final = tuple(re.compile(words + _OURS) for words in (r"ur(?<=\b[oO]ur)", r"he proposed(?<=\b[tT]he proposed)"))
_PROPOSED_BEFORE: Final = re.compile(rf"(?<![\w-])({NAME})(?: \([^()]{{2,60}}\))? (?:is|was|are) (?:\w+ly )?$")
_PHRASE_PROPOSED: Final = re.compile(
    r"(?:^|[.,;] )(?:[A-Z]\w+ly, )?(?:[Aa]n?|[Tt]he) ((?:[\w-]+ ){1,4}[\w-]+) (?:is|was|are) (?:\w+ly )?$"
)


_NOVEL_BEFORE: Final = re.compile(r"\b(?:novel|new)(?: [\w-]+)?\s*$")


def defined(title: str, claims: Claims) -> Iterator[Introduction]:
    """``we propose a … Long Form (SF)``, ``a novel Long Form (SF)``, and a long form that the title is about."""
    words = f" {fold(title)} "
    for definition in claims.defined:
        long, short = _forms(claims, definition)
        if is_claimed(words, claims, definition) and (is_strong(short) or is_possible(short)):
            kind = kind_defined(claims.text, definition[:2], definition[2:])
            novel = f" {fold(long)} " in words and _NOVEL_BEFORE.search(claims.text, 0, definition.long_start)
            yield Introduction((short, long), kind, "novel-definition" if novel else "propose-definition")


def _forms(claims: Claims, definition: Definition) -> tuple[str, str]:
    text = claims.text
    return text[definition.long_start : definition.long_end], text[definition.short_start : definition.short_end]


def is_claimed(title: str, claims: Claims, definition: Definition) -> bool:
    """Whether a paper, its folded title between spaces, claims what a definition names."""
    start, end = definition.long_start, definition.long_end
    before = claims.text[max(0, start - 60) : start]
    said = claims.said_before(start)
    if said and _is_object(before):
        return True
    if _NOVEL_BEFORE.search(before) or claims.proposed_after(end):
        return True
    return _in_title(title, fold(claims.text[start:end]), said) and claims.own_from(start) and not _ABOUT.search(before)


# What a sentence is about or works on, not what it proposes.
_ABOUT: Final = re.compile(
    r"\b(?:for|in|of|on|to|from|at|support(?:s|ing)?|generat\w+|detect\w+)(?: (?:the|an?|our))?(?: [\w-]+)?\s*$"
)


def _in_title(title: str, long: str, said: bool) -> bool:
    """Whether a folded title has a long form as what it is about, or at all where the abstract says so."""
    at = title.find(f" {long} ")
    before = title[:at].split()[-1:] if at > 0 else []
    return at >= 0 and (said or not set(before) & {"with", "using", "of", "in", "for", "via", "to", "on", "by"})


def _is_object(before: str) -> bool:
    """Whether the words before a name leave it the thing proposed, not what that is for or built on."""
    clause = re.split(r"[,;:]", before)[-1]
    return not re.search(
        r"\b(?:for|of|on|using|with|in|from|by|based on|into|via|to|that|which|between)\b(?: \w+)*\s*$", clause
    )


def said(title: str, claims: Claims) -> Iterator[Introduction]:
    """``we propose NAME``, ``this paper presents a new …, NAME``."""
    for place in claims.says:
        rest = claims.text[place : place + 160]
        named = of_title(rest, title) or proposed_object(rest)
        if named:
            phrase, behind = named
            names = _each(phrase)
            for name in names:
                about = behind if len(names) == 1 else rest
                yield Introduction((name,), kind_about(about, name, claims.text), "we-propose")


def _each(phrase: str) -> list[str]:
    """Both names of ``RaftNet and LakeNet``; else the phrase alone."""
    words = phrase.split()
    pair = len(words) == 3 and words[1] == "and" and is_strong(words[0]) and is_strong(words[2])
    return words[::2] if pair else [phrase]


def called(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``… called NAME``, and the long form that stands before it."""
    text = claims.text
    for place in claims.names:
        before = text[max(0, place - 80) : place]
        match = _CALLED.match(text, place)
        name = _trimmed(match[1]) if match else None
        if name:
            long = _LONG_BEFORE.search(before)
            names = (name, long[1]) if long and " " not in name else (name,)
            yield Introduction(names, kind_about(before, name, text), "called")
        elif phrase := _called_phrase(claims, place):
            kind = Kind.TASK if _TASK_BEFORE.search(before) else kind_of(phrase)
            yield Introduction((phrase,), kind or Kind.METHOD, "called")


def _called_phrase(claims: Claims, place: int) -> str | None:
    """The words that a thing of the paper's own is called by, where they end in a telling noun."""
    match = _CALLED_PHRASE.match(claims.text, place)
    if not match or NO_NAME_STARTS.match(match[1]) or kind_of(match[1]) is None:
        return None
    return match[1] if claims.said_before(place) or claims.text[max(0, place - 3) : place] == "we " else None


def _trimmed(name: str) -> str | None:
    """The leading words of a captured name up to where it stops looking like one."""
    words = plain(name).split()
    if len(words) > 1 and is_strong(words[0]) and not is_strong(words[1]):
        words = words[: 1 + (kind_of(words[1]) is Kind.METHOD)]
    return " ".join(words) if words and (is_strong(words[0]) or is_possible(words[0])) else None


def new(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME, a new …``."""
    text = claims.text
    for cue in _NEW_CUE.finditer(text):
        match = _NAME_BEFORE.search(text, max(0, cue.start() - 110), cue.start())
        if match and is_strong(match[1]) and not _TAKEN_UP.search(text, max(0, match.start(1) - 30), match.start(1)):
            name = plain(match[1])
            rule = "is-new" if match[0].endswith(" is") else "new"
            yield Introduction((name,), kind_about(text[match.end(1) : match.end() + 60], name, text), rule)


_APPOSITION: Final = re.compile(
    r", (?:an?|the first) (?:[\w-]+ ){0,6}?"
    r"(?:framework|methods?|models?|benchmark|dataset|corpus|module|network|algorithm|loss|strategy|system|"
    r"architecture|approach|pipeline|metric|"
    r"technique|mechanism|optimizer|agent|toolkit|library|variant|suite|platform)\b"
)
_APPOSED: Final = re.compile(rf"(?<![\w-])({NAME})(?: \([^()]{{2,60}}\))?$")


def apposed(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``we introduce …: (1) NAME, a benchmark …; (2) NAME, a framework …``."""
    text = claims.text
    for found in _APPOSITION.finditer(text) if claims.says else ():
        match = _APPOSED.search(text, max(0, found.start() - 110), found.start())
        taken = match and _TAKEN_UP.search(text, max(0, match.start(1) - 30), match.start(1))
        if match and not taken and is_strong(match[1]) and claims.said_before(match.start()):
            name = plain(match[1])
            yield Introduction((name,), kind_about(text[match.start() : found.end()], name, text), "apposed")


def proposed(title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME is proposed``, and ``a phrase of the title is proposed``."""
    text = claims.text
    words = f" {fold(title)} "
    for place in claims.passives:
        before = text[max(0, place - 120) : place]
        match = _PROPOSED_BEFORE.search(before)
        phrase = _PHRASE_PROPOSED.search(before)
        if match and is_strong(match[1]):
            name = plain(match[1])
            yield Introduction((name,), kind_about(text[place : place + 60], name, text), "is-proposed")
        elif phrase and f" {fold(phrase[1])} " in words and kind_of(phrase[1]):
            yield Introduction((phrase[1],), kind_of(phrase[1]) or Kind.METHOD, "is-proposed")


_INTRODUCER: Final = re.compile(rf"(?:^|[.:;!] )(?:[A-Z]\w+ly, )?({NAME}) (?:introduces|proposes) (?!in\b|the\b)")


def introducing(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME introduces two …``: of others an abstract says who introduced it, or that it did."""
    for match in _INTRODUCER.finditer(claims.text) if "introduces" in claims.text or "proposes" in claims.text else ():
        if is_strong(match[1]):
            name = plain(match[1])
            yield Introduction((name,), kind_about("", name, claims.text), "is-proposed")


def our(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``our NAME``, ``the proposed NAME``."""
    found = (match for pattern in _OUR for match in pattern.finditer(claims.text))
    for match in sorted(found, key=lambda match: match.start()):
        if is_strong(match[1]):
            name = plain(match[1])
            yield Introduction((name,), kind_about(match[0], name, claims.text), "our")
