"""``kg serve``: the protocol, the pages, and what keeps one client from harming another."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper

from kg import export
from kg.cli import main
from kg.errors import KgError
from kg.graph import paper_nodes
from kg.serve import Options, Server, is_loopback
from kg.serve.http import Application, HttpRequest, Response, preferred
from kg.serve.pool import BusyError, Pool
from kg.store import LimitError, Limits, Request
from kg.vocabulary import BASE, KG

COUNT = "SELECT (COUNT(*) AS ?n) { ?p a schema:ScholarlyArticle }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
FORM = "application/x-www-form-urlencoded"


class Reply:
    """A reply of the server, whatever its status."""

    def __init__(self, status: int, headers: Any, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.text = body.decode()


class Client:
    """A client of a server at ``url``."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.address = ("127.0.0.1", int(url.split(":")[2].strip("/")))

    def get(self, path: str, accept: str = "*/*", **headers: str) -> Reply:
        return self.send(urllib.request.Request(self.url + path, headers={"Accept": accept, **headers}))

    def ask(self, accept: str = "application/sparql-results+json", **fields: str) -> Reply:
        return self.get(f"sparql?{urllib.parse.urlencode(fields)}", accept)

    def post(self, body: bytes, type: str, path: str = "sparql") -> Reply:
        return self.send(urllib.request.Request(self.url + path, body, {"Content-Type": type}))

    def send(self, request: urllib.request.Request) -> Reply:
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return Reply(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as error:
            return Reply(error.code, error.headers, error.read())

    def raw(self, sent: bytes) -> bytes:
        with socket.create_connection(self.address, timeout=20) as connection:
            connection.sendall(sent)
            return connection.recv(4096)


def running(path: Path, limits: Limits, **options: Any) -> Iterator[Client]:
    server = Server(path, Options(port=0, limits=limits, **options))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Client(server.url)
    server.close()


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KG_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def graph(sample: "nx.MultiDiGraph[str]", tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    (folder / "graph.html").write_text("<title>explorer</title>")
    return export.write(sample, folder, export.named("ttl"))[0]


@pytest.fixture(scope="module")
def client(graph: Path) -> Iterator[Client]:
    yield from running(graph, Limits(seconds=20, rows=5_000, size=1_000_000), names=("kg.example",))


@pytest.fixture(scope="module")
def papers(sample: "nx.MultiDiGraph[str]") -> int:
    return len(paper_nodes(sample))


@pytest.fixture
def own(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> Path:
    return export.write(tiny, tmp_path, export.named("ttl"))[0]


def number(reply: Reply) -> int:
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def test_a_query_by_get_by_form_and_by_body(client: Client, papers: int) -> None:
    form = urllib.parse.urlencode({"query": COUNT}).encode()
    assert number(client.ask(query=COUNT)) == papers
    assert number(client.post(form, FORM)) == papers
    assert number(client.post(COUNT.encode(), "application/sparql-query")) == papers
    assert number(client.post(COUNT.encode(), "application/sparql-query; charset=utf-8")) == papers


@pytest.mark.parametrize(
    ("query", "accept", "type", "begin"),
    [
        (COUNT, "*/*", "application/sparql-results+json", "{"),
        (COUNT, "application/json", "application/sparql-results+json", "{"),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        (COUNT, "text/csv", "text/csv; charset=utf-8", "n\r\n"),
        (COUNT, "text/tab-separated-values;q=0.9, text/csv;q=0.1", "text/tab-separated-values; charset=utf-8", "?n\n"),
        (COUNT, "text/turtle, text/csv;q=0.5", "text/csv; charset=utf-8", "n\r\n"),
        ("ASK {}", "*/*", "application/sparql-results+json", '{"head": {}, "boolean": true}'),
        ("CONSTRUCT { <x:s> a <x:o> } {}", "*/*", "text/turtle", "@prefix rdf:"),
        ("CONSTRUCT { <x:s> a <x:o> } {}", "application/n-triples", "application/n-triples", "<x:s> <http"),
        ("CONSTRUCT { <x:s> a <x:o> } {}", "application/ld+json", "application/ld+json", "[{"),
        ("CONSTRUCT { <x:s> a <x:o> } {}", "application/json", "application/ld+json", "[{"),
        ("CONSTRUCT { <x:s> a <x:o> } {}", "application/rdf+xml", "application/rdf+xml", "<?xml"),
    ],
)
def test_formats_are_negotiated(client: Client, query: str, accept: str, type: str, begin: str) -> None:
    reply = client.ask(accept, query=query)
    assert (reply.status, reply.headers["Content-Type"]) == (200, type)
    assert reply.text.startswith(begin)


@pytest.mark.parametrize(
    ("fields", "accept", "status", "message"),
    [
        ({"query": "SELECT ?x {"}, "*/*", 400, "line 1, column 12"),
        ({}, "*/*", 200, "sd:Service"),
        ({"a": "b"}, "*/*", 400, "expected one query, got 0"),
        ({"query": "DROP ALL"}, "*/*", 403, "read-only"),
        ({"query": "LOAD <http://x/>"}, "*/*", 403, "read-only"),
        ({"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}, "*/*", 403, "SERVICE is refused"),
        ({"update": "DROP ALL"}, "*/*", 403, "read-only"),
        ({"query": COUNT}, "image/png", 406, "none of the accepted formats"),
        ({"query": COUNT}, "text/turtle", 406, "ttl is for CONSTRUCT"),
        ({"query": "SELECT * { ?s ?p ?o }"}, "*/*", 413, "more than 5000 rows"),
        ({"query": COUNT, "default-graph-uri": "no iri"}, "*/*", 400, "not an IRI"),
        ({"query": "@naming"}, "*/*", 400, "needs the parameter concept"),
    ],
)
def test_statuses_and_messages(client: Client, fields: dict[str, str], accept: str, status: int, message: str) -> None:
    reply = client.ask(accept, **fields)
    assert reply.status == status
    assert message in reply.text
    assert "Traceback" not in reply.text


def test_requests_that_are_no_queries(client: Client) -> None:
    assert client.post(b"DROP ALL", "application/sparql-update").status == 403
    assert client.post(b"update=DROP+ALL", FORM).status == 403
    assert client.post(b"ASK {}", "text/plain").status == 415
    assert client.post(b"\xff", "application/sparql-query").status == 400
    assert client.post(b"query=ASK+%7B%7D&query=ASK+%7B%7D", FORM).status == 400
    assert client.post(b"x", FORM, "method/none").status == 405
    assert client.send(urllib.request.Request(client.url + "sparql", method="PUT", data=b"")).status == 405
    assert client.send(urllib.request.Request(client.url + "sparql", method="OPTIONS")).status == 204
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\nContent-Length: 1100000\r\n\r\n"
    assert b" 413 " in client.raw(head.encode()).split(b"\r\n")[0]
    assert client.get("sparql?query=ASK%7B%7D%FF").status == 400


def test_head_has_the_headers_and_no_body(client: Client) -> None:
    got = client.get("sparql?query=ASK%20%7B%7D")
    head = client.send(urllib.request.Request(client.url + "sparql?query=ASK%20%7B%7D", method="HEAD"))
    assert head.body == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_parameters_are_bound(client: Client) -> None:
    text = "SELECT ?x ?y { BIND(CONCAT(?x, '!') AS ?y) }"
    hostile = 'x" } ; DROP ALL #\n😀'
    reply = client.ask("text/csv", **{"query": text, "$x": hostile})
    assert json.loads(client.ask(**{"query": text, "$x": hostile}).body)["results"]["bindings"][0]["y"]["value"] == (
        f"{hostile}!"
    )
    assert reply.text.startswith("y\r\n")


def test_an_ambiguous_name_is_noted(own: Path) -> None:
    with own.open("a") as file:
        file.write('<method/raftnet-2> a kg:Method , skos:Concept ; skos:prefLabel "RaftNet" .\n')
    for client in running(own, Limits()):
        reply = client.ask(**{"query": "@naming", "$concept": "RaftNet"})
        note = urllib.parse.unquote(reply.headers["Kg-Note"])
        assert note == "'RaftNet' is read as method/raftnet; also called so: method/raftnet-2"


def test_sparqlwrapper_understands_every_format(client: Client, papers: int) -> None:
    wrapper = SPARQLWrapper(client.url + "sparql")
    wrapper.setQuery(f"PREFIX schema: <https://schema.org/> {COUNT}")
    for format in (JSON, XML, CSV):
        for method in ("GET", POST):
            wrapper.setMethod(method)
            wrapper.setReturnFormat(format)
            assert str(papers) in str(read(wrapper.queryAndConvert()))
    wrapper.setQuery(
        "CONSTRUCT { <x:s> <x:p> ?n } { SELECT (COUNT(*) AS ?n) { ?p a <https://schema.org/ScholarlyArticle> } }"
    )
    for format in (TURTLE, RDFXML):
        wrapper.setReturnFormat(format)
        assert str(papers) in str(read(wrapper.queryAndConvert()))


def read(found: Any) -> Any:
    return found.toxml() if hasattr(found, "toxml") else found.serialize() if hasattr(found, "serialize") else found


def test_rdflib_reads_the_endpoint_as_a_graph(client: Client, papers: int) -> None:
    graph = rdflib.Graph(SPARQLStore(client.url + "sparql"))
    subjects = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/ScholarlyArticle")))
    assert len(subjects) == papers
    title = graph.value(next(iter(subjects)), rdflib.DCTERMS.title)
    assert isinstance(title, rdflib.Literal)
    rows = list(graph.query("SELECT ?t { ?p dcterms:title ?t } LIMIT 3"))
    assert len(rows) == 3


def test_a_page_for_each_node_as_html_and_rdf(client: Client, sample: "nx.MultiDiGraph[str]") -> None:
    paper = paper_nodes(sample)[0]
    concept = next(target for _, target in sample.out_edges(paper))
    for node in (paper, concept, f"paperkg/{concept}"):
        page = client.get(node, "text/html,application/xhtml+xml,*/*;q=0.8")
        assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "<h1>" in page.text
        triples = rdflib.Graph().parse(data=client.get(node, "text/turtle").text, format="turtle")
        assert (rdflib.URIRef(BASE + node.removeprefix("paperkg/")), None, None) in triples
    assert client.get(concept, "application/ld+json").headers["Content-Type"] == "application/ld+json"
    assert client.get(concept, "image/png").status == 406
    assert client.get("method/no-such-method").status == 404
    assert client.get("no-such-page").status == 404


@pytest.mark.parametrize(
    ("accept", "type"), [("text/html,*/*;q=0.8", "text/plain"), ("*/*", "text/turtle"), ("text/turtle", "text/turtle")]
)
def test_the_vocabulary_is_where_its_terms_lead(client: Client, accept: str, type: str) -> None:
    reply = client.get("vocab", accept)
    assert (reply.status, reply.headers["Content-Type"]) == (200, f"{type}; charset=utf-8")
    described = rdflib.Graph().parse(data=reply.text, format="turtle")
    assert (rdflib.URIRef(KG.introduces), rdflib.RDFS.label, None) in described


def test_the_page_of_a_concept_tells_what_leads_to_it(client: Client) -> None:
    assert "Data for it" in client.get("task/natural-language-understanding", "text/html").text
    assert "Part of" in client.get("dataset/multinli", "text/html").text
    assert "Narrower concepts" in client.get("method/transformer", "text/html").text


def test_a_source_page_lists_its_papers(client: Client, sample: "nx.MultiDiGraph[str]") -> None:
    listed = next(pages[0] for pages in (sample.nodes[node]["listed_on"] for node in paper_nodes(sample)) if pages)
    page = client.get(f"page/{urllib.parse.quote(listed, safe='')}", "text/html")
    assert page.status == 200
    assert 'href="/paper/' in page.text
    assert f"<h1>{listed}</h1>" in page.text
    assert "relation" not in page.text


def test_the_page_of_a_node_leads_to_it_in_the_explorer(
    client: Client, sample: "nx.MultiDiGraph[str]", own: Path
) -> None:
    paper = paper_nodes(sample)[0]
    assert f'href="/graph.html#at={paper}"' in client.get(paper, "text/html").text
    for bare in running(own, Limits()):
        page = bare.get("paper/late", "text/html")
        assert page.status == 200
        assert "/graph.html" not in page.text


def test_the_query_page_and_its_files(client: Client) -> None:
    page = client.get("", "text/html")
    assert 'src="/static/query.js"' in page.text
    assert 'href="/graph.html"' in page.text
    assert client.get("sparql", "text/html").text == page.text, "people without a query are sent to the page"
    found = json.loads(client.get("questions.json").body)
    assert len(found["questions"]) == 15
    assert found["base"] == BASE
    for file in (
        "static/query.js",
        "static/highlight.js",
        "static/style.css",
        "editor/ace.js",
        "editor/theme-tomorrow.js",
    ):
        assert client.get(file).status == 200
    for file in ("static/page.html", "static/../graph.ttl", "editor/../__init__.py", "static/%2e%2e/facts.rq"):
        assert client.get(file).status == 404
    assert "explorer" in client.get("graph.html").text


def test_without_the_editor_or_the_explorer_the_page_does_without(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.serve import routes

    monkeypatch.setattr(routes, "find_spec", lambda _: None)
    routes._editor.cache_clear()
    for client in running(own, Limits()):
        assert "/editor/" not in client.get("", "text/html").text
        assert "graph.html" not in client.get("", "text/html").text
        assert client.get("editor/ace.js").status == 404
        assert client.get("graph.html").status == 404
    routes._editor.cache_clear()


def test_everything_on_a_page_is_escaped(hostile: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    path = export.write(hostile, tmp_path, export.named("ttl"))[0]
    for client in running(path, Limits()):
        for node in ("paper/p", "method/net"):
            page = client.get(node, "text/html")
            assert page.status == 200
            assert "<b>" not in page.text.replace("<body>", "")
            assert "&lt;b&gt;" in page.text
            assert "😀" in page.text
            assert rdflib.Graph().parse(data=client.get(node, "text/turtle").text, format="turtle")


def test_replies_carry_guards_and_give_no_foreign_page_access(client: Client) -> None:
    headers = client.get("", "text/html").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
        ("localhost", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:80", 200),
        ("KG.example", 200),
    ],
)
def test_foreign_host_names_are_refused(client: Client, host: str, status: int) -> None:
    """A page elsewhere whose name has been bent to this address does not get at the graph."""
    assert client.get("questions.json", Host=host).status == status


def test_a_slow_query_is_stopped_while_others_are_answered(own: Path) -> None:
    for client in running(own, Limits(seconds=1.5)):
        with ThreadPoolExecutor(3) as threads:
            slow = threads.submit(client.ask, query=ENDLESS)
            quick = [threads.submit(client.ask, query=COUNT) for _ in range(3)]
            assert [number(each.result()) for each in quick] == [2, 2, 2]
            assert not slow.done()
            assert slow.result().status == 503
            assert "was stopped" in slow.result().text
            assert slow.result().headers["Retry-After"] == "10"
        assert number(client.ask(query=COUNT)) == 2


def test_a_hundred_clients_at_once_get_answers(client: Client, papers: int) -> None:
    with ThreadPoolExecutor(100) as threads:
        replies = list(threads.map(lambda _: client.ask(query=COUNT), range(100)))
    assert [number(reply) for reply in replies] == [papers] * 100


def test_slow_and_cut_off_clients_harm_nobody(client: Client, papers: int) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    begun = head + b"Content-Length: 99\r\n\r\nASK"
    large = urllib.parse.quote("SELECT * { ?s ?p ?o } LIMIT 4000")
    slow = [socket.create_connection(client.address) for _ in range(120)]
    try:
        for connection in slow[:40]:
            connection.sendall(b"GET /sparql?query=ASK")
        for connection in slow[40:80]:
            connection.sendall(begun)
        for connection in slow[80:]:
            connection.sendall(f"GET /sparql?query={large} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        for connection in slow[100:]:
            connection.close()
        assert number(client.ask(query=COUNT)) == papers
    finally:
        for connection in slow:
            connection.close()
    assert number(client.ask(query=COUNT)) == papers


def test_requests_that_are_no_http_are_refused(client: Client) -> None:
    assert b" 400 " in client.raw(b"no http at all\r\n\r\n").split(b"\r\n")[0]
    header = b"X-Long: " + b"x" * 100_000
    assert b" 431 " in client.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + header + b"\r\n\r\n").split(b"\r\n")[0]


def test_a_changed_graph_is_served_without_a_restart(own: Path) -> None:
    told: list[str] = []
    pool = Pool(own, Limits(), told.append, processes=1)
    try:
        ask = Request(COUNT, {})
        assert b'"2"' in pool.ask(ask, ["json"]).body
        own.write_text(own.read_text() + "<x:new> a schema:ScholarlyArticle .\n")
        assert b'"3"' in pool.ask(ask, ["json"]).body
        own.write_text("no Turtle any more")
        assert b'"3"' in pool.ask(ask, ["json"]).body
        assert b'"3"' in pool.ask(ask, ["json"]).body
        assert sum("Still answering from the graph as it was." in each for each in told) == 1
        own.unlink()
        assert b'"3"' in pool.ask(ask, ["json"]).body
    finally:
        pool.close()


def test_a_client_that_waits_too_long_is_told(own: Path) -> None:
    pool = Pool(own, Limits(seconds=3), processes=1, patience=0.2)
    try:
        with ThreadPoolExecutor(1) as threads:
            slow = threads.submit(pool.ask, Request(ENDLESS, {}), ["json"])
            time.sleep(0.5)
            with pytest.raises(BusyError, match="too many queries"):
                pool.ask(Request(COUNT, {}), ["json"])
            assert isinstance(slow.exception(), LimitError)
    finally:
        pool.close()


def test_a_port_in_use_and_a_missing_graph_are_told(own: Path, client: Client) -> None:
    with pytest.raises(KgError, match=f"cannot listen on 127.0.0.1 port {client.address[1]}"):
        Server(own, Options(port=client.address[1]))
    with pytest.raises(KgError, match="no such graph"):
        Server(own.with_name("none.ttl"), Options(port=0))


def test_which_addresses_are_this_machine_alone() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "localhost", "0.0.0.0", "kg.example")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_command_serves_until_interrupted(own: Path) -> None:
    command = [sys.executable, "-u", "-m", "kg", "serve", "-g", str(own), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        url = lines[0].split()[-1]
        assert url.startswith("http://127.0.0.1:"), "loopback unless told otherwise"
        assert number(Client(url).ask(query=COUNT)) == 2
        process.send_signal(2)
        _, err = process.communicate(timeout=20)
    assert lines[1:] == [f"Endpoint    {url}sparql\n", "End with Ctrl-C.\n"]
    assert "Traceback" not in err


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_command_says_where_it_is_and_who_can_reach_it(
    own: Path, host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "serve", "-g", str(own), "--port", "0", "--host", host])
    monkeypatch.setattr(Server, "run", lambda _: None)
    with pytest.raises(SystemExit) as exit:
        main()
    assert not exit.value.code
    out, err = capsys.readouterr()
    assert f"Query page  http://{host}:" in out
    assert ("can query the graph" in err) == (host == "0.0.0.0")


def test_what_goes_wrong_inside_is_not_told_outside(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_pool: Pool, _request: HttpRequest) -> Response:
        raise ZeroDivisionError("a secret")

    told: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": "localhost", "PATH_INFO": "/x", "wsgi.input": None}
    app = Application(broken, cast("Pool", None), frozenset({"localhost"}))
    body = app(environ, lambda status, _: told.append(status))
    assert (told, list(body)) == (["500 Internal Server Error"], [b"something went wrong here\n"])
    assert "a secret" in caplog.text


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", ["text/html", "text/turtle"]),
        ("text/*;q=0.5, text/turtle", ["text/turtle", "text/html"]),
        ("text/html;q=0, */*", ["text/turtle"]),
        ("text/turtle;charset=utf-8;q=0.2,text/html;level=1", ["text/html", "text/turtle"]),
        ("nonsense, ;q=x, text/html;q=1.2.3", []),
        ("TEXT/HTML", ["text/html"]),
    ],
)
def test_accept_headers(accept: str, expected: list[str]) -> None:
    assert preferred(accept, ["text/html", "text/turtle"]) == expected
