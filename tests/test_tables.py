"""A graph as data frames: columns and types as documented, rows as the graph has them."""

from typing import TypeAlias

import networkx as nx
import pandas as pd
import pytest

import kg
from kg import tables
from kg.graph import assemble
from kg.model import Paper

Graph: TypeAlias = "nx.MultiDiGraph[str]"


@pytest.mark.parametrize("name", ["papers", "concepts", "links", "mentions"])
def test_columns_are_those_documented_whatever_the_graph(name: str, tiny: Graph) -> None:
    table = getattr(tables, name)
    documented = getattr(tables, name.upper())
    for graph in (tiny, assemble([], {}, [])):
        found = table(graph)
        assert list(found.columns) == list(documented)
        assert {column: str(dtype) for column, dtype in found.dtypes.items()} == documented
        assert isinstance(found.index, pd.RangeIndex)
    for column in documented:
        assert f"``{column}``" in (table.__doc__ or "")


def test_papers(tiny: Graph) -> None:
    first, second = kg.papers(tiny).to_dict("records")
    assert first["paper"] == "paper/arxiv-2101.00001"
    assert (first["year"], first["published"]) == (2021, "2021-01-01")
    assert first["authors"] == ("Ada Example", "Bo Example")
    assert second["title"] == "A Study of Q-Net"
    assert pd.isna(second["year"]) and pd.isna(second["url"]) and second["authors"] == ()


def test_the_year_of_a_paper_without_a_date_is_that_of_its_arxiv_id() -> None:
    graph = assemble([Paper("p", "T", "A", arxiv_id="1706.03762")], {}, [])
    assert kg.papers(graph).year.tolist() == [2017]


def test_concepts(tiny: Graph) -> None:
    table = kg.concepts(tiny).set_index("concept")
    assert table.papers.to_dict() == {
        "benchmark/floatbench": 2,
        "method/q-net": 2,
        "method/raftnet": 2,
        "method/swin-transformer": 1,
        "method/vit": 0,
    }
    assert table.loc["method/raftnet", "names"] == ("RaftNet", "Raft-Net")
    assert table.loc["method/raftnet", "status"] == "candidate"
    assert table.loc["method/q-net", "broader"] == ("method/swin-transformer",)


def test_links_are_sorted_and_roles_compare_by_strength(tiny: Graph) -> None:
    table = kg.links(tiny)
    assert table[["paper", "concept"]].apply(tuple, axis=1).is_monotonic_increasing
    assert table[table.role <= "evaluates_on"].name.tolist() == ["FloatBench", "RaftNet"]
    assert table.set_index(["paper", "concept"]).loc[("paper/arxiv-2101.00001", "method/raftnet"), "mentions"] == 3
    assert set(table.confidence) == {0.8}


def test_mentions_quote_the_text_and_its_sentence(tiny: Graph) -> None:
    table = kg.mentions(tiny)
    assert len(table) == kg.links(tiny).mentions.sum()
    for row in table.to_dict("records"):
        attributes = tiny.nodes[row["paper"]]
        text = f"{attributes['title']}\n\n{attributes['abstract']}"
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"] and row["sentence"] in text
    floats = table[(table.text == "FloatBench") & (table.paper == "paper/arxiv-2101.00001")]
    assert floats.sentence.tolist() == ["It outperforms the Swin Transformer on FloatBench."]


def test_the_tables_join(tiny: Graph) -> None:
    joined = kg.links(tiny).merge(kg.papers(tiny), on="paper").merge(kg.concepts(tiny), on="concept")
    assert len(joined) == len(kg.links(tiny))


def test_hostile_text_stands_in_the_cells(hostile: Graph) -> None:
    title = hostile.nodes["paper/p"]["title"]
    assert kg.papers(hostile).title.item() == title.replace("\ud800", "\ufffd")
    assert kg.mentions(hostile).text.tolist() == [title[0], "Net"]
