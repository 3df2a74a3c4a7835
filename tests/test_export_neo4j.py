"""CSV for Neo4j, checked against the header rules of its importer's documentation."""

import csv
import re
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pytest

import kg
from kg.export import neo4j

Graph: TypeAlias = "nx.MultiDiGraph[str]"

TYPES = (
    "int long float double boolean byte short char string point date localtime time localdatetime datetime duration"
).split()
FIELD = re.compile(rf"(?P<name>\w*)(?::(?P<type>ID|LABEL|START_ID|END_ID|TYPE|(?:{'|'.join(TYPES)})(?:\[\])?))?")


@pytest.fixture(params=["tiny", "sample", "hostile"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The files of a graph."""
    graph: Graph = request.getfixturevalue(request.param)
    return kg.save(graph, tmp_path / "neo4j")


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a file by column."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_headers_keep_the_rules(folder: Path) -> None:
    for name in neo4j.HEADERS:
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        fields = [FIELD.fullmatch(column) for column in header]
        assert all(fields) and len(set(header)) == len(header)
        types = [field["type"] for field in fields if field]
        assert all(
            field["name"] or field["type"] in {"LABEL", "START_ID", "END_ID", "TYPE"} for field in fields if field
        )
        if name in {"papers", "concepts"}:
            assert types.count("ID") == 1 and types.count("LABEL") == 1
        else:
            assert sorted(one for one in types if one and one.isupper()) == ["END_ID", "START_ID", "TYPE"]


def test_ids_are_unique_and_every_end_is_one(folder: Path) -> None:
    ids = [row["id:ID"] for name in ("papers", "concepts") for row in rows(folder / f"{name}.csv")]
    assert len(ids) == len(set(ids))
    for name in ("links", "relations"):
        for row in rows(folder / f"{name}.csv"):
            assert {row[":START_ID"], row[":END_ID"]} <= set(ids) and re.fullmatch(r"[A-Z_]+", row[":TYPE"])


def test_every_record_is_one_line_and_values_fit_their_types(folder: Path) -> None:
    for name, header in neo4j.HEADERS.items():
        records = rows(folder / f"{name}.csv")
        assert len((folder / f"{name}.csv").read_text(encoding="utf-8").split("\n")) == len(records) + 2
        for column in header:
            values = [record[column] for record in records if record[column]]
            if column.endswith((":int", ":double")):
                assert all(float(value) >= 0 for value in values)
            if column.endswith(":boolean"):
                assert set(values) <= {"true", "false"}


def test_labels_and_arrays(tiny: Graph, tmp_path: Path) -> None:
    folder = kg.save(tiny, tmp_path / "neo4j")
    concepts = {row["id:ID"]: row for row in rows(folder / "concepts.csv")}
    assert concepts["method/raftnet"][":LABEL"] == "Concept;Method"
    assert concepts["method/raftnet"]["names:string[]"] == "RaftNet;Raft-Net"
    links = {(row[":START_ID"], row[":END_ID"]): row for row in rows(folder / "links.csv")}
    link = links["paper/late", "method/q-net"]
    assert (link[":TYPE"], link["mentions:int"], link["sentence"]) == ("USES", "2", "A Study of Q-Net")
    assert [row[":TYPE"] for row in rows(folder / "relations.csv")] == ["BROADER", "BROADER"]


def test_semicolons_do_not_split_a_name(hostile: Graph, tmp_path: Path) -> None:
    (concept,) = rows(kg.save(hostile, tmp_path / "neo4j") / "concepts.csv")
    assert concept["names:string[]"].split(";")[1] == "Net\N{FULLWIDTH SEMICOLON}net"


def test_without_evidence_there_are_no_texts(tiny: Graph, tmp_path: Path) -> None:
    neo4j.write(tiny, tmp_path / "n", evidence=False)
    assert not any(row["abstract"] for row in rows(tmp_path / "n" / "papers.csv"))
    assert not any(row["sentence"] for row in rows(tmp_path / "n" / "links.csv"))


def test_the_script_loads_every_column_of_every_file(tiny: Graph, tmp_path: Path) -> None:
    folder = kg.save(tiny, tmp_path / "neo4j")
    script = (folder / "load.cypher").read_text(encoding="utf-8")
    for name, header in neo4j.HEADERS.items():
        assert f"file:///{name}.csv" in script
        for column in header:
            assert f"row.`{column}`" in script or column == ":LABEL"
    assert all(
        statement.strip().endswith(";")
        for statement in re.split(r"\n(?=[A-Z]+ (?!\())", script)[1:]
        if "//" not in statement
    )
    assert "toInteger(row.`year:int`)" in script and "split(row.`names:string[]`, ';')" in script
    for role in ("INTRODUCES", "EVALUATES_ON", "TRAINS_ON", "COMPARES_WITH", "USES", "MENTIONS", "BROADER", "INCLUDES"):
        assert f"MERGE (a)-[r:{role}]->(b)" in script


def test_the_import_command_names_every_file(tiny: Graph, tmp_path: Path) -> None:
    folder = kg.save(tiny, tmp_path / "neo4j")
    command = (folder / "import.sh").read_text(encoding="utf-8")
    assert command.startswith("#!/bin/sh")
    for file in folder.glob("*.csv"):
        option = "--nodes" if file.stem in {"papers", "concepts"} else "--relationships"
        assert f"{option}={file.name}" in command
