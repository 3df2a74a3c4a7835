"""The first view: what it chooses, that nothing overlaps, and that nothing but the graph decides it."""

import random
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import assemble
from kg.layout import Place, first_view
from kg.layout.communities import communities
from kg.layout.labels import PAPER_COLUMNS, short_title, text_width, wrap
from kg.layout.packing import GROUP_GAP, Box, pack, pack_groups
from kg.model import Concept, Kind, Link, Mention, Paper, Role

TITLES = ("Alpha: a start", "On the long way of naming many things in one title", "Ünïcode", "x" * 90)


def field(seed: int = 0, papers: int = 60) -> "nx.MultiDiGraph[str]":
    """Papers of two fields that share one concept, given in an order of chance."""
    chance = random.Random(seed)
    concepts = {
        f"{kind}/{name}{number}": Concept(f"{kind}/{name}{number}", kind, (f"{name} {kind} {number}",))
        for kind in Kind
        for name in ("vision", "speech")
        for number in range(8)
    } | {"method/shared": Concept("method/shared", Kind.METHOD, ("shared",))}
    made, links = [], []
    for number in range(papers):
        title = f"{TITLES[number % 4]} {number}"
        name = "vision" if number % 2 else "speech"
        fixed = random.Random(number)
        linked = {f"{kind}/{name}{fixed.randrange(8)}" for kind in Kind for _ in range(3)} | {"method/shared"}
        made.append(Paper(f"p{number:03}", title, "Text."))
        links += [Link(f"p{number:03}", Role.USES, concept, 0.9, "r", (Mention(0, 1, concept),)) for concept in linked]
    chance.shuffle(made)
    chance.shuffle(links)
    return assemble(made, concepts, links)


def covers(place: Place) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a place with its label."""
    lines = place.label.split("\n")
    width = max(max(map(text_width, lines)) * place.font, 2 * place.radius)
    height = len(lines) * place.font * 1.2
    top = place.y - (place.radius or height / 2)
    bottom = place.y + (place.radius + 6 + height if place.radius else height / 2)
    return place.x - width / 2, top, place.x + width / 2, bottom


def apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two rectangles share nothing."""
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_no_label_overlaps_another() -> None:
    view = first_view(field())
    assert len(view) > 60
    assert all(apart(covers(one), covers(other)) for one, other in combinations(view, 2))


def test_the_order_of_the_input_changes_nothing() -> None:
    assert first_view(field(1)) == first_view(field(2))


def test_it_holds_the_best_of_every_kind_within_its_limits() -> None:
    view = first_view(field(), concepts=20, papers=5)
    kinds = [place.node.split("/")[0] for place in view]
    assert set(kinds) == {"paper", *map(str, Kind)}
    assert kinds.count("paper") == 5
    assert len(kinds) == 25
    assert "method/shared" in {place.node for place in view}


def test_what_more_papers_link_to_is_larger() -> None:
    view = {place.node: place for place in first_view(field())}
    others = [place for node, place in view.items() if place.radius and node != "method/shared"]
    assert all(place.radius < view["method/shared"].radius for place in others)
    assert all(place.font <= view["method/shared"].font for place in others)


def test_communities_are_the_fields_and_stand_apart() -> None:
    view = [place for place in first_view(field()) if "vision" in place.node or "speech" in place.node]
    names: dict[int, set[str]] = {}
    for place in view:
        names.setdefault(place.community, set()).add("vision" if "vision" in place.node else "speech")
    assert len(names) >= 2
    assert all(len(fields) == 1 for fields in names.values())
    for one, other in combinations(view, 2):
        if one.community != other.community:
            left, top, right, bottom = covers(one)
            assert apart((left - 20, top - 20, right + 20, bottom + 20), covers(other))


def test_an_empty_graph_and_one_without_links() -> None:
    assert first_view(assemble([], {}, [])) == []
    assert first_view(assemble([Paper("p", "T", "A")], {}, [])) == []


def test_concepts_without_a_shared_paper_are_communities_of_their_own() -> None:
    assert communities({"a": ["p"], "b": ["q"], "c": ["r", "s"]}) == [["c"], ["a"], ["b"]]
    assert communities({}) == []


@given(st.lists(st.tuples(st.floats(1, 200), st.floats(1, 80)), max_size=25))
def test_packed_boxes_never_overlap(sizes: list[tuple[float, float]]) -> None:
    boxes = [Box(str(number), 0, 0, width, height) for number, (width, height) in enumerate(sizes)]
    placed = pack(boxes, {"3": {"0": 1.0}, "4": {"1": 0.5, "2": 0.5}})
    assert [box.name for box in placed] == [box.name for box in boxes]
    assert all(apart(corners(one), corners(other)) for one, other in combinations(placed, 2))


def test_groups_keep_their_order_inside_and_a_gap_between() -> None:
    group = [Box("a", 0, 0, 10, 10), Box("b", 20, 0, 10, 10)]
    other = [Box("c", 0, 0, 30, 30)]
    (a, b), (c,) = pack_groups([group, other], {"c": {"a": 1.0}})
    assert (b.x - a.x, b.y - a.y) == (20, 0)
    left, top, right, bottom = corners(c)
    gap = GROUP_GAP / 2
    assert all(apart((left - gap, top - gap, right + gap, bottom + gap), corners(box)) for box in (a, b))


def test_where_nothing_near_is_free_a_box_goes_to_the_right() -> None:
    wall = Box("wall", 0, 0, 5000, 5000)
    _, placed = pack([wall, Box("late", 0, 0, 10, 10)], {})
    assert placed.x >= 2500 + 5


def corners(box: Box) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box."""
    return box.x - box.width / 2, box.y - box.height / 2, box.x + box.width / 2, box.y + box.height / 2


@pytest.mark.parametrize(
    ("text", "columns", "lines", "wrapped"),
    [
        ("one two three", 7, 3, ["one two", "three"]),
        ("one two three four", 7, 2, ["one two", "three…"]),
        ("unbreakablelongword", 8, 2, ["unbreak…"]),
        ("", 8, 2, [""]),
        ("  spaced   out  ", 20, 2, ["spaced out"]),
    ],
)
def test_wrapping(text: str, columns: int, lines: int, wrapped: list[str]) -> None:
    assert wrap(text, columns, lines) == wrapped


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Name: what it does", "Name"),
        (": nothing before", ": nothing before"),
        ("No colon", "No colon"),
        (f"{'long ' * PAPER_COLUMNS}: rest", f"{'long ' * PAPER_COLUMNS}: rest"),
    ],
)
def test_short_titles(title: str, short: str) -> None:
    assert short_title(title) == short


def test_wide_characters_take_more_room() -> None:
    assert text_width("i") < text_width("a") < text_width("A") < text_width("W") < text_width("字")
