"""The nouns of the package: papers, concepts, mentions and links, as frozen dataclasses.

Standard library only; nothing here reads, writes or imports another module of the package.

Offsets are code points into `Paper.text`, end exclusive. A concept's id is ``kind/slug`` (``method/mlp-mixer``).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a concept is."""

    METHOD = "method"
    DATASET = "dataset"
    BENCHMARK = "benchmark"
    TASK = "task"
    METRIC = "metric"


class Role(StrEnum):
    """How a paper relates to a concept, strongest first."""

    INTRODUCES = "introduces"
    EVALUATES_ON = "evaluates_on"
    TRAINS_ON = "trains_on"
    COMPARES_WITH = "compares_with"
    USES = "uses"
    MENTIONS = "mentions"


class Status(StrEnum):
    """Whether a concept comes from a curated catalogue or was found in the papers."""

    CURATED = "curated"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True, order=True)
class Author:
    """An author as the source writes the name; ``orcid`` without the resolver (``0000-0002-1825-0097``)."""

    name: str
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A title and an abstract, with an identifier.

    ``published`` is an ISO date, possibly partial (``2021``, ``2021-06``, ``2021-06-12``); ``listed_on`` names the
    pages or files that hold the paper, sorted; ``categories`` are the source's subject codes (``cs.CL``).
    """

    id: str
    title: str
    abstract: str
    published: str | None = None
    url: str | None = None
    listed_on: tuple[str, ...] = ()
    arxiv_id: str | None = None
    doi: str | None = None
    acl_id: str | None = None
    authors: tuple[Author, ...] = ()
    venue: str | None = None
    categories: tuple[str, ...] = ()
    upvotes: int | None = None

    @property
    def text(self) -> str:
        r"""Title, blank line, abstract: the coordinate system of every offset.

        >>> Paper("p", "A title", "An abstract.").text
        'A title\n\nAn abstract.'
        """
        return f"{self.title}\n\n{self.abstract}"


@dataclass(frozen=True, slots=True)
class Guard:
    """What it takes to read ``name`` as its concept: exact case, and one of ``cues`` in the text (none: case alone)."""

    name: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A method, dataset, benchmark, task or metric; ``names[0]`` is the preferred name.

    ``paper`` is the title of the introducing paper, ``broader`` ids of wider concepts, ``datasets`` and ``tasks``
    ids of what a benchmark holds and of what a dataset or benchmark is for. ``unit`` and ``higher_is_better`` are
    for metrics. ``guards`` say when an ambiguous name counts.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    status: Status = Status.CURATED
    year: int | None = None
    paper: str | None = None
    arxiv_id: str | None = None
    url: str | None = None
    broader: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    higher_is_better: bool | None = None
    unit: str | None = None
    guards: tuple[Guard, ...] = ()

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Characters ``[start, end)`` of a paper's text that name the concept with id ``concept``."""

    start: int
    end: int
    concept: str

    def __reduce__(self) -> tuple[type[Mention], tuple[int, int, str]]:
        """How it crosses from one process to another: four times as fast as a dataclass by itself."""
        return Mention, (self.start, self.end, self.concept)


@dataclass(frozen=True, slots=True)
class Link:
    """A paper's strongest relation to a concept, with the mentions it rests on.

    ``confidence`` is in [0, 1]; ``rule`` names what decided the role (``title-colon``, ``evaluated-on`` …).
    """

    paper: str
    role: Role
    concept: str
    confidence: float
    rule: str
    mentions: tuple[Mention, ...]

    def __reduce__(self) -> tuple[type[Link], tuple[object, ...]]:
        """How it crosses from one process to another."""
        return Link, (self.paper, self.role, self.concept, self.confidence, self.rule, self.mentions)


_PIECE = re.compile(r"[a-z0-9._-]+")
_VERSION = re.compile(r"v\d+$")
_FOLDED_WORD = re.compile(r"[^\W_]+\+*")


def fold(name: str) -> str:
    """``name`` with case, accents, hyphens, punctuation and spacing folded: equal keys write the same name.

    >>> fold("Multi-Layer  Perceptron"), fold("Müller's C++"), fold("β-VAE")
    ('multi layer perceptron', 'muller s c++', 'β vae')
    """
    return _folded_name(name) if len(name) < _LONG else _folded(name)


_LONG = 100


# Capitals to small letters, and what is neither letter nor digit to spaces: what most texts need, at once.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def _folded(name: str) -> str:
    if name.isascii() and "+" not in name:
        return " ".join(name.translate(_ASCII).split())
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        for mark in filter(unicodedata.combining, set(name)):
            name = name.replace(mark, "")
    return " ".join(_FOLDED_WORD.findall(name.casefold()))


_folded_name = lru_cache(1 << 16)(_folded)  # the same names are folded again and again; texts are not worth keeping


def slug(name: str) -> str:
    """``name`` as a lower-case piece of an IRI: letters, digits and single hyphens of ASCII.

    What ASCII cannot write is spelt by its Unicode name, so that two names of different scripts differ.

    >>> slug("MLP-Mixer"), slug("C++ / CUDA"), slug("β-VAE"), slug("A*")
    ('mlp-mixer', 'c-plus-plus-cuda', 'beta-vae', 'a-star')
    """
    spelt = name.replace("+", " plus ").replace("*", " star ").replace("#", " sharp ").replace("&", " and ")
    if not spelt.isascii():
        spelt = "".join(_ascii(character) for character in spelt)
    return "-".join(re.findall(r"[a-z0-9]+", spelt.casefold())) or "x"


def _ascii(character: str) -> str:
    """One character in ASCII: its base letter, or the last word of its Unicode name."""
    if character.isascii():
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii():
        return base
    return unicodedata.name(character, "x").rsplit(" ", 1)[-1] if character.isalnum() else " "


def short_hash(text: str) -> str:
    """Eight hexadecimal digits that depend on ``text`` alone.

    >>> short_hash("a title")
    'aa4e9c10'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def paper_id(title: str, *, arxiv_id: str | None = None, doi: str | None = None, acl_id: str | None = None) -> str:
    """The id of a paper: from its arXiv id (version dropped), ACL id or DOI, else slug and hash of the folded title.

    >>> paper_id("Attention Is All You Need", arxiv_id="1706.03762v5")
    'arxiv-1706.03762'
    >>> paper_id("Attention Is All You Need")
    'attention-is-all-you-need-4a1c934d'
    """
    if arxiv_id:
        return "arxiv-" + _piece(_VERSION.sub("", arxiv_id).casefold())
    if acl_id:
        return "acl-" + _piece(acl_id.casefold())
    if doi:
        return "doi-" + _piece(doi.casefold())
    folded = fold(title)
    return f"{slug(title)[:60].strip('-')}-{short_hash(folded)}"


def _piece(identifier: str) -> str:
    """An identifier as a piece of an IRI, the slash as a hyphen; a hash keeps apart what other odd characters join."""
    if _PIECE.fullmatch(identifier):
        return identifier
    piece = re.sub(r"[^a-z0-9._-]+", "-", identifier)
    odd = re.search(r"[^a-z0-9./_-]", identifier)
    return f"{piece}-{short_hash(identifier)}" if odd else piece
