"""`homecall backup`, `restore`, `families`, `export` and `erase`: what the app keeps, in its owner's hands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from homecall.cli.serve import Data, app_on

Family = Annotated[int, typer.Option(metavar="ID", help="Which family; homecall families lists them.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


def backup(file: File, data: Data = None) -> None:
    """Write everything that the app keeps into one file, while it goes on."""
    call = app_on(data)
    call("backup", file.absolute())


def restore(
    file: File,
    data: Data = None,
    replace: Annotated[bool, typer.Option("--replace", help="Let it take the place of what is there.")] = False,  # noqa: FBT002 (typer hands it over by name)
) -> None:
    """Put a backup back, checked first, whole or not at all. The app must not be running."""
    call = app_on(data)
    call("restore", file.absolute(), replace=replace)


def families(data: Data = None) -> None:
    """List the families of the app: id, since when, whose."""
    call = app_on(data)
    call("families")


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    family: Family,
    data: Data = None,
) -> None:
    """Write everything of a family as files that other programs can read."""
    call = app_on(data)
    call("export", folder.absolute(), family=family)


def erase(
    family: Family,
    yes: Annotated[bool, typer.Option("--yes", help="It is meant.")] = False,  # noqa: FBT002 (typer hands it over by name)
    data: Data = None,
) -> None:
    """Take a family away for good, with every row and file of it."""
    call = app_on(data)
    call("erase", family=family, yes=yes)
