"""CSV for Neo4j: ``neo4j-admin database import`` by ``import.sh``, or ``LOAD CSV`` by ``load.cypher``, in a folder.

Headers follow the importer's rules (https://neo4j.com/docs/operations-manual/current/import/): ``name:type``, one
``:ID`` in a node file, ``:START_ID``, ``:END_ID`` and ``:TYPE`` in one of relationships. Nodes are labelled ``Paper``,
or ``Concept`` and ``Method``, ``Dataset``, ``Benchmark``, ``Task`` or ``Metric``; relationships are roles in capitals.
Several values of a field are separated by semicolons, which the importer cannot escape: those inside a value are
written as U+FF1B, and line breaks, for which it wants an option, as spaces.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.dates import date_of
from kg.graph import CONCEPT_EDGES, concept_nodes, paper_nodes
from kg.model import Kind, Role
from kg.text import sentence_of
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

NAME = "neo4j"
SUFFIX = ""
DESCRIPTION = "CSV for neo4j-admin import, with a Cypher script that loads it"

HEADERS = {
    "papers": (
        "id:ID title abstract published year:int url arxiv_id doi acl_id authors:string[] venue "
        "categories:string[] upvotes:int code:string[] listed_on:string[] :LABEL"
    ).split(),
    "concepts": (
        "id:ID name names:string[] kind status year:int introduced_in arxiv_id url unit higher_is_better:boolean :LABEL"
    ).split(),
    "links": ":START_ID :END_ID confidence:double rule mentions:int sentence :TYPE".split(),
    "relations": ":START_ID :END_ID :TYPE".split(),
}
"""The header of each file."""

IMPORT = """#!/bin/sh
# Makes a new database of these files: NEO4J_DATABASE, or neo4j.
cd "$(dirname "$0")" || exit 1
exec neo4j-admin database import full --nodes=papers.csv --nodes=concepts.csv \\
  --relationships=links.csv --relationships=relations.csv "${NEO4J_DATABASE:-neo4j}"
"""


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write CSV files and scripts to the folder ``path``; without ``evidence``, no abstracts and no sentences."""
    del base
    path.mkdir()
    rows = {
        "papers": (_paper(graph, node, evidence) for node in paper_nodes(graph)),
        "concepts": (_concept(graph, node) for node in concept_nodes(graph)),
        "links": _links(graph, evidence),
        "relations": _relations(graph),
    }
    for name, values in rows.items():
        _write(path / f"{name}.csv", HEADERS[name], values)
    (path / "import.sh").write_text(IMPORT, encoding="utf-8", newline="\n")
    (path / "load.cypher").write_text(cypher(), encoding="utf-8", newline="\n")


def _write(file: Path, header: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([_field(row[column.partition(":")[0] or column]) for column in header])


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(_field(item).replace(";", "\N{FULLWIDTH SEMICOLON}") for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "".join(" " if character in _BREAKS else character for character in str(value))


_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\0")


def _paper(graph: nx.MultiDiGraph[str], node: str, evidence: bool) -> dict[str, Any]:
    attributes = graph.nodes[node]
    own: dict[str, Any] = {"id": node, ":LABEL": "Paper", "year": (date_of(attributes) or "")[:4]}
    own["authors"] = tuple(author.name for author in attributes["authors"])
    return {**attributes, **own, "abstract": attributes["abstract"] if evidence else None}


def _concept(graph: nx.MultiDiGraph[str], node: str) -> dict[str, Any]:
    attributes = graph.nodes[node]
    own = {"id": node, "name": attributes["names"][0], "introduced_in": attributes["paper"]}
    return {**attributes, **own, ":LABEL": ("Concept", attributes["kind"].capitalize())}


def _links(graph: nx.MultiDiGraph[str], evidence: bool) -> Iterator[dict[str, Any]]:
    """The links of papers, each with the first sentence that it rests on."""
    for paper in paper_nodes(graph):
        text = f"{graph.nodes[paper]['title']}\n\n{graph.nodes[paper]['abstract']}"
        for _, concept, data in sorted(graph.out_edges(paper, data=True), key=lambda edge: edge[1]):
            first = data["mentions"][0] if evidence and data["mentions"] else None
            ends = {":START_ID": paper, ":END_ID": concept, ":TYPE": data["role"].upper()}
            sentence = sentence_of(text, *first) if first else None
            yield {**data, **ends, "mentions": len(data["mentions"]), "sentence": sentence}


def _relations(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    for concept in concept_nodes(graph):
        for other, role in sorted((other, str(data["role"])) for _, other, data in graph.out_edges(concept, data=True)):
            yield {":START_ID": concept, ":END_ID": other, ":TYPE": role.upper()}


def cypher() -> str:
    """A script that loads the files into a running database, once more without making anything twice."""
    return "\n".join(_statements())


def _statements() -> Iterator[str]:
    yield "// Copy the CSV files to the import folder of the database, then: cypher-shell -f load.cypher"
    yield "// Set db.import.csv.legacy_quote_escaping=false: a backslash in a text is a backslash."
    for label in ("Paper", "Concept"):
        name = f"{label.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"
    yield _nodes("papers", "Paper")
    yield _nodes("concepts", "Concept")
    for kind in Kind:
        yield f"MATCH (n:Concept {{kind: '{kind}'}}) SET n:{kind.capitalize()};"
    yield from (_relationship("links", "Paper", role.upper()) for role in Role)
    yield from (_relationship("relations", "Concept", role.upper()) for role in CONCEPT_EDGES)
    yield ""


def _nodes(file: str, label: str) -> str:
    return (
        f"LOAD CSV WITH HEADERS FROM 'file:///{file}.csv' AS row\n"
        f"MERGE (n:{label} {{id: row.`id:ID`}}) SET {_settings('n', HEADERS[file])};"
    )


def _relationship(file: str, start: str, role: str) -> str:
    settings = _settings("r", HEADERS[file])
    return (
        f"LOAD CSV WITH HEADERS FROM 'file:///{file}.csv' AS row WITH row WHERE row.`:TYPE` = '{role}'\n"
        f"MATCH (a:{start} {{id: row.`:START_ID`}}), (b:Concept {{id: row.`:END_ID`}})\n"
        f"MERGE (a)-[r:{role}]->(b){f' SET {settings}' if settings else ''};"
    )


_CYPHER = {
    "": "{}",
    "int": "toInteger({})",
    "double": "toFloat({})",
    "boolean": "toBoolean({})",
    "string[]": "split({}, ';')",
}


def _settings(variable: str, header: Iterable[str]) -> str:
    columns = [(column, *column.partition(":")[::2]) for column in header]
    return ", ".join(
        f"{variable}.{name} = {_CYPHER[of].format(f'row.`{column}`')}" for column, name, of in columns if of in _CYPHER
    )
