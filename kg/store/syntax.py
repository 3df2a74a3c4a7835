"""What a query may not do, where one is wrong (line, caret, what was expected), and which terms nothing can have."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from kg.errors import QueryError
from kg.store.grammar import first_error
from kg.store.tokens import Token, tokens
from kg.vocabulary import KG, PREFIXES

UPDATES: Final = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
_WIDTH: Final = 96
_LITERAL: Final = frozenset(("STRING", "NUMBER", "'+'", "'-'", "'true'", "'false'"))
_OPERATORS: Final = frozenset(f"'{sign}'" for sign in "|| && = != < > <= >= + - * / IN NOT".split())
_UNTOLD: Final = "the words fit, the meaning does not: is a variable of BIND used before, or an aggregate nested?"
_SAID: Final = {
    "VARIABLE": "a variable",
    "IRI": "an IRI",
    "NAME": "a prefixed name",
    "STRING": "a string",
    "NUMBER": "a number",
    "BLANK": "a blank node",
    "LANGUAGE": "a language tag",
    "FUNCTION": "a function",
    "AGGREGATE": "an aggregate",
    "END": "the end of the query",
}


class RefusedError(QueryError):
    """A query that would write, or ask another machine."""


def refuse(text: str) -> None:
    """Raise `RefusedError` where ``text`` is an update or asks a SERVICE.

    >>> refuse("ASK { ?s ?p 'SERVICE' } # INSERT")
    """
    prologue = True
    for token in tokens(text):
        word = token.text.upper() if token.kind == "WORD" else ""
        if word == "SERVICE":
            hint = "Load the other graph beside this one, or ask the other endpoint itself."
            raise RefusedError(f"{_place(text, token.start)}: SERVICE is refused: a query stays here", hint=hint)
        if prologue and word in UPDATES:
            hint = "Change the papers or the catalogue and run kg build."
            raise RefusedError(f"{word} is refused: the graph is read-only", hint=hint)
        prologue = prologue and word in ("", "PREFIX", "BASE")


def explained(text: str, message: str) -> QueryError:
    """The error of a query that pyoxigraph rejects with ``message``, at its exact place where the grammar tells it."""
    every = list(tokens(text))
    try:
        start, problem = _problem(every) or _reported(text, message)
    except RecursionError:
        start, problem = _reported(text, message)
    return QueryError(f"{_place(text, start)}: {problem}", hint=_excerpt(text, start))


def unknown_terms(text: str) -> Iterator[str]:
    """A sentence for each ``kg:`` term of a query that the vocabulary lacks: no graph of ours can hold it.

    >>> list(unknown_terms("SELECT * { ?paper kg:introduce ?method }"))
    ['kg:introduce is not in the vocabulary; did you mean kg:introduces?']
    """
    every = list(tokens(text))
    names = dict.fromkeys(token.text for token in every if token.kind == "NAME" and token.text.startswith("kg:"))
    if "kg:" in names:  # a PREFIX of the query's own
        return
    for name in names:
        if name.removeprefix("kg:") not in KG.terms:
            near = get_close_matches(name.removeprefix("kg:"), sorted(KG.terms), 1)
            yield f"{name} is not in the vocabulary" + (f"; did you mean kg:{near[0]}?" if near else "")


def _problem(every: Sequence[Token]) -> tuple[int, str] | None:
    """Offset and description of the first error that tokens show."""
    odd = next((token for token in every if token.kind == "ODD"), None)
    wrong = first_error(every)
    if odd and (not wrong or odd.start <= wrong[0].start):
        return odd.start, "this string is not closed" if odd.text in "\"'" else f"{odd.text!r} cannot stand here"
    if wrong:
        token, expected = wrong
        return token.start, f"found {_quoted(token.text) or 'the end of the query'}, expected {_listed(expected)}"
    return _undeclared(every)


def _listed(expected: frozenset[str]) -> str:
    return " or ".join(filter(None, (", ".join((said := list(_said(expected)))[:-1]), said[-1])))


def _said(expected: frozenset[str]) -> Iterator[str]:
    """What could stand there, in words: literals and operators in one word each."""
    left = set(expected)
    for group, word in ((_LITERAL, "a literal"), (_OPERATORS, "an operator")):
        if len(group & left) > 3:
            left -= group
            yield word
    for terminal, word in _SAID.items():
        if terminal in left:
            yield word
    yield from sorted(_quoted(terminal[1:-1]) for terminal in left if terminal.startswith("'"))


def _quoted(text: str) -> str:
    """A sign in quotes, since a bare comma among commas is not seen; anything else as it is, cut where it is long."""
    return f"'{text}'" if text and not any(map(str.isalnum, text)) else text if len(text) < 40 else f"{text[:40]}…"


def _undeclared(every: Sequence[Token]) -> tuple[int, str] | None:
    """The first prefix that is neither declared nor predeclared."""
    known = set(PREFIXES)
    for before, token in pairwise(every):
        prefix = token.text.partition(":")[0]
        if token.kind != "NAME" or prefix in known:
            continue
        if before.text.upper() != "PREFIX":
            near = get_close_matches(prefix, known, 1)
            more = f"did you mean {near[0]}:" if near else f"known are {', '.join(sorted(known))}"
            return token.start, f"the prefix {prefix}: is not declared; {more}"
        known.add(prefix)
    return None


def _reported(text: str, message: str) -> tuple[int, str]:
    """Offset and description as pyoxigraph tells them: what it says in words, without its character classes."""
    place = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", message, re.DOTALL)
    if not place:
        return 0, message
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: int(place[1]) - 1])) + int(place[2]) - 1
    words = [part for part in re.split(r", (?![^\[]*\])", place[3]) if re.match(r"[A-Z][A-Za-z]* \w", part)]
    return min(start, len(text.rstrip())), "; ".join(words) or _UNTOLD


def _place(text: str, start: int) -> str:
    return f"line {text.count(chr(10), 0, start) + 1}, column {start - text.rfind(chr(10), 0, start)}"


def _excerpt(text: str, start: int) -> str:
    """The line of the error, cut around it, and a caret below the place."""
    begin = text.rfind("\n", 0, start) + 1
    line = "".join(char if char.isprintable() else " " for char in text[begin:].split("\n", 1)[0])
    left = max(0, start - begin - _WIDTH // 2)
    shown = line[left : left + _WIDTH]
    return f"  {'…' if left else ''}{shown}\n  {' ' * (start - begin - left + bool(left))}^"
