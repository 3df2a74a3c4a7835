"""Parts of what a paper introduces: modules that go by a description, sizes and settings."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.introduction import Introduction
from kg.matching.kinds import kind_about
from kg.matching.shapes import NAME, ORDINARY_PARTS, is_strong
from kg.matching.sightings import SORTS
from kg.model import Kind
from kg.patterns import either

_HEADS: Final = """
    module block mechanism strategy scheme technique loss attention encoder decoder generator queue filter algorithm
    paradigm fusion MLP unit embedding representation penalty router objective tokenizer pruning scheduling batching
    head masking augmentation distillation normalization regularization regularizer selection decomposition sampling
    routing adapter bank memory pooling convolution search scheduler optimizer sampler estimator aggregator controller
    planner reward operator extractor predictor retriever weighting reweighting gating gate refinement alignment
    formulation injection collaboration pipelining profile bottleneck parameterization matrix"""
_DESCRIBED: Final = re.compile(
    r"\b(?:[Aa]n?|novel|new|(?:introduc|propos|present|develop|design)(?:e|es|ed|s)?(?: the)?)"
    rf" ((?:[\w\"“”'’-]+ ){{1,7}}?)((?:\w+-)?{either(_HEADS)})s?"
    r"(?=[,.;:(]| \(| (?:that|which|to|for|with|in|by|on|via|using|based|where|of|and|as|is|are|from|into|called|"
    r"named|under|over|within|\w+ed|built|first|then|finally|[a-z]{2,}[^\Wsui]s|"
    r"(technique|strategy|scheme|module|mechanism|framework|method|layer|block)s?)\b|$)"
)
_OWN_SENTENCE: Final = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|consists? of|compris\w+|contains?|is (?:also )?(?:presented|proposed|introduced|designed|"
    r"utilized))\b"
)
_PRAISE: Final = frozenset(
    """novel new simple yet but and effective efficient lightweight general unified robust powerful fast scalable
    end-to-end plug-and-play training-free light-weight innovative principled practical improved first flexible
    generic comprehensive straightforward strong better more highly fully very large-scale high-quality low-cost
    two-stage three-stage multi-stage two-step easy-to-use open-source easy complete accurate modified set of suite
    family series class type kind notion state-of-the-art including pretrained pre-trained tailored dedicated universal
    pure fixed shared automated exhaustive well-established off-the-shelf specialized systematic precise appropriate
    one five six seven eight several multiple various different""".split()
)
_SCHEMES: Final = frozenset("technique scheme mechanism strategy module paradigm algorithm".split())
# What follows them, or they themselves, does something, and is no name.
_DOERS: Final = frozenset(
    "that which to can we generates produces learns yields enables provides uses replaces extracts predicts "
    "employs employ utilize utilizes improve improves adopts applies leverages optimizes".split()
)
_JOINTS: Final = frozenset(
    """with without for of using to in on by and or via between from that which is are we our their its as at into two
    three four each all both this these same such propose use introduce a an the standard conventional popular common
    previous existing traditional few key single crucial last typical vanilla well-known wide-coverage lesser vision
    linear separate called named dubbed termed""".split()
)
_BEFORE_GERUNDS: Final = frozenset("for of by to using with via from in and".split())
_GERUNDS: Final = frozenset("learning using evaluating improving training applying utilizing leveraging".split())
_BEFORE_NAMES: Final = _JOINTS | _PRAISE


# A sentence behind the first claim without these words speaks of how the paper's own works.
_OTHERS: Final = re.compile(
    r"\b(?:existing|previous|prior|traditional|conventional|standard|typical|common|popular|outperform\w*|compar\w+|"
    r"[Oo]thers?|than|baselines?|experiments?|results?|evaluat\w+|achiev\w+|demonstrat\w+|show\w*|require\w*)\b"
)
# A sentence behind the first claim that says what a thing is made of speaks of the paper's own.
_MADE_OF: Final = re.compile(r"\b(?:integrates|incorporates|introduces|components|modules)\b")
_AFTER_NAME: Final = re.compile(rf"(?:({NAME})[\"”’']?|[A-Z][\w-]* \([^()]+\))(?:,| is| -| –|—|:) $")


def described(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``we present a hardware-aware dynamic sparse tree technique``: a part that goes by words of its own."""
    telling = [*claims.says, *claims.passives]
    for start, end in claims.bounds:
        own = _is_own(claims, start, end)
        inner = not own and claims.own_from(start) and not _OTHERS.search(claims.text, start, end)
        if not (own or inner or any(start <= place < end for place in telling)):
            continue
        for match in _DESCRIBED.finditer(claims.text, start, end):
            said = own or claims.said_before(match.start(1)) or claims.proposed_after(match.end())
            if said or (inner and "-" in match[1]):
                yield from _part(claims.text, match)


def _is_own(claims: Claims, start: int, end: int) -> bool:
    if _OWN_SENTENCE.search(claims.text, start, end):
        return True
    return claims.own_from(start) and _MADE_OF.search(claims.text, start, end) is not None


def _part(text: str, match: re.Match[str]) -> Iterator[Introduction]:
    """The part that a match calls by its words and head, if they are telling enough, also with the sort behind them."""
    words, head, sort = match[1].split(), match[2], match[3]
    first = _first(words)
    if first is None or (_is_praise(words[:first]) and _is_apposed(text, match.start())):
        return
    words = words[first:]
    if sort and not words:  # "a novel ray-sampling strategy"
        words, head, sort = [head], sort, None
    parts = sum(len(word.split("-")) for word in words) + head.count("-")
    fresh = parts == 1 and head in _TELLING and _is_fresh(text, match, words[0])
    if (parts >= 2 or fresh) and len(words) <= 6 and not (len(words) == 1 and words[0].endswith("-based")):
        yield Introduction(tuple(_names(words, head, sort)), Kind.METHOD, "described")


def _names(words: list[str], head: str, sort: str | None) -> list[str]:
    """The ways to call a part, with and without the sort that its words are followed by.

    A sort that `sightings.longest` leaves out of a mention stands in the first name, so that both are told.
    """
    name = " ".join((*words, head))
    names = [" ".join(words), name] if head in _SCHEMES and (len(words) > 1 or is_strong(words[0])) else [name]
    names += [f"{name} {sort}"] if sort else []
    return names[::-1] if names[-1].rsplit(" ", 1)[1] in SORTS else names


# With one of these heads one word is enough where the text says outright that it is new.
_TELLING: Final = frozenset("loss regularization regularizer attention pooling normalization penalty gating".split())
_TOO_WIDE: Final = frozenset(
    """training learning deep neural total auxiliary self-supervised supervised unsupervised weighted combined custom
    overall final additional hybrid joint composite local global adaptive simple robust efficient""".split()
)


def _is_fresh(text: str, match: re.Match[str], word: str) -> bool:
    """Whether ``novel`` or ``new`` stands right before the only word of a name, and the word is telling."""
    before = text[max(0, match.start() - 6) : match.start(1)] + match[1]
    return re.search(rf"\b(?:novel|new) {re.escape(word)} $", before) is not None and word.lower() not in _TOO_WIDE


def _first(words: list[str]) -> int | None:
    """Which of the words before a head is the first that belongs to the name; None where they say what is done."""
    for last in range(len(words) - 1, -1, -1):
        word = words[last].lower()
        if word in _DOERS:
            return None
        if word in _BEFORE_NAMES:
            gerund = last + 1 < len(words) and words[last + 1].endswith(("ing", "ly"))
            return None if gerund and word in _BEFORE_GERUNDS else last + 1
    return None if words[0].endswith("ing") and words[0] in _GERUNDS else 0


def _is_praise(words: list[str]) -> bool:
    return all(word.lower() in _PRAISE for word in words)


def _is_apposed(text: str, start: int) -> bool:
    """Whether an article stands behind a name, so that its words describe what has that name."""
    match = _AFTER_NAME.search(text, max(0, start - 60), start) if text[start] in "aA" else None
    return match is not None and (match[1] is None or is_strong(match[1]))


_VARIANT: Final = re.compile(r"(?:[-+][A-Za-z0-9]\w*(?:\.\d\w*)?){1,2}(?![-\w])")
_SHUT: Final = ORDINARY_PARTS | frozenset("github code page project demo website homepage repo".split())


def variants(claims: Claims, names: list[str]) -> Iterator[Introduction]:
    """``NAME-Large``: sizes and settings of what is introduced."""
    text = claims.text
    for name in names:
        if not is_strong(name) or " " in name:
            continue
        at = text.find(name)
        while at >= 0:
            suffix = _VARIANT.match(text, at + len(name))
            if (
                suffix
                and _SHUT.isdisjoint(re.split(r"[-+]", suffix[0].lower()))
                and not (at and (text[at - 1].isalnum() or text[at - 1] in "/.-_"))
            ):
                variant = name + suffix[0]
                yield Introduction((variant,), kind_about("", variant, text), "variant")
            at = text.find(name, at + len(name))
