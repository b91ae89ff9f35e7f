"""What is kept is encrypted with a key that only its owner may read."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import SourceError
from homecall.sources.memory.folder import folder_of, prepared
from homecall.sources.memory.seal import KEY_FILE, SETTING, Seal, seal_of

KEY = Fernet.generate_key()


@given(st.text())
def test_a_text_comes_back_and_is_not_seen(text: str) -> None:
    """Sealed and opened with one key it is the same."""
    assert Seal(KEY).open(Seal(KEY).close(text)) == text


def test_another_key_opens_nothing() -> None:
    """And neither does a change in what was sealed."""
    sealed = Seal(KEY).close("s3cret")
    assert b"s3cret" not in sealed
    assert Seal(Fernet.generate_key()).open(sealed) is None
    assert Seal(KEY).open(sealed[:-4] + b"AAAA") is None


def test_a_row_is_named_by_the_key_and_not_by_its_address() -> None:
    """Nobody can try addresses against the names without the key."""
    name = Seal(KEY).name("https://rota.example/s3cret")
    assert name == Seal(KEY).name("https://rota.example/s3cret")
    assert name != Seal(Fernet.generate_key()).name("https://rota.example/s3cret")


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """0600, and the same at the next run."""
    first, second = seal_of(tmp_path, {}), seal_of(tmp_path, {})
    assert first.name("a") == second.name("a")
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [KEY_FILE]


def test_many_who_make_the_key_at_once_have_one(tmp_path: Path) -> None:
    """The first file stands; the others take it."""
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: seal_of(tmp_path, {}).name("a"), range(16)))
    assert len(names) == 1


def test_the_key_may_be_a_setting(tmp_path: Path) -> None:
    """Then no file is made."""
    assert seal_of(tmp_path, {SETTING: KEY.decode()}).name("a") == Seal(KEY).name("a")
    assert list(tmp_path.iterdir()) == []


def test_a_setting_that_is_no_key_is_said(tmp_path: Path) -> None:
    """By its name, never by its value."""
    with pytest.raises(SourceError, match="is none") as caught:
        seal_of(tmp_path, {SETTING: "hunter2"})
    assert (caught.value.where, "hunter2" in str(caught.value)) == (SETTING, False)


def test_a_damaged_key_file_is_said(tmp_path: Path) -> None:
    """The file is named, so that it can be put back or thrown away."""
    (tmp_path / KEY_FILE).write_bytes(b"")
    with pytest.raises(SourceError, match="is none") as caught:
        seal_of(tmp_path, {})
    assert caught.value.where.endswith(KEY_FILE)


@pytest.mark.parametrize("said", ["off", "OFF", "none", "0"])
def test_the_memory_may_be_turned_off(tmp_path: Path, said: str) -> None:
    """Then addresses are read as if for the first time."""
    assert folder_of(tmp_path / "household.toml", {"HOMECALL_MEMORY": said}) is None


def test_the_memory_stands_beside_the_household_or_where_one_wants(tmp_path: Path) -> None:
    """A setting names another folder."""
    assert folder_of(tmp_path / "household.toml", {}) == tmp_path / ".homecall"
    assert folder_of(tmp_path / "household.toml", {"HOMECALL_MEMORY": "/elsewhere"}) == Path("/elsewhere")


def test_the_folder_is_for_its_owner_and_in_no_repository(tmp_path: Path) -> None:
    """0700, with a note for git."""
    prepared(tmp_path / "a" / ".homecall")
    assert stat.S_IMODE((tmp_path / "a" / ".homecall").stat().st_mode) == 0o700
    assert (tmp_path / "a" / ".homecall" / ".gitignore").read_text() == "*\n"
