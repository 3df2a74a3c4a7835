"""Questions about the shape of a field, each a small function of a graph; nothing here changes the graph.

`find` and `neighbourhood` get about in it, `similar`, `compare` and `lineage` start from a paper or a concept, and
`centrality`, `cooccurrence`, `communities`, `bridges`, `first_seen` and `adoption` look at the whole. Answers with
rows are tidy `pandas.DataFrame`s whose columns the functions document; the columns ``paper`` and ``concept`` hold
nodes, so ``graph.nodes[row.paper]`` has the rest. The same graph gives the same answer in every run.
"""

from kg.analysis.ancestry import lineage
from kg.analysis.dates import adoption, date_of, first_seen
from kg.analysis.groups import bridges, communities
from kg.analysis.importance import centrality
from kg.analysis.likeness import compare, similar
from kg.analysis.nodes import called, find, name_of, neighbourhood
from kg.analysis.pairs import cooccurrence

__all__ = [
    "adoption",
    "bridges",
    "called",
    "centrality",
    "communities",
    "compare",
    "cooccurrence",
    "date_of",
    "find",
    "first_seen",
    "lineage",
    "name_of",
    "neighbourhood",
    "similar",
]
