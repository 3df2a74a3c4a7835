"""Regular expressions that try many words at one place without trying each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_PLAIN: Final = re.compile(r"[\w ]")
_COUNTED: Final = frozenset("?*+{")


def either(words: str = "", *patterns: str) -> str:
    r"""A group that matches what one of ``words``, a row of words or patterns without spaces, or of ``patterns`` does.

    Python's ``re`` tries alternatives one by one at every place; here those with the same first letters are tried as
    one. A pattern that begins with ``\b`` and such a group reads an abstract four times as fast. Of two with the same
    beginning the earlier still goes first.

    >>> either("use uses employ")
    '(?:use(?:|s)|employ)'
    >>> either("via us(?:e|ing)", "based on")
    '(?:via|us(?:e|ing)|based on)'
    """
    return f"(?:{'|'.join(_branches([*words.split(), *patterns]))})"


def _branches(rows: Sequence[str]) -> list[str]:
    """One branch for each first letter, in order; rows that begin with no plain letter are branches as they are."""
    branches: dict[str, list[str]] = {}
    for row in rows:
        first = row[:1] if _begins_plainly(row) else row
        branches.setdefault(first, []).append(row)
    return [_branch(first, list(dict.fromkeys(same))) for first, same in branches.items()]


def _begins_plainly(row: str) -> bool:
    return _PLAIN.match(row) is not None and row[1:2] not in _COUNTED


def _branch(first: str, rows: Sequence[str]) -> str:
    if len(rows) == 1:
        return rows[0]
    rest = [row[len(first) :] for row in rows]
    inner = _branches(rest)
    return first + (inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})")


def lowered(text: str) -> str:
    """``text`` in small letters, each at its own place: a letter whose small form is longer stays as it is."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
