"""What follows ``we propose``: the name of the thing proposed, among the words that describe it."""

import re
from typing import Final

from kg.matching.shapes import NAME, is_possible, is_strong, kind_of, plain
from kg.model import Kind, fold

_LEAD: Final = (
    r"^\s+(?:and \w+ )?(?:(?:a|an|the|our|two|three|new|novel|[\w-]+(?:ing|able|al|ive|ed|ient|ple)|first|"
    r"large-scale)\s+)"
    r"{0,4}[\"“'`‘]*"
)
_OBJECT: Final = re.compile(rf"{_LEAD}({NAME})(?=\W)(?!-)(.{{0,80}})", re.DOTALL)
_TITLED: Final = re.compile(
    rf"{_LEAD}([A-Z][\w-]*(?: (?:of|for|in|with|and|to|[A-Z0-9][\w-]*)){{0,4}} [A-Z0-9][\w-]*)(.{{0,80}})", re.DOTALL
)
# At least two capitalised words, whatever the last one is.
_CAPITALISED: Final = re.compile(
    r"^ (?:(?:an?|the|our|its) )?"
    r"(?:(?!of|on|in|by|for|from|to|with|at|that|which|and|as|using|after|during|over)[a-z][\w-]+,? ){0,3}"
    r"((?![\w-]+-(?:based|style|like) )(?:[2-6]D|[A-Z]\w*(?:-\w+)*)"
    r"(?: (?:of|for|with|and|via|to)(?= [A-Z])| [A-Z0-9]\w*(?:-\w+)*){1,6})"
    r"(?=,| that| which| to | for |\.|;| as | with | in | by | on | (?:module|mechanism|strategy|framework|method|"
    r"model|algorithm|approach|dataset|benchmark|metric|loss)\b)(.{0,80})",
    re.DOTALL,
)
_NO_THING: Final = re.compile(r"\b(?:[Tt]ask|[Tt]eam|[Ww]orkshop|University|[Hh]ypothesis|Entities|\d{4})\b")
_BARE: Final = re.compile(
    r"^ ((?:[a-z][\w-]+ ){1,4}[a-z][\w-]+?)(?=,|\.|;|:| to | for | that | which | by | in | with | on | \(|$)(.{0,80})",
    re.DOTALL,
)
_NAMED_LATER: Final = re.compile(
    rf"^[^.;]{{3,120}}?(?:,|:| -| –|—|\() ?(?:i\.e\., )?[\"“'`‘]*({NAME})[\"”'’]*(?:[,.:;)]| \(|$)(.{{0,80}})"
)
_NAMED_AFTER_SORT: Final = re.compile(
    r"^[^.;:,]{3,90}? (?:benchmarks?|datasets?|corpus|models?|framework|method|system|network|algorithm|toolkit|"
    r"library|architecture|approach|"
    rf"metric|platform|agent|loss|optimizer) ({NAME})(?![-\w])"
)
_IN_BRACKETS: Final = re.compile(r"^[^.;]{3,150}?\(([A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\)")
NO_NAME_STARTS: Final = re.compile(
    r"(?:a|an|the|to|that|how|two|three|four|several|new|novel|our|for|in|and|it|them|this|these|both|such|some|"
    r"various|"
    r"state|results?|extensive|methods?|models?|approaches|techniques|algorithms|strategies|different|multiple|"
    r"(?!early )[\w-]+ly|"
    r"via|from|of|by|with|on|at|as|can|could|may|be|more|future|existing|previous|all|no|not|framework|which|its|"
    r"their) ",
)
_LEADS: Final = frozenset("a an the of for our new novel first in on to and or with is are be its their this".split())
# What stands behind these words is what the thing proposed is about or made of.
_ELSEWHERE: Final = re.compile(r" (?:of|into|in|on|as|from|about|towards?|between|against) ")
_CLAUSE: Final = re.compile(r"[.,;:(]| (?:that|which|to|for|with|in|by|on|via|using|based) ")


def proposed_object(rest: str) -> tuple[str, str] | None:
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
    return _capitalised_object(rest) or _unusual_object(rest)


def _capitalised_object(rest: str) -> tuple[str, str] | None:
    """``we introduce a CTC-guided Modality Adapter``: several capitalised words behind an article."""
    match = _CAPITALISED.match(rest)
    return (match[1], match[2]) if match and not _NO_THING.search(match[1]) else None


def _is_named(name: str, behind: str) -> bool:
    return is_strong(name) or (is_possible(name) and re.match(r",? (?:\(|an? |the )|[,:]", behind) is not None)


def of_title(rest: str, title: str) -> tuple[str, str] | None:
    """The longest phrase of what ``we propose`` that the title has and that ends in a method's head noun."""
    words = f" {fold(title)} "
    clause = _CLAUSE.split(_ELSEWHERE.split(rest, maxsplit=1)[0], maxsplit=1)[0].split()
    starts = [rank for rank, word in enumerate(clause) if f" {fold(word)}" in words and word.lower() not in _LEADS]
    found = (_titled_from(clause[first:], words) for first in starts)
    named = next((phrase for phrase in found if phrase), None)
    return (plain(named), rest) if named else None


def _titled_from(clause: list[str], title: str) -> str | None:
    """The longest beginning of ``clause`` that a folded title has, if a method; ``machine`` of ``machine translation``
    is none."""
    for last in range(len(clause), 1, -1):
        phrase = " ".join(clause[:last])
        if f" {fold(phrase)} " not in title or _is_vague(phrase):
            continue
        kind = kind_of(phrase)
        if kind is Kind.METHOD and not NO_NAME_STARTS.match(phrase):
            return phrase
        if kind is Kind.TASK:
            return None
    return None


def _unusual_object(rest: str) -> tuple[str, str] | None:
    """A name in brackets, or a phrase without an article: ``we propose early token stopping``."""
    bracketed = _IN_BRACKETS.match(rest)
    if bracketed:
        return bracketed[1], rest
    bare = _BARE.match(rest)
    if bare and not NO_NAME_STARTS.match(bare[1]) and kind_of(bare[1]) is Kind.METHOD and not _is_vague(bare[1]):
        return bare[1], bare[2]
    return None


_DOING: Final = re.compile(r"^(?:we|it) |^\w+ing | (?:leveraging|using|equipped|effects?|on|of)\b")


def is_name_in_small(phrase: str) -> bool:
    """Whether a phrase in small letters may be a name: a thing, not what is done, and one."""
    return not (NO_NAME_STARTS.match(phrase) or _DOING.search(phrase) or _is_vague(phrase))


_VAGUE_ENDS: Final = frozenset(
    """approach system framework model method toolkit pipeline training tool representation procedure paradigm
    strategy technique architecture algorithm scheme library""".split()
)


def _is_vague(phrase: str) -> bool:
    """Whether a phrase in small letters only describes: it is a plural, or ends in a word that names nothing."""
    last = phrase.split()[-1]
    return phrase == phrase.lower() and (last.endswith("s") or last in _VAGUE_ENDS)
