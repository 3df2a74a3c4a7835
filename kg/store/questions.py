"""The ready-made questions of ``kg/data/queries``: SPARQL with a comment that says what is asked and its parameters.

A file begins with comment lines: what is asked, then a line for each parameter, ``# name (type): help`` or
``# name (type = default): help``. The types are those of `kg.store.terms`. A parameter is a variable of the query; it
is bound to a term when the query is run, which SPARQL allows only for variables that the query selects.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import QueryError

FOLDER = Path(__file__).parents[1] / "data" / "queries"
_PARAMETER = re.compile(r"#\s*(\w+) \((\w+)(?: = ([^)]*))?\): (.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a question leaves open: its type, what it means, and its value where none is given."""

    name: str
    type: str
    help: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, the question it answers and the parameters it takes."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """``given`` completed by defaults; `QueryError` names a parameter that is missing or that does not exist."""
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                raise self._error(f"@{self.name} has no parameter {name!r}", name)
        values = {each.name: each.default for each in self.parameters if each.default is not None} | dict(given)
        for name in known:
            if name not in values:
                raise self._error(f"@{self.name} needs the parameter {name}")
        return values

    def _error(self, message: str, asked: str = "") -> QueryError:
        if not self.parameters:
            return QueryError(message, hint="It takes none.")
        near = get_close_matches(asked, [parameter.name for parameter in self.parameters], 1)
        lines = [f"Did you mean {near[0]}?"] if near else []
        return QueryError(message, hint="\n".join((*lines, *map(_described, self.parameters))))


def _described(parameter: Parameter) -> str:
    default = "" if parameter.default is None else f" (otherwise {parameter.default})"
    return f"  -p {parameter.name}=…  {parameter.help}{default}"


def parse(name: str, text: str) -> Question:
    """The question that ``text`` writes.

    >>> parse("x", "# What?\\n# paper (paper): its id\\nSELECT * {}").parameters[0].name
    'paper'
    """
    parameters, title = [], []
    for line in _comment(text):
        found = _PARAMETER.fullmatch(line)
        if found:
            parameters.append(Parameter(found[1], found[2], found[4], found[3]))
        elif not parameters:
            title.append(line.lstrip("# "))
    return Question(name, " ".join(title), tuple(parameters), text)


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line.rstrip()


@cache
def questions() -> dict[str, Question]:
    """The ready-made questions by name."""
    files = sorted(FOLDER.glob("*.rq"))
    return {file.stem: parse(file.stem, file.read_text(encoding="utf-8")) for file in files}


def question(name: str) -> Question:
    """The ready-made question ``name``; `QueryError` lists those there are."""
    every = questions()
    if name in every:
        return every[name]
    near = get_close_matches(name, every, 1)
    first = f"Did you mean @{near[0]}? " if near else ""
    hint = f"{first}There are: {', '.join(f'@{each}' for each in every)}"
    raise QueryError(f"no ready-made question is called @{name}", hint=hint)
