"""Small families with plans written by hand, for the board's tests. 4 January 2027 is a Monday."""

from __future__ import annotations

from datetime import date, datetime

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.plan.plan import Cover, Plan, Risk
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Clock, Wall, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline
from homecall.web.board.sight import Sight

WALL = Wall("America/Chicago")
SCHOOL = Place("Oak Street preschool", parse_weekly("Mon-Fri 08:30-15:00"), travel=15)
MIA = Child("mia", "Mia", None, Clock.parse("07:00"), Clock.parse("20:00"), (SCHOOL,))
FAMILY = Household(
    "Home",
    WALL.zone,
    (Parent("ana", "Ana", "acgme-resident", 30), Parent("ben", "Ben", "none", 30)),
    (MIA,),
    (Carer("rosa", "Rosa", "nanny"),),
)


def at(text: str, wall: Wall = WALL) -> Minute:
    """An instant of January by day and clock, "04 18:00"; with a month where there is one: "03-14 02:30"."""
    day, clock = text.split()
    month = "" if "-" in day else "01-"
    return wall.localize(datetime.fromisoformat(f"2027-{month}{day}T{clock}"))


def span(start: str, end: str) -> Span:
    """From one instant to another."""
    return Span(at(start), at(end))


def cover(start: str, end: str, lead: str | None, child: str = "mia") -> Cover:
    """Who has a child from when to when."""
    return Cover(child, span(start, end), lead)


def duty(who: str, start: str, end: str, kind: Kind = Kind.WORK, overrun: tuple[float, float] | None = None) -> Period:
    """A shift of a parent; `overrun` is its median and 90th percentile."""
    when = span(start, end)
    return Period(
        who, when, kind, "Shift", WALL.date(when.start), "roster", overrun=Overrun(*overrun) if overrun else None
    )


def sight(
    now: str,
    *covers: Cover,
    duties: tuple[Period, ...] = (),
    risks: tuple[Risk, ...] = (),
    family: Household = FAMILY,
    through: date | None = None,
    limit: float = 0.1,
) -> Sight:
    """A plan of two weeks from Monday, made on Sunday at noon or an hour before a later now."""
    schedules = {p.id: Timeline(p.id, tuple(d for d in duties if d.person == p.id), through) for p in family.parents}
    made = max(at("03 12:00"), at(now) - 60)
    frame = span("04 00:00", "18 00:00")
    plan = Plan("Home", WALL.zone, frame, made, "optimal", (), covers, (), (), risks=risks)
    return Sight(family.with_schedules(schedules), plan, at(now), limit)
