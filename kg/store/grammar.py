"""Where a query leaves the grammar of SPARQL, and what could stand there.

The rules are those of ``kg/data/sparql.ebnf``. They are read as tuples: ``("all", …)`` in order, ``("one", …)`` the
first that fits, ``("?", x)``, ``("*", x)``, ``("+", x)``, ``("rule", name)`` and ``("token", terminal)``.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.store.tokens import Token

_FILE = Path(__file__).parents[1] / "data" / "sparql.ebnf"

Rule = tuple[Any, ...]
"""A rule, as the module's docstring writes it."""


def first_error(tokens: Sequence[Token]) -> tuple[Token, frozenset[str]] | None:
    """The first token that no query could have there, with the terminals that it could have; None where all fit."""
    reader = _Reader(tokens)
    if reader.read(("rule", "Query"), 0) is not None:
        return None
    return tokens[reader.furthest], frozenset(reader.expected)


class _Reader:
    """Reads tokens by the rules, and remembers how far it came and what it looked for there."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.furthest = 0
        self.expected: set[str] = set()

    def read(self, rule: Rule, at: int) -> int | None:
        """The position behind what ``rule`` reads from position ``at``; None where it does not fit."""
        match rule:
            case ("token", terminal):
                return self._token(terminal, at)
            case ("rule", name):
                return self.read(rules()[name], at)
            case ("one", *choices):
                return self._one(choices, at)
            case ("all", *parts):
                return self._all(parts, at)
            case (times, part):
                return self._repeated(times, part, at)
        raise AssertionError(rule)

    def _token(self, terminal: str, at: int) -> int | None:
        if self.tokens[at].fits(terminal):
            return at + 1
        if at > self.furthest:
            self.furthest, self.expected = at, set()
        if at == self.furthest:
            self.expected.add(terminal)
        return None

    def _one(self, choices: Sequence[Rule], at: int) -> int | None:
        ends = (self.read(choice, at) for choice in choices)
        return next((end for end in ends if end is not None), None)

    def _all(self, parts: Sequence[Rule], at: int) -> int | None:
        for part in parts:
            end = self.read(part, at)
            if end is None:
                return None
            at = end
        return at

    def _repeated(self, times: str, part: Rule, at: int) -> int | None:
        end = self.read(part, at)
        if end is None:
            return None if times == "+" else at
        while times != "?" and (further := self.read(part, end)) is not None:
            end = further
        return end


@cache
def rules() -> dict[str, Rule]:
    """The rules of the grammar by name."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    return {name: _choice(body.split()) for name, body in re.findall(r"(\w+) = (.*?) ;(?= |$)", text)}


def _choice(words: list[str]) -> Rule:
    """The rule that begins ``words``, which it uses up to its end or closing parenthesis."""
    choices: list[list[Rule]] = [[]]
    while words and words[0] != ")":
        word = words.pop(0)
        if word == "|":
            choices.append([])
        elif word in ("?", "*", "+"):
            choices[-1][-1] = (word, choices[-1][-1])
        else:
            choices[-1].append(_part(word, words))
    return ("one", *(("all", *parts) for parts in choices))


def _part(word: str, words: list[str]) -> Rule:
    if word == "(":
        inner = _choice(words)
        words.pop(0)
        return inner
    return ("token" if word.startswith("'") or word.isupper() else "rule", word)
