"""Small builders: a household, a schedule or a plan in a line or two. January 2027 in Chicago; the 4th is a Monday.

Times are written `4 08:00-17:00`: the day of January, then the hours; an end not after its start is on the next day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment, Usual
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.plan.plan import Cover, Kept, Plan, Shift
from homecall.rules.base import Case, Rule
from homecall.rules.facts import Facts, facts_of
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Horizon, Wall, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

WALL = Wall("America/Chicago")
MONDAY = date(2027, 1, 4)
ANA, BEN = Parent("ana", "Ana"), Parent("ben", "Ben")


def at(text: str) -> int:
    """The minute of `4 08:00`."""
    day, clock = text.split()
    return WALL.at(date(2027, 1, int(day)), Clock.parse(clock))


def span(text: str) -> Span:
    """The span of `4 08:00-17:00`, or of `4 08:00 - 6 09:00` over several days."""
    if " - " in text:
        start, end = text.split(" - ")
        return Span(at(start), at(end))
    day, hours = text.split()
    start, end = hours.split("-")
    return WALL.span(date(2027, 1, int(day)), Clock.parse(start), Clock.parse(end))


def horizon(days: int = 1, first: date = MONDAY, now: str = "1 12:00") -> Horizon:
    """Whole days from Monday 4 January on, decided on at noon of New Year's Day."""
    return Horizon(WALL, first, days, at(now))


def child(id: str = "mia", hours: str = "07:00-20:00", *places: Place, born: date | None = None) -> Child:
    """A child that is awake during these hours."""
    wakes, bedtime = hours.split("-")
    return Child(id, id.title(), born, Clock.parse(wakes), Clock.parse(bedtime), places)


def place(hours: str, travel: int = 0, *closed: date) -> Place:
    """A place with these weekly hours."""
    return Place("Preschool", parse_weekly(hours), travel, frozenset(closed))


def carer(hours: str = "Mon-Sun 00:00-24:00", on_request: str = "", id: str = "rosa", **terms: Any) -> Carer:
    """A carer who does nights and drives, unless the terms say otherwise; windows are parted by semicolons."""
    usual, asked = (tuple(parse_weekly(w) for w in text.split(";") if w) for text in (hours, on_request))
    base = Carer(id, id.title(), "nanny", usual, asked, drives=True, overnight=True)
    return replace(base, **terms)


def duty(
    text: str, kind: Kind = Kind.WORK, overrun: Overrun | None = None, person: str = "ana", title: str = "Duty"
) -> Period:
    """A period at those hours."""
    day = date(2027, 1, int(text.split()[0]))
    return Period(person, span(text), kind, title, day, "made", overrun=overrun)


def moment(window: str = "", dated: str = "", **more: Any) -> Moment:
    """A moment of Mia's with a weekly window, or dated at a span."""
    base = Moment("talk", "Roses and thorns", ("mia",), minutes=15)
    if dated:
        start, end = (_naive(minute) for minute in (span(dated).start, span(dated).end))
        base = replace(base, start=start, end=end, minutes=0)
    else:
        base = replace(base, window=parse_weekly(window))
    return replace(base, **more)


def _naive(minute: int) -> datetime:
    return WALL.local(minute).replace(tzinfo=None)


def usual(window: str, lead: str = "ana", children: tuple[str, ...] = ("mia",)) -> Usual:
    """Who usually has Mia in a weekly window."""
    return Usual(children, lead, parse_weekly(window))


def household(
    *periods: Period,
    parents: Sequence[Parent] = (ANA,),
    children: Sequence[Child] = (),
    carers: Sequence[Carer] = (),
    through: date | None = None,
    **more: Any,
) -> Household:
    """A family whose parents have these periods; without children it has Mia. `more` goes to the household as it is."""
    lines = {p.id: Timeline(p.id, tuple(x for x in periods if x.person == p.id), through) for p in parents}
    made = Household("Home", WALL.zone, tuple(parents), tuple(children) or (child(),), tuple(carers), schedules=lines)
    return replace(made, **more)


def facts(family: Household, days: int = 1, now: str = "1 12:00") -> Facts:
    """The facts of a family from Monday 4 January on."""
    return facts_of(family, horizon(days, now=now))


def case(
    family: Household,
    cover: Sequence[str] = (),
    shifts: Sequence[str] = (),
    moments: Sequence[str] = (),
    *,
    days: int = 1,
    now: str = "1 12:00",
) -> Case:
    """A plan beside its facts: cover as `mia ana 4 08:00-17:00` (`-` is a gap), shifts as `rosa 4 08:00-17:00`.

    Moments are written as `talk ana,ben 4 18:00-18:15` and are kept.
    """
    known = facts(family, days, now)
    leads = tuple(_cover(line) for line in cover)
    on = tuple(Shift(who, span(when), asked=False, pay=0.0) for who, when in (s.split(" ", 1) for s in shifts))
    kept = tuple(_kept(line) for line in moments)
    frame = known.horizon
    return Case(known, Plan(family.name, family.timezone, frame.span, frame.now, "feasible", (), leads, on, kept))


def _cover(line: str) -> Cover:
    kid, lead, when = line.split(" ", 2)
    return Cover(kid, span(when), None if lead == "-" else lead)


def _kept(line: str) -> Kept:
    which, parents, when = line.split(" ", 2)
    there = span(when)
    return Kept(which, WALL.date(there.start), there, tuple(parents.split(",")), ("mia",), kept=True)


def breaches(rule: Rule, made: Case) -> list[tuple[str, float]]:
    """Who breaks the rule, and by how much; every breach carries the rule's own name."""
    found = list(rule.check(made))
    assert {b.rule for b in found} <= {rule.name}
    return [(b.who, b.amount) for b in found]


def clocks(made: Sequence[Span]) -> list[str]:
    """Spans as `4 08:00-17:00`, for reading."""
    return [f"{WALL.local(s.start).day} {WALL.local(s.start):%H:%M}-{WALL.local(s.end):%H:%M}" for s in made]
