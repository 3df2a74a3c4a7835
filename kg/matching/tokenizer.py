"""The tokenizer: spaCy's English rules, and splits at the marks that join names.

spaCy reads each piece between two spaces once and remembers it. A piece that is new is tried for prefixes, suffixes,
infixes and addresses, each by a long pattern; a quick one looks first whether the pattern can match at all.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

_HAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"  # written without spaces, also around names: 在WordNet上
# Names of models and datasets are joined by hyphens, slashes and plus signs that spaCy's English rules keep whole
# next to digits: GPT-4, wav2vec2/HuBERT.
_INFIXES = [r"(?<=[^\W_])[-‐‑–—/+](?=[^\W_])", r"(?<=[^\W_])[-–](?=\()", r"(?<=\))[-–](?=[^\W_])"]
# BERT- and GPT-based: a hyphen that waits for its word is none of the name's. Nor is the stop of a sentence that ends
# in ADE20K, mIoU or ImageNet-C: spaCy reads one capital and a stop as an initial.
_SUFFIXES = [r"(?<=[^\W_])[-‐‑]", r"(?<=[0-9a-z\-‐‑][A-Z])\."]

_LETTERS = frozenset(string.ascii_letters)
_CLOSING = frozenset(",;:)]}")
_BEFORE_LETTERS = frozenset(string.digits + "'’")  # what a suffix of letters stands behind: 7km, model's
_last = re.compile(".", re.DOTALL).match


def tokenizer(nlp: Language, *, quick: bool) -> Tokenizer:
    """The tokenizer for a blank English pipeline.

    The tokens of a ``quick`` one are the same, but it cannot be saved with the pipeline: spaCy saves patterns only.
    """
    prefix = compile_prefix_regex([*_strings(nlp.Defaults.prefixes), rf"{_HAN}(?=[A-Za-z0-9])"]).search
    suffix = compile_suffix_regex([*_strings(nlp.Defaults.suffixes), *_SUFFIXES]).search
    infix = compile_infix_regex([*_strings(nlp.Defaults.infixes), *_INFIXES, _HAN]).finditer
    address = nlp.Defaults.url_match
    made: Any = Tokenizer(
        nlp.vocab,
        rules=nlp.Defaults.tokenizer_exceptions,
        prefix_search=_quick_prefix(prefix) if quick else prefix,
        suffix_search=_quick_suffix(suffix) if quick else suffix,
        infix_finditer=_quick_infix(infix) if quick else infix,
        token_match=nlp.Defaults.token_match,
        url_match=_quick_address(address) if quick and address else address,
    )
    # The default cache of 10,000 fills with the names and never evicts; on unseen text the larger one is twice as fast.
    made.max_cache_size = 10**7
    return made


def _strings(patterns: Any) -> Iterable[str]:
    return patterns or ()


def _quick_prefix(search: Any) -> Any:
    def prefix(piece: str) -> re.Match[str] | None:
        first = piece[:1]
        if first.isascii() and first.isalnum() and "$" not in piece:  # prefixes with letters are US$ and its like
            return None
        found: re.Match[str] | None = search(piece)
        return found

    return prefix


def _quick_suffix(search: Any) -> Any:
    def suffix(piece: str) -> re.Match[str] | None:
        last = piece[-1:]
        if last in _LETTERS and _BEFORE_LETTERS.isdisjoint(piece):
            return None
        if last in _CLOSING and piece[-2:-1].isalnum():
            return _last(piece, len(piece) - 1)
        found: re.Match[str] | None = search(piece)
        return found

    return suffix


def _quick_infix(finditer: Any) -> Any:
    def infix(piece: str) -> Iterable[re.Match[str]]:
        found: Iterable[re.Match[str]] = () if piece.isascii() and piece.isalpha() else finditer(piece)
        return found

    return infix


def _quick_address(match: Any) -> Any:
    def address(piece: str) -> re.Match[str] | None:
        found: re.Match[str] | None = match(piece) if "." in piece else None  # a host has one
        return found

    return address
