"""Passwords from where nobody else sees them: a file or the environment, never the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from homecall.errors import HouseholdError

LARGEST = 4096
"""Bytes of a password file."""

User = Annotated[str, typer.Option(metavar="NAME", help="The user name there.")]
PasswordFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A file whose first line is the password.", show_default=False)
]


def password_of(file: Path | None, variable: str) -> str:
    """The first line of the file, else what the variable holds. Raises HouseholdError where neither gives one."""
    if file is None:
        found = os.environ.get(variable, "")
        if not found:
            cure = f"Put it into a file for --password-file, or into {variable}."
            raise HouseholdError("There is a user name and no password.", cure=cure)
        return found
    try:
        with file.open("rb") as opened:
            line = opened.read(LARGEST).decode("utf-8-sig").splitlines()[:1]
    except (OSError, UnicodeDecodeError) as wrong:
        text = "The password file cannot be read."
        raise HouseholdError(text, where=str(file), cure="Give a text file that you may read.") from wrong
    if not line or not line[0]:
        raise HouseholdError("The password file is empty.", where=str(file), cure="Its first line is the password.")
    return line[0]
