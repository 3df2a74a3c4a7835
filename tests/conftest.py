"""Fixtures that several tests share."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import settings

from kg import catalogue
from kg.graph import assemble
from kg.model import Author, Concept, Kind, Link, Mention, Paper, Role, Status

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")


CHROMIUM = Path("/usr/bin/chromium")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium, closed with each module: Playwright allows no second at a time, and its loop stands in others' way.

    Without it, tests are skipped.
    """
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=120_000)
        yield started
        started.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring material beside the repository, or where KG_SHARED says; without it, tests are skipped."""
    folder = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: clone or link the measuring material, or set KG_SHARED")
    return folder


@pytest.fixture(scope="session")
def sample() -> "nx.MultiDiGraph[str]":
    """The graph of the bundled sample; not to be changed."""
    from kg.build import build

    return build()


@pytest.fixture(scope="session")
def sample_ttl(sample: "nx.MultiDiGraph[str]", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled sample's graph as a Turtle file."""
    from kg import export

    return export.write(sample, tmp_path_factory.mktemp("sample"), export.named("ttl"))[0]


@pytest.fixture
def tiny() -> "nx.MultiDiGraph[str]":
    """Two papers and five concepts, one of them a candidate that both papers name."""
    return assemble(TINY_PAPERS, {concept.id: concept for concept in TINY_CONCEPTS}, tiny_links())


TINY_PAPERS = (
    Paper(
        "arxiv-2101.00001",
        "RaftNet: Rafts without Attention",
        "We propose RaftNet. It outperforms the Swin Transformer on FloatBench. Unlike Q-Net, RaftNet is small.",
        published="2021-01-01",
        url="https://arxiv.org/abs/2101.00001",
        arxiv_id="2101.00001",
        authors=(Author("Ada Example"), Author("Bo Example", "0000-0002-1825-0097")),
        categories=("cs.CV",),
        listed_on=("a.txt",),
    ),
    Paper("late", "A Study of Q-Net", "We train Q-Net and RaftNet on FloatBench with the Swin Transformer."),
)
TINY_CONCEPTS = (
    Concept("method/raftnet", Kind.METHOD, ("RaftNet", "Raft-Net"), Status.CANDIDATE, year=2021, paper="RaftNet: …"),
    Concept("method/q-net", Kind.METHOD, ("Q-Net",), Status.CANDIDATE, broader=("method/swin-transformer",)),
    Concept("method/swin-transformer", Kind.METHOD, ("Swin Transformer", "Swin"), broader=("method/vit",)),
    Concept("method/vit", Kind.METHOD, ("Vision Transformer", "ViT"), arxiv_id="2010.11929", url="https://vit.example"),
    Concept("benchmark/floatbench", Kind.BENCHMARK, ("FloatBench",)),
)


def tiny_links() -> Iterable[Link]:
    """The links of `TINY_PAPERS`."""
    first, second = TINY_PAPERS
    yield link(first, Role.INTRODUCES, "method/raftnet", "RaftNet")
    yield link(first, Role.COMPARES_WITH, "method/swin-transformer", "Swin Transformer")
    yield link(first, Role.COMPARES_WITH, "method/q-net", "Q-Net")
    yield link(first, Role.EVALUATES_ON, "benchmark/floatbench", "FloatBench")
    yield link(second, Role.USES, "method/q-net", "Q-Net")
    yield link(second, Role.USES, "method/raftnet", "RaftNet")
    yield link(second, Role.TRAINS_ON, "benchmark/floatbench", "FloatBench")


def link(paper: Paper, role: Role, concept: str, name: str) -> Link:
    """A link whose mentions are every place where ``paper`` writes ``name``."""
    places, start = [], paper.text.find(name)
    while start >= 0:
        places.append(Mention(start, start + len(name), concept))
        start = paper.text.find(name, start + 1)
    return Link(paper.id, role, concept, 0.8, "by-hand", tuple(places))


HOSTILE = "a<b> & \"q\" 'p' \\ 😀 é 中 \u200b\u2028 \x00\x1b\x7f ]]> --> {x} $y$ 100% _x0041_ ; \t | ~ ^ # é\r\nz\ud800"
"""Text that breaks a writer which does not escape: markup, quotes, TeX, controls, line breaks, half a surrogate."""


@pytest.fixture
def hostile() -> "nx.MultiDiGraph[str]":
    """A graph whose texts, names, authors and file names are `HOSTILE`."""
    paper = Paper(
        "p", HOSTILE, f"{HOSTILE} Net.", venue=HOSTILE, authors=(Author(HOSTILE),), listed_on=(HOSTILE,), upvotes=0
    )
    concept = Concept("method/net", Kind.METHOD, (HOSTILE, "Net;net"), Status.CANDIDATE, paper=HOSTILE)
    start = paper.text.index("Net.")
    mentions = (Mention(0, 1, concept.id), Mention(start, start + 3, concept.id))
    links = [Link("p", Role.INTRODUCES, concept.id, 0.5, "by-hand", mentions)]
    return assemble([paper], {concept.id: concept}, links, inputs=[(HOSTILE, "0" * 64)])


FEW = {
    concept.id: concept
    for concept in (
        Concept("method/bert", Kind.METHOD, ("BERT",)),
        Concept("dataset/imagenet", Kind.DATASET, ("ImageNet",)),
        Concept("dataset/squad", Kind.DATASET, ("SQuAD",)),
    )
}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of three concepts in place of the bundled one, so that a build takes no time."""
    monkeypatch.setattr(catalogue, "bundled", lambda: FEW)
