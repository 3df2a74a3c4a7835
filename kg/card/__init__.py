"""What `kg show` and `kg catalogue` print: a node's card, a text explained, candidates ranked.

Pure generators of lines; the command line prints them.
"""

from kg.card.nodes import card
from kg.card.ranking import candidate, candidates
from kg.card.why import why

__all__ = ["candidate", "candidates", "card", "why"]
