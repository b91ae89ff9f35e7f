"""Roles as the schedules show them: titles that come back, with the hours they take and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from homecall.career.roles import Hours, RoleKind
from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.spans.span import HOUR
from homecall.spans.wall import Clock, Wall, Weekly
from homecall.timeline.period import Kind, Period

FEWEST = 2
"""A title that comes once is an event and no role."""
OFTEN = 0.75
"""So large a share of a title's entries at the same hours, on weekdays that return, make its hours fixed (ours)."""
_COUNTED = frozenset({Kind.WORK, Kind.CLINIC, Kind.IN_HOUSE_CALL, Kind.NIGHT, Kind.REMOTE})
"""What counts as hours at work from its first minute to its last."""
_SATURDAY = 5
_KINDS = {Kind.IN_HOUSE_CALL: RoleKind.CALL, Kind.NIGHT: RoleKind.CALL, Kind.HOME_CALL: RoleKind.CALL}
_WORDS = (
    ("committee", RoleKind.COMMITTEE), ("academic", RoleKind.TEACHING), ("teach", RoleKind.TEACHING),
    ("lecture", RoleKind.TEACHING), ("simulation", RoleKind.TEACHING), ("research", RoleKind.RESEARCH),
    ("admin", RoleKind.ADMIN), ("chief", RoleKind.LEADERSHIP), ("director", RoleKind.LEADERSHIP),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visits:
    """What a call from home is taken to ask for: visits in a call that begins on a weekday, or on a weekend's day,
    each the mean, and the `hours` of a visit with the way.

    The means hold for calls of so many minutes as `weekday_call` and `weekend_call`; a shorter one has its share.
    """

    weekday: float
    weekend: float
    hours: float
    weekday_call: int
    weekend_call: int

    def expected(self, call: Period) -> float:
        """Hours away from home that a call is expected to ask for."""
        late = call.day.weekday() >= _SATURDAY
        mean, usual = (self.weekend, self.weekend_call) if late else (self.weekday, self.weekday_call)
        return self.hours * mean * min(1.0, call.span.minutes / usual)


@dataclass(frozen=True, slots=True)
class Found:
    """A role that a schedule shows: how often it came in how many days, the first one, and its hours a week.

    `hours` is from the lightest whole week to the heaviest; `times` are its fixed hours, none where they change.
    `from_home` is of calls from home: their hours are those of the visits to expect, and they have no fixed time.
    """

    parent: str
    title: str
    kind: RoleKind
    first: date
    count: int
    days: int
    hours: Hours
    times: tuple[Weekly, ...]
    from_home: bool = False


def found(household: Household, visits: Visits | None = None) -> tuple[Found, ...]:
    """What the schedules of all parents show, the most hours first. They must have been read.

    Calls from home are among it where `visits` says what they ask for.
    """
    every = [one for parent in household.parents for one in _of(household, parent, visits)]
    return tuple(sorted(every, key=lambda one: (one.parent, -one.hours.middle, one.title)))


def _of(household: Household, parent: Parent, visits: Visits | None) -> Iterator[Found]:
    line = household.schedules.get(parent.id)
    counted = _COUNTED | {Kind.HOME_CALL} if visits else _COUNTED
    periods = [one for one in line.periods if one.kind in counted and not one.whole_day] if line else []
    if not periods:
        return
    first, last = min(one.day for one in periods), max(one.day for one in periods)
    days = (last - first).days + 1
    for title, mine in _by_title(periods).items():
        if len(mine) >= FEWEST:
            kind, home = kind_of(title, mine[0].kind), any(one.kind is Kind.HOME_CALL for one in mine)
            times = () if home else _times(household.wall, mine, days)
            hours = _hours(mine, first, days, visits)
            yield Found(parent.id, title, kind, mine[0].day, len(mine), days, hours, times, home)


def _by_title(periods: Sequence[Period]) -> dict[str, list[Period]]:
    """Entries by title; what differs in case and spaces only is the same."""
    titles: dict[str, list[Period]] = {}
    names: dict[str, str] = {}
    for one in sorted(periods, key=lambda p: (p.span, p.title)):
        said = " ".join(one.title.split())
        titles.setdefault(names.setdefault(said.casefold(), said), []).append(one)
    return titles


def kind_of(title: str, kind: Kind = Kind.WORK) -> RoleKind:
    """What a title is taken for: by what it means in the household, else by its words, else clinical work."""
    if kind in _KINDS:
        return _KINDS[kind]
    plain = title.casefold()
    return next((role for word, role in _WORDS if word in plain), RoleKind.CLINICAL)


def _hours(mine: Sequence[Period], first: date, days: int, visits: Visits | None) -> Hours:
    """Hours in the lightest and in the heaviest week of seven days from the first; one week alone is its own range."""
    weeks = max(1, days // 7)
    totals = [0.0] * weeks
    for one in mine:
        week = (one.day - first).days // 7
        if week < weeks:
            home = visits if one.kind is Kind.HOME_CALL else None
            totals[week] += home.expected(one) if home else one.span.minutes / HOUR
    return Hours(min(168.0, round(min(totals), 1)), min(168.0, round(max(totals), 1)))


def _times(wall: Wall, mine: Sequence[Period], days: int) -> tuple[Weekly, ...]:
    """The weekly hours that hold for nearly all entries, each of their weekdays coming in nearly every week."""
    seen = Counter((wall.local(p.span.start).weekday(), *_readings(wall, p)) for p in mine)
    weeks = max(1.0, days / 7)
    steady = {key: count for key, count in seen.items() if count >= max(FEWEST, OFTEN * weeks)}
    if sum(steady.values()) < OFTEN * len(mine):
        return ()
    hours: dict[tuple[int, int], set[int]] = {}
    for weekday, start, end in steady:
        hours.setdefault((start, end), set()).add(weekday)
    return tuple(Weekly(frozenset(on), Clock(start), Clock(end)) for (start, end), on in sorted(hours.items()))


def _readings(wall: Wall, period: Period) -> tuple[int, int]:
    start, end = wall.local(period.span.start), wall.local(period.span.end)
    return start.hour * 60 + start.minute, end.hour * 60 + end.minute
