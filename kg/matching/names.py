"""How one name is written: the spellings that are looked up, and the senses that a spelling may have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Concept, fold

SHORT = 4
_GAP = re.compile(r"(?<=[^\W_])[-\s]+(?=[^\W_])")
_YEAR = re.compile(r"'(?=\d\d\b)")
_ARTICLE = re.compile(r"an? ", re.IGNORECASE)
# Words that are written with a hyphen inside too: a name with a hyphen is found without it anyway.
_HYPHENATED = {
    word.replace("-", ""): word
    for word in """
    audio-visual auto-encoder auto-encoding auto-regression auto-regressive back-propagation back-translation bi-level
    bi-lingual bi-directional bi-text bio-medical block-wise chat-bot co-reference common-sense core-set counter-speech
    cross-lingual cross-modal crowd-sourced crowd-sourcing de-biasing de-blurring de-duplication de-hazing de-noising
    de-raining depth-wise down-sampling ego-centric feed-forward few-shot fine-tuned fine-tuning geo-localization
    geo-location geo-spatial group-wise hand-crafted hand-writing hand-written hyper-parameter in-painting key-frame
    key-point layer-wise list-wise mid-training morpho-syntactic multi-agent multi-channel multi-class multi-dimensional
    multi-grid multi-head multi-hop multi-label multi-layer multi-level multi-lingual multi-media multi-modal
    multi-modality multi-objective multi-party multi-resolution multi-scale multi-spectral multi-step multi-task
    multi-turn multi-view multi-word neuro-imaging neuro-symbolic non-linear non-parametric off-line omni-modal on-line
    over-sampling pair-wise pan-sharpening photo-realistic point-wise post-training pre-trained pre-training
    psycho-linguistic re-calibration re-ordering re-parameterization re-rank re-ranker re-ranking re-sampling re-scoring
    re-weighting semi-supervised spatio-temporal sub-graph sub-sampling sub-word super-pixel super-resolution
    time-series uni-directional under-sampling up-sampling visuo-motor word-piece zero-shot
    """.split()
}
_WORD = re.compile(r"[A-Za-z]{6,}")


@dataclass(frozen=True, slots=True)
class Sense:
    """A concept that a spelling may mean, and what it takes: ``exact`` case, one of ``cues`` in the text.

    ``exact`` is the name without hyphens and spaces, in the case that counts, or None where case does not.
    ``rule`` is the rule that mentions of this sense carry; ``proper`` whether the name has hyphens between capitals.
    """

    concept: str
    kind: str
    name: str
    exact: str | None
    cues: tuple[str, ...]
    rule: str
    proper: bool = False


def senses(concept: Concept, rule: str = "catalogue") -> Iterator[Sense]:
    """The senses of a concept's names, in their order."""
    return (sense_of(concept, name, rule) for name in concept.names)


def sense_of(concept: Concept, name: str, rule: str) -> Sense:
    """The sense of one of a concept's names."""
    cues = {guard.name: guard.cues for guard in concept.guards}
    exact = name in cues or is_exact(name)
    folded = tuple(fold(cue) for cue in cues.get(name, ()))
    proper = not exact and _is_proper(name)
    return Sense(concept.id, concept.kind, name, joined(name) if exact else None, folded, rule, proper)


def is_exact(name: str) -> bool:
    """Whether a name counts only in its own case: up to four characters, or letters all in capitals.

    >>> [is_exact(name) for name in ["GAN", "k-NN", "GLUE", "ROUGE", "ImageNet", "ADE20K", "multi-head attention"]]
    [True, True, True, True, False, False, False]
    """
    return len(name) <= SHORT or (name.upper() == name and " " not in name and not any(map(str.isdigit, name)))


def _is_proper(name: str) -> bool:
    """Whether a name has a gap and a capital inside a word (``MultiPL-E``, ``FOR-instance``)."""
    return _GAP.search(name) is not None and re.search(r"[^\W_][A-Z]|[-\s][A-Z]", name) is not None and " " not in name


_NO_GAPS = dict.fromkeys(map(ord, "-‐‑‒–—− \t\n\r\u00a0"))


def joined(name: str) -> str:
    """A name without its hyphens and spaces.

    >>> joined("GPT-4 Turbo")
    'GPT4Turbo'
    """
    return name.translate(_NO_GAPS)


def spellings(name: str) -> list[str]:
    """The ways to write a name that differ in hyphens, spaces or neither, the given one first.

    A space never makes an article of a name's beginning: ``A ViT`` is a ViT, not A-ViT.

    >>> spellings("GPT-4"), spellings("multi-head attention")
    (['GPT-4', 'GPT 4', 'GPT4'], ['multi-head attention', 'multi head attention', 'multihead attention'])
    >>> spellings("Multimodal")
    ['Multimodal', 'Multi-modal']
    >>> spellings("sequential decision making")
    ['sequential decision making', 'sequential-decision making', 'sequential decision-making']
    """
    words = name.split(" ")
    if all(map(str.isalpha, words)):
        return [name, *_hyphenated(words), *_parted(name)]
    apart = [_YEAR.sub("' ", name)] if _YEAR.search(name) else []  # WMT' 14
    gaps = list(_GAP.finditer(name))
    if not gaps:
        return [name, *apart]
    joining = [gap for gap in gaps if _may_join(name, gap)]
    found = [name, _GAP.sub(" ", name)]
    if not (len(gaps) > 2 and any(map(str.isdigit, name))):  # a shared task's name, in full as catalogued
        found += [_GAP.sub("-", name)] if len(gaps) < 3 else []
        found += [_at(name, gaps[0], "-"), *(_at(name, gap, "") for gap in joining)]
    if len(gaps) == 2:  # sequential decision-making
        found.append(_at(name, gaps[1], "-"))
    found += apart
    if len(joining) > 1:
        found.append("".join(_GAP.split(name)))
    most = max(name.count("-"), 1)
    usual = [spelling for spelling in dict.fromkeys(found) if spelling.count("-") <= most]
    return [*(usual if _ARTICLE.match(name) else [one for one in usual if not _ARTICLE.match(one)]), *_parted(name)]


def _hyphenated(words: Sequence[str]) -> Iterator[str]:
    """The hyphens that names of letters alone, most of all names, are also written with: all that `spellings` finds."""
    if len(words) > 1:
        yield f"{words[0]}-{' '.join(words[1:])}"
    if len(words) == 3:
        yield f"{words[0]} {words[1]}-{words[2]}"


def _parted(name: str) -> list[str]:
    """The name with its words that are also written with a hyphen written so."""
    if _HYPHENATED.keys().isdisjoint(name.lower().split()):
        return []
    return [_WORD.sub(_part, name)]


def _part(match: re.Match[str]) -> str:
    word = match[0]
    known = _HYPHENATED.get(word.lower())
    return word if known is None else f"{word[: known.index('-')]}-{word[known.index('-') :]}"


def _at(name: str, gap: re.Match[str], between: str) -> str:
    return name[: gap.start()] + between + name[gap.end() :]


def _may_join(name: str, gap: re.Match[str]) -> bool:
    """Whether the two sides of a gap are also written as one word: at a hyphen, or between a letter and a digit."""
    return "-" in gap.group() or (name[gap.start() - 1].isalpha() and name[gap.end()].isdigit())
