"""Reads a calendar: each event or instance becomes an entry, and what cannot be read becomes a reject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from homecall.errors import SourceError, TimeError
from homecall.household.people import SourceSpec
from homecall.sources.base import DAYS_AFTER, DAYS_BEFORE, Entry, Intake, matters, reject
from homecall.sources.ics.events import Event, event
from homecall.sources.ics.expand import Instance, Series, grouped, instances, kept
from homecall.sources.ics.lines import Component, components, header, unfolded
from homecall.sources.ics.rules import Budget
from homecall.sources.ics.zones import Zones
from homecall.sources.people import nearest
from homecall.sources.titles import fits
from homecall.spans.span import Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Reject

MOST_EVENTS = 50_000


def read(content: bytes, spec: SourceSpec, horizon: Horizon) -> Intake:
    """Every event is the person's own, or those whose title `match` fits. Free or transparent says nothing here.

    Raises SourceError for what is no whole calendar; a calendar without events is an empty intake.
    """
    text = unfolded(content, spec.name)
    found = list(components(text))
    events = [one for one in found if one.name == "VEVENT"]
    if len(events) > MOST_EVENTS:
        cure = "Subscribe to one person's calendar, or export fewer months."
        raise SourceError(f"The calendar has more than {MOST_EVENTS:,} events.", where=spec.name, cure=cure)
    definitions = [one for one in found if one.name == "VTIMEZONE"]
    reading = _Reading(Zones(definitions, header(text, "X-WR-TIMEZONE"), horizon), horizon)
    for series in grouped(reading.events(events)):
        reading.take(series)
    return _intake(reading, spec, horizon)


@dataclass(slots=True)
class _Reading:
    """What has been understood so far of one calendar. `entries` is a dict for its order and its uniqueness."""

    zones: Zones
    horizon: Horizon
    budget: Budget = field(default_factory=Budget)
    entries: dict[Entry, None] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)
    through: date | None = None

    def events(self, found: list[Component]) -> Iterator[Event]:
        """The events that can be read; the others are rejects."""
        for component in found:
            try:
                yield event(component, self.zones)
            except (ValueError, OverflowError, TimeError) as error:
                self.refuse(component.line, _title(component), error)

    def refuse(self, line: int, title: str, error: Exception) -> None:
        """Writes a reject down."""
        self.rejects.append(reject(f"line {line}", title, f"This event was left out: {error}."))

    def take(self, series: Series) -> None:
        """Adds the instances of one UID."""
        for master in series.masters:
            if master.cancelled:
                continue
            try:
                for instance in instances(master, series.overrides, self.horizon, self.budget):
                    self.add(instance)
                if any(rule.endless for rule in master.rules):
                    self.reach(self.horizon.dates[-1])
            except (ValueError, OverflowError, TimeError) as error:
                self.refuse(master.line, master.title, error)
        for override in kept(series):
            self.add(Instance(override, override.start, override.length))

    def add(self, instance: Instance) -> None:
        """Adds one instance, all-day ones day by day."""
        self.titles.add(instance.series.title)
        for entry in _entries(instance, self.horizon):
            if matters(entry, self.horizon):
                self.entries[entry] = None
        self.reach(_last_day(instance, self.horizon))

    def reach(self, day: date) -> None:
        """Takes note of a day that the calendar speaks of."""
        self.through = day if self.through is None else max(self.through, day)


def _title(component: Component) -> str:
    """What a refused event calls itself, as far as that can be read."""
    line = next((line for line in component.lines if line.upper().startswith("SUMMARY")), "")
    return line.partition(":")[2] or "(untitled)"


def _entries(instance: Instance, horizon: Horizon) -> Iterator[Entry]:
    """One entry for a timed instance; for an all-day one, an entry for each of its days around the horizon."""
    event, start = instance.series, instance.start
    if not start.dated:
        span = _span(instance)
        yield Entry(event.title, horizon.wall.date(start.minute), span, event.uid)
        return
    first, last = start.naive.date(), _last_day(instance, horizon)
    day = max(first, horizon.first - timedelta(days=DAYS_BEFORE))
    while day <= min(last, horizon.dates[-1] + timedelta(days=DAYS_AFTER)):
        yield Entry(event.title, day, None, event.uid)
        day += timedelta(days=1)


def _span(instance: Instance) -> Span | None:
    """The hours of a timed instance, ending by the wall clock; None where its length is not known."""
    start, length = instance.start, instance.length
    if length is None:
        return None
    end = start.localize(start.naive + length.wall) + length.elapsed
    if end <= start.minute:
        # A jump of the clocks ate it; what the wall shows between start and end passes all the same.
        end = start.minute + int(length.wall.total_seconds() // 60) + length.elapsed
    return Span(start.minute, end) if end > start.minute else None


def _last_day(instance: Instance, horizon: Horizon) -> date:
    start, length = instance.start, instance.length
    if not start.dated:
        return horizon.wall.date(start.minute)
    days = length.wall.days if length else 1
    return start.naive.date() + timedelta(days=max(days, 1) - 1)


def _intake(reading: _Reading, spec: SourceSpec, horizon: Horizon) -> Intake:
    """The entries in order of time; events without a match are left out here, but have counted for `through`."""
    wanted = [one for one in reading.entries if not spec.match or fits(spec.match, one.title)]
    wanted.sort(key=lambda one: (one.day, one.span or horizon.wall.day(one.day), one.title, one.uid))
    notes: tuple[str, ...] = ()
    absent = bool(spec.match and reading.titles) and not any(fits(spec.match, title) for title in reading.titles)
    if absent:
        close = nearest(spec.match, reading.titles)
        hint = f'; the nearest one is "{close}"' if close else ""
        notes = (f'No title in this calendar fits "{spec.match}"{hint}.',)
    return Intake(tuple(wanted), tuple(reading.rejects), reading.through, notes=notes, absent=absent)
