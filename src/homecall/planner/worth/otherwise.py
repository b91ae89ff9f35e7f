"""What could be otherwise, one type for each kind, and the household in which it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from homecall.errors import HouseholdError
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty
from homecall.spans.span import DAY, Minute, Span, union
from homecall.spans.wall import Clock, Weekly
from homecall.timeline.period import BUSY, Kind, Period
from homecall.timeline.timeline import Timeline

NO_LIMIT = {"max_day": 24.0, "max_week": 168.0}


@dataclass(frozen=True, slots=True)
class Later:
    """A carer's last window of a weekday (0 is Monday) ends so many minutes later.

    Where they have no hours on that day, it is the last of what they may be asked for.
    """

    carer: str
    weekday: int
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class Sooner:
    """A carer's first window of a weekday (0 is Monday) begins so many minutes sooner."""

    carer: str
    weekday: int
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class DayLimit:
    """A carer may work so many hours more a day. A labour pack's own limit stays."""

    carer: str
    hours: float = 1.0


@dataclass(frozen=True, slots=True)
class WeekLimit:
    """A carer may work so many hours more a week. A labour pack's own limit stays."""

    carer: str
    hours: float = 1.0


@dataclass(frozen=True, slots=True)
class ShorterNotice:
    """A carer can be asked so many hours later than now."""

    carer: str
    hours: float = 24.0


@dataclass(frozen=True, slots=True)
class ShorterShift:
    """A carer also comes for so many hours less than now."""

    carer: str
    hours: float = 1.0


@dataclass(frozen=True, slots=True)
class Without:
    """A carer is not to be had in that time: an ask that is declined, a shift that falls out."""

    carer: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoDuty:
    """The duty of a parent that begins at `start` is not there: dropped, or swapped away."""

    parent: str
    start: Minute


@dataclass(frozen=True, slots=True)
class ShorterDuty:
    """The duty of a parent that begins at `start` ends so many minutes sooner."""

    parent: str
    start: Minute
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class FromHome:
    """The duty of a parent that begins at `start` is done from home: no commute, and nobody is late from it."""

    parent: str
    start: Minute


OfDuty = NoDuty | ShorterDuty | FromHome
OfCarer = Later | Sooner | DayLimit | WeekLimit | ShorterNotice | ShorterShift | Without
Otherwise = OfDuty | OfCarer
"""One thing that could be otherwise."""


def otherwise(facts: Facts, *changes: Otherwise) -> Household:
    """The household of the facts with all of the changes, one after the other.

    Raises HouseholdError where somebody is not there, or where there is nothing to change.
    """
    household = facts.household
    for change in changes:
        if isinstance(change, NoDuty | ShorterDuty | FromHome):
            household = _of_duty(household, facts, change)
        else:
            household = _of_carer(household, change)
    return household


def _of_carer(household: Household, change: OfCarer) -> Household:
    if change.carer not in {c.id for c in household.carers}:
        known = ", ".join(c.id for c in household.carers)
        text = f"{change.carer!r} is not a carer of this household."
        raise HouseholdError(text, cure=f"Known: {known or 'none'}.")
    carers = tuple(_carer(c, change) if c.id == change.carer else c for c in household.carers)
    return replace(household, carers=carers)


def _carer(carer: Carer, change: OfCarer) -> Carer:
    match change:
        case Later() | Sooner():
            return _wider(carer, change)
        case DayLimit():
            return replace(carer, max_day=min(NO_LIMIT["max_day"], max(0.0, carer.max_day + change.hours)))
        case WeekLimit():
            return replace(carer, max_week=min(NO_LIMIT["max_week"], max(0.0, carer.max_week + change.hours)))
        case ShorterNotice():
            return replace(carer, notice=max(0.0, carer.notice - change.hours))
        case ShorterShift():
            return replace(carer, min_shift=max(0.0, carer.min_shift - change.hours))
        case Without():
            return replace(carer, away=union([*carer.away, change.span]))


def _wider(carer: Carer, change: Later | Sooner) -> Carer:
    """The carer with a window beside the last or the first one of that weekday."""
    edge = edge_of(carer, change)
    start = edge if isinstance(change, Later) else edge - change.minutes
    more = _weekly(change.weekday, start, start + change.minutes)
    if _grows(carer, change.weekday) is carer.hours:
        return replace(carer, hours=(*carer.hours, more))
    return replace(carer, on_request=(*carer.on_request, more))


def _grows(carer: Carer, weekday: int) -> tuple[Weekly, ...]:
    """Which of a carer's lists grows: the hours, or where there are none on that day, what may be asked for."""
    return carer.hours if any(weekday in w.days for w in carer.hours) else carer.on_request


def edge_of(carer: Carer, change: Later | Sooner) -> int:
    """The end of the last window of that weekday, or the start of the first, in minutes from midnight.

    Raises HouseholdError where the carer has none on that day.
    """
    mine = [_minutes(w) for w in _grows(carer, change.weekday) if change.weekday in w.days]
    if not mine:
        raise HouseholdError(f"{carer.name} has no hours on that day that could be longer.", cure="Say another day.")
    return max(end for _, end in mine) if isinstance(change, Later) else min(start for start, _ in mine)


def _minutes(window: Weekly) -> tuple[int, int]:
    """Start and end of a window in minutes from the midnight before it."""
    return window.start.minutes, window.end.minutes + DAY * window.wraps


def _weekly(weekday: int, start: int, end: int) -> Weekly:
    """A window of one weekday; what lies before or after its midnights belongs to the days beside it."""
    days = start // DAY
    return Weekly(frozenset(((weekday + days) % 7,)), Clock(start % DAY), Clock(end % DAY))


def duty_at(facts: Facts, parent: str, start: Minute) -> Duty:
    """The duty of a parent that begins then. Raises HouseholdError."""
    duties = facts.parents[parent].duties if parent in facts.parents else ()
    for duty in duties:
        if duty.span.start == start:
            return duty
    raise HouseholdError(
        f"{parent!r} has no duty that begins then.", cure="Say when a duty begins, as it is scheduled."
    )


def _of_duty(household: Household, facts: Facts, change: OfDuty) -> Household:
    duty, line = duty_at(facts, change.parent, change.start), household.schedules[change.parent]
    inside = [p for p in line.periods if p.kind in BUSY and not p.whole_day and duty.span.covers(p.span)]
    kept = [p for p in line.periods if p not in inside]
    made = [new for p in inside if (new := _MADE[type(change)](p, duty, change))]
    periods = tuple(sorted([*kept, *made], key=lambda p: (p.span, p.title)))
    new_line = Timeline(change.parent, periods, line.through, line.feeds)
    return household.with_schedules({**household.schedules, change.parent: new_line})


def _shorter(period: Period, duty: Duty, change: OfDuty) -> Period | None:
    end = duty.span.end - (change.minutes if isinstance(change, ShorterDuty) else 0)
    if end <= duty.span.start:
        raise HouseholdError(f"{duty.title} is not as long as that.", cure="Say fewer minutes, or do without it.")
    if period.span.start >= end:
        return None
    return period if period.span.end <= end else replace(period, span=Span(period.span.start, end))


def _from_home(period: Period, _duty: Duty, _change: OfDuty) -> Period:
    return replace(period, kind=Kind.REMOTE)


_MADE: dict[type, Callable[[Period, Duty, OfDuty], Period | None]] = {
    NoDuty: lambda *_: None,
    ShorterDuty: _shorter,
    FromHome: _from_home,
}
