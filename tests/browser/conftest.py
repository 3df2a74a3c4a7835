"""A real Chromium without a network, and pages of several graphs for it to open."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page

from kg.build import build
from kg.export import html
from kg.graph import assemble
from kg.model import Author, Concept, Kind, Link, Mention, Paper, Role, Status

ARTEFACTS = Path(__file__).parents[2] / "output" / "screenshots"

EVIL = "</script><img src=x onerror=\"document.title='owned'\">\u2028\"'& \u202ertl\u202c \U0001f600"
EVIL_NAME = '=HYPERLINK("javascript:alert(1)")'

EVIL_ID = "evil (it's!) \"#?&= \U0001f600"

OpenPage = Callable[..., Page]
Graphs = Callable[[str], "nx.MultiDiGraph[str]"]


@pytest.fixture(scope="session")
def graphs(request: pytest.FixtureRequest) -> Graphs:
    """The graph called ``sample``, ``pages`` or ``hostile``, made once."""

    @cache
    def graph(name: str) -> "nx.MultiDiGraph[str]":
        inputs = [request.getfixturevalue("shared") / "pages"] if name == "pages" else []
        return hostile() if name == "hostile" else build(inputs)

    return graph


@pytest.fixture(scope="session")
def pages(graphs: Graphs, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of a graph, made once."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def page(name: str) -> Path:
        html.write(graphs(name), folder / f"{name}.html")
        return folder / f"{name}.html"

    return page


def hostile() -> "nx.MultiDiGraph[str]":
    """Papers and concepts whose every text is an attack on what shows it."""
    paper = Paper(
        EVIL_ID,
        EVIL,
        f"We present {EVIL_NAME}. {EVIL}",
        "2024-02-30",
        "javascript:alert(1)",
        (EVIL,),
        authors=(Author(EVIL),),
    )
    plain = Paper("plain", "A plain paper", "It uses ok.", "2023", "https://example.org/plain", ("a page",))
    concepts = {
        "method/evil": Concept(
            "method/evil", Kind.METHOD, (EVIL_NAME, EVIL), Status.CANDIDATE, url="javascript:alert(2)", year=2024
        ),
        "task/ok": Concept("task/ok", Kind.TASK, ("ok",), broader=()),
    }
    start = paper.text.index(EVIL_NAME)
    links = [
        Link(
            EVIL_ID, Role.INTRODUCES, "method/evil", 0.9, EVIL, (Mention(start, start + len(EVIL_NAME), "method/evil"),)
        ),
        Link("plain", Role.USES, "task/ok", 0.5, "used", (Mention(23, 25, "task/ok"),)),
        Link("plain", Role.USES, "method/evil", 0.5, "used", (Mention(0, 1, "method/evil"),)),
    ]
    return assemble([paper, plain], concepts, links)


@pytest.fixture
def attack() -> tuple[str, str, str]:
    """The title, the name and the id of the hostile graph."""
    return EVIL, EVIL_NAME, EVIL_ID


@pytest.fixture
def open_page(browser: Browser, pages: Callable[[str], Path]) -> Iterator[OpenPage]:
    """Open a graph's page with the network cut; afterwards it must have asked for nothing and raised nothing."""
    contexts, asked, wrong = [], [], []

    def open_one(name: str, state: str = "", width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        address = pages(name).as_uri()
        page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(address) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
        page.goto(f"{address}#{state}" if state else address)
        page.wait_for_function("!!window.explorer")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not [url for url in asked if not url.startswith(("blob:", "data:", "about:"))]
    assert not wrong


@pytest.fixture
def keep() -> Callable[[Page, str], None]:
    """Keep a picture of a page for people to look at."""

    def screenshot(page: Page, name: str) -> None:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(150)
        page.screenshot(path=str(ARTEFACTS / f"{name}.png"))

    return screenshot
