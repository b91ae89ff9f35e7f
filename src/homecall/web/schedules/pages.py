"""What the pages of schedules show, made from core objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.household.household import Household
from homecall.household.people import Parent, SourceSpec
from homecall.sources.base import Entry
from homecall.sources.settle import CHANGES
from homecall.spans.span import instant
from homecall.spans.wall import Wall
from homecall.timeline.timeline import Feed, Reject
from homecall.web.family.store import Kept
from homecall.web.jobs.store import Progress
from homecall.web.look import clocks
from homecall.web.plans.store import Shown
from homecall.web.schedules.taking import Read

MOST_DAYS = 6
MOST_REJECTS = 8
MATCHED = frozenset({"amion-619", "amion-625c", "grid", "csv", "qgenda-csv", "qgenda-xlsx", "amion-mail"})
"""Kinds that may list several people, so that one's own name in them matters."""


@dataclass(frozen=True, slots=True)
class Source:
    """A schedule in the list. `stale` is a sentence where it could not be had, `fresh` one where it could."""

    number: int
    name: str
    key: str
    fresh: str
    stale: str
    through: str
    notes: tuple[str, ...]
    rejects: tuple[Reject, ...]
    more_rejects: int
    titles: int


@dataclass(frozen=True, slots=True)
class Whose:
    """A parent's schedules. `through` says how far their time is known."""

    id: str
    name: str
    through: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SchedulesPage:
    """All of them. `said` is what went wrong the last time the plan was made; `titles` wait for a meaning."""

    number: int
    parents: tuple[Whose, ...]
    renewing: bool
    said: str
    titles: int


def schedules_page(kept: Kept, shown: Shown | None, progress: Progress, *, asked: bool = False) -> SchedulesPage:
    """The page of the newest household; what was read is that of the plan in force. `asked`: they are read again."""
    home = kept.household
    read = shown.scheduled if shown else None
    parents = tuple(_whose(home, read, parent) for parent in home.parents)
    titles = sum(one.titles for parent in parents for one in parent.sources)
    return SchedulesPage(kept.number, parents, progress.renewing or asked, progress.said, titles)


def _whose(home: Household, read: Household | None, parent: Parent) -> Whose:
    timeline = read.schedules.get(parent.id) if read else None
    left = list(timeline.feeds) if timeline else []
    sources = tuple(_source(home.wall, parent, at, _feed(spec, left)) for at, spec in enumerate(parent.schedule))
    through = _changes_only(parent)
    if not through and timeline and timeline.through and parent.schedule and timeline.through.year > 1:
        through = _("Known through %(day)s.") % {"day": clocks.day(timeline.through)}
    return Whose(parent.id, parent.name, through, sources)


def _changes_only(parent: Parent) -> str:
    """What is missing where only mails about changes are there, empty where a schedule is."""
    if not parent.schedule or any(spec.kind not in CHANGES for spec in parent.schedule):
        return ""
    said = _("Mail tells only what has changed. Until the schedule itself is here too, %(name)s’s time is not known.")
    return said % {"name": parent.name}


def _feed(spec: SourceSpec, left: list[Feed]) -> Feed | None:
    """What was read of a source, taken out of what is left, so that two of one name are told apart by their order."""
    found = next((one for one in left if (one.name, one.kind) == (spec.name, spec.kind)), None)
    if found:
        left.remove(found)
    return found


def _source(wall: Wall, parent: Parent, at: int, feed: Feed | None) -> Source:
    name, key = parent.schedule[at].name, f"{parent.id}.{at}"
    if feed is None:
        return Source(at, name, key, _("It has not been read yet."), "", "", (), (), 0, 0)
    through = _("Published through %(day)s.") % {"day": clocks.day(feed.through)} if feed.through else ""
    notes = tuple(one for one in (feed.understood, *feed.notes) if one)
    rejects = feed.rejects[:MOST_REJECTS]
    more = len(feed.rejects) - len(rejects)
    stale = _stale(wall, feed)
    fresh = "" if stale else _fresh(wall, feed)
    return Source(at, name, key, fresh, stale, through, notes, rejects, more, len(feed.unmapped))


def _stale(wall: Wall, feed: Feed) -> str:
    if not feed.stale_since:
        return ""
    said = _("It could not be read since %(when)s. The plan stands on what it said before.")
    return f"{said % {'when': _when(wall, feed.stale_since)}} {feed.why}".strip()


def _fresh(wall: Wall, feed: Feed) -> str:
    count = ngettext("%(count)d entry", "%(count)d entries", feed.entries) % {"count": feed.entries}
    if not feed.fetched_at:
        return _("%(entries)s in the weeks ahead.") % {"entries": count}
    return _("%(entries)s, read %(when)s.") % {"entries": count, "when": _when(wall, feed.fetched_at)}


def _when(wall: Wall, iso: str) -> str:
    at = instant(datetime.fromisoformat(iso))
    return _("%(day)s, %(time)s") % {"day": clocks.day(wall.date(at)), "time": clocks.clock(wall, at)}


@dataclass(frozen=True, slots=True)
class AddPage:
    """Where a schedule comes in. `step` and `steps` count the parents in the first run."""

    key: str
    name: str
    first: bool
    step: int
    steps: int
    skip: str
    wrong: str
    instead: str = ""


def add_page(home: Household, key: str, wrong: str = "", *, first: bool = False, instead: str = "") -> AddPage:
    """The page for a parent of the household; `skip` is the next parent's id, empty where there is none.

    `instead` is the name of a schedule that is to be replaced.
    """
    ids = [parent.id for parent in home.parents]
    at = ids.index(key)
    later = ids[at + 1] if at + 1 < len(ids) else ""
    return AddPage(key, home.names[key], first, at + 1, len(ids), later, wrong, instead)


@dataclass(frozen=True, slots=True)
class LookPage:
    """A file as it was read, before it is believed."""

    key: str
    who: str
    name: str
    first: bool
    kind: str
    headline: str
    through: str
    days: tuple[tuple[str, str], ...]
    more: int
    notes: tuple[str, ...]
    rejects: tuple[Reject, ...]
    more_rejects: int
    match: str
    asks_match: bool


def look_page(home: Household, parent: Parent, name: str, found: Read, *, first: bool = False) -> LookPage:
    """The preview of a file for a parent."""
    said, count = found.intake, len(found.intake.entries)
    headline = ngettext("%(count)d entry in the next four weeks", "%(count)d entries in the next four weeks", count)
    days = tuple(islice(_days(home.wall, said.entries), MOST_DAYS))
    missing = _changes_only(replace(parent, schedule=(*parent.schedule, found.spec)))
    return LookPage(
        key=parent.id,
        who=parent.name,
        name=name,
        first=first,
        kind=found.spec.kind,
        headline=headline % {"count": count} if count else _("Nothing in the next four weeks"),
        through=_("Published through %(day)s.") % {"day": clocks.day(said.through)} if said.through else "",
        days=days,
        more=count - len(days),
        notes=tuple(one for one in (missing, said.understood, *said.notes) if one),
        rejects=said.rejects[:MOST_REJECTS],
        more_rejects=max(len(said.rejects) - MOST_REJECTS, 0),
        match=found.spec.match,
        asks_match=found.spec.kind in MATCHED,
    )


def _days(wall: Wall, entries: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    for one in sorted(entries, key=lambda one: (one.day, one.span.start if one.span else 0)):
        hours = clocks.hours(wall, one.span) if one.span else _("all day")
        yield clocks.short_day(one.day), f"{one.title or _('without a title')}, {hours}"
