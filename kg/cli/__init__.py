"""The command line: parse arguments, call one function, print. One module per verb; heavy imports wait until it runs.

Results go to standard output, progress and remarks to standard error. Exit codes: 0 done, 1 a `kg.errors.KgError`,
2 usage, 3 a check that failed.
"""

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import typer

from kg import __version__
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    help="A knowledge graph of machine-learning research from pages of titles and abstracts.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """A knowledge graph of machine-learning research from pages of titles and abstracts."""


def register() -> None:
    """Import every module of this folder: each adds its command to `app`."""
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        import_module(f"{__name__}.{module.name}")


def main() -> None:
    """Run the command line and exit: a `KgError` is printed as its one or two lines, never as a traceback."""
    register()
    try:
        app()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of a pipe (head) has what it wanted; without this Python complains while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        typer.echo("kg: interrupted; nothing was overwritten", err=True)
        sys.exit(130)
