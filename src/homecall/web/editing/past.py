"""The history of a household, and the household file on its way in: pages that compare two versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from homecall.errors import HomecallError, HouseholdError
from homecall.household.changes import changes
from homecall.household.codec import decode, read
from homecall.web.editing.inputs import plain
from homecall.web.family import store
from homecall.web.family.store import WHERE, Kept

MOST = 50
"""Changes on one page of the history."""


@dataclass(frozen=True, slots=True)
class Change:
    """A revision in the history, at the family's own time."""

    number: int
    at: datetime
    by: str
    said: str
    newest: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page of the history, newest first. `older` is the number that the next page begins below, 0 on the last."""

    changes: tuple[Change, ...]
    older: int


def history(family: int, before: int | None = None) -> History:
    """The changes below a number, the newest ones without it."""
    newest = store.newest(family)
    found = store.history(family, MOST + 1, before=before)
    wall = newest.household.wall.info
    shown = tuple(
        Change(one.number, one.at.astimezone(wall), one.by, one.said, one.number == newest.number)
        for one in found[:MOST]
    )
    return History(shown, shown[-1].number if len(found) > MOST else 0)


@dataclass(frozen=True, slots=True)
class Version:
    """One change in full: what it changed, and what going back to it would change now."""

    number: int
    at: datetime
    by: str
    said: str
    changed: tuple[str, ...]
    first: bool
    back: tuple[str, ...]
    newest: int

    @property
    def is_newest(self) -> bool:
        """Whether it is what holds now."""
        return self.number == self.newest


def version(family: int, number: int) -> Version | None:
    """A change of the history in full; None where there is none with this number."""
    kept, newest = store.at(family, number), store.newest(family)
    if kept is None:
        return None
    before = store.at(family, number - 1)
    changed = changes(before.household, kept.household) if before else ()
    back = changes(newest.household, kept.household)
    at = kept.at.astimezone(newest.household.wall.info)
    return Version(number, at, kept.by, kept.said, changed, before is None, back, newest.number)


@dataclass(frozen=True, slots=True)
class Preview:
    """A file on its way in: its text, what it would change, or why it cannot be and in which line.

    `same` says that it holds the very letters of what is there.
    """

    number: int
    text: str
    changed: tuple[str, ...]
    same: bool
    refused: HomecallError | None = None
    line: int = 0
    words: str = ""


def preview(kept: Kept, content: bytes) -> Preview:
    """What believing a file would mean."""
    try:
        text = decode(content, WHERE)
        changed = changes(kept.household, read(text, WHERE))
    except HouseholdError as error:
        return _refused(kept, content.decode("utf-8", "replace"), error)
    return Preview(kept.number, text, changed, text == kept.text)


def pasted(text: str) -> bytes:
    """What was pasted, with line ends as files have them: a browser sends its own."""
    return plain({"": (text,)}).get("", ("",))[0].encode("utf-8", "surrogatepass")


def _refused(kept: Kept, text: str, error: HouseholdError) -> Preview:
    """The error with its line. A line that holds a link is not repeated: a link is often a secret."""
    tail = error.where.rpartition(":")[2]
    line = int(tail) if tail.isdecimal() else 0
    lines = text.split("\n")
    words = lines[line - 1].strip()[:200] if 0 < line <= len(lines) else ""
    return Preview(kept.number, text, (), same=False, refused=error, line=line, words="" if "://" in words else words)
