"""One name that a paper introduces, and when two names are one."""

import re
from dataclasses import dataclass

from kg.matching.definitions import long_form
from kg.model import Kind

OUTRIGHT = frozenset({"title-colon", "called", "new", "apposed"})
"""The rules by which a name is said outright to be the paper's own."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name that a paper introduces, in the spellings the paper uses; ``names[0]`` is the one found first.

    ``rule`` says by which words; ``own_title`` whether the paper's title begins with it.
    """

    names: tuple[str, ...]
    kind: Kind
    rule: str
    own_title: bool = False


def is_short_for(short: str, long: str) -> bool:
    """Whether ``short`` is made of the beginnings of the words of ``long``.

    >>> is_short_for("PowerNorm", "Power Normalization"), is_short_for("RaftMLP", "Growing Unit")
    (True, False)
    >>> is_short_for("W2R2", "Wide Waves of Rough Rivers")  # a digit says how often its letter stands there
    True
    """
    letters = re.sub(r"[\W_]", "", short)
    told = _REPEATED.sub(lambda match: match[1] * int(match[2]), letters)
    return len(long.split()) > 1 and any(long_form(spelt, long) == 0 for spelt in dict.fromkeys((letters, told)))


_REPEATED = re.compile(r"([A-Za-z])([2-4])(?!\d)")


def is_joined_of(short: str, long: str) -> bool:
    """Whether ``short`` is the beginnings of all the words of ``long``, one behind the other.

    >>> is_joined_of("PowerNorm", "Power Normalization"), is_joined_of("DEA-Net", "detail-enhanced attention block")
    (True, False)
    """
    letters = re.sub(r"[\W_]", "", short).lower()
    ends = {0}
    for word in re.findall(r"[^\W_]+", long.lower()):
        ends = {end + size for end in ends for size in _beginnings(word) if letters.startswith(word[:size], end)}
    return " " in long and len(letters) in ends


_SILENT = frozenset("of for the and with in to a an on by from".split())


def _beginnings(word: str) -> range:
    """How many letters of a word its beginnings have; of a small word also none."""
    return range(word not in _SILENT, len(word) + 1)
