"""Which names a text is taken to write: case, cues, longer names, ambiguity; and the bundled catalogue's hard names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import catalogue
from kg.corpus import Linker, introduced
from kg.matching import make_nlp
from kg.matching.concepts import ConceptMatcher
from kg.matching.names import Sense, joined, senses, spellings
from kg.matching.sightings import (
    AMBIGUOUS,
    CASE,
    CUE,
    DEFINED,
    INSIDE,
    LINKED,
    PART,
    Sighting,
    admits,
    decide,
    is_cued,
    is_part,
    longest,
    occurrences,
)
from kg.model import Concept, Guard, Kind, Paper

CONCEPTS = (
    Concept("method/raft", Kind.METHOD, ("RAFT", "Floating Raft")),
    Concept("method/raft-network", Kind.METHOD, ("raft network",)),
    Concept("method/multi-ple", Kind.METHOD, ("MultiPL-E",)),
    Concept("dataset/logs", Kind.DATASET, ("Logs",), guards=(Guard("Logs", ("lake", "river bank")),)),
    Concept("metric/dryness", Kind.METRIC, ("dryness",)),
    Concept("method/pier-a", Kind.METHOD, ("PIER",), guards=(Guard("PIER", ("wood", "boat")),)),
    Concept("method/pier-b", Kind.METHOD, ("PIER",), guards=(Guard("PIER", ("lens", "boat")),)),
)
NLP = make_nlp(CONCEPTS)


def judged(text: str, void: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Every name seen in a text and what became of it; a linked one with its concept."""
    matcher = NLP.get_pipe("kg_concepts")
    assert isinstance(matcher, ConceptMatcher)
    linked, refused = matcher.judge(text, matcher.seen(NLP.make_doc(text)), void=void)
    every = sorted([*linked, *refused], key=lambda one: (one.start, one.end))
    return [(text[one.start : one.end], one.verdict or one.sense.concept) for one in every]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RAFT floats", [("RAFT", "method/raft")]),
        ("RAFTs float", [("RAFTs", "method/raft")]),
        ("a raft floats", [("raft", CASE)]),
        ("Raft floats", [("Raft", CASE)]),
        ("floating rafts", [("floating rafts", "method/raft"), ("rafts", CASE)]),
        ("multiple things", [("multiple", CASE)]),
        ("MultiPLE and multipl-e", [("MultiPLE", "method/multi-ple"), ("multipl-e", "method/multi-ple")]),
        ("RAFT-based, RAFT-style", [("RAFT", "method/raft")] * 2),
        ("RAFT-Based, RAFT-Style", [("RAFT", "method/raft")] * 2),
        ("RAFT-Stereo", [("RAFT", PART)]),
        ("RAFT-3", [("RAFT", PART)]),
        ("RAFT-large", [("RAFT", PART)]),
        ("RAFT-BASED", [("RAFT", PART)]),
        ("Sea-RAFT", [("RAFT", PART)]),
        ("multi-RAFT", [("RAFT", PART)]),
        ("fast-RAFT", [("RAFT", "method/raft")]),
        ("RAFT-PIER of wood", [("RAFT", "method/raft"), ("PIER", "method/pier-a")]),
        ("RAFT- and boat-based", [("RAFT", "method/raft")]),
        ("a raft network", [("raft", CASE), ("raft network", "method/raft-network")]),
        ("a RAFT network", [("RAFT", INSIDE), ("RAFT network", "method/raft-network")]),
        ("Logs are old", [("Logs", CUE)]),
        ("Logs of the river bank", [("Logs", "dataset/logs")]),
        ("Logs of lakes", [("Logs", "dataset/logs")]),
        ("logs of the lake", [("logs", CASE)]),
        ("A PIER", [("PIER", CUE)]),
        ("A PIER of wood", [("PIER", "method/pier-a")]),
        ("A PIER with a lens", [("PIER", "method/pier-b")]),
        ("A PIER and a boat", [("PIER", AMBIGUOUS)]),
        ("A PIER, a boat, wood", [("PIER", "method/pier-a")]),
        ("A PIER of wood and a lens", [("PIER", AMBIGUOUS)]),
    ],
)
def test_what_becomes_of_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert judged(text) == expected


def test_a_short_form_that_the_text_defines_otherwise_is_void() -> None:
    found = judged("RAFT and raft network", frozenset({"RAFT"}))
    assert ("RAFT", DEFINED) in found
    assert ("raft network", "method/raft-network") in found


def sense(name: str, concept: str = "method/x", *cues: str) -> Sense:
    """A sense of a name."""
    return Sense(concept, "method", name, None, cues, "catalogue")


def sighting(start: int, end: int, name: str, concept: str = "method/x") -> Sighting:
    """A sighting of a name."""
    return Sighting(start, end, sense(name, concept))


@pytest.mark.parametrize(
    ("given_names", "kept"),
    [
        ([sighting(0, 4, "raft", "a"), sighting(0, 12, "raft network", "b")], [(0, 12)]),
        ([sighting(0, 9, "lake raft", "a"), sighting(5, 18, "raft planking", "b")], [(5, 18)]),
        ([sighting(0, 9, "lake raft", "a"), sighting(5, 14, "raft lake", "b")], [(0, 9)]),
        ([sighting(0, 9, "lake raft", "a"), sighting(5, 17, "raft network", "b")], [(0, 9)]),
        ([sighting(0, 4, "raft", "a"), sighting(0, 10, "raft score", "a")], [(0, 4)]),
        ([sighting(0, 4, "raft", "a"), sighting(0, 10, "raft score", "b")], [(0, 10)]),
        ([sighting(0, 4, "raft", "a"), sighting(6, 10, "raft", "a")], [(0, 4), (6, 10)]),
        ([], []),
    ],
)
def test_the_longest_telling_name_wins(given_names: list[Sighting], kept: list[tuple[int, int]]) -> None:
    for names in (given_names, given_names[::-1]):
        linked, dropped = longest(names)
        assert [(one.start, one.end) for one in linked] == kept
        assert all(one.verdict == LINKED for one in linked)
        assert all(one.verdict == INSIDE for one in dropped)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from("abc")), max_size=12))
def test_linked_names_are_apart_in_any_order(places: list[tuple[int, int, str]]) -> None:
    names = [sighting(start, start + length, "x" * length, concept) for start, length, concept in places]
    linked, _ = longest(names)
    assert all(one.end <= other.start for one, other in pairwise(linked))
    assert linked == longest(names[::-1])[0]


@pytest.mark.parametrize(
    ("text", "at", "starts", "ends", "expected"),
    [
        ("A-RAFT", 2, set(), set(), True),
        ("A-RAFT", 2, set(), {1}, False),
        ("RAFT-B", 0, set(), set(), True),
        ("RAFT-B", 0, {5}, set(), False),
        ("RAFT-(B)", 0, set(), set(), False),
        ("(-RAFT", 2, set(), set(), False),
        ("2d-RAFT", 3, set(), set(), True),
    ],
)
def test_parts_of_longer_names(text: str, at: int, starts: set[int], ends: set[int], expected: bool) -> None:
    assert is_part(text, at, at + 4, starts, ends) is expected


@pytest.mark.parametrize(
    ("name", "surface", "admitted"),
    [
        ("RAFT", "RAFTs", True),
        ("RAFT", "RAFTes", True),
        ("RAFT", "RAFTing", False),
        ("k-NN", "kNN", True),
        ("k-NN", "K-NN", False),
        ("raft network", "RAFT Networks", True),
        ("Co-Raft", "coraft", False),
        ("Co-Raft", "CoRaft", True),
        ("Co-Raft", "co-raft", True),
        ("Co-Raft", "Co raft", True),
    ],
)
def test_case_counts_for_short_and_proper_names(name: str, surface: str, admitted: bool) -> None:
    (one,) = senses(Concept("method/x", Kind.METHOD, (name,)))
    assert admits(one, surface) is admitted


def test_a_guard_makes_case_count() -> None:
    (one,) = senses(Concept("method/x", Kind.METHOD, ("Flotilla",), guards=(Guard("Flotilla", ("Many Rafts",)),)))
    assert (one.exact, one.cues) == ("Flotilla", ("many rafts",))
    assert is_cued(one, " so many rafts")
    assert not is_cued(one, " so many boats")


def test_one_concept_needs_no_decision_and_two_need_a_winner() -> None:
    wood, lens = sense("PIER", "a", "wood"), sense("PIER", "b", "lens")
    assert decide([wood, wood], "") is wood
    assert decide([wood, lens], " a lens") is lens
    assert decide([wood, lens], " wood lens") is None


@pytest.mark.parametrize(
    ("text", "name", "any_case", "found"),
    [
        ("Raft Net and raft-net", "Raft-Net", False, ["Raft Net"]),
        ("Raft Net and raft-net", "Raft-Net", True, ["Raft Net", "raft-net"]),
        ("xRaft Raft_ Raft", "Raft", False, ["Raft"]),
        ("Rafts, Raftsman", "Raft", False, ["Rafts"]),
        ("İ Raft raft", "Raft", True, ["Raft", "raft"]),
        ("Raft", "", False, []),
    ],
)
def test_occurrences_are_whole_words(text: str, name: str, any_case: bool, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, name, any_case=any_case)] == found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RaftNet", ["RaftNet"]),
        ("Raft 2", ["Raft 2", "Raft-2", "Raft2"]),
        ("x-b-c", ["x-b-c", "x b c", "xb-c", "x-bc", "xbc"]),
        ("one two three", ["one two three", "one-two three", "one two-three"]),
        ("Multimodal raft", ["Multimodal raft", "Multimodal-raft", "Multi-modal raft"]),
        ("LAKE'14 run", ["LAKE'14 run", "LAKE'14-run", "LAKE' 14 run"]),
        ("A-ViT", ["A-ViT", "AViT"]),
        ("A Lite BERT", ["A Lite BERT", "A-Lite BERT", "A Lite-BERT"]),
    ],
)
def test_spellings_differ_in_hyphens_and_spaces_alone(name: str, expected: list[str]) -> None:
    assert sorted(spellings(name)) == sorted(expected)
    assert {joined(one) for one in spellings(name)} == {joined(name)}


@pytest.fixture(scope="module")
def bundled() -> Linker:
    """The second pass with the bundled catalogue."""
    concepts = catalogue.bundled()
    return Linker(concepts, introduced([], concepts))


@pytest.mark.parametrize(
    ("abstract", "name", "concept"),
    [
        ("We train with Adam and a learning rate.", "Adam", "method/adam"),
        ("SAM segments with a mask.", "SAM", "method/sam"),
        ("SAM seeks flat minima and low sharpness.", "SAM", "method/sharpness-aware-minimization"),
        ("We test on GLUE, for language understanding.", "GLUE", "benchmark/glue"),
        ("We test on MATH and GSM8K.", "MATH", "dataset/math"),
        ("Tests on Food-101 are good.", "Food-101", "dataset/food-101"),
        ("We tune the Llama language model.", "Llama", "method/llama"),
        ("We ask Gemini, a language model.", "Gemini", "method/gemini"),
        ("Medusa has heads for speculative decoding.", "Medusa", "method/medusa"),
        ("We draft by MEDUSA decoding.", "MEDUSA decoding", "method/medusa"),
        ("We tune a BERT-Style encoder.", "BERT", "method/bert"),
        ("COCO-Stuff is labelled.", "COCO-Stuff", "dataset/coco-stuff"),
        ("The BLEU score is high.", "BLEU", "metric/bleu"),
        ("An entropy regularization technique helps.", "entropy regularization", "method/entropy-regularization"),
    ],
)
def test_hard_names_of_the_bundled_catalogue_are_linked(
    bundled: Linker, abstract: str, name: str, concept: str
) -> None:
    paper = Paper("p", "Lakes", abstract)
    found = {one.concept: paper.text[one.start : one.end] for one in bundled.named(paper)[0]}
    assert found[concept].startswith(name)


@pytest.mark.parametrize(
    "abstract",
    [
        "Adam and Eve walk here.",
        "SAM is a man.",
        "The planks hold by glue.",
        "The math is easy.",
        "Food was served.",
        "Cars drive by.",
        "The arc of a line.",
        "ARC is short.",
        "Gemini is a sign of the sky.",
        "Medusa was a monster.",
        "A MEDUSA is a jellyfish.",
        "bert went home.",
    ],
)
def test_words_that_only_look_like_names_are_not(bundled: Linker, abstract: str) -> None:
    assert bundled.named(Paper("p", "Lakes", abstract)) == ([], {})
