"""The kind of a name that no catalogue has: from its own ending, then from the words beside it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from kg.matching.shapes import kind_of, plain
from kg.model import Kind
from kg.patterns import either

_METHODS: Final = """
    models? networks? methods? framework approach architecture algorithm transformers? pipeline system technique
    attacks? defen[cs]e tool software platform engine parser detector agents? paradigm scheme protocol submission
    optimizer encoder decoder autoencoder adapter strategy mechanism module library toolkit loss learning training"""
_TRIALS: Final = "(?:evaluation|test|diagnostic)"
_WORDS: Final = {
    Kind.BENCHMARK: re.compile(
        r"\b" + either(r"benchmark\w* challenge leaderboard testbed", "shared task", f"{_TRIALS} suite") + r"\b",
        re.IGNORECASE,
    ),
    Kind.DATASET: re.compile(
        r"\b"
        + either("datasets? corpus corpora treebank lexicon collection database resource repository", "data sets?")
        + r"\b",
        re.IGNORECASE,
    ),
    Kind.TASK: re.compile(r"(?<![-\w])(?:tasks?|problem)\b(?!-)", re.IGNORECASE),
    Kind.METRIC: re.compile(r"\b(?:metric|measure)\b", re.IGNORECASE),
    Kind.METHOD: re.compile(rf"\b(?<!-){either(_METHODS)}\b", re.IGNORECASE),
}
_TELLING_END: Final = re.compile(r"bench$|dataset$|corpus$|score$", re.IGNORECASE)
_BENCH_PART: Final = re.compile(r"(?<=[Bb]ench)-[\w.]+$")
_CAMEL: Final = re.compile(r"([a-z])([A-Z])")

_CLOSED: Final = r"[”\"’]?\)?(?: \([^()]{1,60}\))?"
_APPOSED: Final = re.compile(
    rf"{_CLOSED},? (?:is |as )?(?:an?|the (?:first|largest)|our|two|one of the first) "
    r"((?:(?!(?:for|of|that|which|to|with|in|on|from|by|using|containing|consisting|where)\b)[\w-]+"
    r"(?: \([^()]{1,40}\))?,? ?){1,8})"
)
_BEHIND: Final = re.compile(rf"{_CLOSED} ([a-z][\w-]*(?: [a-z][\w-]*)?)")
_BEFORE: Final = re.compile(
    r"((?:[\w-]+ ){0,3}[\w-]+)(?:,| -| –|—)? (?:called|named|dubbed|termed|namely|titled|entitled|\() ?[\"“]?$"
)
_SAID: Final = re.compile(r"(?:ed|ly|\() ?[\"“]?$")
_WE_CALL: Final = re.compile(r"([^.;]+) (?:that|which) we (?:\w+ )?(?:call|name|term|dub|as) (?:the )?[\"“]?$")
_KIND_NEXT: Final = re.compile(r"(?:set|corpus|benchmark|metric),? [\"“]?$")
_OF_OURS: Final = re.compile(
    r"\b(?:our|new|novel|proposed)(?: [\w-]+){0,6} (dataset|corpus|benchmark|metric),? [\"“]?$"
)
_SORT: Final = re.compile(r"[”\"’]?\)((?: [\w-]+){1,2})")
_OF_A_TASK: Final = re.compile(r"\b(?:tasks?|problem|setting)(?: of| called| named|,|:| -)? (?:the )?$")
_PLACES: Final = 4


def kind_about(words: str, name: str, abstract: str) -> Kind:
    """The kind of ``name`` by its ending, else by the first telling word in ``words`` and behind the name elsewhere.

    >>> kind_about("a new benchmark for models", "ToolQuest", "")
    <Kind.BENCHMARK: 'benchmark'>
    >>> kind_about("", "CodeBench", ""), kind_about("", "RaftMLP", "We use RaftMLP.")
    (<Kind.BENCHMARK: 'benchmark'>, <Kind.METHOD: 'method'>)
    """
    own = told_by(name)
    if own:
        return own
    places = list(islice(_places(abstract, plain(name)), _PLACES))
    before = [said for start, _ in places if (said := _said_before(abstract, start))]
    after = [match[1] for _, end in places if (match := _APPOSED.match(abstract, end) or _BEHIND.match(abstract, end))]
    return _first_told(" | ".join((*before[:2], *after[:2], words, *after[2:3]))) or Kind.METHOD


def kind_defined(text: str, long: tuple[int, int], short: tuple[int, int]) -> Kind:
    """The kind of what ``text`` defines, its long and its short form there.

    The word behind the bracket tells first (``Human Dialogue Learning (HuDL) Corpus``), then the head of the long
    form; the head of a task names as often what solves it, so that a task must be called one.
    """
    name, end = text[slice(*short)], max(long[1], short[1])
    behind = _SORT.match(text, end)
    told = _first_told(behind[1]) if behind else None
    own = kind_of(text[slice(*long)])
    if told or (own and own is not Kind.TASK):
        return told or own or Kind.METHOD
    if own and _OF_A_TASK.search(text, max(0, long[0] - 30), long[0]):
        return own
    return kind_about("" if own else text[slice(*long)], name, text)


def told_by(name: str) -> Kind | None:
    """The kind that a name's own ending tells (``WaveBench``, ``WaveBench-2D``); None where it tells none."""
    whole = _BENCH_PART.sub("", name)
    return kind_of(_CAMEL.sub(r"\1 \2", whole)) if _TELLING_END.search(whole) else None


def _first_told(about: str) -> Kind | None:
    """The kind that the first telling word of ``about`` tells."""
    found = {kind: match.start() for kind, pattern in _WORDS.items() if (match := pattern.search(about))}
    return min(found, key=lambda kind: found[kind]) if found else None


def _said_before(text: str, start: int) -> str | None:
    """The words before a name that say what it is."""
    nearest = text[max(0, start - 90) : start]
    last = nearest[-14:]
    if _SAID.search(last):
        match = _BEFORE.search(nearest[-70:])
    elif _KIND_NEXT.search(last):
        match = _OF_OURS.search(nearest)
    else:
        match = _WE_CALL.search(nearest) if " we " in nearest[-25:] else None
    return match[1] if match else None


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` has the characters of ``name``."""
    at = text.find(name) if name else -1
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))
