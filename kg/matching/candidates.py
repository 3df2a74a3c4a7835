"""Names outside the catalogue that nobody introduces: versions of known names, and names by shape and cue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from kg.matching.names import Sense
from kg.matching.shapes import NAME, is_strong, plain
from kg.matching.sightings import PART, Sighting
from kg.model import Concept, Kind, Status, fold, slug


class Candidate(NamedTuple):
    """A sighting of a concept that is new."""

    sighting: Sighting
    concept: Concept


_VERSION: Final = re.compile(
    r"[-‐‑– ]?(?:v\d+(?:\.\d+)*|\d+(?:\.\d+)*[BMKbmk]?(?:-[A-Z]\w+)?|XXL|XL|Large|Base|Small|Tiny|Huge|Nano|Mini|Pro|Turbo|"
    r"large|base|small|tiny|huge|Instruct|Chat|Coder)(?![\w%°×]|[.,]\d| ?[x×] ?\d)"
)


def versions(text: str, sightings: Sequence[Sighting], refused: Sequence[Sighting]) -> Iterator[Candidate]:
    """Known names of models and datasets with a version or size behind them: ``LLaMA-7B``, ``Swin-T``."""
    parts = [sighting for sighting in refused if sighting.verdict == PART]
    for sighting in [*sightings, *parts]:
        name = text[sighting.start : sighting.end]
        if sighting.sense.kind in {Kind.TASK, Kind.METRIC} or not re.search(r"[A-Z]", name):
            continue
        match = _VERSION.match(text, sighting.end)
        if match and (match[0][0] != " " or _is_spaced_version(name, match[0])):
            yield _version(sighting, text[sighting.start : match.end()], match.end())


def _is_spaced_version(name: str, version: str) -> bool:
    return (
        is_strong(name)
        and re.fullmatch(
            r" (?:v\d+(?:\.\d+)*|\d(?:\.\d)?|\d+(?:\.\d+)?B|XL|XXL|Large|Base|Small|Tiny|Pro|Turbo)", version
        )
        is not None
    )


def _version(sighting: Sighting, name: str, end: int) -> Candidate:
    sense = sighting.sense
    kind = Kind(sense.kind)
    concept_id = f"{kind}/{slug(re.sub(r'(?<=[A-Za-z])[ -]?(?=[0-9])', '-', name))}"
    concept = Concept(concept_id, kind, (name,), status=Status.CANDIDATE, broader=(sense.concept,))
    return Candidate(Sighting(sighting.start, end, Sense(concept.id, kind, name, None, (), "version")), concept)


_DATASET: Final = r"(?:data ?sets?|corpus|corpora|treebanks?|collection|database|test sets?|splits?)"
_BENCHMARK: Final = r"(?:benchmarks?|challenges?|shared tasks?|leaderboards?|suites?)"
_LIST: Final = rf"{NAME}(?: {NAME})?(?:(?:, (?:and |or )?| and | or | & ){NAME}(?: {NAME})?)*"
_CUES: Final = (
    (re.compile(rf"(?<![\w-])({_LIST}) (?:{_DATASET})\b"), Kind.DATASET, "name-dataset"),
    (
        re.compile(rf"\b{_DATASET}(?: such as|, including|, namely|:|,? e\.g\.,?|, i\.e\.,?| like| \() ?({_LIST})"),
        Kind.DATASET,
        "dataset-such-as",
    ),
    (re.compile(rf"(?<![\w-])({_LIST}) {_BENCHMARK}\b"), Kind.BENCHMARK, "name-benchmark"),
    (
        re.compile(rf"\b{_BENCHMARK}(?: such as|, including|, namely|:|,? e\.g\.,?|, i\.e\.,?| like| \() ?({_LIST})"),
        Kind.BENCHMARK,
        "benchmark-such-as",
    ),
    (
        re.compile(
            rf"\b(?:evaluat\w+|experiments?|results|performance|tested|benchmarked|accuracy|trained|score[sd]?)\b[^.;]{{0,40}}? on (?:the )?({_LIST})"
        ),
        Kind.DATASET,
        "evaluated-on",
    ),
    (
        re.compile(
            rf"\b(?:outperform\w*|surpass\w*|beat\w*|compared (?:to|with)|than|over|unlike|baselines? (?:such as|like)|models? (?:such as|like)|including|such as|like|using|with|by|and|on) ({_LIST})"
        ),
        Kind.METHOD,
        "named-method",
    ),
    (
        re.compile(
            rf"(?<![\w-])({_LIST})(?: \w+)?[ -](?:models?|based|architectures?|networks?|algorithms?|methods?|framework|style|backbones?|encoders?|decoders?|layers?|blocks?|variants?)\b"
        ),
        Kind.METHOD,
        "name-model",
    ),
)
_SPLIT: Final = re.compile(r",? (?:and|or|&) |, ")


def shaped(text: str, taken: Callable[[int, int], bool]) -> Iterator[Candidate]:
    """Names by shape where a type word or a cue says what they are; ``taken`` tells characters that are named already.

    The title is left out: its capitals say nothing.
    """
    body = text.index("\n\n") if "\n\n" in text else 0
    for pattern, kind, rule in _CUES:
        for match in pattern.finditer(text, body):
            for start, name in _names(match):
                if is_strong(name) and not taken(start, start + len(name)):
                    yield _shaped(name, start, kind, rule)


def _names(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The names of a list, with their places."""
    at = match.start(1)
    for piece in _SPLIT.split(match[1]):
        name = plain(piece)
        start = match.string.index(name, at)
        at = start + len(name)
        yield start, name


def _shaped(name: str, start: int, kind: Kind, rule: str) -> Candidate:
    concept = Concept(f"{kind}/{slug(name)}", kind, (name,), status=Status.CANDIDATE)
    return Candidate(Sighting(start, start + len(name), Sense(concept.id, kind, name, name, (), rule)), concept)


def is_generic(name: str) -> bool:
    """Whether a candidate's name says nothing by itself."""
    return len(fold(name)) < 2
