"""The file of the memory: rows of sealed text, whole at any instant, for several processes at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from homecall.spans.span import DAY, Minute

FILE = "memory.sqlite3"
FORGET = 90 * DAY
"""Minutes after which an address that nobody asks for any more is forgotten."""

_PATIENCE = 10.0
_TABLES = """
CREATE TABLE IF NOT EXISTS source (
    id TEXT PRIMARY KEY, used INTEGER NOT NULL, state BLOB NOT NULL, reading BLOB NOT NULL
)
"""


class Store:
    """The rows of one folder, by name; every text in them is sealed by the caller. Open between `with` and its end."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._base: sqlite3.Connection | None = None

    def __enter__(self) -> Store:
        """Open the file, made where there is none. Raises sqlite3.Error or OSError where it cannot be had."""
        self._base = self._opened()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        if self._base:
            self._base.close()
            self._base = None

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """The rows as they are at one instant. Raises sqlite3.Error."""
        with self._change("BEGIN") as rows:
            yield rows

    @contextmanager
    def writing(self) -> Iterator[Rows]:
        """The rows, for one change that happens whole or not at all; nobody else writes meanwhile. Raises as above."""
        with self._change("BEGIN IMMEDIATE") as rows:
            yield rows

    @contextmanager
    def _change(self, begin: str) -> Iterator[Rows]:
        base = self._base
        if base is None:
            raise sqlite3.ProgrammingError("the memory is closed")
        base.execute(begin)
        try:
            yield Rows(base)
        except BaseException:
            base.execute("ROLLBACK")
            raise
        base.execute("COMMIT")

    def _opened(self) -> sqlite3.Connection:
        new = not self.path.exists()
        base = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        try:
            if new:
                self.path.chmod(0o600)
            base.execute("PRAGMA journal_mode = WAL")
            base.execute(_TABLES)
        except BaseException:
            base.close()
            raise
        return base


class Rows:
    """The rows, while the file is open."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def state(self, name: str) -> bytes | None:
        """The sealed state of an address, None where there is none."""
        return self._one("SELECT state FROM source WHERE id = ?", name)

    def reading(self, name: str) -> bytes | None:
        """The sealed reading of an address, None where there is none."""
        return self._one("SELECT reading FROM source WHERE id = ?", name)

    def _one(self, question: str, name: str) -> bytes | None:
        found = self._base.execute(question, (name,)).fetchone()
        return bytes(found[0]) if found else None

    def keep(self, name: str, used: Minute, state: bytes, reading: bytes | None = None) -> None:
        """Write a state down, and a reading where there is a new one; addresses long unused are forgotten."""
        if reading is None:
            self._base.execute("UPDATE source SET used = ?, state = ? WHERE id = ?", (used, state, name))
        else:
            self._base.execute("REPLACE INTO source VALUES (?, ?, ?, ?)", (name, used, state, reading))
        self._base.execute("DELETE FROM source WHERE used < ?", (used - FORGET,))
