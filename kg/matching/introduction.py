"""One name that a paper introduces, and when two names are one."""

import re
from dataclasses import dataclass

from kg.matching.definitions import long_form
from kg.model import Kind


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
    """
    return len(long.split()) > 1 and long_form(re.sub(r"[\W_]", "", short), long) == 0
