"""BibTeX's grammar: a stream as entries, an entry's body as fields. No parser keeps up with files of a gigabyte."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from kg.sources._lines import lines

LONGEST = 10_000_000
"""Characters after which an entry that has not closed is given up."""

_START = re.compile(r"\s*@\s*([A-Za-z]+)\s*([{(])")
_BRACE = re.compile(r"[{}]")
_KEY = re.compile(r"\s*([^\s,={}\"#]*)\s*(?:,|$)")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"]+")
_MORE = re.compile(r"\s*#\s*")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry's kind in lower case, key and body, and where it begins; ``broken`` says why it cannot be used."""

    line: int
    kind: str
    key: str
    body: str
    broken: str = ""


def entries(stream: BinaryIO) -> Iterator[RawEntry]:
    """The entries; what stands between them is a comment to BibTeX.

    An entry that is still open where a line begins the next one, or at the end, is broken.
    """
    held: list[str] = []
    depth = size = start = 0
    for number, text in lines(stream):
        begins = _START.match(text) if "@" in text else None
        if begins and (not held or not text[0].isspace()):
            if held:
                yield _broken(start, held)
            held, depth, size, start = [], 0, 0, number
        elif not held:
            continue
        held.append(text)
        depth += text.count("{") - text.count("}")
        size += len(text)
        if depth <= 0 or size > LONGEST:
            yield from _closed(start, "\n".join(held)) if depth <= 0 else [_broken(start, held)]
            held = []
    if held:
        yield _broken(start, held)


def _broken(start: int, held: list[str]) -> RawEntry:
    kind, _, rest = held[0].partition("{")
    return RawEntry(start, kind.strip(" @").lower(), _key_of(rest)[0], "", "an entry that never closes")


def _closed(line: int, text: str) -> Iterator[RawEntry]:
    """The entry or entries that ``text`` holds, with as many closing braces as opening ones."""
    place = 0
    while begins := _START.search(text, place):
        end = _end(text, begins.end()) if begins[2] == "{" else text.rfind(")")
        kind, start = begins[1].lower(), line + text.count("\n", 0, begins.start())
        inside = text[begins.end() : end]
        key, body = ("", inside) if kind == "string" else _key_of(inside)
        yield RawEntry(start, kind, key, body)
        place = end + 1


def _key_of(inside: str) -> tuple[str, str]:
    """The key of an entry and what follows it; no key where a field comes first."""
    found = _KEY.match(inside)
    return (found[1], inside[found.end() :]) if found else ("", inside)


def _end(text: str, start: int) -> int:
    """Where the brace that was opened before ``start`` closes; the end of the text if nowhere."""
    depth = 1
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text)


def fields(body: str, macros: Mapping[str, str]) -> dict[str, str]:
    r"""The fields of an entry's body by lower-case name; of two under one name the first.

    >>> fields('title = {A {B} "C"}, year = 2020, month = jan # "~5", note = "say {\\"o}"', {"jan": "1"})
    {'title': 'A {B} "C"', 'year': '2020', 'month': '1~5', 'note': 'say {\\"o}'}
    """
    found: dict[str, str] = {}
    place = 0
    while name := _FIELD.search(body, place):
        value, place = _value(body, name.end(), macros)
        found.setdefault(name[1].lower(), value)
    return found


def _value(body: str, place: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """A value, of pieces joined by ``#``, and where it ends."""
    pieces: list[str] = []
    while True:
        piece, place = _piece(body, place, macros)
        pieces.append(piece)
        more = _MORE.match(body, place)
        if not more:
            return "".join(pieces), place
        place = more.end()


def _piece(body: str, place: int, macros: Mapping[str, str]) -> tuple[str, int]:
    if body[place : place + 1] == "{":
        end = _end(body, place + 1)
        return body[place + 1 : end], end + 1
    if body[place : place + 1] == '"':
        end = _quote_end(body, place + 1)
        return body[place + 1 : end], end + 1
    bare = _BARE.match(body, place)
    return (macros.get(bare[0].lower(), bare[0]), bare.end()) if bare else ("", place + 1)


def _quote_end(body: str, start: int) -> int:
    """Where a quoted value ends: at the next quote outside braces."""
    depth = 0
    for found in re.finditer(r'[{}"]', body[start:]):
        if found[0] == '"' and depth == 0:
            return start + found.start()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return len(body)
