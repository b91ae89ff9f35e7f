"""Households in a folder: each sub-folder with a household file, and each TOML file beside them, is one.

A sub-folder without any TOML file is a place for feeds where TOML files stand beside it; elsewhere it is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from homecall.errors import FleetError, HouseholdError
from homecall.fleet.job import Failure, Job, Refused, Stored, When
from homecall.fleet.sources.rows import checked_id

FILE = "household.toml"


@dataclass(frozen=True)
class Folder:
    """The households of a folder, by name. A sub-folder's id is its name, a file's its name without the ending."""

    path: Path
    when: When

    @property
    def name(self) -> str:
        """The folder's full path."""
        return str(self.path.resolve())

    def count(self) -> int:
        """How many entries look like households."""
        return len(self._names())

    def jobs(self) -> Iterator[Job | Refused]:
        """A job for each, in the order of their names. A sub-folder without a household file is refused."""
        for number, name in enumerate(self._names()):
            yield self._job(number, name)

    def _names(self) -> list[str]:
        """Names only, so that a folder of a hundred thousand fits in a few MB."""
        try:
            with os.scandir(self.path) as entries:
                seen = [one for one in entries if not one.name.startswith(".")]
            files = [one.name for one in seen if one.name.endswith(".toml") and not one.is_dir()]
            folders = [one for one in seen if one.is_dir()]
            return sorted([*files, *(one.name for one in folders if not files or _holds_toml(one))])
        except OSError as wrong:
            reason = wrong.strerror or "the system refuses it"
            cure = "Give a folder, a Parquet file, or the address of a PostgreSQL database."
            raise FleetError(f"The households cannot be listed: {reason}.", where=str(self.path), cure=cure) from wrong

    def _job(self, number: int, name: str) -> Job | Refused:
        whole = self.path.resolve()
        inside = whole / name
        file = inside / FILE if inside.is_dir() else inside
        id_ = name if inside.is_dir() else inside.stem
        try:
            if not file.is_file():
                raise HouseholdError(f"This folder holds no {FILE}.", where=name, cure="Add one, or move it away.")
            return Job(number, checked_id(id_), Stored(str(file), str(whole)), self.when)
        except HouseholdError as wrong:
            failure = Failure("HouseholdError", wrong.message, wrong.where or name, wrong.cure)
            return Refused(number, id_, failure)


def _holds_toml(entry: os.DirEntry[str]) -> bool:
    """Whether a folder beside household files is more than a place for their feeds."""
    with os.scandir(entry) as inside:
        return any(one.name.endswith(".toml") for one in inside)
