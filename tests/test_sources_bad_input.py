"""What goes wrong while reading: each case a clear line with file and line, and nothing else lost."""

import builtins
import gzip
import io
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kg import export, sources
from kg.build import build
from kg.errors import FormatError, InputError, MissingInputError
from kg.model import Paper
from kg.papers import merge
from kg.sources import Report, formats, read

DATA = Path(__file__).parent / "data"
ABSTRACT = "We ask how far a plain mixer of patches goes. It goes far on small images, and we measure how far it goes."
HOSTILE = "</script><img src=x onerror=alert(1)> \"quoted\" 'single' \\ 🤗"


def made(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def failure(*inputs: str | Path, **options: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        list(read(inputs, **options))
    assert "Traceback" not in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 2
    assert caught.value.hint
    return caught.value


def test_a_missing_file_names_what_lies_beside_it(tmp_path: Path) -> None:
    made(tmp_path, "papers.jsonl", "{}")
    error = failure(tmp_path / "paper.jsonl")
    assert isinstance(error, MissingInputError)
    assert str(error) == f"{tmp_path}/paper.jsonl: no such file, folder or pattern\nBeside it: papers.jsonl"


def test_a_folder_without_files(tmp_path: Path) -> None:
    made(tmp_path, ".hidden", "x")
    assert failure(tmp_path).message == "the folder holds no file"


def test_a_folder_without_readable_files(tmp_path: Path) -> None:
    made(tmp_path, "a.bin", bytes(range(256)))
    made(tmp_path, "b.txt", "nothing here\n")
    error = failure(tmp_path)
    assert error.message == "no paper could be read"
    assert error.hint == "a.bin: a binary file that no format fits; b.txt: no format fits, or the file holds no papers"


def test_what_is_no_papers_in_a_folder_is_named_and_the_rest_read(tmp_path: Path) -> None:
    made(tmp_path, "a.bin", bytes(range(256)))
    made(tmp_path, "b.html", "<!doctype html><html><body><h1>Hello</h1></body></html>")
    made(tmp_path, "c.jsonl", json.dumps({"title": "A B", "abstract": ABSTRACT}))
    report = Report()
    assert [one.title for one in read([tmp_path], report=report)] == ["A B"]
    assert [str(skipped) for skipped in report.skipped] == [
        "a.bin: a binary file that no format fits",
        "b.html: an HTML page, but not one of Hugging Face papers",
    ]


def test_a_binary_file(tmp_path: Path) -> None:
    error = failure(made(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
    assert isinstance(error, FormatError)
    assert str(error).startswith(f"{tmp_path}/a.png: a binary file that no format fits\nFormats: acl-anthology, ")


@pytest.mark.parametrize(
    ("content", "what", "hint"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0", "a PDF", "BibTeX"),
        (b"PK\x03\x04\x14\0\x06\0", "an office file or a zip archive", "as CSV"),
        (
            "# ours\n@base <https://a.org/> .\n" + f"<a> <b> {ABSTRACT!r} .\n" * 9,
            "RDF, a graph and not papers",
            "kg query",
        ),
        (f'<http://a.org/b> <http://a.org/c> "{ABSTRACT}" .\n' * 9, "RDF, a graph and not papers", "kg query"),
    ],
)
def test_a_file_of_another_trade_is_called_what_it_is(
    tmp_path: Path, content: str | bytes, what: str, hint: str
) -> None:
    error = failure(made(tmp_path, "a.txt", content))
    assert error.message == what
    assert hint in str(error.hint)


def test_a_folder_may_hold_the_graph_that_was_made_of_it(tmp_path: Path) -> None:
    made(tmp_path, "a.jsonl", json.dumps({"title": "On BERT", "abstract": ABSTRACT}))
    graph = build([tmp_path / "a.jsonl"])
    export.write(graph, tmp_path / "output", export.named("ttl,nt,trig,rdfxml,jsonld,html,graphml,gexf"))
    assert [one.title for one in read([tmp_path])] == ["On BERT"]


def test_the_program_itself_is_read_without_an_end(tmp_path: Path) -> None:
    """Its modules hold the words by which formats are recognised, and are none of them."""
    for file in Path(sources.__file__).parent.glob("*.py"):
        made(tmp_path, file.name, file.read_bytes())
    made(tmp_path, "a.jsonl", json.dumps({"title": "On BERT", "abstract": ABSTRACT}))
    assert "On BERT" in [one.title for one in read([tmp_path])]


@pytest.mark.parametrize("address", ["https://arxiv.org/abs/1706.03762", "s3://papers/all.jsonl"])
def test_an_address_is_told_to_be_none_of_the_inputs(address: str) -> None:
    error = failure(address)
    assert str(error).splitlines() == [
        f"{address}: an address, and kg reads files only",
        "Save the page or the answer of the API, and name that file.",
    ]


def test_the_home_folder_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    made(tmp_path, "a.jsonl", json.dumps({"title": "A B", "abstract": ABSTRACT}))
    assert [one.title for one in read(["~/a.jsonl"])] == ["A B"]
    assert failure("~nobody-here/a.jsonl").message == "no such file, folder or pattern"


def test_a_short_table_of_other_columns_is_no_listing(tmp_path: Path) -> None:
    content = f'Name,Text\nPlain Mixers,"{ABSTRACT}"\n'
    error = failure(made(tmp_path, "a.csv", content))
    assert error.message == "no column for title and abstract; its columns are 'Name', 'Text'"
    columns = "title=Name,abstract=Text"
    for name in ("a.csv", "a.txt"):
        assert [one.title for one in read([made(tmp_path, name, content)], columns=columns)] == ["Plain Mixers"]


def test_an_empty_file(tmp_path: Path) -> None:
    assert failure(made(tmp_path, "a.txt", " \n")).message == "the file is empty"


def test_a_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    text = f"Plain Mixers\n{ABSTRACT}\nÉtudes de Mixers\n{ABSTRACT}\n"
    error = failure(made(tmp_path, "page.txt", text.encode("latin-1")))
    assert (error.where, error.message) == (f"{tmp_path}/page.txt:3", "byte 0xc9 is not UTF-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    text = f"Études of Mixers\r\n{ABSTRACT}\r\n"
    assert [one.title for one in read([made(tmp_path, "a.txt", text.encode(encoding))])] == ["Études of Mixers"]


def test_a_page_without_papers(tmp_path: Path) -> None:
    error = failure(made(tmp_path, "page.txt", "Daily Papers\nSubscribe\nMar 11\n"))
    assert error.message == "no format fits, or the file holds no papers"
    named = failure(tmp_path / "page.txt", format="listing")
    assert (named.message, named.hint) == ("no paper in it", "Read as listing; --from names another format.")


def test_a_title_without_its_abstract_at_the_end(tmp_path: Path) -> None:
    report = Report()
    file = made(tmp_path, "page.txt", f"Plain Mixers\n{ABSTRACT}\nA Title That Stands Alone")
    assert len(list(read([file], report=report))) == 1
    assert [str(one) for one in report.skipped] == ["page.txt:3: title without an abstract (A Title That Stands Alone)"]


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv", "bib", "ris", "xml"])
def test_an_abstract_of_a_megabyte(tmp_path: Path, suffix: str) -> None:
    (paper,) = read([made(tmp_path, f"a.{suffix}", written(suffix, "A Long One", "word and word. " * 70_000))])
    assert len(paper.abstract) > 1_000_000


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv", "bib", "ris", "xml"])
def test_a_hostile_title(tmp_path: Path, suffix: str) -> None:
    (paper,) = read([made(tmp_path, f"a.{suffix}", written(suffix, HOSTILE, ABSTRACT))])
    assert paper.title == HOSTILE.replace(" \\ ", " ")
    assert paper.id.isascii()


def written(suffix: str, title: str, abstract: str) -> str:
    """A file of one paper."""
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    quoted = title.replace('"', '""')
    return {
        "jsonl": json.dumps({"title": title, "abstract": abstract}),
        "csv": f'title,abstract\n"{quoted}","{abstract}"\n',
        "tsv": f'title\tabstract\n"{quoted}"\t{abstract}\n',
        "bib": f"@article{{a,\n title = {{{title}}},\n abstract = {{{abstract}}}\n}}\n",
        "ris": f"TY  - JOUR\nTI  - {title}\nAB  - {abstract}\nER  - \n",
        "xml": f"<collection id='2020.acl'><volume id='main'><paper id='1'><title>{escaped}</title>"
        f"<abstract>{abstract}</abstract></paper></volume></collection>",
    }[suffix]


def test_json_lines_with_a_broken_line_7(tmp_path: Path) -> None:
    rows = [json.dumps({"title": f"Mixer {number}", "abstract": ABSTRACT}) for number in range(10)]
    rows[6] = rows[6][:40]
    report = Report()
    assert len(list(read([made(tmp_path, "a.jsonl", "\n".join(rows))], report=report))) == 9
    assert [str(one).rpartition(": ")[0] for one in report.skipped] == ["a.jsonl:7: not JSON"]


@pytest.mark.parametrize("row", ["[1, 2]", "3", '"text"', "null", '{"title": 3, "abstract": []}', '{"title": "A"}'])
def test_json_lines_that_are_no_papers_are_named(tmp_path: Path, row: str) -> None:
    report = Report()
    good = json.dumps({"title": "A B", "abstract": ABSTRACT})
    assert len(list(read([made(tmp_path, "a.jsonl", f"{good}\n{row}\n{good}")], report=report))) == 2
    assert {one.line for one in report.skipped} == {2}


def test_duplicate_ids_with_different_texts(tmp_path: Path) -> None:
    rows = [{"id": "p1", "title": title, "abstract": text} for title, text in (("A B", ABSTRACT), ("C D", "Other."))]
    report = Report()
    papers = merge(read([made(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))], report=report), report)
    assert len({one.id for one in papers}) == 2
    assert len(report.conflicts) == 1
    assert report.conflicts[0].startswith("a.jsonl: the id p1 is taken by another paper; 'C D' is p1-")


@pytest.mark.parametrize("cut", [60, 200])
def test_a_truncated_gzip(tmp_path: Path, cut: int) -> None:
    rows = "\n".join(json.dumps({"title": f"Mixer {n} {n * n}", "abstract": ABSTRACT}) for n in range(50))
    error = failure(made(tmp_path, "a.jsonl.gz", gzip.compress(rows.encode())[:cut]))
    assert str(error) == (
        f"{tmp_path}/a.jsonl.gz: the file ends in the middle of its compressed data\n"
        "The compressed file is cut short: fetch it again."
    )


@pytest.mark.parametrize("suffix", ["gz", "xz", "bz2", "zst"])
def test_damaged_compressed_data(tmp_path: Path, suffix: str) -> None:
    magic = {"gz": b"\x1f\x8b\x08\0\0\0\0\0\0\3", "xz": b"\xfd7zXZ\0", "bz2": b"BZh9", "zst": b"\x28\xb5\x2f\xfd"}
    error = failure(made(tmp_path, f"a.jsonl.{suffix}", magic[suffix] + b"no such data" * 9))
    assert "compressed data" in error.message
    assert error.where == f"{tmp_path}/a.jsonl.{suffix}"


BOMB = '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE c [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
LOOP = '<!DOCTYPE c [<!ENTITY a "&c;"><!ENTITY c "&a;">]>'
UNUSED = '<!DOCTYPE c [<!ENTITY z "nothing">]>'
PARAMETER = '<!DOCTYPE c [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>'


@pytest.mark.parametrize("declared", [BOMB, EXTERNAL, LOOP, UNUSED, PARAMETER])
@pytest.mark.parametrize("place", ["title", "abstract"])
def test_xml_entities_are_refused(tmp_path: Path, declared: str, place: str) -> None:
    parts = {"title": "Plain Mixers", "abstract": ABSTRACT}
    if declared not in (UNUSED, PARAMETER):
        parts[place] += " &c;"
    error = failure(made(tmp_path, "a.xml", declared + written("xml", "T", "A").replace("T<", f"{parts['title']}<")))
    assert "it declares XML entities, which can hide a bomb or fetch other files" in str(error)
    assert error.where is not None
    assert error.where.startswith(f"{tmp_path}/a.xml")


def test_a_doctype_alone_is_fine(tmp_path: Path) -> None:
    file = made(tmp_path, "a.xml", "<!DOCTYPE collection SYSTEM 'schema.dtd'>" + written("xml", "A B", ABSTRACT))
    assert [one.title for one in read([file])] == ["A B"]


def test_broken_xml_names_the_line(tmp_path: Path) -> None:
    whole = (DATA / "acl-anthology.xml").read_text(encoding="utf-8")
    error = failure(made(tmp_path, "a.xml", whole[: len(whole) // 2]))
    assert error.message.startswith("broken XML: ")
    assert error.where is not None
    assert error.where.rpartition(":")[2].isdigit()


def test_an_error_of_the_arxiv_api(tmp_path: Path) -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#bad</id>
    <title>Error</title><summary>incorrect id format for 1</summary></entry></feed>"""
    error = failure(made(tmp_path, "a.xml", feed))
    assert error.hint == "a.xml:1: an error of the arXiv API: incorrect id format for 1"


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.tsv", "\t")])
def test_a_table_without_the_needed_columns(tmp_path: Path, name: str, separator: str) -> None:
    rows = [["Name", "Text", "Year"], ["A B", "We mix.", "2020"], ["C D", "We mix.", "2021"]]
    error = failure(made(tmp_path, name, "".join(separator.join(row) + "\n" for row in rows)))
    assert error.message == "no column for title and abstract; its columns are 'Name', 'Text', 'Year'"
    assert error.hint == "Map them: --columns title=NAME,abstract=NAME."


def test_a_parquet_table_without_the_needed_columns(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"title": ["A B"], "text": ["We mix."]}), tmp_path / "a.parquet")
    error = failure(tmp_path / "a.parquet")
    assert error.message == "no column for abstract; its columns are 'title', 'text'"
    assert [one.abstract for one in read([tmp_path / "a.parquet"], columns="abstract=text")] == ["We mix."]
    wrong = failure(tmp_path / "a.parquet", columns="abstract=texts")
    assert wrong.message == "no column for abstract ('texts'); its columns are 'title', 'text'"


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    error = failure(made(tmp_path, "a.parquet", (DATA / "parquet.parquet").read_bytes()[:900]))
    assert error.message.startswith("damaged Parquet: ")


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    error = failure(DATA / "parquet.parquet")
    assert error.message == "reading Parquet needs pyarrow, which is not installed"
    assert error.hint == "pip install 'paperkg[parquet]'"


def test_a_wrong_separator(tmp_path: Path) -> None:
    commas = made(tmp_path, "a.csv", "title,abstract\nA B,We mix.\n")
    error = failure(commas, format="tsv")
    assert error.message == "no column for title and abstract; its columns are 'title,abstract'"
    assert error.hint is not None
    assert error.hint.startswith("Only one column: the separator is none of tab.")
    odd = made(tmp_path, "b.csv", "title^abstract\nA B^We mix.\n")
    assert "the separator is none of , ; | tab" in str(failure(odd, format="csv"))


def test_a_separator_inside_a_text(tmp_path: Path) -> None:
    report = Report()
    file = made(tmp_path, "a.csv", "title,abstract\nA B,We mix.\nC D,We mix, and mix.\nE F,We mix.\nG\n")
    assert [one.title for one in read([file], report=report)] == ["A B", "E F"]
    assert [str(one) for one in report.skipped] == [
        "a.csv:3: a row of 3 cells under a header of 2 (C D)",
        "a.csv:5: a row of 1 cells under a header of 2 (G)",
    ]


@pytest.mark.parametrize(
    ("columns", "message"),
    [("title", "'title' names no column"), ("titel=Name", "--columns knows no field 'titel'")],
)
def test_columns_that_make_no_sense(tmp_path: Path, columns: str, message: str) -> None:
    file = made(tmp_path, "a.csv", "Name,Text\nA B,We mix.\n")
    assert failure(file, format="csv", columns=columns).message == message


@pytest.mark.parametrize("date", ["soon", "2021-02-31", "13/45/2020", "99"])
def test_dates_that_are_not_dates(tmp_path: Path, date: str) -> None:
    report = Report()
    row = json.dumps({"title": "A B", "abstract": ABSTRACT, "published": date})
    (paper,) = read([made(tmp_path, "a.jsonl", row)], report=report)
    assert paper.published is None
    assert [str(one) for one in report.remarks] == [f"a.jsonl:1: not a date, left out: {date!r} (A B)"]
    assert report.flawed == 1


def test_html_that_is_not_a_papers_page(tmp_path: Path) -> None:
    error = failure(made(tmp_path, "a.html", "<!DOCTYPE html>\n<html><body data-props='{'>Hello</body></html>"))
    assert error.message == "an HTML page, but not one of Hugging Face papers"


def test_a_papers_page_saved_without_its_data(tmp_path: Path) -> None:
    page = (DATA / "huggingface-page.html").read_text(encoding="utf-8").replace("data-props", "data-gone")
    error = failure(made(tmp_path, "a.html", page))
    assert error.hint == "a.html: no abstract (Plain Mixers for Small Images)"


def test_two_formats_that_both_fit(tmp_path: Path) -> None:
    row = {"title": "A B", "abstract": ABSTRACT, "paperId": "x", "abstract_inverted_index": {"We": [0], "mix.": [1]}}
    file = made(tmp_path, "a.jsonl", json.dumps(row))
    error = failure(file)
    assert error.message == "the formats openalex and semantic-scholar both fit"
    assert error.hint == "Name one: --from openalex"
    assert [one.abstract for one in read([file], format="openalex")] == ["We mix."]


def test_an_unknown_format_names_those_there_are() -> None:
    error = failure(DATA / "csv.csv", format="xlsx")
    assert error.message == "no format is called 'xlsx'"
    assert error.hint == f"Formats: {', '.join(formats())}."


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_wrong_format_is_one_clear_error(tmp_path: Path, name: str) -> None:
    failure(made(tmp_path, "a.txt", "Some text\nthat is nothing.\n"), format=name)


@pytest.mark.parametrize("name", sorted(formats()))
@pytest.mark.parametrize(
    "junk", [b"\xff\xfe\x00", b"[[[[", b"{}", b"@a{", b"<a>", b"TY  - ", b"\0" * 99, b"title,abstract"]
)
def test_junk_never_escapes_as_another_error(tmp_path: Path, name: str, junk: bytes) -> None:
    failure(made(tmp_path, "a", junk), format=name)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((DATA / "ris.ris").read_bytes())))
    papers = list(read(["-"]))
    assert [one.listed_on for one in papers] == [("stdin",)] * 2


def test_a_pattern_and_a_file_named_twice() -> None:
    papers = list(read([str(DATA / "oai_*.xml"), DATA / "oai_dc.xml"]))
    assert all(isinstance(one, Paper) for one in papers)
    assert len(papers) == 3


@pytest.mark.parametrize("layout", [None, 2])
def test_json_as_one_value(tmp_path: Path, layout: int | None) -> None:
    rows = [{"title": f"Mixer {n}", "abstract": ABSTRACT} for n in range(3)] + [3]
    file = made(tmp_path, "a.json", "\n\n" + json.dumps({"results": rows}, indent=layout))
    report = Report()
    assert len(list(read([file], report=report))) == 3
    assert [one.reason for one in report.skipped] == ["not a JSON object"]
    one = made(tmp_path, "b.json", json.dumps(rows[0], indent=2))
    assert [paper.title for paper in read([one])] == ["Mixer 0"]


def test_a_broken_json_value_names_the_line(tmp_path: Path) -> None:
    whole = json.dumps([{"title": "A B", "abstract": ABSTRACT}], indent=2)
    error = failure(made(tmp_path, "a.json", whole.replace('"abstract"', "abstract", 1)), format="jsonl")
    assert error.where == f"{tmp_path}/a.json:4"
    assert error.message.startswith("not JSON: ")


def test_a_listing_that_begins_with_a_long_abstract_or_an_odd_title(tmp_path: Path) -> None:
    for title in ("[Re] Mixers Again", "<Mixers> or Not", "{Mixers} in Braces", "#Mixers on the Web"):
        (paper,) = read([made(tmp_path, "a.txt", f"{title}\n{'word and word. ' * 70_000}")])
        assert paper.title == title.replace("{Mixers}", "Mixers")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(tmp_path, "a.jsonl", "{}")

    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    assert str(failure(file)) == f"{file}: cannot be read: Permission denied\nCheck the file."


def test_several_zstd_frames_are_one_file(tmp_path: Path) -> None:
    pack = zstandard.ZstdCompressor().compress
    rows = [json.dumps({"title": f"Mixer {n}", "abstract": ABSTRACT}).encode() + b"\n" for n in range(2)]
    assert len(list(read([made(tmp_path, "a.jsonl.zst", b"".join(map(pack, rows)))]))) == 2
    cut = failure(made(tmp_path, "b.jsonl.zst", pack(b"".join(rows) * 50)[:-9]))
    assert cut.message == "the file ends in the middle of its compressed data"


BIBTEX = {
    "@article(a, title = {A B}, abstract = {We mix.})": ["A B"],
    "@article{a, title = {A B}, abstract = {We mix.}} @article{b, title = {C D}, abstract = {We mix.}}": ["A B", "C D"],
    '@string{t = "A B"}\n@misc{a, title = t # { and C}, abstract = "We {"}mix{"} it."}': ["A B and C"],
    "Some words.\n@preamble{x}\n@article{a,\n title = {A {\\'E} $\\alpha$},\n abstract = {We mix.},\n}": ["A É α"],
    "@proceedings{p, title = {The Volume}}\n@book{b, title = {A Book}, abstract = {With a text.}}": ["A Book"],
}


@pytest.mark.parametrize("text", BIBTEX)
def test_bibtex_in_odd_shapes(tmp_path: Path, text: str) -> None:
    assert [one.title for one in read([made(tmp_path, "a.bib", text)], format="bibtex")] == BIBTEX[text]


def test_a_reference_that_never_ends_is_named(tmp_path: Path) -> None:
    report = Report()
    text = "TY  - JOUR\nTI  - A B\nAB  - We mix.\nTY  - JOUR\nTI  - C D\nAB  - We mix.\n"
    assert [one.title for one in read([made(tmp_path, "a.ris", text)], report=report)] == ["A B"]
    assert [str(one) for one in report.skipped] == ["a.ris:4: a reference that never ends (no ER) (C D)"]


def test_records_without_metadata(tmp_path: Path) -> None:
    report = Report()
    whole = (DATA / "oai_arXiv.xml").read_text(encoding="utf-8")
    file = made(tmp_path, "a.xml", whole.replace(' status="deleted"', ""))
    assert len(list(read([file], report=report))) == 1
    assert [str(one) for one in report.skipped] == ["a.xml:19: no metadata (oai:arXiv.org:2001.00009)"]


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("DA  - July\nPY  - 1948", "1948-07"),
        ("PY  - 2020/06/12/spring", "2020-06-12"),
        ("Y1  - 2020//", "2020"),
        ("DA  - 2020/06", "2020-06"),
        ("DA  - someday\nPY  - 2020", "2020"),
        ("PY  - in press", None),
    ],
)
def test_dates_of_references(tmp_path: Path, lines: str, date: str | None) -> None:
    report = Report()
    text = f"TY  - JOUR\nTI  - A B\nAB  - We mix.\n{lines}\nER  - \n"
    assert [one.published for one in read([made(tmp_path, "a.ris", text)], report=report)] == [date]
    assert report.flawed == (date is None)


def test_the_page_of_one_paper(tmp_path: Path) -> None:
    page = (DATA / "huggingface-page.html").read_text(encoding="utf-8")
    props = json.dumps({"paper": json.loads((DATA / "huggingface_one.json").read_text()), "comments": []})
    one = f"<div data-target='PaperContent' data-props='{props}'></div>"
    file = made(tmp_path, "a.html", page.replace("dailyPapers", "gone").replace("</main>", f"{one}</main>"))
    assert [paper.id for paper in read([file])] == ["arxiv-2001.00001"]


@pytest.mark.parametrize(
    "text", ["title,abstract\rA B,We mix.\rC D,We mix.", 'title,abstract\nA B,"We mix.\rC D"x\ry,z']
)
def test_tables_with_bare_carriage_returns(tmp_path: Path, text: str) -> None:
    error = failure(made(tmp_path, "a.csv", text), format="csv")
    assert error.message.startswith("not a table: ")
    assert error.where in (f"{tmp_path}/a.csv:1", f"{tmp_path}/a.csv:2")


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(tmp_path: Path, path: Path) -> None:
    chance, whole = random.Random(path.name), path.read_bytes()
    for _ in range(15):
        damaged = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.5 else whole)
        for _ in range(chance.randrange(4) if damaged else 0):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        file = made(tmp_path, "damaged", bytes(damaged))
        try:
            assert all(paper.title and paper.abstract for paper in read([file]))
        except InputError as error:
            assert len(str(error).splitlines()) <= 2


@pytest.mark.parametrize("name", ["bibtex.bib", "ris.ris"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_words_of_an_exporter_before_the_references(tmp_path: Path, name: str, ending: str) -> None:
    words = f"Automatically generated by a manager of references.\nAny change is lost. {ABSTRACT * 4}\n\n"
    text = (words + (DATA / name).read_text(encoding="utf-8")).replace("\n", ending)
    file = made(tmp_path, "a.txt", text)
    assert [one.id for one in read([file])] == [one.id for one in read([DATA / name])]
