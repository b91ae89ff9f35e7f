"""A small family with a schedule and a plan, for tests of careers."""

from __future__ import annotations

from datetime import date, timedelta

from homecall.career.roles import Hours, Role, RoleKind, Stint
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child, Parent
from homecall.plan.plan import Kept, Plan
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Wall, Weekly, parse_weekly
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline

ZONE = "America/Chicago"
WALL = Wall(ZONE)
MONDAY = date(2027, 1, 4)
BEDTIME = Moment(
    "bed", "Bedtime story", ("mia",), who="each", window=parse_weekly("Mon-Sun 19:00-20:00"), minutes=20, goal=2
)


def day(n: int) -> date:
    """The n-th day from the Monday."""
    return MONDAY + timedelta(days=n)


def at(n: int, start: str, end: str) -> Span:
    """A span of the n-th day."""
    return WALL.span(day(n), Clock.parse(start), Clock.parse(end))


def duty(n: int, start: str = "08:00", end: str = "17:00", title: str = "Day", kind: Kind = Kind.WORK) -> Period:
    """A duty of Ana's on the n-th day."""
    return Period("ana", at(n, start, end), kind, title, day(n), "test")


def family(
    *periods: Period, through: date | None = None, commute: int = 30, moments: tuple[Moment, ...] = (BEDTIME,)
) -> Household:
    """Ana, Ben and Mia, who goes to bed at eight."""
    mia = Child("mia", "Mia", None, Clock(7 * 60), Clock(20 * 60))
    parents = (Parent("ana", "Ana", commute=commute), Parent("ben", "Ben"))
    lines = {"ana": Timeline("ana", periods, through)}
    return Household("Home", ZONE, parents, (mia,), moments=moments, schedules=lines)


def plan(*kept: Kept, days: int = 14) -> Plan:
    """A plan from the Monday on that keeps these moments."""
    span = Span(WALL.midnight(MONDAY), WALL.midnight(day(days)))
    return Plan("Home", ZONE, span, span.start, "optimal", (), (), (), kept)


def kept(n: int, *parents: str, moment: str = "bed", had: bool = True) -> Kept:
    """A moment on the n-th day, at half past seven."""
    return Kept(moment, day(n), at(n, "19:30", "19:50"), parents, ("mia",), had)


def role(
    title: str = "Committee",
    *,
    since: date = date(2026, 1, 1),
    hours: tuple[float, float] = (2, 4),
    times: tuple[Weekly, ...] = (),
    end: date | None = None,
    over: date | None = None,
    later: tuple[Stint, ...] = (),
) -> Role:
    """A role of Ana's."""
    stints = (Stint(since, Hours(*hours)), *later)
    return Role("1", "ana", title, RoleKind.COMMITTEE, stints, times, promised=end, end=end, over=over)
