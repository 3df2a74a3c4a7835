"""The explorer by keyboard, for a screen reader, on a phone, in the dark, on paper, and against attacks."""

import csv
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect

from kg.export import html
from kg.vocabulary import paper_iri

OpenPage = Callable[..., Page]
Keep = Callable[[Page, str], None]

EVIL_AT = urlencode({"at": "paper/evil (it's!) \"#?&= \U0001f600"})
NAMELESS = """[...document.querySelectorAll("button, input, select, a[href], [tabindex='0']")]
    .filter((one) => one.checkVisibility())
    .filter((one) => !(one.innerText || one.getAttribute("aria-label") || one.labels?.[0]?.innerText || "").trim())
    .map((one) => one.outerHTML)"""


def test_everything_is_reached_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("sample")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.word || ''"))
    assert {
        "skip",
        "search",
        "as-graph",
        "as-table",
        "png",
        "help",
        "paper",
        "uses",
        "least",
        "status",
        "canvas",
    } <= reached


def test_the_drawing_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("sample")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = page.locator("#live").inner_text()
    assert "paper" in said
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).not_to_have_count(0)
    assert said.split(",")[0] in page.locator("#details h2").inner_text()
    page.locator("#canvas").focus()
    before = page.evaluate("explorer.drawn().length")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    assert page.evaluate("explorer.drawn().length") >= before


def test_help_is_a_dialog(open_page: OpenPage, keep: Keep) -> None:
    page = open_page("sample")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog).to_be_visible()
    keep(page, "help")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_focus_is_visible(open_page: OpenPage) -> None:
    page = open_page("sample")
    for _ in range(6):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2


def test_every_control_has_a_name(open_page: OpenPage) -> None:
    page = open_page("sample", "at=method/transformer")
    nameless = page.evaluate(NAMELESS)
    assert nameless == []


@pytest.mark.parametrize("state", ["", "at=method/transformer", "view=table"])
def test_a_phone_needs_no_sideways_scrolling(state: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page("sample", state, width=375, height=720, has_touch=True)
    keep(page, f"phone-{state.replace('=', '-').replace('/', '-') or 'first'}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    tools = page.get_by_role("button", name="Filters")
    tools.click()
    expect(page.get_by_role("button", name="Methods")).to_be_visible()
    keep(page, "phone-filters")
    tools.click()
    expect(page.get_by_role("button", name="Methods")).to_be_hidden()


def test_dark_mode(open_page: OpenPage, keep: Keep) -> None:
    page = open_page("sample", "at=method/transformer", color_scheme="dark")
    keep(page, "dark-focus")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    page.keyboard.press("Escape")
    keep(page, "dark-first")


def test_reduced_motion(open_page: OpenPage) -> None:
    page = open_page("sample", reduced_motion="reduce")
    before = page.evaluate("explorer.scale()")
    moved = page.evaluate("document.getElementById('zoom-in').click(), explorer.scale()")
    assert moved > before
    assert page.evaluate("getComputedStyle(document.getElementById('hint')).transitionDuration") == "0s"


def test_it_prints(open_page: OpenPage) -> None:
    page = open_page("sample", "at=method/transformer")
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator("#details h2")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_hovering_tells_what_a_node_is(open_page: OpenPage) -> None:
    page = open_page("sample")
    paper = next(one for one in page.evaluate("explorer.drawn()") if one["kind"] == "paper")
    page.mouse.move(paper["x"], paper["y"])
    expect(page.locator("#hint")).to_have_class("hint shown")
    expect(page.locator("#hint")).to_contain_text("concept")


@pytest.mark.parametrize(
    "state",
    ["", EVIL_AT, "at=method/evil", "view=table", "view=table&list=links", "from=method/evil&to=task/ok"],
)
def test_hostile_texts_stay_text(state: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page("hostile", state)
    page.get_by_role("searchbox").fill("img src")
    expect(page.get_by_role("option").first).to_contain_text("</script>")
    keep(page, "hostile")
    assert page.locator("img").count() == 0
    assert "owned" not in page.title().split("·")[0] or "onerror" in page.title()
    assert page.locator("[href^='javascript' i], [src], [style*='url']").count() == 0
    nodes = page.evaluate("explorer.drawn()")
    for node in nodes:
        page.mouse.move(node["x"], node["y"])


def test_hostile_details(open_page: OpenPage, attack: tuple[str, str, str]) -> None:
    page = open_page("hostile", EVIL_AT)
    assert page.locator("#details h2").inner_text().strip() == attack[0]
    expect(page.locator("#details code")).to_have_text(paper_iri(attack[2]))
    page.locator("#details .mention").first.click()
    assert page.locator("#details h2").inner_text() == attack[1]
    expect(page.locator("#details")).not_to_contain_text("javascript:alert(2)")


def test_an_id_of_any_characters_survives_the_address(open_page: OpenPage, attack: tuple[str, str, str]) -> None:
    page = open_page("hostile", "at=method/evil")
    page.locator("#details").get_by_role("button", name="Expand").first.click()
    assert "more=" in page.url
    page.reload()
    pressed = page.locator("#details").get_by_role("button", name="Expand").first
    expect(pressed).to_have_attribute("aria-pressed", "true")
    page.get_by_role("searchbox").fill("img src")
    page.get_by_role("group", name="Papers").get_by_role("option").first.click()
    expect(page.locator("#details code")).to_have_text(paper_iri(attack[2]))


def test_the_csv_holds_no_formula(open_page: OpenPage, attack: tuple[str, str, str], tmp_path: Path) -> None:
    page = open_page("hostile", "view=table&list=concepts")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Name"] for row in rows] == ["'" + attack[1], "ok"]
    assert rows[0]["Other names"] == attack[0]
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "-", "@"))]


def test_inline_in_a_notebook(browser: Browser, graphs: Callable[[str], "nx.MultiDiGraph[str]"]) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content(f"<h1>Notebook</h1>{html.inline(graphs('sample'), 'method/transformer')._repr_html_()}")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#details h2")).to_have_text("Transformer")
    frame.locator("#details .papers a").first.click()
    expect(frame.locator("#details .kind")).to_contain_text("paper")
    frame.get_by_role("button", name="Overview").click()
    expect(frame.locator("#details")).to_be_hidden()
    assert page.url == "about:blank"
    context.close()
