"""What was written to whom, in one SQLite file: noted before a letter is handed over, and again once it is taken."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from homecall.errors import DeliveryError
from homecall.outlets.ics.entry import Entry
from homecall.outlets.invite.letters import Letter, Sent, Standing
from homecall.spans.span import Span

_TABLE = """
CREATE TABLE IF NOT EXISTS letter (
    number INTEGER PRIMARY KEY AUTOINCREMENT, carer TEXT NOT NULL, uid TEXT NOT NULL, sequence INTEGER NOT NULL,
    method TEXT NOT NULL, receiver TEXT NOT NULL, standing TEXT NOT NULL, stamp TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS letter_uid ON letter (uid, number);
"""


@dataclass(slots=True)
class Ledger:
    """The file, open for one run; a second run at the same time is refused. Everything raises DeliveryError."""

    path: Path
    base: sqlite3.Connection

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """The ledger for as long as the block lasts; file and folder are made, for their owner alone."""
        with _told(path):
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.touch(mode=0o600)
            except OSError as wrong:
                raise sqlite3.OperationalError(wrong.strerror or "the system refuses it") from wrong
            base = sqlite3.connect(path, timeout=0.0, isolation_level=None)
        with closing(base):
            with _told(path):
                base.execute("PRAGMA locking_mode = EXCLUSIVE")
                base.execute("PRAGMA synchronous = FULL")
                base.execute("BEGIN EXCLUSIVE")
                base.execute("COMMIT")
                base.executescript(_TABLE)
            yield cls(path, base)

    def sent(self, carer: str) -> dict[str, Sent]:
        """The last letter about each shift of a carer, by the id of the shift."""
        sql = "SELECT uid, stamp, sequence, body, start, end, method, receiver, standing FROM letter WHERE carer = ?"
        with _told(self.path):
            rows = self.base.execute(f"{sql} ORDER BY number", (carer,)).fetchall()
            return {row[0]: _sent(row) for row in rows}

    def asked(self, uid: str) -> tuple[str, Sent] | None:
        """The carer and the last letter about a shift; None where the id is of none."""
        sql = "SELECT uid, stamp, sequence, body, start, end, method, receiver, standing, carer FROM letter"
        with _told(self.path):
            row = self.base.execute(f"{sql} WHERE uid = ? ORDER BY number DESC LIMIT 1", (uid,)).fetchone()
            return (row[9], _sent(row)) if row else None

    def handing_over(self, carer: str, to: str, letter: Letter) -> int:
        """Note that a letter is about to be handed over. Gives its number."""
        entry = letter.entry
        told = (carer, entry.uid, entry.sequence, letter.method, to, "handing over", entry.stamp)
        rest = (entry.span.start, entry.span.end, json.dumps(entry.body))
        columns = "carer, uid, sequence, method, receiver, standing, stamp, start, end, body"
        with _told(self.path):
            sql = f"INSERT INTO letter ({columns}) VALUES ({', '.join('?' * 10)})"
            return int(self.base.execute(sql, (*told, *rest)).lastrowid or 0)

    def taken(self, number: int) -> None:
        """Note that the mail server has taken the letter."""
        with _told(self.path):
            self.base.execute("UPDATE letter SET standing = 'sent' WHERE number = ?", (number,))

    def refused(self, number: int) -> None:
        """Forget a letter that was certainly not taken: it is still owed."""
        with _told(self.path):
            self.base.execute("DELETE FROM letter WHERE number = ?", (number,))


def _sent(row: tuple[object, ...]) -> Sent:
    uid, stamp, sequence, body, start, end, method, receiver, standing = row[:9]
    entry = Entry(str(uid), str(stamp), int(str(sequence)), tuple(json.loads(str(body))), _span(start, end))
    return Sent(entry, "CANCEL" if method == "CANCEL" else "REQUEST", str(receiver), _standing(standing))


def _span(start: object, end: object) -> Span:
    return Span(int(str(start)), int(str(end)))


def _standing(word: object) -> Standing:
    return "sent" if word == "sent" else "handing over"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of the file as sentences."""
    try:
        yield
    except (sqlite3.Error, ValueError) as wrong:
        busy = "locked" in str(wrong)
        text = "Another run writes letters just now." if busy else "What was written before cannot be read or kept."
        cure = "Wait for it." if busy else "Choose another --ledger; then letters may go out a second time."
        raise DeliveryError(text, where=str(path), cure=cure, permanent=not busy) from wrong
