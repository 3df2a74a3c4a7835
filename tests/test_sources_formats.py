"""Every format on a small file of its published shape, recognised by content alone."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zstandard

from kg.errors import InputError
from kg.model import Author, Paper
from kg.sources import Report, formats, read, recognise
from kg.sources._lines import lines

DATA = Path(__file__).parent / "data"
FILES = {
    "acl-anthology.xml": (1, ["no abstract", "withdrawn"]),
    "arxiv-atom.xml": (2, ["withdrawn"]),
    "arxiv-snapshot.jsonl": (2, ["withdrawn"]),
    "bibtex.bib": (3, ["no abstract", "an entry that never closes"]),
    "csv.csv": (1, ["no abstract", "a row of 9 cells under a header of 8"]),
    "huggingface-page.html": (1, []),
    "huggingface_list.json": (2, []),
    "huggingface_one.json": (1, []),
    "jsonl.jsonl": (3, []),
    "listing.txt": (2, ["title without an abstract"]),
    "oai_arXiv.xml": (1, ["deleted"]),
    "oai_arXivRaw.xml": (1, ["withdrawn"]),
    "oai_dc.xml": (1, []),
    "openalex.jsonl": (1, []),
    "openalex_page.json": (1, ["no abstract", "withdrawn"]),
    "parquet.parquet": (2, ["no abstract"]),
    "ris.ris": (2, ["no abstract"]),
    "semantic-scholar_search.json": (2, ["no abstract"]),
    "tsv.tsv": (2, []),
}
HALVES = {"semantic-scholar_abstracts.jsonl", "semantic-scholar_papers.jsonl"}
ADA, BO, CHLOE = Author("Ada Example"), Author("Bo Sample"), Author("Chloé Müller")
ADA_ORCID = Author("Ada Example", "0000-0002-1825-0097")


def papers_of(*names: str, report: Report | None = None) -> list[Paper]:
    return list(read([DATA / name for name in names], report=report))


def test_every_format_has_a_file_and_every_file_a_format() -> None:
    named = {path.name: path.name.split(".")[0].split("_")[0] for path in DATA.iterdir() if path.is_file()}
    assert set(named.values()) == set(formats())
    assert set(named) == set(FILES) | HALVES


@pytest.mark.parametrize("name", [*FILES, *sorted(HALVES)])
def test_a_file_fits_one_format(name: str) -> None:
    head = (DATA / name).read_bytes()[:65536]
    assert [one.NAME for one in formats().values() if one.recognises(head)] == [name.split(".")[0].split("_")[0]]


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_and_what_is_skipped(name: str) -> None:
    report = Report()
    papers = papers_of(name, report=report)
    count, reasons = FILES[name]
    assert len(papers) == count
    assert [skipped.reason for skipped in report.skipped] == reasons
    assert all(skipped.line for skipped in report.skipped)
    assert report.files[0].papers == count


@pytest.mark.parametrize("name", FILES)
def test_texts_are_clean_and_pages_remembered(name: str) -> None:
    for paper in papers_of(name):
        assert not set("\\{}\n$<") & set(paper.title)
        assert "  " not in paper.text
        assert paper.listed_on == (name,)


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize("name", ["acl-anthology.xml", "openalex.jsonl", "parquet.parquet", "bibtex.bib", "tsv.tsv"])
def test_a_compressed_file_reads_as_the_plain_one(tmp_path: Path, name: str, suffix: str) -> None:
    packed = tmp_path / f"{name}.{suffix}"
    packed.write_bytes(PACKED[suffix]((DATA / name).read_bytes()))
    assert list(read([packed])) == papers_of(name)


def test_a_folder_mixes_formats() -> None:
    report = Report()
    papers = list(read([DATA], report=report))
    assert len(papers) == sum(count for count, _ in FILES.values()) + 1  # and the two halves
    assert {file.format for file in report.files} == set(formats())


def test_arxiv_atom() -> None:
    first, second = papers_of("arxiv-atom.xml")
    assert first == Paper(
        "arxiv-2001.00001",
        "Plain Mixers for Small Images",
        "We ask how far a plain mixer of patches goes on small images. On ∼60k images of CIFAR-10 a mixer of eight "
        "layers comes close to a residual network.",
        "2020-01-02",
        "https://arxiv.org/abs/2001.00001",
        ("arxiv-atom.xml",),
        "2001.00001",
        "10.1000/mix.2020.1",
        None,
        (ADA, BO),
        "J. Examples 1 (2020) 1-8",
        ("cs.CV", "cs.LG"),
    )
    assert (second.id, second.arxiv_id) == ("arxiv-cs-0112017", "cs/0112017")


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        ("oai_arXiv.xml", (ADA, Author("Bo Sample Jr"))),
        ("oai_arXivRaw.xml", (ADA, Author("Bo Sample Jr."), CHLOE)),
        ("arxiv-snapshot.jsonl", (ADA, Author("Bo Sample Jr"), CHLOE)),
    ],
)
def test_arxiv_metadata(name: str, authors: tuple[Author, ...]) -> None:
    paper = papers_of(name)[0]
    assert (paper.id, paper.published, paper.categories) == ("arxiv-2001.00001", "2020-01-02", ("cs.CV", "cs.LG"))
    assert paper.authors == authors


def test_dublin_core() -> None:
    (paper,) = papers_of("oai_dc.xml")
    assert (paper.arxiv_id, paper.doi, paper.published) == ("cs/0112017", "10.1000/depth.1", "2001-12-14")
    assert paper.authors == (CHLOE, ADA)
    assert "15 pages" not in paper.abstract


@pytest.mark.parametrize("name", ["huggingface_list.json", "huggingface_one.json", "huggingface-page.html"])
def test_hugging_face(name: str) -> None:
    paper = papers_of(name)[0]
    assert (paper.id, paper.upvotes, paper.authors) == ("arxiv-2001.00001", 12, (ADA, BO))
    assert (paper.published, paper.url) == ("2020-01-02", "https://huggingface.co/papers/2001.00001")


def test_semantic_scholar() -> None:
    first, second = papers_of("semantic-scholar_search.json")
    assert (first.arxiv_id, first.doi, first.venue) == ("2001.00001", "10.1000/mix.2020.1", "Journal of Examples")
    assert (first.authors, first.categories) == ((ADA_ORCID, BO), ("Computer Science",))
    assert (second.id, second.published) == ("acl-2020.acl-main.447", "2020")


@pytest.mark.parametrize("names", [sorted(HALVES), sorted(HALVES, reverse=True)])
def test_semantic_scholar_bulk_files_are_joined(names: list[str]) -> None:
    report = Report()
    (paper,) = papers_of(*names, report=report)
    assert (paper.id, paper.title, paper.authors) == ("arxiv-2001.00001", "Plain Mixers for Small Images", (ADA, BO))
    assert paper.abstract == "We ask how far a plain mixer of patches goes on small images."
    assert paper.listed_on == tuple(sorted(HALVES))
    assert sorted(map(str, report.skipped)) == [
        "semantic-scholar_abstracts.jsonl:2: no title",
        "semantic-scholar_papers.jsonl:2: no abstract (Do We Need Depth?)",
    ]


def test_openalex() -> None:
    (paper,) = papers_of("openalex_page.json")
    assert (paper.title, paper.abstract) == (
        "Plain Mixers for Small Images & More",
        "We mix and mix again on CIFAR-10.",
    )
    assert (paper.arxiv_id, paper.doi, paper.venue) == ("2001.00001", "10.1000/mix.2020.1", "Journal of Examples")
    assert (paper.authors, paper.categories) == ((ADA_ORCID, BO), ("Neural Architectures",))
    assert [one.id for one in papers_of("openalex.jsonl")] == ["arxiv-2001.00002"]


def test_acl_anthology() -> None:
    (paper,) = papers_of("acl-anthology.xml")
    assert paper.title == "Plain Mixers for Small CIFAR Images in O(n log n)"
    assert paper.abstract == "We ask how far a plain mixer goes, see https://github.com/example/mixers for α."
    assert (paper.id, paper.published) == ("acl-2020.acl-main.1", "2020-07")
    assert paper.authors == (ADA_ORCID, BO, Author("Mononym"))
    assert paper.venue == "Proceedings of the 58th Meeting of Examples"


def test_what_a_volume_says_holds_for_each_of_its_papers(tmp_path: Path) -> None:
    volumes = "".join(
        f"<volume id='{year}'><meta><booktitle>Meeting {year}</booktitle><year>{year}</year></meta>"
        "<paper id='1'><title>A</title><abstract>B</abstract></paper>"
        "<paper id='2'><title>C</title><abstract>D</abstract><year>1999</year></paper>"
        "<paper id='3'><title>E</title><abstract>F</abstract></paper></volume>"
        for year in (2020, 2021)
    )
    (tmp_path / "a.xml").write_text(f"<collection id='x'>{volumes}</collection>")
    papers = list(read([tmp_path / "a.xml"]))
    assert [paper.acl_id for paper in papers] == [None] * 6
    assert [paper.published for paper in papers] == ["2020", "1999", "2020", "2021", "1999", "2021"]
    assert [paper.venue for paper in papers] == ["Meeting 2020"] * 3 + ["Meeting 2021"] * 3


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "the last"])
def test_lines_of_a_file_of_several_blocks(ending: str, last: str) -> None:
    written = [f"{number} é{'x' * (number % 97)}" if number % 5 else "" for number in range(5000)]
    stream = BytesIO((ending.join(written) + ending + last).encode())
    assert list(lines(stream)) == list(enumerate([*written, *([last] if last else [])], 1))


def test_lines_before_one_that_is_not_utf8_are_read() -> None:
    found = lines(BytesIO("a\rb\né\n".encode() + b"c\xe9\nd"))
    assert [next(found) for _ in range(3)] == [(1, "a"), (2, "b"), (3, "é")]
    with pytest.raises(InputError, match="byte 0xe9 is not UTF-8") as raised:
        next(found)
    assert raised.value.where == "4"


def test_bibtex() -> None:
    first, second, third = papers_of("bibtex.bib")
    assert first.title == "Plain Mixers for Small CIFAR Images"
    assert first.abstract == "We ask how far a plain mixer goes on α-noise: up to 90% of ImageNet and études."
    assert first.authors == (ADA, CHLOE, Author("The Sample Collaboration"), BO)
    assert (first.venue, first.published) == ("Journal of Examples, Series B", "2020-01")
    assert (first.acl_id, first.doi) == ("2020.acl-main.1", "10.18653/v1/2020.acl-main.1")
    assert (second.arxiv_id, second.authors, second.categories) == ("2001.00002", (CHLOE,), ("cs.NE",))
    assert (third.id, third.published, third.authors) == ("web2021", "2021-03-04", (Author("Eva von Beispiel"),))


def test_ris() -> None:
    first, second = papers_of("ris.ris")
    assert first.abstract.endswith("small images, and find that eight layers come close to a residual network.")
    assert (first.published, first.doi, first.authors) == ("2020-01-02", "10.1000/mix.2020.1", (ADA, CHLOE))
    assert (second.published, second.arxiv_id, second.venue) == ("2020", "2001.00002", "Proceedings of Examples")


def test_tables() -> None:
    (scopus,) = papers_of("csv.csv")
    assert scopus.title == "Plain Mixers, for Small Images"
    assert scopus.abstract == 'We ask how far a "plain" mixer goes, and find that eight layers do.'
    assert (scopus.authors, scopus.venue, scopus.published) == ((ADA, CHLOE), "Journal of Examples", "2020")
    tabbed, _ = papers_of("tsv.tsv")
    assert (tabbed.authors, tabbed.categories) == ((ADA, BO, CHLOE), ("cs.CV", "cs.LG"))
    columnar, _ = papers_of("parquet.parquet")
    assert (columnar.authors, columnar.published) == ((ADA, BO), "2020-01-02")
    assert columnar.categories == ("cs.CV", "cs.LG")


@pytest.mark.parametrize(("suffix", "separator"), [("csv", ","), ("csv", ";"), ("csv", "|"), ("tsv", "\t")])
def test_columns_of_other_names(tmp_path: Path, suffix: str, separator: str) -> None:
    file = tmp_path / f"a.{suffix}"
    rows = [["No", "Name", "Text"], ["1", "Plain Mixers", "We mix."], ["2", "Deep Mixers", "We mix deep."]]
    file.write_text("".join(separator.join(row) + "\n" for row in rows), encoding="utf-8")
    papers = list(read([file], columns="title=Name, abstract=text,id=No"))
    assert [(one.id, one.title, one.abstract) for one in papers] == [
        ("1", "Plain Mixers", "We mix."),
        ("2", "Deep Mixers", "We mix deep."),
    ]


def test_columns_of_other_names_in_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"Name": "Plain Mixers", "Text": "We mix.", "authors": "Ada Example and Bo Sample"}\n')
    (paper,) = read([file], format="jsonl", columns="title=Name,abstract=Text")
    assert (paper.title, paper.abstract, paper.authors) == ("Plain Mixers", "We mix.", (ADA, BO))


def test_a_format_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("A Title\tAn Abstract\n")
    assert recognise((DATA / "csv.csv").read_bytes()).NAME == "csv"
    table = tmp_path / "table.txt"
    table.write_text("title\tabstract\nA B\tC d.\n")
    assert [one.title for one in read([table], format="csv")] == ["A B"]
