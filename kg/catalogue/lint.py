"""What is wrong with a catalogue, all of it at once.

The rules: ids are unique and are their file's kind; files are sorted; no name is a stop word or a bare generic noun;
no two concepts share a name, plurals, spelling and hyphens aside, unless both guard it with cue words; a name of
capitals and small letters that spells an ordinary word (Places, Shap-E) is guarded, at least by its case; broader
concepts, datasets and tasks exist, are of the right kind and form no cycle, and only data has the latter two; urls and
arXiv ids are well formed; a guarded name is one of its concept's names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from kg.model import Concept, Kind, fold

_DATA = Path(__file__).parent.parent / "data"
GENERIC = frozenset((_DATA / "generic.txt").read_text(encoding="utf-8").splitlines())
ORDINARY = frozenset((_DATA / "ordinary.txt").read_text(encoding="utf-8").splitlines())
_ARXIV = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}")


def lint(catalogue: Mapping[str, Concept]) -> list[str]:
    """Every problem of a catalogue, a line each, sorted."""
    found = [f"{concept.id}: {problem}" for concept in catalogue.values() for problem in _own(concept)]
    found += [f"{concept.id}: {problem}" for concept in catalogue.values() for problem in _dangling(concept, catalogue)]
    found += [f"{concept_id}: broader goes in a circle" for concept_id in _cyclic(catalogue)]
    return sorted(found + list(_shared(catalogue)))


def added(concepts: Iterable[tuple[int, Concept]], catalogue: Mapping[str, Concept]) -> list[str]:
    """Every problem that ``concepts`` (with line numbers) bring to ``catalogue``, a line each."""
    together = dict(catalogue)
    lines: dict[str, int] = {}
    found = []
    for number, concept in concepts:
        if concept.id in together:
            found.append(f"{number}: the id {concept.id} exists")
        together[concept.id] = concept
        lines[concept.id] = number
    for problem in lint(together):
        concept_id = problem.split(":", 1)[0]
        if concept_id in lines:
            found.append(f"{lines[concept_id]}: {problem}")
    return found


def _own(concept: Concept) -> Iterator[str]:
    """What is wrong with a concept by itself."""
    guarded = {guard.name for guard in concept.guards}
    for name in concept.names:
        yield from (f"the name {name!r} {problem}" for problem in _of_name(name, name in guarded))
    if len(set(concept.names)) < len(concept.names):
        yield "a name is given twice"
    yield from (
        f"guards {guard.name!r}, which it is not called" for guard in concept.guards if guard.name not in concept.names
    )
    yield from _facts(concept)


def _of_name(name: str, guarded: bool) -> Iterator[str]:
    """What is wrong with one name."""
    folded = fold(name)
    if not folded or folded in GENERIC:
        yield "is a stop word or too generic"
    if name != " ".join(name.split()) or len(name) > 120:
        yield "has odd spacing or length"
    if not guarded and _is_ordinary(name):
        yield "spells an ordinary word; guard it"


def _is_ordinary(name: str) -> bool:
    """Whether a name would also be found where a text writes an ordinary word, for it counts in any case.

    >>> [_is_ordinary(name) for name in ["Places", "Shap-E", "GLUE", "places", "ImageNet"]]
    [True, True, False, False, False]
    """
    letters = name.replace("-", "").lower()
    return len(name) > 4 and not name.isupper() and name != name.lower() and letters in ORDINARY


def _facts(concept: Concept) -> Iterator[str]:
    if concept.year is not None and not 1600 <= concept.year <= 2100:
        yield f"the year {concept.year} cannot be"
    if concept.arxiv_id is not None and not _ARXIV.fullmatch(concept.arxiv_id):
        yield f"{concept.arxiv_id!r} is no arXiv id"
    if concept.url is not None and not is_url(concept.url):
        yield f"{concept.url!r} is no http(s) url"
    if concept.kind is not Kind.METRIC and (concept.higher_is_better is not None or concept.unit is not None):
        yield "only metrics have a direction and a unit"
    if concept.datasets and concept.kind is not Kind.BENCHMARK:
        yield "only benchmarks hold datasets"
    if concept.tasks and concept.kind not in {Kind.DATASET, Kind.BENCHMARK}:
        yield "only datasets and benchmarks are for tasks"


def is_url(url: str) -> bool:
    """Whether ``url`` is a well-formed http(s) address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and not re.search(r"[\s<>\"{}|\\^`]", url)


def _dangling(concept: Concept, catalogue: Mapping[str, Concept]) -> Iterator[str]:
    for field, kinds in (("broader", {concept.kind}), ("datasets", {Kind.DATASET}), ("tasks", {Kind.TASK})):
        for other in getattr(concept, field):
            if other not in catalogue:
                yield f"{field} {other!r} does not exist"
            elif catalogue[other].kind not in kinds:
                yield f"{field} {other!r} is of another kind"


def _cyclic(catalogue: Mapping[str, Concept]) -> Iterator[str]:
    """The concepts that are broader than themselves."""
    for concept in catalogue.values():
        seen: set[str] = set()
        waiting = list(concept.broader)
        while waiting:
            other = waiting.pop()
            if other not in seen and other in catalogue:
                seen.add(other)
                waiting.extend(catalogue[other].broader)
        if concept.id in seen:
            yield concept.id


def _shared(catalogue: Mapping[str, Concept]) -> Iterator[str]:
    """Names that two concepts carry and that not both of them guard with cue words."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in catalogue.values():
        for name in concept.names:
            owners[shared_key(name)].setdefault(concept.id, name)
    for concepts in owners.values():
        for concept_id, name in concepts.items():
            others = sorted(concepts.keys() - {concept_id})
            cued = {guard.name for guard in catalogue[concept_id].guards if guard.cues}
            if others and name not in cued:
                yield f"{concept_id}: the name {name!r} is also that of {', '.join(others)}; guard it with cue words"


def shared_key(name: str) -> str:
    """What two names have in common when a text that writes one may mean the other.

    >>> shared_key("SAM") == shared_key("Sam"), shared_key("Multi-Head Attention") == shared_key("multi-head attention")
    (False, True)
    >>> shared_key("language modelling") == shared_key("language modeling"), shared_key("YOLOv5s")
    (True, 'yolov5s')
    >>> shared_key("loss functions") == shared_key("loss function"), shared_key("optimisers") == shared_key("optimizer")
    (True, True)
    """
    if len(name) <= 4:
        return re.sub(r"(?!@)[\W_]+", "", name)
    return "".join(_plain(word) for word in fold(name).split())


_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:ations?|e|ed|es|er|ers|ing)$)"), "iz"),
    (re.compile(r"ll(?=(?:ed|ing|er)$)"), "l"),
)


def _plain(word: str) -> str:
    """A folded word without the ending of the plural and in American spelling."""
    if word.isalpha() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us", "as")):
        word = re.sub(r"(?:(?<=ss|sh|ch)es|(?<=[xz])es|s)$", "", re.sub(r"ies$", "ys", word))
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word
