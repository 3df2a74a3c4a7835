"""The spaCy side: a pipeline that finds concepts' names in texts, made of factories registered by entry points.

`make_nlp` gives the pipeline that `kg.corpus` runs; ``nlp.add_pipe("kg_concepts")`` puts the catalogue's concepts into
any other pipeline's ``doc.spans["concepts"]``, where ``span.label_`` is the kind and ``span.kb_id_`` the concept's id.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

    from kg.model import Concept


def make_nlp(concepts: "Iterable[Concept] | None" = None) -> "Language":
    """A blank English pipeline that finds the names of ``concepts`` (the bundled catalogue's unless given)."""
    from kg.matching import concepts as component
    from kg.matching.tokens import blank

    nlp = blank()
    nlp.add_pipe("kg_concepts", config={"bundled": concepts is None})
    if concepts is not None:
        matcher = nlp.get_pipe("kg_concepts")
        assert isinstance(matcher, component.ConceptMatcher)
        matcher.add(concepts)
    return nlp
