"""The same paper from several sources is one; and a choice among papers. Pure functions of papers.

Two papers are the same when they share an arXiv id; or a DOI or ACL id, unless arXiv ids or both title and abstract
say otherwise (whole proceedings share a DOI); or the folded title and a first author, a year or much of the abstract,
unless identifiers, first authors or years disagree. The order of the input changes nothing; merging twice neither.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from kg.errors import InputError
from kg.model import Author, Paper, fold, paper_id, short_hash

_IDENTIFIERS = ("arxiv_id", "doi", "acl_id")
_DATE = re.compile(r"\d{4}(?:-[01]\d(?:-[0-3]\d)?)?")


class Tally(Protocol):
    """Where `merge` counts what it did; `kg.sources.Report` is one."""

    merged: int
    conflicts: list[str]


def select(
    papers: Iterable[Paper], *, since: str | None = None, category: str | None = None, limit: int | None = None
) -> Iterator[Paper]:
    """The first ``limit`` papers published in or after ``since`` and of ``category`` (``cs`` takes in ``cs.CL``).

    A paper without a date is left out where ``since`` is given; one with a partial date is in if it may be late enough.

    >>> papers = [Paper("a", "A", "x", "2023"), Paper("b", "B", "x", "2024-05", categories=("cs.CL",))]
    >>> [paper.id for paper in select(papers, since="2024-01-01", category="cs")]
    ['b']
    """
    if since and not _DATE.fullmatch(since):
        raise InputError(f"{since!r} is not a date", where="--since", hint="Write 2024, 2024-05 or 2024-05-31.")
    chosen = (paper for paper in papers if _is_since(paper, since) and _is_of(paper, category))
    return islice(chosen, limit)


def _is_since(paper: Paper, since: str | None) -> bool:
    shared = min(len(since or ""), len(paper.published or ""))
    return not since or (bool(shared) and (paper.published or "")[:shared] >= since[:shared])


def _is_of(paper: Paper, category: str | None) -> bool:
    wanted = (category or "").lower()
    return not wanted or any(one.lower() == wanted or one.lower().startswith(wanted + ".") for one in paper.categories)


def merge(papers: Iterable[Paper], tally: Tally | None = None) -> list[Paper]:
    """One paper for each that several pages or sources list, by id; field by field the richer metadata wins.

    Title and abstract come from the paper with the longest abstract, ``listed_on`` from all. Papers that share an id
    but neither identifier nor title are different: the first by title and abstract keeps the id, the others get a hash
    behind it, and each such case is a line in ``tally.conflicts``.

    >>> merged = merge([Paper("a", "A B", "x", listed_on=("2",)), Paper("a", "a-b", "x", listed_on=("1",))])
    >>> [paper.listed_on for paper in merged]
    [('1', '2')]
    """
    merged = list(papers)
    before = given = len(merged)
    while (merged := _merged_once(merged)) and len(merged) < before:  # what is one now may agree with yet another
        before = len(merged)
    if tally is not None:
        tally.merged += given - len(merged)
    return sorted(_told_apart(merged, tally), key=lambda paper: paper.id)


def _merged_once(papers: Iterable[Paper]) -> list[Paper]:
    return [_one(group) for group in _by_title(_by_identifier(sorted(papers, key=_order)))]


def _order(paper: Paper) -> tuple[int, str, str, str]:
    """A total order that does not depend on the input's, the longest abstract first."""
    return -len(paper.abstract), paper.title, paper.abstract, repr(paper)


def _identifiers(paper: Paper) -> list[tuple[str, str]]:
    return [(field, value) for field in _IDENTIFIERS if (value := getattr(paper, field))]


def _by_identifier(papers: list[Paper]) -> list[list[Paper]]:
    """Groups of papers that are linked by identifiers they share and that do not look like different works."""
    groups = _Groups(papers)
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, paper in enumerate(papers):
        for identifier in _identifiers(paper):
            same = [other for other in holders[identifier] if _is_one_work(papers[other], paper)]
            for other in same:
                groups.join(other, index)
            if not same:
                holders[identifier].append(index)
    return groups.listed()


class _Groups:
    """Papers by number, joined into groups; none with two arXiv ids, whatever joins them."""

    def __init__(self, papers: list[Paper]) -> None:
        self._papers = papers
        self._parent = list(range(len(papers)))
        self._arxiv_id = [paper.arxiv_id for paper in papers]

    def _root(self, index: int) -> int:
        parent = self._parent
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    def join(self, one: int, other: int) -> None:
        """Make the groups of two papers one."""
        low, high = sorted((self._root(one), self._root(other)))
        first, second = self._arxiv_id[low], self._arxiv_id[high]
        if not (first and second and first != second):
            self._parent[high] = low
            self._arxiv_id[low] = first or second

    def listed(self) -> list[list[Paper]]:
        """The groups."""
        groups: dict[int, list[Paper]] = defaultdict(list)
        for index, paper in enumerate(self._papers):
            groups[self._root(index)].append(paper)
        return list(groups.values())


def _is_one_work(one: Paper, other: Paper) -> bool:
    """Whether two papers that share an identifier are one: arXiv ids decide, then title or abstract confirm."""
    if one.arxiv_id and other.arxiv_id:
        return one.arxiv_id == other.arxiv_id
    return fold(one.title) == fold(other.title) or _alike(one.abstract, other.abstract)


def _by_title(groups: list[list[Paper]]) -> list[list[Paper]]:
    """Groups joined where a title is shared and nothing disagrees."""
    by_title: dict[str, list[list[Paper]]] = defaultdict(list)
    for group in groups:
        by_title[fold(group[0].title)].append(group)
    return [joined for same in by_title.values() for joined in (_joined(same) if len(same) > 1 else same)]


def _joined(groups: list[list[Paper]]) -> list[list[Paper]]:
    """Each group, those with identifiers first, into the earlier group it agrees with.

    Where it agrees with several, they are different papers and it may be any of them: it joins the one with its very
    abstract, else one without identifiers, else none.
    """
    kept: list[list[Paper]] = []
    for group in sorted(groups, key=lambda group: not _is_identified(group)):
        fitting = [other for other in kept if _agree(other, group)]
        if len(fitting) > 1:
            exact = [other for other in fitting if fold(other[0].abstract) == fold(group[0].abstract)]
            fitting = exact if len(exact) == 1 else [other for other in fitting if not _is_identified(other)]
        fitting[0].extend(group) if fitting else kept.append(group)
    return kept


def _is_identified(group: list[Paper]) -> bool:
    return any(_identifiers(paper) for paper in group)


def _agree(one: list[Paper], other: list[Paper]) -> bool:
    """Whether an author, the year or the abstract confirms the title, and nothing that both know differs."""
    authors = _first_authors(one), _first_authors(other)
    known = [authors, *((_values(one, field), _values(other, field)) for field in _IDENTIFIERS)]
    if any(first and second and not first & second for first, second in known):
        return False
    here, there = _years(one), _years(other)
    if here and there and max(here | there) - min(here | there) > 2:
        return False
    confirmed = bool(here & there) or bool(authors[0] & authors[1])
    return confirmed or _alike(one[0].abstract, other[0].abstract)


def _years(group: list[Paper]) -> set[int]:
    return {int(paper.published[:4]) for paper in group if paper.published}


def _values(group: list[Paper], field: str) -> set[str]:
    return {value for paper in group if (value := getattr(paper, field))}


def _first_authors(group: list[Paper]) -> set[str]:
    """The parts of the first authors' names, in whatever order they are written; initials tell nothing."""
    firsts = (paper.authors[0].name for paper in group if paper.authors)
    return {part for name in firsts for part in fold(name).split() if len(part) > 1}


def _alike(one: str, other: str) -> bool:
    """Whether two abstracts share a third of their words: versions of one text, not two texts."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return 3 * len(first & second) >= min(len(first), len(second))


def _one(group: list[Paper]) -> Paper:
    """A group as one paper."""
    if len(group) == 1:
        return group[0]
    ranked = sorted(group, key=_order)
    best = ranked[0]
    arxiv_id, doi, acl_id = (min(_values(group, field), default=None) for field in _IDENTIFIERS)
    return replace(
        best,
        id=paper_id(best.title, arxiv_id=arxiv_id, doi=doi, acl_id=acl_id)
        if arxiv_id or doi or acl_id
        else min(paper.id for paper in group),
        published=_best(ranked, lambda paper: paper.published, lambda value: (-len(value), value)),
        url=_best(ranked, lambda paper: paper.url, lambda value: (len(value), value)),
        listed_on=tuple(sorted({page for paper in group for page in paper.listed_on})),
        arxiv_id=arxiv_id,
        doi=doi,
        acl_id=acl_id,
        authors=_best(ranked, lambda paper: paper.authors, _poorer) or (),
        venue=_best(ranked, lambda paper: paper.venue, lambda value: (-len(value), value)),
        categories=_best(ranked, lambda paper: paper.categories, lambda value: (-len(value), value)) or (),
        upvotes=_best(ranked, lambda paper: paper.upvotes, lambda value: -value),
    )


def _best(papers: list[Paper], field: Callable[[Paper], Any], key: Callable[[Any], Any]) -> Any:
    """The value of ``field`` that comes first by ``key`` among the papers that have one."""
    values = [value for paper in papers if (value := field(paper)) not in (None, ())]
    return min(values, key=key, default=None)


def _poorer(authors: tuple[Author, ...]) -> tuple[int, int, tuple[str, ...]]:
    """More authors first, then more ORCIDs."""
    return -len(authors), -sum(one.orcid is not None for one in authors), tuple(one.name for one in authors)


def _told_apart(papers: list[Paper], tally: Tally | None) -> Iterator[Paper]:
    """The papers with ids of their own."""
    by_id: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        by_id[paper.id].append(paper)
    for same in by_id.values():
        first, *others = sorted(same, key=_order)
        yield first
        for other in others:
            told = replace(other, id=f"{other.id}-{short_hash(f'{other.text}{other.published}{other.authors}')}")
            if tally is not None:
                taken = f"the id {other.id} is taken by another paper; {other.title[:60]!r} is {told.id}"
                tally.conflicts.append(f"{', '.join(other.listed_on)}: {taken}")
            yield told
