"""Names that a paper introduces: what its title and abstract call their own.

One function per way of saying so, each a generator over a text; `introductions` runs them all and joins what they say
of one name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.matching.definitions import Definition, definitions
from kg.matching.shapes import NAME, ORDINARY_PARTS, is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold
from kg.text import code_links, sentences


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
_CALLED_PHRASE: Final = re.compile(
    r"\b(?:called|dubbed|termed|coined|we (?:call|term|dub)(?: it| this)?(?: \w+)?) [\"“'`‘]{0,2}([a-z][\w-]+(?: [a-z][\w-]+){1,4}?)[\"”'’]{0,2}"
    r"(?=[,.;:)]| \(| that| which| to | for | and | in | where)"
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
_IS_PROPOSED: Final = re.compile(
    r"\b(?:is|was|are|were) (?:\w+ly )?(?:proposed|introduced|presented|developed|designed)\b"
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
    for finder in (_title_colon, _proposed_definitions(defined), _said, _called, _new, _is_proposed, _our, _quoted):
        for introduction in finder(title, abstract):
            _join(found, introduction)
    if not found:
        for introduction in _repository(title, abstract):
            _join(found, introduction)
    for introduction in _variants(abstract, [name for known in found.values() for name in known.names]):
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
    if len(title.split()) <= 4 and ":" not in title and fold(title) in fold(abstract):
        yield Introduction((title,), kind_of(title) or Kind.METHOD, "whole-title", own_title=True)
    match = _COLON.match(title)
    if match and _is_title_name(match[1], abstract):
        name = plain(match[1])
        yield Introduction((name,), _kind(match[2], name, abstract), "title-colon", own_title=True)


def _is_title_name(left: str, abstract: str) -> bool:
    words = plain(left).split()
    if len(words) > 5 or "?" in left or any(word.lower() in _FUNCTION_WORDS for word in words):
        return False
    if len(words) == 1:
        return is_strong(left) or (is_possible(left) and _is_rare(left, abstract))
    return plain(left).lower() in abstract.lower() or is_strong(words[0])


def _is_rare(word: str, abstract: str) -> bool:
    """Whether an abstract does not use a capitalised word as an ordinary one."""
    return re.search(rf"(?<![\w/.-]){re.escape(word.lower())}\b", abstract) is None


def _proposed_definitions(defined: list[Definition]) -> Finder:
    """``we propose a … Long Form (SF)``, ``a novel Long Form (SF)``, and a long form that the title has."""

    def find(title: str, abstract: str) -> Iterator[Introduction]:
        claimed = _claimed(title, abstract) if defined else None
        for definition in defined:
            long = abstract[definition.long_start : definition.long_end]
            short = abstract[definition.short_start : definition.short_end]
            if claimed and claimed(definition) and (is_strong(short) or is_possible(short)):
                yield Introduction((short, long), kind_of(long) or _kind(long, short, abstract), "propose-definition")

    return find


def _claimed(title: str, abstract: str) -> Callable[[Definition], bool]:
    """A test of whether a paper claims what a definition names."""
    says = [match.end() for match in _SAYS.finditer(abstract)]
    proposed = [match.start() for match in _IS_PROPOSED.finditer(abstract)]
    bounds = sentences(abstract)
    words = f" {fold(title)} "

    def test(definition: Definition) -> bool:
        start, end = definition.long_start, definition.long_end
        before = abstract[max(0, start - 60) : start]
        said = any(said <= start and _same(bounds, said, start) for said in says)
        if _in_title(words, fold(abstract[start:end]), said):
            return True
        if re.search(r"\b(?:novel|new)(?: [\w-]+)?\s*$", before):
            return True
        if any(end <= place and _same(bounds, start, place) for place in proposed):
            return True
        return said and _is_object(before)

    return test


def _in_title(title: str, long: str, said: bool) -> bool:
    """Whether a folded title has a long form as what it is about, or at all where the abstract says so."""
    at = title.find(f" {long} ")
    before = title[:at].split()[-1:] if at > 0 else []
    return at >= 0 and (
        said or before not in [[word] for word in ("with", "using", "of", "in", "for", "via", "to", "on", "by")]
    )


def _is_object(before: str) -> bool:
    """Whether the words before a name leave it the thing proposed, not what that is for or built on."""
    clause = re.split(r"[,;:]", before)[-1]
    return not re.search(
        r"\b(?:for|of|on|using|with|in|from|by|based on|into|via|to|that|which|between)\b(?: \w+)*\s*$", clause
    )


def _same(bounds: list[tuple[int, int]], left: int, right: int) -> bool:
    return any(start <= left < end and start <= right < end for start, end in bounds)


def _said(title: str, abstract: str) -> Iterator[Introduction]:
    """``we propose NAME``, ``this paper presents a new …, NAME``."""
    for match in _SAYS.finditer(abstract):
        rest = abstract[match.end() : match.end() + 160]
        named = _titled_object(rest, title) or _object(rest)
        if named:
            name, rest = named
            yield Introduction((name,), _kind(rest, name, abstract), "we-propose")


_LEAD: Final = r"^\s+(?:and \w+ )?(?:(?:a|an|the|our|two|three|new|novel|[\w-]+(?:ing|able|al|ive|ed|ient|ple)|first|large-scale)\s+){0,4}[\"“'`‘]*"
_OBJECT: Final = re.compile(rf"{_LEAD}({NAME})(?=\W)(?!-)(.{{0,80}})", re.DOTALL)
_TITLED: Final = re.compile(
    rf"{_LEAD}([A-Z][\w-]*(?: (?:of|for|in|with|and|to|[A-Z0-9][\w-]*)){{0,4}} [A-Z0-9][\w-]*)(.{{0,80}})", re.DOTALL
)
_BARE: Final = re.compile(
    r"^ ((?:[a-z][\w-]+ ){1,4}[a-z][\w-]+?)(?=,|\.|;|:| to | for | that | which | by | in | with | on | \(|$)(.{0,80})",
    re.DOTALL,
)
_NAMED_LATER: Final = re.compile(
    rf"^[^.;]{{3,120}}?(?:,|:| -| –|—|\() ?(?:i\.e\., )?[\"“'`‘]*({NAME})[\"”'’]*(?:[,.:;)]| \(|$)(.{{0,80}})"
)
_IN_BRACKETS: Final = re.compile(r"^[^.;]{3,150}?\(([A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\)")
_NO_NAME_STARTS: Final = re.compile(
    r"(?:a|an|the|to|that|how|two|three|four|several|new|novel|our|for|in|and|it|them|this|these|both|such|some|various|"
    r"state|results?|extensive|methods?|models?|approaches|techniques|algorithms|strategies|different|multiple|[\w-]+ly) ",
)


def _object(rest: str) -> tuple[str, str] | None:
    """The name that follows ``we propose``, with the words behind it."""
    titled = _TITLED.match(rest)
    if titled and kind_of(titled[1]):
        return plain(titled[1]), titled[2]
    direct = _OBJECT.match(rest)
    if direct and (
        is_strong(direct[1]) or (is_possible(direct[1]) and re.match(r",? (?:\(|an? |the )|[,:]", direct[2]))
    ):
        return plain(direct[1]), direct[2]
    later = _NAMED_LATER.match(rest)
    if later and is_strong(later[1]):
        return plain(later[1]), rest
    return _unusual_object(rest)


_LEADS: Final = frozenset("a an the of for our new novel first in on to and or with is are be its their this".split())


def _titled_object(rest: str, title: str) -> tuple[str, str] | None:
    """The longest phrase of what ``we propose`` that the title has and that ends in a method's head noun."""
    words = f" {fold(title)} "
    clause = re.split(r"[.,;:(]| (?:that|which|to|for|with|in|by|on|via|using|based) ", rest, maxsplit=1)[0].split()
    for first, last in ((first, last) for first in range(len(clause)) for last in range(len(clause), first + 1, -1)):
        phrase = " ".join(clause[first:last])
        if clause[first].lower() not in _LEADS and f" {fold(phrase)} " in words and kind_of(phrase) is Kind.METHOD:
            return plain(phrase), rest
    return None


def _repository(title: str, abstract: str) -> Iterator[Introduction]:
    """The name of the paper's repository, where it is a name by itself or a phrase of the title."""
    words = fold(title)
    for link in code_links(abstract):
        name = link.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        place = f" {words} ".find(f" {fold(name)} ")
        if is_strong(name):
            yield Introduction((name,), _kind(name, name, abstract), "repository")
        elif place >= 0 and " " in fold(name):
            yield Introduction((fold(name),), kind_of(name) or Kind.METHOD, "repository")


def _unusual_object(rest: str) -> tuple[str, str] | None:
    """A name in brackets, or a phrase without an article: ``we propose early token stopping``."""
    bracketed = _IN_BRACKETS.match(rest)
    if bracketed:
        return bracketed[1], rest
    bare = _BARE.match(rest)
    if bare and not _NO_NAME_STARTS.match(bare[1]) and kind_of(bare[1]) is Kind.METHOD and not bare[1].endswith("s"):
        return bare[1], bare[2]
    return None


def _quoted(title: str, abstract: str) -> Iterator[Introduction]:
    """A quoted phrase of the abstract that the title has too."""
    words = f" {fold(title)} "
    for match in re.finditer(r"[\"“‘`']{1,2}([A-Za-z][\w-]+(?: [\w-]+){0,3})[\"”’']{1,2}", abstract):
        if f" {fold(match[1])} " in words and (" " in match[1] or is_strong(match[1])):
            yield Introduction((match[1],), kind_of(match[1]) or Kind.METHOD, "quoted")


def _variants(abstract: str, names: list[str]) -> Iterator[Introduction]:
    """``NAME-Large``: sizes and settings of what is introduced."""
    for name in names:
        if not is_strong(name) or " " in name:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}[-+][A-Za-z0-9]\w*(?![-\w])", abstract):
            suffix = match[0][len(name) + 1 :]
            if suffix not in ORDINARY_PARTS:
                yield Introduction((match[0],), _kind("", name, abstract), "variant")


def _called(_title: str, abstract: str) -> Iterator[Introduction]:
    """``… called NAME``."""
    for match in _CALLED.finditer(abstract):
        name = _trimmed(match[1])
        if name:
            before = abstract[max(0, match.start() - 80) : match.start()]
            yield Introduction((name,), _kind(before, name, abstract), "called")
    for match in _CALLED_PHRASE.finditer(abstract):
        yield Introduction(
            (match[1],),
            kind_of(match[1]) or _kind(abstract[max(0, match.start() - 60) : match.start()], match[1], abstract),
            "called",
        )


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
