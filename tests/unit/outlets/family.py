"""An invented family and a plan made by hand, for the outlets to draw: a gap, a late risk, moments, unknown time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.plan.plan import Ask, Cover, Finding, Kept, Plan, Risk, Shift, Tier, Unknown
from homecall.rules.facts import facts_of
from homecall.spans.span import Minute, Span, subtract
from homecall.spans.wall import Clock, Horizon, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

MONDAY = date(2026, 11, 30)

LEADS = {
    0: "00:00 ana 07:00 rosa 17:45 ana",
    1: "00:00 ana 07:00 rosa 16:30 ben",
    2: "00:00 ben 07:15 rosa 18:00 ben",
    3: "00:00 ben 07:15 rosa 18:00 ben",
    4: "00:00 ben 07:15 rosa 18:30 - 21:00 ana",
    5: "00:00 ana 14:00 joan 19:30 ben",
    6: "00:00 ben 10:00 ana 16:00 ben 22:30 ana",
}
"""Who has the children from when on, by weekday; a dash is nobody."""

DUTIES: dict[str, dict[int, str]] = {
    "ana": {0: "07:15-17:20", 1: "07:15-18:30", 2: "06:25-19:05", 3: "06:55-11:00+1", 4: "17:15-20:35"},
    "ben": {0: "06:00-11:00+1", 2: "07:40-17:30", 3: "07:40-17:30", 4: "07:40-10:00+1"},
}
"""Scheduled work by weekday."""


def family(**changes: Any) -> Household:
    """Two physicians, two children, a nanny and an aunt; schedules for four weeks from MONDAY."""
    home = Household(
        name="The Rivera-Okafor family",
        timezone="America/Chicago",
        parents=(Parent("ana", "Ana", commute=25), Parent("ben", "Ben", commute=25)),
        children=(
            Child(
                "mia", "Mia", None, Clock(405), Clock(1185), (Place("Preschool", parse_weekly("Mon-Fri 08:15-15:00")),)
            ),
            Child(
                "leo", "Leo", None, Clock(390), Clock(1170), (Place("Day care", parse_weekly("Wed,Fri 08:00-17:00")),)
            ),
        ),
        carers=(
            Carer("rosa", "Rosa", "nanny", (parse_weekly("Mon-Fri 07:00-18:30"),), rate=27.5),
            Carer("joan", "Aunt Joan", "relative", (), (parse_weekly("Mon-Sun 08:00-22:00"),), standby=30),
        ),
        moments=(
            Moment(
                "bedtime", "Roses and thorns", ("mia", "leo"), window=parse_weekly("Mon-Sun 19:00-19:45"), minutes=15
            ),
            Moment("play", "School play", ("mia",), start=datetime(2026, 12, 3, 13), end=datetime(2026, 12, 3, 14, 30)),
            Moment("saturday", "Saturday morning", ("mia", "leo"), window=parse_weekly("Sat 08:00-11:00"), minutes=180),
        ),
    )
    return replace(home, **{"schedules": schedules(home), **changes})


def schedules(
    home: Household, first: date = MONDAY, days: int = 28, *, through: date | None = None
) -> dict[str, Timeline]:
    """The parents' work, the same each week."""
    found: dict[str, Timeline] = {}
    for parent, weekly in DUTIES.items():
        dates = [first + timedelta(days=n) for n in range(-3, days)]
        spans = [
            (d, home.wall.span(d, *map(Clock.parse, weekly[d.weekday()].split("-"))))
            for d in dates
            if d.weekday() in weekly
        ]
        late = Overrun(30, 90)
        periods = [Period(parent, s, Kind.WORK, "Clinic", d, "roster.csv", overrun=late) for d, s in spans]
        found[parent] = Timeline(parent, tuple(periods), through)
    return found


def covered(home: Household, horizon: Horizon, leads: dict[int, str]) -> tuple[Cover, ...]:
    """Cover for every child from the weekly table, outside the places of that child."""
    turns: list[tuple[Minute, str | None]] = []
    for day in horizon.dates:
        words = leads[day.weekday()].split()
        turns += [
            (home.wall.at(day, Clock.parse(at)), None if who == "-" else who)
            for at, who in zip(words[::2], words[1::2], strict=True)
        ]
    ends = [start for start, _ in turns[1:]] + [horizon.span.end]
    cover: list[Cover] = []
    for child, facts in facts_of(home, horizon).children.items():
        for (start, who), end in zip(turns, ends, strict=True):
            spans = subtract([Span(start, end)], [*facts.placed, *subtract([horizon.span], facts.around)])
            cover += [Cover(child, span, who) for span in spans]
    return tuple(_joined(cover))


def _joined(cover: list[Cover]) -> list[Cover]:
    joined: list[Cover] = []
    for one in cover:
        last = joined[-1] if joined else None
        if last and (last.child, last.lead, last.span.end) == (one.child, one.lead, one.span.start):
            joined[-1] = replace(last, span=Span(last.span.start, one.span.end))
        else:
            joined.append(one)
    return joined


def plan_for(
    home: Household, first: date = MONDAY, days: int = 7, leads: dict[int, str] | None = None, now: str = "-1 20:00"
) -> Plan:
    """A plan by the weekly table. `now` is a number of days from `first` and a clock time."""
    wall = home.wall
    offset, clock = now.split()
    horizon = Horizon(wall, first, days, wall.at(first + timedelta(days=int(offset)), Clock.parse(clock)))
    cover = covered(home, horizon, leads or LEADS)
    short: float = sum(c.span.minutes for c in cover if c.lead is None)
    tiers = (
        Tier("uncovered_minutes", short, short),
        Tier("must_missed", 0, 0),
        Tier("cost", 412.5, 412.5, {"pay": 300.0}),
    )
    shifts = [
        Shift(c.lead, c.span, c.lead == "joan", 0.0) for c in cover if c.lead in ("rosa", "joan") and c.child == "leo"
    ]
    return Plan(home.name, home.timezone, horizon.span, horizon.now, "optimal", tiers, cover, tuple(shifts), ())


def week_plan(home: Household, days: int = 7, now: str = "-1 20:00") -> Plan:
    """The plan of the sketches: an open Friday evening, a play, bedtimes, a late Wednesday, an end to what is known."""

    def at(day: int, clock: str) -> Minute:
        return home.wall.at(MONDAY + timedelta(days=day), Clock.parse(clock))

    def on(day: int, start: str, end: str) -> Span:
        return Span(at(day, start), at(day, end))

    bedtime = [
        Kept("bedtime", MONDAY + timedelta(days=n), on(n, "19:15", "19:30"), (who,), ("mia", "leo"), kept=True)
        for n, who in enumerate(("ana", "ben", "ben", "ben"))
    ]
    return replace(
        plan_for(home, days=days, now=now),
        moments=(
            *bedtime,
            Kept("bedtime", MONDAY + timedelta(days=4), on(4, "19:00", "19:45"), (), ("mia", "leo"), kept=False),
            Kept("bedtime", MONDAY + timedelta(days=5), on(5, "19:30", "19:45"), ("ben",), ("mia", "leo"), kept=True),
            Kept("play", MONDAY + timedelta(days=3), on(3, "13:00", "14:30"), ("ben",), ("mia",), kept=True),
            Kept("saturday", MONDAY + timedelta(days=5), on(5, "08:00", "11:00"), ("ana",), ("mia", "leo"), kept=True),
        ),
        asks=(
            Ask(
                "carer", "joan", on(4, "18:30", "21:00"), "Both of you are still at work.", "Friday evening is covered."
            ),
            Ask(
                "work",
                "ben",
                on(4, "16:00", "18:30"),
                "Friday's call starts before Ana is home.",
                "Friday's roses and thorns.",
            ),
        ),
        risks=(
            Risk("ben", at(2, "18:00"), "Clinic", 0.42, 18.0, "joan"),
            Risk("ana", at(6, "22:30"), "Home call", 0.2, 0.0, "", "home_call"),
        ),
        unknown=(Unknown("ben", at(12, "00:00"), "the schedule is published through 11 December"),),
        findings=(
            Finding("us-nanny/overtime", "rosa", "note", "Rosa works 44 hours this week; 4 of them are overtime."),
        ),
    )
