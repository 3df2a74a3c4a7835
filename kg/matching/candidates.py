"""Names outside the catalogue that nobody introduces: versions of known names, and names by shape and cue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kg.matching.kinds import told_by
from kg.matching.names import Sense
from kg.matching.shapes import NAME, ORDINARY_PARTS, is_common, is_strong, plain
from kg.matching.sightings import PART, Sighting
from kg.model import Concept, Kind, Status, slug


class Candidate(NamedTuple):
    """A sighting of a concept that is new."""

    sighting: Sighting
    concept: Concept


_VERSION: Final = re.compile(
    r"[-‐‑– ]?(?:v\d+(?:\.\d+)*|\d+(?:\.\d+)*[BMKbmk]?(?:-[A-Z]\w+)?|XXL|XL|Large|Base|Small|Tiny|Huge|Nano|Mini|Pro|"
    r"Turbo|\(\d+(?:\.\d+)?[BMbm]\)|"
    r"large|base|small|tiny|huge|Instruct|Chat|Coder)(?![\w%°×]|[.,]\d| ?[x×] ?\d| times\b)"
)


def versions(text: str, sightings: Sequence[Sighting], refused: Sequence[Sighting]) -> Iterator[Candidate]:
    """Known names of models and datasets with a version or size behind them: ``LLaMA-7B``, ``Swin-T``."""
    known = {(sighting.start, sighting.end) for sighting in sightings}
    parts = [sighting for sighting in refused if sighting.verdict == PART]
    prefixed = (found for sighting in parts if (found := _prefixed(text, sighting)))
    yield from (found for found in prefixed if (found.sighting.start, found.sighting.end) not in known)
    for sighting in [*sightings, *parts]:
        name = text[sighting.start : sighting.end]
        if sighting.sense.kind in {Kind.TASK, Kind.METRIC} or name == name.lower():
            continue
        match = _VERSION.match(text, sighting.end)
        if not match or (sighting.start, match.end()) in known:  # the catalogue has this version itself
            continue
        if match[0][0] != " " or _is_spaced_version(name, match[0]):
            yield _version(sighting, text[sighting.start : match.end()], match.end())


_PREFIX: Final = re.compile(r"(?<![\w./-])(?:[A-Z]\w{0,7}|[a-z]{1,4}\d?|\d[A-Z])[-‐‑–]$")


def _prefixed(text: str, sighting: Sighting) -> Candidate | None:
    """A known proper name with a prefix that makes another of it: ``E-NeRV``, ``un-CLIP``."""
    match = _PREFIX.search(text, max(0, sighting.start - 10), sighting.start)
    if match is None or sighting.sense.kind in {Kind.TASK, Kind.METRIC} or not is_strong(sighting.sense.name):
        return None
    name = text[match.start() : sighting.end]
    found = _version(sighting, name, sighting.end)
    return found._replace(sighting=found.sighting._replace(start=match.start())) if is_strong(name) else None


def _is_spaced_version(name: str, version: str) -> bool:
    return version.startswith(" (") or (
        is_strong(name)
        and re.fullmatch(
            r" (?:v\d+(?:\.\d+)*|\d(?:\.\d)?|\d+(?:\.\d+)?B|XL|XXL|Large|Base|Small|Tiny|Pro|Turbo)", version
        )
        is not None
    )


def _version(sighting: Sighting, name: str, end: int) -> Candidate:
    sense = sighting.sense
    kind = Kind(sense.kind)
    concept_id = f"{kind}/{slug(re.sub(r'(?<=[A-Za-z])(?<![ -]v)[ -]?(?=[0-9])', '-', name))}"
    concept = Concept(concept_id, kind, (name,), status=Status.CANDIDATE, broader=(sense.concept,))
    return Candidate(Sighting(sighting.start, end, Sense(concept.id, kind, name, None, (), "version")), concept)


_DATASET: Final = r"(?:data ?sets?|corpus|corpora|treebanks?|collection|database|test sets?|splits?)"
_BENCHMARK: Final = r"(?:benchmarks?|challenges?|shared tasks?|leaderboards?|suites?)"
_SUCH_AS: Final = r"(?: such as|, including|, namely|:|,? e\.g\.,?|, i\.e\.,?| like| \() ?"
_MORE: Final = rf"(?:(?:,? (?:and|or|&) |, ){NAME}(?: {NAME})?)*"
_LESS: Final = rf"(?:{NAME}(?: {NAME})?(?:,? (?:and|or|&) |, )){{0,6}}$"
_SORT: Final = (
    r"(?: \w+)?[ -](?:models?|based|architectures?|networks?|algorithms?|methods?|framework|style|backbones?|encoders?|"
    r"decoders?|layers?|blocks?|variants?)\b"
)
_BEATEN: Final = r"outperform\w*|surpass\w*|beat\w*|compared (?:to|with)|than"
_CUES: Final = (
    (None, re.compile(rf"{_MORE} (?:{_DATASET})\b"), Kind.DATASET, "name-dataset"),
    (re.compile(rf"\b{_DATASET}{_SUCH_AS}{_LESS}"), None, Kind.DATASET, "dataset-such-as"),
    (None, re.compile(rf"{_MORE} {_BENCHMARK}\b"), Kind.BENCHMARK, "name-benchmark"),
    (re.compile(rf"\b{_BENCHMARK}{_SUCH_AS}{_LESS}"), None, Kind.BENCHMARK, "benchmark-such-as"),
    (
        re.compile(
            r"\b(?:evaluat\w+|experiments?|results|performance|tested|benchmarked|accuracy|trained|"
            r"score[sd]?)\b[^.;]{0,40}? on (?:the )?" + _LESS
        ),
        None,
        Kind.DATASET,
        "evaluated-on",
    ),
    (re.compile(rf"\b(?:{_BEATEN}) (?:[a-z]\S+ ){{1,2}}{_LESS}"), None, Kind.METHOD, "named-method"),
    (
        re.compile(
            rf"\b(?:{_BEATEN}|over|unlike|baselines? (?:such as|like)|models? (?:such as|like)|including|such as|like|"
            r"us(?:e|es|ing)|employ(?:s|ing)?|adopt(?:s|ing)?|leverag(?:e|es|ing)|utiliz(?:e|es|ing)|apply(?:ing)?|into|"
            rf"upon|via|with|by|and|on) {_LESS}"
        ),
        None,
        Kind.METHOD,
        "named-method",
    ),
    (None, re.compile(_MORE + _SORT), Kind.METHOD, "name-model"),
    (re.compile(r"\b(?:[Oo]ur|proposed|performance of|effectiveness of|against) $"), None, Kind.METHOD, "named-method"),
    (
        None,
        re.compile(
            r" (?:(?:also|only|consistently|significantly) )?(?:outperforms?|performs|achieves?|uses|improves?|"
            r"surpass(?:es)?|learns|obtains|yields|reduces|generates|leverages|employs) "
        ),
        Kind.METHOD,
        "named-method",
    ),
)
_NAMES: Final = re.compile(rf"(?<![\w-]){NAME}(?: {NAME})?")
_BEFORE: Final = 120


def shaped(text: str, taken: Callable[[int, int], bool]) -> Iterator[Candidate]:
    """Names by shape where a type word or a cue says what they are; ``taken`` tells characters that are named already.

    The title is left out: its capitals say nothing.
    """
    for match in _NAMES.finditer(text, max(text.find("\n\n"), 0)):
        names = _strong_names(match[0])
        if names:
            start = match.start() + match[0].rindex(names[-1])
            name = next((name for name in names if not taken(start, start + len(name))), None)
            read = _read(text, start, start + len(name)) if name else None
            if name and read:
                yield _shaped(name, start, *read)


@lru_cache(1 << 16)
def _strong_names(written: str) -> tuple[str, ...]:
    """What one or two written words may name by their shape: both, and the first without what a hyphen joins to it."""
    name = _without_opening(plain(written))
    first = _without_suffix(name.split(" ")[0])
    return tuple(one for one in dict.fromkeys((name, first)) if is_strong(one))


def _without_opening(name: str) -> str:
    """A name without a capitalised word before it that is none (``The PlankSet`` at the start of a sentence)."""
    first, _, rest = name.partition(" ")
    return rest if rest and is_common(first) else name


def _without_suffix(name: str) -> str:
    """A name without the word that a hyphen joins to it (``TideNet-based``), where it is not all capitals."""
    first, hyphen, last = name.rpartition("-")
    return first if hyphen and last in ORDINARY_PARTS and not first.isupper() else name


def _read(text: str, start: int, end: int) -> tuple[Kind, str] | None:
    """What the words around a name say it is, and the rule that read them."""
    before = text[max(0, start - _BEFORE) : start]
    for ahead, behind, kind, rule in _CUES:
        if (ahead is not None and ahead.search(before)) or (behind is not None and behind.match(text, end)):
            return kind, rule
    return None


def _shaped(name: str, start: int, kind: Kind, rule: str) -> Candidate:
    kind = told_by(name) or kind
    concept = Concept(f"{kind}/{slug(name)}", kind, (name,), status=Status.CANDIDATE)
    return Candidate(Sighting(start, start + len(name), Sense(concept.id, kind, name, name, (), rule)), concept)
