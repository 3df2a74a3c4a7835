"""The kind of a name that no catalogue has: from its own ending, then from the words beside it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from kg.matching.shapes import kind_of, plain
from kg.model import Kind

_WORDS: Final = {
    Kind.BENCHMARK: re.compile(
        r"\b(?:benchmark\w*|challenge|leaderboard|testbed|shared task|evaluation suite)\b", re.IGNORECASE
    ),
    Kind.DATASET: re.compile(
        r"\b(?:data ?sets?|corpus|corpora|treebank|collection|database|resource)\b", re.IGNORECASE
    ),
    Kind.TASK: re.compile(r"\b(?:tasks?|problem)\b", re.IGNORECASE),
    Kind.METRIC: re.compile(r"\b(?:metric|measure)\b", re.IGNORECASE),
    Kind.METHOD: re.compile(
        r"\b(?:models?|networks?|methods?|framework|approach|architecture|algorithm|transformers?|pipeline|system|"
        r"technique|"
        r"strategy|mechanism|module|library|toolkit|loss|learning|training)\b",
        re.IGNORECASE,
    ),
}
_TELLING_END: Final = re.compile(r"bench$|dataset$|corpus$|score$", re.IGNORECASE)
_CAMEL: Final = re.compile(r"([a-z])([A-Z])")

_APPOSED: Final = re.compile(
    r"[”\"’]?(?: \([^()]{1,60}\))?,? (?:is |as )?(?:an?|the (?:first|largest)|our|two|one of the first) "
    r"((?:(?!(?:for|of|that|which|to|with|in|on|from|by|using|containing|consisting|where)\b)[\w-]+ ?){1,8})"
)
_BEHIND: Final = re.compile(r"[”\"’]?(?: \([^()]{1,60}\))? ([a-z][\w-]*(?: [a-z][\w-]*)?)")
_BEFORE: Final = re.compile(
    r"((?:[\w-]+ ){0,3}[\w-]+)(?:,| -| –|—)? (?:called|named|dubbed|termed|namely|titled|entitled|\() ?[\"“]?$"
)
_SAID: Final = re.compile(r"(?:ed|ly|\() ?[\"“]?$")
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
    before = [
        match[1]
        for start, _ in places
        if _SAID.search(abstract, max(0, start - 12), start)
        and (match := _BEFORE.search(abstract[max(0, start - 70) : start]))
    ]
    after = [match[1] for _, end in places if (match := _APPOSED.match(abstract, end) or _BEHIND.match(abstract, end))]
    about = " | ".join((*before[:2], *after[:2], words, *after[2:3]))
    found = {kind: match.start() for kind, pattern in _WORDS.items() if (match := pattern.search(about))}
    return min(found, key=lambda kind: found[kind]) if found else Kind.METHOD


def told_by(name: str) -> Kind | None:
    """The kind that a name's own ending tells (``WaveBench``); None where it tells none."""
    return kind_of(_CAMEL.sub(r"\1 \2", name)) if _TELLING_END.search(name) else None


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` has the characters of ``name``."""
    at = text.find(name) if name else -1
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))
