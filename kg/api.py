"""Loading, saving and looking at graphs: the part of `kg`'s public names that joins several modules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import export
from kg.errors import FormatError

if TYPE_CHECKING:
    import networkx as nx

    from kg.export.html import Inline


def load(path: str | Path) -> nx.MultiDiGraph[str]:
    """The graph in a file or folder that `save`, ``kg build`` or ``kg export`` wrote, as it was.

    The suffix says the format (``.ttl``, ``.nt``, ``.jsonld``, ``.rdf``, ``.trig``, ``.graphml``, each also with
    ``.gz``); a folder is read as Parquet. Raises `kg.errors.FormatError` for a format that cannot be read, or another
    version of it, and `kg.errors.InputError` where the file is not what its suffix says.

    >>> import kg, tempfile
    >>> graph = kg.build()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     again = kg.load(kg.save(graph, f"{folder}/graph.ttl.gz"))
    >>> dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    True
    """
    path = Path(path)
    format = export.formats()["parquet"] if path.is_dir() else export.of_suffix(path)
    if format.reader is None:
        readable = ", ".join(known.name for known in export.formats().values() if known.reader)
        raise FormatError(f"{format.name} cannot be read back", where=path, hint=f"These can: {readable}.")
    return format.reader(path)


def save(graph: nx.MultiDiGraph[str], path: str | Path, *, format: str | None = None) -> Path:
    """Write ``graph`` to ``path`` and return that; what was there before is replaced only when all is written.

    The suffix says the format, or ``format`` names it (``kg export --list``); for ``parquet`` and ``neo4j``, ``path``
    is a folder. Raises `kg.errors.FormatError` for an unknown format and `kg.errors.OutputError` where nothing can be
    written.
    """
    path = Path(path)
    return export.write_to(graph, path, export.named(format)[0] if format else fitting(path))


def fitting(path: Path) -> export.Format:
    """The format that a name says: a file's by its suffix, a folder's by being called after one (``parquet``)."""
    folders = {format.name: format for format in export.formats().values() if not format.suffix}
    return folders[path.name] if path.name in folders else export.of_suffix(path)


def explore(graph: nx.MultiDiGraph[str], start: str | None = None, *, height: int = 680) -> Inline:
    """The explorer in a notebook: search, facets and a picture of the graph, opened at ``start`` where that is given.

    ``start`` is anything that `kg.analysis.find` understands. The page is part of the notebook's output, so explore
    a part of a large graph: ``kg.explore(kg.neighbourhood(graph, "BERT", hops=2))``.

    >>> import kg
    >>> "<iframe" in kg.explore(kg.build(), "BERT")._repr_html_()
    True
    """
    from kg.analysis import find
    from kg.export.html import inline

    return inline(graph, None if start is None else find(graph, start), height=height)
