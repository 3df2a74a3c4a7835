"""A page that lists papers, saved as text: a title, its abstract, the next title …, with the page's own lines around.

What separates titles from abstracts is their shape, not the page: an abstract is long or has several sentences, and
the title is the last line before it. Lines of the page itself (dates, bylines, counts, navigation) are dropped; a
title without an abstract is skipped and named.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Paper
from kg.sources._delimited import separator
from kg.sources._fields import Entry, paper
from kg.sources._lines import head_lines, lines
from kg.sources._marks import is_bibtex, is_ris
from kg.sources._report import Skip

NAME = "listing"
DESCRIPTION = "A saved page of papers as text: titles and abstracts in turn, blank lines or not"

_DATE = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?!\d)(?:,? \d{4})?"
_GLUED = re.compile(
    rf"(?:new(?=Get trending|Subscribe)|Get trending papers in your email inbox(?: once a day)?!|Subscribe|"
    rf"Daily Papers|Trending Papers|by ?AK and the research community|{_DATE})\s*(?=[A-Z0-9\"'“$\\]|by ?AK|new)"
)
_PAGE_DATE = _DATE.replace(" ", r"\ ")
_MENU = (
    r"sign\ up|log\ ?in|sign\ in|home|models|datasets|spaces|docs|pricing|enterprise|community|company|about|jobs"
    r"|careers|privacy|terms|tos|website|blog|forum|github|menu|search|collections"
)
_PAGE_LINE = re.compile(
    rf"""(?:new | papers | daily\ papers | trending\ papers | trending | subscribe | submitted\ by .{{0,60}}
    | {_PAGE_DATE} | \d{{4}}-\d\d-\d\d | \d+(?:\.\d)?[kK] | published\ on .{{0,30}} | upvoted? (?:\ \d+)?
    | get\ trending\ papers\ in\ your\ email .{{0,40}} | by\ ?AK .{{0,40}}
    | [·•–—+-]? \s* \d+ \s* (?:authors?|comments?|upvotes?|likes?|replies)? | \W+
    | (?:(?:{_MENU})(?:\s|[|·•])*)+
    | system\ theme | next | previous | prev | load\ more | view\ all | today | yesterday | this\ week | this\ month
    | daily | weekly | monthly | arxiv | pdf | abstract | view\ pdf | ai-generated\ summary | arxiv\ page
    | project\ page | code | share
    | (?:©|copyright\b|all\ rights) .{{0,80}} | hugging\ face .{{0,20}} | .{{0,12}}\bpage\ \d+(?:\ of\ \d+)?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADER_LINES = 20
_MOST_WITHOUT = 4
_SENTENCE_END = re.compile(r"[.!?][\"')\]”]?(?=\s|$)|[。！？]")
_STRUCTURED = re.compile(r"\s*(?:[{\[]\s*[\"{\[]|<[!?]|<[\w:-]+(?:\s[^<>]*)?>\s*<|@\w+\s*[{(]|%|#\W|---|TY {0,2}-)")


def recognises(head: bytes) -> bool:
    """Whether titles are followed by abstracts, and there is nothing of a structured file.

    Prose with a line end after some eighty characters (a licence) is all titles, but for its last lines.
    """
    if b"\0" in head or is_bibtex(head) or is_ris(head) or separator(head):
        return False
    if _STRUCTURED.match(head.decode("utf-8", "replace")):
        return False
    shown = enumerate(head_lines(head), 1)
    are_papers = [isinstance(entry, Paper) for entry in _entries(_content(shown))]
    return sum(are_papers) * _MOST_WITHOUT > len(are_papers)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """The page's papers in its order."""
    return _entries(_content(lines(stream)))


def is_abstract(line: str, title: str | None) -> bool:
    """Whether ``line`` has the shape of an abstract, given the line before it if that may be its title.

    >>> is_abstract("Attention Is All You Need", None), is_abstract("We present X. It works well.", None)
    (False, False)
    >>> is_abstract("We present X, a model that works well on all data.", "X: A Model")
    True
    """
    if len(line) >= 400:
        return True
    ends = len(_SENTENCE_END.findall(line))
    finished = bool(_SENTENCE_END.search(line[-3:]))
    if len(line) >= 150 and (ends >= 2 or (finished and not line.endswith("?"))):
        return True
    if title is None:
        return False
    longer = len(line) > len(title)
    return len(line) >= 250 or (longer and len(line) >= 40 and finished and (ends >= 2 or line[-1] in ".。"))


def _content(numbered: Iterator[tuple[int, str]] | enumerate[str]) -> Iterator[tuple[int, str]]:
    """The lines that may be titles and abstracts."""
    for number, line in numbered:
        bare = line.strip().strip("\ufeff").strip()
        while number <= _HEADER_LINES and (glued := _GLUED.match(bare)):
            bare = bare[glued.end() :]
        if bare and not _PAGE_LINE.fullmatch(bare):
            yield number, bare


def _entries(content: Iterator[tuple[int, str]]) -> Iterator[Entry]:
    """Pair each abstract with the line before it; abstracts in several paragraphs are joined."""
    title: tuple[int, str] | None = None
    abstract: list[str] = []
    for number, line in content:
        if title and is_abstract(line, None if abstract else title[1]):
            abstract.append(line)
            continue
        if title:
            yield from _entry(title, abstract)
        title, abstract = (number, line), []
    if title:
        yield from _entry(title, abstract)


def _entry(title: tuple[int, str], abstract: list[str]) -> Iterator[Entry]:
    """A paper; or, for a line that could be a title and has no abstract, why not."""
    number, line = title
    if abstract:
        yield paper(number, line, " ".join(abstract))
    elif len(line.split()) >= 3:
        reason = "abstract without a title" if is_abstract(line, None) else "title without an abstract"
        yield Skip(number, reason, line)
