"""Backups: everything in one file, put back whole or not at all."""

from __future__ import annotations

import io
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from homecall.errors import SetupError
from homecall.web.service import swap
from homecall.web.service.archive import MANIFEST, Manifest, Writer, opened
from homecall.web.service.lock import alone, running
from tests.unit.fleet.sources.database import server
from tests.web.service.kept import PLAIN, app, lived_in

TABLES = ("family_revision", "people_link", "people_user", "people_deed", "family_upload")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is lived in, with a backup beside it."""
    data = lived_in(tmp_path_factory.mktemp("home") / "app")
    assert app(data, "backup", str(data.parent / "b.zip")).returncode == 0
    return data


def everything(data: Path) -> list[list[tuple[object, ...]]]:
    """What the tables that count hold; of migrations the names only."""
    with closing(sqlite3.connect(data / swap.DATABASE)) as database:
        found = [database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]
        return [*found, database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()]


def archive(path: Path, rows: bytes = b"") -> Path:
    """A small sound archive."""
    with path.open("wb") as file:
        writer = Writer(file)
        writer.put("rows/family.Family.jsonl", [rows] if rows else [])
        writer.close(Manifest("2027-01-03", "0.1", [("family", "0001_initial")], {"family.Family": 0}))
    return path


def test_a_backup_comes_back_exactly(home: Path, tmp_path: Path) -> None:
    """Every row to the microsecond, the secret and what was remembered, for their owner alone."""
    done = app(tmp_path / "new", "restore", str(home.parent / "b.zip"))
    assert (done.returncode, done.stdout[:20]) == (0, "1 families are back,"), done
    assert everything(tmp_path / "new") == everything(home)
    assert (tmp_path / "new" / "secret").read_text() == (home / "secret").read_text()
    assert (tmp_path / "new" / "memory" / "1" / "key").read_text() == "remembered"
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "new" / "secret", home.parent / "b.zip")} == {0}


def test_families_that_are_there_are_spared(home: Path, tmp_path: Path) -> None:
    """Unless somebody says that they may go; then nothing of theirs is left."""
    data = lived_in(tmp_path / "other", deeds=9)
    (data / "memory" / "2").mkdir()
    before = everything(data)
    refused = app(data, "restore", str(home.parent / "b.zip"))
    assert refused.returncode == 2
    assert "families in this database already" in refused.stderr
    assert everything(data) == before
    assert app(data, "restore", str(home.parent / "b.zip"), "--replace").returncode == 0
    assert everything(data) == everything(home)
    assert not (data / "memory" / "2").exists()


def test_no_backup_is_written_over(home: Path) -> None:
    """Last night's may be the one that is needed."""
    before = (home.parent / "b.zip").read_bytes()
    done = app(home, "backup", str(home.parent / "b.zip"))
    assert (done.returncode, "a file of this name already" in done.stderr) == (2, True)
    assert (home.parent / "b.zip").read_bytes() == before


@pytest.mark.slow
def test_a_restore_that_is_killed_has_changed_nothing(tmp_path: Path) -> None:
    """In the middle of its rows; the next try then goes through."""
    data, kept = lived_in(tmp_path / "app", deeds=20_000), tmp_path / "b.zip"
    assert app(data, "backup", str(kept)).returncode == 0
    before = everything(data)
    words = [sys.executable, "-m", "homecall", "restore", str(kept), "--replace", "--data", str(data)]
    process = subprocess.Popen(words, env=PLAIN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    staged = data / swap.STAGE / swap.DATABASE
    while not staged.exists() or staged.stat().st_size < 200_000:
        assert process.poll() is None, "it was over before it could be killed"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    assert everything(data) == before
    assert app(data, "restore", str(kept), "--replace").returncode == 0
    assert everything(data) == before
    assert not (data / swap.STAGE).exists()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_what_counts_already_is_finished_by_whoever_comes_next(tmp_path: Path, steps: int) -> None:
    """Wherever between the stroke and the end the power went."""
    (tmp_path / "secret").write_text("old")
    (tmp_path / f"{swap.DATABASE}-wal").write_text("a journal that belongs to the old one")
    for name in (swap.DATABASE, "secret"):
        (swap.stage(tmp_path) if name == swap.DATABASE else tmp_path / swap.STAGE).joinpath(name).write_text("new")
    swap.commit(tmp_path)
    for one in sorted((tmp_path / swap.READY).iterdir())[:steps]:
        swap._take(one, tmp_path / one.name)
    assert swap.finish(tmp_path)
    assert [(tmp_path / name).read_text() for name in (swap.DATABASE, "secret")] == ["new", "new"]
    assert not (tmp_path / f"{swap.DATABASE}-wal").exists()
    assert not swap.finish(tmp_path)


def test_the_app_must_not_run_meanwhile(home: Path, tmp_path: Path) -> None:
    """Not even where it may be replaced."""
    (tmp_path / "app").mkdir()
    with running(tmp_path / "app"), running(tmp_path / "app"):
        done = app(tmp_path / "app", "restore", str(home.parent / "b.zip"), "--replace")
    assert done.returncode == 2
    assert "The app is running on this folder. Stop it" in done.stderr
    with alone(tmp_path / "app"), pytest.raises(SetupError, match="being put back"), running(tmp_path / "app"):
        pass


@pytest.mark.parametrize("harm", ["cut", "byte", "nothing", "text", "extra", "escape"])
def test_a_damaged_backup_is_refused(harm: str, tmp_path: Path) -> None:
    """In a sentence, before anything is touched."""
    path = archive(tmp_path / "b.zip", b'{"a":1}\n' * 100)
    content = bytearray(path.read_bytes())
    if harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "byte":
        content[90] ^= 255
        path.write_bytes(content)
    elif harm in ("extra", "escape"):
        with zipfile.ZipFile(path, "a") as more:
            more.writestr("files/x" if harm == "extra" else "files/../../x", "x")
    else:
        path.write_bytes(b"" if harm == "nothing" else b"dear backup")
    with pytest.raises(SetupError, match="damaged"):
        opened(path)


def test_a_backup_of_a_later_homecall_is_refused(home: Path, tmp_path: Path) -> None:
    """With its version, for it has columns that this one does not know."""
    later = io.BytesIO()
    with zipfile.ZipFile(home.parent / "b.zip") as old, zipfile.ZipFile(later, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == MANIFEST:
                manifest = json.loads(content)
                manifest["migrations"].append(["family", "0999_of_next_year"])
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
    (tmp_path / "b.zip").write_bytes(later.getvalue())
    done = app(tmp_path / "app", "restore", str(tmp_path / "b.zip"))
    assert (done.returncode, "which knows more than this one" in done.stderr) == (2, True)
    assert not (tmp_path / "app" / swap.DATABASE).exists()


@pytest.mark.slow
def test_a_backup_moves_between_databases(home: Path, tmp_path: Path) -> None:
    """From SQLite to PostgreSQL, where it replaces what is there, and back to the very same rows."""
    kept, there = str(home.parent / "b.zip"), tmp_path / "there"
    with server() as database:
        lived_in(there, deeds=7, database=database.dsn)
        refused = app(there, "restore", kept, database=database.dsn)
        assert "families in this database already" in refused.stderr
        done = app(there, "restore", kept, "--replace", database=database.dsn)
        assert done.returncode == 0, done.stderr
        assert app(there, "backup", str(tmp_path / "c.zip"), database=database.dsn).returncode == 0
    shutil.rmtree(there)
    assert app(there, "restore", str(tmp_path / "c.zip")).returncode == 0
    assert everything(there) == everything(home)
