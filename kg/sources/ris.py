"""RIS, as reference managers and publishers export it: ``TY  - JOUR`` to ``ER  -``, a tagged line for each field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from kg.sources._fields import Entry, acl, arxiv, iso_date, month_number, named, paper, year_month
from kg.sources._lines import lines
from kg.sources._marks import is_ris
from kg.sources._names import turned
from kg.sources._report import Skip

NAME = "ris"
DESCRIPTION = "RIS references (Zotero, EndNote, Mendeley, Scopus, Web of Science)"

_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9]) {0,2}- ?(.*)")
_VENUES = ("T2", "JO", "JF", "JA", "BT", "J2", "CN")

Tagged = dict[str, list[str]]
"""A reference: the values of each tag in their order."""


def recognises(head: bytes) -> bool:
    """Whether a line begins a reference."""
    return is_ris(head)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each reference; one that the next begins before its ``ER`` counts as it stands."""
    found: Tagged = {}
    start = 0
    tag = ""
    for number, line in lines(stream):
        tagged = _TAG.fullmatch(line)
        if tagged and tagged[1] in ("TY", "ER"):
            if found:
                yield _paper(start, found)
            found, start, tag = ({"TY": [tagged[2]]} if tagged[1] == "TY" else {}), number, ""
        elif tagged and found:
            tag = tagged[1]
            found.setdefault(tag, []).append(tagged[2].strip())
        elif tag and line.strip():
            found[tag][-1] += f" {line.strip()}"
    if found:
        yield Skip(start, "a reference that never ends (no ER)", _first(found, ("TI", "T1")))


def _paper(line: int, found: Tagged) -> Entry:
    urls = [*found.get("UR", ()), *found.get("L2", ()), *found.get("L1", ())]
    return paper(
        line,
        _first(found, ("TI", "T1", "CT")),
        " ".join(found.get("AB") or found.get("N2") or ()),
        given_id=_first(found, ("ID", "AN")),
        arxiv_id=next(filter(None, map(arxiv, (one for one in urls if "arxiv.org" in one))), None),
        doi=_first(found, ("DO",)) or next((one for one in urls if "doi.org/" in one), None),
        acl_id=next(filter(None, map(acl, urls)), None),
        published=_date(found),
        url=next((one for one in urls if one.startswith("http")), None),
        authors=named(turned(name) for name in found.get("AU") or found.get("A1") or ()),
        venue=_first(found, _VENUES),
    )


def _first(found: Tagged, tags: Sequence[str]) -> str | None:
    return next((value for tag in tags for value in found.get(tag, ()) if value), None)


def _date(found: Tagged) -> str | None:
    """The first of the dates that is one; ``DA  - July`` only says the month of ``PY``."""
    given = [_day(value) for tag in ("DA", "Y1", "PY") for value in found.get(tag, ()) if value]
    year = _first(found, ("PY", "Y1"))
    if found.get("DA") and year and month_number(found["DA"][0]) and not iso_date(given[0]):
        return year_month(year[:4], found["DA"][0])
    return next(filter(iso_date, given), given[0] if given else None)


def _day(value: str) -> str:
    """``2020/06/12/`` with as many parts as are known, what comes after the third being free text."""
    return re.sub(r"(?<=\d)/+(?:[^/\d].*)?$|//.*$", "", "/".join(value.split("/")[:3]))
