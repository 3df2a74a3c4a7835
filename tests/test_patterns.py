"""Alternatives that are tried letter by letter, and small letters in place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.patterns import either, lowered

WORDS = st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("abc ", max_size=30))
def test_either_finds_what_a_plain_choice_finds(words: list[str], text: str) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(words)})\b")
    assert re.compile(rf"\b{either(' '.join(words))}\b").findall(text) == plain.findall(text)


def test_of_two_with_the_same_beginning_the_earlier_goes_first() -> None:
    assert re.findall(either("train training"), "training") == ["train"]
    assert re.findall(either("training train"), "training") == ["training"]


def test_an_optional_first_letter_is_left_alone() -> None:
    assert re.findall(rf"\b{either('s?ub', 'sab')}\b", "ub sub sab") == ["ub", "sub", "sab"]


@given(st.text())
def test_small_letters_keep_their_places(text: str) -> None:
    small = lowered(text)
    assert len(small) == len(text)
    assert all(one in (other, other.lower()) for one, other in zip(small, text, strict=True))
