"""The command line end to end: what it prints, where to, its exit codes, and what it leaves alone."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import kg
from kg.build import SAMPLE
from kg.cli import app, register

SHOULD_NOT_LOAD = ("spacy", "networkx", "rdflib", "pyvis", "pyoxigraph", "pandas", "matplotlib", "numpy", "rich")


def run(*arguments: str | Path) -> Result:
    """``kg`` with ``arguments``, in this process; its own errors are raised."""
    register()
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def kg_process(*arguments: str | Path, cwd: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """``kg`` with ``arguments`` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def papers(path: Path, rows: Sequence[object]) -> Path:
    """A JSONL file of ``rows``."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


ROWS = [
    {"title": "RaftoNet: Rafts on Water", "abstract": "We propose RaftoNet. It outperforms BERT on SQuAD in accuracy."},
    {"title": "On BERT", "abstract": "We fine-tune BERT on SQuAD for question answering."},
    {"title": "On BERT", "abstract": "We fine-tune BERT on SQuAD for question answering."},
    {"title": "Nothing", "abstract": ""},
]


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['kg', '--help']\n"
        "from kg.cli import main\n"
        "try: main()\n"
        f"finally: print([name for name in {SHOULD_NOT_LOAD!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "build" in done.stdout


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    code = f"import sys, kg; print([name for name in {SHOULD_NOT_LOAD!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_table_counts_the_concepts_that_papers_link_to(tmp_path: Path) -> None:
    page = papers(tmp_path / "a.jsonl", [{"title": "On BERT", "abstract": "We fine-tune BERT on SQuAD."}])
    shown = run("build", page, "-o", tmp_path / "out").stdout
    graph = kg.load(tmp_path / "out" / "graph.ttl")
    assert "(1 entry read, 0 merged, 0 skipped)" in shown
    assert "  method                1          0\n" in shown
    assert sum(attributes.get("kind") == "method" for _, attributes in graph.nodes(data=True)) > 1  # the broader too


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"kg {kg.__version__}\n"


def test_no_command_shows_the_help() -> None:
    assert "Commands:" in run().output


@pytest.mark.parametrize("command", [[], ["catalogue"]])
def test_commands_are_listed_with_whole_sentences(command: list[str]) -> None:
    listed = run(*command, "--help").output.partition("Commands:\n")[2].rstrip().splitlines()
    assert len(listed) >= 6
    assert all(line.startswith("  ") and line.endswith(".") and not line.endswith("..") for line in listed)


@pytest.mark.usefixtures("few")
def test_a_build_prints_what_it_did(tmp_path: Path) -> None:
    result = run("build", papers(tmp_path / "p.jsonl", ROWS), "-o", tmp_path / "out", "--format", "ttl")
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[:3] == [
        "Papers    2 (4 entries read, 1 merged, 1 skipped)",
        "  skipped 1: no abstract",
        "    p.jsonl:4: no abstract (Nothing)",
    ]
    assert "  method                1          1" in lines
    assert "  introduces            1" in lines
    assert "  compares_with         1" in lines
    assert lines[-1].startswith(f"Wrote {tmp_path}/out/graph.ttl in ")


@pytest.mark.usefixtures("few")
def test_a_build_writes_every_format_asked_for_and_says_what_to_open(tmp_path: Path) -> None:
    result = run("build", papers(tmp_path / "p.jsonl", ROWS), "-o", tmp_path / "out", "--format", "nt,html,ttl.gz")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["graph.html", "graph.nt", "graph.ttl.gz"]
    assert result.stdout.splitlines()[-1] == f"Open {tmp_path}/out/graph.html in a browser."


@pytest.mark.usefixtures("few")
def test_papers_are_chosen(tmp_path: Path) -> None:
    def built(*options: str) -> str:
        return run("build", SAMPLE, "-o", tmp_path, "--format", "ttl", *options).stdout.splitlines()[0]

    assert built("--limit", "3").startswith("Papers    3 ")
    since = [row for row in map(json.loads, SAMPLE.read_text().splitlines()) if row["published"] >= "2023"]
    assert built("--since", "2023").startswith(f"Papers    {len(since)} ")


@pytest.mark.usefixtures("few")
def test_evidence_and_base_are_as_asked(tmp_path: Path) -> None:
    path = papers(tmp_path / "p.jsonl", ROWS)
    run("build", path, "-o", tmp_path, "--format", "nt", "--no-evidence", "--base-iri", "https://example.org/kg/")
    text = (tmp_path / "graph.nt").read_text(encoding="utf-8")
    assert "<https://example.org/kg/method/bert>" in text
    assert "nif-core#Phrase" not in text


def test_results_go_to_stdout_and_nothing_else_in_a_pipe(tmp_path: Path) -> None:
    path = papers(tmp_path / "p.jsonl", [{**ROWS[0], "title": f"Rafts {number}"} for number in range(40)])
    done = kg_process("build", path, "-o", tmp_path / "out", "--format", "ttl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout


def test_two_builds_and_a_shuffled_one_are_the_same_bytes(tmp_path: Path) -> None:
    rows = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)[:12]
    outputs = []
    for number in range(2):
        random.Random(number).shuffle(rows)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "papers.jsonl").write_text("".join(rows), encoding="utf-8")
        done = kg_process("build", "papers.jsonl", "--format", "ttl,html", cwd=folder, PYTHONHASHSEED=str(number))
        assert done.returncode == 0, done.stderr
        outputs.append([(folder / "output" / name).read_bytes() for name in ("graph.ttl", "graph.html")])
    (one_ttl, one_html), (other_ttl, other_html) = outputs
    assert without_hash(one_ttl) == without_hash(other_ttl)
    assert len(one_html) == len(other_html)


def without_hash(turtle: bytes) -> list[bytes]:
    """The lines of a Turtle file but the one that holds the input file's hash, which a shuffled file changes."""
    return [line for line in turtle.splitlines() if b"sha256" not in line]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "none.txt"], 1, "kg: none.txt: no such file, folder or pattern\n"),
        (["show", "BERT"], 1, "kg: output/graph.ttl: there is no such file\nkg build writes a graph.\n"),
        (["build", "--limit", "none"], 2, "Invalid value for '--limit'"),
        (["nothing"], 2, "No such command 'nothing'"),
        (["show"], 2, "name a concept or a paper, or give --why TEXT"),
    ],
)
def test_errors_are_a_line_or_two_with_an_exit_code(
    tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    done = kg_process(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_closes_the_pipe_is_no_error(sample_ttl: Path, tmp_path: Path) -> None:
    shown = f"{sys.executable} -m kg show 'method/transformer' -g {sample_ttl} | head -n 1"
    done = subprocess.run(["bash", "-c", shown], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Transformer")
    assert "Traceback" not in done.stderr


def test_an_interrupt_is_a_line(tmp_path: Path) -> None:
    """Standard input that never ends keeps the command reading until it is interrupted."""
    command = [sys.executable, "-m", "kg", "build", "-", "--from", "jsonl"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdin is not None
    process.stdin.write(json.dumps(ROWS[0]) + "\n")
    process.stdin.flush()
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in error
    assert not (tmp_path / "output").exists()


def test_show_prints_a_card(sample_ttl: Path) -> None:
    lines = run("show", "gpt 3", "-g", sample_ttl).stdout.splitlines()
    assert lines[0] == "GPT-3 (method, curated)"
    assert any("Language Models are Few-Shot Learners" in line for line in lines)


def test_show_why_needs_no_graph() -> None:
    assert "'BERT'  linked to method/bert" in run("show", "--why", "We fine-tune BERT on SQuAD.").stdout


def test_sources_are_listed() -> None:
    assert {line.split()[0] for line in run("sources").stdout.splitlines()} >= {"jsonl", "listing"}


@pytest.mark.usefixtures("few")
def test_another_folder_works_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    papers(tmp_path / "p.jsonl", ROWS)
    monkeypatch.chdir(tmp_path / "deep")
    assert run("build", "../p.jsonl", "--format", "ttl").exit_code == 0
    assert Path("output/graph.ttl").is_file()
