"""Parquet: the schema as documented, readable by DuckDB, Polars and pandas, and read back."""

import sys
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kg
from kg.errors import FormatError, KgError
from kg.export import parquet

Graph: TypeAlias = "nx.MultiDiGraph[str]"


@pytest.fixture
def tables(tiny: Graph, tmp_path: Path) -> Path:
    """The tables of the tiny graph."""
    return kg.save(tiny, tmp_path / "parquet")


def test_the_schema_is_the_documented_one(tables: Path) -> None:
    for name, columns in parquet.SCHEMAS.items():
        schema = pq.read_schema(tables / f"{name}.parquet")
        assert schema.names == list(columns)
        assert all(column in (parquet.__doc__ or "") for column in columns)
    types = {name: str(pq.read_schema(tables / f"{name}.parquet").field(0).type) for name in parquet.SCHEMAS}
    assert set(types.values()) == {"string"}


def test_duckdb_joins_them(tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(
        f"SELECT names[1], count(*) FROM '{tables}/links.parquet' JOIN '{tables}/concepts.parquet' USING (concept) "
        "WHERE role = 'evaluates_on' GROUP BY ALL ORDER BY 2 DESC"
    ).fetchall()
    assert found == [("FloatBench", 1)]


def test_polars_reads_them(tables: Path) -> None:
    polars = pytest.importorskip("polars")
    papers = polars.read_parquet(tables / "papers.parquet")
    authors = papers.filter(polars.col("paper") == "paper/arxiv-2101.00001")["authors"].to_list()[0]
    assert [author["name"] for author in authors] == ["Ada Example", "Bo Example"]


def test_mentions_quote_the_text(tables: Path) -> None:
    mentions = pd.read_parquet(tables / "mentions.parquet")
    papers = pd.read_parquet(tables / "papers.parquet").set_index("paper")
    for row in mentions.to_dict("records"):
        paper = papers.loc[row["paper"]]
        assert f"{paper['title']}\n\n{paper['abstract']}"[row["start"] : row["end"]] == row["text"]


def test_without_evidence_there_are_no_mentions(tiny: Graph, tmp_path: Path) -> None:
    parquet.write(tiny, tmp_path / "p", evidence=False)
    assert pq.read_table(tmp_path / "p" / "mentions.parquet").num_rows == 0
    assert kg.load(tmp_path / "p").number_of_edges() == tiny.number_of_edges()


def test_the_same_graph_gives_the_same_bytes(tiny: Graph, tables: Path) -> None:
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    kg.save(tiny, tables)
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before


def test_an_older_format_is_refused(tables: Path) -> None:
    table = pq.read_table(tables / "papers.parquet")
    pq.write_table(table.replace_schema_metadata({"format": "0"}), tables / "papers.parquet")
    with pytest.raises(FormatError, match="format is 0, not 1"):
        kg.load(tables)


def test_another_table_is_refused(tables: Path) -> None:
    pq.write_table(pa.table({"paper": ["x"]}), tables / "links.parquet")
    with pytest.raises(FormatError, match="the column 'role' is missing"):
        kg.load(tables)
    (tables / "links.parquet").write_bytes(b"no table")
    with pytest.raises(FormatError, match="not a Parquet file"):
        kg.load(tables)


def test_rows_that_do_not_fit_are_refused(tables: Path) -> None:
    mentions = pd.read_parquet(tables / "mentions.parquet")
    mentions["end"] = mentions["end"] + 10_000
    mentions.to_parquet(tables / "mentions.parquet")
    with pytest.raises(FormatError, match="a mention lies outside its text"):
        kg.load(tables)


def test_without_pyarrow_the_extra_is_named(tiny: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(KgError, match="pyarrow") as caught:
        kg.save(tiny, tmp_path / "parquet")
    assert "paperkg[parquet]" in str(caught.value)
    assert not list(tmp_path.iterdir())
