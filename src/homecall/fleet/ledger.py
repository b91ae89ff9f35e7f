"""What has been done, in one SQLite file: durable at each commit, found by id, and never held in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from homecall.errors import FleetError
from homecall.fleet.job import Failure, Job, Planned, Refused, Report

_TABLES = """
CREATE TABLE IF NOT EXISTS household (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL, run INTEGER NOT NULL, cpu REAL,
    status TEXT, tiers TEXT, clocked INTEGER,
    kind TEXT, sentence TEXT, place TEXT, cure TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_number ON household (run, number);
CREATE TABLE IF NOT EXISTS plan (id TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS refused (
    number INTEGER PRIMARY KEY, id TEXT, kind TEXT, sentence TEXT, place TEXT, cure TEXT
);
CREATE TABLE IF NOT EXISTS run (number INTEGER PRIMARY KEY AUTOINCREMENT);
"""

_FINISH = """
UPDATE household
SET cpu = ?, status = ?, tiers = ?, clocked = ?, kind = ?, sentence = ?, place = ?, cure = ?
WHERE id = ?
"""


class Met(Enum):
    """What the ledger knows of a household that comes by."""

    NEW = "new"
    DONE = "done"
    FAILED = "failed"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Line:
    """One finished household. `failure` is None where it has a plan."""

    number: int
    id: str
    status: str
    tiers: tuple[tuple[str, float, float], ...]
    clocked: bool
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many households came by, how many have a plan, and of which sort; failures by kind."""

    households: int
    planned: int
    proven: int
    clocked: int
    failed: dict[str, int]


class Ledger:
    """The file, open for one run; a second one at the same time is refused."""

    def __init__(self, path: Path) -> None:
        """Open or make the file and begin a run. Raises FleetError where it cannot be had or is in use."""
        self.path = path
        with self._told():
            self.base = sqlite3.connect(path, timeout=0.0, isolation_level=None)
            try:
                self._begin()
            except BaseException:
                self.base.close()
                raise
        self.open = True

    def _begin(self) -> None:
        """Full durability and one writer: a plan that a commit covers survives a loss of power."""
        self.base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self.base.execute("PRAGMA journal_mode = WAL")
        self.base.execute("PRAGMA synchronous = FULL")
        self.base.executescript(_TABLES)
        self.base.execute("BEGIN IMMEDIATE")
        self.run = self.base.execute("INSERT INTO run DEFAULT VALUES").lastrowid
        self.base.execute("DELETE FROM refused")
        self.commit()

    def meet(self, job: Job) -> Met:
        """Note that a household came by in this run. DONE, FAILED and NEW say what earlier runs left of it."""
        with self._told():
            found = self.base.execute("SELECT run, status, kind FROM household WHERE id = ?", (job.id,)).fetchone()
            if found and found[0] == self.run:
                return Met.DOUBLE
            sql = (
                "INSERT INTO household (id, number, run) VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET number = excluded.number, run = excluded.run"
            )
            self._change(sql, (job.id, job.number, self.run))
            if not found or (found[1] is None and found[2] is None):
                return Met.NEW
            return Met.FAILED if found[1] is None else Met.DONE

    def refuse(self, one: Refused) -> None:
        """Note an entry that is no household."""
        why = one.failure
        with self._told():
            sql = "INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?, ?)"
            self._change(sql, (one.number, one.id, why.kind, why.sentence, why.where, why.cure))

    def finish(self, job: Job, report: Report, keep: bytes | None = None) -> None:
        """Note what came of a household, and keep the plan itself if asked. Lost unless a commit follows."""
        with self._told():
            self._change(_FINISH, (report.cpu, *_cells(report), job.id))
            if keep is not None:
                self._change("INSERT OR REPLACE INTO plan VALUES (?, ?)", (job.id, keep))

    def commit(self) -> None:
        """Make all that was noted durable."""
        with self._told():
            if self.base.in_transaction:
                self.base.execute("COMMIT")

    def _change(self, sql: str, values: tuple[object, ...]) -> None:
        if not self.base.in_transaction:
            self.base.execute("BEGIN IMMEDIATE")
        self.base.execute(sql, values)

    def lines(self) -> Iterator[Line]:
        """Everything finished or refused that came by in this run, in the order of the source."""
        sql = (
            "SELECT number, id, status, tiers, clocked, kind, sentence, place, cure FROM household "
            "WHERE run = ? AND (status IS NOT NULL OR kind IS NOT NULL) UNION ALL "
            "SELECT number, id, NULL, NULL, 0, kind, sentence, place, cure FROM refused ORDER BY number"
        )
        with self._told():
            for number, id_, status, tiers, clocked, *why in self.base.execute(sql, (self.run,)):
                read = tuple((n, v, b) for n, v, b in json.loads(tiers or "[]"))
                yield Line(number, id_, status or "", read, bool(clocked), None if status else Failure(*why))

    def plan(self, id_: str) -> bytes:
        """A plan that was kept here."""
        with self._told():
            return bytes(self.base.execute("SELECT content FROM plan WHERE id = ?", (id_,)).fetchone()[0])

    def counts(self) -> Counts:
        """The run in numbers, so far."""
        with self._told():
            sql = "SELECT count(*), count(status), sum(status = 'optimal'), sum(clocked) FROM household WHERE run = ?"
            met, planned, proven, clocked = self.base.execute(sql, (self.run,)).fetchone()
            refused = self.base.execute("SELECT count(*) FROM refused").fetchone()[0]
            kinds = (
                "SELECT kind, count(*) FROM (SELECT kind FROM household WHERE run = ? AND kind IS NOT NULL "
                "UNION ALL SELECT kind FROM refused) GROUP BY kind ORDER BY kind"
            )
            failed = dict(self.base.execute(kinds, (self.run,)).fetchall())
        return Counts(met + refused, planned, proven or 0, clocked or 0, failed)

    def cpu(self) -> float:
        """Processor seconds of all that this run met, whenever they were spent."""
        with self._told():
            found = self.base.execute("SELECT sum(cpu) FROM household WHERE run = ?", (self.run,)).fetchone()[0]
        return float(found or 0.0)

    def close(self) -> None:
        """Commit and let others in; once is enough."""
        if not self.open:
            return
        self.commit()
        self.open = False
        with self._told():
            self.base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the file as sentences."""
        try:
            yield
        except sqlite3.Error as wrong:
            busy = "locked" in str(wrong)
            said = str(wrong).rstrip(".")
            text = "Another run writes here." if busy else f"The ledger of the run cannot be kept: {said}."
            cure = "Wait for it, or choose another --out." if busy else "Choose another --out."
            raise FleetError(text, where=str(self.path), cure=cure) from wrong


def _cells(report: Report) -> tuple[object, ...]:
    result = report.result
    if isinstance(result, Planned):
        return (result.status, json.dumps(result.tiers), int(result.clocked), None, None, None, None)
    return (None, None, None, result.kind, result.sentence, result.where, result.cure)
