"""A parent's time: duties merged, commutes, rest, the wheel, what is unknown (readings R4 to R8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.household.people import Parent
from homecall.rules.facts.adults import ParentFacts, parent_facts
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Horizon, Wall
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline
from tests.unit.helpers import WALL, at, clocks, duty, horizon

ANA = Parent("ana", "Ana", commute=30)


def ana(*periods: Period, days: int = 1, through: date | None = None, who: Parent = ANA) -> ParentFacts:
    """What these periods mean from Monday 4 January on."""
    return parent_facts(who, Timeline("ana", periods, through), horizon(days))


def test_work_takes_the_commute_on_both_sides() -> None:
    """Free until 08:30 and from 17:30 on."""
    found = ana(duty("4 09:00-17:00"))
    assert clocks(found.free) == ["4 00:00-08:30", "4 17:30-00:00"]
    assert clocks(found.road) == ["4 08:30-09:00", "4 17:00-17:30"]


def test_duties_that_touch_or_overlap_are_one() -> None:
    """One duty from 07:00 to 19:00, called by the period that ends it."""
    parts = [duty("4 07:00-12:00"), duty("4 12:00-17:00"), duty("4 16:00-19:00", title="Meeting")]
    (one,) = ana(*parts).duties
    assert (clocks([one.span]), one.title) == (["4 07:00-19:00"], "Meeting")


def test_a_period_inside_another_does_not_end_the_duty() -> None:
    """A lunch talk within a long day; the overrun is the long day's."""
    late = Overrun(60, 150)
    (one,) = ana(duty("4 07:00-19:00", overrun=late), duty("4 12:00-13:00")).duties
    assert (clocks([one.span]), one.overrun) == (["4 07:00-19:00"], late)


def test_duties_with_a_minute_between_are_two() -> None:
    """The road home and out again lies between, as far as there is room."""
    assert len(ana(duty("4 07:00-12:00"), duty("4 12:01-17:00")).duties) == 2


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [
        (Kind.REMOTE, Kind.WORK, ["4 00:00-08:00", "4 16:30-00:00"]),
        (Kind.WORK, Kind.REMOTE, ["4 00:00-07:30", "4 16:00-00:00"]),
        (Kind.REMOTE, Kind.REMOTE, ["4 00:00-08:00", "4 16:00-00:00"]),
    ],
)
def test_a_merged_duty_has_the_commute_where_it_is_on_site(first: Kind, last: Kind, free: list[str]) -> None:
    """Remote work at a side takes no road on that side."""
    assert clocks(ana(duty("4 08:00-12:00", first), duty("4 12:00-16:00", last)).free) == free


def test_on_site_work_wins_where_two_begin_or_end_together() -> None:
    """A remote meeting at the same hour takes away no road."""
    remote, work = duty("4 08:00-16:00", Kind.REMOTE, title="A call"), duty("4 08:00-16:00", title="Ward")
    short = replace(remote, span=Span(at("4 08:00"), at("4 09:00")))
    for parts in ((remote, work), (short, work)):
        assert clocks(ana(*parts).free) == ["4 00:00-07:30", "4 16:30-00:00"]


def test_the_longest_overrun_of_what_ends_together_counts() -> None:
    """A clinic and a call that end at 17:00: one is home when both are over, in whatever order they are listed."""
    calm, late = duty("4 08:00-17:00", overrun=Overrun(5, 90)), duty("4 09:00-17:00", overrun=Overrun(60, 80))
    plain, remote = duty("4 10:00-17:00"), duty("4 11:00-17:00", Kind.REMOTE, Overrun(90, 99))
    assert [ana(*parts).duties[0].overrun for parts in ((calm, late, plain), (plain, remote))] == [
        Overrun(60, 80),
        None,
    ]


@pytest.mark.parametrize("kind", [Kind.LEAVE, Kind.MARKER, Kind.HOME_CALL])
def test_leave_markers_and_home_call_leave_a_parent_free(kind: Kind) -> None:
    """All day."""
    assert clocks(ana(duty("4 08:00-16:00", kind)).free) == ["4 00:00-00:00"]


def test_home_call_is_remembered() -> None:
    """Moments and risks ask for it."""
    found = ana(duty("4 17:00-07:00", Kind.HOME_CALL, title="Call"))
    assert clocks(found.home_call) == ["4 17:00-00:00"]
    assert [call.title for call in found.calls] == ["Call"]


def test_twenty_hours_earn_four_of_rest_an_hour_after_home() -> None:
    """28 hours until 11:00, home at 11:30, rest from 12:30 to 16:30; no wheel until then."""
    found = ana(duty("3 07:00 - 4 11:00", Kind.IN_HOUSE_CALL))
    assert clocks(found.rest) == ["4 12:30-16:30"]
    assert clocks(found.free) == ["4 11:30-12:30", "4 16:30-00:00"]
    assert clocks(found.no_drive) == ["4 11:00-16:30"]


def test_a_long_road_home_bars_the_wheel_for_twelve_hours_at_most() -> None:
    """Eight hours of road: rest would end 13 hours after the duty."""
    found = ana(duty("3 08:00 - 4 04:00", Kind.IN_HOUSE_CALL), who=replace(ANA, commute=480))
    assert clocks(found.rest) == ["4 13:00-17:00"]
    assert clocks(found.no_drive) == ["4 04:00-16:00"]


def test_a_night_earns_six_hours_of_rest() -> None:
    """19:00 to 07:00, home at 07:30, rest from 08:30 to 14:30; driving is allowed."""
    found = ana(duty("3 19:00-07:00", Kind.NIGHT))
    assert clocks(found.rest) == ["4 08:30-14:30"]
    assert found.no_drive == ()


@pytest.mark.parametrize(
    ("hours", "rests"),
    [("3 18:00 - 4 02:00", True), ("3 18:00 - 4 01:59", False), ("4 03:00-12:00", True), ("4 03:01-12:00", False)],
)
def test_three_hours_between_eleven_and_six_make_a_night(hours: str, rests: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """To the minute, at either end of the night, whatever the kind is called."""
    assert bool(ana(duty(hours)).rest) is rests


def test_hours_of_two_nights_do_not_add_up() -> None:
    """04:00 to 01:00 has two hours of each of two nights; it is long, so it rests as a long duty."""
    found = ana(duty("3 04:30 - 4 00:29"))
    assert (found.rest, found.duties[0].span.minutes) == ((), 20 * 60 - 1)


def test_a_day_before_the_horizon_still_counts() -> None:
    """The rest of Sunday's call lies in Monday."""
    assert clocks(ana(duty("2 20:00 - 3 22:00", Kind.IN_HOUSE_CALL)).rest) == ["4 00:00-03:30"]


def test_length_is_elapsed_time() -> None:
    """A call of 28 hours by the wall is 29 when clocks go back, and 19:30 to 15:00 reaches 20 hours and a half."""
    wall = Wall("America/Chicago")
    first = date(2026, 10, 31)
    over = Horizon(wall, first, 3, 0)
    call = Period("ana", wall.span(first, Clock.parse("19:30"), Clock.parse("15:00+1")), Kind.WORK, "x", first, "made")
    found = parent_facts(ANA, Timeline("ana", (call,)), over)
    assert found.duties[0].span.minutes == 20 * 60 + 30
    assert found.rest[0].minutes == 4 * 60


def test_a_title_nobody_knows_fills_its_day() -> None:
    """Busy from midnight to midnight, with no road, no rest and no lateness."""
    day = Period("ana", WALL.day(date(2027, 1, 4)), Kind.UNMAPPED, "???", date(2027, 1, 4), "made", whole_day=True)
    found = ana(day, days=2)
    assert clocks(found.free) == ["5 00:00-00:00"]
    assert (found.duties, found.rest, found.road) == ((), (), ())


def test_hours_nobody_gives_fill_the_day_and_earn_no_rest() -> None:
    """A call whose hours are unknown is busy all day, and no duty."""
    when = WALL.day(date(2027, 1, 4))
    call = Period("ana", when, Kind.IN_HOUSE_CALL, "Call", date(2027, 1, 4), "made", whole_day=True)
    found = ana(call, days=2)
    assert clocks(found.free) == ["5 00:00-00:00"]
    assert found.duties == ()


@pytest.mark.parametrize(
    ("through", "unknown"),
    [
        (None, []),
        (date(2027, 1, 4), ["5 00:00-00:00"]),
        (date(2027, 1, 5), []),
        (date(2026, 12, 1), ["4 00:00-00:00"]),
        (date.min, ["4 00:00-00:00"]),
        (date.max, []),
    ],
)
def test_time_past_the_last_published_day_is_unknown(through: date | None, unknown: list[str]) -> None:
    """And nobody leads in it; never published is all unknown, for ever is none."""
    found = ana(days=2, through=through)
    assert clocks(found.unknown) == unknown
    assert sum(s.minutes for s in (*found.free, *found.unknown)) == 2 * 1440


def test_what_is_known_to_be_work_is_not_called_unknown() -> None:
    """A duty past the last published day is a duty."""
    found = ana(duty("5 09:00-17:00"), days=2, through=date(2027, 1, 4))
    assert clocks(found.unknown) == ["5 00:00-08:30", "5 17:30-00:00"]
