"""Definitions of short forms: long form (SF) and SF (long form)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching.definitions import definitions


def found(text: str) -> list[tuple[str, str]]:
    """The long and the short forms that a text defines."""
    return [(text[d.long_start : d.long_end], text[d.short_start : d.short_end]) for d in definitions(text)]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("We train a floating raft network (FRN) on lakes.", "floating raft network", "FRN"),
        ("We use FRN (floating raft network) on lakes.", "floating raft network", "FRN"),
        ("We train a floating raft network (i.e., FRN) on lakes.", "floating raft network", "FRN"),
        ("We train a floating raft network (abbreviated as “FRN”) on lakes.", "floating raft network", "FRN"),
        ("Several graph neural networks (GNNs) are compared.", "graph neural networks", "GNN"),
    ],
)
def test_both_orders_are_read(text: str, long: str, short: str) -> None:
    assert any(one == long and other.startswith(short) for one, other in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "It floats (see above).",
        "See the old section on floating (Section 3).",
        "It works (2021).",
        "A long way (km) to go.",
        "",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="abAB ()-.,1é", max_size=80))
def test_forms_lie_inside_the_text_and_apart(text: str) -> None:
    for one in definitions(text):
        assert 0 <= one.long_start < one.long_end <= len(text)
        assert 0 <= one.short_start < one.short_end <= len(text)
        assert one.long_end <= one.short_start or one.short_end <= one.long_start
