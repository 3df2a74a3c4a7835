"""The explorer as a file: nothing leaves it, nothing escapes from its texts, its data say what the graph says."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.export import _columns, _drawing, html
from kg.graph import assemble
from kg.model import Author, Concept, Kind, Link, Mention, Paper, Role, Status

EVIL = "</script><!--<img src=x onerror=alert(1)>\u2028\u2029\u202e\U0001f600\ud800\"'&"
EXPLORER = Path(html.__file__).parents[1] / "data" / "explorer"


def graph() -> "nx.MultiDiGraph[str]":
    """Two papers, three concepts, one of them wider than another, every text hostile."""
    concepts = {
        "method/a": Concept(
            "method/a",
            Kind.METHOD,
            (EVIL, "a"),
            Status.CANDIDATE,
            2020,
            url="javascript:alert(1)",
            broader=("method/b",),
        ),
        "method/b": Concept("method/b", Kind.METHOD, ("b",), url="https://example.org/b"),
        "benchmark/c": Concept("benchmark/c", Kind.BENCHMARK, ("c",), datasets=("dataset/d",)),
        "dataset/d": Concept("dataset/d", Kind.DATASET, ("d",)),
    }
    papers = [
        Paper(
            "one", EVIL, "\U0001f600 a. https://github.com/x/y", "2021", "javascript:alert(1)", ("p1",), doi="10.1/x"
        ),
        Paper("two", "T", "b c d", None, "https://example.org/two", ("p1", "p2"), authors=(Author("N"),), venue="V"),
        Paper("three", "U", "", arxiv_id="1706.03762"),
    ]
    at = papers[0].text.index(" a.") + 1
    links = [
        Link("one", Role.INTRODUCES, "method/a", 0.97, EVIL, (Mention(at, at + 1, "method/a"),)),
        Link("two", Role.USES, "method/b", 0.5, "used", (Mention(3, 4, "method/b"),)),
        Link("two", Role.EVALUATES_ON, "benchmark/c", 0.5, "used", (Mention(5, 6, "benchmark/c"),)),
        Link("two", Role.EVALUATES_ON, "dataset/d", 0.5, "used", (Mention(7, 8, "dataset/d"),)),
    ]
    return assemble(papers, concepts, links)


class Reader(HTMLParser):
    """The start tags of a page, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the content of scripts and styles."""
        if self.tags and self.tags[-1][0] in {"script", "style"}:
            self.inside.append((self.tags[-1][0], data))


def data_of(page: str) -> dict[str, Any]:
    """The data that a page holds."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def sources() -> dict[str, str]:
    """The explorer's own files by name."""
    texts = (file for file in sorted(EXPLORER.iterdir()) if file.suffix in {".js", ".css", ".html"})
    return {file.name: file.read_text(encoding="utf-8") for file in texts}


def test_no_reference_leaves_the_file() -> None:
    page = html.page(graph())
    read = Reader(page)
    references = [value for _, attributes in read.tags for name, value in attributes.items() if name in {"src", "href"}]
    assert references == ["#search"]
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "style"]
    own = "".join(sources().values())
    for word in (
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "sendBeacon",
        "import(",
        "importScripts",
        "@import",
        "url(",
        "eval(",
        "innerHTML",
        "document.write",
        "localStorage",
    ):
        assert word not in own, word
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "importScripts"):
        assert word not in _drawing.vis_network(), word


def test_addresses_in_our_own_files_name_no_host() -> None:
    own = sources()
    found = {(name, url) for name, text in own.items() for url in re.findall(r"https?://[\w.]+", text)}
    assert found == {("dom.js", "http://www.w3.org")}  # the name of SVG, which nothing fetches


def test_the_policy_allows_these_scripts_and_this_style_alone() -> None:
    page = html.page(graph())
    policy = next(attributes["content"] for tag, attributes in Reader(page).tags if attributes.get("http-equiv"))
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    style = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert rules["script-src"].split() == [html._hash(script) for script in scripts]
    assert rules["style-src"].split() == [html._hash(sheet) for sheet in style]
    assert "unsafe" not in policy


def test_hostile_texts_end_no_element() -> None:
    page = html.page(graph())
    tags = [tag for tag, _ in Reader(page).tags]
    assert tags.count("script") == 3
    assert "img" not in tags
    assert page.isascii() or "\u2028" not in page
    assert data_of(page)["papers"]["title"][0] == EVIL


def test_the_columns_say_what_the_graph_says() -> None:
    data = data_of(html.page(graph()))
    assert data["papers"]["id"] == ["one", "three", "two"]
    assert data["papers"]["url"] == [
        "https://doi.org/10.1/x",
        "https://arxiv.org/abs/1706.03762",
        "https://example.org/two",
    ]
    assert data["papers"]["code"][0] == ["https://github.com/x/y"]
    assert data["papers"]["authors"][2] == ["N"]
    assert data["papers"]["pages"] == [[0], [], [0, 1]]
    assert data["concepts"]["id"] == ["benchmark/c", "dataset/d", "method/a", "method/b"]
    assert data["concepts"]["url"] == [None, None, None, "https://example.org/b"]
    assert data["concepts"]["candidate"] == [0, 0, 1, 0]
    assert data["concepts"]["broader"] == [[], [], [6], []]
    assert data["concepts"]["includes"] == [[4], [], [], []]
    assert data["concepts"]["for_task"] == [[], [], [], []]
    assert data["links"]["paper"] == [0, 2, 2, 2]
    assert data["links"]["concept"] == [5, 3, 4, 6]
    assert data["links"]["confidence"] == [97, 50, 50, 50]
    assert data["links"]["rules"] == [EVIL, "used"]


def test_mentions_are_counted_as_a_browser_counts() -> None:
    data = data_of(html.page(graph()))
    start, end = data["links"]["mentions"][0]
    text = f"{data['papers']['title'][0]}\n\n{data['papers']['abstract'][0]}".encode("utf-16-le", "surrogatepass")
    assert text[2 * start : 2 * end].decode("utf-16-le") == "a"


def test_without_evidence_there_is_no_abstract_and_no_mention() -> None:
    data = data_of(html.page(graph(), evidence=False))
    assert set(data["papers"]["abstract"]) == {""}
    assert data["links"]["mentions"] == [[], [], [], []]


def test_the_first_view_comes_from_pyvis_with_physics_off() -> None:
    view = data_of(html.page(graph()))["view"]
    assert view["options"]["physics"] == {"enabled": False}
    assert {node["group"] for node in view["nodes"]} == {"paper", "method", "benchmark", "dataset"}
    assert [(edge["id"], edge["from"], edge["to"]) for edge in view["edges"]] == [
        (0, 0, 5),
        (1, 2, 3),
        (2, 2, 4),
        (3, 2, 6),
    ]


def test_every_kind_has_a_shape_and_a_colour() -> None:
    style = (EXPLORER / "explorer.css").read_text(encoding="utf-8")
    assert set(_drawing.SHAPES) == set(_columns.KINDS)
    assert len(set(_drawing.SHAPES.values())) == len(_columns.KINDS)
    assert all(style.count(f"--{kind}: #") == 2 for kind in _columns.KINDS)


def test_every_script_is_in_the_page_and_every_file_is_used() -> None:
    assert {f"{name}.js" for name in html.SCRIPTS} == {file.name for file in EXPLORER.glob("*.js")}


def test_two_writes_give_the_same_bytes(tmp_path: Path) -> None:
    html.write(graph(), tmp_path / "a.html")
    html.write(graph(), tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert b"\r" not in (tmp_path / "a.html").read_bytes()


def test_an_empty_graph_makes_a_page() -> None:
    data = data_of(html.page(assemble([], {}, [])))
    assert data["papers"]["id"] == data["view"]["nodes"] == []


def test_inline_holds_the_page_in_a_closed_frame() -> None:
    shown = html.inline(graph(), "method/a", height=300)._repr_html_()
    (tag, attributes), *rest = Reader(shown).tags
    assert (tag, rest) == ("iframe", [])
    assert attributes["height"] == "300"
    assert "allow-same-origin" not in (attributes["sandbox"] or "")
    assert data_of(attributes["srcdoc"] or "")["start"] == "method/a"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//host/x", "https://", "http://[", " ", None]
)
def test_only_web_addresses_are_followed(url: str | None) -> None:
    assert _columns.web(url) is None


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb`` by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_aa(scheme: int) -> None:
    style = (EXPLORER / "explorer.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", style, re.S)[scheme]))
    for ground in ("page", "canvas", "soft", "card", "hull", *(f"{kind}-tint" for kind in _columns.KINDS)):
        assert contrast(colours["text"], colours[ground]) >= 4.5, ground
    for ground in ("page", "canvas", "soft", "hull"):
        assert contrast(colours["quiet"], colours[ground]) >= 4.5, ground
    assert contrast(colours["accent"], colours["page"]) >= 4.5
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    for (
        kind
    ) in _columns.KINDS:  # shapes tell kinds apart; colours of graphics still need 3:1 where the palette allows it
        least = 2.1 if kind == "dataset" and scheme == 0 else 3
        assert contrast(colours[kind], colours["hull"]) >= least, kind
