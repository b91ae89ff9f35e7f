"""The titles of a household that no shift explains, with all that their schedules show of them, and a guess at each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.sources.base import Entry, Intake
from homecall.sources.gather import Desk
from homecall.sources.guess.guess import Guess, Seen, guess
from homecall.sources.guess.words import Hours
from homecall.sources.meanings import meaning_of, reading, titles_by_day
from homecall.sources.memory.place import Remembered
from homecall.spans.wall import Wall
from homecall.timeline.timeline import Feed


@dataclass(frozen=True, slots=True)
class Open:
    """A title that waits for an answer: whose it is, which schedule says it, what it shows, and the guess."""

    parent: str
    source: str
    seen: Seen
    guess: Guess


def open_titles(household: Household, desk: Desk) -> tuple[Open, ...]:
    """Every open title of every parent, in the order of the household, of its schedules, and of the days.

    The household's schedules have been read at the same desk. Raises FetchError or SourceError for one that cannot be
    read again.
    """
    return tuple(one for parent in household.parents for one in _of(parent, household.schedules[parent.id].feeds, desk))


def _of(parent: Parent, feeds: Sequence[Feed], desk: Desk) -> Iterable[Open]:
    known: set[str] = set()
    for spec, feed in zip(parent.schedule, feeds, strict=True):
        said = desk.read(spec) if feed.unmapped else Remembered(Intake((), (), None))
        for seen in unexplained((*said.intake.entries, *said.held), parent, desk.horizon.wall):
            # Two schedules that tell of one title ask one question; a copy of a shift on the roster asks none.
            if seen.title in feed.unmapped and seen.title not in known:
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
