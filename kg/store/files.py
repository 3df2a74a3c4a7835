"""Stores on disk for large graph files: made on first use, kept while the file stays, made anew when it changes.

They live in the user's cache folder (``KG_CACHE``, else ``XDG_CACHE_HOME``, else ``~/.cache``), a folder for each graph
file, in it a folder for each content. A store is made beside and renamed when whole, so an interrupted or concurrent
build leaves nothing half-made; a lock makes the second of two builders wait for the first.
"""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from kg.errors import InputError, MissingInputError, OutputError
from kg.vocabulary import BASE

LARGE: Final = 8_000_000
"""Graph files of more bytes get a store on disk; smaller ones load into memory faster than one notices."""

FORMAT: Final = 1
SUFFIXES: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".rdfxml": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
_ABANDONED: Final = 24 * 3600

Notice = Callable[[str], None]
"""Told in a sentence about work that takes a while."""


def load(path: Path) -> ox.Store:
    """A store in memory of the RDF file ``path``."""
    store = ox.Store()
    _fill(store, store.load, path)
    return store


def on_disk(path: Path, notice: Notice = lambda _: None) -> ox.Store:
    """A read-only store on disk of the RDF file ``path``; see `prepare`."""
    return opened(prepare(path, notice))


def opened(folder: Path) -> ox.Store:
    """The store in ``folder``, read-only."""
    try:
        return ox.Store.read_only(str(folder / "store"))
    except OSError as error:
        raise InputError(f"the store cannot be opened: {error}", where=folder, hint="Remove the folder.") from error


def prepare(path: Path, notice: Notice = lambda _: None) -> Path:
    """The folder of the store of the RDF file ``path`` as it is now, made or refreshed where needed."""
    home = _home(path)
    current = _current(home, path)
    if current:
        return current
    with _locked(home / "lock"):
        current = _current(home, path)
        return current or _make(home, path, notice)


def signature(path: Path) -> tuple[int, ...]:
    """What changes when the file does, without reading it: size, times and number."""
    try:
        stat = path.stat()
    except OSError as error:
        raise _missing(path) from error
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _missing(path: Path) -> MissingInputError:
    return MissingInputError("no such graph", where=path, hint="Make one with kg build, or name one with -g.")


def _home(path: Path) -> Path:
    """The cache folder of the graph file ``path``."""
    cache = os.environ.get("KG_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "paperkg"
    home = Path(cache) / "stores" / hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "Set KG_CACHE to a folder that can be written."
        raise OutputError(f"cannot make a store: {error.strerror}", where=home, hint=hint) from error
    return home


def _current(home: Path, path: Path) -> Path | None:
    """The store's folder where it holds what the file holds now; the file is read only where its times have changed."""
    try:
        known: dict[str, Any] = json.loads((home / "current.json").read_text(encoding="utf-8"))
        folder = home / str(known["sha256"])
    except (OSError, ValueError, LookupError, TypeError):
        signature(path)
        return None
    if known.get("format") != FORMAT or not (folder / "store").is_dir():
        return None
    now = signature(path)
    if list(now) != known.get("signature"):
        if now[0] != known["signature"][0] or _sha256(path) != known["sha256"]:
            return None
        _remember(home, known["sha256"], now)
    return folder


def _make(home: Path, path: Path, notice: Notice) -> Path:
    notice(f"Making a store of {path} for queries; the next query finds it made.")
    before = signature(path)
    digest = _sha256(path)
    target = home / digest
    beside = Path(tempfile.mkdtemp(prefix="making-", dir=home))
    try:
        store = ox.Store(str(beside / "store"))
        _fill(store, store.bulk_load, path)
        store.optimize()  # a fifth more time to make it, and every question takes half as long
        store.flush()
        del store
        if not target.exists():
            beside.replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _remember(home, digest, before)
    _sweep(home, target)
    return target


def _remember(home: Path, digest: str, seen: tuple[int, ...]) -> None:
    """Note that the store ``digest`` holds the file as it was ``seen``, whole or not at all."""
    handle, beside = tempfile.mkstemp(prefix="noting-", dir=home)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, "sha256": digest, "signature": seen}, file)
    Path(beside).replace(home / "current.json")


def _sweep(home: Path, current: Path) -> None:
    """Remove older stores but the last, which somebody may be reading, and what interrupted builds left a day ago."""
    made = [entry for entry in home.iterdir() if entry.is_dir() and entry != current]
    stores = sorted((entry for entry in made if "-" not in entry.name), key=lambda entry: entry.stat().st_mtime)
    left = [entry for entry in made if "-" in entry.name and time.time() - entry.stat().st_mtime > _ABANDONED]
    for entry in (*stores[:-1], *left):
        shutil.rmtree(entry, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock ``path`` alone; where the system has no such locks, builders work side by side, harmlessly."""
    with path.open("w") as file:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(store: ox.Store, load: Callable[..., None], path: Path) -> None:
    """Load the file ``path`` by pyoxigraph's ``load`` or ``bulk_load``.

    What named graphs hold is put into the default graph too, once, so that a query need not know of them.
    """
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    format = SUFFIXES.get(suffix.casefold())
    if format is None:
        raise InputError(f"not a graph that can be queried: {suffix or 'no suffix'}", where=path, hint=_known())
    try:
        with _open(path) as file:
            load(input=file, format=format, base_iri=BASE)
    except FileNotFoundError as error:
        raise _missing(path) from error
    except SyntaxError as error:
        raise InputError(f"not {format.name}: {error}", where=path, hint="Make it again with kg build.") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error}", where=path) from error
    if any(True for _ in store.named_graphs()):
        quads = store.quads_for_pattern(None, None, None, None)
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _known() -> str:
    return f"Name an RDF file: {', '.join(SUFFIXES)}, or one of these with .gz."


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]
