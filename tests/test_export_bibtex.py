"""BibTeX: what a BibTeX parser makes of it is what the paper says."""

import re
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pytest

import kg
from kg.export.bibtex import authors, entry, escaped, key
from kg.model import Author, Paper

Graph: TypeAlias = "nx.MultiDiGraph[str]"

PLAIN = Paper("p", "Title", "Abstract.")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("R&D 100% #1 a_b $x$", r"R\&D 100\% \#1 a\_b \$x\$"),
        ("{a} ~ ^", r"\{a\} \textasciitilde{} \textasciicircum{}"),
        ("C:\\x", r"C:\textbackslash{}x"),
        ("two\n  lines", "two lines"),
        ("Müller β-VAE 😀", "Müller β-VAE 😀"),
    ],
)
def test_text_is_escaped_for_tex(text: str, tex: str) -> None:
    assert escaped(text) == tex


@pytest.mark.parametrize(
    ("names", "field"),
    [
        (["Ada Lovelace", "Alan Turing"], "Ada Lovelace and Alan Turing"),
        (["Lovelace, Ada"], "Lovelace, Ada"),
        (["Research and Development"], "{Research and Development}"),
        (["A, B, C, Inc."], "{A, B, C, Inc.}"),
        (["Alexander Anders"], "Alexander Anders"),
        (["Zoë O'Brien_1"], r"Zoë O'Brien\_1"),
    ],
)
def test_authors(names: list[str], field: str) -> None:
    assert authors(map(Author, names)) == field


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (PLAIN, ["@misc{p,"]),
        (
            Paper("p", "T", "A", arxiv_id="1706.03762", categories=("cs.CL",)),
            ["year = {2017}", "month = jun,", "eprint = {1706.03762}", "{arXiv}", "primaryclass = {cs.CL}"],
        ),
        (Paper("p", "T", "A", venue="Nature", published="2020"), ["@article{p,", "journal = {Nature}"]),
        (Paper("p", "T", "A", venue="Proceedings of X & Y"), ["@inproceedings{p,", r"{Proceedings of X \& Y}"]),
        (Paper("p", "T", "A", venue="ACL", acl_id="P19-1001"), ["@inproceedings{p,", "booktitle = {ACL}"]),
        (
            Paper("p", "T", "A", doi="10.1/a_b%7D", url="https://x.org/a?b={c}&d=1"),
            ["doi = {10.1/a_b%7D}", "url = {https://x.org/a?b=%7Bc%7D&d=1}"],
        ),
    ],
)
def test_fields(paper: Paper, expected: list[str]) -> None:
    text = entry(paper)
    for piece in expected:
        assert piece in text
    assert "None" not in text


def test_a_year_alone_has_no_month() -> None:
    assert "month" not in entry(Paper("p", "T", "A", published="2020"))


def test_keys_are_plain_and_differ() -> None:
    odd = ["a b", "a,b", "a{b", "ä"]
    keys = [key(one) for one in odd]
    assert len(set(keys)) == len(odd)
    assert all(re.fullmatch(r"[A-Za-z0-9.:_-]+", one) for one in keys)


def test_braces_balance_whatever_the_text(hostile: Graph, tmp_path: Path) -> None:
    text = kg.save(hostile, tmp_path / "graph.bib").read_text(encoding="utf-8", errors="replace")
    depth = 0
    for position, character in enumerate(text):
        if character in "{}" and text[position - 1] != "\\":
            depth += 1 if character == "{" else -1
            assert depth >= 0
    assert depth == 0


def test_every_paper_has_an_entry(sample: Graph, tmp_path: Path) -> None:
    text = kg.save(sample, tmp_path / "graph.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{(.+),$", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(kg.papers(sample))
    assert "title = {{Attention Is All You Need}}" in text


def test_without_evidence_there_are_no_abstracts() -> None:
    assert "abstract" in entry(PLAIN) and "abstract" not in entry(PLAIN, abstract=False)
