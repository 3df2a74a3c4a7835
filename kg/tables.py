"""A graph as tidy tables: one `pandas.DataFrame` each for papers, concepts, links and mentions.

The columns ``paper`` and ``concept`` hold nodes of the graph, so that the tables join on them and ``graph.nodes[…]``
takes them. Rows are sorted by them. Text is of pandas' ``str`` type with missing values where nothing is known, kinds,
roles and statuses are categories in the order of `kg.model` (roles strongest first), numbers that can be missing are
``Int64``, and several values in one cell are a tuple. An empty graph gives empty tables with the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.analysis.dates import date_of
from kg.graph import concept_nodes, links_of, paper_nodes
from kg.model import Kind, Role, Status
from kg.text import sentence_of, sentences

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_CATEGORIES = {"kind": list(map(str, Kind)), "role": list(map(str, Role)), "status": list(map(str, Status))}
PAPERS = {
    "paper": "str",
    "title": "str",
    "abstract": "str",
    "published": "str",
    "year": "Int64",
    "url": "str",
    "arxiv_id": "str",
    "doi": "str",
    "acl_id": "str",
    "authors": "object",
    "venue": "str",
    "categories": "object",
    "upvotes": "Int64",
    "code": "object",
    "listed_on": "object",
}
CONCEPTS = {
    "concept": "str",
    "kind": "category",
    "name": "str",
    "names": "object",
    "status": "category",
    "papers": "int64",
    "year": "Int64",
    "introduced_in": "str",
    "arxiv_id": "str",
    "url": "str",
    "broader": "object",
    "datasets": "object",
    "tasks": "object",
    "higher_is_better": "boolean",
    "unit": "str",
}
LINKS = {
    "paper": "str",
    "role": "category",
    "concept": "str",
    "kind": "category",
    "name": "str",
    "confidence": "float64",
    "rule": "str",
    "mentions": "int64",
}
MENTIONS = {"paper": "str", "concept": "str", "start": "int64", "end": "int64", "text": "str", "sentence": "str"}


def papers(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """A row for each paper.

    Columns: ``paper`` (the node), ``title``, ``abstract``, ``published`` (ISO, as precise as known), ``year`` (of it,
    else of the arXiv id), ``url``, ``arxiv_id``, ``doi``, ``acl_id``, ``authors`` (names), ``venue``, ``categories``,
    ``upvotes``, ``code`` (repositories that the abstract names) and ``listed_on`` (pages or files that hold the paper).

    >>> import kg
    >>> table = kg.papers(kg.build())
    >>> table.loc[table.arxiv_id == "1706.03762", "title"].item()
    'Attention Is All You Need'
    """
    columns: dict[str, list[Any]] = {name: [] for name in PAPERS}
    for node in paper_nodes(graph):
        attributes = graph.nodes[node]
        date = date_of(attributes)
        authors = tuple(author.name for author in attributes["authors"])
        _add(columns, {**attributes, "paper": node, "year": int(date[:4]) if date else None, "authors": authors})
    return _table(columns, PAPERS)


def concepts(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """A row for each concept, those of the catalogue that only stand above linked ones included (``papers == 0``).

    Columns: ``concept`` (the node), ``kind``, ``name`` (the preferred one), ``names``, ``status`` (``curated`` or
    ``candidate``), ``papers`` (how many link to it), ``year``, ``introduced_in`` (a title), ``arxiv_id``, ``url``,
    ``broader``, ``datasets``, ``tasks`` (concepts), ``higher_is_better`` and ``unit`` (of metrics).

    >>> import kg
    >>> table = kg.concepts(kg.build())
    >>> table.loc[table.concept == "method/bert", "kind"].item()
    'method'
    """
    columns: dict[str, list[Any]] = {name: [] for name in CONCEPTS}
    for node in concept_nodes(graph):
        attributes = graph.nodes[node]
        linking = sum(graph.nodes[other]["type"] == "paper" for other in graph.pred[node])
        own = {"concept": node, "name": attributes["names"][0], "papers": linking}
        _add(columns, {**attributes, **own, "introduced_in": attributes["paper"]})
    return _table(columns, CONCEPTS)


def links(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """A row for each link between a paper and a concept; there is one for each pair.

    Columns: ``paper``, ``role``, ``concept``, the concept's ``kind`` and ``name``, ``confidence`` (0 to 1), ``rule``
    (what decided the role) and ``mentions`` (how many it rests on; `mentions` has them).

    >>> import kg
    >>> table = kg.links(kg.build())
    >>> table[table.role == "introduces"].query("name == 'BERT'").paper.item()
    'paper/arxiv-1810.04805'
    """
    columns: dict[str, list[Any]] = {name: [] for name in LINKS}
    for paper in paper_nodes(graph):
        for _, concept, data in sorted(graph.out_edges(paper, data=True), key=_concept):
            attributes = graph.nodes[concept]
            own = {"paper": paper, "concept": concept, "name": attributes["names"][0], "kind": attributes["kind"]}
            _add(columns, {**data, **own, "mentions": len(data["mentions"])})
    return _table(columns, LINKS)


def mentions(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """A row for each place where a paper names a concept: what the links rest on.

    Columns: ``paper``, ``concept``, ``start`` and ``end`` (offsets in code points into title, blank line, abstract),
    ``text`` (what stands there) and ``sentence`` (that it stands in).

    >>> import kg
    >>> table = kg.mentions(kg.build())
    >>> bool((table.text.str.len() == table.end - table.start).all())
    True
    """
    columns: dict[str, list[Any]] = {name: [] for name in MENTIONS}
    for paper in paper_nodes(graph):
        text = f"{graph.nodes[paper]['title']}\n\n{graph.nodes[paper]['abstract']}"
        spans = sentences(text)
        for mention in sorted(mention for link in links_of(graph, paper) for mention in link.mentions):
            own = {"paper": paper, "concept": mention.concept, "start": mention.start, "end": mention.end}
            sentence = sentence_of(text, mention.start, mention.end, spans)
            _add(columns, {**own, "text": text[mention.start : mention.end], "sentence": sentence})
    return _table(columns, MENTIONS)


def _concept(edge: tuple[str, str, dict[str, Any]]) -> str:
    return edge[1]


def _add(columns: dict[str, list[Any]], row: dict[str, Any]) -> None:
    for name, values in columns.items():
        values.append(row[name])


def _table(columns: dict[str, list[Any]], types: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: _column(name, columns[name], dtype) for name, dtype in types.items()})


def _column(name: str, values: Sequence[Any], dtype: str) -> pd.Series[Any]:
    import pandas as pd

    if dtype == "category":
        return pd.Series(pd.Categorical(values, categories=_CATEGORIES[name], ordered=name == "role"))
    return pd.Series(map(_whole, values) if dtype == "str" else values, dtype=dtype)


def _whole(text: str | None) -> str | None:
    """``text`` with half surrogates, which pandas' texts cannot hold, as U+FFFD: one character as before."""
    if text is None or text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
