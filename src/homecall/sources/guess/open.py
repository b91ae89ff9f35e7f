"""The titles of a household that no shift explains, with all that their schedules show of them, and a guess at each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.sources.base import Entry
from homecall.sources.fetch import Shelf
from homecall.sources.gather import read
from homecall.sources.guess.guess import Guess, Seen, guess
from homecall.sources.guess.words import Hours
from homecall.sources.meanings import meaning_of, reading, titles_by_day
from homecall.spans.wall import Horizon, Wall


@dataclass(frozen=True, slots=True)
class Open:
    """A title that waits for an answer: whose it is, which schedule says it, what it shows, and the guess."""

    parent: str
    source: str
    seen: Seen
    guess: Guess


def open_titles(household: Household, horizon: Horizon, base: Shelf) -> tuple[Open, ...]:
    """Every open title of every parent, in the order of the household, of its schedules, and of the days.

    Raises FetchError or SourceError for a schedule that cannot be had or read as a whole.
    """
    return tuple(one for parent in household.parents for one in _of(parent, horizon, base))


def _of(parent: Parent, horizon: Horizon, base: Shelf) -> Iterable[Open]:
    known: set[str] = set()
    for spec in parent.schedule:
        for seen in unexplained(read(spec, horizon, base).entries, parent, horizon.wall):
            # Two schedules that tell of one title ask one question.
            if seen.title not in known:
                known.add(seen.title)
                yield Open(parent.id, spec.name, seen, guess(seen))


def unexplained(entries: Sequence[Entry], parent: Parent, wall: Wall) -> tuple[Seen, ...]:
    """The titles of one feed that no shift of the parent explains, on the days on which none does, in order of days."""
    by_day = titles_by_day(entries)
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.day):
        if meaning_of(entry, parent.shifts, by_day[entry.day]) is None:
            found.setdefault(entry.title, []).append(entry)
    return tuple(_seen(title, some, by_day, wall) for title, some in found.items())


def _seen(title: str, entries: Sequence[Entry], by_day: dict[date, list[str]], wall: Wall) -> Seen:
    days = tuple(sorted({entry.day for entry in entries}))
    beside = frozenset(other for day in days for other in by_day[day]) - {title}
    timed = all(entry.span is not None for entry in entries)
    hours = tuple(sorted({_hours(entry, wall) for entry in entries})) if timed else ()
    return Seen(title, beside, frozenset(day.weekday() for day in days), hours, days)


def _hours(entry: Entry, wall: Wall) -> Hours:
    assert entry.span is not None
    return reading(entry.span.start, entry.day, wall), reading(entry.span.end, entry.day, wall)
