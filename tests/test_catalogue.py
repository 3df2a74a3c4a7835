"""The catalogue: that the bundled one is clean, and that every rule of the lint finds what breaks it."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kg import catalogue
from kg.catalogue import lint, rows
from kg.errors import CatalogueError, MissingInputError
from kg.matching.concepts import ConceptMatcher
from kg.matching.names import Sense
from kg.matching.tokens import blank
from kg.model import Concept, Kind

Row = dict[str, Any]


def concepts(*made: Row) -> dict[str, Concept]:
    """A small catalogue."""
    return {row["id"]: rows.concept_of(row) for row in made}


def problems(*made: Row) -> list[str]:
    return lint.lint(concepts(*made))


# The bundled catalogue


def test_bundled_catalogue_has_no_problems() -> None:
    assert lint.lint(catalogue.bundled()) == []


@pytest.mark.parametrize("path", catalogue.bundled_files(), ids=lambda path: path.stem)
def test_bundled_file_holds_one_kind_sorted_by_id_each_row_as_it_is_written(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    parsed = [json.loads(line) for line in lines]
    ids = [row["id"] for row in parsed]
    assert ids == sorted(set(ids))
    assert {concept_id.partition("/")[0] for concept_id in ids} == {path.stem}
    assert [problem for row in parsed for problem in rows.problems(row)] == []
    assert [rows.line(rows.concept_of(row)) for row in parsed] == lines


@pytest.mark.parametrize(
    ("kind", "least"),
    [(Kind.METHOD, 3000), (Kind.DATASET, 1500), (Kind.BENCHMARK, 500), (Kind.TASK, 800), (Kind.METRIC, 300)],
)
def test_bundled_catalogue_is_broad(kind: Kind, least: int) -> None:
    assert Counter(concept.kind for concept in catalogue.bundled().values())[kind] >= least


def test_bundled_catalogue_has_the_general_vocabulary_of_techniques() -> None:
    # A technique, architecture or class of models is named in small letters, a model or library by a proper name.
    methods = [concept for concept in catalogue.bundled().values() if concept.kind is Kind.METHOD]
    general = [concept for concept in methods if any(name == name.lower() and " " in name for name in concept.names)]
    assert len(general) >= 1000


def test_every_metric_says_what_it_measures_in_only_where_it_is_a_metric() -> None:
    for concept in catalogue.bundled().values():
        assert concept.kind is Kind.METRIC or (concept.unit is None and concept.higher_is_better is None), concept.id


GENERAL = {
    "method": """cross-attention|self-attention|local attention|attention mechanism|large language model|LLM|
    multi-layer perceptron|quantization|vector quantization|pruning|KV cache|transfer
    learning|encoder-decoder| masked language modelling|differential privacy|Kalman filter|beam
    search|weight decay|spiking neural network| layer normalization|neural architecture
    search|diffusion model|instruction tuning|LSTM|support vector machine|k-means| graph neural
    network|mixture of experts|retrieval-augmented generation|batch normalisation|chain-of-thought
    prompting""",
    "task": """image classification|machine translation|dense prediction|talking head synthesis|question
    answering| named entity recognition|class-conditional image generation|speech
    recognition|continual learning|link prediction""",
    "metric": """accuracy|top-1 accuracy|BLEU|FID|mIoU|PSNR|word error rate|perplexity|throughput|latency|FLOPs|
    memory usage|acceptance rate|success rate|F1|mean average precision|ROUGE-L|expected calibration
    error""",
    "dataset": "ImageNet|ImageNet-1K|COCO|LibriSpeech|C4|Penn Treebank|WordNet|CIFAR-10|GSM8K|WikiText-103",
    "benchmark": "GLUE|Long Range Arena|MMLU|VTAB|SuperGLUE|MTEB|SWE-bench|HELM",
}


@pytest.fixture(scope="module")
def matcher() -> tuple[ConceptMatcher, Any]:
    """A matcher of the bundled catalogue and the pipeline it reads with."""
    nlp = blank()
    made = ConceptMatcher(nlp)
    made.add(catalogue.bundled().values())
    return made, nlp


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, " ".join(name.split())) for kind, names in GENERAL.items() for name in names.split("|")],
)
def test_bundled_catalogue_finds_a_name(matcher: tuple[ConceptMatcher, Any], kind: str, name: str) -> None:
    found, nlp = matcher
    text = f"We study {name} for language models, with speculative decoding."
    linked, refused = found.find(nlp.make_doc(text))
    assert (kind, name) in {(s.sense.kind, text[s.start : s.end]) for s in linked}, refused


@pytest.mark.parametrize(
    "text",
    [
        "For instance, the shape of the largest dataset opened multiple questions, with humor.",
        "Our novel approach improves performance, efficiency, robustness and quality at low cost.",
        "Fine-tuning a pre-trained neural network end-to-end needs deep learning and machine learning.",
        "A survey of people's daily lives in many places stemming from adult education.",
        "We address the problem of language understanding in a new setting with or without tools.".replace(
            "language ", ""
        ),
    ],
)
def test_bundled_catalogue_finds_nothing_in_ordinary_words(matcher: tuple[ConceptMatcher, Any], text: str) -> None:
    found, nlp = matcher
    assert found.find(nlp.make_doc(text))[0] == []


def test_no_name_of_the_bundled_catalogue_is_undecidable(matcher: tuple[ConceptMatcher, Any]) -> None:
    """Where two concepts share what the matcher looks up, case or cue words tell them apart."""
    found, _ = matcher
    every = [found._senses[key] for key in found._senses._meant]
    shared = [senses for senses in every if len({sense.concept for sense in senses}) > 1]
    assert shared
    undecidable = [
        (first, second)
        for senses in shared
        for at, first in enumerate(senses)
        for second in senses[:at]
        if first.concept != second.concept and not _is_decidable(first, second)
    ]
    assert undecidable == []


def _is_decidable(first: Sense, second: Sense) -> bool:
    """Cue words on both sides, another case, or a size letter that a hyphen sets off (ViT, ViT-S)."""
    cued = bool(first.cues and second.cues)
    return cued or first.exact != second.exact or "-" in first.name + second.name


# The rules, one small broken catalogue each


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "method/x", "names": ["the"]}, "the name 'the' is a stop word or too generic"),
        ({"id": "method/x", "names": ["Deep Learning"]}, "the name 'Deep Learning' is a stop word or too generic"),
        ({"id": "method/x", "names": ["fine-tuning"]}, "the name 'fine-tuning' is a stop word or too generic"),
        ({"id": "method/x", "names": ["***"]}, "the name '***' is a stop word or too generic"),
        ({"id": "method/x", "names": ["Foo  Bar"]}, "the name 'Foo  Bar' has odd spacing or length"),
        ({"id": "method/x", "names": ["F" * 121]}, f"the name {'F' * 121!r} has odd spacing or length"),
        ({"id": "method/x", "names": ["Foo", "Foo"]}, "a name is given twice"),
        ({"id": "dataset/x", "names": ["Places"]}, "the name 'Places' spells an ordinary word; guard it"),
        ({"id": "method/x", "names": ["Shap-E"]}, "the name 'Shap-E' spells an ordinary word; guard it"),
        ({"id": "method/x", "names": ["Foo"], "guards": {"Bar": []}}, "guards 'Bar', which it is not called"),
        ({"id": "method/x", "names": ["Foo"], "year": 3000}, "the year 3000 cannot be"),
        ({"id": "method/x", "names": ["Foo"], "arxiv_id": "17.1"}, "'17.1' is no arXiv id"),
        ({"id": "method/x", "names": ["Foo"], "url": "ftp://a.b"}, "'ftp://a.b' is no http(s) url"),
        ({"id": "method/x", "names": ["Foo"], "url": "https://[a"}, "'https://[a' is no http(s) url"),
        ({"id": "method/x", "names": ["Foo"], "unit": "%"}, "only metrics have a direction and a unit"),
        ({"id": "task/x", "names": ["Foo"], "higher_is_better": True}, "only metrics have a direction and a unit"),
        ({"id": "method/x", "names": ["Foo"], "broader": ["method/y"]}, "broader 'method/y' does not exist"),
        ({"id": "benchmark/x", "names": ["Foo"], "datasets": ["dataset/y"]}, "datasets 'dataset/y' does not exist"),
        ({"id": "benchmark/x", "names": ["Foo"], "tasks": ["task/y"]}, "tasks 'task/y' does not exist"),
    ],
)
def test_a_rule_finds_what_breaks_it(row: Row, problem: str) -> None:
    assert problems(row) == [f"{row['id']}: {problem}"]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "dataset/x", "names": ["Places"], "guards": {"Places": []}},
        {"id": "method/x", "names": ["Foo"], "arxiv_id": "1706.03762", "url": "https://a.org/b", "year": 2017},
        {"id": "method/x", "names": ["Foo"], "arxiv_id": "cs/0112017"},
        {"id": "metric/x", "names": ["Foo"], "unit": "%", "higher_is_better": False},
    ],
)
def test_a_sound_row_has_no_problems(row: Row) -> None:
    assert problems(row) == []


def test_only_data_has_tasks_and_only_benchmarks_hold_data() -> None:
    task: Row = {"id": "task/t", "names": ["Tee"]}
    data: Row = {"id": "dataset/d", "names": ["Dee"], "tasks": ["task/t"]}
    assert problems(task, data) == []
    assert problems(task, {"id": "method/m", "names": ["Em"], "tasks": ["task/t"]}) == [
        "method/m: only datasets and benchmarks are for tasks"
    ]
    assert problems(task, data, {"id": "dataset/e", "names": ["Eh"], "datasets": ["dataset/d"]}) == [
        "dataset/e: only benchmarks hold datasets"
    ]


def test_broader_datasets_and_tasks_are_of_their_kind() -> None:
    task: Row = {"id": "task/t", "names": ["Tee"]}
    benchmark: Row = {"id": "benchmark/b", "names": ["Bee"], "broader": ["task/t"], "datasets": ["task/t"]}
    assert problems(task, benchmark) == [
        "benchmark/b: broader 'task/t' is of another kind",
        "benchmark/b: datasets 'task/t' is of another kind",
    ]
    assert problems(task, benchmark | {"broader": [], "datasets": [], "tasks": ["task/t"]}) == []


def test_broader_does_not_go_in_a_circle() -> None:
    first: Row = {"id": "method/a", "names": ["Foo"], "broader": ["method/b"]}
    second: Row = {"id": "method/b", "names": ["Bar"], "broader": ["method/a"]}
    above: Row = {"id": "method/c", "names": ["Baz"], "broader": ["method/a"]}
    assert problems(first, second, above) == [
        "method/a: broader goes in a circle",
        "method/b: broader goes in a circle",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GraphFoo", "graphfoo"),
        ("graph foo", "Graph-Foo"),
        ("loss landscape", "loss landscapes"),
        ("graph query", "graph queries"),
        ("random box", "random boxes"),
        ("sparse optimiser", "sparse optimizer"),
        ("topic modelling", "topic modeling"),
    ],
)
def test_a_shared_name_needs_cue_words_on_both_sides(one: str, other: str) -> None:
    first: Row = {"id": "method/a", "names": [one]}
    second: Row = {"id": "method/b", "names": [other]}
    assert problems(first, second) == [
        f"method/a: the name {one!r} is also that of method/b; guard it with cue words",
        f"method/b: the name {other!r} is also that of method/a; guard it with cue words",
    ]
    guarded = first | {"guards": {one: ["graph"]}}
    assert problems(guarded, second) == [
        f"method/b: the name {other!r} is also that of method/a; guard it with cue words"
    ]
    assert problems(guarded, second | {"guards": {other: ["loss"]}}) == []


@pytest.mark.parametrize(("one", "other"), [("SAM", "Sam"), ("ViT", "VIT"), ("R@50", "R50"), ("nDCG", "NDCG")])
def test_short_names_are_told_apart_by_case_and_letters(one: str, other: str) -> None:
    assert problems({"id": "method/a", "names": [one]}, {"id": "method/b", "names": [other]}) == []


def test_all_problems_are_listed_at_once_and_sorted() -> None:
    found = problems(
        {"id": "task/z", "names": ["the", "Places"], "year": 1},
        {"id": "method/a", "names": ["Foo"], "url": "x", "broader": ["method/b"]},
    )
    assert found == sorted(found)
    assert len(found) == 5


# A user's catalogue


@pytest.fixture
def own(tmp_path: Path) -> Any:
    """Writes lines to a user's catalogue."""

    def write(*lines: str | Mapping[str, Any]) -> Path:
        path = tmp_path / "own.jsonl"
        path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
        return path

    return write


def test_a_user_catalogue_is_added_to_the_bundled_one(own: Any) -> None:
    path = own({"id": "method/raft-mlp-of-mine", "names": ["RaftMLPOfMine"]}, "")
    loaded = catalogue.load([path])
    assert loaded["method/raft-mlp-of-mine"].names == ("RaftMLPOfMine",)
    assert len(loaded) == len(catalogue.bundled()) + 1
    assert "method/raft-mlp-of-mine" not in catalogue.bundled()


def test_every_problem_of_a_user_catalogue_is_listed_with_file_and_line(own: Any) -> None:
    path = own(
        "{broken",
        {"id": "model/x", "names": ["Foo"]},
        {"id": "method/bert", "names": ["FooBERT"]},
        {"id": "method/stop", "names": ["with"]},
        {"id": "dataset/mine", "names": ["Transformer"]},
        "[]",
    )
    with pytest.raises(CatalogueError) as caught:
        catalogue.load([path])
    found = str(caught.value)
    for line, part in [
        (1, "not JSON"),
        (2, "unknown kind 'model'"),
        (3, "the id method/bert exists"),
        (4, "the name 'with' is a stop word"),
        (5, "the name 'Transformer' is also that of method/transformer"),
        (6, "a row is a JSON object"),
    ]:
        assert any(part in text and f"{line}:" in text for text in found.splitlines()), (line, part, found)


def test_a_missing_user_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such catalogue"):
        catalogue.load([tmp_path / "none.jsonl"])


def test_a_user_catalogue_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="cannot be read"):
        catalogue.load([path])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "method/x", "names": []}, "names must be a list of texts, not empty"),
        ({"id": "method/x", "names": [" "]}, "names must be a list of texts, not empty"),
        (
            {"id": "method/x", "names": ["F"], "kind": "method"},
            "unknown field 'kind' (the fields are arxiv_id, broader, datasets, guards, higher_is_better, id, names, "
            "paper, tasks, unit, url, year)",
        ),
        ({"names": ["F"]}, "id is missing"),
        ({"id": "method/x/y", "names": ["F"]}, "'method/x/y' is not kind/slug"),
        ({"id": "method/", "names": ["F"]}, "'method/' is not kind/slug"),
        ({"id": "method/x", "names": ["F"], "broader": "method/y"}, "broader must be a list of ids"),
        ({"id": "method/x", "names": ["F"], "year": "2017"}, "year must be of type int"),
        ({"id": "method/x", "names": ["F"], "year": True}, "year must be of type int"),
        ({"id": "method/x", "names": ["F"], "guards": []}, "guards must be an object from names to lists of cue words"),
        (
            {"id": "method/x", "names": ["F"], "guards": {"F": ""}},
            "guards must be an object from names to lists of cue words",
        ),
    ],
)
def test_a_row_that_cannot_be_a_concept_says_why(row: Row, problem: str) -> None:
    assert rows.problems(row) == [problem]


def test_a_row_round_trips_through_its_concept() -> None:
    row: Row = {
        "id": "benchmark/x",
        "names": ["Foo", "Bar"],
        "year": 2020,
        "paper": "A Title",
        "arxiv_id": "2001.00001",
        "url": "https://a.org",
        "broader": ["benchmark/y"],
        "datasets": ["dataset/z"],
        "tasks": ["task/t"],
        "guards": {"Foo": ["cue"]},
    }
    assert rows.problems(row) == []
    assert rows.row_of(rows.concept_of(row)) == row
    metric: Row = {"id": "metric/x", "names": ["Foo"], "higher_is_better": False, "unit": "%"}
    assert rows.row_of(rows.concept_of(metric)) == metric


def test_the_version_of_the_catalogue_is_that_of_its_content() -> None:
    version = catalogue.version()
    assert len(version) == 12
    assert int(version, 16) >= 0
    assert version == catalogue.version()
