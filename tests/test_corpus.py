"""Both passes over small corpora: ambiguity, negation, roles, offsets, and what two papers introduce alike."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import Linker, introduced, link_papers
from kg.model import Concept, Guard, Kind, Link, Paper, Role

CONCEPTS = {
    concept.id: concept
    for concept in (
        Concept("method/adam", Kind.METHOD, ("Adam",), guards=(Guard("Adam", ("optimizer", "sgd")),)),
        Concept("method/sam", Kind.METHOD, ("SAM", "Segment Anything"), guards=(Guard("SAM", ("segment", "mask")),)),
        Concept(
            "method/sharpness-aware-minimization",
            Kind.METHOD,
            ("sharpness-aware minimization", "SAM"),
            guards=(Guard("SAM", ("sharpness", "flat minima")),),
        ),
        Concept("benchmark/glue", Kind.BENCHMARK, ("GLUE",), guards=(Guard("GLUE", ("language", "benchmark")),)),
        Concept("dataset/math", Kind.DATASET, ("MATH",), guards=(Guard("MATH", ("gsm8k", "benchmark")),)),
        Concept("dataset/coco", Kind.DATASET, ("COCO",)),
        Concept("dataset/coco-stuff", Kind.DATASET, ("COCO-Stuff",)),
        Concept("method/bert", Kind.METHOD, ("BERT",)),
        Concept("method/transformer", Kind.METHOD, ("Transformer",)),
        Concept("method/swin-transformer", Kind.METHOD, ("Swin Transformer",)),
        Concept("method/attention", Kind.METHOD, ("attention",)),
        Concept("task/object-detection", Kind.TASK, ("object detection",)),
        Concept("metric/accuracy", Kind.METRIC, ("accuracy",)),
    )
}
LINKER = Linker(CONCEPTS, introduced([], CONCEPTS))


def links(abstract: str, title: str = "A Study") -> dict[str, Link]:
    """The links of a paper with these words, by concept."""
    return {link.concept: link for link in LINKER.read(Paper("p", title, abstract)).links}


def words(link: Link, abstract: str, title: str = "A Study") -> list[str]:
    """What a link's mentions write."""
    return [f"{title}\n\n{abstract}"[mention.start : mention.end] for mention in link.mentions]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We train with the Adam optimizer.", "method/adam"),
        ("We segment images with SAM masks.", "method/sam"),
        ("SAM seeks flat minima of low sharpness.", "method/sharpness-aware-minimization"),
        ("We report results on the GLUE benchmark.", "benchmark/glue"),
        ("We test on the MATH benchmark.", "dataset/math"),
        ("A BERT-style encoder is trained.", "method/bert"),
        ("We label COCO-Stuff again.", "dataset/coco-stuff"),
        ("The Swin Transformer is strong.", "method/swin-transformer"),
    ],
)
def test_a_name_is_linked_where_the_text_decides(abstract: str, expected: str) -> None:
    assert expected in links(abstract)


@pytest.mark.parametrize(
    ("abstract", "refused"),
    [
        ("Adam and Eve walk in the garden.", "method/adam"),
        ("They hold the parts together with GLUE of their own making.", "benchmark/glue"),
        ("We use math throughout.", "dataset/math"),
        ("We label COCO-Stuff again.", "dataset/coco"),
        ("The Swin Transformer is strong.", "method/transformer"),
        ("Bert went home.", "method/bert"),
    ],
)
def test_a_name_is_not_linked_where_nothing_decides(abstract: str, refused: str) -> None:
    assert refused not in links(abstract)


@pytest.mark.parametrize("abstract", ["Unlike BERT, ours is small.", "We build a network without attention."])
def test_negation_is_never_use(abstract: str) -> None:
    assert all(link.role is not Role.USES for link in links(abstract).values())
    assert links(abstract)


@pytest.mark.parametrize(
    ("abstract", "concept", "role"),
    [
        ("We evaluate on COCO and report accuracy.", "dataset/coco", Role.EVALUATES_ON),
        ("Our network outperforms BERT.", "method/bert", Role.COMPARES_WITH),
        ("We build on BERT.", "method/bert", Role.USES),
        ("We address object detection.", "task/object-detection", Role.EVALUATES_ON),
        ("We report accuracy on COCO.", "metric/accuracy", Role.EVALUATES_ON),
    ],
)
def test_roles_are_read_off_the_sentence(abstract: str, concept: str, role: Role) -> None:
    assert links(abstract)[concept].role is role


def test_mentions_are_the_words_they_point_at() -> None:
    abstract = "We fine-tune BERT and compare BERT with the Swin Transformer."
    assert words(links(abstract)["method/bert"], abstract) == ["BERT", "BERT"]
    assert words(links(abstract)["method/swin-transformer"], abstract) == ["Swin Transformer"]


def by_concept(papers: Iterable[Paper]) -> dict[str, set[tuple[str, Role]]]:
    """Per concept the papers that link to it and how."""
    _, found = link_papers(list(papers), CONCEPTS)
    return {one.concept: {(link.paper, link.role) for link in found if link.concept == one.concept} for one in found}


def test_what_one_paper_introduces_another_paper_links_to() -> None:
    first = Paper("a", "RaftoNet: Rafts on Water", "We propose RaftoNet, a network for object detection.")
    second = Paper("b", "A Study", "Our network outperforms RaftoNet on COCO.")
    found = by_concept([second, first])
    assert found["method/raftonet"] == {("a", Role.INTRODUCES), ("b", Role.COMPARES_WITH)}


def test_two_papers_that_introduce_one_name_introduce_two_concepts() -> None:
    first = Paper("a", "Hydra: Heads for Decoding", "We propose Hydra, draft heads for faster decoding.")
    second = Paper("b", "Hydra: Attention with Many Arms", "We present Hydra, an attention with many arms.")
    introduced_ids = {one for one, uses in by_concept([first, second]).items() if "hydra" in one and uses}
    assert len(introduced_ids) == 2


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([*"., ()-", "BERT", "COCO-Stuff", "Swin Transformer", "we", "é", "😀", "SAM"]), max_size=25
    )
)
def test_mentions_are_sorted_disjoint_and_inside(pieces: list[str]) -> None:
    abstract = " ".join(pieces)
    paper = Paper("p", "T", abstract)
    spans = sorted((m.start, m.end) for link in LINKER.read(paper).links for m in link.mentions)
    assert all(0 <= start < end <= len(paper.text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
