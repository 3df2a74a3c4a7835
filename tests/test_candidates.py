"""Names outside the catalogue that nobody introduces: versions, prefixed and longer names, names by shape and cue."""

import pytest

from kg.corpus import Linker, introduced
from kg.model import Concept, Guard, Kind, Paper, Status, short_hash

CONCEPTS = {
    concept.id: concept
    for concept in (
        Concept("method/raftnet", Kind.METHOD, ("RaftNet", "raft network")),
        Concept("method/bi-raftnet", Kind.METHOD, ("Bi-RaftNet",)),
        Concept("method/tidal-autoencoder", Kind.METHOD, ("autoencoder",)),
        Concept("method/plank-attention", Kind.METHOD, ("plank attention", "PA")),
        Concept("dataset/logs", Kind.DATASET, ("DriftLog",)),
        Concept("dataset/dl237", Kind.DATASET, ("DriftLog-237",)),
        Concept("dataset/river20k", Kind.DATASET, ("RIVER20K",)),
        Concept("dataset/driftlog-c", Kind.DATASET, ("DriftLog-C",)),
        Concept("metric/mlow", Kind.METRIC, ("mLoW",)),
        Concept("dataset/coco", Kind.DATASET, ("COCO",)),
        Concept("task/raft-spotting", Kind.TASK, ("Raft Spotting",)),
        Concept("benchmark/wavebench", Kind.BENCHMARK, ("WaveBench",), guards=(Guard("WaveBench", ("surf",)),)),
        Concept("method/toss", Kind.METHOD, ("ToSS",), guards=(Guard("ToSS", ("coin",)),)),
        Concept("dataset/toss", Kind.DATASET, ("ToSS",), guards=(Guard("ToSS", ("coin",)),)),
    )
}
LINKER = Linker(CONCEPTS, introduced([], CONCEPTS))


def read(abstract: str) -> tuple[list[tuple[str, str, str]], dict[str, Concept]]:
    """The names of an abstract with their concepts and rules, and the concepts among them that are new."""
    paper = Paper("p", "Lakes", abstract)
    named, new = LINKER.named(paper)
    return [(paper.text[one.start : one.end], one.concept, one.rule) for one in named], new


@pytest.mark.parametrize(
    ("abstract", "name", "concept", "broader"),
    [
        ("We use RaftNet-7B here.", "RaftNet-7B", "method/raftnet-7b", "method/raftnet"),
        ("We use RaftNet-Large here.", "RaftNet-Large", "method/raftnet-large", "method/raftnet"),
        ("We use RaftNet 2.5 here.", "RaftNet 2.5", "method/raftnet-2-5", "method/raftnet"),
        ("We use RaftNet (7B) here.", "RaftNet (7B)", "method/raftnet-7b", "method/raftnet"),
        ("We use RaftNet v2.", "RaftNet v2", "method/raftnet-v2", "method/raftnet"),
        ("We use RaftNet-v2.", "RaftNet-v2", "method/raftnet-v2", "method/raftnet"),
        ("We use DriftLog-2.", "DriftLog-2", "dataset/driftlog-2", "dataset/logs"),
        ("We use E-RaftNet.", "E-RaftNet", "method/e-raftnet", "method/raftnet"),
        ("We use un-RaftNet.", "un-RaftNet", "method/un-raftnet", "method/raftnet"),
        ("Here is a Tidal Autoencoder.", "Tidal Autoencoder", "method/tidal-autoencoder", "method/tidal-autoencoder"),
        (
            "Here is a Stormy Autoencoder.",
            "Stormy Autoencoder",
            "method/stormy-autoencoder",
            "method/tidal-autoencoder",
        ),
    ],
)
def test_names_made_of_known_names(abstract: str, name: str, concept: str, broader: str) -> None:
    named, new = read(abstract)
    assert [(one, other) for one, other, _ in named] == [(name, concept)]
    assert (new[concept].broader, new[concept].status) == ((broader,), Status.CANDIDATE)


def test_a_version_that_the_catalogue_has_is_the_catalogues() -> None:
    assert read("We use DriftLog-237 here.") == ([("DriftLog-237", "dataset/dl237", "catalogue")], {})


@pytest.mark.parametrize(
    ("name", "concept"),
    [("RIVER20K", "dataset/river20k"), ("mLoW", "metric/mlow"), ("DriftLog-C", "dataset/driftlog-c")],
)
def test_the_stop_of_a_sentence_is_none_of_a_names(name: str, concept: str) -> None:
    assert read(f"We use {name}. It floats.") == read(f"We use {name}, it floats.")
    assert read(f"We use {name}.") == ([(name, concept, "catalogue")], {})


@pytest.mark.parametrize(
    "abstract",
    [
        "We run RaftNet 3 times.",
        "We run RaftNet 2x.",
        "We run RaftNet 50%.",
        "A raft network 2 is used.",
        "Stormy Raft Spotting is hard.",
        "In lakes we see more. RaftNet-based planks float.",
        "Lakes. Stormy RaftNet floats.",
        "The RaftNet floats.",
        "Many GPU-based RaftNet runs.",
    ],
)
def test_words_beside_a_known_name_that_make_no_other(abstract: str) -> None:
    named, new = read(abstract)
    assert new == {}
    assert len(named) == 1


@pytest.mark.parametrize(
    ("abstract", "names", "kind", "rule"),
    [
        ("The PlankSet dataset is old.", ["PlankSet"], Kind.DATASET, "name-dataset"),
        ("PlankSet and LakeSet corpora are old.", ["PlankSet", "LakeSet"], Kind.DATASET, "name-dataset"),
        ("Old datasets such as PlankSet, LakeSet, and SeaX.", ["PlankSet", "LakeSet", "SeaX"], Kind.DATASET, ""),
        ("It wins by 3% on PlankBench-2D.", ["PlankBench-2D"], Kind.BENCHMARK, "named-method"),
        ("The PlankBench benchmark is old.", ["PlankBench"], Kind.BENCHMARK, "name-benchmark"),
        ("Old benchmarks, including PlankX.", ["PlankX"], Kind.BENCHMARK, "benchmark-such-as"),
        ("We evaluate it on PlankX and LakeX.", ["PlankX", "LakeX"], Kind.DATASET, "evaluated-on"),
        ("It outperforms TideNet and SeaNet.", ["TideNet", "SeaNet"], Kind.METHOD, "named-method"),
        ("It is built with TideNet.", ["TideNet"], Kind.METHOD, "named-method"),
        ("TideNet achieves much.", ["TideNet"], Kind.METHOD, "named-method"),
        ("TideNet significantly outperforms SeaNet.", ["TideNet", "SeaNet"], Kind.METHOD, "named-method"),
        ("The performance of TideNet is high.", ["TideNet"], Kind.METHOD, "named-method"),
        ("It is tested on TideBench with planks.", ["TideBench"], Kind.BENCHMARK, "evaluated-on"),
        ("We release the Tide-10K dataset.", ["Tide-10K"], Kind.DATASET, "name-dataset"),
        ("It wins compared with baseline TideNet and SeaNet.", ["TideNet", "SeaNet"], Kind.METHOD, "named-method"),
        ("We put it into TideNet and employ SeaNet.", ["TideNet", "SeaNet"], Kind.METHOD, "named-method"),
        ("A TideNet based raft floats.", ["TideNet"], Kind.METHOD, "name-model"),
        ("The TideNet architecture floats.", ["TideNet"], Kind.METHOD, "name-model"),
        ("TideNet-based rafts float.", ["TideNet"], Kind.METHOD, "name-model"),
    ],
)
def test_shaped_names_are_read_by_the_words_around_them(abstract: str, names: list[str], kind: Kind, rule: str) -> None:
    named, new = read(abstract)
    assert [name for name, _, _ in named] == names
    assert {one.kind for one in new.values()} == {kind}
    assert all(other == rule or not rule for _, _, other in named)


@pytest.mark.parametrize(
    "abstract",
    [
        "TideNet floats.",
        "It outperforms many.",
        "It outperforms Planks.",
        "We run it on A100 and an FPGA with CUDA.",
        "It was shown at NeurIPS, like others at CVPR.",
        "It is compared with 3D and 4K.",
        "We evaluate on the GPU.",
    ],
)
def test_no_cue_no_shape_or_hardware_and_venues_are_no_candidates(abstract: str) -> None:
    assert read(abstract) == ([], {})


@pytest.mark.parametrize(
    "abstract", ["We do Raft Spotting-2.", "We see DriftLog-Stuff.", "We see non-RaftNet-2 things."]
)
def test_a_part_of_a_longer_name_is_not_the_name(abstract: str) -> None:
    assert not {concept for _, concept, _ in read(abstract)[0]} & set(CONCEPTS)


def test_the_capitals_of_a_title_say_nothing() -> None:
    named, _ = LINKER.named(Paper("p", "Rafts with TideNet", "We float."))
    assert named == []


def test_a_name_whose_cues_are_missing_is_no_candidate() -> None:
    assert read("The WaveBench benchmark is old.") == ([], {})
    assert read("We surf the WaveBench benchmark.")[0] == [("WaveBench", "benchmark/wavebench", "catalogue")]


def test_a_name_that_nothing_decides_is_no_candidate() -> None:
    assert read("A coin is tossed with ToSS.") == ([], {})


def test_a_known_name_in_another_case_is_another_thing() -> None:
    named, new = read("We test on the CoCo dataset and on COCO.")
    own = f"dataset/coco-{short_hash('CoCo')[:4]}"
    assert [(name, concept) for name, concept, _ in named] == [("CoCo", own), ("COCO", "dataset/coco")]
    assert set(new) == {own}
    assert new[own].id == own


def test_a_candidate_inside_a_longer_one_is_not_new() -> None:
    named, new = read("We use E-RaftNet-7B with care.")
    assert {concept for _, concept, _ in named} == set(new)
    assert len(new) == 1


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("We use a Floating Lake Network (FLN). The FLN floats.", ["Floating Lake Network", "FLN", "FLN"]),
        ("We use plank attention (PLAT). PLAT floats.", ["plank attention", "PLAT", "PLAT"]),
        ("We use the plank attention (PLA). PLA floats.", ["plank attention", "PLA", "PLA"]),
        ("We study natural language processing (NLP).", []),
        ("A plate assembly (PA) is dry. PA dries.", []),
        ("We use Plank Attention (PA). PA floats.", ["Plank Attention", "PA", "PA"]),
    ],
)
def test_what_a_text_defines_holds_throughout_it(abstract: str, names: list[str]) -> None:
    named, _ = read(abstract)
    assert [name for name, _, _ in named] == names
    assert len({concept for _, concept, _ in named}) == min(len(names), 1)


@pytest.mark.parametrize(
    ("abstract", "name", "concept"),
    [
        ("We use Bi-RaftNets with care.", "Bi-RaftNets", "method/bi-raftnet"),
        ("We use a 7B RaftNet with care.", "RaftNet", "method/raftnet"),
        ("We use Ocean's RaftNet with care.", "RaftNet", "method/raftnet"),
    ],
)
def test_a_known_name_is_not_lengthened_by_a_prefix_it_has_a_size_or_an_owner(
    abstract: str, name: str, concept: str
) -> None:
    assert read(abstract) == ([(name, concept, "catalogue")], {})


def test_a_long_form_with_its_known_short_form_is_no_longer_name() -> None:
    named, new = read("Here is the Stormy Plank Attention (PA) for rafts.")
    assert [(name, concept) for name, concept, _ in named] == [
        ("Plank Attention", "method/plank-attention"),
        ("PA", "method/plank-attention"),
    ]
    assert new == {}


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("We report metrics such as plank precision, mLoW, and wetness.", ["plank precision", "wetness"]),
        ("Metrics: plank precision and wetness of logs.", ["plank precision", "wetness of logs"]),
        ("Two metrics: plank precision and wetness.", ["plank precision", "wetness"]),
        ("We give metrics, including drift rate, floating how rafts do.", ["drift rate"]),
        ("We give metrics including qualitative ones, others.", []),
        ("We give planks such as drift rate and wetness.", []),
    ],
)
def test_metrics_that_are_listed(abstract: str, names: list[str]) -> None:
    found, new = read(abstract)
    assert [name for name, _, rule in found if rule == "listed-metric"] == names
    assert all(new[concept].kind is Kind.METRIC for _, concept, rule in found if rule == "listed-metric")


def test_hybrid_says_how_a_method_is_used() -> None:
    found, _ = read("We compare Hybrid RaftNet with planks.")
    assert [name for name, *_ in found] == ["RaftNet"]
