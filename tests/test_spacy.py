"""``kg_concepts`` in anyone's spaCy pipeline: found by entry point, saved and loaded, shown by displaCy."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language

TEXT = "We train ResNet-50 on ImageNet and CIFAR-10 for image classification."
FOUND = {"method/resnet-50", "dataset/imagenet", "dataset/cifar-10", "task/image-classification"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank pipeline of somebody else's, with our component."""
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_concepts")
    return nlp


def found(nlp: Language, text: str = TEXT) -> set[str]:
    """The concepts that a pipeline finds."""
    doc = nlp(text)
    return {span.kb_id_ for span in doc.spans["concepts"]}


def test_the_entry_point_is_there() -> None:
    points = entry_points(group="spacy_factories", name="kg_concepts")
    assert [point.value for point in points] == ["kg.matching.concepts:make_concept_matcher"]


def test_spans_carry_kind_and_concept(nlp: Language) -> None:
    doc = nlp(TEXT)
    spans = doc.spans["concepts"]
    assert {span.kb_id_ for span in spans} == FOUND
    assert all(span.kb_id_.startswith(span.label_ + "/") for span in spans)
    assert {span.text for span in spans} == {"ResNet-50", "ImageNet", "CIFAR-10", "image classification"}
    assert found(nlp, "") == set()


def test_it_stands_beside_other_components() -> None:
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.add_pipe("kg_concepts", name="mine", last=True)
    doc = other(f"{TEXT} It also works on SQuAD.")
    first, second = doc.sents
    spans = doc.spans["concepts"]
    assert {span.kb_id_ for span in spans if span.sent == first} == FOUND
    assert {span.kb_id_ for span in spans if span.sent == second} == {"dataset/squad"}


def test_a_pipeline_is_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["kg_concepts"]
    assert found(loaded) == FOUND
    again = type(nlp).from_config(nlp.config)
    assert found(again) == FOUND


def test_displacy_shows_the_spans(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="span", options={"spans_key": "concepts"}, jupyter=False)
    assert "dataset" in html and "dataset/imagenet" in html
