"""Parts of what a paper introduces: modules that go by a description, sizes and settings."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.introduction import Introduction
from kg.matching.kinds import kind_about
from kg.matching.shapes import NAME, ORDINARY_PARTS, is_strong
from kg.model import Kind
from kg.patterns import either

_HEADS: Final = """
    module block mechanism strategy scheme technique loss attention encoder decoder generator queue filter algorithm
    paradigm fusion MLP unit embedding representation penalty router objective tokenizer pruning scheduling batching
    head masking augmentation distillation normalization regularization regularizer selection decomposition sampling
    routing adapter bank memory pooling convolution search scheduler optimizer sampler estimator aggregator controller
    planner reward operator extractor predictor retriever weighting reweighting gating gate refinement alignment"""
_DESCRIBED: Final = re.compile(
    r"\b(?:[Aa]n?|novel|new|(?:introduc|propos|present|develop|design)(?:e|es|ed|s)?(?: the)?)"
    rf" ((?:[\w\"“”'’-]+ ){{1,7}}?)({either(_HEADS)})s?"
    r"(?=[,.;:(]| \(| (?:that|which|to|for|with|in|by|on|via|using|based|where|of|and|as|is|are|from|into|called|"
    r"named|under|over|within|\w+ed|(technique|strategy|scheme|module|mechanism|framework|method|layer|block)s?)\b|$)"
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
    family series class type kind notion state-of-the-art including""".split()
)
_SCHEMES: Final = frozenset("technique scheme mechanism strategy module paradigm algorithm".split())
# What follows them, or they themselves, does something, and is no name.
_DOERS: Final = frozenset(
    "that which to can we generates produces learns yields enables provides uses replaces extracts predicts".split()
)
_JOINTS: Final = frozenset(
    """with without for of using to in on by and or via between from that which is are we our their its as at into two
    three four each all both this these same such propose use introduce a an the standard conventional popular common
    previous existing traditional few key single crucial last typical vanilla well-known wide-coverage lesser vision
    linear separate called named dubbed termed""".split()
)
_BEFORE_NAMES: Final = _JOINTS | _PRAISE
# ``we propose NAME, a …`` describes NAME.
_OF_A_NAME: Final = re.compile(rf"(?<![\w-])({NAME})(?: \([^()]{{2,60}}\))?, $")


def described(_title: str, claims: Claims) -> Iterator[Introduction]:
    """``we present a hardware-aware dynamic sparse tree technique``: a part that goes by words of its own."""
    for start, end in claims.bounds:
        if not _OWN_SENTENCE.search(claims.text, start, end):
            continue
        for match in _DESCRIBED.finditer(claims.text, start, end):
            named = _OF_A_NAME.search(claims.text, max(start, match.start() - 110), match.start())
            if not (named and is_strong(named[1])):
                yield from _part(match[1].split(), match[2], match[3])


def _part(words: list[str], head: str, sort: str | None) -> Iterator[Introduction]:
    """The part called by ``words`` and ``head``, if they are telling enough, also with the ``sort`` behind them."""
    for last in range(len(words) - 1, -1, -1):
        if words[last].lower() in _DOERS:
            return
        if words[last].lower() in _BEFORE_NAMES:
            words = words[last + 1 :]
            break
    parts = sum(len(word.split("-")) for word in words)
    if parts >= 2 and len(words) <= 6:
        name = " ".join((*words, head))
        names = (" ".join(words), name) if head in _SCHEMES and len(words) > 1 else (name,)
        yield Introduction((*names, f"{name} {sort}") if sort else names, Kind.METHOD, "described")


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
            if (
                suffix
                and suffix[0][1:] not in ORDINARY_PARTS
                and not (at and (text[at - 1].isalnum() or text[at - 1] in "/.-_"))
            ):
                variant = name + suffix[0]
                yield Introduction((variant,), kind_about("", variant, text), "variant")
            at = text.find(name, at + len(name))
