"""The nouns: folding, slugs, ids and their round trips."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Kind, Link, Mention, Paper, Role, fold, paper_id, short_hash, slug
from kg.vocabulary import concept_iri, link_iri, mention_iri, node_of, paper_iri, text_iri

TEXT = st.text(max_size=60)


@given(TEXT)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(TEXT)
def test_a_slug_is_lower_case_ascii_without_stray_hyphens(name: str) -> None:
    piece = slug(name)
    assert piece.isascii()
    assert piece == piece.lower()
    assert piece.strip("-") == piece != ""
    assert "--" not in piece


@given(TEXT)
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    assert slug(slug(name)) == slug(name)


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable()))
def test_a_papers_iri_goes_there_and_back(paper: str) -> None:
    assert node_of(paper_iri(paper)) == f"paper/{paper}"


@given(st.sampled_from(Kind), TEXT)
def test_a_concepts_iri_goes_there_and_back(kind: Kind, name: str) -> None:
    concept = f"{kind}/{slug(name)}"
    assert node_of(concept_iri(concept)) == concept
    assert node_of(concept_iri(concept, "https://example.org/x/"), "https://example.org/x/") == concept


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        ({"arxiv_id": "1706.03762v5"}, "arxiv-1706.03762"),
        ({"arxiv_id": "cs/0112017"}, "arxiv-cs-0112017"),
        ({"acl_id": "P19-1001"}, "acl-p19-1001"),
        ({"doi": "10.1145/3292500"}, "doi-10.1145-3292500"),
        ({"arxiv_id": "1706.03762", "doi": "10.1/x"}, "arxiv-1706.03762"),
    ],
)
def test_a_papers_id_comes_from_its_best_identifier(identifiers: dict[str, str], expected: str) -> None:
    assert paper_id("Any title", **identifiers) == expected


def test_identifiers_that_differ_in_odd_characters_stay_apart() -> None:
    assert paper_id("t", doi="10.1/a(b)") != paper_id("t", doi="10.1/a[b]")


@given(TEXT, TEXT)
def test_titles_that_fold_alike_are_one_paper(one: str, other: str) -> None:
    assert (paper_id(one) == paper_id(other)) or fold(one) != fold(other) or slug(one) != slug(other)


def test_a_long_title_keeps_its_hash() -> None:
    title = "A very long title " * 20
    assert paper_id(title).endswith(short_hash(fold(title)))
    assert len(paper_id(title)) < 80


def test_text_is_title_blank_line_abstract() -> None:
    assert Paper("p", "Title", "Abstract.").text == "Title\n\nAbstract."


def test_fragments_belong_to_the_paper() -> None:
    for iri in (text_iri("p"), mention_iri("p", 0, 7), link_iri("p", Role.USES, "method/x")):
        assert iri.startswith(paper_iri("p") + "#")


def test_roles_are_ordered_strongest_first() -> None:
    assert [role.value for role in Role] == "introduces evaluates_on trains_on compares_with uses mentions".split()


def test_a_link_crosses_from_one_process_to_another() -> None:
    link = Link("p", Role.USES, "method/raft", 0.5, "used", (Mention(1, 2, "method/raft"),))
    assert pickle.loads(pickle.dumps(link)) == link
