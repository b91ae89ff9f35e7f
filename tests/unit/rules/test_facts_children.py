"""A child's time: asleep, in a place, on the way, born in the middle (readings R9 and R10)."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.household.people import Child
from homecall.rules.facts.children import ChildFacts, child_facts
from homecall.spans.wall import Clock, Horizon, Wall, parse_weekly
from tests.unit.helpers import MONDAY, child, clocks, horizon, place


def mia(kid: Child, days: int = 1) -> ChildFacts:
    """What Mia needs from Monday 4 January on."""
    return child_facts(kid, horizon(days))


def test_a_child_needs_somebody_outside_its_places() -> None:
    """Asleep and awake alike."""
    found = mia(child("mia", "07:00-20:00", place("Mon 09:00-15:00")))
    assert clocks(found.needs) == ["4 00:00-09:00", "4 15:00-00:00"]
    assert clocks(found.asleep) == ["4 00:00-07:00", "4 20:00-00:00"]


def test_a_journey_lies_before_and_after_each_stay() -> None:
    """Twenty minutes each way, and no journey where there is no travel."""
    assert clocks(mia(child("mia", "07:00-20:00", place("Mon 09:00-15:00", 20))).legs) == [
        "4 08:40-09:00",
        "4 15:00-15:20",
    ]
    assert mia(child("mia", "07:00-20:00", place("Mon 09:00-15:00"))).legs == ()


def test_journeys_that_overlap_are_one() -> None:
    """Preschool until 12:00, dance from 12:20, fifteen minutes to each: one journey of twenty minutes."""
    kid = child("mia", "07:00-20:00", place("Mon 08:30-12:00", 15), place("Mon 12:20-13:30", 15))
    assert clocks(mia(kid).legs) == ["4 08:15-08:30", "4 12:00-12:20", "4 13:30-13:45"]


def test_journeys_that_touch_are_two() -> None:
    """Thirty minutes between, fifteen each: home in the middle, for an instant."""
    kid = child("mia", "07:00-20:00", place("Mon 08:30-12:00", 15), place("Mon 12:30-13:30", 15))
    assert clocks(mia(kid).legs)[1:3] == ["4 12:00-12:15", "4 12:15-12:30"]


def test_a_stay_leaves_no_journey_inside_it() -> None:
    """A class right after school in the same house: no way between."""
    kid = child("mia", "07:00-20:00", place("Mon 08:30-12:00", 15), place("Mon 12:00-13:30", 15))
    found = mia(kid)
    assert clocks(found.legs) == ["4 08:15-08:30", "4 13:30-13:45"]
    assert clocks(found.placed) == ["4 08:30-13:30"]


def test_a_closed_day_has_neither_stay_nor_journey() -> None:
    """The child is at home all of that day."""
    found = mia(child("mia", "07:00-20:00", place("Mon-Fri 09:00-15:00", 20, MONDAY)), days=2)
    assert clocks(found.needs) == ["4 00:00-09:00", "5 15:00-00:00"]
    assert clocks(found.legs) == ["5 08:40-09:00", "5 15:00-15:20"]


def test_a_place_over_midnight_reaches_into_the_horizon() -> None:
    """A night nursery that took the child on Sunday has it until Monday morning."""
    found = mia(child("mia", "07:00-20:00", place("Sun 20:00-06:00", 15)))
    assert clocks(found.needs) == ["4 06:00-00:00"]
    assert clocks(found.legs) == ["4 06:00-06:15"]


def test_a_journey_is_cut_by_the_horizon() -> None:
    """A nursery that opens a quarter past midnight, half an hour away."""
    assert clocks(mia(child("mia", "07:00-20:00", place("Mon 00:15-06:00", 30))).legs) == [
        "4 00:00-00:15",
        "4 06:00-06:30",
    ]


def test_an_unborn_child_needs_nobody() -> None:
    """From the midnight of its day on it does; its first day has no stay before."""
    found = mia(child("mia", "07:00-20:00", place("Mon-Fri 09:00-15:00", 15), born=date(2027, 1, 5)), days=2)
    assert clocks(found.needs) == ["5 00:00-09:00", "5 15:00-00:00"]
    assert clocks(found.asleep) == ["5 00:00-07:00", "5 20:00-00:00"]
    assert mia(child("mia", born=date(2027, 1, 6)), days=2).needs == ()


def test_naps_of_a_night_worker_are_possible() -> None:
    """A child may wake at 07:00 and sleep from 00:30; asleep means from bedtime to the next waking."""
    assert clocks(mia(child("mia", "07:00-00:30")).asleep) == ["4 00:30-07:00"]


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(2026, 10, 15), date(2027, 1, 15)),
        (date(2026, 11, 30), date(2027, 3, 1)),  # there is no 30 February
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2027, 1, 31), date(2027, 5, 1)),
        (date(2026, 9, 30), date(2026, 12, 30)),
    ],
)
def test_three_months_end_at_a_midnight(born: date, until: date) -> None:
    """On the same day of the month, or on the first of the next where there is none."""
    assert mia(child("mia", born=born)).young_until == Wall("America/Chicago").midnight(until)


def test_a_night_is_as_long_as_the_clocks_make_it() -> None:
    """20:00 to 07:00 is ten hours when clocks go forward; a class they swallow is no class."""
    spring = Horizon(Wall("America/Chicago"), date(2027, 3, 13), 2, 0)
    early = Child("mia", "Mia", None, Clock.parse("07:00"), Clock.parse("20:00"), (place("Sun 02:15-03:00", 15),))
    found = child_facts(early, spring)
    assert [s.minutes for s in found.asleep] == [7 * 60, 10 * 60, 4 * 60]
    assert found.legs == found.placed == ()
    assert parse_weekly("Sun 02:15-03:00").wraps is False
