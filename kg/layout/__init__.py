"""The first view of the explorer, laid out when a graph is written: communities, places and labels."""

from kg.layout.places import Place, first_view

__all__ = ["Place", "first_view"]
