"""The distinct weeks of a year: what has to be planned once, however often it comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from homecall.futures.setting import Setting
from homecall.household.household import Household
from homecall.spans.span import DAY, HOUR, Minute
from homecall.spans.wall import Horizon
from homecall.timeline.period import Period
from homecall.timeline.timeline import Timeline

AHEAD = 14 * DAY
"""Minutes before a typical week at which it is planned: nobody's notice stands in the way."""
REACH = (36 * HOUR, 12 * HOUR)
"""Minutes before and after a week in which duties shape it too."""
NEAR = (-6, 13)
"""Days from a week's Monday, from and to, in which duties are looked at: three days either side, and sleep before."""
Key = tuple[Hashable, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of week: the first one like it, by its Monday, and the numbers of all weeks like it."""

    key: Key
    monday: date
    weeks: tuple[int, ...]

    def horizon(self, setting: Setting) -> Horizon:
        """The representative week as a horizon, decided on two weeks before."""
        wall = setting.household.wall
        return Horizon(wall, self.monday, 7, wall.midnight(self.monday) - AHEAD)

    def family(self, setting: Setting) -> Household:
        """The family with the duties of these days alone; those of the rest of the year would be worked out in vain.

        Whoever may be used so many times a year is kept for what nobody foresees: no plan of a typical week has them.
        """
        wall, household = setting.household.wall, setting.household
        start, end = (wall.midnight(self.monday + timedelta(days=days)) for days in NEAR)
        lines = {p: replace(line, periods=_between(line, start, end)) for p, line in household.schedules.items()}
        carers = tuple(c if c.uses_left is None else replace(c, uses_left=0) for c in household.carers)
        return replace(household, carers=carers).with_schedules(lines)


def _between(line: Timeline, start: Minute, end: Minute) -> tuple[Period, ...]:
    return tuple(p for p in line.periods if p.span.start < end and p.span.end > start)


def kinds(setting: Setting) -> tuple[Kind, ...]:
    """The distinct weeks, those that come most often first. Weeks are alike by the clock on the wall."""
    keys = [_key(setting, monday) for monday in setting.mondays]
    steady = [not _clock_changes(setting, monday) for monday in setting.mondays]
    found = []
    for key, _ in Counter(keys).most_common():
        weeks = tuple(n for n, one in enumerate(keys) if one == key)
        model = next((n for n in weeks if steady[n]), weeks[0])  # a week of 168 hours stands for all, if there is one
        found.append(Kind(key, setting.mondays[model], weeks))
    return tuple(found)


def _clock_changes(setting: Setting, monday: date) -> bool:
    wall = setting.household.wall
    return wall.midnight(monday + timedelta(days=7)) - wall.midnight(monday) != 7 * DAY


def _key(setting: Setting, monday: date) -> Key:
    family, wall = setting.household, setting.household.wall
    start, end = wall.midnight(monday) - REACH[0], wall.midnight(monday + timedelta(days=7)) + REACH[1]
    zero = datetime.combine(monday, datetime.min.time())
    work = tuple(
        (parent, *_said(p, zero, setting))
        for parent, line in family.schedules.items()
        for p in line.periods
        if p.span.start < end and p.span.end > start
    )
    sunday = monday + timedelta(days=6)
    dated = tuple(m.id for m in family.moments if m.start and monday <= m.start.date() <= sunday)
    shut = tuple(
        (child.id, place.name, (day - monday).days)
        for child in family.children
        for place in child.places
        for day in sorted(place.closed)
        if monday <= day <= sunday
    )
    return (work, dated, shut, tuple(_age(child.born, monday) for child in family.children))


def _said(period: Period, zero: datetime, setting: Setting) -> tuple[Hashable, ...]:
    wall = setting.household.wall
    starts, ends = (wall.local(at).replace(tzinfo=None) - zero for at in (period.span.start, period.span.end))
    return (starts, ends, period.kind, period.title, period.overrun, period.whole_day)


def _age(born: date | None, monday: date) -> int:
    """Weeks since birth as far as they matter: not born yet, and up to the fifteenth week."""
    return 15 if born is None else max(-1, min(15, (monday - born).days // 7))


def nearest(kind: Kind, planned: Sequence[Kind]) -> Kind:
    """The planned kind of week whose work is most like this one's."""

    def alike(other: Kind) -> tuple[int, int]:
        mine, theirs = (set(k.key[0]) if isinstance(k.key[0], tuple) else set() for k in (kind, other))
        return len(mine & theirs) * 2 - len(mine) - len(theirs), len(other.weeks)

    return max(planned, key=alike)
