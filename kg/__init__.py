"""`kg`: from pages of paper titles and abstracts to a knowledge graph of machine-learning research.

>>> import kg
>>> graph = kg.build()                                # of the bundled sample; else kg.build(["pages/"])
>>> kg.links(graph).query("name == 'SQuAD' and role == 'evaluates_on'").shape[0] > 2
True

`build`, `load` and `save` make a graph (a plain `networkx.MultiDiGraph`, see `kg.graph`) and keep it; `papers`,
`concepts`, `links` and `mentions` are its tables, `query` asks it in SPARQL; `neighbourhood`, `compare`, `similar` and
`lineage` start from a node, and `explore` shows it all. `kg.analysis` and `kg.plot` have more. Each name is
imported when it is first used, so that ``import kg`` takes no time.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analysis import compare, lineage, neighbourhood, similar
    from kg.api import explore, load, save
    from kg.build import build
    from kg.store import query
    from kg.tables import concepts, links, mentions, papers

__version__ = "0.1.0"

__all__ = [
    "build",
    "compare",
    "concepts",
    "explore",
    "lineage",
    "links",
    "load",
    "mentions",
    "neighbourhood",
    "papers",
    "query",
    "save",
    "similar",
]

_HOMES = {
    "kg.analysis": "compare lineage neighbourhood similar",
    "kg.api": "explore load save",
    "kg.build": "build",
    "kg.store": "query",
    "kg.tables": "concepts links mentions papers",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package, in which importing the module `kg.build` or `kg.papers` does not hide the function of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
