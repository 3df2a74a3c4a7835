"""The process that answers: time limit, restart, what crosses the pipe."""

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg import export
from kg.errors import InputError, QueryError
from kg.store import LimitError, Limits, RefusedError, Request, worker
from kg.store.remote import Worker
from kg.store.results import AnswerFormatError

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
COUNT = Request("SELECT (COUNT(*) AS ?n) { ?p a schema:ScholarlyArticle }", {})


@pytest.fixture
def graph(tiny: "nx.MultiDiGraph[str]", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    return export.write(tiny, tmp_path, export.named("ttl"))[0]


@pytest.fixture
def process(graph: Path) -> Iterator[Worker]:
    with Worker(graph) as started:
        yield started


def asked(process: Worker, text: str, limits: Limits | None = None, **values: str) -> Any:
    reply = process.ask(Request(text, values), limits or Limits(), ["json", "ttl"])
    return json.loads(reply.body) if reply.format == "json" else reply.body.decode()


def test_a_worker_answers_select_ask_and_construct(process: Worker) -> None:
    assert asked(process, COUNT.text)["results"]["bindings"][0]["n"]["value"] == "2"
    assert asked(process, "ASK {}")["boolean"] is True
    assert "<x:s> <x:p>" in asked(process, "CONSTRUCT { <x:s> <x:p> 1 } WHERE {}")


def test_a_slow_query_is_stopped_and_the_next_is_answered(process: Worker) -> None:
    before = process._process.pid
    started = time.monotonic()
    with pytest.raises(LimitError, match=r"longer than 0.5 s and was stopped"):
        asked(process, ENDLESS, Limits(seconds=0.5))
    assert time.monotonic() - started < 20
    assert process._process.returncode is not None, "the process has ended"
    assert asked(process, "ASK {}")["boolean"] is True
    assert process._process.pid != before


def test_limits_of_rows_and_size_cross_the_pipe(process: Worker) -> None:
    with pytest.raises(LimitError, match="more than 3 rows"):
        asked(process, "SELECT * { ?s ?p ?o }", Limits(rows=3))
    with pytest.raises(LimitError, match="larger than"):
        asked(process, "SELECT * { ?s ?p ?o }", Limits(size=100))


def test_errors_keep_their_kind_and_hint(process: Worker) -> None:
    with pytest.raises(RefusedError, match="read-only"):
        asked(process, "DROP ALL")
    with pytest.raises(AnswerFormatError):
        process.ask(COUNT, Limits(), ["ttl"])
    with pytest.raises(QueryError) as caught:
        asked(process, "SELECT")
    assert "^" in (caught.value.hint or "")
    with pytest.raises(QueryError, match="no paper or concept is called 'Raft'"):
        asked(process, "@naming", concept="Raft")
    with pytest.raises(QueryError, match="not an IRI"):
        process.ask(Request("ASK {}", {}, ("no iri",)), Limits(), ["json"])


def test_a_worker_of_a_bad_graph_says_so(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("no Turtle")
    with Worker(path) as process, pytest.raises(InputError, match="not Turtle"):
        process.ask(COUNT, Limits(), ["json"])


def test_a_process_that_dies_is_told_and_replaced(process: Worker) -> None:
    asked(process, "ASK {}")
    process._process.kill()
    process._process.wait()
    assert asked(process, "ASK {}")["boolean"] is True
    silent = [sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(7)"]
    process._process.kill()
    process._process = subprocess.Popen(silent, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with pytest.raises(QueryError, match="process ended with code 7"):
        asked(process, "ASK {}")
    assert asked(process, "ASK {}")["boolean"] is True


def test_a_store_on_disk_answers(graph: Path) -> None:
    with Worker(graph, always=True) as process:
        assert asked(process, COUNT.text)["results"]["bindings"][0]["n"]["value"] == "2"


def test_the_dataset_of_the_protocol_is_heeded(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text("<g:1> { <x:s> <x:p> 1 } <g:2> { <x:s> <x:p> 2 , 3 }")
    with Worker(path) as process:
        for graphs, count in (((), 3), (("g:1",), 1), (("g:2",), 2)):
            reply = process.ask(Request("SELECT * { ?s ?p ?o }", {}, graphs), Limits(), ["json"])
            assert len(json.loads(reply.body)["results"]["bindings"]) == count


def test_the_loop_reads_lines_and_writes_answers(graph: Path) -> None:
    """The process's own function, without a process."""
    request = {
        "request": {"text": "@naming", "values": {"concept": "raft net"}},
        "limits": {"seconds": 5, "rows": 10, "size": 10_000},
        "formats": ["csv"],
    }
    told = io.BytesIO()
    worker.main("file", str(graph), io.BytesIO(json.dumps(request).encode() + b"\n"), told)
    ready, line, *body = told.getvalue().split(b"\n", 2)
    assert json.loads(ready)["ready"] > 50
    assert json.loads(line) == {"kind": "table", "format": "csv", "notes": [], "length": len(body[0])}
    assert b"RaftNet: Rafts without Attention" in body[0]


def test_only_the_process_itself_is_bound_in_memory(process: Worker) -> None:
    """A limit that stayed with who calls `worker.main` would be inherited by all it starts, a browser among them."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_DATA)
    worker.main("file", "none.ttl", io.BytesIO(), io.BytesIO())
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    asked(process, "ASK {}")
    limits = Path(f"/proc/{process._process.pid}/limits")
    if limits.exists():
        assert "4000000000" in next(
            line for line in limits.read_text().splitlines() if line.startswith("Max data size")
        )


def test_the_loop_tells_why_it_cannot_open() -> None:
    told = io.BytesIO()
    worker.main("file", "none.ttl", io.BytesIO(), told)
    assert json.loads(told.getvalue())["error"]["message"] == "no such graph"


def test_the_kinds_of_answers() -> None:
    empty = ox.Store()
    limits = {"seconds": 5, "rows": 10, "size": 10_000}
    for text, kind in (("ASK {}", "boolean"), ("SELECT * {}", "table"), ("DESCRIBE <x:y>", "graph")):
        request = {"request": {"text": text, "values": {}}, "limits": limits, "formats": ["json", "nt"]}
        assert worker.reply(empty, request)[0]["kind"] == kind
