"""RDF terms as plain values: an IRI is a `str`, a literal a `Literal`, a triple a tuple of three."""

import json
import re
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from kg.errors import KgError
from kg.vocabulary import XSD


class Literal(NamedTuple):
    """A text with its datatype's IRI; without a language."""

    value: str
    datatype: str = XSD.string


Term: TypeAlias = str | Literal
"""An IRI or a literal; the graph has no blank nodes."""

Triple: TypeAlias = tuple[str, str, Term]
"""Subject IRI, predicate IRI, object."""

# What every parser accepts unchanged as an absolute IRI; anything else is written as an xsd:anyURI literal.
_PCHAR = r"(?:[A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_URL = re.compile(rf"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/{_PCHAR}*)?(?:\?(?:{_PCHAR}|\?)*)?(?:#(?:{_PCHAR}|\?)*)?")
_BASE = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9.-]+(?::\d+)?/(?:{_PCHAR}*/)?")
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), XSD.integer)


def decimal(value: float) -> Literal:
    """A number without an exponent, which a decimal must not have.

    >>> decimal(0.97).value, decimal(1e-7).value, decimal(1).value
    ('0.97', '0.0000001', '1.0')
    """
    return Literal(format(Decimal(repr(float(value))), "f"), XSD.decimal)


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", XSD.boolean)


def date(value: str) -> Literal:
    """An ISO date, month or year with the datatype of its precision; any other text as a plain literal.

    >>> [date(value).datatype.partition("#")[2] for value in ("2021-06-12", "2021-06", "2021", "spring")]
    ['date', 'gYearMonth', 'gYear', 'string']
    """
    return Literal(value, _DATES[len(value)]) if _DATE.fullmatch(value) else Literal(value)


def url(value: str) -> Term:
    """An address as an IRI, or as a literal where it is no IRI.

    >>> url("https://example.org/a?b"), url("https://example.org/a b").value
    ('https://example.org/a?b', 'https://example.org/a b')
    """
    return value if _URL.fullmatch(value) else Literal(value, XSD.anyURI)


def as_json(value: object) -> Literal:
    """A value as JSON text."""
    return Literal(json.dumps(value, ensure_ascii=False))


def check_base(base: str) -> str:
    """``base`` where IRIs can begin with it; else a `KgError` that says how it has to look."""
    if _BASE.fullmatch(base):
        return base
    hint = "It needs a scheme and a host, and ends in a slash: https://example.org/kg/"
    raise KgError(f"{base!r} cannot be the beginning of IRIs", hint=hint)
