"""Pictures of a graph as matplotlib figures. A module of this folder without a leading underscore is a picture.

A picture's module has ``NAME``, ``DESCRIPTION``, ``TOP`` (how much of each is drawn unless told) and
``draw(graph, about, top)``, which returns a `matplotlib.figure.Figure`. No window is opened and pyplot is not
touched: the figures work in a notebook, in a script and on a server alike. The same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kg.errors import FormatError, KgError

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.figure import Figure

SUFFIXES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the registry; ``module`` draws it."""

    name: str
    description: str
    top: int
    module: str


def pictures() -> dict[str, Picture]:
    """Every picture by its name, sorted."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__) if info.name[0] != "_")
    found = (Picture(module.NAME, module.DESCRIPTION, module.TOP, module.__name__) for module in modules)
    return {picture.name: picture for picture in sorted(found, key=lambda picture: picture.name)}


def draw(graph: nx.MultiDiGraph[str], name: str, *, about: str | Iterable[str] = (), top: int | None = None) -> Figure:
    """The picture called ``name``, of the concepts ``about`` (anything `kg.analysis.find` understands) or the ``top``.

    Raises a `KgError` for an unknown name, where matplotlib is not installed, and where the graph has nothing to draw.
    """
    known = pictures()
    if name not in known:
        raise KgError(f"no picture is called {name!r}", hint=f"These exist: {', '.join(known)}")
    _need_matplotlib()
    from kg.plot._style import styled

    asked = [about] if isinstance(about, str) else list(about)
    with styled():
        figure: Figure = import_module(known[name].module).draw(graph, asked, top or known[name].top)
    return figure


def save(figure: Figure, path: str | Path) -> Path:
    """Write ``figure`` to ``path``, as SVG or PNG by its suffix, whole or not at all."""
    from kg.export._placing import placed
    from kg.plot._style import styled

    path = Path(path)
    if path.suffix not in SUFFIXES:
        raise FormatError(f"pictures are not written as {path.suffix or 'that'}", where=path, hint="Use .svg or .png.")
    with placed([path]) as (written,), styled():
        if path.suffix == ".svg":
            figure.savefig(written, metadata={"Date": None, "Creator": "kg"})
        else:
            figure.savefig(written, dpi=150, metadata={"Software": None})
    return path


def _need_matplotlib() -> None:
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        hint = "Install it: pip install 'paperkg[plot]'"
        raise KgError("pictures need matplotlib, which is not installed", hint=hint) from error
