"""Files that people name and that hold no papers in a form read here, told by how they begin, with what to do."""

import re
from typing import NamedTuple


class Stranger(NamedTuple):
    """What a file is, and what to give instead of it."""

    what: str
    instead: str


_OFFICE = Stranger("an office file or a zip archive", "Save a spreadsheet as CSV and a text as plain text, or unpack.")
_RDF = Stranger("RDF, a graph and not papers", "kg query -g and kg show -g read it.")
_PDF = Stranger("a PDF", "Titles and abstracts are read: export them as BibTeX, RIS, CSV or JSON lines.")
_BEGINNINGS = (
    (re.compile(rb"\s*%PDF-"), _PDF),
    (re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _OFFICE),
    (re.compile(rb"(?:\s*#[^\n]*\n)*\s*@(?:prefix|base)\s[^\n]*<", re.IGNORECASE), _RDF),
    (re.compile(rb"<\w+:[^<>\s]*>\s+<\w+:[^<>\s]*>\s+[<\"_]"), _RDF),
)


def strange(head: bytes) -> Stranger | None:
    """What a file that begins with ``head`` is, if it is one of those that hold no papers.

    >>> strange(b"%PDF-1.7").what, strange(b"@prefix kg: <x:y#> .").what, strange(b"<a:b> <c:d> <e:f> .").what
    ('a PDF', 'RDF, a graph and not papers', 'RDF, a graph and not papers')
    >>> strange(b"PK\\x03\\x04").what, strange(b"@article{a, title = {B}}"), strange(b"<p> <b> <i>")
    ('an office file or a zip archive', None, None)
    """
    return next((stranger for beginning, stranger in _BEGINNINGS if beginning.match(head)), None)
