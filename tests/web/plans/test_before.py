"""What was said in the evening still counts in a plan that begins after midnight."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from homecall.household.codec import read as read_household
from homecall.plan.codec import read as read_plan
from homecall.plan.happened import CalledIn, Early, Happening, Late, Said
from homecall.spans.wall import Horizon
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline
from homecall.web.happened.text import written
from homecall.web.plans.before import since_said
from homecall.web.plans.making import Order, make
from homecall.web.plans.situation import settled
from tests.unit.helpers import WALL, at, household, span
from tests.web.made import SMALL

CALL = "Call"


def duties(*hours: str) -> Timeline:
    """Ana's duties."""
    spans = [span(one) for one in hours]
    made = tuple(Period("ana", one, Kind.WORK, CALL, WALL.date(one.start), "x") for one in spans)
    return Timeline("ana", made, date(2027, 3, 1))


def ends(said_at: str, what: Happening, *hours: str) -> list[int]:
    """When the duties end in a plan that begins on Tuesday the 5th, after something was said."""
    family = household().with_schedules({"ana": duties(*hours)})
    horizon = Horizon(WALL, date(2027, 1, 5), 7, at("5 00:05"))
    after = since_said(family, horizon, [Said(at(said_at), what)])
    return [one.span.end for one in after.schedules["ana"].periods]


def test_a_call_that_runs_over_still_does_after_midnight() -> None:
    """Twenty-eight hours from Monday at seven, and three more."""
    assert ends("4 21:00", Late("ana", 180), "4 07:00 - 5 11:00") == [at("5 14:00")]


def test_a_duty_that_should_have_been_over_by_midnight_runs_into_the_day() -> None:
    """It is nobody's next one, and the next one is not late for it."""
    found = ends("4 21:30", Late("ana", 240), "4 07:00-22:00", "5 13:00-21:00")
    assert found == [at("5 02:00"), at("5 21:00")]


def test_a_call_that_ends_early_still_does() -> None:
    """As it was said."""
    assert ends("4 21:00", Early("ana", 120), "4 07:00 - 5 11:00") == [at("5 09:00")]


def test_a_visit_by_night_is_still_a_visit() -> None:
    """Ana was called in before midnight and does not know yet until when."""
    on_call = Period("ana", span("4 17:00 - 5 07:00"), Kind.HOME_CALL, "Home call", date(2027, 1, 4), "x")
    family = household().with_schedules({"ana": Timeline("ana", (on_call,), date(2027, 3, 1))})
    horizon = Horizon(WALL, date(2027, 1, 5), 7, at("5 00:05"))
    after = since_said(family, horizon, [Said(at("4 23:00"), CalledIn("ana"))])
    assert [(one.kind, one.span.end) for one in after.schedules["ana"].periods][1] == (Kind.WORK, at("5 01:00"))


@pytest.mark.parametrize("hours", [("5 07:00-17:00",), ("5 07:00-17:00", "6 07:00-17:00")])
def test_a_schedule_that_tells_nothing_of_yesterday_is_left_as_it_is(hours: tuple[str, ...]) -> None:
    """What was said of a duty that it does not show any more is not put to today's."""
    assert ends("4 21:00", Late("ana", 60), *hours) == [span(one).end for one in hours]


@pytest.mark.parametrize("who", ["nobody", "mia"])
def test_what_means_nothing_any_more_is_left_out(who: str) -> None:
    """The person is not there, or has no duty."""
    assert ends("4 21:00", Late(who, 60), "4 07:00 - 5 11:00") == [at("5 11:00")]


def test_what_is_said_inside_the_plan_is_a_change_of_it() -> None:
    """And so not put to the schedule."""
    assert ends("5 08:00", Late("ana", 60), "4 07:00 - 5 11:00") == [at("5 11:00")]


def test_a_new_plan_stands_on_what_was_said_in_the_evening() -> None:
    """The schedule that is kept with it, which pages are drawn from, has the later end."""
    rows = b"start,end,title\n2027-01-04T07:00,2027-01-05T11:00,Day\n2027-01-08T08:00,2027-01-08T17:00,Day\n"
    late = written(Said(at("4 21:00"), Late("ana", 180)), WALL)
    now = datetime.fromisoformat("2027-01-05T00:05:00-06:00")
    order = Order(1, SMALL, now, {"ana.csv": rows}, seconds=2, hurry=True, happened=(late,))
    answer = next(iter(make(order)))
    family = settled(read_household(SMALL, "h"), answer.situation)[0]
    assert family.schedules["ana"].periods[0].span.end == at("5 14:00")
    plan = read_plan(answer.text)
    led = [one for one in plan.cover if one.lead == "ana" and one.span.start < at("5 14:00")]
    assert led == []
    assert [one.lead for one in plan.cover if one.span.holds(at("5 12:00"))] != ["ana"]
