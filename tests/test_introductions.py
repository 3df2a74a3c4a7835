"""What a paper introduces: a table of ways to say so, and of words that introduce nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching.claims import Claims
from kg.matching.introduction import is_short_for
from kg.matching.introductions import Introduction, introductions
from kg.matching.kinds import kind_about
from kg.model import Kind, fold

PLAIN = "A Study of Rafts"


def by_name(title: str, abstract: str) -> dict[str, Introduction]:
    """What a paper introduces, under each of its names."""
    return {name: one for one in introductions(title, abstract) for name in one.names}


SAID = [
    # title, abstract, name, kind, rule
    ("RaftMLP: How Far Do Rafts Go?", "Rafts float.", "RaftMLP", Kind.METHOD, "title-colon"),
    ("FloatBench: A Benchmark for Rafts", "Rafts float.", "FloatBench", Kind.BENCHMARK, "title-colon"),
    ("DriftCorpus - A Dataset of Log Books", "Logs are old.", "DriftCorpus", Kind.DATASET, "title-colon"),
    ("Flotilla: Many Rafts at Once", "A network of rafts.", "Flotilla", Kind.METHOD, "title-colon"),
    ("Raft Former: Rafts That Look", "The raft former sees.", "Raft Former", Kind.METHOD, "title-colon"),
    ("FloatQ 2: Rafts Again", "Nothing here.", "FloatQ 2", Kind.METHOD, "title-colon"),
    ("Tidal Raft Network", "The tidal raft network floats.", "Tidal Raft Network", Kind.METHOD, "whole-title"),
    (PLAIN, "We propose a Floating Raft Network (FRN).", "FRN", Kind.METHOD, "propose-definition"),
    (PLAIN, "Here is a novel Floating Raft Network (FRN).", "FRN", Kind.METHOD, "propose-definition"),
    (PLAIN, "A Floating Raft Network (FRN) is proposed.", "FRN", Kind.METHOD, "propose-definition"),
    ("A Floating Raft Network", "A novel floating raft network (FRN) wins.", "FRN", Kind.METHOD, "novel-definition"),
    (PLAIN, "We propose RaftMLP, which floats.", "RaftMLP", Kind.METHOD, "we-propose"),
    (PLAIN, "We propose a new network, RaftMLP.", "RaftMLP", Kind.METHOD, "we-propose"),
    (PLAIN, "We introduce a large benchmark FloatBench for rafts.", "FloatBench", Kind.BENCHMARK, "we-propose"),
    (PLAIN, "This paper presents the DriftSet dataset of log books.", "DriftSet", Kind.DATASET, "we-propose"),
    (PLAIN, "We release Flotilla, a dataset of rafts.", "Flotilla", Kind.DATASET, "we-propose"),
    (PLAIN, "We propose early plank attention, which is fast.", "early plank attention", Kind.METHOD, "we-propose"),
    (PLAIN, "We propose a bottleneck for rafts (Wet Student).", "Wet Student", Kind.METHOD, "we-propose"),
    ("Tidal Plank Attention", "We propose a tidal plank attention.", "tidal plank attention", Kind.METHOD, ""),
    (PLAIN, "A raft is built, called RaftMLP.", "RaftMLP", Kind.METHOD, "called"),
    (PLAIN, "The resulting corpus, dubbed DriftSet, is free.", "DriftSet", Kind.DATASET, "called"),
    (PLAIN, "We call it Flotilla.", "Flotilla", Kind.METHOD, "called"),
    (PLAIN, "We design a loss termed plank alignment loss.", "plank alignment loss", Kind.METHOD, "called"),
    (PLAIN, "RaftMLP, a new network, floats.", "RaftMLP", Kind.METHOD, "new"),
    (PLAIN, "FloatBench is the first open benchmark of rafts.", "FloatBench", Kind.BENCHMARK, "is-new"),
    (PLAIN, "We contribute (1) a look at FloQ, a planning framework.", "FloQ", Kind.METHOD, "apposed"),
    (PLAIN, "Here RaftMLP is proposed as a remedy.", "RaftMLP", Kind.METHOD, "is-proposed"),
    ("Plank Drift Detection on Lakes", "A plank drift detection is proposed.", "plank drift detection", Kind.TASK, ""),
    (PLAIN, "Tests of our RaftMLP are good.", "RaftMLP", Kind.METHOD, "our"),
    (PLAIN, "The proposed method RaftMLP wins.", "RaftMLP", Kind.METHOD, "our"),
    ("On Lazy Plank Attention", 'The idea of "lazy plank attention" works.', "lazy plank attention", Kind.METHOD, ""),
    (
        "Mapping Lakes Using Tidal Plank Convolution",
        "The tidal plank convolution is short.",
        "Tidal Plank Convolution",
        Kind.METHOD,
        "title-means",
    ),
    (
        "Mapping Lakes via Very Long Tidal Plank Convolution",
        "Nothing of it is here.",
        "Very Long Tidal Plank Convolution",
        Kind.METHOD,
        "title-means",
    ),
    (PLAIN, "We present a shore-aware plank tree technique.", "shore-aware plank tree", Kind.METHOD, "described"),
    (PLAIN, "Our raft has a cross-plank fusion module.", "cross-plank fusion", Kind.METHOD, "described"),
    (PLAIN, "We design a cross-plank gating strategy.", "cross-plank gating", Kind.METHOD, "described"),
    (PLAIN, "We design a cross-plank gating strategy.", "cross-plank gating strategy", Kind.METHOD, "described"),
    (PLAIN, "We add a shore-aware predictor trained on waves.", "shore-aware predictor", Kind.METHOD, "described"),
    (PLAIN, "The proposed network, the RaftMLP, floats.", "RaftMLP", Kind.METHOD, "our"),
    (
        "Rafting Over Waves with Patience",
        "See https://raft.github.io/RaftOW for more.",
        "Rafting Over Waves",
        Kind.METHOD,
        "project-page",
    ),
    ("skraft: Rafts Made Easy", "We present skraft, a toolkit for rafts.", "skraft", Kind.METHOD, "title-colon"),
    ("RaftEB: A Raft Echo Benchmark", "Rafts float.", "RaftEB", Kind.BENCHMARK, "title-colon"),
    (PLAIN, "We propose a vector called a plank embedding for rafts.", "plank embedding", Kind.METHOD, "called"),
    (PLAIN, "We propose a Drifting Raft Network (i.e., DRN) for lakes.", "DRN", Kind.METHOD, "propose-definition"),
    (PLAIN, "We introduce a tide-guided Plank Adapter, which floats.", "Plank Adapter", Kind.METHOD, "we-propose"),
    (
        PLAIN,
        "We propose Stage-Aware Plank Remapping, a strategy.",
        "Stage-Aware Plank Remapping",
        Kind.METHOD,
        "we-propose",
    ),
    (PLAIN, "We build two new datasets, DriftA and DriftB, of logs.", "DriftB", Kind.DATASET, "we-propose"),
    ("RAFTIC, a Plank Platform for Lakes", "RAFTIC is a generic platform.", "RAFTIC", Kind.METHOD, "title-colon"),
    (PLAIN, "We propose the Tidal Event Mamba for lakes.", "Tidal Event Mamba", Kind.METHOD, "we-propose"),
    (PLAIN, "Code: https://github.com/someone/RaftMLP.", "RaftMLP", Kind.METHOD, "repository"),
    ("The Tidal Raft of Lakes", "Code: https://github.com/someone/tidal-raft.", "tidal raft", Kind.METHOD, ""),
    (
        "Wave Question Counting",
        "We design a task for wave question counting on lakes.",
        "wave question counting",
        Kind.TASK,
        "",
    ),
    (PLAIN, "We use RAFT on LRN. Code: https://github.com/someone/RAFT-LRN.", "RAFT-LRN", Kind.METHOD, "repository"),
    (PLAIN, "We propose plank and wave co-processing.", "plank and wave co-processing", Kind.METHOD, "we-propose"),
    (
        "Lazy Wave Plank for Lakes",
        "We propose planks. The lazy wave plank floats.",
        "Lazy Wave Plank",
        Kind.METHOD,
        "",
    ),
    (PLAIN, "Lakes are wet. FloQ introduces two planks.", "FloQ", Kind.METHOD, "is-proposed"),
    (PLAIN, "We introduce the concept of `plank-rafts' that float.", "plank-rafts", Kind.METHOD, "quoted"),
    (PLAIN, "We use an old loss and a novel driftwood loss that floats.", "driftwood loss", Kind.METHOD, "described"),
    (
        "Recurrent Plank Network on Water for Waves",
        "We propose planks.",
        "Recurrent Plank Network on Water",
        Kind.METHOD,
        "",
    ),
    ("RaftEcho: A Plank Repository of Waves", "Rafts float.", "RaftEcho", Kind.DATASET, "title-colon"),
    (PLAIN, "Our proposed floating method RaftMLP wins.", "RaftMLP", Kind.METHOD, "our"),
    (PLAIN, "We construct a semi-wet plank matrix of waves.", "semi-wet plank matrix", Kind.METHOD, "described"),
    (
        "A Wave-Based Plank Ordering Framework for Lakes",
        "We propose a wave-based plank ordering framework.",
        "Wave-Based Plank Ordering Framework",
        Kind.METHOD,
        "",
    ),
    (PLAIN, "We propose 4D Lakegraphy, a new technique.", "4D Lakegraphy", Kind.METHOD, "we-propose"),
    (PLAIN, "We train RaftMLP. A RaftMLP-MoE-L exists.", "RaftMLP-MoE-L", Kind.METHOD, "variant"),
    (PLAIN, "We propose RaftMLP. A RaftMLP-Large and RaftMLP-v2.1 exist.", "RaftMLP-Large", Kind.METHOD, "variant"),
    (PLAIN, "We propose RaftMLP. A RaftMLP-Large and RaftMLP-v2.1 exist.", "RaftMLP-v2.1", Kind.METHOD, "variant"),
]


@pytest.mark.parametrize(("title", "abstract", "name", "kind", "rule"), SAID)
def test_names_that_are_introduced(title: str, abstract: str, name: str, kind: Kind, rule: str) -> None:
    one = {fold(key): value for key, value in by_name(title, abstract).items()}[fold(name)]
    assert one.kind is kind
    assert one.rule == rule or not rule


OURS = "We propose RaftMLP, which floats. "
COMPONENTS = [
    # what follows the first claim, name, kind
    ("RaftMLP integrates a Raft Drift Finder (RDF).", "Raft Drift Finder", Kind.METHOD),
    ("It comprises two parts: (1) A Wave Pronoun Finder (WPF) module, and planks.", "WPF", Kind.METHOD),
    ("Our raft uses the Wave Plank Synthesis (WPS) module.", "Wave Plank Synthesis", Kind.METHOD),
    ("A Realistic Wave Synthesis strategy builds waves.", "Realistic Wave Synthesis", Kind.METHOD),
    ("We judge it by a novel Average Drift Error metric of waves.", "Average Drift Error", Kind.METRIC),
    ("To smooth it, a Gated Plank Mechanism adds water.", "Gated Plank Mechanism", Kind.METHOD),
    ("Second, the Wave Echo Module hears waves.", "Wave Echo Module", Kind.METHOD),
    ("It has key components: (a) Holistic Wave Removal, (b) planks.", "Holistic Wave Removal", Kind.METHOD),
    ("It has two components: (1) wave-aware reuse, which floats.", "wave-aware reuse", Kind.METHOD),
    ("It has two components: (i) a shared wave refining module that floats.", "shared wave refining", Kind.METHOD),
    ("We design three modules: Branch Drift, Branch Cutting, and planks.", "Branch Cutting", Kind.METHOD),
    ("We introduce new metrics: Drift Rate and FloQ.", "Drift Rate", Kind.METRIC),
    ("It joins both fields via a wave-aware formulation with planks.", "wave-aware formulation", Kind.METHOD),
    ("Then a two-sided wave-aware decoder finds waves.", "two-sided wave-aware decoder", Kind.METHOD),
    ("It is fed into a novel plank-state meta-controller, which floats.", "plank-state meta-controller", Kind.METHOD),
    (
        "It has three innovations: (1) simple plank parameterization-a wave.",
        "simple plank parameterization",
        Kind.METHOD,
    ),
    ("It has three ideas: (1) planks; (2) SpectralWaveNet (SWN)-an oar.", "SWN", Kind.METHOD),
    ("It has two modules: 1) Lake Plank Retrieval finally finds waves.", "Lake Plank Retrieval", Kind.METHOD),
    ("We judge it by the novel task of wave question answering on lakes.", "wave question answering", Kind.TASK),
    ("We also introduce a new task, called lake-to-lake search.", "lake-to-lake search", Kind.TASK),
    ("RaftMLP introduces a wave-aware plank gating that floats.", "wave-aware plank gating", Kind.METHOD),
    ("This paper presents a wave-aware plank gating that floats.", "wave-aware plank gating", Kind.METHOD),
    ("This paper presents a QRL-RAFT algorithm that floats.", "QRL-RAFT", Kind.METHOD),
    ("Second, a wave-aware plank gating is designed.", "wave-aware plank gating", Kind.METHOD),
]


@pytest.mark.parametrize(("said", "name", "kind"), COMPONENTS)
def test_components_of_what_is_introduced(said: str, name: str, kind: Kind) -> None:
    assert by_name(PLAIN, OURS + said)[name].kind is kind


NO_COMPONENTS = [
    "It is trained on Long Drift Network data.",  # of others: no article
    "Like the Old Drift Network it floats.",
    "It stands on a Large Language Model of waves.",
    "We use methods such as a Deep Raft Network of others.",
    "Others put planks on the Old Raft Network (ORN).",
    "Planks help Law Raft Agencies (LRA).",
    "We study three aspects: (1) Drift Content, which floats.",
    "Two things happen: (1) rafts float and that is good.",
    "It has two components: (1) floating over waves, which is wet.",
    "We compare rivers: Great Ouse, Little Ouse, and Nene.",
    "A wave-based module is in the raft of our lake.",
    "We show that FloQ, a wave-aware plank decoder, floats.",
    "It floats well. Others have a cross-plank fusion module.",
    "We describe methods for learning wave embeddings.",
    "Results show that a wave-aware decoder floats.",
    "See RaftMLP-GitHub.",
    "We improve and utilize pretrained wave embeddings.",
]


@pytest.mark.parametrize("said", NO_COMPONENTS)
def test_what_is_no_component(said: str) -> None:
    assert by_name(PLAIN, OURS + said).keys() <= {"RaftMLP", "FloQ"}


def test_a_survey_lists_components_of_others() -> None:
    said = OURS + "It has key components: (a) Holistic Wave Removal, (b) wave-aware reuse, which floats."
    assert by_name("A Survey of Rafts", said).keys() == {"RaftMLP"}


def test_a_component_spelt_out_behind_its_name_is_one_thing() -> None:
    found = by_name(PLAIN, OURS + "It drives DRUN, a Dual Raft Uplift Network.")
    assert found["DRUN"] is found["Dual Raft Uplift Network"]
    assert "Dual Raft Uplift Network" not in by_name(PLAIN, OURS + "It drives FloQ, a Dual Raft Uplift Network.")


def test_a_repository_is_a_second_name_only_where_it_joins_names_of_the_abstract() -> None:
    address = "Code: https://github.com/someone/RAFT-LRN."
    assert by_name(PLAIN, f"We propose FloQ on RAFT. {address}").keys() == {"FloQ"}
    assert by_name(PLAIN, f"We propose FloQ on RAFT by LRN. {address}").keys() == {"FloQ", "RAFT-LRN"}


NOT_SAID = [
    (PLAIN, "We use BERT on lakes."),
    (PLAIN, "BERT is a network that others made."),
    (PLAIN, "We propose a novel pruning scheme."),
    (PLAIN, "We propose a new approach for rafts."),
    (PLAIN, "We propose efficient plank networks for lakes."),
    (PLAIN, "We propose to float."),
    (PLAIN, "We train on an A100 GPU with 80GB."),
    (PLAIN, "We build on a fast FPGA."),
    (PLAIN, "It is known as shown in 2021 (see above)."),
    (PLAIN, "The lake, called by many, is deep."),
    (PLAIN, "They call rafts slow plank things that sink."),
    (PLAIN, "We move rafts step by step towards the design of Flotilla and keep wood, RaftMLP, and planks."),
    (PLAIN, "This paper follows each release of FloatBench and its build, DriftCorpus."),
    ("Drift Wave Detection on Lakes", "Drift Wave Detection (DWD) is old. We look at it."),
    ("Rafts for Drift Waves", f"We propose a look, {'slow as it is with planks, ' * 5}at maps of Drift Waves (DWs)."),
    ("Raft Machine Translation on the Old Lakes", "We present a raft machine translation that floats."),
    (PLAIN, "We present the system of Team Raft Four at a lake."),
    (PLAIN, "We collected after Storm Michael some planks."),
    (PLAIN, "We propose a Raft-based Wave Thing that floats."),
    ("rafts: A Study", "On the lake rafts float."),
    (PLAIN, "A re-proposed matter is old."),
    (PLAIN, "Code: https://github.com/someone/code."),
    (PLAIN, "We know the novel concept."),
    (PLAIN, "Others have a cross-plank fusion module."),
    (PLAIN, "Others have a soft bottleneck (Wet Student)."),
    (PLAIN, 'The idea of "lazy plank attention" works.'),
    ("How Do Rafts Float? A Study", "Rafts float."),
    ("Floating?", "What does floating mean?"),
    (PLAIN, "The concept of `plank-rafts' is old."),
    (PLAIN, "We use a novel training loss that floats."),
    ("Recurrent Plank Boats on Lakes for Waves", "We propose planks."),
    ("Slow Wave Evaluation for Lakes", "We propose planks. The slow wave evaluation floats."),
    ("Lazy Wave Plank for Lakes", "We propose planks."),
    ("Raft Plank Segmentation for Lakes", "We propose planks. Raft plank segmentation is old."),
    (PLAIN, "We design a task for wave question counting on lakes."),
    ("Why Rafts Sink: A Study", "Rafts sink."),
    ("Wood: A Study", "Dry wood floats."),
    ("Mapping Lakes Using Old Maps", "We draw lakes."),
    ("Mapping Lakes Using Tidal Planks", "Here are tidal planks."),
    ("???", "Rafts float?"),
    ("Raft", "The crafts float."),
    ("", "Rafts float."),
    ("", ""),
]


@pytest.mark.parametrize(("title", "abstract"), NOT_SAID)
def test_words_that_introduce_nothing(title: str, abstract: str) -> None:
    assert by_name(title, abstract) == {}


@pytest.mark.parametrize(
    ("title", "abstract", "names"),
    [
        ("HRaft: A Hybrid Raft for Lakes", "HRaft floats.", {"HRaft", "Hybrid Raft"}),
        (PLAIN, "We propose a Floating Raft Network (FRN).", {"FRN", "Floating Raft Network"}),
        (PLAIN, "We propose Raft Normalization. The RaftNorm is short.", {"Raft Normalization"}),
        (PLAIN, "We propose RaftNorm. Our Raft Normalization (RaftNorm) helps.", {"RaftNorm", "Raft Normalization"}),
        ("FRN: Rafts", "The Floating Raft Network (FRN) floats.", {"FRN", "Floating Raft Network"}),
        (PLAIN, "It is a Tidal Plank Network, called TidePN.", {"TidePN", "Tidal Plank Network"}),
    ],
)
def test_names_of_one_thing_are_one_introduction(title: str, abstract: str, names: set[str]) -> None:
    assert names in [set(one.names) for one in introductions(title, abstract)]


def test_two_short_forms_are_two_things() -> None:
    abstract = "A drift-enhanced plank block (DEPB) with a drift-enhanced planing (DEPlan) is proposed for our DEP-Net."
    found = introductions("DEP-Net: Rafts of Planks", abstract)
    assert {one.names[0] for one in found} >= {"DEP-Net", "DEPB", "DEPlan"}


@pytest.mark.parametrize(
    "abstract",
    [
        "We present a system that combines shore-aware plank pooling with rafts.",
        "We propose a raft to predict cross-shore wave embeddings.",
        "We employ RaftDISC, a new compiler.",
        "Our raft has a learnable encoder generates content-adaptive embedding.",
        "We put planks into RaftDISC, a broad algorithm.",
    ],
)
def test_what_is_only_taken_up_is_not_introduced(abstract: str) -> None:
    assert introductions(PLAIN, abstract) == []


def test_each_name_is_introduced_once() -> None:
    found = introductions("RaftMLP: Rafts", "We propose RaftMLP. Our RaftMLP, a new network called RaftMLP, floats.")
    assert [(one.names, one.rule, one.own_title) for one in found] == [(("RaftMLP",), "title-colon", True)]


def test_the_end_of_a_longer_introduced_name_is_no_name_of_its_own() -> None:
    assert set(by_name("Stormy RaftMLP: A Network", "The Stormy RaftMLP floats. Our RaftMLP is good.")) == {
        "Stormy RaftMLP"
    }


def test_a_list_introduces_each_of_its_items() -> None:
    abstract = (
        "We contribute: (1) FloatBench, a planning benchmark, (2) DriftSet, a dataset, and (3) PlankQ, a library."
    )
    kinds = {name: one.kind for name, one in by_name(PLAIN, abstract).items()}
    assert kinds == {"FloatBench": Kind.BENCHMARK, "DriftSet": Kind.DATASET, "PlankQ": Kind.METHOD}


@pytest.mark.parametrize("suffix", ["-based", "-free", "-style"])
def test_an_ordinary_suffix_makes_no_variant(suffix: str) -> None:
    assert set(by_name(PLAIN, f"We propose RaftMLP. The RaftMLP{suffix} way is fast.")) == {"RaftMLP"}


def test_what_stands_behind_ten_thousand_characters_is_not_read() -> None:
    assert by_name(PLAIN, "Rafts float. " * 1000 + "We propose RaftMLP.") == {}


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [("FRN", "Floating Raft Network", True), ("FRN", "Network", False), ("Raft-Norm", "Raft Normalization", True)],
)
def test_short_forms(short: str, long: str, fits: bool) -> None:
    assert is_short_for(short, long) is fits


@pytest.mark.parametrize(
    ("words", "name", "abstract", "kind"),
    [
        ("", "PlankScore", "", Kind.METRIC),
        ("", "Planks", "The dataset Planks is old.", Kind.METHOD),
        ("", "Planks", "A new corpus (Planks) is old.", Kind.DATASET),
        ("", "Planks", "We like Planks, an open benchmark.", Kind.BENCHMARK),
        ("", "Planks", "The Planks task is hard.", Kind.TASK),
        ("a metric of a model", "Planks", "", Kind.METRIC),
        ("", "Planks", "", Kind.METHOD),
        ("", "", "A dataset.", Kind.METHOD),
        ("", "Planks", "We present Planks, a multi-task plank network.", Kind.METHOD),
        ("", "Planks", "We present Planks, a slow plank asking (PA) dataset.", Kind.DATASET),
        ("", "Planks", "We present Planks, a large, wet, old lexicon.", Kind.DATASET),
        ("", "Planks", "We present Wet Planks (Planks), a metric of planks.", Kind.METRIC),
        ("", "Planks", "A corpus of all drift waves that we call Planks.", Kind.DATASET),
        ("", "Planks", "Here our slow wet metric Planks is used.", Kind.METRIC),
        ("", "Planks", "We present Planks, a test suite of waves.", Kind.BENCHMARK),
        ("", "Planks", "We run Planks, an attack on the task of waves.", Kind.METHOD),
        ("", "Planks", "A Cross-platform Lake (Planks) dataset is old.", Kind.DATASET),
    ],
)
def test_the_kind_of_an_unknown_name(words: str, name: str, abstract: str, kind: Kind) -> None:
    assert kind_about(words, name, abstract) is kind


DEFINED = [
    # how it is defined, its kind
    ("We propose Wave Echo Detection (WED), which floats.", Kind.METHOD),
    ("We propose the task of Wave Echo Detection (WED), which floats.", Kind.TASK),
    ("We build the Wave Echo Detection (WED) dataset of lakes.", Kind.DATASET),
    ("We present the Wave Echo Deep Learning (WEDL) Corpus of lakes.", Kind.DATASET),
    ("We propose Wave Echo Rate (WER), which floats.", Kind.METRIC),
    ("We propose Wave Echo Detour (WED), a benchmark of lakes.", Kind.BENCHMARK),
]


@pytest.mark.parametrize(("said", "kind"), DEFINED)
def test_the_kind_of_what_is_defined(said: str, kind: Kind) -> None:
    (one,) = introductions(PLAIN, said)
    assert one.kind is kind


def test_claims_know_their_sentences() -> None:
    text = "We propose a raft. It floats. A dam is designed."
    claims = Claims(text)
    assert claims.said_before(text.index("raft"))
    assert not claims.said_before(text.index("floats"))
    assert claims.proposed_after(text.index("dam"))
    assert not claims.proposed_after(text.index("floats"))
    assert claims.start_of(text.index("floats")) == text.index("It")
    assert Claims("").start_of(0) == 0


@given(st.lists(st.sampled_from(["We propose", "RaftMLP", "(FRN)", "a novel", "called", ",", ".", "is", "é", "our"])))
def test_no_text_is_too_odd(words: list[str]) -> None:
    text = " ".join(words)
    found = introductions(text, text)
    assert found == introductions(text, text)
    assert all(name for one in found for name in one.names)


def test_a_name_ends_with_its_sentence() -> None:
    found = introductions(PLAIN, "We build a dataset, which we call Wet RaftSet. Floating is hard.")
    assert [one.names for one in found] == [("Wet RaftSet",)]


def test_what_a_study_is_about_is_not_what_it_proposes() -> None:
    assert introductions("The Price of Plank Attention", "We offer new views of the price of plank attention.") == []


@pytest.mark.parametrize(
    ("title", "long"),
    [
        ("PDFR: Plank Drift for Raft Recognition", "Plank Drift for Raft Recognition"),
        ("HNeRV: A Heavy Neural Raft for Voyages at Sea", "Heavy Neural Raft for Voyages"),
    ],
)
def test_a_title_spells_its_name_out_to_the_last_letter(title: str, long: str) -> None:
    (one,) = introductions(title, "Nothing.")
    assert one.names == (title.split(":")[0], long)


def test_a_field_is_not_introduced_by_its_short_form() -> None:
    assert introductions(PLAIN, "We propose a novel quality of experience (QoEx) of rafts.") == []
    assert introductions(PLAIN, "We propose a novel end-to-end (E2E) raft.") == []


def test_one_thing_under_two_short_forms_is_one_introduction() -> None:
    found = introductions("PlankNorm: Norms", "We propose Plank Normalization (PN), a new layer. PlankNorm floats.")
    assert [set(one.names) for one in found] == [{"PlankNorm", "PN", "Plank Normalization"}]


@pytest.mark.parametrize(
    "said",
    [
        "We propose RaftNet, a tide-aware plank attention technique that floats.",
        "We propose RaftNet (RN), a tide-aware plank attention that floats.",
        "We present RaftNet, a plank model without attention that floats.",
    ],
)
def test_what_describes_a_name_is_no_name_beside_it(said: str) -> None:
    assert by_name(PLAIN, said).keys() <= {"RaftNet", "RN"}
    assert "tide-aware plank attention" in by_name(PLAIN, "We propose a tide-aware plank attention that floats.")


def test_a_sort_that_a_mention_leaves_out_is_in_the_first_name() -> None:
    assert by_name(PLAIN, "We add a wet plank gating module.")["wet plank gating module"].names[0].endswith("module")
    assert by_name(PLAIN, "We add a wet plank gating strategy.")["wet plank gating"].names[0].endswith("strategy")
    assert by_name(PLAIN, "We add a wet plank gating scheme.")["wet plank gating"].names[0] == "wet plank gating"


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("At the core of our method is RaftGRPO, a way to float.", "RaftGRPO"),
        ("At its heart lies the Raft Drift Engine that floats.", "Raft Drift Engine"),
        ("Central to our approach is Wave Tree Pruning, where planks are cut.", "Wave Tree Pruning"),
        ("Our key innovation is RaftProfile, which holds.", "RaftProfile"),
        ("We introduce a novel 3D Raft Drift dataset designed to float.", "3D Raft Drift"),
    ],
)
def test_what_is_at_the_core_of_the_own_is_introduced(abstract: str, name: str) -> None:
    assert name in by_name(PLAIN, f"Rafts drift. {abstract}")


def test_a_title_may_begin_with_the_name_of_a_network_or_of_fields() -> None:
    title = "Raft-Guided Neural Radiance Fields for Lakes"
    found = {fold(name): one for one in introductions(title, "We propose to float.") for name in one.names}
    assert found[fold("Raft-Guided Neural Radiance Fields")].kind is Kind.METHOD


def test_what_is_at_the_core_of_others_is_not() -> None:
    assert by_name(PLAIN, "Rafts are at the core of RaftNet and of shipping. Key to float is RaftNet.") == {}
