"""Files and folders that appear under their final name only when they are whole."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, OutputError

HINT = "Nothing was overwritten. Choose another folder, or make room in this one."


@contextmanager
def placed(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Paths to write to instead of ``targets`` (all of one folder), renamed to them when the block ends well.

    They lie in a new folder beside them, on the same file system, so that a rename is one step; a kill leaves no more
    than that folder. What the system refuses becomes an `OutputError`, and nothing that was there before is touched.
    """
    folder = targets[0].parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise _failed(error, folder) from error
    written = [workshop / target.name for target in targets]
    try:
        yield written
        _refuse_other_kinds(written, targets)
        for path, target in zip(written, targets, strict=True):
            _replace(path, target)
    except KgError:
        raise
    except OSError as error:
        raise _failed(error, folder) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _failed(error: OSError, folder: Path) -> OutputError:
    return OutputError(f"it cannot be written: {error.strerror or error}", where=folder, hint=HINT)


def _refuse_other_kinds(written: Sequence[Path], targets: Sequence[Path]) -> None:
    """A folder must not give way to a file, nor a file to a folder: it is not of our making."""
    for path, target in zip(written, targets, strict=True):
        if target.exists() and target.is_dir() != path.is_dir():
            there, wanted = ("folder", "file") if target.is_dir() else ("file", "folder")
            raise OutputError(f"there is a {there} where a {wanted} has to go", where=target, hint=HINT)


def _replace(written: Path, target: Path) -> None:
    """Put ``written`` in ``target``'s place; what a folder holds beside what was written stays in it."""
    if not target.is_dir():
        written.replace(target)
        return
    before = written.with_name(f"before-{target.name}")
    target.rename(before)
    written.rename(target)
    for kept in before.iterdir():
        if not (target / kept.name).exists():
            kept.rename(target / kept.name)
