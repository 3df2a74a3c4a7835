"""The explorer in a real browser without a network: each thing it does, on the sample's graph and on the pages'."""

import csv
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kg.vocabulary import concept_iri

OpenPage = Callable[..., Page]
Keep = Callable[[Page, str], None]

BOTH = pytest.mark.parametrize("name", ["sample", "pages"])


def drawn(page: Page) -> dict[str, dict[str, Any]]:
    """What is drawn, by id."""
    return {one["id"]: one for one in page.evaluate("explorer.drawn()")}


def links(page: Page) -> list[dict[str, str]]:
    """The drawn links."""
    found: list[dict[str, str]] = page.evaluate("explorer.links()")
    return found


def state(page: Page) -> str:
    """What the address names."""
    found: str = page.evaluate("decodeURIComponent(location.hash)")
    return found


def biggest(page: Page) -> str:
    """The drawn concept with the largest box."""
    concepts = [one for one in drawn(page).values() if one["kind"] != "paper"]
    return str(max(concepts, key=lambda one: one["box"]["width"] * one["box"]["height"])["id"])


def overlapping(page: Page) -> list[tuple[str, str]]:
    """Pairs of drawn nodes whose boxes, labels included, overlap by more than a pixel."""
    return [
        (one["id"], other["id"])
        for one, other in combinations(drawn(page).values(), 2)
        if all(
            one["box"][at] + one["box"][size] - 1 > other["box"][at]
            and other["box"][at] + other["box"][size] - 1 > one["box"][at]
            for at, size in (("x", "width"), ("y", "height"))
        )
    ]


@BOTH
def test_the_first_view_is_the_skeleton(name: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(name)
    keep(page, f"first-{name}")
    nodes = drawn(page)
    assert 20 <= len(nodes) <= 300
    assert {"paper", "method", "dataset", "task"} <= {one["kind"] for one in nodes.values()}
    assert not overlapping(page)
    assert all(link["paper"] in nodes and link["concept"] in nodes for link in links(page))
    expect(page.locator("#summary")).to_have_text(re.compile(r"^[\d,]+ papers · [\d,]+ concepts · [\d,]+ links"))
    counts = str(page.locator("#selected").text_content()).removesuffix(" selected").replace(", ", " · ")
    expect(page.locator("#summary")).to_contain_text(counts)  # nothing is filtered yet


@BOTH
def test_the_legend_switches_kinds_and_roles(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    before = len(links(page))
    page.get_by_role("button", name="Methods").click()
    expect(page.get_by_role("button", name="Methods")).to_have_attribute("aria-pressed", "false")
    assert {one["kind"] for one in drawn(page).values()}.isdisjoint({"method"})
    page.get_by_role("button", name="Methods").click()
    page.get_by_role("button", name="Uses").click()
    assert "uses" not in {link["role"] for link in links(page)}
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_role("button", name="Clear all filters")).to_have_count(0)
    assert len(links(page)) == before
    page.get_by_role("button", name="Papers").click()
    assert "paper" not in {one["kind"] for one in drawn(page).values()}


@BOTH
def test_search_forgives_case_hyphens_and_accents(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    group = page.get_by_role("listbox").get_by_role("group", name="Methods")
    for typed in ("convolutional neural", "Convolutional-Neural  NETWORK", "convolutionalneural", "cónvolutional neu"):
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type(typed)
        expect(group.get_by_role("option").first).to_contain_text("onvolutional neural network")
        page.keyboard.press("Escape")


def test_coming_back_at_once_keeps_the_results(open_page: OpenPage) -> None:
    """Leaving the box closes the list a moment later, which must not close what was found in between."""
    page = open_page("sample")
    page.get_by_role("searchbox").fill("transformer")
    page.evaluate(
        """() => {
            const box = document.getElementById('search');
            box.blur(); box.focus();
            return new Promise((done) => setTimeout(done, 400));
        }"""
    )
    expect(page.get_by_role("option").first).to_be_visible()


@BOTH
def test_enter_focuses_what_was_searched(name: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(name)
    page.get_by_role("searchbox").fill("transformer")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert page.get_by_role("searchbox").get_attribute("aria-activedescendant") == "result-0"
    keep(page, f"search-{name}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert state(page) == "#at=method/transformer"
    expect(page.get_by_role("heading", level=2, name="Transformer")).to_be_visible()
    assert "method/transformer" in drawn(page)


def test_search_finds_authors_and_other_names(open_page: OpenPage) -> None:
    page = open_page("sample")
    page.get_by_role("searchbox").fill("vaswani")
    expect(page.get_by_role("option").first).to_contain_text("Attention Is All You Need")
    expect(page.get_by_role("option").first.locator(".other")).to_contain_text("Vaswani")
    page.get_by_role("searchbox").fill("bidirectional encoder")
    expect(page.get_by_role("group", name="Methods").get_by_role("option").first).to_contain_text("BERT")


def test_search_without_a_result_says_so(open_page: OpenPage) -> None:
    page = open_page("sample")
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.get_by_text("Nothing has this name.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


@BOTH
def test_a_click_focuses_and_a_double_click_expands(name: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(name)
    concept = biggest(page)
    page.mouse.click(drawn(page)[concept]["x"], drawn(page)[concept]["y"])
    expect(page).to_have_url(re.compile(f"#at={concept}$"))
    keep(page, f"focus-{name}")
    around = drawn(page)
    assert {one["kind"] for id_, one in around.items() if id_ != concept} == {"paper"}
    assert not overlapping(page)
    roles = {link["role"] for link in links(page)}
    assert len(page.evaluate("explorer.headings()")) == len(roles)
    other = next(id_ for id_ in around if id_ != concept)
    page.mouse.dblclick(around[other]["x"], around[other]["y"])
    expect(page).to_have_url(re.compile("more="))
    keep(page, f"expanded-{name}")
    assert set(around) < set(drawn(page))
    assert not overlapping(page)


def test_a_button_expands_and_takes_back(open_page: OpenPage) -> None:
    page = open_page("sample", "at=method/transformer")
    before = set(drawn(page))
    button = page.locator("#details").get_by_role("button", name="Expand").nth(2)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    assert before < set(drawn(page))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert set(drawn(page)) == before


@BOTH
def test_back_forward_and_escape(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    overview = set(drawn(page))
    page.get_by_role("searchbox").fill("transformer")
    page.keyboard.press("Enter")
    page.locator("#details .papers a").first.click()
    paper = state(page)
    assert paper.startswith("#at=paper/")
    page.go_back()
    assert state(page) == "#at=method/transformer"
    page.go_back()
    assert set(drawn(page)) == overview
    expect(page.locator("#details")).to_be_hidden()
    page.go_forward()
    page.go_forward()
    assert state(page) == paper
    page.keyboard.press("Escape")
    assert set(drawn(page)) == overview


@BOTH
def test_an_address_opens_its_state(name: str, open_page: OpenPage) -> None:
    page = open_page(name, "at=method/transformer&min=50&hide=mentions")
    expect(page.get_by_role("heading", level=2, name="Transformer")).to_be_visible()
    assert "mentions" not in {link["role"] for link in links(page)}
    expect(page.get_by_label("Confidence at least")).to_have_value("50")


@pytest.mark.parametrize(
    "state_of", ["at=method/none", "at=%3Cscript%3E&min=-5&list=evil&page=%00", "more=a%20b&from=x", "%%%"]
)
def test_an_address_that_names_nothing_shows_the_overview(state_of: str, open_page: OpenPage) -> None:
    page = open_page("sample", state_of)
    expect(page.locator("#details")).to_be_hidden()
    assert len(drawn(page)) > 20


@BOTH
def test_a_path_between_two_nodes(name: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(name, "at=method/transformer")
    page.get_by_role("button", name="How is it connected").click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("imagenet")
    page.keyboard.press("Enter")
    expect(page.locator("#trail")).to_contain_text("Connected in")
    keep(page, f"path-{name}")
    nodes, between = drawn(page), links(page)
    assert "method/transformer" in nodes
    assert all(any(id_ in (link["paper"], link["concept"]) for link in between) for id_ in nodes)
    assert not overlapping(page)
    page.get_by_role("button", name="Overview").click()
    expect(page.locator("#trail")).not_to_contain_text("Connected")


@BOTH
def test_details_of_a_concept(name: str, open_page: OpenPage) -> None:
    page = open_page(name, "at=method/transformer")
    details = page.get_by_role("complementary", name="Details")
    expect(details.get_by_text("method", exact=True)).to_be_visible()
    expect(details).to_contain_text("2017")
    expect(details).to_contain_text("Also written")
    expect(details).to_contain_text(concept_iri("method/transformer"))
    expect(details.get_by_role("heading", name="Appears with")).to_be_visible()
    quote = details.locator("blockquote").first
    mention = quote.get_by_role("link").first
    assert mention.inner_text() in quote.inner_text()
    expect(mention).to_have_class("mention method")


def test_details_of_a_benchmark_lead_to_its_tasks_and_back(open_page: OpenPage) -> None:
    page = open_page("sample", "at=benchmark/glue")
    details = page.get_by_role("complementary", name="Details")
    expect(details).to_contain_text("Includes")
    paper = details.locator("a.out", has_text="GLUE: A Multi-Task Benchmark")
    expect(paper).to_have_attribute("href", "https://arxiv.org/abs/1804.07461")
    details.get_by_role("link", name="natural language understanding", exact=True).first.click()
    expect(details.get_by_role("heading", name="natural language understanding")).to_be_visible()
    expect(details).to_contain_text("Data for it")
    expect(details.get_by_role("link", name="GLUE", exact=True).first).to_be_visible()


@BOTH
def test_details_of_a_paper(name: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(name, "at=method/transformer")
    page.locator("#details .papers a").first.click()
    keep(page, f"details-{name}")
    details = page.get_by_role("complementary", name="Details")
    for heading in ("Abstract", "Names", "Similar papers"):
        expect(details.get_by_role("heading", name=heading)).to_be_visible()
    confidence = details.locator(".sure").first
    assert confidence.inner_text().endswith("%")
    mention = details.locator(".abstract .mention").first
    target = mention.get_attribute("href")
    mention.click()
    assert page.evaluate("location.hash") == target


@BOTH
def test_facets_narrow_and_their_counts_follow(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    all_links = count_of(page, "selected", 2)
    page.get_by_label("Status").select_option("candidate")
    candidates = count_of(page, "selected", 2)
    assert 0 < candidates < all_links
    roles = sum(int(text.replace(",", "")) for text in page.locator("#roles .count").all_inner_texts())
    assert roles == candidates
    page.get_by_label("Confidence at least").evaluate("it => { it.value = 95; it.dispatchEvent(new Event('change')); }")
    assert "min=95" in state(page)
    assert count_of(page, "selected", 2) < candidates


def count_of(page: Page, id_: str, position: int) -> int:
    """The number at a position of a line of counts."""
    return int(page.locator(f"#{id_}").inner_text().split(", ")[position].split()[0].replace(",", ""))


def test_the_page_facet(open_page: OpenPage) -> None:
    page = open_page("pages")
    option = page.get_by_label("Page", exact=True).locator("option").nth(1)
    count = int(option.inner_text().rsplit("(", 1)[1].rstrip(")"))
    page.get_by_label("Page", exact=True).select_option(index=1)
    assert count_of(page, "selected", 0) == count


def test_the_year_facet(open_page: OpenPage) -> None:
    page = open_page("sample")
    everything = count_of(page, "selected", 0)
    page.get_by_label("Papers from").select_option("2020")
    page.get_by_label("to", exact=True).select_option("2021")
    assert 0 < count_of(page, "selected", 0) < everything
    page.get_by_role("button", name="Table").click()
    years = page.locator("#table tbody tr td:nth-child(2)").all_inner_texts()
    assert set(years) <= {"2020", "2021"}


@BOTH
def test_the_table_sorts_and_downloads(name: str, open_page: OpenPage, keep: Keep, tmp_path: Path) -> None:
    page = open_page(name)
    page.keyboard.press("t")
    page.get_by_role("group", name="Rows").get_by_role("button", name="Concepts").click()
    papers = page.get_by_role("columnheader", name="Papers")
    papers.get_by_role("button").click()
    expect(papers).to_have_attribute("aria-sort", "ascending")
    papers.get_by_role("button").click()
    expect(papers).to_have_attribute("aria-sort", "descending")
    keep(page, f"table-{name}")
    counts = [int(text) for text in page.locator("#table tbody td:nth-child(3)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    rows = downloaded(page, "Download CSV", tmp_path)
    shown = page.locator("#table tbody th").all_inner_texts()
    assert [row["Name"] for row in rows[: len(shown)]] == shown
    assert len(rows) == int(page.locator("#rows").inner_text().split()[0].replace(",", ""))


def downloaded(page: Page, button: str, folder: Path) -> list[dict[str, str]]:
    """The rows of the CSV that a button downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(folder / "rows.csv")
    with (folder / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_of_links_and_the_growth_of_long_tables(open_page: OpenPage) -> None:
    page = open_page("sample", "view=table&list=links")
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(100)
    page.get_by_role("button", name="more").click()
    expect(rows).to_have_count(200)
    rows.first.get_by_role("link").first.click()
    assert "at=paper/" in state(page)


def test_the_drawing_downloads_as_a_picture(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("sample")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    download.value.save_as(tmp_path / "graph.png")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "graph.png").stat().st_size > 20_000
