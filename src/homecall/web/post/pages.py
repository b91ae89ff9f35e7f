"""The pages of messages as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from homecall.household.household import Household
from homecall.spans.wall import Clock
from homecall.web.look.kept import heard
from homecall.web.post.habits import Habits
from homecall.web.post.models import Message, Reach
from homecall.web.post.ways import PUSH

NOW_AND_EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when browsers that nobody has put in order may be told: the browser itself has asked."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A message that may not have arrived: whom it was for, what it was about, what is known, since when."""

    id: int
    name: str
    title: str
    said: str
    at: datetime
    unsure: bool
    over: bool


def open_lines(household: Household, rows: Iterable[Message], now: datetime) -> tuple[OpenLine, ...]:
    """The lines of these rows, their times on the family's clock; a person who left stands by the id."""
    zone = household.wall.info
    return tuple(
        OpenLine(
            row.pk,
            household.names.get(row.to, row.to),
            row.title,
            heard(row.said, row.parts),
            row.touched.astimezone(zone),
            row.state == "unsure",
            row.until is not None and row.until <= now,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class WayLine:
    """A way in which somebody is reached. `id` is 0 for browsers that nobody has put in order; `at` counts from 1."""

    id: int
    at: int
    kind: str
    shown: str
    works: bool
    broken: bool
    said: str
    browsers: int = 0


@dataclass(frozen=True, slots=True)
class ReachPage:
    """How one person is reached, when they are not, and what they hear each evening."""

    ways: tuple[WayLine, ...]
    start: str
    until: str
    habits: Habits

    @property
    def reached(self) -> bool:
        """Whether any way works."""
        return any(one.works for one in self.ways)


@dataclass(frozen=True, slots=True)
class HelperLine:
    """Somebody who helps, and whether they can be told anything; how is theirs alone to see."""

    id: str
    name: str
    reached: bool


def reach_page(rows: Iterable[Reach], browsers: int, habits: Habits) -> ReachPage:
    """The page of these rows; browsers that are not among them come first."""
    found = [one for one in rows if one.kind != PUSH or browsers]
    if browsers and PUSH not in {one.kind for one in found}:
        found.insert(0, Reach(pk=0, kind=PUSH, confirmed=NOW_AND_EVER))
    lines = tuple(_line(row, at, browsers) for at, row in enumerate(found, 1))
    return ReachPage(lines, _reading(habits.quiet.start), _reading(habits.quiet.until), habits)


def _line(row: Reach, at: int, browsers: int) -> WayLine:
    broken = row.broken is not None
    works = row.confirmed is not None and not broken
    browsers = browsers if row.kind == PUSH else 0
    return WayLine(row.pk or 0, at, row.kind, row.shown, works, broken, heard(row.said, row.parts), browsers)


def _reading(clock: Clock) -> str:
    """A time as the field for times wants it."""
    return "{:02}:{:02}".format(*divmod(clock.minutes % 1440, 60))
