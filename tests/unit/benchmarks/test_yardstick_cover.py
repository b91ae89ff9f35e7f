"""Cover by hand: every figure is worked out in the test's comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.timeline.period import Kind
from homecall.timeline.timeline import Timeline
from tests.unit.benchmarks.made import (
    ANA,
    MIA,
    MONDAY,
    WALL,
    ahead,
    at,
    best,
    daily,
    duty,
    gaps,
    home,
    place,
    rosa,
    value,
)


def test_a_parent_alone_leaves_the_duty_and_its_commutes() -> None:
    """Away from 07:35 (08:00 less 25) to 17:25: 9 h 50 min, and nobody hands over to a gap."""
    answer = best(home(duty("4 08:00-17:00"), parents=(replace(ANA, commute=25),)))
    assert value(answer, "uncovered_minutes") == 590
    assert value(answer) == 0
    assert [(c.span.start, c.span.end) for c in answer.leads if c.lead is None] == [(at("4 07:35"), at("4 17:25"))]


def test_two_children_count_twice() -> None:
    """Two hours away from two children are 240 child-minutes."""
    assert gaps(home(duty("4 08:00-10:00"), children=(MIA, replace(MIA, id="leo")))) == 240


def test_rest_after_a_night_is_not_cover() -> None:
    """Night to 07:00, home 07:00, rest 08:00-14:00: 7 h of Monday's small hours and 6 h of rest."""
    assert gaps(home(duty("3 19:00-07:00", Kind.NIGHT))) == (7 + 6) * 60


def test_home_call_is_cover() -> None:
    """A parent on home call may lead."""
    assert gaps(home(duty("4 08:00-17:00", Kind.HOME_CALL))) == 0


def test_an_unmapped_title_fills_its_day() -> None:
    """Nobody knows the hours of a title that nobody explained."""
    assert gaps(home(duty("4 08:00-09:00", Kind.UNMAPPED))) == 1440


def test_unknown_time_is_not_free() -> None:
    """Published through Monday only: all of Tuesday is open."""
    known = {"ana": Timeline("ana", (), MONDAY)}
    assert gaps(home(schedules=known), ahead(2)) == 1440


def test_a_leg_without_a_driver_is_a_gap_both_ways() -> None:
    """Two legs of 20 minutes, nobody drives."""
    mia = replace(MIA, places=(place("Mon 09:00-12:00", 20),))
    assert gaps(home(parents=(replace(ANA, drives=False),), children=(mia,))) == 40


def test_a_leg_that_nobody_can_do_whole_is_a_gap_for_all_of_it() -> None:
    """Free for 08:40-08:50 only, so all of 08:40-09:00 is open."""
    mia = replace(MIA, places=(place("Mon 09:00-12:00", 20),))
    assert gaps(home(duty("4 08:50-11:00"), children=(mia,))) == 20


def test_nobody_drives_after_a_day_and_a_night_on_duty() -> None:
    """24 h to Monday 08:00, rest 09:00-13:00: 480 on duty, legs 08:40 and 12:00 of 20 each, 12:20-13:00 at rest."""
    mia = replace(MIA, places=(place("Mon 09:00-12:00", 20),))
    assert gaps(home(duty("3 08:00-08:00", Kind.IN_HOUSE_CALL), children=(mia,))) == 480 + 20 + 20 + 40


def test_a_closed_place_has_neither_stay_nor_leg() -> None:
    """Away 10:00-11:00 and preschool shut: 60 minutes, and nothing for its legs."""
    shut = replace(place("Mon 09:00-12:00", 20), closed=frozenset({MONDAY}))
    ana = replace(ANA, drives=False)
    assert gaps(home(duty("4 10:00-11:00"), parents=(ana,), children=(replace(MIA, places=(shut,)),))) == 60


def test_a_sleeping_child_needs_a_parent_or_an_overnight_carer() -> None:
    """Ana leaves at 18:00, the carer may stay until bedtime at 20:00: 4 of Monday's hours are open."""
    evening = duty("4 18:00-02:00")
    carers = (rosa("Mon-Sun 00:00-24:00"),)
    assert gaps(home(evening, carers=carers)) == 240
    assert gaps(home(evening, carers=(replace(carers[0], overnight=True),))) == 0


def test_cover_begins_on_the_day_of_birth() -> None:
    """Born on Tuesday: an hour away on Monday is nobody's gap."""
    baby = replace(MIA, born=date(2027, 1, 5))
    assert gaps(home(*daily("10:00-11:00", range(4, 6)), children=(baby,)), ahead(2)) == 60


@pytest.mark.parametrize(("notice", "expected"), [(81.0, 60), (80.0, 0)])
def test_an_ask_begins_no_earlier_than_its_notice(notice: float, expected: int) -> None:
    """Now is Friday midnight; Monday 08:00 is 80 hours away, and with 81 the ask may start at 09:00 only."""
    asked = rosa("", on_request=rosa("Mon 06:00-22:00").hours, notice=notice)
    assert gaps(home(duty("4 08:00-10:00"), carers=(asked,))) == expected


def test_a_week_over_a_clock_change_counts_elapsed_time() -> None:
    """Clocks go forward on 14 March 2027: away all of that day is 23 hours."""
    sunday = date(2027, 3, 14)
    away = replace(duty("4 08:00-09:00", Kind.UNMAPPED), span=WALL.day(sunday))
    assert gaps(home(away), replace(ahead(), first=sunday)) == 23 * 60
