"""The folder of a memory: beside the household file unless a setting says otherwise, and for its owner alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

SETTING = "HOMECALL_MEMORY"
"""The environment variable that names another folder, or says `off`."""

FOLDER = ".homecall"


def folder_of(household: Path, environment: Mapping[str, str] | None = None) -> Path | None:
    """Where a household's memory is kept, None where it is turned off. The folder need not be there yet."""
    said = (os.environ if environment is None else environment).get(SETTING, "").strip()
    if said.lower() in ("off", "none", "no", "0"):
        return None
    return Path(said) if said else household.parent / FOLDER


def prepared(folder: Path) -> None:
    """The folder, made for its owner alone where it is not there, and kept out of any repository. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
