"""Reads a calendar for the plan: each occurrence becomes an entry, and what cannot be read becomes a reject."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from homecall.household.people import SourceSpec
from homecall.sources.base import DAYS_AFTER, DAYS_BEFORE, Entry, Intake, matters, reject, window
from homecall.sources.ics.engine import Reading, digest, within
from homecall.sources.ics.events import CANCELLED
from homecall.sources.ics.found import Occurrence, Window
from homecall.sources.ics.memory import Memory
from homecall.sources.ics.stamps import date_at, days_to
from homecall.sources.ics.walk import Limits
from homecall.sources.people import nearest
from homecall.sources.titles import fits
from homecall.spans.span import Span
from homecall.spans.wall import Horizon

LOOK_AHEAD = 365
"""Days past the window for which a series that ends is followed, to learn how far its calendar goes."""

LIMITS = Limits(series=2_000)
"""A plan has no use for a series that starts more often; all else is as the engine has it."""

_TAKEN: Memory[Intake] = Memory(8, 300_000, lambda intake: len(intake.entries))


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Every event is the person's own, or those whose title `match` fits. Free or transparent says nothing here.

    Raises SourceError for what is no whole calendar; a calendar without events is an empty intake.
    """
    key = (digest(content), spec.match, horizon.wall.zone, horizon.first, horizon.days)
    return _TAKEN.get(key, lambda: _read(content, spec, horizon))


def _read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    reading = within(content, _window(horizon), horizon.wall.zone, LIMITS, spec.name)
    entries: dict[Entry, None] = {}  # a dict for its order and its uniqueness
    for one in reading.occurrences:
        if one.status != CANCELLED:
            title = _title(one.summary)
            entries.update((entry, None) for entry in _entries(one, title, horizon) if matters(entry, horizon))
    rejects = tuple(reject(f"line {one.line}", _title(one.what), one.why) for one in reading.refused)
    wanted = [one for one in entries if not spec.match or fits(spec.match, one.title)]
    wanted.sort(key=lambda one: (one.day, one.span or horizon.wall.day(one.day), one.title, one.uid))
    notes = unmatched(spec.match, reading.titles)
    return Intake(tuple(wanted), rejects, _through(reading, horizon), notes=notes, absent=bool(notes))


def _title(summary: str) -> str:
    return " ".join(summary.split()) or "(untitled)"


def _window(horizon: Horizon) -> Window:
    """The days and hours that matter to the plan. Series end by the clock on the wall, which is what rosters mean."""
    first = horizon.first - timedelta(days=DAYS_BEFORE)
    last = horizon.dates[-1] + timedelta(days=DAYS_AFTER + 1)
    kept, wall = window(horizon), horizon.wall
    start, end = min(kept.start, wall.midnight(first)), max(kept.end, wall.midnight(last))
    return Window(start * 60, end * 60, days_to(first), days_to(last), LOOK_AHEAD, wall_ends=True)


def _entries(one: Occurrence, title: str, horizon: Horizon) -> Iterator[Entry]:
    """One entry for a timed occurrence; for an all-day one, an entry for each of its days around the horizon."""
    if not one.all_day:
        yield Entry(title, horizon.wall.date(one.start // 60), _span(one), one.uid)
        return
    first = max(one.start, days_to(horizon.first) - DAYS_BEFORE)
    for day in range(first, min(one.end - 1, days_to(horizon.dates[-1]) + DAYS_AFTER) + 1):
        yield Entry(title, date_at(day), None, one.uid)


def _span(one: Occurrence) -> Span | None:
    """The whole minutes that hold it; None where its length is not known."""
    return Span(one.start // 60, -(-one.end // 60)) if one.end > one.start else None


def unmatched(match: str, summaries: Collection[str]) -> tuple[str, ...]:
    """A note where a calendar has titles, some are asked for by a pattern, and none fits."""
    titles = {_title(one) for one in summaries}
    if not match or not titles or any(fits(match, title) for title in titles):
        return ()
    close = nearest(match, titles)
    hint = f'; the nearest one is "{close}"' if close else ""
    return (f'No title in this calendar fits "{match}"{hint}.',)


def _through(reading: Reading, horizon: Horizon) -> date | None:
    """The last day that the calendar speaks of; a series without an end speaks of every day of the horizon."""
    reach = reading.reach
    days = [date_at(reach.day)] if reach.day is not None else []
    if reach.start is not None:
        days.append(horizon.wall.date(reach.start // 60))
    if reach.endless:
        days.append(horizon.dates[-1])
    return max(days, default=None)
