"""Reading as the command line does it: the list of formats, the choice of papers, and errors of two lines."""

import subprocess
import sys
from pathlib import Path

from kg.sources import formats

DATA = Path(__file__).parent / "data"


def kg(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def test_sources_lists_every_format_with_a_line() -> None:
    done = kg("sources")
    assert [line.split()[0] for line in done.stdout.decode().splitlines()] == list(formats())
    assert all(len(line) <= 130 for line in done.stdout.decode().splitlines())


def test_papers_are_chosen_while_they_are_read(tmp_path: Path) -> None:
    snapshot = (DATA / "arxiv-snapshot.jsonl").read_bytes()
    chosen = ("--since", "2020", "--category", "cs", "--limit", "5", "--from", "arxiv-snapshot")
    done = kg("build", "-", *chosen, "--format", "ttl", "-o", tmp_path, given=snapshot)
    assert done.returncode == 0, done.stderr
    assert b"Papers    1 (3 entries read, 0 merged, 1 skipped)" in done.stdout
    assert b"stdin:3: withdrawn (A Result That Did Not Hold)" in done.stdout
    written = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "Plain Mixers for Small Images" in written
    assert "Do We Need Depth?" not in written


def test_what_was_built_before_stays_when_an_input_is_bad(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("what was here\n")
    bad = tmp_path / "bad.csv"
    bad.write_text("Name,Text\nA B,We mix.\nC D,We mix.\n")
    done = kg("build", bad, "--format", "ttl", "-o", tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        f"kg: {bad}: no column for title and abstract; its columns are 'Name', 'Text'",
        "Map them: --columns title=NAME,abstract=NAME.",
    ]
    assert (tmp_path / "graph.ttl").read_text() == "what was here\n"
