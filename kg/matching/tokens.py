"""Tokens as names need them: split at every hyphen, and compared without case, plural or spelling.

The NORM attribute of a token is `norm` of its text, computed once per distinct token by spaCy's vocabulary, so that the
matcher compares folded forms at no cost per paper.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import spacy
from spacy.attrs import IDX, LENGTH, NORM
from spacy.strings import get_string_id

from kg.matching.tokenizer import tokenizer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PLAIN = re.compile(r"(?!.*\d[A-Za-z]+$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")  # but 7km, where the tokenizer sees a unit
_WORDS = re.compile(r"[A-Za-z0-9]+|-")
_DASHES = re.compile(r"[‐‑‒–—−]+|--+")
_Z = re.compile(r"(?<=[a-z]{3})is(?=(?:ations?|e|ed|es|er|ers|ing)$)")
_OUR = re.compile(
    r"^(col|hum|behavi|neighb|fav|hon|lab|rum|tum|vap|arm|harb|flav|neighbor)our(?=s?$|al$|hood|ed$|ing$|able$)"
)
_L = re.compile(r"(?<=[aeiou]l)l(?=(?:ed|ing|er|ers)$)")


@lru_cache(1 << 17)
def norm(token: str) -> str:
    """A token without case, plural ending, British spelling or kind of dash.

    >>> [norm(token) for token in ["LLMs", "Networks", "losses", "policies", "optimisers", "modelling", "humour", "–"]]
    ['llm', 'network', 'loss', 'policy', 'optimizer', 'modeling', 'humor', '-']
    """
    lowered = token.lower().replace("’", "'")
    if len(lowered) < 4:
        return _DASHES.sub("-", lowered)
    word = singular(lowered)
    # Few words have these letters, and looking for them is ten times as fast as a pattern that fails.
    word = _OUR.sub(r"\1or", word) if "our" in word else word
    word = _Z.sub("iz", word) if "is" in word else word
    return _L.sub("", word) if "ll" in word else word


def singular(word: str) -> str:
    """A lower-case word without the ending that looks like a plural's; the same for both numbers of one word.

    >>> [singular(word) for word in ["boxes", "networks", "analysis", "bias", "hypotheses", "gans"]]
    ['box', 'network', 'analysis', 'bias', 'hypothesis', 'gan']
    """
    if word.endswith(("ss", "is", "us", "as")) or not word.endswith("s") or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("yses", "theses", "heses")):
        return word[:-2] + "is"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def blank(*, lean: bool = False) -> Language:
    """A blank English pipeline with these tokens and norms; a ``lean`` one knows nothing else of its words."""
    nlp = spacy.blank("en")
    vocab: Any = nlp.vocab
    if lean:
        # Twenty more attributes of each new word (is it a number, an address …) would be made and never read.
        vocab.lex_attr_getters = {}
    vocab.lex_attr_getters[NORM] = norm
    nlp.tokenizer = tokenizer(nlp, quick=lean)
    # The default of a million characters is for parsers; without one, a longer text is only a longer text.
    nlp.max_length = 10**9
    return nlp


@cache
def private() -> Language:
    """The pipeline whose tokens the component uses inside pipelines of others."""
    return blank(lean=True)


class Tokens:
    """The tokens of a text as arrays: NORM hashes, and where each starts and how long it is, in code points."""

    def __init__(self, doc: Doc) -> None:
        table = doc.to_array([NORM, IDX, LENGTH])
        self.norms = table[:, 0].copy()
        _, self._starts, self._lengths = table.T.tolist()

    def start(self, rank: int) -> int:
        """Where the token starts."""
        return int(self._starts[rank])

    def end(self, rank: int) -> int:
        """Where the token ends."""
        return int(self._starts[rank] + self._lengths[rank])

    def rank(self, place: int) -> int:
        """The token that holds the character at ``place``, or the last one before it."""
        return bisect_right(self._starts, place) - 1


Key: TypeAlias = "array[int]"
"""The NORM hashes of a name's tokens."""


class Keys:
    """Names to keys: the NORM hashes of the tokens that a pipeline's tokenizer makes of a name.

    The tokenizer reads what stands between spaces by itself, so each such piece is read once for all names. Pieces of
    plain words, nearly all of them, are split here by the same rule without making a Doc; the rest, and words for
    which the tokenizer has a rule of its own, are left to the tokenizer.
    """

    def __init__(self, nlp: Language) -> None:
        self._tokenizer = cast(Any, nlp.tokenizer)
        self._special = frozenset(self._tokenizer.rules)
        self._pieces: dict[str, bytes] = {}
        self._hashes: dict[str, bytes] = {}

    def of(self, name: str) -> bytes:
        """The key of a name, as the bytes of a `Key`: these can be looked up."""
        return b"".join([self._pieces.get(piece) or self._read(piece) for piece in name.split(" ")])

    def _read(self, piece: str) -> bytes:
        if piece.isalpha() and piece.isascii() and piece not in self._special:
            read = self._hashes.get(piece) or self._hash(piece)
        elif _PLAIN.fullmatch(piece) and self._special.isdisjoint(words := _WORDS.findall(piece)):
            read = b"".join([self._hashes.get(word) or self._hash(word) for word in words])
        else:
            read = self._tokenizer(piece).to_array(NORM).tobytes()
        self._pieces[piece] = read
        return read

    def _hash(self, word: str) -> bytes:
        hashed = array("Q", [get_string_id(norm(word))]).tobytes()
        self._hashes[word] = hashed
        return hashed
