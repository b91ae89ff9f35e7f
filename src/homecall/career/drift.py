"""Hours by role over months: what has grown, and what was to be temporary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homecall.career.roles import Hours, Role, total

SAME = 0.5
"""A change of fewer hours a week than this is none (ours: nobody knows their hours more finely)."""
MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Band:
    """One role over the months: the middle of its hours a week on the first day of each."""

    role: Role
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """Roles over months. `months` are their first days, `bands` begin with the role that was there first."""

    months: tuple[date, ...]
    bands: tuple[Band, ...]

    @property
    def highest(self) -> float:
        """The most hours a week that all roles asked for together."""
        return max((sum(column) for column in zip(*(band.hours for band in self.bands), strict=True)), default=0.0)


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of the hours between two days: those of then and now, and what each role brought, largest first."""

    then: Hours
    now: Hours
    parts: tuple[tuple[Role, float], ...]

    @property
    def more(self) -> float:
        """Hours a week that there are now and were not then, below 0 where there are fewer."""
        return self.now.middle - self.then.middle


def first_of(day: date, months: int = 0) -> date:
    """The first day of the month that lies so many months after that of `day` (before, below 0)."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def drift(roles: Sequence[Role], last: date, months: int) -> Drift:
    """The roles over so many months, that of `last` being the last one.

    The last month is taken at `last` itself, so that what was agreed on today shows today; a role that began within
    an earlier month shows from the next month on.
    """
    count = max(1, min(months, MOST_MONTHS))
    days = [first_of(last, back) for back in range(1 - count, 1)]
    looks = [*days[:-1], last]
    ordered = sorted(roles, key=lambda one: (one.start, one.title))
    bands = [Band(one, tuple(one.hours(day).middle for day in looks)) for one in ordered]
    return Drift(tuple(days), tuple(band for band in bands if any(band.hours)))


def growth(roles: Sequence[Role], then: date, now: date) -> Growth:
    """What became of the hours between two days, role by role; changes too small to be known are left out."""
    changes = [(one, one.hours(now).middle - one.hours(then).middle) for one in roles]
    parts = sorted((part for part in changes if abs(part[1]) >= SAME), key=lambda part: (-abs(part[1]), part[0].title))
    return Growth(total(tuple(roles), then), total(tuple(roles), now), tuple(parts))


def since(roles: Sequence[Role], today: date, years: int = 1) -> date:
    """The day to look back to: so many years ago, or the first day of all where nothing is known of then."""
    begin = min((one.start for one in roles), default=today)
    back = today - timedelta(days=round(365.25 * years))
    return max(begin, back)
