"""The same paper from several sources is one; and a choice among papers. Pure functions of papers.

Two papers are the same when they share an arXiv id, a DOI or an ACL id; or the folded title, unless their
identifiers, first authors, years or abstracts disagree. Whatever the order of the input, the result is the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol, TypeVar

from kg.model import Author, Paper, fold, paper_id, short_hash

_T = TypeVar("_T")


class Tally(Protocol):
    """Where `merge` counts what it did; `kg.sources.Report` is one."""

    merged: int
    conflicts: list[str]


def select(
    papers: Iterable[Paper], *, since: str | None = None, category: str | None = None, limit: int | None = None
) -> Iterator[Paper]:
    """The first ``limit`` papers published in or after ``since`` and of ``category`` (``cs`` takes in ``cs.CL``).

    A paper without a date is left out where ``since`` is given; a partial date counts from its beginning or, where
    only ``since`` is more precise, as it stands.

    >>> papers = [Paper("a", "A", "x", "2023"), Paper("b", "B", "x", "2024-05", categories=("cs.CL",))]
    >>> [paper.id for paper in select(papers, since="2024-01-01", category="cs")]
    ['b']
    """
    chosen = (paper for paper in papers if _is_since(paper, since) and _is_of(paper, category))
    return islice(chosen, limit)


def _is_since(paper: Paper, since: str | None) -> bool:
    if not since:
        return True
    shared = min(len(since), len(paper.published or ""))
    return bool(shared) and (paper.published or "")[:shared] >= since[:shared]


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
    given = sorted(papers, key=_order)
    groups = _by_title(_by_identifier(given))
    if tally is not None:
        tally.merged += len(given) - len(groups)
    return sorted(_told_apart([_one(group) for group in groups], tally), key=lambda paper: paper.id)


def _order(paper: Paper) -> tuple[int, str, str, str]:
    """A total order that does not depend on the input's, the longest abstract first."""
    return -len(paper.abstract), paper.title, paper.abstract, repr(paper)


def _identifiers(paper: Paper) -> list[tuple[str, str]]:
    known = (("arxiv", paper.arxiv_id), ("doi", paper.doi), ("acl", paper.acl_id))
    return [(kind, value) for kind, value in known if value]


def _by_identifier(papers: list[Paper]) -> list[list[Paper]]:
    """Groups of papers that are linked by identifiers they share."""
    parent = list(range(len(papers)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    first: dict[tuple[str, str], int] = {}
    for index, paper in enumerate(papers):
        for identifier in _identifiers(paper):
            low, high = sorted((root(first.setdefault(identifier, index)), root(index)))
            parent[high] = low
    groups: dict[int, list[Paper]] = defaultdict(list)
    for index, paper in enumerate(papers):
        groups[root(index)].append(paper)
    return list(groups.values())


def _by_title(groups: list[list[Paper]]) -> list[list[Paper]]:
    """Groups joined where a title is shared and nothing disagrees."""
    by_title: dict[str, list[list[Paper]]] = defaultdict(list)
    for group in groups:
        by_title[fold(group[0].title)].append(group)
    return [joined for same in by_title.values() for joined in (_joined(same) if len(same) > 1 else same)]


def _joined(groups: list[list[Paper]]) -> list[list[Paper]]:
    """Each group, those with identifiers first, into the one earlier group it agrees with; into none if several."""
    kept: list[list[Paper]] = []
    for group in sorted(groups, key=lambda group: not any(_identifiers(paper) for paper in group)):
        fitting = [other for other in kept if _agree(other, group)]
        if len(fitting) > 1:
            fitting = [other for other in fitting if fold(other[0].abstract) == fold(group[0].abstract)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            kept.append(group)
    return kept


def _agree(one: list[Paper], other: list[Paper]) -> bool:
    """Whether nothing that both groups know of themselves differs."""
    for known in (_arxiv_ids, _dois, _acl_ids, _families):
        first, second = known(one), known(other)
        if first and second and not first & second:
            return False
    years = [int(paper.published[:4]) for paper in (*one, *other) if paper.published]
    close = not years or max(years) - min(years) <= 2
    return close and (bool(_families(one) & _families(other)) or _alike(one[0].abstract, other[0].abstract))


def _arxiv_ids(group: list[Paper]) -> set[str]:
    return {paper.arxiv_id for paper in group if paper.arxiv_id}


def _dois(group: list[Paper]) -> set[str]:
    return {paper.doi for paper in group if paper.doi}


def _acl_ids(group: list[Paper]) -> set[str]:
    return {paper.acl_id for paper in group if paper.acl_id}


def _families(group: list[Paper]) -> set[str]:
    """The family names of the first authors, as ``Given Family`` or ``Family, Given`` writes them."""
    firsts = (paper.authors[0].name for paper in group if paper.authors)
    return {fold(name.split(",")[0] if "," in name else name).split(" ")[-1] for name in firsts}


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
    arxiv_id, doi, acl_id = (min(values, default=None) for values in (_arxiv_ids(group), _dois(group), _acl_ids(group)))
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


def _best(papers: list[Paper], field: Callable[[Paper], _T | None], key: Callable[[_T], Any]) -> _T | None:
    """The value of ``field`` that comes first by ``key`` among the papers that have one."""
    values = [value for paper in papers if (value := field(paper))]
    return min(values, key=key, default=None)


def _poorer(authors: tuple[Author, ...]) -> tuple[int, int, tuple[str, ...]]:
    """More authors first, then more ORCIDs, then more letters."""
    orcids = sum(author.orcid is not None for author in authors)
    return -len(authors), -orcids, tuple(author.name for author in authors)


def _told_apart(papers: list[Paper], tally: Tally | None) -> Iterator[Paper]:
    """The papers with ids of their own."""
    by_id: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        by_id[paper.id].append(paper)
    for same in by_id.values():
        first, *others = sorted(same, key=_order)
        yield first
        for other in others:
            told = replace(other, id=f"{other.id}-{short_hash(other.text)}")
            if tally is not None:
                pages = ", ".join(other.listed_on)
                line = f"{pages}: the id {other.id} is taken by another paper; {other.title[:60]!r} is {told.id}"
                tally.conflicts.append(line)
            yield told
