"""How a sentence relates its paper to what it names: a table of sentences."""

import pytest

from kg.model import Kind, Role
from kg.patterns import lowered
from kg.roles import Reading, Sentence, read, turns


def reading(text: str, name: str, kind: Kind, rank: int = 1, *, early: bool = False) -> Reading:
    """What a sentence that stands somewhere in a text says of a name in it."""
    start = 7 + text.index(name)
    whole = lowered("Before " + text + " Behind")
    return read(kind, start, start + len(name), Sentence(whole, 7, 7 + len(text), rank, early=early))


@pytest.mark.parametrize(
    "text",
    [
        "Our network outperforms RaftNet.",
        "We are faster than RaftNet.",
        "Unlike RaftNet, ours floats.",
        "It is competitive with RaftNet.",
        "It is on par with the RaftNet.",
        "We see gains of 3.2% over RaftNet.",
        "Compared to RaftNet we float.",
        "In contrast to RaftNet we float.",
        "It is an alternative to RaftNet.",
        "We are replacing RaftNet.",
        "We beat baselines such as RaftNet.",
        "We beat existing lake methods, including RaftNet.",
        "We beat the vanilla RaftNet.",
        "It floats on top of two RaftNet baselines.",
        "We run RaftNet-based strong counterparts.",
        "We compare RaftNet and planks.",
        "We float 12% over RaftNet.",
        "We substitute RaftNet.",
        "We use planks instead of RaftNet.",
        "We match RaftNet.",
    ],
)
def test_a_method_is_compared_with(text: str) -> None:
    assert reading(text, "RaftNet", Kind.METHOD) == Reading(Role.COMPARES_WITH, "compared")


@pytest.mark.parametrize(
    "text",
    [
        "It is faster than others by using RaftNet.",
        "We outperform all when we train RaftNet.",
        "The standard way of the lake is our RaftNet.",
        "Outperforming others, our work of many words and many more words that go on for very long has a RaftNet.",
    ],
)
def test_a_comparison_ends_where_another_clause_begins(text: str) -> None:
    assert reading(text, "RaftNet", Kind.METHOD).role is Role.USES


@pytest.mark.parametrize(
    "text",
    [
        "We float without RaftNet.",
        "We float, but not with RaftNet.",
        "Neither planks nor RaftNet are ours.",
        "We avoid a slow RaftNet.",
        "Our raft goes beyond RaftNet.",
        "Our raft lacks RaftNet.",
        "We are removing RaftNet.",
        "Our raft is free of RaftNet.",
    ],
)
def test_negation_mentions_and_never_uses(text: str) -> None:
    assert reading(text, "RaftNet", Kind.METHOD) == Reading(Role.MENTIONS, "negated")


@pytest.mark.parametrize("text", ["Without planks, we use RaftNet.", "It is not dry; we use RaftNet."])
def test_negation_ends_at_a_mark(text: str) -> None:
    assert reading(text, "RaftNet", Kind.METHOD) == Reading(Role.USES, "used")


@pytest.mark.parametrize(
    ("text", "name", "kind", "rank", "role", "rule"),
    [
        ("Lakes with RaftNet", "RaftNet", Kind.METHOD, 0, Role.USES, "in-title"),
        ("We float with RaftNet.", "RaftNet", Kind.METHOD, 1, Role.USES, "used"),
        ("The raft is based on RaftNet.", "RaftNet", Kind.METHOD, 1, Role.USES, "used"),
        ("RaftNet floats.", "RaftNet", Kind.METHOD, 1, Role.USES, "named"),
        ("RaftNet has been widely known.", "RaftNet", Kind.METHOD, 1, Role.MENTIONS, "background"),
        ("Many float with RaftNet.", "RaftNet", Kind.METHOD, 1, Role.MENTIONS, "background"),
        ("We pretrain our raft on Logs.", "Logs", Kind.DATASET, 1, Role.TRAINS_ON, "trained-on"),
        ("A raft fine-tuned with the old Logs.", "Logs", Kind.DATASET, 1, Role.TRAINS_ON, "trained-on"),
        ("We train. We test on Logs.", "Logs", Kind.DATASET, 1, Role.EVALUATES_ON, "evaluated-on"),
        ("A trained raft has a good accuracy on Logs.", "Logs", Kind.DATASET, 1, Role.EVALUATES_ON, "evaluated-on"),
        ("Results on Logs are good.", "Logs", Kind.DATASET, 1, Role.EVALUATES_ON, "evaluated-on"),
        ("A look at Logs", "Logs", Kind.BENCHMARK, 0, Role.EVALUATES_ON, "evaluated-on"),
        ("Experiments on many lakes with RaftNet are wet.", "RaftNet", Kind.METHOD, 1, Role.USES, "used"),
        ("Many know Logs.", "Logs", Kind.BENCHMARK, 1, Role.MENTIONS, "background"),
        ("Logs is old.", "Logs", Kind.DATASET, 1, Role.EVALUATES_ON, "named"),
        ("Raft spotting on lakes", "Raft spotting", Kind.TASK, 0, Role.EVALUATES_ON, "in-title"),
        ("We address raft spotting.", "raft spotting", Kind.TASK, 1, Role.EVALUATES_ON, "addressed"),
        ("Results in raft spotting are good.", "raft spotting", Kind.TASK, 1, Role.EVALUATES_ON, "addressed"),
        ("It may help raft spotting.", "raft spotting", Kind.TASK, 1, Role.MENTIONS, "background"),
        ("It is crucial for raft spotting.", "raft spotting", Kind.TASK, 1, Role.MENTIONS, "background"),
        ("Raft spotting grew.", "Raft spotting", Kind.TASK, 1, Role.EVALUATES_ON, "named"),
        ("Rafts of high dryness", "dryness", Kind.METRIC, 0, Role.EVALUATES_ON, "reported"),
        ("The dryness is high.", "dryness", Kind.METRIC, 1, Role.EVALUATES_ON, "reported"),
        ("Many results report dryness.", "dryness", Kind.METRIC, 1, Role.EVALUATES_ON, "reported"),
        ("Many speak of dryness.", "dryness", Kind.METRIC, 1, Role.EVALUATES_ON, "reported"),
    ],
)
def test_the_kind_and_the_sentence_tell_the_role(
    text: str, name: str, kind: Kind, rank: int, role: Role, rule: str
) -> None:
    assert reading(text, name, kind, rank) == Reading(role, rule)


def test_a_comparison_counts_in_a_title_too() -> None:
    assert reading("Planks versus RaftNet", "RaftNet", Kind.METHOD, 0).role is Role.COMPARES_WITH


def test_every_kind_has_a_reader() -> None:
    assert all(reading("We see a raft.", "raft", kind) for kind in Kind)


@pytest.mark.parametrize(
    ("text", "name", "kind", "rank", "role", "rule"),
    [
        ("Ponds are wet because of RaftNet.", "RaftNet", Kind.METHOD, 2, Role.MENTIONS, "background"),
        ("Ponds are crossed using RaftNet.", "RaftNet", Kind.METHOD, 2, Role.MENTIONS, "background"),
        ("RaftNet floats.", "RaftNet", Kind.METHOD, 1, Role.USES, "opening"),
        ("RaftNet floats.", "RaftNet", Kind.METHOD, 2, Role.MENTIONS, "background"),
        ("Ponds without RaftNet are wet.", "RaftNet", Kind.METHOD, 1, Role.MENTIONS, "negated"),
        ("Long ponds with RaftNet suffer.", "RaftNet", Kind.METHOD, 2, Role.COMPARES_WITH, "contrasted"),
        ("Results on Logs are good.", "Logs", Kind.DATASET, 2, Role.MENTIONS, "background"),
        ("A raft fine-tuned with the old Logs.", "Logs", Kind.DATASET, 2, Role.TRAINS_ON, "trained-on"),
        ("Raft spotting is hard.", "Raft spotting", Kind.TASK, 1, Role.EVALUATES_ON, "opening"),
        ("Raft spotting is hard.", "Raft spotting", Kind.TASK, 2, Role.MENTIONS, "background"),
        ("Rafts that are good at raft spotting.", "raft spotting", Kind.TASK, 1, Role.MENTIONS, "background"),
        ("The dryness is high.", "dryness", Kind.METRIC, 1, Role.MENTIONS, "background"),
    ],
)
def test_before_its_own_work_a_text_speaks_of_the_field(
    text: str, name: str, kind: Kind, rank: int, role: Role, rule: str
) -> None:
    assert reading(text, name, kind, rank, early=True) == Reading(role, rule)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We see that existing RaftNet sinks.", "contrasted"),
        ("The traditional RaftNet sinks.", "contrasted"),
        ("We float in a standard RaftNet.", "used"),
        ("We float in an existing RaftNet.", "used"),
        ("We float in the non-standard RaftNet.", "used"),
        ("Existing RaftNet sinks.", "contrasted"),
        ("However, we float in RaftNet.", "used"),
        ("We test current rafts such as RaftNet.", "used"),
        ("We beat the prior RaftNet.", "compared"),
    ],
)
def test_the_usual_is_hardly_a_comparison(text: str, rule: str) -> None:
    assert reading(text, "RaftNet", Kind.METHOD).rule == rule


def test_a_negation_ends_where_a_way_is_named() -> None:
    assert reading("We avoid wet feet by using a RaftNet.", "RaftNet", Kind.METHOD).role is Role.USES


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("rafts float. we row.", "we row"),
        ("rafts float. this paper rows.", "this paper"),
        ("many have proposed rafts. rowing is proposed.", "proposed."),
        ("floating results in wet rafts. results on lakes vary.", "results on"),
        ("rafts float.", ""),
    ],
)
def test_a_text_turns_to_its_own_work(text: str, turn: str) -> None:
    assert turns(text, 0) == (text.index(turn) if turn else -1)
