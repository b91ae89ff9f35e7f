"""Reads every schedule of a household and puts what they say on one clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from homecall.errors import FetchError, SourceError
from homecall.household.household import Household
from homecall.household.people import Child, Parent, SourceSpec
from homecall.household.places import Place
from homecall.sources.base import DAYS_BEFORE, Intake, Lost
from homecall.sources.book import source
from homecall.sources.changes import still_listed, still_new
from homecall.sources.fetch import Shelf, fetch
from homecall.sources.meanings import periods
from homecall.sources.merge import contradictions, merged
from homecall.sources.privacy import private
from homecall.spans.span import DAY, instant
from homecall.spans.wall import Horizon
from homecall.timeline.period import Period
from homecall.timeline.timeline import Feed, Timeline

STALE_DAYS = 7
"""From this age on, the date a schedule was written is worth a sentence."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one feed told of one parent."""

    feed: Feed
    periods: tuple[Period, ...]
    changes_only: bool = False
    lost: tuple[Lost, ...] = ()


def gather(household: Household, horizon: Horizon, base: Shelf) -> Household:
    """The household with its schedules read and the closures of its places filled in. Paths are looked up in `base`.

    Raises FetchError or SourceError for a schedule that cannot be had or read as a whole.
    """
    schedules = {parent.id: timeline(parent, horizon, base) for parent in household.parents}
    children = tuple(_with_closures(child, horizon, base) for child in household.children)
    return replace(household, children=children).with_schedules(schedules)


def timeline(parent: Parent, horizon: Horizon, base: Shelf) -> Timeline:
    """One parent's time, from all of their schedules. Known for ever if they have none."""
    if not parent.schedule:
        return Timeline(parent.id)
    told = _with_news([_told(parent, spec, horizon, base) for spec in parent.schedule])
    said = contradictions([one.periods for one in told])
    feeds = tuple(replace(one.feed, notes=one.feed.notes + notes) for one, notes in zip(told, said, strict=True))
    since = horizon.span.start - DAYS_BEFORE * DAY
    every = [period for one in told for period in one.periods if period.span.end > since]
    through = min((one.feed.through or date.min for one in told if not one.changes_only), default=date.min)
    return Timeline(parent.id, merged(every), through, feeds)


def _with_news(told: list[_Told]) -> list[_Told]:
    """The feeds, with what those that tell only of changes say held against what the schedules list."""
    listed = [period for one in told if not one.changes_only for period in one.periods]
    return [_beside(one, listed) if one.changes_only else one for one in told]


def _beside(one: _Told, listed: Sequence[Period]) -> _Told:
    notes = one.feed.notes + still_listed(one.lost, listed)
    return replace(one, feed=replace(one.feed, notes=notes), periods=still_new(one.periods, listed))


def read(spec: SourceSpec, horizon: Horizon, base: Shelf) -> Intake:
    """What one source says, patients taken out of its words. Raises SourceError or FetchError with the source's name."""
    try:
        return private(source(spec.kind)(fetch(spec, base), spec, horizon))
    except FetchError:
        raise
    except SourceError as error:
        raise SourceError(error.message, where=error.where or spec.name, cure=error.cure) from error


def _told(parent: Parent, spec: SourceSpec, horizon: Horizon, base: Shelf) -> _Told:
    intake = read(spec, horizon, base)
    found, unmapped = periods(intake.entries, parent, spec.name, horizon.wall)
    through = None if intake.absent else spec.published_through or intake.through
    notes = (*intake.notes, *_empty(intake, spec), *_stale(intake, horizon))
    of = (len(intake.entries), intake.as_of, intake.rejects, unmapped, notes, intake.understood)
    feed = Feed(spec.name, spec.kind, through, *of)
    return _Told(feed, found, intake.changes_only, intake.lost)


def _empty(intake: Intake, spec: SourceSpec) -> tuple[str, ...]:
    if intake.absent:
        return ("Nothing in this schedule is theirs, so that time is unknown, not free. Look at `match`.",)
    if intake.through is not None or intake.changes_only:
        return ()
    known = "it counts as free up to the date you gave" if spec.published_through else "that time is unknown, not free"
    return (f"This schedule holds no day at all, so {known}.",)


def _stale(intake: Intake, horizon: Horizon) -> tuple[str, ...]:
    if not intake.as_of:
        return ()
    written = datetime.fromisoformat(intake.as_of).astimezone(UTC)
    if horizon.now - instant(written) <= STALE_DAYS * DAY:
        return ()
    day = horizon.wall.date(instant(written))
    return (f"This schedule was last written on {day.day} {day:%B %Y}; fetch it again if it may have changed.",)


def _with_closures(child: Child, horizon: Horizon, base: Shelf) -> Child:
    return replace(child, places=tuple(_closed(place, horizon, base) for place in child.places))


def _closed(place: Place, horizon: Horizon, base: Shelf) -> Place:
    if not place.closed_from:
        return place
    days = closures(place.closed_from, horizon, base)
    return replace(place, closed=place.closed | frozenset(days))


def closures(calendar: str, horizon: Horizon, base: Shelf) -> Sequence[date]:
    """The days on which a calendar, by path or address, has an all-day entry."""
    spec = SourceSpec("ics", url=calendar) if "://" in calendar else SourceSpec("ics", path=calendar)
    return [entry.day for entry in read(spec, horizon, base).entries if entry.span is None]
