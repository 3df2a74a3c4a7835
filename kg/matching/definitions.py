"""Definitions in a text: ``long form (SF)`` and ``SF (long form)``.

The long form of a short one is found by the algorithm of Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 2003.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.patterns import lowered

_PARENTHESIS = re.compile(r"\(([^()]{2,90})\)")
_QUOTES = " '\"“”`"
_SHORT = re.compile(
    r"(?!(?:Sections?|Sec|Tables?|Tab|Figures?|Figs?|Appendix|Chapter|Equation|Eqs?|Part)\b)"  # places of a paper
    r"(?=[^\s]*[A-Z])[^\W_][\w+*@&/.-]{1,11}"
)
_LEAD = re.compile(
    r"(?:i\.e\.,?|namely|abbreviated(?: as)?|abbr\.|called|dubbed|termed|denoted (?:as|by)|referred to as|short for|or|"
    r"hereafter|aka|a\.k\.a\.) "
)
_BEFORE = re.compile(r"[^\s()\[\],;:\"“”]+")


class Definition(NamedTuple):
    """Two names of one thing, as offsets: the long form's ``[start, end)`` and the short form's."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def definitions(text: str) -> Iterator[Definition]:
    """The definitions of a text, in its order.

    >>> text = "Low-Rank Adaptation (LoRA) and RNN (recurrent neural network) are known (2021)."
    >>> [(text[d.long_start:d.long_end], text[d.short_start:d.short_end]) for d in definitions(text)]
    [('Low-Rank Adaptation', 'LoRA'), ('recurrent neural network', 'RNN')]
    """
    for match in _PARENTHESIS.finditer(text):
        found = _inside_short(text, match) or _inside_long(text, match)
        if found:
            yield found


def _inside_short(text: str, match: re.Match[str]) -> Definition | None:
    """``long form (SF)``, also ``long form (SF; remarks)`` and ``long form (i.e., SF)``."""
    inside = match[1].strip(_QUOTES)
    lead = _LEAD.match(inside)
    short = re.split(r"[,;]\s|\s", inside[lead.end() :].strip(_QUOTES) if lead else inside, maxsplit=1)[0].rstrip(",;")
    if not _SHORT.fullmatch(short):
        return None
    end = len(text[: match.start()].rstrip())
    floor = max(text.rfind("\n", 0, end) + 1, end - 14 * len(short) - 40)
    start = long_form(_singular(short), text[floor:end])
    at = text.index(short, match.start())
    return None if start is None else Definition(floor + start, end, at, at + len(short))


def _inside_long(text: str, match: re.Match[str]) -> Definition | None:
    """``SF (long form)``."""
    words = list(_BEFORE.finditer(text, max(0, match.start() - 20), match.start()))
    if not words or text[words[-1].end() : match.start()].strip() or " " not in match[1].strip():
        return None
    short = words[-1]
    if not _SHORT.fullmatch(short[0]):
        return None
    start = long_form(_singular(short[0]), match[1])
    if start is None or start > 0:
        return None
    return Definition(match.start(1), match.end(1), short.start(), short.end())


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def long_form(short: str, before: str) -> int | None:
    """Where in ``before`` the long form of ``short`` begins, the long form ending where ``before`` ends.

    >>> long_form("LRA", "such as Long Range Arena")
    8
    >>> long_form("LRA", "such as a benchmark") is None
    True
    >>> long_form("MLLM", "of multi-modal large language model")
    3
    """
    letters = [character.lower() for character in short if character.isalnum()]
    searched = lowered(before)
    position = len(before)
    for rank in range(len(letters) - 1, -1, -1):
        position = _previous(searched, letters[rank], position, at_word_start=rank == 0)
        if position < 0:
            return None
    position = _word_start(searched, position, letters[0])
    found = before[position:]
    words = found.split()
    if len(words) > min(len(letters) + 5, len(letters) * 2) or len(found) <= len(short) or len(words) < 2:
        compound = "-" in found or re.search(r"[a-z][A-Z]", found) is not None
        return position if len(words) == 1 and len(found) > 2 * len(short) and compound else None
    return position


def _word_start(text: str, position: int, letter: str) -> int:
    """The start of a hyphenated word that ``position`` is in, where it begins with ``letter`` as well."""
    start = text.rfind(" ", 0, position) + 1
    return start if text.startswith(letter, start) and text[start:position].endswith("-") else position


def _previous(text: str, letter: str, before: int, *, at_word_start: bool) -> int:
    """The last place of ``letter`` before ``before``; at the start of a word where that is asked."""
    position = text.rfind(letter, 0, before)
    while at_word_start and position > 0 and text[position - 1].isalnum():
        position = text.rfind(letter, 0, position)
    return position
