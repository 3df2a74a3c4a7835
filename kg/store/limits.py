"""What one query may cost."""

from dataclasses import dataclass

from kg.errors import QueryError


class LimitError(QueryError):
    """A query that was stopped because it took too long or gave too much."""


class SlowError(LimitError):
    """A query that was stopped because its time was over."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a query may take and give: ``seconds`` of wall time, ``rows`` (or triples), ``size`` in bytes."""

    seconds: float = 30.0
    rows: int = 100_000
    size: int = 64_000_000

    def check(self, rows: int, size: int) -> None:
        """Raise `LimitError` where a result of so many rows and bytes is too large.

        >>> Limits(rows=2).check(3, 0)
        Traceback (most recent call last):
            ...
        kg.store.limits.LimitError: the result has more than 2 rows
        Add LIMIT to the query, or ask for less.
        """
        if rows > self.rows:
            hint = "Add LIMIT to the query, or ask for less."
            raise LimitError(f"the result has more than {self.rows} rows", hint=hint)
        if size > self.size:
            hint = "Add LIMIT to the query, or leave out long texts."
            raise LimitError(f"the result is larger than {self.size / 1e6:.6g} MB", hint=hint)

    def too_slow(self) -> SlowError:
        """The error of a query that ran out of time."""
        hint = "Ask for less: name a paper or concept, or filter earlier."
        return SlowError(f"the query took longer than {self.seconds:g} s and was stopped", hint=hint)
