"""Names that a paper introduces: what its title and abstract call their own.

One function per way of saying so, each a generator over a text; `introductions` runs them all and joins what they say
of one name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.matching.definitions import Definition, definitions
from kg.matching.shapes import NAME, is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold
from kg.text import sentences


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name that a paper introduces, in the spellings the paper uses; ``names[0]`` is the one found first.

    ``rule`` says by which words; ``own_title`` whether the paper's title begins with it.
    """

    names: tuple[str, ...]
    kind: Kind
    rule: str
    own_title: bool = False


CONFIDENCE: Final = {
    "title-colon": 0.97,
    "called": 0.95,
    "we-propose": 0.93,
    "propose-definition": 0.93,
    "new": 0.9,
    "our": 0.85,
    "is-proposed": 0.9,
}
_VERB: Final = (
    r"(?:propos|introduc|present|develop|design|describ|releas|build|built|construct|creat|contribut|provid|devis|"
    r"offer|unveil|establish|curat|collect|formulat|suggest|implement|pioneer|open-sourc|announc|put forward|train)"
)
_SAYS: Final = re.compile(
    rf"\b(?:we|We|paper|work|report|study|authors|article|letter|To (?:this|that) end|Here)\b[^.;:]{{0,80}}?\b{_VERB}(?:e|es|ed|s|ing)?\b"
)
_CALLED: Final = re.compile(
    r"\b(?:called|named|dubbed|termed|coined|christened|namely|nicknamed|titled|entitled|abbreviated(?: as)?|denoted(?: as| by)?|"
    r"referred to as|refer to (?:it|this|them|[^.,;]{1,50}?) as|"
    r"(?:call|name|dub|term|denote|coin) (?:it|this|them|our|these|the)?(?: \w+| [\w-]+ \w+)??(?: as)?)"
    rf"\s*:?\s*(?:as )?(?:the )?[\"“'`‘]*({NAME}(?: [A-Z0-9][\w.+-]*){{0,3}})"
)
_NEW: Final = re.compile(
    rf"(?<![\w-])({NAME})(?: \([^()]{{2,80}}\))?(?:,| is| -|—| –) (?:an?|the first|our) (?:[\w-]+,? ){{0,3}}?"
    r"(?:new|novel|first|open|simple|fast|unified|efficient|large-scale|general|lightweight|end-to-end|scalable|family|series|suite)"
)
_OUR: Final = re.compile(
    rf"\b(?:[Oo]ur|[Tt]he proposed)(?: proposed| new| novel)?(?: (?:method|model|framework|approach|system|dataset|benchmark|algorithm|architecture|"
    rf"network|technique|strategy|solution|pipeline|code|tool|library))?,? ({NAME})(?![-\w])"
)
_PROPOSED: Final = re.compile(
    rf"(?<![\w-])({NAME})(?: \([^()]{{2,60}}\))? (?:is|was|are) (?:proposed|introduced|presented|developed)"
)
_COLON: Final = re.compile(r"^(.{2,70}?)(?::\s| [-–—] )(.+)$")
_FUNCTION_WORDS: Final = frozenset(
    """or and vs vs. how what why is are can towards toward on do does not when where beyond from in to with without by the
    a an at as it we you your all need""".split()
)
_DATASET_WORDS: Final = re.compile(r"\b(?:data ?sets?|corpus|corpora|treebank|collection|database)\b", re.IGNORECASE)
_BENCHMARK_WORDS: Final = re.compile(
    r"\b(?:benchmark\w*|challenge|leaderboard|testbed|shared task|evaluation suite)\b", re.IGNORECASE
)
_METRIC_WORDS: Final = re.compile(r"\b(?:metric|measure)\b", re.IGNORECASE)
_METHOD_WORDS: Final = re.compile(
    r"\b(?:models?|networks?|methods?|framework|approach|architecture|algorithm|transformers?|pipeline|system|technique|"
    r"strategy|mechanism|module|library|toolkit|loss|learning|training)\b",
    re.IGNORECASE,
)

Finder = Callable[[str, str], Iterator[Introduction]]


def introductions(title: str, abstract: str) -> list[Introduction]:
    """What a paper introduces, each name once, in the order found.

    >>> [(i.names, i.kind.value, i.rule) for i in introductions(
    ...     "RaftMLP: How Much Can Be Done?", "We propose a loss, called Growing Unit Loss (GUL), for RaftMLP.")]
    [(('RaftMLP',), 'method', 'title-colon'), (('GUL', 'Growing Unit Loss'), 'method', 'propose-definition')]
    """
    defined = list(definitions(abstract))
    found: dict[str, Introduction] = {}
    for finder in (_title_colon, _proposed_definitions(defined), _said, _called, _new, _is_proposed, _our):
        for introduction in finder(title, abstract):
            _join(found, introduction)
    for definition in defined:
        _spell_out(found, abstract, definition)
    return list({id(introduction): introduction for introduction in found.values()}.values())


def _join(found: dict[str, Introduction], introduction: Introduction) -> None:
    """Add an introduction unless one of its names is there already."""
    keys = [fold(name) for name in introduction.names]
    if not any(key in found for key in keys):
        found.update((key, introduction) for key in keys)


def _spell_out(found: dict[str, Introduction], abstract: str, definition: Definition) -> None:
    """Give an introduced name the other form that the abstract defines for it."""
    pair = (
        abstract[definition.short_start : definition.short_end],
        abstract[definition.long_start : definition.long_end],
    )
    keys = [fold(name) for name in pair]
    for key, other in (keys, reversed(keys)):
        known = found.get(key)
        if known and other not in found:
            names = dict.fromkeys((*known.names, *pair))
            joined = replace(known, names=tuple(names))
            found.update((fold(name), joined) for name in joined.names)


def _title_colon(title: str, abstract: str) -> Iterator[Introduction]:
    """``NAME: what it is``."""
    match = _COLON.match(title)
    if match and _is_title_name(match[1], match[2], abstract):
        name = plain(match[1])
        yield Introduction((name,), _kind(match[2], name, abstract), "title-colon", own_title=True)


def _is_title_name(left: str, rest: str, abstract: str) -> bool:
    words = plain(left).split()
    if len(words) > 5 or "?" in left or any(word.lower() in _FUNCTION_WORDS for word in words):
        return False
    if len(words) == 1:
        return is_strong(left) or (
            is_possible(left) and (f"{left}" in abstract or rest.split()[0].lower() in {"a", "an"})
        )
    return plain(left) in abstract or is_strong(words[0])


def _proposed_definitions(defined: list[Definition]) -> Finder:
    """``we propose a … Long Form (SF)``."""

    def find(_title: str, abstract: str) -> Iterator[Introduction]:
        says = [match.end() for match in _SAYS.finditer(abstract)]
        bounds = sentences(abstract) if says else []
        for definition in defined:
            if any(said <= definition.long_start and _same(bounds, said, definition.long_start) for said in says):
                short = abstract[definition.short_start : definition.short_end]
                long = abstract[definition.long_start : definition.long_end]
                before = abstract[max(0, definition.long_start - 60) : definition.long_start]
                if _is_object(before) and (is_strong(short) or is_possible(short)):
                    yield Introduction(
                        (short, long), kind_of(long) or _kind(long, short, abstract), "propose-definition"
                    )

    return find


def _is_object(before: str) -> bool:
    """Whether the words before a name leave it the thing proposed, not what that is for or built on."""
    clause = re.split(r"[,;:]", before)[-1]
    return not re.search(
        r"\b(?:for|of|on|using|with|in|from|by|based on|into|via|to|that|which|between)\b(?: \w+)*\s*$", clause
    )


def _same(bounds: list[tuple[int, int]], left: int, right: int) -> bool:
    return any(start <= left < end and start <= right < end for start, end in bounds)


def _said(_title: str, abstract: str) -> Iterator[Introduction]:
    """``we propose NAME``, ``this paper presents a new …, NAME``."""
    for match in _SAYS.finditer(abstract):
        named = _object(abstract[match.end() : match.end() + 160])
        if named:
            name, rest = named
            yield Introduction((name,), _kind(rest, name, abstract), "we-propose")


_OBJECT: Final = re.compile(
    rf"^\s+(?:and \w+ )?(?:(?:a|an|the|our|two|three|new|novel|[\w-]+(?:ing|able|al|ive|ed|ient|ple)|first|large-scale)\s+){{0,4}}[\"“'`‘]*({NAME})(?=\W)(?!-)(.{{0,80}})"
)
_NAMED_LATER: Final = re.compile(
    rf"^[^.;]{{3,120}}?(?:,|:| -| –|—|\() ?(?:i\.e\., )?[\"“'`‘]*({NAME})[\"”'’]*(?:[,.:;)]| \(|$)(.{{0,80}})"
)


def _object(rest: str) -> tuple[str, str] | None:
    """The name that follows ``we propose``, with the words behind it."""
    direct = _OBJECT.match(rest)
    if direct and (
        is_strong(direct[1]) or (is_possible(direct[1]) and re.match(r",? (?:\(|an? |the )|[,:]", direct[2]))
    ):
        return plain(direct[1]), direct[2]
    later = _NAMED_LATER.match(rest)
    return (plain(later[1]), rest) if later and is_strong(later[1]) else None


def _called(_title: str, abstract: str) -> Iterator[Introduction]:
    """``… called NAME``."""
    for match in _CALLED.finditer(abstract):
        name = _trimmed(match[1])
        if name:
            before = abstract[max(0, match.start() - 80) : match.start()]
            yield Introduction((name,), _kind(before, name, abstract), "called")


def _trimmed(name: str) -> str | None:
    """The leading words of a captured name up to where it stops looking like one."""
    words = plain(name).split()
    if len(words) > 1 and is_strong(words[0]) and not is_strong(words[1]):
        words = words[:1]
    return " ".join(words) if words and (is_strong(words[0]) or is_possible(words[0])) else None


def _new(_title: str, abstract: str) -> Iterator[Introduction]:
    """``NAME, a new …``."""
    for match in _NEW.finditer(abstract):
        if is_strong(match[1]):
            rest = abstract[match.end(1) : match.end() + 60]
            yield Introduction((plain(match[1]),), _kind(rest, match[1], abstract), "new")


def _is_proposed(_title: str, abstract: str) -> Iterator[Introduction]:
    """``NAME is proposed``."""
    for match in _PROPOSED.finditer(abstract):
        if is_strong(match[1]):
            yield Introduction(
                (plain(match[1]),), _kind(abstract[match.end() : match.end() + 60], match[1], abstract), "is-proposed"
            )


def _our(_title: str, abstract: str) -> Iterator[Introduction]:
    """``our NAME``, ``the proposed NAME``."""
    for match in _OUR.finditer(abstract):
        if is_strong(match[1]):
            yield Introduction((plain(match[1]),), _kind(match[0], match[1], abstract), "our")


def _kind(words: str, name: str, abstract: str) -> Kind:
    """The kind of an introduced name from the words about it, then from what the abstract calls it."""
    own = (
        kind_of(re.sub(r"([a-z])([A-Z])", r"\1 \2", name))
        if re.search(r"(?i)bench$|dataset$|corpus$|score$", name)
        else None
    )
    if own:
        return own
    after = re.findall(re.escape(plain(name)) + r"[”\"’]? ((?:[a-z-]+ )?[a-z]+)", abstract)
    about = " ".join((words, *after[:3]))
    firsts = {
        Kind.BENCHMARK: _BENCHMARK_WORDS.search(about),
        Kind.DATASET: _DATASET_WORDS.search(about),
        Kind.METRIC: _METRIC_WORDS.search(about),
        Kind.METHOD: _METHOD_WORDS.search(about),
    }
    places = {kind: match.start() for kind, match in firsts.items() if match}
    return min(places, key=lambda kind: places[kind]) if places else Kind.METHOD
