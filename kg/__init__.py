"""`kg`: from pages of paper titles and abstracts to a knowledge graph of machine-learning research."""

__version__ = "0.1.0"
