"""From what a title says to what it means: entries become periods by the parent's own table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from homecall.errors import TimeError
from homecall.household.people import Parent, ShiftMeaning
from homecall.sources.base import Entry
from homecall.sources.titles import fits
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Wall
from homecall.timeline.period import Kind, Period


def periods(
    entries: Sequence[Entry], parent: Parent, source_name: str, wall: Wall
) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    """The periods of one feed, and the titles that no shift of the parent explains, each once, in order.

    A title counts together with the others of its day. What has no hours fills the local days that it touches.
    """
    by_day = titles_by_day(entries)
    found: list[Period] = []
    unmapped: dict[str, None] = {}
    for entry in entries:
        meaning = meaning_of(entry, parent.shifts, by_day[entry.day])
        if meaning is None:
            unmapped[entry.title] = None
        found.append(_period(entry, meaning, parent.id, source_name, wall))
    return tuple(found), tuple(unmapped)


def titles_by_day(entries: Sequence[Entry]) -> dict[date, list[str]]:
    """The titles of each local day, in the feed's order."""
    by_day: dict[date, list[str]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry.title)
    return by_day


def meaning_of(entry: Entry, shifts: Sequence[ShiftMeaning], titles: Sequence[str]) -> ShiftMeaning | None:
    """The first shift that fits the entry among the titles of its day, or None."""
    return next((shift for shift in shifts if _applies(shift, entry, titles)), None)


def _applies(shift: ShiftMeaning, entry: Entry, titles: Sequence[str]) -> bool:
    return (
        entry.day.weekday() in shift.days
        and fits(shift.title, entry.title)
        and (not shift.with_title or any(fits(shift.with_title, title) for title in titles))
        and (not shift.without or not any(fits(shift.without, title) for title in titles))
    )


def _period(entry: Entry, meaning: ShiftMeaning | None, person: str, source: str, wall: Wall) -> Period:
    hours = _hours(entry, meaning, wall) if meaning else None
    kind = meaning.kind if meaning else Kind.UNMAPPED
    overrun = meaning.overrun if meaning and hours else None
    span = hours or _days(entry, wall)
    more = {"whole_day": hours is None, "operates": bool(meaning and meaning.operates)}
    return Period(person, span, kind, entry.title, entry.day, source, overrun=overrun, **more)


def _hours(entry: Entry, meaning: ShiftMeaning, wall: Wall) -> Span | None:
    """The hours of an entry with its meaning's clock times in place of the feed's; None if they stay unknown."""
    if meaning.start is None and meaning.end is None:
        return entry.span
    start = meaning.start or (reading(entry.span.start, entry.day, wall) if entry.span else None)
    end = meaning.end or (reading(entry.span.end, entry.day, wall) if entry.span else None)
    if start is None or end is None:
        return None
    try:
        return wall.span(entry.day, start, end)
    except TimeError:
        return None


def reading(minute: int, day: date, wall: Wall) -> Clock:
    """What the clock on the wall shows at a minute, counted from a local day (never from a later one)."""
    local = wall.local(minute)
    return Clock(local.hour * 60 + local.minute, max((local.date() - day).days, 0))


def _days(entry: Entry, wall: Wall) -> Span:
    """The whole local days that an entry touches."""
    if entry.span is None:
        return wall.day(entry.day)
    last = wall.date(entry.span.end - 1)
    return Span(wall.midnight(wall.date(entry.span.start)), wall.midnight(last + timedelta(days=1)))
