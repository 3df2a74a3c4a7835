"""The ways in which an abstract says that a name is its own, one generator each over its `Claims`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.matching.claims import Claims
from kg.matching.definitions import Definition, long_form
from kg.matching.kinds import kind_about
from kg.matching.shapes import NAME, ORDINARY_PARTS, is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold
from kg.text import code_links


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name that a paper introduces, in the spellings the paper uses; ``names[0]`` is the one found first.

    ``rule`` says by which words; ``own_title`` whether the paper's title begins with it.
    """

    names: tuple[str, ...]
    kind: Kind
    rule: str
    own_title: bool = False


_CALLED: Final = re.compile(
    r"(?:called|named|dubbed|termed|coined|christened|namely|nicknamed|titled|entitled|abbreviated(?: as)?|denoted(?: as| by)?|"
    r"referred to as|refer to (?:it|this|them|[^.,;]{1,50}?) as|"
    r"(?:call|name|dub|term|denote|coin) (?:it|this|them|our|these|the)?(?: \w+| [\w-]+ \w+)??(?: as)?)"
    rf"\s*:?\s*(?:as )?(?:the )?[\"“'`‘]*({NAME}(?: [A-Z0-9][\w.+-]*){{0,3}})"
)
_CALLED_PHRASE: Final = re.compile(
    r"(?:called|dubbed|termed|(?:call|term|dub)(?: it| this)?(?: \w+)?) [\"“'`‘]{0,2}([a-z][\w-]+(?: [a-z][\w-]+){1,4}?)[\"”'’]{0,2}"
    r"(?=[,.;:)]| \(| that| which| to | for | and | in | where)"
)
_LONG_BEFORE: Final = re.compile(r"(?:an?|the|our) ((?:[A-Z][\w-]*)(?: (?:[A-Z][\w-]*|of|for|with|in|and)){1,6})[,(]? *(?:or |we )?$")
_NEW_CUE: Final = re.compile(
    r" (?:an?|the first|our) (?:[\w-]+,? ){0,3}?"
    r"(?:new|novel|first|open|simple|fast|unified|efficient|large-scale|general|lightweight|end-to-end|scalable|family|series|suite)\b"
)
_NAME_BEFORE: Final = re.compile(rf"(?<![\w-])({NAME})(?: \([^()]{{2,80}}\))?(?:,| is| -|—| –)$")
_OUR: Final = re.compile(
    rf"\b(?:[Oo]ur|[Tt]he proposed)(?: proposed| new| novel)?(?: (?:method|model|framework|approach|system|dataset|benchmark|algorithm|architecture|"
    rf"network|technique|strategy|solution|pipeline|code|tool|library))?,? ({NAME})(?![-\w])"
)
_PROPOSED_BEFORE: Final = re.compile(rf"(?<![\w-])({NAME})(?: \([^()]{{2,60}}\))? (?:is|was|are) (?:\w+ly )?$")
_PHRASE_PROPOSED: Final = re.compile(
    r"(?:^|[.,;] )(?:[A-Z]\w+ly, )?(?:[Aa]n?|[Tt]he) ((?:[\w-]+ ){1,4}[\w-]+) (?:is|was|are) (?:\w+ly )?$"
)
_QUOTED: Final = re.compile(r"[\"“‘`']{1,2}([A-Za-z][\w-]+(?: [\w-]+){0,3})[\"”’']{1,2}")


_NOVEL_BEFORE: Final = re.compile(r"\b(?:novel|new)(?: [\w-]+)?\s*$")


def defined(title: str, claims: Claims) -> Iterator[Introduction]:
    """``we propose a … Long Form (SF)``, ``a novel Long Form (SF)``, and a long form that the title is about."""
    words = f" {fold(title)} "
    for definition in claims.defined:
        long, short = _forms(claims, definition)
        if is_claimed(words, claims, definition) and (is_strong(short) or is_possible(short)):
            kind = kind_of(long) or kind_about(long, short, claims.text)
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
    if _in_title(title, fold(claims.text[start:end]), said):
        return True
    if _NOVEL_BEFORE.search(before) or claims.proposed_after(end):
        return True
    return said and _is_object(before)


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
_NAMED_AFTER_SORT: Final = re.compile(
    r"^[^.;:,]{3,90}? (?:benchmarks?|datasets?|corpus|models?|framework|method|system|network|algorithm|toolkit|library|architecture|approach|"
    rf"metric|platform|agent|loss|optimizer) ({NAME})(?![-\w])"
)
_IN_BRACKETS: Final = re.compile(r"^[^.;]{3,150}?\(([A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\)")
_NO_NAME_STARTS: Final = re.compile(
    r"(?:a|an|the|to|that|how|two|three|four|several|new|novel|our|for|in|and|it|them|this|these|both|such|some|various|"
    r"state|results?|extensive|methods?|models?|approaches|techniques|algorithms|strategies|different|multiple|[\w-]+ly|"
    r"via|from|of|by|with|on|at|as|can|could|may|be|more|future|existing|previous|all|no|not|framework|which|its|their) ",
)
_LEADS: Final = frozenset("a an the of for our new novel first in on to and or with is are be its their this".split())
_CLAUSE: Final = re.compile(r"[.,;:(]| (?:that|which|to|for|with|in|by|on|via|using|based) ")


def said(title: str, claims: Claims) -> Iterator[Introduction]:
    """``we propose NAME``, ``this paper presents a new …, NAME``."""
    for place in claims.says:
        rest = claims.text[place : place + 160]
        named = _titled_object(rest, title) or _object(rest)
        if named:
            name, rest = named
            yield Introduction((name,), kind_about(rest, name, claims.text), "we-propose")


def _object(rest: str) -> tuple[str, str] | None:
    """The name that follows ``we propose``, with the words behind it."""
    titled = _TITLED.match(rest)
    if titled and kind_of(titled[1]):
        return plain(titled[1]), titled[2]
    direct = _OBJECT.match(rest)
    if direct and _is_named(direct[1], direct[2]):
        return plain(direct[1]), direct[2]
    for later in (_NAMED_LATER.match(rest), _NAMED_AFTER_SORT.match(rest)):
        if later and is_strong(later[1]):
            return plain(later[1]), rest
    return _unusual_object(rest)


def _is_named(name: str, behind: str) -> bool:
    return is_strong(name) or (is_possible(name) and re.match(r",? (?:\(|an? |the )|[,:]", behind) is not None)


def _titled_object(rest: str, title: str) -> tuple[str, str] | None:
    """The longest phrase of what ``we propose`` that the title has and that ends in a method's head noun."""
    words = f" {fold(title)} "
    clause = _CLAUSE.split(rest, maxsplit=1)[0].split()
    for first, last in ((first, last) for first in range(len(clause)) for last in range(len(clause), first + 1, -1)):
        phrase = " ".join(clause[first:last])
        if clause[first].lower() in _LEADS or f" {fold(phrase)} " not in words or _is_vague(phrase):
            continue
        if kind_of(phrase) is Kind.METHOD and not _NO_NAME_STARTS.match(phrase):
            return plain(phrase), rest
    return None


def _unusual_object(rest: str) -> tuple[str, str] | None:
    """A name in brackets, or a phrase without an article: ``we propose early token stopping``."""
    bracketed = _IN_BRACKETS.match(rest)
    if bracketed:
        return bracketed[1], rest
    bare = _BARE.match(rest)
    if bare and not _NO_NAME_STARTS.match(bare[1]) and kind_of(bare[1]) is Kind.METHOD and not _is_vague(bare[1]):
        return bare[1], bare[2]
    return None


_VAGUE_ENDS: Final = frozenset(
    """approach system framework model method toolkit pipeline training tool representation procedure paradigm strategy technique
    architecture algorithm scheme library""".split()
)


def _is_vague(phrase: str) -> bool:
    """Whether a phrase in small letters only describes: it is a plural, or ends in a word that names nothing."""
    last = phrase.split()[-1]
    return phrase == phrase.lower() and (last.endswith("s") or last in _VAGUE_ENDS)


_DESCRIBED: Final = re.compile(
    r"\b(?:[Aa]n?|novel|new) ((?:[\w\"“”'’-]+ ){1,7}?)"
    r"(module|block|mechanism|strategy|scheme|technique|loss|attention|encoder|decoder|generator|queue|filter|algorithm|paradigm|fusion|"
    r"MLP|unit|head|masking|augmentation|distillation|normalization|regularization|regularizer|selection|decomposition|sampling|routing|"
    r"adapter|bank|memory|pooling|convolution|search|scheduler|optimizer|sampler|estimator|aggregator|controller|planner|reward)s?"
    r"(?=[,.;:(]| \(| (?:that|which|to|for|with|in|by|on|via|using|based|where|of|and|as|is|are|from|into|called|named|under|over|within|technique|"
    r"strategy|scheme|module|mechanism|framework|method|layers?|blocks?)\b|$)"
)
_OWN_SENTENCE: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur|consists? of|compris\w+|contains?|is (?:also )?(?:presented|proposed|introduced|designed|utilized))\b")
_PRAISE: Final = frozenset(
    """novel new simple yet but and effective efficient lightweight general unified robust powerful fast scalable end-to-end
    plug-and-play training-free light-weight innovative principled practical improved first flexible generic comprehensive
    straightforward strong better more highly fully very large-scale high-quality low-cost two-stage three-stage multi-stage
    two-step easy-to-use open-source easy complete accurate modified set of suite family series class type kind notion""".split()
)
_SCHEMES: Final = frozenset("technique scheme mechanism strategy module paradigm algorithm".split())
_JOINTS: Final = frozenset(
    """with for of using to in on by and or via between from that which is are we our their its as at into two three four
    each all both this these same such propose use introduce a an the standard conventional popular common previous existing
    traditional few key single crucial last typical vanilla well-known wide-coverage lesser vision linear separate""".split()
)


def described(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``we present a hardware-aware dynamic sparse tree technique``: a part that goes by words of its own."""
    for start, end in claims.bounds:
        if not _OWN_SENTENCE.search(claims.text, start, end):
            continue
        for match in _DESCRIBED.finditer(claims.text, start, end):
            yield from _part(match[1].split(), match[2])


def _part(words: list[str], head: str) -> Iterator[Introduction]:
    """The part called by ``words`` and ``head``, if they are telling enough."""
    for last in range(len(words) - 1, -1, -1):
        if words[last].lower() in _JOINTS | _PRAISE:
            words = words[last + 1 :]
            break
    parts = sum(len(word.split("-")) for word in words)
    if parts >= 2 and len(words) <= 6:
        name = " ".join((*words, head))
        names = (" ".join(words), name) if head in _SCHEMES and len(words) > 1 else (name,)
        yield Introduction(names, Kind.METHOD, "described")


_BRACKETED: Final = re.compile(r"\(([A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\)")
_OWN: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")


def bracketed(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``our … with a stochastic bottleneck (Entropic Student)``."""
    for match in _BRACKETED.finditer(claims.text):
        if _OWN.search(claims.text, claims.start_of(match.start()), match.start()):
            yield Introduction((match[1],), kind_of(match[1]) or Kind.METHOD, "bracketed")


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
            yield Introduction((phrase,), kind_of(phrase) or Kind.METHOD, "called")


def _called_phrase(claims: Claims, place: int) -> str | None:
    """The words that a thing of the paper's own is called by, where they end in a telling noun."""
    match = _CALLED_PHRASE.match(claims.text, place)
    if not match or _NO_NAME_STARTS.match(match[1]) or kind_of(match[1]) is None:
        return None
    return match[1] if claims.said_before(place) or claims.text[max(0, place - 3) : place] == "we " else None


def _trimmed(name: str) -> str | None:
    """The leading words of a captured name up to where it stops looking like one."""
    words = plain(name).split()
    if len(words) > 1 and is_strong(words[0]) and not is_strong(words[1]):
        words = words[:1]
    return " ".join(words) if words and (is_strong(words[0]) or is_possible(words[0])) else None


def new(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``NAME, a new …``."""
    text = claims.text
    for cue in _NEW_CUE.finditer(text):
        match = _NAME_BEFORE.search(text, max(0, cue.start() - 110), cue.start())
        if match and is_strong(match[1]):
            name = plain(match[1])
            yield Introduction((name,), kind_about(text[match.end(1) : match.end() + 60], name, text), "new")


_APPOSED: Final = re.compile(
    rf"(?<![\w-])({NAME})(?: \([^()]{{2,60}}\))?, (?:an?|the first) (?:[\w-]+ ){{0,6}}?"
    r"(?:framework|methods?|models?|benchmark|dataset|corpus|module|network|algorithm|loss|strategy|system|architecture|approach|pipeline|metric|"
    r"technique|mechanism|optimizer|agent|toolkit|library|variant|suite|platform)\b"
)


def apposed(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``we introduce …: (1) NAME, a benchmark …; (2) NAME, a framework …``."""
    for match in _APPOSED.finditer(claims.text) if claims.says else ():
        if is_strong(match[1]) and claims.said_before(match.start()):
            name = plain(match[1])
            yield Introduction((name,), kind_about(match[0], name, claims.text), "apposed")


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


def our(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``our NAME``, ``the proposed NAME``."""
    for match in _OUR.finditer(claims.text):
        if is_strong(match[1]):
            name = plain(match[1])
            yield Introduction((name,), kind_about(match[0], name, claims.text), "our")


def quoted(title: str, claims: Claims) -> Iterator[Introduction]:
    """A quoted phrase of the abstract that the title has too."""
    words = f" {fold(title)} "
    for match in _QUOTED.finditer(claims.text):
        telling = kind_of(match[1]) if " " in match[1] else is_strong(match[1])
        if telling and f" {fold(match[1])} " in words:
            yield Introduction((match[1],), kind_of(match[1]) or Kind.METHOD, "quoted")


def repository(title: str, claims: Claims) -> Iterator[Introduction]:
    """The name of the paper's repository, where it is a name by itself or a phrase of the title."""
    words = f" {fold(title)} "
    for link in code_links(claims.text):
        name = link.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        if is_strong(name):
            yield Introduction((name,), kind_about(name, name, claims.text), "repository")
        elif f" {fold(name)} " in words and " " in fold(name):
            yield Introduction((fold(name),), kind_of(name) or Kind.METHOD, "repository")


_VARIANT: Final = re.compile(r"[-+][A-Za-z0-9]\w*(?:\.\d\w*)?(?![-\w])")


def variants(claims: Claims, names: list[str]) -> Iterator[Introduction]:
    """``NAME-Large``: sizes and settings of what is introduced."""
    text = claims.text
    for name in names:
        if not is_strong(name) or " " in name:
            continue
        at = text.find(name)
        while at >= 0:
            suffix = _VARIANT.match(text, at + len(name))
            if suffix and suffix[0][1:] not in ORDINARY_PARTS and not (at and (text[at - 1].isalnum() or text[at - 1] in "/.-_")):
                variant = name + suffix[0]
                yield Introduction((variant,), kind_about("", variant, text), "variant")
            at = text.find(name, at + len(name))


def is_short_for(short: str, long: str) -> bool:
    """Whether ``short`` is made of the beginnings of the words of ``long``.

    >>> is_short_for("PowerNorm", "Power Normalization"), is_short_for("RaftMLP", "Growing Unit")
    (True, False)
    """
    return len(long.split()) > 1 and long_form(re.sub(r"[\W_]", "", short), long) == 0
