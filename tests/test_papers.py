"""One paper for each that several sources list: tables of cases, then what holds for any papers in any order."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Author, Paper, fold, paper_id
from kg.papers import merge, select
from kg.sources import Report

ABSTRACT = "We ask how far a plain mixer of patches goes on small images and find that eight layers suffice."
OTHER = "Proteins fold slowly; our wet laboratory measured every residue with heavy water instead."


def paper(
    title: str = "Plain Mixers",
    abstract: str = ABSTRACT,
    *,
    arxiv_id: str | None = None,
    doi: str | None = None,
    acl_id: str | None = None,
    published: str | None = None,
    authors: tuple[str, ...] = (),
    page: str = "page",
) -> Paper:
    identifier = paper_id(title, arxiv_id=arxiv_id, doi=doi, acl_id=acl_id)
    named = tuple(Author(name) for name in authors)
    return Paper(identifier, title, abstract, published, None, (page,), arxiv_id, doi, acl_id, named)


SAME = {
    "one arXiv id, retitled": (paper(arxiv_id="1"), paper("Mixers, Renamed", OTHER, arxiv_id="1")),
    "one DOI": (paper(doi="10.1/a"), paper("Plain mixers!", OTHER, doi="10.1/a")),
    "one ACL id, retitled": (paper(acl_id="P19-1001"), paper("Mixers, Renamed", acl_id="P19-1001")),
    "title and abstract": (paper(), paper("plain-mixers")),
    "title and first author": (paper(authors=("Ada Example",)), paper(abstract=OTHER, authors=("A. Example", "Bo"))),
    "title and first author, turned": (paper(authors=("Wei Zhang",)), paper(abstract=OTHER, authors=("Zhang Wei",))),
    "title and year": (paper(published="2020-01-02"), paper(abstract=OTHER, published="2020")),
    "title, a year apart": (paper(published="2020"), paper(published="2021")),
    "identifiers of two kinds": (paper(arxiv_id="1", authors=("Ada Example",)), paper(doi="10.1/a")),
}
DIFFERENT = {
    "other arXiv ids": (paper(arxiv_id="1"), paper(arxiv_id="2")),
    "other DOIs": (paper(doi="10.1/a"), paper(doi="10.1/b")),
    "other ACL ids, same author": (paper(acl_id="a", authors=("Ada",)), paper(acl_id="b", authors=("Ada",))),
    "other first authors": (paper(authors=("Ada Example",)), paper(authors=("Bo Sample",))),
    "years apart": (paper(published="2010"), paper(published="2020")),
    "title alone": (paper(), paper(abstract=OTHER)),
    "the DOI of a whole volume": (paper(doi="10.1/v"), paper("Slow Proteins", OTHER, doi="10.1/v")),
    "one DOI, other arXiv ids": (paper(arxiv_id="1", doi="10.1/a"), paper(arxiv_id="2", doi="10.1/a")),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_what_is_one_paper(pair: tuple[Paper, Paper]) -> None:
    report = Report()
    assert len(merge(pair, report)) == 1
    assert report.merged == 1


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_what_is_not(pair: tuple[Paper, Paper]) -> None:
    report = Report()
    merged = merge(pair, report)
    assert len(merged) == len({one.id for one in merged}) == 2
    assert report.merged == 0


def test_the_richer_field_wins_and_every_page_is_remembered() -> None:
    short = replace(
        paper(arxiv_id="1", published="2020", authors=("Ada Example",), page="b"),
        venue="Journal",
        upvotes=3,
        url="https://example.org/longer",
    )
    long = replace(
        paper(abstract=ABSTRACT + " More.", doi="10.1/a", published="2020-01-02", page="a"),
        categories=("cs.CV",),
        authors=(Author("Ada Example", "0000-0002-1825-0097"), Author("Bo Sample")),
        url="https://example.org",
    )
    (one,) = merge([short, long])
    assert (one.id, one.arxiv_id, one.doi) == ("arxiv-1", "1", "10.1/a")
    assert one.abstract == ABSTRACT + " More."
    assert (one.published, one.url, one.venue, one.upvotes) == ("2020-01-02", "https://example.org", "Journal", 3)
    assert one.authors == long.authors
    assert one.categories == ("cs.CV",)
    assert one.listed_on == ("a", "b")


def test_no_upvotes_are_known_upvotes() -> None:
    assert [one.upvotes for one in merge([replace(paper(), upvotes=0), paper()])] == [0]


def test_one_id_for_different_texts_keeps_both_and_says_so() -> None:
    report = Report()
    first, second = Paper("p1", "Plain Mixers", ABSTRACT), Paper("p1", "Slow Proteins", OTHER, listed_on=("b.jsonl",))
    merged = merge([second, first], report)
    assert {one.title for one in merged} == {"Plain Mixers", "Slow Proteins"}
    assert len({one.id for one in merged}) == 2
    assert len(report.conflicts) == 1
    assert "b.jsonl: the id p1 is taken by another paper; 'Slow Proteins' is p1-" in report.conflicts[0]


TITLES = st.sampled_from(["Plain Mixers", "plain mixers", "Slow Proteins", "Hydra"])
PAPERS = st.lists(
    st.builds(
        paper,
        TITLES,
        st.sampled_from([ABSTRACT, ABSTRACT + " It is so.", OTHER, "Heads grow back when we cut and measure them."]),
        arxiv_id=st.sampled_from([None, None, "1", "2"]),
        doi=st.sampled_from([None, None, "10.1/a", "10.1/b"]),
        acl_id=st.sampled_from([None, None, "P19-1001"]),
        published=st.sampled_from([None, "2019", "2020-01", "2023-05-06"]),
        authors=st.sampled_from([(), ("Ada Example",), ("Bo Sample", "Ada Example")]),
        page=st.sampled_from(["a", "b", "c"]),
    ),
    max_size=9,
)


@settings(max_examples=300, deadline=None)
@given(PAPERS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(papers: list[Paper], random: Random) -> None:
    shuffled = list(papers)
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(papers)


@settings(max_examples=300, deadline=None)
@given(PAPERS)
def test_merging_twice_changes_nothing(papers: list[Paper]) -> None:
    merged = merge(papers)
    assert merge(merged) == merged
    assert merge([*merged, *merged]) == merged


@settings(max_examples=300, deadline=None)
@given(PAPERS)
def test_nothing_is_lost(papers: list[Paper]) -> None:
    report = Report()
    merged = merge(papers, report)
    assert len(papers) == len(merged) + report.merged
    assert len({one.id for one in merged}) == len(merged)
    assert {page for one in merged for page in one.listed_on} == {page for one in papers for page in one.listed_on}
    for known in ("arxiv_id", "doi", "acl_id"):
        assert {getattr(one, known) for one in merged} <= {None} | {getattr(one, known) for one in papers}
    assert {one.arxiv_id for one in papers if one.arxiv_id} <= {one.arxiv_id for one in merged}
    assert {fold(one.title) for one in merged} <= {fold(one.title) for one in papers}


CHOSEN: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, ["a", "b", "c", "d"]),
    ({"limit": 2}, ["a", "b"]),
    ({"since": "2021-06-12"}, ["b", "c"]),
    ({"since": "2021-07"}, ["b", "c"]),
    ({"since": "2021-07-02"}, ["c"]),
    ({"since": "2022"}, []),
    ({"category": "cs.CL"}, ["b"]),
    ({"category": "CS"}, ["a", "b"]),
    ({"since": "2021", "category": "cs", "limit": 5}, ["b"]),
    ({"since": "2020", "limit": 1}, ["a"]),
)


@pytest.mark.parametrize(("choice", "ids"), CHOSEN)
def test_select(choice: dict[str, Any], ids: list[str]) -> None:
    papers = [
        Paper("a", "A", "x", "2020-01-01", categories=("cs.CV",)),
        Paper("b", "B", "x", "2021-07-01", categories=("cs.CL", "stat.ML")),
        Paper("c", "C", "x", "2021"),
        Paper("d", "D", "x"),
    ]
    assert [one.id for one in select(papers, **choice)] == ids


@pytest.mark.parametrize("since", ["yesterday", "24-01", "2024-1-1", "2024-01-01T00:00"])
def test_since_is_a_date(since: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        select([], since=since)
