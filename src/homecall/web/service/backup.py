"""A backup: every row as it was at one instant, and what lies beside the database, in one file."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connections, models, transaction

from homecall.errors import SetupError
from homecall.web import world
from homecall.web.service import rows
from homecall.web.service.archive import Manifest, Writer, pieces, settle, write_new
from homecall.web.settings.environment import SECRET_FILE

BESIDE = (SECRET_FILE, "memory", "push")
"""What of the data folder goes along: the rest is made anew."""


def back_up(data: Path, to: Path) -> Manifest:
    """Write a backup, which appears whole or not at all, while the app goes on. Raises SetupError."""
    if to.exists():
        raise SetupError("There is a file of this name already.", where=str(to), cure="Choose another.")
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    file = write_new(part)
    try:
        with still() as using:
            manifest = _write(Writer(file), data, using)
        settle(file, part, to)
    except BaseException:
        file.close()
        part.unlink(missing_ok=True)
        raise
    return manifest


def _write(writer: Writer, data: Path, using: str) -> Manifest:
    done = rows.applied(connections[using])
    if not done:
        raise SetupError("There is no database to back up.", where=str(data), cure="Start the app once, or see --data.")
    counts = {}
    for name, table in rows.tables(done).items():
        counts[name] = writer.put(f"rows/{name}.jsonl", _lines(table, using))
    for path in _beside(data):
        writer.put(f"files/{path.relative_to(data).as_posix()}", pieces(path))
    manifest = Manifest(world.now().isoformat(), version("homecall"), done, counts)
    writer.close(manifest)
    return manifest


def _lines(table: type[models.Model], using: str) -> Iterator[bytes]:
    for row in rows.all_of(table, using):
        yield json.dumps(rows.said(row), ensure_ascii=False).encode() + b"\n"


def _beside(data: Path) -> Iterator[Path]:
    for name in BESIDE:
        found = data / name
        yield from [found] if found.is_file() else sorted(one for one in found.rglob("*") if one.is_file())


@contextmanager
def still() -> Iterator[str]:
    """The database as it is at one instant, while others go on writing. Gives the name of the connection."""
    default = connections["default"]
    if default.vendor == "sqlite":
        with tempfile.TemporaryDirectory(prefix="homecall-") as folder, _copied(Path(folder) / "copy.sqlite3") as copy:
            yield copy
        return
    with transaction.atomic():
        default.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield "default"


@contextmanager
def _copied(path: Path) -> Iterator[str]:
    """A copy of the SQLite file, taken by SQLite itself."""
    default = connections["default"]
    default.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        default.connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise SetupError("The database is damaged, so no backup was made.", cure="Restore an earlier backup.")
    with other(path) as using:
        yield using


@contextmanager
def other(path: Path) -> Iterator[str]:
    """A SQLite file as a connection of its own, by the name that is given."""
    entry: dict[str, Any] = dict(connections.databases["default"])
    connections.databases["copy"] = entry | {"NAME": str(path)}
    try:
        yield "copy"
    finally:
        connections["copy"].close()
        del connections["copy"]
        del connections.databases["copy"]
