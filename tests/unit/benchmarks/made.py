"""Tiny households for the yardstick's tests: one or two parents, one or two children, Monday 4 January 2027 on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from benchmarks.yardstick.solve import Yardstick, solve
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.spans.wall import Clock, Horizon, Wall, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

WALL = Wall("America/Chicago")
MONDAY = date(2027, 1, 4)

ANA = Parent("ana", "Ana")
BEN = Parent("ben", "Ben")
MIA = Child("mia", "Mia", None, Clock.parse("07:00"), Clock.parse("20:00"))
LEO = Child("leo", "Leo", None, Clock.parse("07:00"), Clock.parse("20:00"))


def at(text: str) -> int:
    """The minute of `4 08:00`: day of January 2027, local time."""
    day, _, clock = text.partition(" ")
    return WALL.at(date(2027, 1, int(day)), Clock.parse(clock))


def when(text: str) -> datetime:
    """The same as a naive local time."""
    return WALL.local(at(text)).replace(tzinfo=None)


def ahead(days: int = 1, now: str = "1 00:00") -> Horizon:
    """A horizon of whole days from Monday 4 January."""
    return Horizon(WALL, MONDAY, days, at(now))


def duty(text: str, kind: Kind = Kind.WORK, overrun: Overrun | None = None, person: str = "ana") -> Period:
    """A period written as `4 08:00-17:00` or `4 19:00-07:00` (to the next day)."""
    day, _, hours = text.partition(" ")
    weekly = parse_weekly(f"Mon-Sun {hours}")
    first = date(2027, 1, int(day))
    return Period(person, WALL.span(first, weekly.start, weekly.end), kind, "Duty", first, "made", overrun=overrun)


def daily(hours: str, days: range) -> list[Period]:
    """The same duty on several days of January."""
    return [duty(f"{day} {hours}") for day in days]


def rosa(hours: str = "Mon-Sun 06:00-22:00", **terms: Any) -> Carer:
    """A carer on the given terms."""
    weekly = (parse_weekly(hours),) if hours else ()
    return replace(Carer("rosa", "Rosa", "nanny", weekly), **terms)


def place(hours: str, travel: int = 0) -> Place:
    """A place that has a child."""
    return Place("Preschool", parse_weekly(hours), travel)


def home(
    *periods: Period,
    parents: tuple[Parent, ...] = (ANA,),
    children: tuple[Child, ...] = (MIA,),
    carers: tuple[Carer, ...] = (),
    **more: Any,
) -> Household:
    """A household whose parents have these periods; `more` goes to the household as it is."""
    lines = {p.id: Timeline(p.id, tuple(one for one in periods if one.person == p.id)) for p in parents}
    made = Household("Home", "America/Chicago", parents, children, carers, schedules=lines)
    return replace(made, **more)


def best(household: Household, horizon: Horizon | None = None) -> Yardstick:
    """The yardstick's answer, which these tests expect to be proven."""
    answer = solve(household, horizon or ahead(), 60.0)
    assert answer.proven
    return answer


def value(answer: Yardstick, tier: str = "cost") -> float:
    """The value of a tier, to a thousandth."""
    return round(next(v for name, v, _, _ in answer.tiers if name == tier), 3)


def gaps(household: Household, horizon: Horizon | None = None) -> float:
    """The fewest uncovered minutes."""
    return value(best(household, horizon), "uncovered_minutes")
