"""The curation loop: look up, count, add a row, take over a dump; and the commands over it."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import catalogue
from kg.catalogue import curate
from kg.catalogue.dump import import_dump
from kg.cli import app, register
from kg.errors import CatalogueError, InputError, KgError, MissingInputError, OutputError, UnknownNodeError
from kg.model import Concept, Kind

NEW = Concept("method/raftnet-of-tests", Kind.METHOD, ("RaftNet-of-Tests",), year=2021)


def run(*arguments: str | Path) -> str:
    """What ``kg`` prints for ``arguments``; its errors are raised."""
    register()
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def own(path: Path, *rows: object) -> Path:
    """A user catalogue of ``rows``."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("asked", ["method/bert", "BERT", "bert"])
def test_a_concept_is_found_by_id_and_by_name(asked: str) -> None:
    assert "method/bert" in [concept.id for concept in curate.find(asked)]


def test_an_unknown_name_has_nearest_ones() -> None:
    with pytest.raises(UnknownNodeError) as caught:
        curate.find("ImageNett")
    assert "ImageNet" in caught.value.nearest


def test_counts_add_up() -> None:
    counts = curate.counts()
    every = counts.pop("all")
    assert set(counts) == {kind.value for kind in Kind}
    assert every == {column: sum(count[column] for count in counts.values()) for column in every}
    assert every["concepts"] == len(catalogue.bundled())
    assert counts["benchmark"]["tasks"] > counts["benchmark"]["datasets"] > 0
    assert counts["method"]["datasets"] == 0


def test_counts_take_in_a_users_rows(tmp_path: Path) -> None:
    path = own(tmp_path / "own.jsonl", {"id": "metric/test-score", "names": ["Test-Score-9"]})
    before, after = curate.counts(), curate.counts([path])
    assert {
        column: after["metric"][column] - before["metric"][column] for column in ("concepts", "names", "tasks")
    } == {
        "concepts": 1,
        "names": 1,
        "tasks": 0,
    }


def test_a_row_is_added_to_a_new_file_and_to_a_sorted_one(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    curate.append(NEW, path)
    curate.append(Concept("dataset/a-of-tests", Kind.DATASET, ("A-of-Tests",)), path)
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["dataset/a-of-tests", NEW.id]
    assert set(catalogue.load([path])) > {NEW.id}
    assert sorted(item.name for item in tmp_path.iterdir()) == ["own.jsonl"]


@pytest.mark.parametrize(
    ("concept", "problem"),
    [
        (NEW, "the id method/raftnet-of-tests exists"),
        (Concept("method/the-of-tests", Kind.METHOD, ("the",)), "stop word or too generic"),
        (Concept("method/b-of-tests", Kind.METHOD, ("RaftNet-of-Tests",)), "is also that of method/raftnet-of-tests"),
        (Concept("method/c-of-tests", Kind.METHOD, ("C-of-Tests",), broader=("method/none",)), "does not exist"),
    ],
)
def test_a_row_with_a_problem_changes_nothing(tmp_path: Path, concept: Concept, problem: str) -> None:
    path = tmp_path / "own.jsonl"
    curate.append(NEW, path)
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match=problem):
        curate.append(concept, path)
    assert path.read_bytes() == before


def test_a_broken_file_lists_every_problem_and_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(
        '{"id": "method/x1-of-tests", "names": ["X1-of-Tests"]}\n'
        "{broken\n"
        '{"id": "model/x2", "names": ["X2-of-Tests"]}\n'
        '{"id": "method/bert", "names": ["Bert-of-Tests"]}\n'
        '{"id": "method/x3-of-tests", "names": ["the"]}\n',
        encoding="utf-8",
    )
    before = path.read_bytes()
    with pytest.raises(CatalogueError) as caught:
        curate.append(NEW, path)
    problems = "\n".join(caught.value.problems)
    assert f"{path}:2: not JSON" in problems
    assert f"{path}:3: unknown kind 'model'" in problems
    assert "4: the id method/bert exists" in problems
    assert "5: method/x3-of-tests: the name 'the' is a stop word" in problems
    assert path.read_bytes() == before


def test_a_catalogue_that_cannot_be_written_raises(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        curate.append(NEW, tmp_path / "missing" / "own.jsonl")


def dump(path: Path, *rows: object) -> Path:
    """A dump of ``rows``."""
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


FLOATER = {
    "url": "https://paperswithcode.com/method/floater-of-tests",
    "name": "FLOATER-T",
    "full_name": "Floating Transport of Tests",
    "introduced_year": 2019,
    "source_url": "http://arxiv.org/abs/1901.00001v2",
    "paper": {"title": "FLOATER-T: Floating", "url": "https://paperswithcode.com/paper/floater"},
    "collections": [],
}


def test_a_dump_of_methods_becomes_rows(tmp_path: Path) -> None:
    into = tmp_path / "own.jsonl"
    assert import_dump(dump(tmp_path / "methods.json", FLOATER), into) == (1, 0)
    assert json.loads(into.read_text()) == {
        "id": "method/floater-t",
        "names": ["FLOATER-T", "Floating Transport of Tests"],
        "year": 2019,
        "paper": "FLOATER-T: Floating",
        "arxiv_id": "1901.00001",
        "url": "https://paperswithcode.com/method/floater-of-tests",
    }


def test_a_zipped_dump_of_datasets_becomes_rows(tmp_path: Path) -> None:
    row = {
        "url": "https://paperswithcode.com/dataset/boats-of-tests",
        "name": "Boats-of-Tests",
        "full_name": None,
        "homepage": "not an address",
        "introduced_date": "2014-01-01",
        "paper": None,
        "modalities": ["Images"],
        "tasks": [{"task": "Object Detection", "url": "x"}, "Image Classification", {"task": "no such task"}, None],
    }
    path = tmp_path / "datasets.json.gz"
    path.write_bytes(gzip.compress(json.dumps([row]).encode()))
    assert import_dump(path, tmp_path / "own.jsonl") == (1, 0)
    assert json.loads((tmp_path / "own.jsonl").read_text()) == {
        "id": "dataset/boats-of-tests",
        "names": ["Boats-of-Tests"],
        "year": 2014,
        "url": "https://paperswithcode.com/dataset/boats-of-tests",
        "tasks": ["task/object-detection", "task/image-classification"],
    }


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"name": "BERT", "full_name": "BERT", "collections": []}, "known"),
        ({"name": "Focus", "full_name": "Focus", "collections": []}, "a plain word that nothing guards"),
        ({"name": "model", "full_name": None, "collections": []}, "generic"),
        ({"name": "!?", "full_name": None, "collections": []}, "no name at all"),
    ],
)
def test_what_a_dump_holds_is_left_out_when(tmp_path: Path, row: object, why: str) -> None:
    assert import_dump(dump(tmp_path / "d.json", FLOATER, row), tmp_path / "own.jsonl") == (1, 1), why


def test_two_rows_of_one_name_are_both_left_out(tmp_path: Path) -> None:
    second = {**FLOATER, "full_name": "Another Thing of Tests"}
    assert import_dump(dump(tmp_path / "d.json", FLOATER, second), tmp_path / "own.jsonl") == (0, 2)


def test_a_plain_word_is_guarded_by_its_full_name(tmp_path: Path) -> None:
    row = {"name": "Drifty", "full_name": "Drifting Tests of Rafts", "introduced_year": 2000, "collections": []}
    import_dump(dump(tmp_path / "d.json", row), tmp_path / "own.jsonl")
    made = json.loads((tmp_path / "own.jsonl").read_text())
    assert made["guards"] == {"Drifty": ["drifting", "tests", "rafts"]}
    assert "year" not in made


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    path, into = dump(tmp_path / "d.json", FLOATER), tmp_path / "own.jsonl"
    import_dump(path, into)
    before = into.read_bytes()
    assert import_dump(path, into) == (0, 1)
    assert into.read_bytes() == before


@pytest.mark.parametrize("content", ["", "[", "[]", '[{"title": "x"}]', "[1]", '{"a": 1}\nx', "\x1f\x8bno zip"])
def test_what_is_no_dump_raises_with_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "d.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(InputError, match=r"d\.json"):
        import_dump(path, tmp_path / "own.jsonl")
    assert not (tmp_path / "own.jsonl").exists()


def test_a_missing_dump_raises(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such dump"):
        import_dump(tmp_path / "d.json", tmp_path / "own.jsonl")


def test_check_counts_the_concepts(tmp_path: Path) -> None:
    path = own(tmp_path / "own.jsonl", {"id": "metric/test-score", "names": ["Test-Score-9"]})
    assert run("catalogue", "check", path) == f"{len(catalogue.bundled()) + 1} concepts, no problems\n"


def test_check_lists_problems_at_once(tmp_path: Path) -> None:
    path = own(tmp_path / "own.jsonl", {"id": "model/x", "names": ["X-of-Tests"]}, {"id": "method/y", "names": []})
    with pytest.raises(KgError) as caught:
        run("catalogue", "check", path)
    assert f"{path}:1: unknown kind" in str(caught.value)
    assert f"{path}:2: names must be" in str(caught.value)


def test_show_prints_the_row() -> None:
    assert json.loads(run("catalogue", "show", "method/bert").splitlines()[0])["names"][0] == "BERT"


def test_stats_print_a_row_per_kind_and_the_sum() -> None:
    lines = run("catalogue", "stats").splitlines()
    assert [line.split()[0] for line in lines] == ["kind", *Kind, "all"]
    assert lines[-1].split()[1] == str(len(catalogue.bundled()))


def test_a_candidate_of_a_graph_is_ranked_accepted_and_linked_as_curated(tmp_path: Path) -> None:
    papers = own(
        tmp_path / "papers.jsonl",
        {"title": "RaftoNet: Rafts on Water", "abstract": "RaftoNet is a neural network that floats on water."},
        {"title": "On Rafts", "abstract": "We compare with RaftoNet, a neural network of some renown."},
    )
    graph, mine = tmp_path / "out" / "graph.ttl", tmp_path / "mine.jsonl"
    run("build", papers, "-o", graph.parent, "--format", "ttl")
    ranked = run("catalogue", "candidates", "-g", graph, "--limit", "1")
    assert ranked.splitlines()[0].split() == ["2", "RaftoNet", "(method)", "[method/raftonet]"]
    assert run("catalogue", "accept", "raftonet", "-g", graph, "--into", mine) == f"method/raftonet is in {mine}\n"
    run("build", papers, "-o", graph.parent, "--format", "ttl", "--catalogue", mine)
    assert run("show", "RaftoNet", "-g", graph).startswith("RaftoNet (method, curated)\n")


def test_import_tells_what_it_did(tmp_path: Path) -> None:
    path, into = dump(tmp_path / "d.json", FLOATER), tmp_path / "own.jsonl"
    assert run("catalogue", "import", path, "--into", into).startswith(f"1 concepts in {into}; 0 left out")
