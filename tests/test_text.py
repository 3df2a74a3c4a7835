"""Cleaning, sentences and addresses of code: tables of cases, then properties."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.text import TITLE_LIMIT, clean, clean_title, code_links, sentences

CLEANED = {
    # LaTeX as authors write it
    r"gains of 100\% on \emph{all} tasks": "gains of 100% on all tasks",
    r"[Aky\"urek et al., 2023]": "[Akyürek et al., 2023]",
    r"Abeill\'e, S\~ao, C\^ote, na\"{\i}ve, {\'e}t{\'e}, \c{c}, \u{A}n": "Abeillé, São, Côte, naïve, été, ç, Ăn",
    r"the model\'s \"best\" run": 'the model\'s "best" run',
    r"$\alpha$-divergence": "α-divergence",
    r"up to $\sim$37\% and $\geq$7B": "up to ∼37% and ≥7B",
    r"$O(n \log n)$ and $x_{1}$": "O(n log n) and x_1",
    r"a 360$^\circ$ view": "a 360° view",
    r"up to 5.18\times$ latency": "up to 5.18× latency",
    r"changes (\ie, noise; \eg, fog; \etc)": "changes (i.e., noise; e.g., fog; etc.)",
    r"{\em entropy collapse} and {\bf more}": "entropy collapse and more",
    r"\textbf{\textsc{Med-Stress}}": "Med-Stress",
    r"we call it \ours{} or \ChordPrompt": "we call it ours or ChordPrompt",
    r"as in~\cite{yang2022openood}. Ours": "as in. Ours",
    r"at \href{https://github.com/a/b}{https://github.com/a/b}.": "at https://github.com/a/b.",
    r"see \href{https://a.org/x}{the page}": "see the page (https://a.org/x)",
    r"at \url{https://a.org/x_y}": "at https://a.org/x_y",
    r"\textcolor{red}{WARNING}": "WARNING",
    r"Q\&A, get\_capital(X), \$5": "Q&A, get_capital(X), $5",
    r"\frac{1}{2} of BERT_{\rm BASE}": "1/2 of BERT_BASE",
    r"samples$\unicode{x2013}$less": "samples–less",
    "given ``max\" and ``The capital is,'' it": 'given "max" and "The capital is," it',
    "codecs~(H.264) and Table~\\ref{x}": "codecs (H.264) and Table",
    # LaTeX as a website leaves it
    "HyperZ{cdotZ{cdot}W} Operator": "HyperZ⋅Z⋅W Operator",
    "compressionx2013which prioritizes": "compression–which prioritizes",
    "{rm H{small A}SP{small E}R}, a": "HASPER, a",
    "20.6times speedup, 3times3 kernels": "20.6× speedup, 3×3 kernels",
    "mathcal{O}(d^k) and w^*_{min}": "O(d^k) and w^*_min",
    "R^d rightarrow R": "R^d → R",
    "Strip_MLP{https://github.com/a/b}": "Strip_MLP https://github.com/a/b",
    "a ell_2 regression": "a ℓ_2 regression",
    # HTML, encodings, line breaks
    "S&amp;P &lt;b&gt;&nbsp;&#233;": "S&P <b> é",
    "a cafÃ© of ours": "a café of ours",
    "early \x9190s, analyÂ\xadsis, nÃ©e": "early ‘90s, analysis, née",
    "soft\xadhyphen, zero\u200bwidth, no\xa0break\x00": "softhyphen, zerowidth, no break",
    "e\u0301tude": "étude",
    "an experi-\nenced\r\nself-\nattention": "an experienced self-attention",
    "a frame- work: the framework works": "a framework: the framework works",
    "conven- tional words, rel- ative size, state- of-the-art, off- the-shelf": (
        "conventional words, relative size, state-of-the-art, off-the-shelf"
    ),
    "<b>1)</b> a <i>post-hoc</i> <b>B</b>LI H<sub>2</sub>O": "1) a post-hoc BLI H2O",
    "<jats:title>Abstract</jats:title><jats:p>A <jats:italic>wet</jats:italic> H<jats:sub>2</jats:sub>O.</jats:p>": (
        "Abstract A wet H2O."
    ),
    "<p>We mix.</p><p>It works.</p>": "We mix. It works.",
    'our <a href="https://a.org/x">page</a>': "our page (https://a.org/x)",
    r"Zh\rightarrowEn and $a \rightarrow b$": "Zh→En and a → b",
    "(1)~Our Habitat~3.0 and Mistral~7B of LLaMA-2~Chat~13B, (4,~4,~4)": (
        "(1) Our Habitat 3.0 and Mistral 7B of LLaMA-2 Chat 13B, (4, 4, 4)"
    ),
    "This replaced{study }{paper }proposes deleted{that is }words": "This study proposes words",
    "42.9%$ energy savings": "42.9% energy savings",
    "  two\tspaces \n": "two spaces",
}
KEPT = (
    "3D-LLM, GPT-3.5, C++ and O(n^2)",
    "https://a.org/c_d%20e~f?x=1&y=2",
    "costs $1.8 trillion or $2.5 billion",
    "under $1,000 (or $20-$30)",
    "x in {0, 1}",
    "sometimes similar, approximate, widely",
    "far- and near-field, encoder- or decoder-based",
    "Q&A with AT&T, ~30% of R&D",
    "a 语言 model 🤗 with “quotes” and 👩‍🔬",
    "about x2013 models, linux2015",
    "f''(x) and `code`",
    "a 10X~20X speed-up by ~9% or ~7 %",
    "see http://a.org/~x~Y or (https://~a.org/b,~4)",
    "if a<b and </gen> or <gen>text</gen> then p < 0.05 and c > d",
    "text- and image-based, pre- and in-parsing -- and so on - tion",
)


@pytest.mark.parametrize(("raw", "cleaned"), CLEANED.items())
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(("raw", "cleaned"), CLEANED.items())
def test_residue_far_behind_plain_text_is_cleaned_alike(raw: str, cleaned: str) -> None:
    assert clean("plain words " * 200 + raw) == "plain words " * 200 + cleaned


@pytest.mark.parametrize("text", KEPT[:9] + KEPT[10:])
def test_what_is_not_residue_stays(text: str) -> None:
    assert clean(text) == text


RESIDUE = st.lists(
    st.sampled_from(
        ["\\", "$", "{", "}", "``", "''", "~", "^", "_", "&amp;", "&", ";", " ", "\n", "-", "times", "3", "x2013", "a",
         "em ", "cdot", "\\textbf{", "\\'", "\\\"", "\\href{", "}{", "\\frac{", "Ã", "©", "\x92", "é", "http://", "."]
    )
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), RESIDUE))
@example(r"\$x_1 and \$y_2")
@example("&amp;amp;amp;lt;")
@example("{" * 50 + "a" + "}" * 50)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once == " ".join(once.split())


def test_clean_leaves_no_lone_surrogates() -> None:
    assert clean("a\ud800b").encode() == "a\ufffdb".encode()


def test_hostile_text_is_cleaned_in_time() -> None:
    started = time.perf_counter()
    for piece in ("{", "}{", "\\", "$", "``", "- ", "&amp", "\\textbf{", "a b. "):
        clean(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 10


def test_a_title_has_a_limit() -> None:
    assert len(clean_title("word " * 1000)) <= TITLE_LIMIT


SENTENCES: tuple[tuple[str, list[str]], ...] = (
    ("A title: with a colon\n\nOne. Two.", ["A title: with a colon", "One.", "Two."]),
    ("We use e.g. BERT, i.e. Devlin et al. (2019), vs. GPT. It works.",
     ["We use e.g. BERT, i.e. Devlin et al. (2019), vs. GPT.", "It works."]),
    ("As Fig. 2 and Eq. 3 show, J. Smith wins.", ["As Fig. 2 and Eq. 3 show, J. Smith wins."]),
    ("GPT-3.5 gains 0.5 points. YOLOv8 loses.", ["GPT-3.5 gains 0.5 points.", "YOLOv8 loses."]),
    ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
    ("Is it? Yes! (It is.) Good.", ["Is it?", "Yes!", "(It is.)", "Good."]),
    ("At low bits. decoupleQ abandons it. p-MoD too.", ["At low bits.", "decoupleQ abandons it.", "p-MoD too."]),
    ("Faster etc. than ours. 3D models follow.", ["Faster etc. than ours.", "3D models follow."]),
    ("We work in class C. We stop.", ["We work in class C.", "We stop."]),
    ("我们提出模型。结果很好。", ["我们提出模型。", "结果很好。"]),
    ("See https://a.org/b.c. Done.", ["See https://a.org/b.c.", "Done."]),
    ("", []),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="aB. \n?!\"')。"))
def test_sentences_are_sorted_disjoint_and_lose_nothing(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


CODE = (
    ("Code: https://github.com/a/raft-mlp.", ("https://github.com/a/raft-mlp",)),
    ("(https://github.com/a/b), https://github.com/a/b", ("https://github.com/a/b",)),
    ("https://github.com/ibm/tsfm/#notebooks-links", ("https://github.com/ibm/tsfm",)),
    (
        "http://www.GitLab.com/a/b.git; https://codeberg.org/a/b!",
        ("https://gitlab.com/a/b", "https://codeberg.org/a/b"),
    ),
    ("https://huggingface.co/docs/x and https://huggingface.co/a/b", ("https://huggingface.co/a/b",)),
    ("https://github.com/a/b%zz代码", ("https://github.com/a/b%25zz",)),
    ("https://github.com/ https://evil.org/github.com/a ftp://github.com/a/b", ()),
)


@pytest.mark.parametrize(("text", "links"), CODE)
def test_code_links(text: str, links: tuple[str, ...]) -> None:
    assert code_links(text) == links
