"""Run one query against a store: refuse what writes or leaves the machine, bind parameters, collect within limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import questions, syntax, terms
from kg.store.limits import Limits
from kg.store.results import Answer, collect
from kg.vocabulary import PREFIXES


@dataclass(frozen=True, slots=True)
class Request:
    """A query as a user asks it: ``@name`` of a ready-made question or SPARQL, and values for its parameters.

    ``default_graphs`` and ``named_graphs`` are the dataset of the SPARQL protocol, as IRIs.
    """

    text: str
    values: Mapping[str, str]
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


def answer(store: ox.Store, request: Request, limits: Limits, notice: terms.Notice = terms.silent) -> Answer:
    """What ``store`` answers; `kg.errors.QueryError` where the query is refused, wrong, or its answer too large."""
    asked = resolve(request)
    syntax.refuse(asked.text)
    bound = bind(store, asked, request.values, notice)
    dataset = {
        "default_graph": [terms.iri(each) for each in request.default_graphs] or None,
        "named_graphs": [terms.iri(each) for each in request.named_graphs] or None,
    }
    try:
        found = store.query(asked.text, prefixes=PREFIXES, substitutions=bound, **dataset)  # type: ignore[arg-type]
        for note in syntax.unknown_terms(asked.text):
            notice(note)
        return collect(found, [variable.value for variable in bound], limits)
    except SyntaxError as error:
        raise syntax.explained(asked.text, str(error)) from None
    except QueryError:
        raise
    except (RuntimeError, ValueError, OSError) as error:
        raise _failed(error, bound) from error


def resolve(request: Request) -> questions.Question:
    """The question that is asked: a ready-made one for ``@name``, else the one the text writes."""
    if request.text.startswith("@"):
        return questions.question(request.text[1:].strip())
    return questions.parse("query", request.text)


def bind(
    store: ox.Store, asked: questions.Question, values: Mapping[str, str], notice: terms.Notice = terms.silent
) -> dict[ox.Variable, terms.Found]:
    """The terms of the question's parameters; those of a query that declares none are guessed from name and form."""
    if not asked.parameters and asked.name == "query":
        return {_variable(name): terms.guess(store, name, value, notice) for name, value in values.items()}
    types = {parameter.name: parameter.type for parameter in asked.parameters}
    complete = asked.values(values)
    return {ox.Variable(name): terms.term(store, types[name], value, notice) for name, value in complete.items()}


def _variable(name: str) -> ox.Variable:
    try:
        return ox.Variable(name.lstrip("?$"))
    except ValueError:
        raise QueryError(f"{name!r} cannot be a variable's name", hint="Write -p name=value.") from None


def _failed(error: Exception, bound: Mapping[ox.Variable, terms.Found]) -> QueryError:
    for variable in bound:
        if f"{variable} " in f"{error} " and "projection" in str(error):
            hint = f"SPARQL can bind only variables that are selected: write SELECT {variable} …"
            return QueryError(f"the parameter {variable.value} is not a variable that the query selects", hint=hint)
    return QueryError(f"the query failed: {error}")
