"""Cards, explained texts and ranked candidates."""

from dataclasses import replace

import networkx as nx
import pytest

from kg import card, catalogue
from kg.analysis import called
from kg.errors import CatalogueError, UnknownNodeError
from kg.graph import add_concept_edges, assemble
from kg.model import Concept, Guard, Kind, Status

Graph = nx.MultiDiGraph


def test_a_concept_is_shown_with_facts_and_links_by_role(tiny: "Graph[str]") -> None:
    assert list(card.card(tiny, "Swin Transformer")) == [
        "Swin Transformer (method, curated)",
        "  id         method/swin-transformer",
        "  also       Swin",
        "  broader    Vision Transformer",
        "  narrower   Q-Net",
        "\nCompared with by (1)",
        "  2021-01-01  RaftNet: Rafts without Attention [paper/arxiv-2101.00001]  0.80 by-hand",
        "      It outperforms the Swin Transformer on FloatBench.",
    ]


def test_roles_are_listed_strongest_first(tiny: "Graph[str]") -> None:
    headings = [line.strip() for line in card.card(tiny, "method/raftnet") if line.startswith("\n")]
    assert headings == ["Introduced by (1)", "Used by (1)"]


def test_each_sentence_is_shown_once(tiny: "Graph[str]") -> None:
    lines = list(card.card(tiny, "RaftNet"))
    assert lines.count("      We propose RaftNet.") == 1
    assert "      Unlike Q-Net, RaftNet is small." in lines


def test_a_paper_is_shown_with_facts_and_links_by_role(tiny: "Graph[str]") -> None:
    lines = list(card.card(tiny, "arxiv-2101.00001"))
    assert lines[:8] == [
        "RaftNet: Rafts without Attention (paper)",
        "  id         paper/arxiv-2101.00001",
        "  published  2021-01-01",
        "  url        https://arxiv.org/abs/2101.00001",
        "  arxiv      2101.00001",
        "  authors    Ada Example, Bo Example",
        "  categories cs.CV",
        "  listed     a.txt",
    ]
    assert "\nCompares with (2)" in lines
    assert "  FloatBench [benchmark/floatbench]  0.80 by-hand" in lines


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("method/vit", "method/vit"),
        ("vision-transformer", "method/vit"),
        ("VIT", "method/vit"),
        ("raft net", "method/raftnet"),
        ("2101.00001", "paper/arxiv-2101.00001"),
        ("late", "paper/late"),
        ("paper/late", "paper/late"),
        ("a study of q-net", "paper/late"),
    ],
)
def test_case_and_hyphens_do_not_matter(tiny: "Graph[str]", asked: str, found: str) -> None:
    assert called(tiny, asked) == [found]


def test_a_name_of_two_concepts_gives_two_cards() -> None:
    two = [Concept("method/sam", Kind.METHOD, ("SAM",)), Concept("method/sharpness", Kind.METHOD, ("Sharp", "SAM"))]
    graph = assemble([], {}, [])
    for concept in two:
        graph.add_node(concept.id, **assemble_one(concept))
    assert called(graph, "SAM") == ["method/sam", "method/sharpness"]
    assert [line for line in card.card(graph, "sam") if line.endswith("curated)")] == [
        "SAM (method, curated)",
        "Sharp (method, curated)",
    ]


def assemble_one(concept: Concept) -> dict[str, object]:
    """The attributes of a concept's node."""
    from kg.graph import concept_attributes

    return {"type": "concept", **concept_attributes(concept)}


def test_the_very_name_goes_before_the_folded_one() -> None:
    graph = assemble([], {}, [])
    for concept in (Concept("method/medusa", Kind.METHOD, ("Medusa",)), Concept("task/m", Kind.TASK, ("MEDUSA",))):
        graph.add_node(concept.id, **assemble_one(concept))
    assert called(graph, "MEDUSA") == ["task/m"]
    assert called(graph, "medusa") == ["method/medusa", "task/m"]


def test_an_unknown_name_raises_with_the_nearest(tiny: "Graph[str]") -> None:
    with pytest.raises(UnknownNodeError) as caught:
        list(card.card(tiny, "raftnett"))
    assert caught.value.nearest[0] == "RaftNet (method/raftnet)"
    assert "Nearest: RaftNet (method/raftnet)" in str(caught.value)


def test_nothing_near_gives_no_nearest(tiny: "Graph[str]") -> None:
    with pytest.raises(UnknownNodeError) as caught:
        called(tiny, "<>")
    assert caught.value.nearest == ()


def test_metrics_and_benchmarks_show_their_own_facts() -> None:
    concepts = [
        Concept("metric/wer", Kind.METRIC, ("WER",), higher_is_better=False, unit="%"),
        Concept("benchmark/b", Kind.BENCHMARK, ("B",), datasets=("dataset/d",), tasks=("task/unheard-of",)),
        Concept("dataset/d", Kind.DATASET, ("D set",), tasks=("task/t",)),
        Concept("task/t", Kind.TASK, ("Tasking",)),
    ]
    graph = assemble([], {}, [])
    for concept in concepts:
        graph.add_node(concept.id, **assemble_one(concept))
    for concept in concepts:
        add_concept_edges(graph, concept.id)
    assert "  better     lower" in list(card.card(graph, "WER"))
    assert "  unit       %" in list(card.card(graph, "WER"))
    assert list(card.card(graph, "B"))[2:] == ["  datasets   D set", "  tasks      task/unheard-of"]
    assert "  part of    B" in list(card.card(graph, "D set"))
    assert "  data       D set" in list(card.card(graph, "Tasking"))


def test_candidates_are_ranked_by_papers_with_sentences(tiny: "Graph[str]") -> None:
    assert list(card.candidates(tiny, 5, 1)) == [
        "    2  Q-Net (method) [method/q-net]",
        "         Unlike Q-Net, RaftNet is small.",
        "    2  RaftNet (method) [method/raftnet]",
        "         RaftNet: Rafts without Attention",
    ]
    assert len(list(card.candidates(tiny, 1, 0))) == 1


def test_a_candidate_is_taken_over_as_curated(tiny: "Graph[str]") -> None:
    taken = card.candidate(tiny, "q net")
    assert (taken.id, taken.status, taken.broader) == ("method/q-net", Status.CURATED, ("method/swin-transformer",))


def test_a_candidate_is_taken_over_as_another_kind(tiny: "Graph[str]") -> None:
    taken = card.candidate(tiny, "Q-Net", Kind.DATASET)
    assert (taken.id, taken.kind, taken.broader) == ("dataset/q-net", Kind.DATASET, ())


@pytest.mark.parametrize(("asked", "error"), [("ViT", CatalogueError), ("late", UnknownNodeError)])
def test_only_candidates_can_be_taken_over(tiny: "Graph[str]", asked: str, error: type[Exception]) -> None:
    if asked == "ViT":
        tiny.add_node("method/vit", **assemble_one(Concept("method/vit", Kind.METHOD, ("ViT",))))
    with pytest.raises(error):
        card.candidate(tiny, asked)


def test_two_candidates_of_one_name_must_be_told_apart(tiny: "Graph[str]") -> None:
    other = replace(Concept("method/q-net-1f", Kind.METHOD, ("Q-Net",)), status=Status.CANDIDATE)
    tiny.add_node(other.id, **assemble_one(other))
    with pytest.raises(CatalogueError, match="one of method/q-net, method/q-net-1f"):
        card.candidate(tiny, "Q-Net")


WHY = {
    concept.id: concept
    for concept in (
        Concept("method/adam", Kind.METHOD, ("Adam",), guards=(Guard("Adam", ("optimizer",)),)),
        Concept("method/bert", Kind.METHOD, ("BERT",)),
        Concept("dataset/coco", Kind.DATASET, ("COCO",)),
        Concept("method/gan", Kind.METHOD, ("GAN",)),
        Concept("task/image-text-retrieval", Kind.TASK, ("image-text retrieval",)),
        Concept("task/video-text-retrieval", Kind.TASK, ("video-text retrieval",)),
    )
}


@pytest.mark.parametrize(
    ("text", "name", "verdict"),
    [
        ("We fine-tune BERT.", "'BERT'", "linked to method/bert (BERT), found by catalogue; role uses"),
        ("Adam lives in Berlin.", "'Adam'", "not linked to method/adam: none of its cue words is in the text"),
        ("The Adam optimizer is used.", "'Adam'", "linked to method/adam"),
        ("We label COCO-Foo by hand.", "'COCO'", "not linked to dataset/coco: part of a longer name"),
        ("A gan is seen.", "'gan'", "not linked to method/gan: written in another case"),
        ("Image-text, and video-text retrieval.", "'Image-text'", "linked to task/image-text-retrieval"),
    ],
)
def test_why_says_what_became_of_a_name(text: str, name: str, verdict: str) -> None:
    assert [line for line in card.why(text, WHY) if line.startswith(f"{name}  {verdict}")]


def test_why_names_the_cue_words_that_are_missing() -> None:
    assert any(line.endswith("; cue words: optimizer") for line in card.why("Adam sings.", WHY))


def test_why_says_so_when_nothing_is_seen() -> None:
    assert list(card.why("Nothing here.", WHY)) == [
        "No known name is in this text, and none that its shape gives away."
    ]


def test_why_takes_a_blank_line_for_the_end_of_a_title() -> None:
    lines = list(card.why("FloNet: Nets that Flow\n\nFloNet is a small network.", WHY))
    assert any("role introduces" in line for line in lines)


def test_why_reads_with_the_bundled_catalogue() -> None:
    assert any("linked to method/bert" in line for line in card.why("We fine-tune BERT on SQuAD."))
    assert "method/bert" in catalogue.bundled()
