"""Reads every schedule of a household and puts what they say on one clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from homecall.errors import SourceError
from homecall.household.household import Household
from homecall.household.people import Child, Parent, SourceSpec
from homecall.household.places import Place
from homecall.plan.voice import full_day
from homecall.sources.base import DAYS_BEFORE, Entry, Intake, Lost
from homecall.sources.book import source
from homecall.sources.changes import still_listed, still_new
from homecall.sources.fetch import Shelf, fetch
from homecall.sources.meanings import periods
from homecall.sources.memory.memory import Memory
from homecall.sources.memory.news import Freshness
from homecall.sources.memory.place import Remembered
from homecall.sources.merge import merged
from homecall.sources.reading import understood
from homecall.sources.settle import Account, Settled, settle
from homecall.sources.titles import fits
from homecall.spans.span import DAY, instant
from homecall.spans.wall import Horizon
from homecall.timeline.period import Period
from homecall.timeline.timeline import Feed, Timeline
from homecall.tongue import noted, say

STALE_DAYS = 7
"""From this age on, the date a schedule was written is worth a sentence."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one feed told of one parent."""

    feed: Feed
    periods: tuple[Period, ...]
    changes_only: bool = False
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Where schedules are read: paths are looked up in `base`, addresses in the memory if there is one.

    `calendars` collects what the remembered calendars of places said, by the name of the place.
    """

    horizon: Horizon
    base: Shelf
    memory: Memory | None = None
    calendars: dict[str, Feed] = field(default_factory=dict)

    def read(self, spec: SourceSpec, whose: str = "") -> Remembered:
        """What one source says. Raises SourceError or FetchError, with the source's name on it.

        `whose` is added to the name of an address: several of a family may be of one system.
        """
        source(spec.kind)  # an unknown kind is said before anything is asked
        try:
            return self._said(spec)
        except SourceError as error:
            if spec.url and whose:
                error.where = f"{error.where}, {whose}" if error.where else whose
            raise

    def _said(self, spec: SourceSpec) -> Remembered:
        if spec.url and self.memory:
            return self.memory.read(spec, self.horizon)
        return Remembered(read(spec, self.horizon, self.base))


def gather(household: Household, horizon: Horizon, base: Shelf, memory: Memory | None = None) -> Household:
    """The household with its schedules read and the closures of its places filled in. Paths are looked up in `base`.

    With a memory an address that cannot be had says what it said last. Raises FetchError or SourceError for a schedule
    that cannot be had or read as a whole.
    """
    return gathered(household, Desk(horizon, base, memory))


def gathered(household: Household, desk: Desk) -> Household:
    """As `gather`, at a desk that afterwards holds what the calendars of places said."""
    schedules = {parent.id: _timeline(parent, desk) for parent in household.parents}
    children = tuple(_with_closures(child, desk) for child in household.children)
    return replace(household, children=children).with_schedules(schedules)


def timeline(parent: Parent, horizon: Horizon, base: Shelf) -> Timeline:
    """One parent's time, from all of their schedules. Known for ever if they have none."""
    return _timeline(parent, Desk(horizon, base))


def _timeline(parent: Parent, desk: Desk) -> Timeline:
    if not parent.schedule:
        return Timeline(parent.id)
    horizon = desk.horizon
    told = _with_news([_told(parent, spec, desk) for spec in parent.schedule])
    settled = settle(parent, [Account(spec, one.periods) for spec, one in zip(parent.schedule, told, strict=True)])
    feeds = tuple(_settled(one.feed, left) for one, left in zip(told, settled, strict=True))
    since = horizon.span.start - DAYS_BEFORE * DAY
    every = [period for one in settled for period in one.periods if period.span.end > since]
    through = min((one.feed.through or date.min for one in told if not one.changes_only), default=date.min)
    disagreements = tuple(sorted((two for one in settled for two in one.disagreements), key=lambda one: one.day))
    return Timeline(parent.id, merged(every), through, feeds, disagreements)


def _settled(feed: Feed, left: Settled) -> Feed:
    return replace(feed, notes=feed.notes + left.notes, unmapped=left.open(feed.unmapped))


def _with_news(told: list[_Told]) -> list[_Told]:
    """The feeds, with what those that tell only of changes say held against what the schedules list."""
    listed = [period for one in told if not one.changes_only for period in one.periods]
    return [_beside(one, listed) if one.changes_only else one for one in told]


def _beside(one: _Told, listed: Sequence[Period]) -> _Told:
    notes = one.feed.notes + still_listed(one.lost, listed)
    return replace(one, feed=replace(one.feed, notes=notes), periods=still_new(one.periods, listed))


def read(spec: SourceSpec, horizon: Horizon, base: Shelf) -> Intake:
    """What one source says now, patients taken out. Raises SourceError or FetchError, with the source's name on it."""
    return understood(fetch(spec, base), spec, horizon)


def _told(parent: Parent, spec: SourceSpec, desk: Desk) -> _Told:
    said = desk.read(spec, f"{parent.name}'s schedule")
    intake = said.intake
    found, unmapped = periods((*intake.entries, *said.held), parent, spec.name, desk.horizon.wall)
    through = None if intake.absent else spec.published_through or intake.through
    notes = (*intake.notes, *_empty(intake, spec), *_stale(intake, desk.horizon), *said.freshness.notes)
    feed = Feed(spec.name, spec.kind, through, len(intake.entries), intake.as_of, intake.rejects, unmapped, notes)
    return _Told(_fresh(feed, intake, said.freshness), found, intake.changes_only, intake.lost)


def _fresh(feed: Feed, intake: Intake, fresh: Freshness) -> Feed:
    """The feed with how it was read, and how fresh it is."""
    about = replace(feed, understood=intake.understood, held=fresh.held, changed=fresh.changed)
    return replace(about, fetched_at=fresh.fetched_at, stale_since=fresh.stale_since, why=fresh.why)


def _empty(intake: Intake, spec: SourceSpec) -> tuple[str, ...]:
    if intake.absent:
        return (say("Nothing in this schedule is theirs, so that time is unknown, not free. Look at `match`."),)
    if intake.through is not None or intake.changes_only:
        return ()
    if spec.published_through:
        return (say("This schedule holds no day at all, so it counts as free up to the date you gave."),)
    return (say("This schedule holds no day at all, so that time is unknown, not free."),)


def _stale(intake: Intake, horizon: Horizon) -> tuple[str, ...]:
    if not intake.as_of:
        return ()
    written = datetime.fromisoformat(intake.as_of).astimezone(UTC)
    if horizon.now - instant(written) <= STALE_DAYS * DAY:
        return ()
    day = horizon.wall.date(instant(written))
    last = noted("This schedule was last written on {day}; fetch it again if it may have changed.")
    return (say(last, day=full_day(day)),)


def _with_closures(child: Child, desk: Desk) -> Child:
    return replace(child, places=tuple(_closed(place, desk) for place in child.places))


def _closed(place: Place, desk: Desk) -> Place:
    if not place.closed_from:
        return place
    spec = _calendar(place.closed_from)
    said = desk.read(spec, f"the calendar of {place.name}")
    if said.freshness.fetched_at:
        of = (said.intake.through, len(said.intake.entries), "", said.intake.rejects, (), said.freshness.notes)
        desk.calendars[place.name] = _fresh(Feed(spec.name, spec.kind, *of), said.intake, said.freshness)
    # A closure that vanished still holds: a day too many that needs cover is better than one too few.
    days = (entry.day for entry in (*said.intake.entries, *said.held) if _closes(entry, place))
    return replace(place, closed=place.closed | frozenset(days))


def _closes(entry: Entry, place: Place) -> bool:
    titles = place.closed_titles
    return entry.span is None and (not titles or any(fits(pattern, entry.title) for pattern in titles))


def _calendar(calendar: str) -> SourceSpec:
    return SourceSpec("ics", url=calendar) if "://" in calendar else SourceSpec("ics", path=calendar)


def closures(calendar: str, horizon: Horizon, base: Shelf) -> Sequence[date]:
    """The days on which a calendar, by path or address, has an all-day entry."""
    return [entry.day for entry in read(_calendar(calendar), horizon, base).entries if entry.span is None]
