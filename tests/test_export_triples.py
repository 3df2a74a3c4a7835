"""Triples for PyKEEN: three columns on every line, whatever the names."""

from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pandas as pd

import kg
from kg.export import triples
from kg.graph import assemble
from kg.model import Paper

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def test_every_edge_is_a_line_that_pandas_reads_as_pykeen_does(sample: Graph, tmp_path: Path) -> None:
    path = kg.save(sample, tmp_path / "graph.tsv")
    table = pd.read_csv(path, sep="\t", header=None, dtype=str, keep_default_na=False)
    assert table.shape == (sample.number_of_edges(), 3)
    assert set(table[0]) | set(table[2]) <= set(sample)
    edges = {(one, data["role"], other) for one, other, data in sample.edges(data=True)}
    assert set(table.itertuples(index=False, name=None)) == edges


def test_the_lines_are_sorted_and_end(tiny: Graph) -> None:
    lines = list(triples.lines(tiny))
    assert lines == sorted(lines) and all(line.endswith("\n") for line in lines)
    assert "paper/late\tuses\tmethod/q-net\n" in lines


def test_a_tab_in_a_node_does_not_break_the_line() -> None:
    graph = assemble([Paper("a", "A", "x")], {}, [])
    graph.add_edge("paper/a", 'odd\t"x"\n', role="uses")
    assert list(triples.lines(graph)) == ["paper/a\tuses\todd%09%22x%22%0A\n"]
