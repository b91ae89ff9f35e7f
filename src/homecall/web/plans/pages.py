"""The Week page as data: all that its templates may use."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from homecall.outlets.ribbon.part import week as ribbon_week
from homecall.outlets.words import date_range
from homecall.spans.wall import Horizon, Wall
from homecall.web.jobs.store import Progress
from homecall.web.plans.store import Shown


@dataclass(frozen=True, slots=True)
class WeekLink:
    """A week that one can go to."""

    at: int
    dates: str
    here: bool


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week of the plan. `plan` is 0 before the first one, and then there is no ribbon yet."""

    plan: int
    at: int
    dates: str
    weeks: tuple[WeekLink, ...]
    ribbon: SafeString
    renewing: bool
    said: str
    revision: int = 0


def week_page(shown: Shown | None, progress: Progress, at: int) -> WeekPage:
    """The page of a week, the first at 0; the last week there is for a later one."""
    if shown is None:
        return WeekPage(0, 0, "", (), SafeString(""), progress.renewing, progress.said)
    weeks = weeks_of(shown.first, shown.days)
    at = min(at, len(weeks) - 1)
    links = tuple(WeekLink(n, date_range(*days), n == at) for n, days in enumerate(weeks))
    drawn = ribbon(shown, at)
    return WeekPage(shown.id, at, links[at].dates, links, drawn, progress.renewing, progress.said, shown.revision)


def weeks_of(first: date, days: int) -> tuple[tuple[date, date], ...]:
    """First and last day of each calendar week of a plan, in order."""
    return tuple((week[0], week[-1]) for week in Horizon(Wall("UTC"), first, days, 0).weeks)


def ribbon(shown: Shown, at: int) -> SafeString:
    """A week's ribbon, drawn once for each plan and kept compressed: a plan never changes."""
    key = f"ribbon:{shown.id}:{at}"
    packed = cache.get(key)
    if packed is None:
        packed = zlib.compress(ribbon_week(shown.household, shown.plan, at).encode(), 1)
        cache.set(key, packed, 7 * 24 * 3600)
    return mark_safe(zlib.decompress(packed).decode())
