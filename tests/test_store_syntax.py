"""Where a query is wrong, and what no query may do."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store import RefusedError, Request, answer, open_store
from kg.store.grammar import first_error
from kg.store.limits import Limits
from kg.store.questions import Question, questions
from kg.store.syntax import explained, refuse, unknown_terms
from kg.store.tokens import tokens
from kg.vocabulary import PREFIXES

WRONG = (
    ("SELECT ?x WHERE { ?x ?p }", "line 1, column 25: found '}', expected a literal, a variable"),
    ("SELEC ?x", "line 1, column 1: found SELEC, expected ASK, BASE, CONSTRUCT, DESCRIBE, PREFIX or SELECT"),
    ("", "line 1, column 1: found the end of the query"),
    ("SELECT ?x WHERE {\n  ?x a ?y .\n  FILTER(?x =\n}", "line 4, column 1: found '}'"),
    ("SELECT * { ?s ?p ?o } LIMIT x", "line 1, column 29: found x, expected a number"),
    ("SELECT ?x { ?x ?p ?o FILTER(?o > 3 ?x) }", "line 1, column 36: found ?x, expected an operator or ')'"),
    ("SELECT ?a, ?b { ?a ?p ?b }", "line 1, column 10: found ','"),
    ("SELECT * { ?s ?p 'abc }", "line 1, column 18: this string is not closed"),
    ("SELECT * { ?s ~ ?o }", "line 1, column 15: '~' cannot stand here"),
    ("SELECT * { ?s foo:bar ?o }", "line 1, column 15: the prefix foo: is not declared; known are"),
    ("SELECT * { ?s skoss:bar ?o }", "column 15: the prefix skoss: is not declared; did you mean skos:"),
    ("PREFIX x: <y:z> SELECT * { ?s x:y z:a }", "column 35: the prefix z: is not declared"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "The SELECT contains a variable that is unbound"),
    ("SELECT * { ?s ?p ?o BIND(1 AS ?s) }", "the words fit, the meaning does not"),
    ("ASK { ?x a kg:Method ; }}", "line 1, column 25: found '}'"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", "expected BY"),
    ("SELECT * { ?s ?p ?o . FILTER(lenght(?s) > 1) }", "column 30: found lenght"),
)
RIGHT = (
    "ASK { ?s ?p 'SERVICE' }",
    "# LOAD\nSELECT * { ?service ?p <x:INSERT> . ?s ?p ?o }",
    "CONSTRUCT { ?s a kg:Method } WHERE { ?s ^rdf:subject/(rdf:object|!(rdf:type|^kg:uses))* ?o }",
    "CONSTRUCT WHERE { ?s a [ kg:uses (1 2.5 -3e1 true 'a'@en 'b'^^xsd:string) ] }",
    "DESCRIBE <x:y> ?s FROM <x:g> FROM NAMED <x:h> WHERE { GRAPH ?g { ?s ?p '''long \"\n one''' } }",
    "SELECT DISTINCT ?s (GROUP_CONCAT(DISTINCT STR(?o); SEPARATOR=', ') AS ?all) { ?s ?p ?o } GROUP BY ?s "
    "HAVING(COUNT(*) > 1 && ?s NOT IN (<x:a>, <x:b>)) ORDER BY DESC(?s) ASC(STR(?s)) LIMIT 3 OFFSET 1",
    "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 1 } UNION { VALUES (?s ?t) { (<x:a> UNDEF) } } MINUS { ?s a ?t } "
    "OPTIONAL { ?s ?q 1.0 } FILTER NOT EXISTS { ?s ?q _:b } FILTER(IF(!?s, -1 + 2 * 3, COALESCE(?q, 4)) <= 7) }",
    'BASE <http://e/> PREFIX : <p#> ASK { <a> :b.c "d\\"" ; :e\\,f 1 , 2 . [] a [] . () :g ?h }',
    "SELECT * { ?s ?p ?o } VALUES ?s { <x:a> }",
)
UPDATES = (
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "delete where { ?s ?p ?o }",
    "PREFIX x: <x:> LOAD <http://example.org/>",
    "BASE <x:y> # why\nCLEAR ALL",
    "DROP ALL",
    "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return ox.Store()


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_an_error_names_place_and_what_was_expected(store: ox.Store, text: str, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        answer(store, Request(text, {}), Limits())
    assert expected in caught.value.message


def test_an_error_shows_the_line_and_a_caret_below_the_place(store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        answer(store, Request("SELECT *\n{ ?s\t?p }\n# end", {}), Limits())
    assert caught.value.hint == "  { ?s ?p }\n          ^"


def test_a_long_line_is_cut_around_the_place(store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        answer(store, Request(f"SELECT * {{ {'?s ?p ?o . ' * 50} ?s }} {'#' * 200}", {}), Limits())
    line, caret = (caught.value.hint or "").split("\n")
    assert len(line) <= 100
    assert line[caret.index("^")] == "}"


@pytest.mark.parametrize("text", [*RIGHT, *(question.text for question in questions().values())])
def test_right_queries_pass_the_grammar_and_the_engine(store: ox.Store, text: str) -> None:
    refuse(text)
    assert first_error(list(tokens(text))) is None
    store.query(text, prefixes=PREFIXES)


@pytest.mark.parametrize("text", UPDATES)
def test_updates_are_refused(store: ox.Store, text: str) -> None:
    with pytest.raises(RefusedError, match="read-only"):
        answer(store, Request(text, {}), Limits())


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o { service silent ?where { ?s ?p ?o } } }",
    ],
)
def test_other_services_are_not_asked(store: ox.Store, text: str) -> None:
    with pytest.raises(RefusedError, match="SERVICE is refused"):
        answer(store, Request(text, {}), Limits())


def test_deep_nesting_is_an_error_like_any_other() -> None:
    text = "ASK " + "{" * 3000
    with pytest.raises(QueryError):
        raise explained(text, "error at 1:1: expected something")


@given(st.text(alphabet="SELECT{}?x <a:b>\"'.;()#\n@^\\1é😀", max_size=60))
def test_whatever_is_asked_gives_an_answer_or_an_error_of_ours(text: str) -> None:
    try:
        answer(open_store(ox.Store()), Request(text, {}), Limits())
    except QueryError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * { ?x a kg:Methd }", ["kg:Methd is not in the vocabulary; did you mean kg:Method?"]),
        ("ASK { ?x kg:qqqq ?y . ?y kg:qqqq 'kg:zzz' } # kg:none", ["kg:qqqq is not in the vocabulary"]),
        ("PREFIX kg: <x:y#> ASK { ?x kg:other ?y }", []),
        ("ASK { ?x kg:uses/schema:anything ?y }", []),
    ],
)
def test_terms_that_no_graph_can_have_are_told(text: str, told: list[str]) -> None:
    notes: list[str] = []
    answer(ox.Store(), Request(text, {}), Limits(5, 5, 5000), notes.append)
    assert notes == list(unknown_terms(text)) == told


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.name)
def test_ready_made_questions_use_the_vocabulary(question: Question) -> None:
    assert list(unknown_terms(question.text)) == []
