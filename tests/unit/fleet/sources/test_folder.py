"""Households in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from homecall.errors import FleetError
from homecall.fleet.job import Job, Refused, Stored
from homecall.fleet.sources.folder import Folder
from tests.unit.fleet.made import WHEN


def put(folder: Path, *names: str) -> Folder:
    """A folder with these files in it."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", "utf-8")
    return Folder(folder, WHEN)


def ids(folder: Folder) -> list[str]:
    """The households found, in order."""
    return [one.id for one in folder.jobs() if isinstance(one, Job)]


def refused(folder: Folder) -> list[str]:
    """The entries refused, in order."""
    return [one.id for one in folder.jobs() if isinstance(one, Refused)]


def test_a_folder_of_folders(tmp_path: Path) -> None:
    """Each sub-folder with a household file is one, in the order of their names."""
    found = put(tmp_path, "zoe/household.toml", "ana/household.toml", "ana/feeds/ana.csv")
    assert ids(found) == ["ana", "zoe"]
    first = next(found.jobs())
    assert isinstance(first, Job)
    assert first.household == Stored(str(tmp_path / "ana" / "household.toml"), str(tmp_path))
    assert (first.number, first.when) == (0, WHEN)


def test_a_folder_of_files(tmp_path: Path) -> None:
    """Each TOML file is one; the folder of their feeds beside them is none."""
    found = put(tmp_path, "b.toml", "a.toml", "feeds/all.csv", "readme.txt")
    assert ids(found) == ["a", "b"]
    assert refused(found) == []


def test_files_and_folders_together(tmp_path: Path) -> None:
    """Both kinds are found."""
    assert ids(put(tmp_path, "a.toml", "b/household.toml")) == ["a", "b"]


def test_a_folder_without_a_household_is_told(tmp_path: Path) -> None:
    """It is somebody's, and must not be passed over."""
    found = put(tmp_path, "ana/household.toml", "ben/houshold.toml", "cleo/cleo.csv")
    assert (ids(found), refused(found)) == (["ana"], ["ben", "cleo"])


def test_a_misnamed_household_beside_files_is_told(tmp_path: Path) -> None:
    """A folder that holds a TOML file was meant to be one."""
    found = put(tmp_path, "a.toml", "ben/houshold.toml")
    assert refused(found) == ["ben"]


def test_one_name_for_a_file_and_a_folder(tmp_path: Path) -> None:
    """Both are given; the ledger tells that they are two of one name."""
    assert ids(put(tmp_path, "ana.toml", "ana/household.toml")) == ["ana", "ana"]


def test_hidden_entries_are_left_alone(tmp_path: Path) -> None:
    """They are the system's."""
    assert ids(put(tmp_path, "a.toml", ".git/household.toml", ".b.toml")) == ["a"]


def test_entries_are_counted(tmp_path: Path) -> None:
    """Those that will come by, refused ones too."""
    assert put(tmp_path, "ana/household.toml", "ben/nothing").count() == 2


def test_an_empty_folder_is_no_household(tmp_path: Path) -> None:
    """And no error."""
    assert list(Folder(tmp_path, WHEN).jobs()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Is told as one sentence."""
    with pytest.raises(FleetError, match="cannot be listed"):
        list(Folder(tmp_path / "gone", WHEN).jobs())


def test_its_name_is_its_full_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it was typed, it is the same source."""
    monkeypatch.chdir(tmp_path)
    assert Folder(Path(), WHEN).name == Folder(tmp_path, WHEN).name == str(tmp_path.resolve())
