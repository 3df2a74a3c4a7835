"""Speed and memory of reading a large generated file of each line-based or XML format, beside the bare parser.

    python tests/benchmarks/sources.py [MEGABYTES] [FORMAT …]

The bare parser reads the same file in the same way, record by record, and makes nothing of it: orjson for JSON lines,
the csv module, lxml's iterparse for XML. BibTeX and RIS, which these do not parse, have the parsers that others use,
bibtexparser (2 or newer) and rispy (``pip install bibtexparser rispy``); they hold the whole file. What reading must do
whatever the parser, hash the file and make a `Paper` of each record, is measured too, and printed last.

Each measurement runs in a process of its own, so that its peak of memory is its own; seconds are of the processor.
The papers are made of random words of a fixed seed, a tenth of them with LaTeX to clean.
"""

import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

WORDS = [
    f"{start}{end}"
    for start in "mix dense token patch graph layer scale depth".split()
    for end in "ing er s ed".split()
]
Made = tuple[int, str, str]


def papers(seed: int = 0) -> Iterator[Made]:
    """Papers without end: number, title, abstract of about 1,300 characters."""
    chance = random.Random(seed)
    number = 0
    while True:
        sentences = (" ".join(chance.choices(WORDS, k=18)).capitalize() + "." for _ in range(10))
        abstract = " ".join(sentences) + (r" It gains 12\% on $\alpha$-noise." if number % 10 == 0 else "")
        yield number, " ".join(chance.choices(WORDS, k=9)).title() + f" {number}", abstract
        number += 1


def jsonl(made: Made) -> str:
    number, title, abstract = made
    return orjson.dumps({"id": f"p{number}", "title": title, "abstract": abstract}).decode() + "\n"


def snapshot(made: Made) -> str:
    number, title, abstract = made
    authors = [["Example", "Ada", ""], ["Sample", "Bo", ""]]
    row: dict[str, Any] = {
        "id": arxiv(number),
        "submitter": "Ada",
        "authors": "Ada Example, Bo Sample",
        "title": title,
        "comments": None,
    }
    row |= {"journal-ref": None, "doi": None, "report-no": None, "categories": "cs.LG cs.CV", "license": None}
    versions = [{"version": "v1", "created": "Thu, 2 Jan 2020 18:00:01 GMT"}]
    row |= {"abstract": abstract, "versions": versions, "update_date": "2020-01-02", "authors_parsed": authors}
    return orjson.dumps(row).decode() + "\n"


def openalex(made: Made) -> str:
    number, title, abstract = made
    index: dict[str, list[int]] = {}
    for place, word in enumerate(abstract.split()):
        index.setdefault(word, []).append(place)
    authorship: dict[str, Any] = {
        "author": {"id": "https://openalex.org/A1", "display_name": "Ada Example", "orcid": None}
    }
    row: dict[str, Any] = {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1000/{number}",
        "title": title,
    }
    row |= {"publication_date": "2020-01-02", "authorships": [authorship] * 3, "abstract_inverted_index": index}
    row |= {"referenced_works": [f"https://openalex.org/W{number + one}" for one in range(40)], "is_retracted": False}
    return orjson.dumps(row).decode() + "\n"


def oai(made: Made) -> str:
    number, title, abstract = made
    name = "<author><keyname>Example</keyname><forenames>Ada</forenames></author>"
    return (
        f"<record><header><identifier>oai:arXiv.org:{arxiv(number)}</identifier><datestamp>2020-01-02</datestamp>"
        f'<setSpec>cs</setSpec></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{arxiv(number)}</id>'
        f"<created>2020-01-02</created><authors>{name * 3}</authors><title>{escape(title)}</title>"
        f"<categories>cs.LG</categories><abstract>{escape(abstract)}</abstract></arXiv></metadata></record>\n"
    )


def acl(made: Made) -> str:
    number, title, abstract = made
    names = "<author><first>Ada</first><last>Example</last></author>" * 3
    first, _, rest = title.partition(" ")
    return (
        f'<paper id="{number + 1}"><title><fixed-case>{first}</fixed-case> {escape(rest)}</title>{names}'
        f"<pages>1–8</pages><abstract>{escape(abstract)}</abstract><bibkey>example-{number}</bibkey></paper>\n"
    )


def bibtex(made: Made) -> str:
    number, title, abstract = made
    return (
        f"@article{{example{number},\n  title = {{{title}}},\n  author = {{Example, Ada and Sample, Bo}},\n"
        f"  year = {{2020}},\n  month = jan,\n  abstract = {{{abstract}}}\n}}\n\n"
    )


def ris(made: Made) -> str:
    _, title, abstract = made
    return f"TY  - JOUR\nTI  - {title}\nAU  - Example, Ada\nPY  - 2020\nAB  - {abstract}\nER  - \n\n"


def csv(made: Made) -> str:
    number, title, abstract = made
    return f'{number},"{title}","{abstract}",2020\n'


def arxiv(number: int) -> str:
    return f"{1000 + number // 100_000:04}.{number % 100_000:05}"


OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n'
ACL = '<collection id="2020.acl"><volume id="main"><meta><booktitle>B</booktitle><year>2020</year></meta>\n'
FORMATS: dict[str, tuple[Callable[[Made], str], str, str, str]] = {
    "jsonl": (jsonl, "", "", "orjson"),
    "arxiv-snapshot": (snapshot, "", "", "orjson"),
    "openalex": (openalex, "", "", "orjson"),
    "oai": (oai, OAI, "</ListRecords></OAI-PMH>\n", "{*}record"),
    "acl-anthology": (acl, ACL, "</volume></collection>\n", "paper"),
    "bibtex": (bibtex, "", "", "bibtexparser"),
    "ris": (ris, "", "", "rispy"),
    "csv": (csv, "id,title,abstract,year\n", "", "csv"),
}
"""How each format writes a paper, what stands around them, and its bare parser (for XML the tag of a record)."""


OPTIONAL = {"bibtexparser", "rispy"}
"""Bare parsers that only this benchmark uses: a format whose parser is missing is told and left out."""


def write(file: Path, name: str, size: int) -> int:
    """Papers of the format until the file has ``size`` bytes; their number."""
    written, head, foot, _ = FORMATS[name]
    total, count = 0, 0
    with file.open("w", encoding="utf-8") as out:
        out.write(head)
        for made in papers():
            total += out.write(written(made))
            count += 1
            if total >= size:
                out.write(foot)
                return count
    return count


def read_bare(file: Path, name: str) -> int:
    """Records that the parser alone finds."""
    parser = FORMATS[name][3]
    if parser in BARE:
        with file.open("rb") as stream:
            return BARE[parser](stream)
    return bare_xml(file, parser)


def bare_json(stream: BinaryIO) -> int:
    return sum(1 for line in stream if orjson.loads(line))


def bare_csv(stream: BinaryIO) -> int:
    import csv as parse

    return sum(1 for _ in parse.reader(line.decode() for line in stream))


def bare_bibtex(stream: BinaryIO) -> int:
    parser = import_module("bibtexparser")
    return len(parser.parse_string(stream.read().decode()).entries)


def bare_ris(stream: BinaryIO) -> int:
    return len(import_module("rispy").loads(stream.read().decode()))


def bare_xml(file: Path, tag: str) -> int:
    from lxml import etree

    count = 0
    for _, element in etree.iterparse(file, events=("end",), tag=tag):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


BARE: dict[str, Callable[[BinaryIO], int]] = {
    "orjson": bare_json, "csv": bare_csv, "bibtexparser": bare_bibtex, "rispy": bare_ris
}  # fmt: skip


def least() -> tuple[float, float]:
    """Microseconds to hash the line of a paper and to make a `Paper` of ready fields."""
    from kg.model import Paper

    made = [jsonl(one).encode() for one in islice(papers(), 10_000)]
    start = time.process_time()
    for line in made:
        hashlib.sha256(line).digest()
    hashed = time.process_time()
    for _ in made:
        Paper("id", "title", "abstract", None, None, (), None, None, None, (), None, (), None)
    return (hashed - start) * 100, (time.process_time() - hashed) * 100


def read_papers(file: Path, name: str) -> int:
    """Papers that `kg.sources` reads."""
    from kg.sources import read

    return sum(1 for _ in read([file], format=name))


def measure(what: str, file: Path, name: str) -> None:
    """Print papers, processor seconds and the peak of this process's memory in MB."""
    start = time.process_time()
    count = (read_bare if what == "bare" else read_papers)(file, name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(count, time.process_time() - start, peak)


def measured(what: str, file: Path, name: str) -> tuple[int, float, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, str(file), name]
    count, seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(count), float(seconds), float(peak)


def main(arguments: list[str]) -> None:
    """Measure the formats asked for."""
    size = int(arguments[0]) if arguments else 200
    print(f"{'format':16}{'papers':>9}{'MB':>7}{'papers/s':>10}{'MB/s':>7}{'peak MB':>9}{'bare MB/s':>11}{'ratio':>7}")
    for name in arguments[1:] or FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "papers"
            count = write(file, name, size * 1_000_000)
            if FORMATS[name][3] in OPTIONAL and find_spec(FORMATS[name][3]) is None:
                print(f"{name:16}its bare parser is not installed: pip install {FORMATS[name][3]}", flush=True)
                continue
            _, bare, _ = measured("bare", file, name)
            read, seconds, peak = measured("kg", file, name)
            assert read == count, (read, count)
            speed = f"{count / seconds:10.0f}{size / seconds:7.0f}{peak:9.0f}{size / bare:11.0f}{bare / seconds:7.2f}"
            print(f"{name:16}{count:9}{size:7}{speed}", flush=True)
    print("a paper's hash {:.1f} us, a Paper of ready fields {:.1f} us".format(*least()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        main(sys.argv[1:])
