"""From names to links: one per concept, with the strongest role, its evidence and a confidence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.confidence import confidence
from kg.corpus import Linker
from kg.introducing import introduced
from kg.linking import Named, link
from kg.model import Concept, Kind, Link, Paper, Role, Status

RAFT = Concept("method/raftnet", Kind.METHOD, ("RaftNet",))
LOGS = Concept("dataset/logs", Kind.DATASET, ("Logs",))
PLANK = Concept("method/plank-attention", Kind.METHOD, ("plank attention", "PA"), Status.CANDIDATE)
CONCEPTS = {concept.id: concept for concept in (RAFT, LOGS, PLANK)}


def linked(abstract: str, *words: tuple[str, Concept], own: str = "", rule: str = "catalogue") -> list[Link]:
    """The links of a paper with this abstract, where each of ``words`` names its concept, one place after the other."""
    paper = Paper("p", "Lakes", abstract)
    named, at = [], 0
    for name, concept in words:
        at = paper.text.index(name, at)
        named.append(Named(at, at + len(name), concept.id, rule))
        at += len(name)
    return list(link(paper, named, CONCEPTS, frozenset({own})))


def test_one_link_per_concept_with_all_its_mentions() -> None:
    found = linked("We use RaftNet on Logs. RaftNet floats.", ("RaftNet", RAFT), ("Logs", LOGS), ("RaftNet", RAFT))
    assert [(one.concept, one.paper, len(one.mentions)) for one in found] == [(LOGS.id, "p", 1), (RAFT.id, "p", 2)]
    assert all(mention.concept == one.concept for one in found for mention in one.mentions)


def test_of_several_readings_the_strongest_counts() -> None:
    (one,) = linked("We use RaftNet. We outperform RaftNet.", ("RaftNet", RAFT), ("RaftNet", RAFT))
    assert (one.role, one.rule) == (Role.COMPARES_WITH, "compared")


def test_what_recurs_in_the_background_is_used() -> None:
    text = "For years all knew of RaftNet. All know that RaftNet is wet."
    (once,) = linked(text, ("RaftNet", RAFT))
    (twice,) = linked(text, ("RaftNet", RAFT), ("RaftNet", RAFT))
    assert (once.role, once.rule) == (Role.MENTIONS, "background")
    assert (twice.role, twice.rule) == (Role.USES, "recurs")


def test_what_recurs_but_is_done_without_is_not_used() -> None:
    text = "For years all knew of RaftNet. All float without RaftNet."
    (one,) = linked(text, ("RaftNet", RAFT), ("RaftNet", RAFT))
    assert one.role is Role.MENTIONS


@pytest.mark.parametrize(("used", "role"), [(1, Role.COMPARES_WITH), (2, Role.COMPARES_WITH), (3, Role.USES)])
def test_what_is_used_far_more_often_than_compared_with_is_used(used: int, role: Role) -> None:
    text = "We outperform RaftNet." + " We use RaftNet." * used
    (one,) = linked(text, *[("RaftNet", RAFT)] * (used + 1))
    assert one.role is role


@pytest.mark.parametrize(
    ("abstract", "times", "role"),
    [
        ("Ponds are dry. All the existing RaftNet sinks.", 1, Role.COMPARES_WITH),
        ("Ponds are dry. All the existing RaftNet sinks. We use RaftNet.", 2, Role.USES),
        ("Ponds are dry. All the existing RaftNet sinks. All know RaftNet.", 2, Role.USES),
    ],
)
def test_a_weak_contrast_yields_to_every_other_mention(abstract: str, times: int, role: Role) -> None:
    (one,) = linked(abstract, *[("RaftNet", RAFT)] * times)
    assert one.role is role


def test_a_text_without_own_work_speaks_of_the_field_for_three_sentences() -> None:
    abstract = "It is wet. It is wet. It is wet by RaftNet. It is dry by Logs."
    logs, raft = linked(abstract, ("RaftNet", RAFT), ("Logs", LOGS))
    assert (raft.rule, logs.role) == ("background", Role.EVALUATES_ON)


def test_data_that_recurs_in_the_background_is_only_mentioned() -> None:
    (one,) = linked("Logs is widely known. Logs is often wet.", ("Logs", LOGS), ("Logs", LOGS))
    assert one.role is Role.MENTIONS


def test_what_a_paper_introduces_it_never_just_uses() -> None:
    (one,) = linked("We outperform RaftNet.", ("RaftNet", RAFT), own=RAFT.id)
    assert (one.role, one.rule) == (Role.INTRODUCES, "introduced")


@pytest.mark.parametrize(
    ("abstract", "rule", "role"),
    [
        ("Our raft consists of a plank attention (PA).", "definition", Role.INTRODUCES),
        ("We have a raft using plank attention (PA).", "definition", Role.USES),
        ("All over the lake is a plank attention (PA).", "definition", Role.MENTIONS),
        ("Our raft consists of a plank attention (PA).", "described", Role.USES),
    ],
)
def test_a_part_that_the_paper_defines_is_introduced(abstract: str, rule: str, role: Role) -> None:
    (one,) = linked(abstract, ("plank attention", PLANK), rule=rule)
    assert one.role is role


def test_a_paper_without_names_has_no_links() -> None:
    assert linked("We float.") == []
    assert list(link(Paper("p", "", ""), [], {}, frozenset())) == []


PROPER = ["RaftNet"]
RULES = ["introduced", "defined", "proposed", "named", "opening", "used", "evaluated-on", "background", "other"]


@given(
    st.sampled_from(Kind), st.sampled_from(Status), st.sampled_from(RULES), st.lists(st.text(max_size=9), min_size=1)
)
def test_a_confidence_is_a_share_and_never_certain(kind: Kind, status: Status, rule: str, names: list[str]) -> None:
    sure = confidence(Concept("x/y", kind, ("y",), status), rule, names)
    assert 0.05 <= sure <= 0.99
    assert sure == round(sure, 2)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("rule", RULES)
def test_each_fact_makes_a_link_surer(kind: Kind, rule: str) -> None:
    curated = Concept("x/y", kind, ("y",))
    candidate = Concept("x/y", kind, ("y",), Status.CANDIDATE)
    steps = [
        confidence(candidate, rule, ["raft"]),
        confidence(curated, rule, ["raft"]),
        confidence(curated, rule, PROPER),
        confidence(curated, rule, PROPER * 2),
        confidence(curated, rule, PROPER * 4),
    ]
    assert all(low < high for low, high in pairwise(steps))


def test_what_is_introduced_is_surer_than_what_is_only_named() -> None:
    rules = ["named", "used", "other", "introduced"]
    assert all(one < other for one, other in pairwise(confidence(RAFT, rule, PROPER) for rule in rules))


def test_links_of_a_whole_paper_are_sorted_and_disjoint() -> None:
    paper = Paper(
        "p", "DriftNet: RaftNet on Logs", "We propose DriftNet. It outperforms RaftNet on Logs and RaftNet-7B."
    )
    known = {concept.id: concept for concept in (RAFT, LOGS)}
    found = Linker(known, introduced([paper], known)).read(paper).links
    assert [one.concept for one in found] == sorted({one.concept for one in found})
    roles = {one.concept: one.role for one in found}
    assert roles["method/driftnet"] is Role.INTRODUCES
    assert roles[RAFT.id] is Role.COMPARES_WITH
    assert roles["method/raftnet-7b"] is not Role.INTRODUCES
    spans = sorted((mention.start, mention.end) for one in found for mention in one.mentions)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("abstract", "named"),
    [
        ("There are raft foundation models (RFMs).", ["raft foundation models", "RFMs"]),
        ("There are foundation models (FMs).", []),
        ("There are deep neural networks (DNNs), and a DNN.", []),
    ],
)
def test_a_field_or_ware_that_a_text_abbreviates_is_no_concept_in_either_number(
    abstract: str, named: list[str]
) -> None:
    paper = Paper("p", "Lakes", abstract)
    found, _ = Linker({}, introduced([], {})).named(paper)
    assert [paper.text[name.start : name.end] for name in found] == named


@pytest.mark.parametrize("words", ["propose", "introduce a new", "then design the lightweight"])
def test_an_unknown_method_that_is_proposed_is_introduced(words: str) -> None:
    (one,) = linked(f"We {words} plank attention.", ("plank attention", PLANK), rule="extended")
    assert (one.role, one.rule) == (Role.INTRODUCES, "proposed")


def test_a_short_form_is_the_known_name_that_ends_where_its_long_form_does() -> None:
    known = [
        Concept("method/ppo", Kind.METHOD, ("plain plank optimization", "PPO")),
        Concept("method/plank-optimization", Kind.METHOD, ("plank optimization",)),
    ]
    catalogue = {concept.id: concept for concept in known}
    paper = Paper("p", "Lakes", "We use plain plank optimization (PPO), and PPO again.")
    named, _ = Linker(catalogue, introduced([], catalogue)).named(paper)
    assert [name.concept for name in named] == ["method/ppo"] * 3
