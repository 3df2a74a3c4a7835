"""Listing pages: the real ones, and generated ones of the same kind."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Paper, fold
from kg.papers import merge
from kg.sources import Report, listing, read
from kg.sources._report import Skip

DATA = Path(__file__).parent / "data"


def test_the_real_pages(shared: Path) -> None:
    report = Report()
    papers = list(read([shared / "pages"], report=report))
    assert [file.papers for file in report.files] == [45, 61, 160, 87]
    assert report.entries == report.papers == 353
    assert len({fold(paper.title) for paper in papers}) == len(merge(papers)) == 333


def test_a_page_of_our_own() -> None:
    report = Report()
    papers = list(read([DATA / "listing.txt"], report=report))
    assert [paper.title for paper in papers] == ["Plain Mixers for Small Images", "Do We Need Depth?"]
    assert [(skip.line, skip.reason) for skip in report.skipped] == [(19, "title without an abstract")]
    assert papers[0].listed_on == ("listing.txt",)


def parsed(text: str) -> tuple[list[tuple[str, str]], list[Skip]]:
    from io import BytesIO

    entries = list(listing.parse(BytesIO(text.encode()), {}))
    papers = [(one.title, one.abstract) for one in entries if isinstance(one, Paper)]
    return papers, [one for one in entries if isinstance(one, Skip)]


WORDS = st.sampled_from(
    "Deep Graph Networks for Robust Vision with Mixers and Tokens A Study of 3D-LLM via MLPs".split()
)
TITLE = st.lists(WORDS, min_size=2, max_size=14).map(" ".join).map(lambda title: "Q" + title)
SENTENCE = st.lists(WORDS, min_size=8, max_size=25).map(" ".join).map(lambda words: f"We {words}.")
ABSTRACT = st.lists(SENTENCE, min_size=3, max_size=9).map(" ".join)
HEADERS = st.sampled_from(
    [
        "",
        "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 11\n\n",
        "new\n\nSubscribe\n\nDaily Papers\n\nby AK and the research community\n\n",
        "Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe",
        "Daily Papers\nSubscribemay 2\nDec 3, 2024\n",
        "Models Datasets Spaces Docs Pricing\nLog In\nSign Up\n",
    ]
)
NOISE = st.sampled_from(
    ["", "", "", "32\n", "Submitted by\n", "Submitted by someone\n", "· 7 authors\n", "5 comments\n", "Mar 3\n"]
)
FOOTERS = st.sampled_from(["", "\n", "\nPrevious\n1\n2\nNext\n", "\n© Hugging Face 2024\nTOS\nPrivacy\nAbout\nJobs"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(NOISE, TITLE, ABSTRACT), min_size=1, max_size=8),
    HEADERS,
    FOOTERS,
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n \n\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_every_paper_of_a_generated_page(
    entries: list[tuple[str, str, str]], header: str, footer: str, ending: str, mark: str
) -> None:
    body = "\n".join(f"{noise}{title}\n{abstract}" for noise, title, abstract in entries).removeprefix(entries[0][0])
    text = mark + (header + body + footer).replace("\n", ending)
    papers, skipped = parsed(text)
    assert papers == [(title, abstract) for _, title, abstract in entries]
    assert not skipped


@given(st.lists(st.tuples(TITLE, ABSTRACT), min_size=1, max_size=4), TITLE)
def test_a_last_title_without_an_abstract_is_named(entries: list[tuple[str, str]], last: str) -> None:
    papers, skipped = parsed("\n".join(f"{title}\n{abstract}" for title, abstract in entries) + f"\n{last} at the End")
    assert papers == entries
    assert [skip.title for skip in skipped] == [f"{last} at the End"]


SHAPES = (
    ("A Very Short One", "We solve it with a simple trick that works.", True),
    ("A Title", "Another Title Without Any Abstract", False),
    ("Are Sixteen Heads Really Better than One?", "Attention is powerful. " * 9, True),
    ("A Title", "Is It True That a Very Long Title Can Ask a Question Without Being an Abstract Already?", False),
)


@pytest.mark.parametrize(("title", "line", "expected"), SHAPES)
def test_what_an_abstract_looks_like(title: str, line: str, expected: bool) -> None:
    assert listing.is_abstract(line, title) is expected


def test_an_abstract_in_two_paragraphs_is_one() -> None:
    halves = ["First of many words here. " * 10, "Second half of the words. " * 10]
    papers, _ = parsed("\n".join(["Title of One", *halves, "Two Is a Title", "Words. " * 80]))
    assert [title for title, _ in papers] == ["Title of One", "Two Is a Title"]
    assert "Second half" in papers[0][1]


def test_an_abstract_of_a_megabyte() -> None:
    papers, _ = parsed("A Long One\n" + "word and word. " * 70_000)
    assert len(papers[0][1]) > 1_000_000


def test_a_hostile_title() -> None:
    title = "</script><img src=x onerror=alert(1)> \"quoted\" 'single' back \\ slash 🤗"
    papers, _ = parsed(f"{title}\n{'We do it. ' * 50}")
    assert papers[0][0] == "</script><img src=x onerror=alert(1)> \"quoted\" 'single' back slash 🤗"


def test_prose_in_short_lines_is_no_page() -> None:
    """All its lines look like titles, and the last two like a title with its abstract."""
    rafts = "\n".join(f"Rafts of the {lake}th lake float over planks that nobody has counted yet" for lake in range(12))
    shown = f"{rafts}\n\nThe Last Raft\n\n{'We float on planks and sink with none of them. ' * 4}\n"
    assert not listing.recognises(shown.encode())
    assert listing.recognises(shown.partition("\n\n")[2].encode())
