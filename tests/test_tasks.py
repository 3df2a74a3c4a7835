"""Tasks that no catalogue has, in titles and in abstracts, and names that share words."""

import pytest

from kg.corpus import Linker, introduced
from kg.model import Concept, Guard, Kind, Paper, Status

CONCEPTS = {
    concept.id: concept
    for concept in (
        Concept("task/cell-wall-detection", Kind.TASK, ("cell wall detection",)),
        Concept("task/image-understanding", Kind.TASK, ("image understanding",)),
        Concept("task/image-generation", Kind.TASK, ("image generation",)),
        Concept("task/lake-segmentation", Kind.TASK, ("lake segmentation",)),
        Concept("method/self-attention", Kind.METHOD, ("self-attention",)),
        Concept("method/cross-attention", Kind.METHOD, ("cross-attention",)),
        Concept(
            "method/plank-attention", Kind.METHOD, ("plank attention",), guards=(Guard("plank attention", ("wood",)),)
        ),
        Concept("metric/walling-score", Kind.METRIC, ("walling score",)),
        Concept("metric/image-score", Kind.METRIC, ("image score",)),
    )
}
LINKER = Linker(CONCEPTS, introduced([], CONCEPTS))


def read(abstract: str, title: str = "Lakes") -> list[tuple[str, str]]:
    """The names of a paper and the slugs of their concepts."""
    paper = Paper("p", title, abstract)
    return [(paper.text[one.start : one.end], one.concept.split("/")[1]) for one in LINKER.named(paper)[0]]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Knee Injury Detection with Rafts", "knee injury detection"),
        ("RaftNet: Efficient Raft Plank Segmentation", "raft plank segmentation"),
        ("A Raft-Based Knee Injury Detection", "knee injury detection"),
        ("Rafts for Knee Injury Detection Tasks", "knee injury detection"),
        ("Rafts for River Bank Planning", "river bank planning"),
        ("On MRI Retrieval", "MRI retrieval"),
        ("Rafts for American English Raft Song Transcription", "raft song transcription"),
    ],
)
def test_a_title_names_its_task(title: str, name: str) -> None:
    paper = Paper("p", title, f"We float. This is {name}.")
    named, new = LINKER.named(paper)
    (concept,) = new.values()
    assert (concept.kind, concept.status) == (Kind.TASK, Status.CANDIDATE)
    assert concept.name == (name if name != "MRI retrieval" else "MRI Retrieval")
    assert [paper.text[one.start : one.end].lower() for one in named] == [name.lower()] * 2
    assert {one.rule for one in named} == {"title-task"}


@pytest.mark.parametrize(
    "title",
    [
        "Detection of Rafts",
        "Efficient Detection",
        "Rafts and Planks",
        "River Planning",
        "Detecting Knee Injury Detections",
        "Floating Raft Detection",
        "One Two Three Four Five Six Detection",
    ],
)
def test_other_titles_name_none(title: str) -> None:
    assert read("We float.", title) == []


def test_a_title_that_names_a_known_task_names_no_other() -> None:
    assert read("We float.", "Cell Wall Detection") == [("Cell Wall Detection", "cell-wall-detection")]


def test_a_title_that_dresses_up_a_known_task_names_that_task() -> None:
    found = read("We address lake segmentation.", "Stormy Lake Segmentation")
    assert {concept for _, concept in found} == {"lake-segmentation"}


def test_a_title_that_alone_narrows_a_known_task_names_its_own() -> None:
    assert read("We float.", "Stormy Lake Segmentation") == [("Stormy Lake Segmentation", "stormy-lake-segmentation")]


def test_what_a_text_writes_again_is_a_task_of_its_own_beside_the_known_one() -> None:
    found = read("We address lake segmentation. Stormy lake segmentation is hard.", "Stormy Lake Segmentation")
    assert {concept for _, concept in found} == {"lake-segmentation", "stormy-lake-segmentation"}
    found = read("We do wall-image generation. Image generation and wall-image generation is hard.")
    assert [concept for _, concept in found] == ["wall-image-generation", "image-generation", "wall-image-generation"]


def test_what_sounds_like_a_step_is_a_task_where_the_text_repeats_it() -> None:
    assert read("We do wall matching. It uses wall segmentation.") == [("wall segmentation", "wall-segmentation")]
    assert [concept for _, concept in read("We do wall matching. Wall matching is hard.")] == ["wall-matching"] * 2


@pytest.mark.parametrize(
    "abstract",
    [
        "We do wall-image generation.",
        "We do efficient image generation, efficient image generation.",
        "We do plonk image generation, plonk image generation.",
        "We do walling image generation, walling image generation.",
        "We do image/wall-image generation, image/wall-image generation.",
    ],
)
def test_a_known_task_is_narrowed_by_known_words_that_recur(abstract: str) -> None:
    assert {concept for _, concept in read(abstract)} == {"image-generation"}


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We address cell wall segmentation.", "cell wall segmentation"),
        ("The cell image retrieval task is hard.", "cell image retrieval"),
        ("We see it (lake image restoration).", "lake image restoration"),
        ("Wall-image matching is hard", "Wall-image matching"),
    ],
)
def test_an_abstract_describes_a_task_in_known_words(abstract: str, name: str) -> None:
    assert [one for one, _ in read(abstract)] == [name]


@pytest.mark.parametrize(
    "abstract",
    [
        "We address plonk wall segmentation.",
        "We address segmentation.",
        "We address efficient segmentation.",
        "We see cell wall segmentations.",
        "We see cell wall segmentation maps.",
        "We see -wall segmentation.",
        "We see cell/wall segmentation.",
        "We see wall-based segmentation.",
        "It is a segmentation",
        "We see 23 image segmentation sets.",
        "We see Korean segmentation of words.",
    ],
)
def test_unknown_words_and_longer_phrases_describe_none(abstract: str) -> None:
    assert read(abstract) == []


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        (
            "We do image understanding and generation.",
            [("image understanding", "image-understanding"), ("generation", "image-generation")],
        ),
        (
            "We do image generation as well as understanding.",
            [("image generation", "image-generation"), ("understanding", "image-understanding")],
        ),
        ("Cross- and self-attention.", [("Cross", "cross-attention"), ("self-attention", "self-attention")]),
        ("We see self/cross-attention.", [("self", "self-attention"), ("cross-attention", "cross-attention")]),
        ("We do image understanding and cooking.", [("image understanding", "image-understanding")]),
        ("We do image understanding and understanding.", [("image understanding", "image-understanding")]),
        ("We do image generation and score.", [("image generation", "image-generation")]),
        ("Plank and self-attention.", [("self-attention", "self-attention")]),
        ("We do image generation and generation-free.", [("image generation", "image-generation")]),
    ],
)
def test_names_that_share_a_word(abstract: str, names: list[tuple[str, str]]) -> None:
    assert read(abstract) == names


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("We see cell wall (CW) detection.", [("cell wall (CW) detection", "cell-wall-detection")]),
        ("We see self-attention (SA) detection.", [("self-attention", "self-attention"), ("SA", "self-attention")]),
        ("We see plank (PLK) attention.", []),
        ("We see wood and plank (PLK) attention.", []),
        ("We see cell wall (CW) gardens.", []),
        ("We see CW (cell wall) detection.", []),
    ],
)
def test_names_that_are_abbreviated_on_the_way(abstract: str, names: list[tuple[str, str]]) -> None:
    assert read(abstract) == names
