"""A graph against a gold file: what counts, and that it counts as the measuring script does."""

import json
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

from kg import evaluate as ev
from kg.cli import app, register
from kg.errors import InputError, MissingInputError
from kg.evaluate.gold import read_gold
from kg.model import Role

TITLE = "RaftNet: Rafts without Attention"


def entry(name: str, kind: str, *roles: str, required: bool = True) -> dict[str, object]:
    """An entry of a gold file."""
    return {"names": [name], "surfaces": [name], "types": [kind], "roles": list(roles), "required": required}


def gold(path: Path, *entries: dict[str, object], title: str = TITLE) -> Path:
    """A gold file of one paper."""
    path.write_text(json.dumps({"title": title, "entities": entries}) + "\n", encoding="utf-8")
    return path


ALL_RIGHT = (
    entry("RaftNets", "method", "introduces"),
    entry("swin transformer", "method", "compares_with"),
    entry("Q-Net", "method", "compares_with"),
    entry("FloatBench", "benchmark", "evaluates_on"),
)


def test_all_right(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    result = ev.evaluate(tiny, gold(tmp_path / "g", *ALL_RIGHT))
    every = result.scores[ev.ALL]
    assert (every.right, every.wrong, every.missed, every.roles, every.f1, every.role_share) == (4, 0, 0, 4, 1, 1)
    assert result.scores[ev.INTRODUCED].recall == 1
    assert (result.misses, result.absent, result.calibration) == ([], 0, [(0.8, 4, 1.0)])


def test_what_is_missed_and_what_is_wrong(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    entries = (*ALL_RIGHT[:2], entry("ImageNet", "dataset", "evaluates_on"))
    result = ev.evaluate(tiny, gold(tmp_path / "g", *entries))
    every = result.scores[ev.ALL]
    assert (every.right, every.wrong, every.missed) == (2, 2, 1)
    assert (every.precision, every.recall) == (1 / 2, 2 / 3)
    assert result.calibration == [(0.8, 4, 0.5)]
    assert {line.split("|")[0].split()[0] for line in result.misses} == {"missed", "extra"}
    assert f"missed  {TITLE[:40]} | dataset | ImageNet" in result.misses


def test_another_kind_is_wrong_but_dataset_and_benchmark_may_be_confused(
    tiny: "nx.MultiDiGraph[str]", tmp_path: Path
) -> None:
    entries = (*ALL_RIGHT[:3], entry("FloatBench", "dataset", "evaluates_on"))
    result = ev.evaluate(tiny, gold(tmp_path / "g", *entries))
    assert (result.scores["dataset"].missed, result.scores["benchmark"].wrong) == (1, 1)
    assert result.scores[ev.EITHER].f1 == 1


def test_what_annotators_disagree_on_neither_helps_nor_hurts(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    optional = entry("FloatBench", "benchmark", "evaluates_on", required=False)
    absent = entry("Nowhere", "task", "evaluates_on", required=False)
    result = ev.evaluate(tiny, gold(tmp_path / "g", *ALL_RIGHT[:3], optional, absent))
    every = result.scores[ev.ALL]
    assert (every.right, every.wrong, every.missed) == (3, 0, 0)


def test_a_wrong_role_is_counted_apart(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    entries = (entry("RaftNet", "method", "uses"), *ALL_RIGHT[1:])
    assert ev.evaluate(tiny, gold(tmp_path / "g", *entries)).scores[ev.ALL].role_share == 3 / 4


def test_one_entry_takes_one_link_and_required_ones_choose_first() -> None:
    def wanted(name: str, required: bool) -> ev.Wanted:
        return ev.Wanted(frozenset({name}), ("method",), frozenset(), required, name)

    from kg.model import Link

    link = Link("p", Role.USES, "method/a", 0.9, "r", ())
    found = [ev.Predicted(link, "method", frozenset({"a", "b"}))]
    pairs, missed, left = ev.pair([wanted("a", False), wanted("b", True)], found)
    assert [entry.shown for entry, _ in pairs] == ["b"]
    assert [entry.shown for entry in missed] == ["a"]
    assert left == []


def test_a_paper_that_the_graph_lacks_is_counted(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    result = ev.evaluate(tiny, gold(tmp_path / "g", *ALL_RIGHT, title="Unheard of"))
    assert (result.absent, result.scores[ev.ALL].missed) == (1, 4)


def test_training_on_counts_as_evaluating_on() -> None:
    assert ev.gold_role(Role.TRAINS_ON) == "evaluates_on"
    assert ev.gold_role(Role.USES) == "uses"


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"title": "x"}', '{"title": "x", "entities": [1]}', '{"title": "x", "entities": [{}]}']
)
def test_a_line_that_is_no_gold_raises_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"g\.jsonl:2: not a line of a gold file"):
        list(ev.read_gold(path))


@pytest.mark.parametrize(
    ("line", "why"), [('{"title": "A"}', ": entities is missing$"), ("A title", ": it is not JSON$"), ("7", " file$")]
)
def test_what_a_line_of_gold_lacks_is_told_in_words(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "g.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_gold(tmp_path / "g.jsonl"))
    assert re.search(why, str(caught.value).splitlines()[0])


def test_a_missing_or_unreadable_gold_file_raises(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such gold file"):
        list(ev.read_gold(tmp_path / "none"))
    (tmp_path / "latin").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        list(ev.read_gold(tmp_path / "latin"))


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and output of ``kg`` with ``arguments``."""
    register()
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    return result.exit_code, result.output


@pytest.fixture
def tiny_ttl(tiny: "nx.MultiDiGraph[str]", tmp_path: Path) -> Path:
    """The tiny graph as Turtle."""
    from kg import export

    return export.write(tiny, tmp_path / "out", export.named("ttl"))[0]


def test_the_command_prints_a_row_per_kind_and_the_calibration(tiny_ttl: Path, tmp_path: Path) -> None:
    code, output = run("eval", gold(tmp_path / "g", *ALL_RIGHT), "-g", tiny_ttl)
    lines = output.splitlines()
    assert code == 0
    assert lines[0] == "papers absent from the graph: 0"
    row = next(line for line in lines if line.startswith("method+dataset+benchmark"))
    assert row.split()[1:] == ["1.000", "1.000", "1.000", "1.000", "4", "0", "0"]
    assert lines[-1].split() == ["0.80", "4", "1.000"]


def test_the_command_lists_misses_and_fails_below_a_bound(tiny_ttl: Path, tmp_path: Path) -> None:
    path = gold(tmp_path / "g", *ALL_RIGHT[:2])
    code, output = run("eval", path, "-g", tiny_ttl, "--misses", "--min-f1", "0.9")
    assert code == 3
    assert "extra   RaftNet: Rafts without Attention | method | q net" in output
    assert "F1 0.667 is below 0.9" in output


def test_figures_are_those_of_the_measuring_script(shared: Path, tmp_path: Path) -> None:
    from kg import export
    from kg.build import build

    graph = build([shared / "pages"])
    path = export.write(graph, tmp_path, export.named("ttl"))[0]
    command = [sys.executable, str(shared / "eval" / "score.py"), str(path), str(shared / "gold" / "dev.jsonl")]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    ours = ev.evaluate(graph, shared / "gold" / "dev.jsonl").scores
    for row, score in ours.items():
        figures = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  roles {score.role_share:.3f}"
        counts = f"(tp {score.right} fp {score.wrong} fn {score.missed})"
        assert f"{row:26} {figures}  {counts}" in theirs
