"""The share of what abstracts name that the catalogue links, by names mined from the abstracts themselves.

What is mined knows nothing of the catalogue: phrases of two to five words that end in the head noun of a method, task
or metric (not in one that makes no name of what stands before it, as model, framework or training) and stand in at
least five papers, and abbreviations that at least two papers define. A mention is one of
these in one paper; it is covered where a name of the catalogue lies on its last word.

    python tests/benchmarks/coverage.py ABSTRACTS.jsonl[.xz] [--papers 5000] [--catalogue FOLDER] [--missing 50]
"""

import argparse
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg import catalogue
from kg.catalogue import rows
from kg.matching.concepts import ConceptMatcher
from kg.matching.tokens import blank
from kg.model import Concept

HEADS = {
    "method": """transformer attention learning tuning optimization algorithm loss regularization encoder decoder
    autoencoder embedding normalization convolution pooling distillation pruning quantization decoding
    sampling search augmentation inference prompting retrieval alignment fusion gradient descent
    estimator classifier regression tokenization graph tree solver detector tracker parser tagger""",
    "task": """classification detection segmentation recognition translation answering summarization estimation
    forecasting reconstruction synthesis restoration retrieval recommendation parsing tagging labeling
    extraction linking resolution captioning editing tracking localization matching completion
    planning navigation manipulation identification verification simplification correction diagnosis
    modeling clustering ranking inpainting denoising super-resolution grounding transfer""",
    "metric": """accuracy rate precision recall similarity distance correlation coefficient ratio latency
    throughput entropy likelihood divergence regret reward return agreement""",
}
_HEAD = {form for words in HEADS.values() for head in words.split() for form in (head, f"{head}s")}
_STOP = set(
    """a an the and or but nor of in on at to for from by with without within via per as than that which
    who whose this these those it its their our we they he she his her is are was were be been being has
    have had do does did can could may might will would should must not no both either each every all
    any some such other another same different several many much more most less least few various
    multiple numerous existing recent previous prior current new novel proposed our simple effective
    efficient powerful robust strong better best good high higher low lower large larger small smaller
    first second third one two three four five key main major important significant common general
    specific standard traditional conventional popular widely used using based use uses used achieve
    achieves achieving improve improves improving propose proposes present presents introduce introduces
    show shows demonstrate demonstrates study studies between across over under into through during
    while when where how what why whether if then also only even well very however thus hence moreover
    furthermore additionally finally further respectively particular state-of-the-art sota underlying
    resulting corresponding given additional entire whole overall final initial possible available
    related relevant complex challenging difficult real-world practical promising comprehensive
    extensive diverse rich single full own original modern advanced sophisticated lightweight cost-
    effective unified generic""".split()
)
_WORD = re.compile(r"[A-Za-z][\w-]*[A-Za-z0-9]|[A-Za-z]|[^\w\s]")
_DEFINED = re.compile(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)s?\)")


class Found(NamedTuple):
    """One mined phrase in one paper: its key and where its last word ends."""

    key: str
    end: int


def mined(text: str) -> Iterator[Found]:
    """Every phrase of ``text`` that ends in a head noun, and every abbreviation it defines."""
    run: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if not word[0].isalpha() or word in _STOP:
            run = []
            continue
        run.append(word)
        if word in _HEAD and len(run) > 1:
            yield from (Found(_singular(" ".join(run[-size:])), match.end()) for size in range(2, min(5, len(run)) + 1))
    yield from (Found(match[1], match.end(1)) for match in _DEFINED.finditer(text))


def _singular(phrase: str) -> str:
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "is", "us")) else phrase


def longest(found: list[Found], papers: Counter[str]) -> list[Found]:
    """At each place the longest phrase that enough papers have."""
    best: dict[int, Found] = {}
    for phrase in found:
        if papers[phrase.key] >= (2 if phrase.key[0].isupper() else 5):
            known = best.get(phrase.end)
            if known is None or len(phrase.key) > len(known.key):
                best[phrase.end] = phrase
    return list(best.values())


def linked_characters(matcher: ConceptMatcher, nlp: object, text: str) -> set[int]:
    """The last character of every word that a catalogue name covers."""
    linked, _ = matcher.find(nlp.make_doc(text))  # type: ignore[attr-defined]
    return {place for sighting in linked for place in range(sighting.start + 1, sighting.end + 1)}


def read(path: Path) -> list[str]:
    """The texts of a JSONL file, compressed or not."""
    content = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    papers = (json.loads(line) for line in content.decode("utf-8").splitlines())
    return [f"{paper['title']}\n\n{paper['abstract']}" for paper in papers]


def concepts(folder: Path | None) -> list[Concept]:
    """The bundled concepts, or those of the JSONL files in ``folder``."""
    if folder is None:
        return list(catalogue.bundled().values())
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return [rows.concept_of(json.loads(line)) for line in lines]


def main() -> None:
    """Print how much of what is mined the catalogue covers, and the mined names that it lacks, most papers first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("abstracts", type=Path)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--papers", type=int, help="read only the first so many")
    parser.add_argument("--missing", type=int, default=0)
    options = parser.parse_args()
    texts = read(options.abstracts)[: options.papers]
    per_paper = [list(mined(text)) for text in texts]
    papers = Counter(key for found in per_paper for key in {phrase.key for phrase in found})
    nlp = blank()
    matcher = ConceptMatcher(nlp)
    matcher.add(concepts(options.catalogue))
    seen: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    examples: dict[str, str] = defaultdict(str)
    for text, found in zip(texts, per_paper, strict=True):
        linked = linked_characters(matcher, nlp, text)
        hits = {phrase.key: phrase.end in linked for phrase in longest(found, papers)}
        seen.update(hits.keys())
        covered.update(key for key, hit in hits.items() if hit)
        for phrase in found:
            examples.setdefault(phrase.key, text[max(0, phrase.end - 60) : phrase.end + 20].replace("\n", " "))
    mentions = sum(seen.values())
    print(f"{len(texts)} papers, {len(seen)} mined names, {mentions} mentions")
    print(f"covered: {sum(covered.values())} mentions, {sum(covered.values()) / mentions:.3f}")
    missing = sorted(((seen[key] - covered[key], key) for key in seen if seen[key] > covered[key]), reverse=True)
    for count, key in missing[: options.missing]:
        print(f"{count}\t{key}\t{examples[key]}")


if __name__ == "__main__":
    main()
