"""Parquet: four tables for DuckDB, Polars, pandas and Arrow, in a folder; `read` gives the same graph back.

``papers``: paper (key), title, abstract, published, url, listed_on, arxiv_id, doi, acl_id, authors (name, orcid),
venue, categories, upvotes, code. ``concepts``: concept (key), kind, names (the preferred first), status, year,
introduced_in (a title), arxiv_id, url, broader, datasets, tasks, higher_is_better, unit. ``links``: paper, role,
concept, confidence, rule. ``mentions``: paper, concept, start, end (code points into title, blank line, abstract) and
text. All are sorted by their keys. The graph's format and inputs are in the metadata of ``papers``.

    SELECT names[1], count(*) FROM 'output/parquet/links.parquet' JOIN 'output/parquet/concepts.parquet' USING (concept)
    WHERE role = 'evaluates_on' GROUP BY ALL ORDER BY 2 DESC
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import FormatError, KgError, MissingInputError
from kg.export import _flat
from kg.graph import concept_nodes, paper_nodes
from kg.model import Author
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

NAME = "parquet"
SUFFIX = ""
DESCRIPTION = "Parquet tables papers, concepts, links, mentions, for DuckDB, Polars and pandas"

_TEXTS = "list<text>"
SCHEMAS = {
    "papers": {
        "paper": "text",
        "title": "text",
        "abstract": "text",
        "published": "text",
        "url": "text",
        "listed_on": _TEXTS,
        "arxiv_id": "text",
        "doi": "text",
        "acl_id": "text",
        "authors": "list<author>",
        "venue": "text",
        "categories": _TEXTS,
        "upvotes": "int",
        "code": _TEXTS,
    },
    "concepts": {
        "concept": "text",
        "kind": "text",
        "names": _TEXTS,
        "status": "text",
        "year": "int",
        "introduced_in": "text",
        "arxiv_id": "text",
        "url": "text",
        "broader": _TEXTS,
        "datasets": _TEXTS,
        "tasks": _TEXTS,
        "higher_is_better": "bool",
        "unit": "text",
    },
    "links": {"paper": "text", "role": "text", "concept": "text", "confidence": "float", "rule": "text"},
    "mentions": {"paper": "text", "concept": "text", "start": "int", "end": "int", "text": "text"},
}
"""The columns of each table and their types; `kg.export.parquet` says what they hold."""


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write the four tables to the folder ``path``; without ``evidence``, ``mentions`` has no rows."""
    del base
    arrow = _arrow()
    from pyarrow import parquet

    path.mkdir()
    own = {"format": str(graph.graph["format"]), "inputs": json.dumps(graph.graph["inputs"])}
    for name, columns in _columns(graph, evidence).items():
        schema = _schema(name).with_metadata(own if name == "papers" else {})
        arrays = [arrow.array(_whole(columns[field.name]), field.type) for field in schema]
        parquet.write_table(
            arrow.Table.from_arrays(arrays, schema=schema), path / f"{name}.parquet", compression="zstd"
        )


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        hint = "Install it: pip install 'paperkg[parquet]'"
        raise KgError("Parquet needs pyarrow, which is not installed", hint=hint) from error
    return pyarrow


def _schema(name: str) -> pa.Schema:
    arrow = _arrow()
    text = arrow.string()
    types = {"text": text, "int": arrow.int32(), "bool": arrow.bool_(), "float": arrow.float64()}
    types |= {_TEXTS: arrow.list_(text), "list<author>": arrow.list_(arrow.struct({"name": text, "orcid": text}))}
    return arrow.schema([(column, types[of]) for column, of in SCHEMAS[name].items()])


def _columns(graph: nx.MultiDiGraph[str], evidence: bool) -> dict[str, dict[str, list[Any]]]:
    """Every table by column."""
    papers, concepts = paper_nodes(graph), concept_nodes(graph)
    tables: dict[str, dict[str, list[Any]]]
    tables = {name: {column: [] for column in SCHEMAS[name]} for name in ("links", "mentions")}
    for paper in papers:
        _add(tables["links"], tables["mentions"] if evidence else None, graph, paper)
    people: dict[str, list[Any]] = {"paper": papers, "authors": [_people(graph, paper) for paper in papers]}
    titles: dict[str, list[Any]] = {
        "concept": concepts,
        "introduced_in": [graph.nodes[concept]["paper"] for concept in concepts],
    }
    return {
        "papers": {
            name: people[name] if name in people else [graph.nodes[paper][name] for paper in papers]
            for name in SCHEMAS["papers"]
        },
        "concepts": {
            name: titles[name] if name in titles else [graph.nodes[concept][name] for concept in concepts]
            for name in SCHEMAS["concepts"]
        },
        **tables,
    }


def _people(graph: nx.MultiDiGraph[str], paper: str) -> list[dict[str, str | None]]:
    return [{"name": _text(author.name), "orcid": author.orcid} for author in graph.nodes[paper]["authors"]]


def _add(
    links: dict[str, list[Any]], mentions: dict[str, list[Any]] | None, graph: nx.MultiDiGraph[str], paper: str
) -> None:
    """Append a paper's links and mentions to their columns."""
    text = f"{graph.nodes[paper]['title']}\n\n{graph.nodes[paper]['abstract']}"
    for _, concept, data in sorted(graph.out_edges(paper, data=True), key=lambda edge: edge[1]):
        _append(links, paper, data["role"], concept, data["confidence"], data["rule"])
        for start, end in data["mentions"] if mentions else ():
            _append(mentions or {}, paper, concept, start, end, text[start:end])


def _append(columns: dict[str, list[Any]], *row: Any) -> None:
    for values, value in zip(columns.values(), row, strict=True):
        values.append(value)


def _whole(values: Iterable[Any]) -> list[Any]:
    """``values`` with what UTF-8 cannot hold replaced."""
    return [_replaced(value) for value in values]


def _replaced(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_replaced(item) for item in value]
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    """``text`` with half surrogates, which have no UTF-8, as U+FFFD: one character as before."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read(path: str | Path) -> nx.MultiDiGraph[str]:
    """The graph that was written to the folder ``path``.

    Raises `MissingInputError` where a table is not there and `FormatError` where one is not as `write` writes it.
    """
    path = Path(path)
    tables = {name: _table(path / f"{name}.parquet", name) for name in SCHEMAS}
    own = {key.decode(): value.decode() for key, value in (tables["papers"].schema.metadata or {}).items()}
    graph = _flat.new_graph(own.get("format", ""), own.get("inputs", "[]"), path)
    for paper in tables["papers"].to_pylist():
        people = tuple(Author(**author) for author in paper.pop("authors"))
        graph.add_node(paper.pop("paper"), type="paper", **_tuples(paper), authors=people)
    for concept in tables["concepts"].to_pylist():
        graph.add_node(concept.pop("concept"), type="concept", paper=concept.pop("introduced_in"), **_tuples(concept))
    _add_links(graph, tables)
    return _flat.finished(graph, path)


def _table(file: Path, name: str) -> pa.Table:
    arrow = _arrow()
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file).read()
    except FileNotFoundError as error:
        hint = f"A graph in Parquet is a folder with {', '.join(f'{one}.parquet' for one in SCHEMAS)}."
        raise MissingInputError("there is no such file", where=file, hint=hint) from error
    except (OSError, arrow.ArrowException) as error:
        raise FormatError(f"not a Parquet file: {error}", where=file) from error
    missing = [column for column in _schema(name).names if column not in table.column_names]
    if missing:
        raise FormatError(f"the column {missing[0]!r} is missing", where=file, hint="Write it again: kg export.")
    return table.select(_schema(name).names)


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _add_links(graph: nx.MultiDiGraph[str], tables: dict[str, pa.Table]) -> None:
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in tables["mentions"].to_pylist():
        spans.setdefault((row["paper"], row["concept"]), []).append((row["start"], row["end"]))
    for row in tables["links"].to_pylist():
        ends = (row.pop("paper"), row.pop("concept"))
        graph.add_edge(*ends, key=row["role"], **row, mentions=tuple(spans.get(ends, ())))
