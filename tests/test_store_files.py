"""Stores on disk: made once, made anew when the graph changes, whole or not at all."""

import os
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, MissingInputError, OutputError
from kg.store import files, open_store

ONE = "<x:s> <x:p> 1 ."
TWO = "<x:s> <x:p> 1 , 2 ."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("KG_CACHE", str(folder))
    return folder


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(ONE)
    return path


def stores(cache: Path) -> list[Path]:
    return sorted(entry for entry in cache.glob("stores/*/*") if entry.is_dir())


def test_a_store_is_made_once_and_told(graph: Path, cache: Path) -> None:
    told: list[str] = []
    assert len(files.on_disk(graph, told.append)) == 1
    assert len(files.on_disk(graph, told.append)) == 1
    assert told == [f"Making a store of {graph} for queries; the next query finds it made."]
    assert len(stores(cache)) == 1


def test_a_changed_graph_makes_another_store(graph: Path, cache: Path) -> None:
    assert len(files.on_disk(graph)) == 1
    graph.write_text(TWO)
    assert len(files.on_disk(graph)) == 2
    graph.write_text(ONE.replace("1", "3"))
    assert len(files.on_disk(graph)) == 1
    assert len(stores(cache)) == 2, "the store before the last is kept for whoever reads it, older ones are not"


def test_a_change_of_the_same_size_and_time_is_seen(graph: Path) -> None:
    files.on_disk(graph)
    stat = graph.stat()
    beside = graph.with_name("beside")
    beside.write_text(ONE.replace("1", "7"))
    os.utime(beside, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    beside.replace(graph)
    assert [str(quad.object) for quad in files.on_disk(graph)] == [str(ox.Literal(7))]


def test_a_touched_graph_keeps_its_store(graph: Path, cache: Path) -> None:
    files.on_disk(graph)
    os.utime(graph, ns=(1, 1))
    told: list[str] = []
    assert len(files.on_disk(graph, told.append)) == 1
    assert not told
    assert len(stores(cache)) == 1


def test_an_interrupted_build_leaves_nothing_half_made(
    graph: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "_fill", interrupted)
        with pytest.raises(KeyboardInterrupt):
            files.on_disk(graph)
    assert not stores(cache)
    assert len(files.on_disk(graph)) == 1


def test_what_a_killed_build_left_is_swept_after_a_day(graph: Path, cache: Path) -> None:
    files.on_disk(graph)
    home = next(cache.glob("stores/*"))
    old, new = home / "making-old", home / "making-new"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (1, 1))
    graph.write_text(TWO)
    files.on_disk(graph)
    assert not old.exists()
    assert new.exists()


def test_a_damaged_note_makes_the_store_anew(graph: Path, cache: Path) -> None:
    files.on_disk(graph)
    note = next(cache.glob("stores/*/current.json"))
    for damaged in ("", "{}", "[1]", '{"sha256": "none", "format": 1, "signature": []}'):
        note.write_text(damaged)
        assert len(files.on_disk(graph)) == 1


def test_many_at_once_make_one_store(graph: Path, cache: Path) -> None:
    told: list[str] = []
    sizes: list[int] = []
    threads = [threading.Thread(target=lambda: sizes.append(len(files.on_disk(graph, told.append)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [1] * 8
    assert len(told) == 1
    assert len(stores(cache)) == 1


def test_large_files_go_to_disk_and_small_ones_to_memory(
    graph: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(open_store(graph)) == 1
    assert not cache.exists()
    monkeypatch.setattr(files, "LARGE", 1)
    assert len(open_store(graph)) == 1
    assert len(stores(cache)) == 1


def test_a_bad_graph_makes_no_store(graph: Path, cache: Path) -> None:
    graph.write_text("no Turtle")
    with pytest.raises(InputError, match="not Turtle"):
        files.on_disk(graph)
    assert not stores(cache)
    with pytest.raises(MissingInputError, match="no such graph"):
        files.on_disk(graph.with_name("none.ttl"))


def test_a_cache_that_cannot_be_written_is_told(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="cannot make a store"):
        files.on_disk(graph)


def test_a_damaged_store_is_told(graph: Path) -> None:
    folder = files.prepare(graph)
    for file in (folder / "store").iterdir():
        file.unlink()
    with pytest.raises(InputError, match="cannot be opened"):
        files.on_disk(graph)


def test_compressed_graphs_are_read(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "graph.nt.gz"
    path.write_bytes(gzip.compress(b"<x:s> <x:p> <x:o> .\n"))
    assert len(files.load(path)) == 1
    path.write_bytes(b"not compressed")
    with pytest.raises(InputError, match="cannot be read"):
        files.load(path)
