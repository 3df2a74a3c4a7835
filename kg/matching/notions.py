"""Tasks and notions that an abstract makes: said to be a new task, or put in quotes."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.introduction import Introduction
from kg.matching.shapes import is_strong, kind_of
from kg.model import Kind, fold

_TASK_OF: Final = tuple(
    re.compile(
        rf"{sort}( of|, namely,?|:| for) (?:the )?"
        r"([\w-]+(?: (?!(?:that|which|where|in|for|from|to|by|with|on|and|under|given|as)\b)[\w-]+){1,4})"
    )
    for sort in ("task", "problem")
)
_MADE_BEFORE: Final = re.compile(
    r"\b(?:design|propose|introduce|define|formulate|present)s?(?: an?| the)(?: [\w-]+){0,2} $"
)
_NEW_BEFORE: Final = re.compile(r"\b(?:new|novel)(?: [\w-]+){0,2} $")
_NOTION: Final = re.compile(
    r"(?:concept|notion|idea) of (?:an? |the )?[\"“'`‘]+([A-Za-z][\w-]+(?: [\w-]+){0,3})[\"”'’]"
)
_QUOTED: Final = re.compile(r"[\"“‘`']{1,2}([A-Za-z][\w-]+(?: [\w-]+){0,3})[\"”’']{1,2}")


def tasked(title: str, claims: Claims) -> Iterator[Introduction]:
    """``we introduce the new task of wave answering``, ``we design a task for`` what the title names."""
    words = f" {fold(title)} "
    for match in (match for pattern in _TASK_OF for match in pattern.finditer(claims.text)):
        before = claims.text[max(0, match.start() - 40) : match.start()]
        new = match[1] != " for" and _NEW_BEFORE.search(before) and kind_of(match[2]) is Kind.TASK
        if (new and claims.own_from(match.start())) or (_MADE_BEFORE.search(before) and f" {fold(match[2])} " in words):
            yield Introduction((match[2],), Kind.TASK, "new")


def quoted(title: str, claims: Claims) -> Iterator[Introduction]:
    """A quoted phrase of the abstract that the title has too, or that we introduce the concept of."""
    words = f" {fold(title)} "
    for match in _NOTION.finditer(claims.text):
        if claims.said_before(match.start()) and len(match[1]) > 6:
            yield Introduction((match[1],), kind_of(match[1]) or Kind.METHOD, "quoted")
    for match in _QUOTED.finditer(claims.text):
        telling = kind_of(match[1]) if " " in match[1] else is_strong(match[1])
        if telling and f" {fold(match[1])} " in words:
            yield Introduction((match[1],), kind_of(match[1]) or Kind.METHOD, "quoted")
