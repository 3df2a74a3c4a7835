"""Queries in this process: answers, parameters, formats, data frames."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg import export
from kg.errors import InputError, MissingInputError, QueryError, UnknownNodeError
from kg.store import LimitError, Limits, Request, answer, open_store, python, query
from kg.store import terms as parameters
from kg.store.results import TABLE_FORMATS, AnswerFormatError, Table, write
from kg.vocabulary import BASE

Graph = nx.MultiDiGraph
STRANGE = 'a "b" <c> \\ \n\r\t 😀 , ; é\u2028'


@pytest.fixture
def store(tiny: "nx.MultiDiGraph[str]") -> ox.Store:
    return open_store(tiny)


@pytest.fixture
def odd() -> ox.Store:
    """Every kind of term, and a text with everything that formats have to escape."""
    found = ox.Store()
    subject, predicate = ox.NamedNode("x:s"), ox.NamedNode("x:p")
    objects = (
        ox.Literal(STRANGE),
        ox.Literal("chat", language="fr"),
        ox.Literal(3),
        ox.Literal(True),
        ox.Literal("0.25", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("many", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.NamedNode("x:é"),
        ox.BlankNode("b0"),
    )
    found.extend(ox.Quad(subject, predicate, each) for each in objects)
    return found


EVERYTHING = "SELECT ?o ?nothing { ?s ?p ?o } ORDER BY STR(?o)"


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_tables_are_written_as_pyoxigraph_writes_them(odd: ox.Store, format: str) -> None:
    """Another writer of the same formats, read by another reader where there is one."""
    ours = write(answer(odd, Request(EVERYTHING, {}), Limits()), format, Limits())
    kinds = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
    theirs = odd.query(EVERYTHING).serialize(format=getattr(ox.QueryResultsFormat, kinds[format]))
    assert rows_of(ours, format) == rows_of(theirs or b"", format)


def rows_of(written: bytes, format: str) -> Any:
    if format == "csv":
        return list(csv.reader(io.StringIO(written.decode(), newline="")))
    kind = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
    solutions = ox.parse_query_results(written, format=kind[format])
    return [[str(row["o"]), row["nothing"]] for row in solutions]  # type: ignore[union-attr]


@pytest.mark.parametrize("format", sorted(TABLE_FORMATS))
def test_ask_is_written_in_every_format(format: str) -> None:
    assert b"true" in write(True, format, Limits())
    assert b"false" in write(False, format, Limits())


def test_triples_are_written_in_every_graph_format(odd: ox.Store) -> None:
    found = answer(odd, Request("CONSTRUCT WHERE { ?s ?p ?o }", {}), Limits())
    for format, name in (("ttl", "TURTLE"), ("nt", "N_TRIPLES"), ("jsonld", "JSON_LD"), ("rdfxml", "RDF_XML")):
        parsed = ox.parse(write(found, format, Limits()), format=getattr(ox.RdfFormat, name))
        literals = {str(quad.object) for quad in parsed if isinstance(quad.object, ox.Literal)}
        assert str(ox.Literal(STRANGE)) in literals


def test_a_format_for_another_kind_of_answer_is_an_error() -> None:
    with pytest.raises(AnswerFormatError, match="csv is for SELECT"):
        write([], "csv", Limits())
    with pytest.raises(AnswerFormatError, match="ttl is for CONSTRUCT"):
        write(True, "ttl", Limits())


def test_triple_terms_and_characters_that_xml_lacks_are_written() -> None:
    inner = ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("\x00", language="en"))
    table = Table(("t",), [(inner,), (ox.Literal("\x00\r"),)])
    assert (
        json.loads(write(table, "json", Limits()))["results"]["bindings"][0]["t"]["value"]["object"]["xml:lang"] == "en"
    )
    assert "<triple><subject><uri>x:s</uri>" in write(table, "xml", Limits()).decode()
    assert "\ufffd&#13;" in write(table, "xml", Limits()).decode()


def test_a_result_of_too_many_rows_or_bytes_is_refused(odd: ox.Store) -> None:
    with pytest.raises(LimitError, match="more than 2 rows"):
        answer(odd, Request(EVERYTHING, {}), Limits(rows=2))
    with pytest.raises(LimitError, match="larger than"):
        answer(odd, Request(EVERYTHING, {}), Limits(size=20))
    with pytest.raises(LimitError, match="larger than"):
        write(answer(odd, Request(EVERYTHING, {}), Limits()), "xml", Limits(size=300))
    with pytest.raises(LimitError, match="more than 1 rows"):
        answer(odd, Request("CONSTRUCT WHERE { ?s ?p ?o }", {}), Limits(rows=1))


@pytest.mark.parametrize("asked", ["RaftNet", "raft-net", "RAFT NET", "method/raftnet", f"{BASE}method/raftnet"])
def test_a_concept_is_found_by_any_name_id_and_iri(store: ox.Store, asked: str) -> None:
    assert parameters.term(store, "concept", asked).value == f"{BASE}method/raftnet"


@pytest.mark.parametrize(
    "asked",
    [
        "arxiv-2101.00001",
        "2101.00001",
        "paper/arxiv-2101.00001",
        f"{BASE}paper/arxiv-2101.00001",
        "https://arxiv.org/abs/2101.00001v2",
        "arXiv:2101.00001",
        "raftnet: rafts WITHOUT attention",
    ],
)
def test_a_paper_is_found_by_title_id_and_iri(store: ox.Store, asked: str) -> None:
    assert parameters.term(store, "paper", asked).value == f"{BASE}paper/arxiv-2101.00001"


def test_names_are_found_under_another_base(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    path = export.write(tiny, tmp_path, export.named("ttl"), base="https://example.org/other/")[0]
    assert parameters.term(open_store(path), "concept", "method/vit").value == "https://example.org/other/method/vit"
    assert parameters.term(open_store(path), "paper", "late").value == "https://example.org/other/paper/late"


def test_an_unknown_name_is_told_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UnknownNodeError) as caught:
        parameters.term(store, "concept", "Swin Transfomer")
    assert caught.value.nearest[0] == "Swin Transformer"
    with pytest.raises(UnknownNodeError) as caught:
        parameters.term(store, "paper", "without attention")
    assert caught.value.nearest == ("RaftNet: Rafts without Attention",)
    with pytest.raises(QueryError, match="'RaftNet' is method/raftnet, which is no benchmark"):
        parameters.term(store, "benchmark", "RaftNet")
    with pytest.raises(UnknownNodeError):
        parameters.term(store, "benchmark", "Swin Transfomer")


LIKE = '<m:{0}> a skos:Concept, kg:Method ; skos:prefLabel "{1}" ; kg:status kg:{2} .'


def test_of_several_concepts_with_a_name_the_curated_and_most_named_is_chosen_and_told() -> None:
    found = ox.Store()
    prefixes = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX kg: <https://w3id.org/paperkg/vocab#> "
    named = (
        ("a", "Hydra", "Candidate"),
        ("b", "hydra", "Candidate"),
        ("c", "Hydra", "Curated"),
        ("d", "Hydra", "Curated"),
    )
    for each in named:
        found.update(f"{prefixes} INSERT DATA {{ {LIKE.format(*each)} }}")
    found.update("INSERT DATA { <p:1> <https://schema.org/mentions> <m:d> }")
    told: list[str] = []
    assert parameters.term(found, "concept", "Hydra", told.append).value == "m:d"
    assert told == ["'Hydra' is read as m:d; also called so: m:c, m:a"]


@pytest.mark.parametrize("asked", ["10.1162/RAFT_a_00012", "doi:10.1162/raft_a_00012", "W19-1001", "Same"])
def test_a_paper_is_found_by_doi_and_acl_id(asked: str) -> None:
    found = ox.Store()
    found.update(
        "INSERT DATA { <p:paper/a> a <https://schema.org/ScholarlyArticle> ; <http://purl.org/dc/terms/title> 'Same' ; "
        "<http://prismstandard.org/namespaces/basic/2.0/doi> '10.1162/raft_a_00012' ; "
        "<https://w3id.org/paperkg/vocab#aclId> 'W19-1001' }"
    )
    assert parameters.term(found, "paper", asked).value == "p:paper/a"


def test_two_papers_of_one_title_have_to_be_told_apart() -> None:
    found = ox.Store()
    for name in "ab":
        found.update(
            f"INSERT DATA {{ <p:paper/{name}> a <https://schema.org/ScholarlyArticle> ; "
            f'<http://purl.org/dc/terms/title> "Same" }}'
        )
    with pytest.raises(QueryError, match="2 papers are called 'same': paper/a, paper/b"):
        parameters.term(found, "paper", "same")


@pytest.mark.parametrize(
    ("type", "value", "message"),
    [
        ("integer", "1.5", "'1.5' is not an integer"),
        ("decimal", "much", "'much' is not a decimal"),
        ("decimal", "nan", "not a finite number"),
    ],
)
def test_numbers_are_checked(store: ox.Store, type: str, value: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parameters.term(store, type, value)


def test_a_parameter_of_an_undeclared_query_is_read_by_its_form(store: ox.Store) -> None:
    guess = parameters.guess
    assert guess(store, "x", "<x:y>") == ox.NamedNode("x:y")
    assert guess(store, "x", '"12"') == ox.Literal("12")
    assert guess(store, "x", "12") == ox.Literal(12)
    assert guess(store, "x", "0.5").value.startswith("0.5")
    assert guess(store, "x", "a b") == ox.Literal("a b")
    assert guess(store, "method", "swin") == ox.NamedNode(f"{BASE}method/swin-transformer")
    with pytest.raises(QueryError, match="not an IRI"):
        guess(store, "x", "<no iri>")


def test_parameters_are_bound_and_never_pasted(store: ox.Store) -> None:
    hostile = 'x" } ; DROP ALL #'
    frame = query(store, "SELECT ?x ?y { BIND(CONCAT(?x, '!') AS ?y) }", x=hostile)
    assert frame.values.tolist() == [[f"{hostile}!"]]
    assert len(store) > 0


def test_a_parameter_that_cannot_be_bound_is_an_error(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="the parameter y is not a variable that the query selects"):
        query(store, "SELECT ?x { ?x ?p ?y }", y="z")
    with pytest.raises(QueryError, match="cannot be a variable's name"):
        query(store, "SELECT ?x { ?x ?p ?y }", **{"a b": "z"})


def test_columns_of_a_data_frame_have_python_types(store: ox.Store) -> None:
    frame = query(
        store,
        "SELECT ?n ?d ?b ?s ?gap ?when { VALUES (?n ?d ?b ?s ?gap ?when) "
        "{ (1 0.5 true 'a' 7 '2021'^^xsd:gYear) (2 1.5 false 'b' UNDEF '2022'^^xsd:gYear) } }",
    )
    assert frame["n"].tolist() == [1, 2]
    assert frame["d"].sum() == 2.0
    assert frame["b"].tolist() == [True, False]
    assert frame["s"].tolist() == ["a", "b"]
    assert str(frame["gap"].dtype) == "Int64"
    assert frame["gap"].iloc[0] == 7
    assert frame["when"].tolist() == ["2021", "2022"]


def test_ask_construct_and_empty_answers_are_data_frames(store: ox.Store) -> None:
    assert query(store, "ASK { ?s ?p ?o }").values.tolist() == [[True]]
    assert query(store, "SELECT ?a ?b { ?a <x:nothing> ?b }").columns.tolist() == ["a", "b"]
    triples = query(store, "CONSTRUCT { <x:s> <x:p> ?t } WHERE { ?s dcterms:title ?t FILTER(STRSTARTS(?t, 'A ')) }")
    assert triples.values.tolist() == [["x:s", "x:p", "A Study of Q-Net"]]


def test_literals_that_are_not_what_they_say_stay_text() -> None:
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert python(ox.Literal("many", datatype=integer)) == "many"
    assert python(ox.BlankNode("b")) == "b"
    assert python(None) is None


def test_a_graph_a_path_and_a_store_answer_the_same(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    path = export.write(tiny, tmp_path, export.named("ttl"))[0]
    text = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    expected = query(tiny, text).values.tolist()
    assert len(expected) > 50
    assert query(str(path), text).values.tolist() == expected
    assert query(open_store(path), text).values.tolist() == expected


def test_hostile_names_survive(hostile: "nx.MultiDiGraph[str]") -> None:
    node = hostile.nodes["method/net"]["names"][0].replace("\ud800", "\ufffd")
    frame = query(hostile, "SELECT ?name { ?c a kg:Method ; skos:prefLabel ?name }")
    assert frame["name"].tolist() == [node]


def test_plain_rdflib_answers_the_same(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    path = export.write(tiny, tmp_path, export.named("ttl"))[0]
    graph = rdflib.Graph().parse(path)
    text = "SELECT ?t ?n { ?p schema:mentions ?c ; dcterms:title ?t . ?c skos:prefLabel ?n } ORDER BY ?t ?n"
    namespaces = {"schema": "https://schema.org/", "dcterms": rdflib.DCTERMS, "skos": rdflib.SKOS}
    theirs = [[str(title), str(name)] for title, name in graph.query(text, initNs=namespaces)]  # type: ignore[misc]
    assert theirs == query(tiny, text).values.tolist()


def test_files_that_are_no_graphs_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such graph"):
        query(tmp_path / "none.ttl", "ASK {}")
    (tmp_path / "graph.csv").write_text("a,b")
    with pytest.raises(InputError, match="not a graph that can be queried"):
        query(tmp_path / "graph.csv", "ASK {}")
    (tmp_path / "graph.ttl").write_text("this is no Turtle")
    with pytest.raises(InputError, match="not Turtle"):
        query(tmp_path / "graph.ttl", "ASK {}")


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdfxml", "trig"])
def test_every_rdf_format_can_be_queried(tiny: "nx.MultiDiGraph[str]", tmp_path: Path, name: str) -> None:
    path = export.write(tiny, tmp_path, export.named(name))[0]
    found = query(path, "SELECT ?t { ?p dcterms:title ?t ; a schema:ScholarlyArticle } ORDER BY ?t")
    assert found["t"].tolist() == ["A Study of Q-Net", "RaftNet: Rafts without Attention"]


def test_what_named_graphs_hold_counts_once(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text("<g:1> { <x:s> <x:p> 1 } <g:2> { <x:s> <x:p> 1 }")
    assert len(query(tmp_path / "graph.trig", "SELECT * { ?s ?p ?o }")) == 1
    assert len(query(tmp_path / "graph.trig", "SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 2
