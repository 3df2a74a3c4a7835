"""The main job in one function: inputs in, a graph out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import catalogue, corpus, graph, sources
from kg.errors import InputError
from kg.model import Paper
from kg.papers import merge, select

if TYPE_CHECKING:
    import networkx as nx

SAMPLE = Path(__file__).parent / "data" / "sample" / "papers.jsonl"

Progress = Callable[[Iterable[Any], int], Iterable[Any]]
"""Wraps an iterable of so many papers to show how far it is."""


@dataclass(slots=True)
class Options:
    """What to read and how.

    ``format`` and ``columns`` are those of `kg.sources.read`; ``since``, ``category`` and ``limit`` those of
    `kg.papers.select`; ``catalogues`` are files of the user's own rows.
    """

    format: str | None = None
    columns: str | None = None
    since: str | None = None
    category: str | None = None
    limit: int | None = None
    catalogues: tuple[Path, ...] = ()
    progress: Progress = field(default=lambda papers, _: papers)


def build(
    inputs: str | Path | Iterable[str | Path] = (),
    options: Options | None = None,
    report: sources.Report | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of the papers of ``inputs`` (files, folders, patterns, ``-``; one or more), or of the bundled sample.

    ``report`` collects what was read, merged and skipped. Raises `kg.errors.InputError` where nothing can be read and
    `kg.errors.CatalogueError` for a user catalogue with problems.

    >>> import kg
    >>> "method/bert" in kg.build()
    True
    """
    options = options or Options()
    report = sources.Report() if report is None else report
    concepts = catalogue.load(options.catalogues)
    named = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    read = _read(named or [SAMPLE], options, report)
    linked, links = corpus.link_papers(read, concepts, progress=lambda every: options.progress(every, len(read)))
    hashes = ((file.name, file.sha256) for file in report.files if file.sha256)
    return graph.assemble(read, linked, links, inputs=hashes)


def _read(inputs: list[str | Path], options: Options, report: sources.Report) -> list[Paper]:
    every = sources.read(inputs, format=options.format, columns=options.columns, report=report)
    selected = select(every, since=options.since, category=options.category, limit=options.limit)
    merged = merge(selected, report)
    if not merged:
        hint = "Loosen --since, --category or --limit."
        raise InputError("no paper is left after the selection", hint=hint)
    return merged
