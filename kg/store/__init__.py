"""The graph as RDF in Oxigraph, and SPARQL over it.

In Python, `query` answers in this process; on the command line and for ``kg serve``, `kg.store.remote.Worker` answers
in another, which can be stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.store import files
from kg.store.limits import LimitError, Limits
from kg.store.results import Answer, Row, Table, Term
from kg.store.run import Request, answer
from kg.store.syntax import RefusedError
from kg.vocabulary import XSD

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.rdf import terms as rdf

__all__ = ["LimitError", "Limits", "RefusedError", "Request", "Source", "answer", "open_store", "query"]

Source = "ox.Store | nx.MultiDiGraph[str] | str | os.PathLike[str]"
"""What can be queried: a store, a graph, or the path of an RDF file."""

_PARSERS: dict[str, Callable[[str], Any]] = {
    XSD.integer: int,
    XSD.decimal: float,
    XSD.boolean: {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    "http://www.w3.org/2001/XMLSchema#double": float,
    "http://www.w3.org/2001/XMLSchema#float": float,
}


def open_store(source: ox.Store | nx.MultiDiGraph[str] | str | os.PathLike[str]) -> ox.Store:
    """The store of ``source``: of a graph or a small RDF file in memory, of a large file on disk, made on first use."""
    if isinstance(source, ox.Store):
        return source
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        return files.on_disk(path) if files.signature(path)[0] > files.LARGE else files.load(path)
    from kg import rdf

    store = ox.Store()
    store.bulk_extend(_quad(*triple) for triple in rdf.triples(source))
    return store


def _quad(subject: str, predicate: str, value: rdf.Term) -> ox.Quad:
    node = ox.NamedNode(value) if isinstance(value, str) else _literal(*value)
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), node)


def _literal(value: str, datatype: str) -> ox.Literal:
    """A literal; half surrogates, which have no UTF-8, as U+FFFD, as in the files."""
    held = value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return ox.Literal(held, datatype=ox.NamedNode(datatype))


def query(
    source: ox.Store | nx.MultiDiGraph[str] | str | os.PathLike[str], sparql: str, /, **params: object
) -> pd.DataFrame:
    """What ``source`` answers to ``sparql``, or to the ready-made question ``"@name"``, as a data frame.

    ``params`` are the values of its parameters, as text or numbers. Integers, decimals and booleans become Python's (a
    column of integers with gaps is ``Int64``), IRIs and other literals strings, what is unbound None. ASK gives one
    cell, CONSTRUCT and DESCRIBE the columns subject, predicate and object. Open a store once to query it often.

    The query runs in this process, without limits.

    >>> query(open_store(ox.Store()), "SELECT (1 + 1 AS ?two) {}")["two"].tolist()
    [2]
    """
    values = {name: str(value) for name, value in params.items()}
    unlimited = Limits(seconds=float("inf"), rows=2**62, size=2**62)
    return frame(answer(open_store(source), Request(sparql, values), unlimited))


def frame(found: Answer) -> pd.DataFrame:
    """An answer as a data frame; see `query`."""
    import pandas as pd

    table = _table(found)
    columns = zip(*([python(term) for term in row] for row in table.rows), strict=True) if table.rows else ()
    data = {name: _column(list(values)) for name, values in zip(table.columns, columns, strict=False)}
    return pd.DataFrame(data, columns=list(table.columns))


def _table(found: Answer) -> Table:
    if isinstance(found, bool):
        return Table(("answer",), [(ox.Literal(found),)])
    if isinstance(found, Table):
        return found
    rows: Iterable[Row] = ((triple.subject, triple.predicate, triple.object) for triple in found)
    return Table(("subject", "predicate", "object"), list(rows))


def python(term: Term | None) -> Any:
    """A term as a Python value: a number or boolean where its datatype says so, else a string; None stays None.

    >>> python(ox.Literal(3)), python(ox.Literal("3")), python(ox.NamedNode("x:y"))
    (3, '3', 'x:y')
    """
    if isinstance(term, ox.Literal):
        try:
            return _PARSERS.get(term.datatype.value, str)(term.value)
        except (ValueError, KeyError):
            return term.value
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else None if term is None else str(term)


def _column(values: list[Any]) -> Any:
    """The values of a column: integers with gaps in a type that has gaps, so that they stay integers."""
    import pandas as pd

    kinds = {type(value) for value in values}
    return pd.array(values, dtype="Int64") if kinds == {int, type(None)} else values
