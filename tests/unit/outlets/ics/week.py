"""An invented family and plans made by hand for the calendars, among them the night on which clocks fall back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.plan.plan import Ask, Cover, Kept, Plan, Risk, Shift
from homecall.rules.facts.children import child_facts
from homecall.spans.span import Minute, Span, subtract
from homecall.spans.wall import Clock, Horizon, parse_weekly

FIRST = date(2026, 10, 31)
"""A Saturday; at two in the next night the clocks of Chicago fall back."""

TURNS = {
    "mia": "31 00:00 ana, 31 09:00 ben, 31 18:30 ana, 1 09:00 rosa, 1 13:00 -, 1 15:00 ben, 2 08:00 ana, 2 17:00 ben",
    "leo": "31 00:00 ana, 31 09:00 ben, 31 19:00 ana, 1 09:00 rosa, 1 13:00 -, 1 14:00 ben, 2 09:00 rosa, 2 17:00 ben",
}
"""Who has each child from when on, by day of the month; a dash is nobody."""


def family(zone: str = "America/Chicago") -> Household:
    """Two parents, two children, a nanny, an aunt; Mia goes to preschool on Mondays and Tuesdays."""
    preschool = Place("Oak Street preschool", parse_weekly("Mon-Tue 08:30-15:00"), travel=15)
    return Household(
        name="The Rivera-Okafor family",
        timezone=zone,
        parents=(Parent("ana", "Ana"), Parent("ben", "Ben")),
        children=(
            Child("mia", "Mia", None, Clock(405), Clock(1185), (preschool,)),
            Child("leo", "Leo", None, Clock(390), Clock(1170)),
        ),
        carers=(Carer("rosa", "Rosa", "nanny", rate=27.5), Carer("joan", "Aunt Joan", "relative", standby=30)),
        moments=(
            Moment("play", "School play", ("mia",), start=datetime(2026, 11, 2, 14), travel=15),
            Moment(
                "bedtime", "Roses and thorns", ("mia", "leo"), window=parse_weekly("Mon-Sun 19:00-19:45"), minutes=15
            ),
        ),
    )


def at(home: Household, text: str) -> Minute:
    """The instant of a `day HH:MM`; the 30th and 31st are of October, other days of November."""
    day, clock = text.split()
    return home.wall.at(date(2026, 10 if int(day) >= 30 else 11, int(day)), Clock.parse(clock))


def span(home: Household, start: str, end: str) -> Span:
    """From one `day HH:MM` to another."""
    return Span(at(home, start), at(home, end))


def plan(
    home: Household, turns: Mapping[str, str] = TURNS, *, first: date = FIRST, days: int = 4, now: str = "30 20:00"
) -> Plan:
    """A plan by the turns, with a shift for each span in which Rosa has Leo."""
    horizon = Horizon(home.wall, first, days, at(home, now))
    cover = tuple(c for child in turns for c in _cover(home, horizon, child, turns[child]))
    shifts = tuple(Shift("rosa", c.span, asked=False, pay=110.0) for c in cover if (c.child, c.lead) == ("leo", "rosa"))
    return Plan(home.name, home.timezone, horizon.span, horizon.now, "optimal", (), cover, shifts, ())


def _cover(home: Household, horizon: Horizon, child: str, text: str) -> list[Cover]:
    known = next(one for one in home.children if one.id == child)
    placed = child_facts(known, horizon).placed
    turns = [part.split() for part in text.split(",")]
    frame = horizon.span
    starts = [min(max(at(home, f"{day} {clock}"), frame.start), frame.end) for day, clock, _ in turns]
    found: list[Cover] = []
    for start, end, (*_, lead) in zip(starts, [*starts[1:], frame.end], turns, strict=True):
        spans = subtract([Span(start, end)], placed) if start < end else ()
        found += [Cover(child, one, None if lead == "-" else lead) for one in spans]
    return found


def rich_plan(home: Household) -> Plan:
    """The plan with an ask of Aunt Joan, a play, a bedtime and two risks."""
    ask = span(home, "1 13:00", "1 14:30")
    return replace(
        plan(home),
        moments=(
            Kept("play", date(2026, 11, 2), span(home, "2 14:00", "2 15:30"), ("ana", "ben"), ("mia",), kept=True),
            Kept("bedtime", date(2026, 11, 1), span(home, "1 19:15", "1 19:30"), ("ben",), ("mia", "leo"), kept=True),
            Kept("bedtime", date(2026, 11, 2), span(home, "2 19:00", "2 19:45"), (), ("mia", "leo"), kept=False),
        ),
        asks=(Ask("carer", "joan", ask, "Ben is on Call: NC-A.", "A covered afternoon."),),
        risks=(
            Risk("ben", at(home, "1 15:00"), "Call: NC-A", 0.62, 18.0, "joan"),
            Risk("ana", at(home, "31 18:30"), "Home call", 0.2, 0.0, "", "home_call"),
        ),
    )


def asked_plan(home: Household, start: str = "1 13:00", end: str = "1 15:00") -> Plan:
    """The plan with Aunt Joan asked for the open hours of Sunday."""
    shift = Shift("joan", span(home, start, end), asked=True, pay=30.0)
    cover = tuple(replace(c, lead="joan") if c.lead is None else c for c in plan(home).cover)
    ask = Ask("carer", "joan", span(home, "1 13:00", "1 15:00"), "Ben is on Call: NC-A.", "A covered afternoon.")
    made = plan(home)
    return replace(made, cover=cover, shifts=(*made.shifts, shift), asks=(ask,))


def led(made: Plan, lead: str | None) -> list[Span]:
    """The cover of one lead, child by child."""
    return [c.span for c in made.cover if c.lead == lead]
