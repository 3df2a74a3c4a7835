"""The first pass: what a paper introduces is the catalogue's, or new, or only a description of something known."""

import pytest

from kg.introducing import introduced, is_proper
from kg.model import Concept, Kind, Paper, Status, short_hash

CONCEPTS = {
    concept.id: concept
    for concept in (
        Concept("method/raftnet", Kind.METHOD, ("RaftNet",), paper="RaftNet: Rafts", arxiv_id="2101.00001"),
        Concept("method/frn", Kind.METHOD, ("FRN", "floating raft network")),
        Concept("method/tidal-raft", Kind.METHOD, ("Tidal Raft",)),
        Concept("method/plank-attention", Kind.METHOD, ("plank attention",)),
        Concept("method/lake-pier-attention", Kind.METHOD, ("lake pier attention",)),
        Concept("benchmark/wavebench", Kind.BENCHMARK, ("WaveBench",)),
        Concept("method/tides", Kind.METHOD, ("tidal view",), paper="Floating as the Tides do"),
    )
}


def own(title: str, abstract: str, arxiv_id: str | None = None) -> tuple[str, ...]:
    """What one paper introduces."""
    return introduced([Paper("p", title, abstract, arxiv_id=arxiv_id)], CONCEPTS).own.get("p", ())


def apart(concept: str) -> str:
    """The id of the paper's own concept by the name of a known one."""
    return f"{concept}-{short_hash('p')[:4]}"


@pytest.mark.parametrize(
    ("title", "abstract", "arxiv_id", "concept"),
    [
        ("A Study", "We propose RaftNet, which floats.", "2101.00001", "method/raftnet"),
        ("RaftNet: Rafts", "RaftNet floats.", None, "method/raftnet"),
        ("RaftNet: Other Things", "RaftNet floats.", None, apart("method/raftnet")),
        ("A Floating Raft Network", "A novel floating raft network (FRN) wins.", None, "method/frn"),
        ("FRN: A Far River Nook", "Nothing.", None, apart("method/frn")),
        ("Tidal Raft", "The tidal raft floats.", None, "method/tidal-raft"),
        ("WaveBench: Waves", "WaveBench is wet.", None, "benchmark/wavebench"),
        ("Rafting in Lakes", "We present RAFTNET, a network.", None, apart("method/raftnet")),
        ("A Study", "We present WAVEBENCH, a set of waves.", None, "method/wavebench"),
        ("Floating as the Tides Do", "Nothing of the sort is said.", None, "method/tides"),
        ("TideNet: Tides", "TideNet floats.", None, "method/tidenet"),
    ],
)
def test_the_catalogue_or_the_paper_itself(title: str, abstract: str, arxiv_id: str | None, concept: str) -> None:
    assert own(title, abstract, arxiv_id) == (concept,)


@pytest.mark.parametrize(
    "abstract",
    [
        "Our raft has a deep multi-scale plank attention.",
        "Our raft has a lake pier attention.",
        "We compare with our RaftNet.",
        "We propose to look. It is a novel Tidal Raft and Wave Foam network.",
    ],
)
def test_what_only_describes_or_repeats_something_known_is_not_introduced(abstract: str) -> None:
    assert own("A Study", abstract) == ()


def test_a_known_name_that_is_spelt_out_as_known_is_not_introduced_again() -> None:
    concepts = {"method/pnet": Concept("method/pnet", Kind.METHOD, ("Plank-Net", "PNet"), paper="Plank-Net: Planks")}
    paper = Paper("p", "A Study", "We propose a lake that combines a Plank-Net (PNet) with rafts.")
    assert not introduced([paper], concepts).own


def test_a_description_that_adds_something_is_introduced() -> None:
    assert own("A Study", "Our raft has a shore-aware plank attention.") == ("method/shore-aware-plank-attention",)


def test_a_new_concept_says_where_it_comes_from() -> None:
    paper = Paper("p", "TideNet: Tides", "TideNet floats.", published="2021-03", arxiv_id="2103.00001")
    (concept,) = introduced([paper], CONCEPTS).concepts.values()
    assert concept == Concept(
        "method/tidenet",
        Kind.METHOD,
        ("TideNet",),
        Status.CANDIDATE,
        year=2021,
        paper="TideNet: Tides",
        arxiv_id="2103.00001",
    )


def test_two_papers_share_what_one_of_them_has_in_its_title() -> None:
    first = Paper("a", "A Study", "We propose TideNet, which floats.", published="2020")
    second = Paper("b", "TideNet: Tides", "TideNet floats.", published="2021")
    found = introduced([first, second], CONCEPTS)
    assert found == introduced([second, first], CONCEPTS)
    assert found.own == {"a": ("method/tidenet",), "b": ("method/tidenet",)}
    assert found.concepts["method/tidenet"].paper == "TideNet: Tides"


def test_two_papers_that_begin_with_one_name_have_one_each() -> None:
    papers = [Paper(one, f"TideNet: {one}", "TideNet floats.") for one in ("Seas", "Moons")]
    found = introduced(papers, CONCEPTS)
    assert found.own == {one.id: (f"method/tidenet-{short_hash(one.id)[:4]}",) for one in papers}
    assert {one.paper for one in found.concepts.values()} == {one.title for one in papers}


@pytest.mark.parametrize(("name", "proper"), [("RaftNet", True), ("Raft", True), ("raftNet", True), ("raft", False)])
def test_proper_names(name: str, proper: bool) -> None:
    assert is_proper(Concept("method/x", Kind.METHOD, (name,))) is proper
