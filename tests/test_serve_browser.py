"""The query page and the pages of nodes in a real Chromium."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kg import export
from kg.serve import Options, Server, routes
from kg.store import Limits

expect.set_options(timeout=30_000)

Serve = Callable[["nx.MultiDiGraph[str]"], str]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serves a graph, and tells where."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    servers: list[Server] = []

    def started(graph: "nx.MultiDiGraph[str]") -> str:
        path = export.write(graph, tmp_path, export.named("ttl,html"))[0]
        servers.append(Server(path, Options(port=0, limits=Limits(seconds=10))))
        threading.Thread(target=servers[-1].run, daemon=True).start()
        return servers[-1].url

    yield started
    for server in servers:
        server.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test where a script does, or where anything is asked of another machine."""
    problems: list[str] = []
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
    opened.on("request", lambda request: problems.extend(foreign(request)))
    yield opened
    opened.close()
    assert not problems


def foreign(request: Request) -> list[str]:
    return [] if request.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else [request.url]


def test_a_question_is_one_click_away(page: Page, serve: Serve, sample: "nx.MultiDiGraph[str]") -> None:
    page.goto(serve(sample))
    expect(page.locator("#questions button")).to_have_count(15)
    page.get_by_role("button", name="@methods").click()
    expect(page.locator("#status")).to_contain_text("rows")
    expect(page.locator("#result th").nth(1)).to_have_text("name")
    assert page.locator("#result tbody tr").count() > 3
    page.locator("#result a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/method/" in page.url


def test_the_editor_highlights(page: Page, serve: Serve, tiny: "nx.MultiDiGraph[str]") -> None:
    page.goto(serve(tiny))
    expect(page.locator("#editor .ace_keyword").first).to_be_visible()
    assert page.locator("#editor .ace_variable").count() > 3
    page.get_by_role("button", name="@health").click()
    expect(page.locator("#editor .ace_support.ace_type").first).to_be_visible()
    iris = page.locator("#editor .ace_support.ace_type").all_text_contents()
    assert "<https://w3id.org/paperkg/vocab#>" in iris, "the # of an IRI begins no comment"


def test_a_parameter_is_filled_in_and_bound(page: Page, serve: Serve, tiny: "nx.MultiDiGraph[str]") -> None:
    page.goto(serve(tiny))
    page.get_by_role("button", name="@naming").click()
    page.get_by_label("concept:").fill("raft-net")
    page.get_by_label("concept:").press("Enter")
    expect(page.locator("#result")).to_contain_text("RaftNet: Rafts without Attention")
    with page.expect_download() as download:
        page.locator("#csv").click()
    assert Path(download.value.path()).read_text().startswith("paper,title,relation,names,times")


def test_an_error_shows_line_and_caret(page: Page, serve: Serve, tiny: "nx.MultiDiGraph[str]") -> None:
    page.goto(serve(tiny))
    page.locator("#editor").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT ?x\nWHERE { ?x ?p }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#error")).to_contain_text("line 2, column 15: found '}'")
    expect(page.locator("#editor .ace_error").first).to_be_visible()


@pytest.mark.parametrize(("query", "shown"), [("ASK {}", "true"), ("CONSTRUCT { <x:s> <x:p> 1 } {}", "<x:s> <x:p> 1")])
def test_ask_and_construct_are_shown(
    page: Page, serve: Serve, tiny: "nx.MultiDiGraph[str]", query: str, shown: str
) -> None:
    page.goto(serve(tiny))
    page.locator("#editor").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)
    page.locator("#run").click()
    expect(page.locator("main")).to_contain_text(shown)


def test_without_ace_there_is_an_editor_with_colours(
    page: Page, serve: Serve, tiny: "nx.MultiDiGraph[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "find_spec", lambda _: None)
    routes._editor.cache_clear()
    page.goto(serve(tiny))
    editor = page.get_by_label("SPARQL query")
    expect(page.locator("#editor .keyword").first).to_have_text("SELECT")
    editor.fill("ASK { ?s a <x:y> }")
    expect(page.locator("#editor .iri")).to_have_text("<x:y>")
    editor.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("false")
    editor.fill("ASK {")
    editor.press("Control+Enter")
    expect(page.locator("#error")).to_contain_text("line 1, column 6")
    routes._editor.cache_clear()


def test_hostile_text_is_shown_as_text(page: Page, serve: Serve, hostile: "nx.MultiDiGraph[str]") -> None:
    url = serve(hostile)
    for path in ("paper/p", "method/net"):
        page.goto(url + path)
        expect(page.locator("h1")).to_contain_text('a<b> & "q"')
        assert page.locator("b").count() == 0
    page.goto(url)
    page.get_by_role("button", name="@methods").click()
    expect(page.locator("#result")).to_contain_text("a<b>")
    assert page.locator("#result b").count() == 0


def test_the_explorer_opens(page: Page, serve: Serve, tiny: "nx.MultiDiGraph[str]") -> None:
    page.goto(serve(tiny))
    page.get_by_role("link", name="Explorer").click()
    expect(page.locator("canvas").first).to_be_visible()
