"""Gold files: one annotated paper a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError, MissingInputError


class Wanted(NamedTuple):
    """What annotators found in a paper: folded ``names``, allowed ``kinds`` and ``roles``, and whether it counts."""

    names: frozenset[str]
    kinds: tuple[str, ...]
    roles: frozenset[str]
    required: bool
    shown: str


def fold(name: str) -> str:
    """A name as the gold standard compares names: no case, no punctuation, no plural s.

    >>> fold("Multi-Layer Perceptrons"), fold("loss")
    ('multi layer perceptron', 'loss')
    """
    words = re.sub(r"[^\w+]+", " ", name.lower()).split()
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def read_gold(path: Path) -> Iterator[tuple[str, list[Wanted]]]:
    """Each paper's title and entries. `InputError` where ``path`` cannot be read or a line is no such paper."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise MissingInputError("no such gold file", where=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=path) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _gold_line(line, f"{path}:{number}")


def _gold_line(line: str, where: str) -> tuple[str, list[Wanted]]:
    try:
        row = json.loads(line)
        return row["title"], [_wanted(entry) for entry in row["entities"]]
    except (json.JSONDecodeError, AttributeError, KeyError, TypeError, IndexError) as error:
        hint = "A line is a JSON object with title and entities (names, surfaces, types, roles, required)."
        raise InputError(f"not a line of a gold file{_lacking(error)}", where=where, hint=hint) from error


def _lacking(error: Exception) -> str:
    """What a line lacks, in words, where that is known."""
    if isinstance(error, KeyError):
        return f": {error.args[0]} is missing"
    return ": it is not JSON" if isinstance(error, json.JSONDecodeError) else ""


def _wanted(row: Mapping[str, Any]) -> Wanted:
    names = frozenset(fold(name) for name in (*row["names"], *row["surfaces"]))
    return Wanted(names, tuple(row["types"]), frozenset(row["roles"]), row.get("required", True), row["names"][0])
