"""The file of the memory: whole after a kill at any instant, and safe for several processes at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from homecall.sources.memory.store import FILE, FORGET, Store
from tests.fitness.reading import PACKAGE

WRITER = """
import sys
from pathlib import Path
from homecall.sources.memory.store import Store

name, n = sys.argv[2], 0
while n < int(sys.argv[3]):
    n += 1
    with Store(Path(sys.argv[1])) as store, store.writing() as rows:
        rows.keep(name, 0, str(n).encode() * 500, str(n).encode() * 50_000)
    print(n, flush=True)
"""


def writer(folder: Path, name: str, times: int) -> subprocess.Popen[bytes]:
    """A process that keeps a state and a reading of the same number, so many times."""
    command = [sys.executable, "-c", WRITER, str(folder), name, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)})


def kept(folder: Path, name: str) -> tuple[bytes, bytes]:
    """The number of the state and that of the reading."""
    with Store(folder) as store, store.reading() as rows:
        state, reading = rows.state(name), rows.reading(name)
    assert state is not None
    assert reading is not None
    return state[: len(state) // 500], reading[: len(reading) // 50_000]


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.01, 0.02])
def test_a_kill_at_any_instant_leaves_the_last_change_whole(tmp_path: Path, delay: float) -> None:
    """State and reading belong together, and what was said to be kept is kept."""
    process = writer(tmp_path, "a", 100_000)
    assert process.stdout is not None
    told = process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    told = (told + process.stdout.read()).split()[-1]
    process.wait()
    process.stdout.close()
    state, reading = kept(tmp_path, "a")
    assert state == reading
    assert int(state) in (int(told), int(told) + 1)


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    """Each finds its own as it left it, the file being made by all of them at the same time."""
    processes = [writer(tmp_path, name, 15) for name in "abc"]
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert [one.split()[-1] for one in said] == [b"15"] * 3
    assert [kept(tmp_path, name) for name in "abc"] == [(b"15", b"15")] * 3


def torn(store: Store) -> None:
    """A change that breaks off in the middle."""
    with store.writing() as rows:
        rows.keep("a", 0, b"new", b"new")
        raise KeyError


def test_a_change_that_fails_leaves_what_was(tmp_path: Path) -> None:
    """All of it or nothing."""
    with Store(tmp_path) as store:
        with store.writing() as rows:
            rows.keep("a", 0, b"old", b"old")
        with pytest.raises(KeyError):
            torn(store)
        with store.reading() as rows:
            assert (rows.state("a"), rows.reading("a")) == (b"old", b"old")


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    """An address that left the household leaves the memory some months later."""
    with Store(tmp_path) as store:
        with store.writing() as rows:
            rows.keep("old", 0, b"x", b"x")
            rows.keep("new", FORGET + 1, b"x", b"x")
        with store.reading() as rows:
            assert (rows.state("old"), rows.state("new")) == (None, b"x")


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """0600, from the first instant that it holds anything."""
    with Store(tmp_path) as store, store.writing() as rows:
        rows.keep("a", 0, b"x", b"x")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_file_that_is_no_memory_is_said(tmp_path: Path) -> None:
    """As an error that the memory expects, and the file is left as it is."""
    (tmp_path / FILE).write_bytes(b"a love letter, and no database at all" * 99)
    with pytest.raises(sqlite3.Error), Store(tmp_path):
        pass
    assert (tmp_path / FILE).read_bytes().startswith(b"a love letter")


def test_a_closed_file_gives_nothing(tmp_path: Path) -> None:
    """Rows are only had while the file is open."""
    with pytest.raises(sqlite3.ProgrammingError), Store(tmp_path).reading():
        pass
