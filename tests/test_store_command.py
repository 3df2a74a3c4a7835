"""``kg query`` as a user meets it: tables, formats, messages, exit codes, start-up."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from kg import export
from kg.cli import main

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def graph(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> Path:
    return export.write(tiny, tmp_path, export.named("ttl"))[0]


@pytest.fixture
def kg(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str, asked: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["kg", "query", *words, "-g", str(graph)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(asked))
        code = 0
        try:
            main()
        except SystemExit as exit:
            code = int(exit.code or 0)
        return Done(sys.argv, code, *capfd.readouterr())

    return run


def test_a_table_is_printed_with_short_names(kg: Run) -> None:
    done = kg("@naming", "-p", "concept=raftnet")
    assert done.returncode == 0
    head, first, second = done.stdout.splitlines()
    assert head.split() == ["paper", "title", "relation", "names", "times"]
    assert first.split() == [
        "paper/arxiv-2101.00001",
        *"RaftNet: Rafts without Attention kg:introduces RaftNet 3".split(),
    ]
    assert second.split()[0] == "paper/late"
    assert done.stderr == "2 rows\n"


def test_a_query_may_be_text_a_file_or_standard_input(kg: Run, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?p a schema:ScholarlyArticle }"
    (tmp_path / "count.rq").write_text(text)
    for done in (kg(text), kg("count.rq"), kg("-", asked=text)):
        assert done.stdout.split() == ["n", "2"]
    assert "count.rqx" not in kg("none.rq").stdout
    assert kg("none.rq").stderr.startswith("kg: none.rq: no such file\n")


def test_formats(kg: Run) -> None:
    text = "SELECT ?t ?n { ?p dcterms:title ?t ; schema:author/schema:position ?n } ORDER BY ?n LIMIT 1"
    title = "RaftNet: Rafts without Attention"
    assert json.loads(kg(text, "--json").stdout)["results"]["bindings"][0]["t"] == {"type": "literal", "value": title}
    assert kg(text, "--csv").stdout.startswith(f"t,n\r\n{title},1")
    assert kg(text, "--tsv").stdout == f'?t\t?n\n"{title}"\t1\n'
    assert kg("ASK { ?p dcterms:title ?t }").stdout == "true\n"
    assert kg("ASK { ?p dcterms:nothing ?t }").stdout == "false\n"
    construct = "CONSTRUCT { ?p dcterms:title ?t } WHERE { ?p dcterms:title ?t }"
    assert "@prefix dcterms:" in kg(construct).stdout
    assert '"@id"' in kg(construct, "--json").stdout
    assert kg(construct, "--csv").stderr.startswith("kg: csv is for SELECT and ASK\n")


def test_nothing_in_a_cell_steers_the_terminal(kg: Run) -> None:
    done = kg("SELECT ('a\\u001B[31m[bold]b\\nc :smile:' AS ?x) (0.123456 AS ?y) ('x' AS ?z) (<y:z> AS ?u) {}")
    assert done.stdout.splitlines()[1].split() == ["a", "[31m[bold]b", "c", ":smile:", "0.1235", "x", "y:z"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["SELECT ?x {"], 1, "kg: line 1, column 12: found the end of the query, expected"),
        (["DROP ALL"], 1, "kg: DROP is refused: the graph is read-only"),
        (["SELECT * { SERVICE <http://x/> {} }"], 1, "kg: line 1, column 12: SERVICE is refused"),
        (["@none"], 1, "kg: no ready-made question is called @none"),
        (["@naming"], 1, "kg: @naming needs the parameter concept\n  -p concept=…  the concept"),
        (["@naming", "-p", "concept=Raft"], 1, "kg: no paper or concept is called 'Raft'\nNearest: RaftNet"),
        (["SELECT * { ?s ?p ?o }", "--max-rows", "2"], 1, "kg: the result has more than 2 rows"),
        (["SELECT * { ?s ?p ?o }", "--max-size", "0.001"], 1, "kg: the result is larger than 0.001 MB"),
        ([], 2, "give a query, a file, or @name"),
        (["ASK {}", "--csv", "--json"], 2, "choose one of --json, --csv and --tsv"),
        (["ASK {}", "-p", "x"], 2, "'x' is not KEY=VALUE"),
    ],
)
def test_errors_are_short_and_have_codes(kg: Run, words: list[str], code: int, message: str) -> None:
    done = kg(*words)
    assert done.returncode == code
    assert message in " ".join(done.stderr.split("│")) if code == 2 else message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) < 12
    assert not done.stdout


def test_a_slow_query_is_stopped(kg: Run) -> None:
    done = kg("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }", "--timeout", "0.3")
    assert done.returncode == 1
    assert "longer than 0.3 s and was stopped" in done.stderr


def test_the_list_names_every_question_and_parameter(kg: Run) -> None:
    from kg.store.questions import questions

    listed = kg("--list").stdout
    for name, question in questions().items():
        assert f"@{name}" in listed
        assert all(f"-p {each.name}=…" in listed for each in question.parameters)
    assert all(line == line.rstrip() for line in listed.splitlines())


def test_a_missing_graph_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", "ASK {}", "-g", str(tmp_path / "none.ttl")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].endswith("none.ttl: no such graph")


def test_a_large_graph_is_put_on_disk_and_said_so(kg: Run, graph: Path) -> None:
    with graph.open("a") as file:
        file.write("# " + "x" * 8_000_000 + "\n")
    assert kg("ASK {}").stderr == f"Making a store of {graph} for queries; the next query finds it made.\n"
    assert kg("ASK {}").stderr == ""


def test_an_ambiguous_name_is_told(kg: Run, graph: Path) -> None:
    with graph.open("a") as file:
        file.write('<method/raftnet-2> a kg:Method , skos:Concept ; skos:prefLabel "RaftNet" .\n')
    assert kg("@naming", "-p", "concept=RaftNet").stderr.startswith(
        "'RaftNet' is read as method/raftnet; also called so: method/raftnet-2\n"
    )


def test_start_up_imports_nothing_heavy(graph: Path) -> None:
    code = (
        "import sys; from kg.cli import main\n"
        f"sys.argv = ['kg', 'query', '@health', '-g', {str(graph)!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('spacy', 'networkx', 'rdflib', 'pandas', 'numpy', 'pyvis') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
