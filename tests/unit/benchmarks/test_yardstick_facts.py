"""What is fixed before anything is decided: duties, rest, legs, windows, marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.yardstick import home as house
from benchmarks.yardstick.facts import facts
from benchmarks.yardstick.work import Work, work
from homecall.spans.span import Span
from homecall.spans.wall import Clock, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline
from tests.unit.benchmarks.made import ANA, MIA, MONDAY, WALL, ahead, at, duty, home, place, rosa

COMMUTER = replace(ANA, commute=25)


def _work(*periods: Period, days: int = 1, through: date | None = None) -> Work:
    known = {"ana": Timeline("ana", periods, through)}
    return work(home(parents=(COMMUTER,), schedules=known), ahead(days), COMMUTER, {})


def _span(start: str, end: str) -> Span:
    return Span(at(start), at(end))


def test_touching_duties_are_one_with_the_commutes_of_its_ends() -> None:
    """Clinic until noon, then remote work: there is a way in and no way home."""
    made = _work(duty("4 08:00-12:00", Kind.CLINIC), duty("4 12:00-17:00", Kind.REMOTE))
    assert made.busy == (_span("4 07:35", "4 17:00"),)
    assert len(made.duties) == 1


def test_a_duty_takes_the_overrun_of_its_end() -> None:
    """What was late at noon does not make the evening late."""
    late, later = Overrun(10, 20), Overrun(30, 60)
    made = _work(duty("4 08:00-12:00", overrun=late), duty("4 12:00-17:00", overrun=later))
    assert [one.overrun for one in made.duties] == [later]
    remote = _work(duty("4 08:00-12:00", overrun=late), duty("4 12:00-17:00", Kind.REMOTE, overrun=later))
    assert [one.overrun for one in remote.duties] == [None]


@pytest.mark.parametrize(
    ("hours", "rest"),
    [
        ("19:00-07:00", [("5 08:25", "5 14:25")]),
        ("12:00-02:00", [("5 03:25", "5 09:25")]),
        ("12:00-01:59", []),
        ("08:00-08:00", [("5 09:25", "5 13:25")]),
        ("08:00-17:00", []),
    ],
)
def test_rest_follows_long_duties_and_nights(hours: str, rest: list[tuple[str, str]]) -> None:
    """An hour after coming home: 4 h after 20 h of duty or more, else 6 h after 3 h between 23:00 and 06:00."""
    assert _work(duty(f"4 {hours}"), days=2).rest == tuple(_span(*one) for one in rest)


def test_nobody_drives_until_rested() -> None:
    """From the end of a day and a night to the end of rest, which comes before twelve hours."""
    assert _work(duty("4 08:00-08:00"), days=2).no_drive == (_span("5 08:00", "5 13:25"),)
    assert _work(duty("4 19:00-07:00"), days=2).no_drive == ()


def test_rest_of_a_duty_before_the_horizon_counts() -> None:
    """Sunday's night shapes Monday."""
    assert _work(duty("3 19:00-07:00")).rest == (_span("4 08:25", "4 14:25"),)


def test_hours_that_nobody_gave_fill_the_day_without_commute_or_rest() -> None:
    """A working title without hours."""
    made = _work(replace(duty("4 23:00-06:00"), whole_day=True), days=2)
    assert made.busy == (_span("4 00:00", "6 00:00"),)
    assert made.rest == ()


def test_time_after_the_last_published_day_is_unknown() -> None:
    """Published through Monday, through last year, through next year."""
    assert _work(days=2, through=MONDAY).unknown[0].start == at("5 00:00")
    assert _work(through=date.min).unknown[0].covers(ahead().span)
    assert _work(through=date.max).unknown == ()


def test_legs_lie_outside_other_stays() -> None:
    """12:20 is 20 minutes after noon, so the way home and the way out are one leg; the stay in between has none."""
    mia = replace(MIA, places=(place("Mon 09:00-12:00", 15), place("Mon 12:20-14:00", 15), place("Mon 14:00-15:00")))
    found = house.legs(ahead(), mia)
    assert found == [_span("4 08:45", "4 09:00"), _span("4 12:00", "4 12:20")]


def test_touching_legs_stay_two() -> None:
    """A change of lead is possible at 12:15."""
    mia = replace(MIA, places=(place("Mon 09:00-12:00", 15), place("Mon 12:30-14:00", 15)))
    assert len(house.legs(ahead(), mia)) == 4


def test_a_window_that_began_the_day_before_counts() -> None:
    """Sunday 22:00 to Monday 06:00, and again from Monday 22:00, cut by the horizon."""
    carer = rosa("Mon-Sun 22:00-06:00")
    assert house.hours(ahead(), carer) == (_span("4 00:00", "4 06:00"), _span("4 22:00", "5 00:00"))


def test_hours_go_before_requests() -> None:
    """Where both allow a time, it needs no ask."""
    carer = rosa("Mon 08:00-12:00", on_request=(parse_weekly("Mon 10:00-14:00"),))
    assert house.on_request(ahead(), carer) == (_span("4 12:00", "4 14:00"),)


def test_a_window_that_a_clock_change_swallows_is_not_there() -> None:
    """On 14 March 2027 there is no time between 02:00 and 03:00."""
    sunday = replace(ahead(), first=date(2027, 3, 14))
    assert house.clipped(sunday, parse_weekly("Sun 02:00-03:00"), before=0) == []


@pytest.mark.parametrize(
    ("born", "ripe"),
    [
        ("2026-10-05", "2027-01-05"),
        ("2026-11-30", "2027-03-01"),
        ("2026-12-31", "2027-03-31"),
        ("2026-09-15", "2026-12-15"),
    ],
)
def test_three_months_are_calendar_months(born: str, ripe: str) -> None:
    """A day that the month lacks is the first of the next."""
    assert house.three_months(date.fromisoformat(born)) == date.fromisoformat(ripe)


def test_marks_are_quarters_and_every_edge() -> None:
    """A commute of 25 minutes adds 07:35 and 17:25 to 96 quarters; bedtimes and windows on quarters add none."""
    family = home(duty("4 08:00-17:00"), parents=(COMMUTER,))
    known = facts(family, ahead(), {})
    starts = {slot.start for slot in known.slots}
    assert len(known.slots) == 98
    assert starts >= {at("4 07:35"), at("4 17:25")}
    assert known.slots[0].start == WALL.midnight(MONDAY)
    assert known.slots[-1].end == WALL.midnight(MONDAY + timedelta(days=1))


def test_sleep_lasts_from_bedtime_to_waking() -> None:
    """The night before the horizon reaches into it."""
    late = replace(MIA, bedtime=Clock.parse("19:45"), wakes=Clock.parse("06:45"))
    assert house.asleep(ahead(), late) == (_span("4 00:00", "4 06:45"), _span("4 19:45", "5 00:00"))
