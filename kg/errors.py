"""Errors that a user can act on: what went wrong, where, and what to do about it.

Every error of this package is a `KgError`; the command line prints its two lines and exits with its code.
Subclasses also subclass the builtin error that a Python caller would expect.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path


class KgError(Exception):
    """Base of all errors of this package.

    ``where`` is a file, or file and line (``papers.jsonl:7``); ``hint`` says what to do next.

    >>> print(KgError("cannot read it", where="papers.jsonl:7", hint="check line 7"))
    papers.jsonl:7: cannot read it
    check line 7
    """

    exit_code = 1

    def __init__(self, message: str, *, where: str | Path | None = None, hint: str | None = None) -> None:
        self.message = message
        self.where = str(where) if where is not None else None
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        first = f"{self.where}: {self.message}" if self.where else self.message
        return f"{first}\n{self.hint}" if self.hint else first


class InputError(KgError, ValueError):
    """An input that cannot be read as papers, a graph or a gold file."""


class MissingInputError(InputError, FileNotFoundError):
    """A path or pattern that names no file."""

    def __str__(self) -> str:
        return KgError.__str__(self)


class FormatError(InputError):
    """A file whose format is unknown, or is not the one that was named."""


class OutputError(KgError, OSError):
    """An output that cannot be written; what was there before is still there."""

    def __str__(self) -> str:
        return KgError.__str__(self)


class GraphError(KgError, ValueError):
    """A graph that breaks one of the invariants of `kg.graph.check`."""


class CatalogueError(KgError, ValueError):
    """Problems of a catalogue, all of them at once, a line each in ``problems``."""

    def __init__(self, problems: Sequence[str], *, where: str | Path | None = None, hint: str | None = None) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        super().__init__("\n".join((f"{count} in the catalogue", *self.problems)), where=where, hint=hint)


class QueryError(KgError, ValueError):
    """A SPARQL query that cannot be parsed or run."""


class UnknownNodeError(KgError, LookupError):
    """A paper or concept that the graph does not have; ``nearest`` are the names closest to it."""

    def __init__(self, asked: str, nearest: Iterable[str] = ()) -> None:
        self.asked = asked
        self.nearest = tuple(nearest)
        hint = f"Nearest: {', '.join(self.nearest)}" if self.nearest else "kg show --help tells what can be asked."
        super().__init__(f"no paper or concept is called {asked!r}", hint=hint)
