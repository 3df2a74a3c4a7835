"""RDF/XML, for tools that read nothing else.

XML 1.0 has no place for most control characters, written out or not: they become U+FFFD here, and only here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from kg import rdf
from kg.export._text import write_lines
from kg.rdf import Term, Triple, read
from kg.vocabulary import BASE, PREFIXES, XSD, prefixed

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COMPRESSES", "DESCRIPTION", "NAME", "SUFFIX", "lines", "read", "write"]

NAME = "rdfxml"
SUFFIX = ".rdf"
DESCRIPTION = "RDF/XML: RDF for older tools"
COMPRESSES = True

_ESCAPED = re.compile('[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def write(graph: "nx.MultiDiGraph[str]", path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` as RDF/XML to ``path``, compressed where that ends in ``.gz``."""
    write_lines(lines(rdf.triples(graph, base=base, evidence=evidence), base), path)


def lines(triples: Iterable[Triple], base: str = BASE) -> Iterator[str]:
    """An RDF/XML document in pieces: its head, an element for each run of a subject, its end."""
    namespaces = "".join(f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in sorted(PREFIXES.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xml:base="{escaped(base)}"{namespaces}>\n'
    for subject, group in groupby(triples, key=itemgetter(0)):
        yield f'<rdf:Description rdf:about="{_iri(subject, base)}">\n'
        for _, predicate, term in group:
            yield f"  {_property(prefixed(predicate), term, base)}\n"
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(name: str, term: Term, base: str) -> str:
    if isinstance(term, str):
        return f'<{name} rdf:resource="{_iri(term, base)}"/>'
    datatype = "" if term.datatype == XSD.string else f' rdf:datatype="{term.datatype}"'
    return f"<{name}{datatype}>{escaped(term.value)}</{name}>"


def _iri(iri: str, base: str) -> str:
    return escaped(iri[len(base) :] if iri.startswith(base) and iri != base else iri)


def escaped(text: str) -> str:
    r"""``text`` as the content of an element or an attribute.

    >>> escaped('<a> & "b"\r\x00')
    '&lt;a&gt; &amp; &quot;b&quot;&#13;\ufffd'
    """
    return _ESCAPED.sub(lambda match: _ENTITIES.get(match[0], "\ufffd"), text)
