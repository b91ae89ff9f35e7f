"""Calendars as systems write them at each fetch, households that subscribe to them, and a clock to fetch them by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from homecall.household.household import Household
from homecall.household.people import Parent, ShiftMeaning, SourceSpec
from homecall.sources.gather import gather
from homecall.sources.memory.memory import Memory, Mode
from homecall.spans.span import HOUR, instant
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.period import Kind
from homecall.timeline.timeline import Timeline

WALL = Wall("America/Chicago")
FIRST = date(2026, 11, 2)
NOW = instant(datetime(2026, 11, 1, 18, tzinfo=UTC))
_UIDS = count()

Shift = tuple[str, date, int, int]
"""A title, a day, and its hours in UTC; equal hours are an all-day entry."""


def shift(day: int, title: str = "Wards", start: int = 14, end: int = 22) -> Shift:
    """A shift so many days after the first."""
    return title, FIRST + timedelta(days=day), start, end


WEEK = [shift(day) for day in (0, 1, 2, 7)]
"""Four shifts, the first four of a rota."""


def calendar(shifts: Iterable[Shift], head: str = "") -> bytes:
    """An iCalendar of the shifts, with identifiers that no earlier one had."""
    events = (_event(*one) for one in shifts)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def _event(title: str, day: date, start: int, end: int) -> str:
    if start == end:
        times = f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    else:
        times = f"DTSTART:{day:%Y%m%d}T{start:02}0000Z\r\nDTEND:{day:%Y%m%d}T{end:02}0000Z"
    return f"BEGIN:VEVENT\r\nUID:{next(_UIDS)}@rota.example\r\nSUMMARY:{title}\r\n{times}\r\nEND:VEVENT\r\n"


def horizon(hours: float = 0, days: int = 28, first: date = FIRST) -> Horizon:
    """The four weeks of the tests, so many hours after the first fetch."""
    return Horizon(WALL, first, days, NOW + int(hours * HOUR))


def memory(folder: Path, mode: Mode = Mode.DUE) -> Memory:
    """A memory whose dice always show the least."""
    return Memory(folder / ".homecall", lambda: 0.0, mode)


def family(url: str, **more: str) -> Household:
    """One parent with a schedule at an address."""
    kind = more.pop("kind", "ics")
    shifts = (ShiftMeaning("Wards*", Kind.WORK), ShiftMeaning("Vacation", Kind.LEAVE))
    ana = Parent("ana", "Ana", schedule=(SourceSpec(kind, url=url, **more),), shifts=shifts)  # type: ignore[arg-type] # fields by name, as the case has them
    return Household("The Riveras", "America/Chicago", (ana,), ())


def fetched(url: str, folder: Path, hours: float = 0, mode: Mode = Mode.DUE, days: int = 28, **more: str) -> Timeline:
    """Ana's time, so many hours after the first fetch."""
    return gather(family(url, **more), horizon(hours, days), folder, memory(folder, mode)).schedules["ana"]


def days(found: Timeline) -> list[int]:
    """The days of the shifts, counted from the first day of the tests."""
    return [(one.day - FIRST).days for one in found.periods]
