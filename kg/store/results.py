"""What a query answers, collected within limits and written in the formats of SPARQL 1.1."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.limits import Limits
from kg.vocabulary import PREFIXES, XSD

_Item = TypeVar("_Item")
_BARE = re.compile(r"[+-]?\d+(\.\d+)?|true|false")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
"""The terms of a result row in the order of its table's columns; None where a variable is unbound."""


class AnswerFormatError(QueryError):
    """A format that cannot hold this kind of answer."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to SELECT."""

    columns: tuple[str, ...]
    rows: list[Row]


Answer = bool | Table | list[ox.Triple]
"""What ASK, SELECT, and CONSTRUCT or DESCRIBE answer."""

TABLE_FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
_GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
GRAPH_FORMATS = {name: rdf.media_type for name, rdf in _GRAPH_FORMATS.items()}


def collect(found: Any, hidden: Iterable[str], limits: Limits) -> Answer:
    """All that pyoxigraph's result ``found`` holds but the columns ``hidden``; `LimitError` where it is too much."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return _collected(dict.fromkeys(found), limits, str)
    every = [variable.value for variable in found.variables]
    columns = tuple(name for name in every if name not in set(hidden)) or tuple(every)
    rows = (tuple(solution[name] for name in columns) for solution in found)
    return Table(columns, _collected(rows, limits, _text))


def _text(row: Row) -> str:
    return "".join(getattr(term, "value", "") for term in row if term is not None)


def _collected(items: "Iterable[_Item]", limits: Limits, text: "Callable[[_Item], str]") -> "list[_Item]":
    kept: list[_Item] = []
    size = 0
    for item in items:
        kept.append(item)
        size += len(text(item))
        limits.check(len(kept), size)
    return kept


def write(answer: Answer, format: str, limits: Limits) -> bytes:
    """``answer`` in one of `TABLE_FORMATS` or, for triples, of `GRAPH_FORMATS`."""
    if isinstance(answer, list):
        written = _triples(answer, format)
    elif format not in _WRITERS:
        raise AnswerFormatError(f"{format} is for CONSTRUCT and DESCRIBE", hint=f"Use {', '.join(_WRITERS)}.")
    else:
        written = "".join(_WRITERS[format](answer)).encode("utf-8", "replace")
    limits.check(0, len(written))
    return written


def _triples(triples: list[ox.Triple], format: str) -> bytes:
    if format not in _GRAPH_FORMATS:
        raise AnswerFormatError(f"{format} is for SELECT and ASK", hint=f"Use {', '.join(_GRAPH_FORMATS)}.")
    used = {name: iri for name, iri in PREFIXES.items() if any(iri in str(triple) for triple in triples)}
    prefixes = None if format == "nt" else used
    return ox.serialize(triples, format=_GRAPH_FORMATS[format], prefixes=prefixes) or b""


def _json(answer: bool | Table) -> Iterator[str]:
    if isinstance(answer, bool):
        yield json.dumps({"head": {}, "boolean": answer})
        return
    yield f'{{"head":{{"vars":{json.dumps(answer.columns)}}},"results":{{"bindings":['
    for number, row in enumerate(answer.rows):
        bound = {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        yield ("," if number else "") + json.dumps(bound, ensure_ascii=False, separators=(",", ":"))
    yield "]}}"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {name: _json_term(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **({} if more == {"datatype": XSD.string} else more)}


def _xml(answer: bool | Table) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
    if isinstance(answer, bool):
        yield f"</head>\n<boolean>{str(answer).lower()}</boolean>\n</sparql>\n"
        return
    yield "".join(f'<variable name="{escape(name)}"/>' for name in answer.columns) + "</head>\n<results>\n"
    for row in answer.rows:
        bound = ((name, term) for name, term in zip(answer.columns, row, strict=True) if term is not None)
        cells = (f'<binding name="{escape(name)}">{_xml_term(term)}</binding>' for name, term in bound)
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        names = ("subject", "predicate", "object")
        return f"<triple>{''.join(f'<{n}>{_xml_term(getattr(term, n))}</{n}>' for n in names)}</triple>"
    more = f' xml:lang="{term.language}"' if term.language else f' datatype="{escape(term.datatype.value)}"'
    plain = not term.language and term.datatype.value == XSD.string
    return f"<literal{'' if plain else more}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    """``text`` escaped; what XML 1.0 cannot hold becomes U+FFFD, a carriage return survives as a reference."""
    held = "".join(char if char in "\t\n\r" or " " <= char not in "\ufffe\uffff" else "\ufffd" for char in text)
    return escape(held, quote=False).replace("\r", "&#13;")


def _csv(answer: bool | Table) -> Iterator[str]:
    if isinstance(answer, bool):
        yield str(answer).lower()
        return
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(answer.columns)
    rows.writerows([_plain(term) for term in row] for row in answer.rows)
    yield text.getvalue()


def _plain(term: Term | None) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return "" if term is None else str(term)


def _tsv(answer: bool | Table) -> Iterator[str]:
    if isinstance(answer, bool):
        yield str(answer).lower()
        return
    yield "\t".join(f"?{name}" for name in answer.columns) + "\n"
    for row in answer.rows:
        yield "\t".join("" if term is None else _turtle(term) for term in row) + "\n"


def _turtle(term: Term) -> str:
    """``term`` in Turtle on one line: numbers and booleans bare."""
    bare = (XSD.integer, XSD.decimal, XSD.boolean)
    if isinstance(term, ox.Literal) and term.datatype.value in bare and _BARE.fullmatch(term.value):
        return term.value
    return str(term).replace("\t", "\\t")


_WRITERS: dict[str, Callable[[bool | Table], Iterator[str]]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
