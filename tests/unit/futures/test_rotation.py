"""Rotations: patterns become duties, and earlier entries have the day."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import ScenarioError
from homecall.futures.rotation import Cycle, Rotation, days_from, periods
from homecall.spans.wall import Clock, parse_days
from homecall.timeline.period import Kind
from tests.unit.helpers import MONDAY, WALL

CALL = Rotation("ana", "Call", Kind.IN_HOUSE_CALL, Clock(420), Clock(660, 1), MONDAY, Cycle(1, 3))
WARDS = Rotation("ana", "Wards", Kind.WORK, Clock(420), Clock(1020), MONDAY, days=parse_days("Mon-Fri"))


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("every week", Cycle(1, 0)),
        ("1 in 4", Cycle(1, 3)),
        ("7 on 7 off", Cycle(7, 7)),
        ("7 on, 7 off", Cycle(7, 7)),
        ("2 weeks in 8", Cycle(14, 42)),
        ("1 week in 13", Cycle(7, 84)),
    ],
)
def test_a_pattern_is_read_as_people_say_it(text: str, cycle: Cycle) -> None:
    """Days or weeks, on and off."""
    assert Cycle.parse(text) == cycle


@pytest.mark.parametrize("text", ["", "often", "5 in 4", "0 in 4", "1 in 900", "0 on 7 off", "1 in 4 in 4"])
def test_what_is_no_pattern_is_refused_with_examples(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ScenarioError, match=r"no pattern.*1 in 4"):
        Cycle.parse(text)


def test_one_in_four_falls_on_every_fourth_day() -> None:
    """Counted from the anchor, before it too."""
    assert list(CALL.dates(days_from(MONDAY, 9))) == [date(2027, 1, 4), date(2027, 1, 8), date(2027, 1, 12)]
    assert list(CALL.dates(days_from(date(2026, 12, 30), 3))) == [date(2026, 12, 31)]


def test_a_day_after_call_has_no_wards() -> None:
    """Wards would begin while the call of the day before still runs."""
    found = periods([CALL, WARDS], days_from(MONDAY, 3), WALL)
    assert [(p.title, p.day.day) for p in found] == [("Call", 4), ("Wards", 6)]


def test_ten_hours_lie_between_duties() -> None:
    """An evening duty leaves no early start on the next day."""
    late = Rotation("ana", "Late", Kind.WORK, Clock(13 * 60), Clock(22 * 60), MONDAY, Cycle(1, 6))
    assert [p.title for p in periods([late, WARDS], days_from(MONDAY, 2), WALL)] == ["Late"]


def test_leave_that_stands_first_clears_its_days() -> None:
    """A week off is a week off."""
    leave = Rotation("ana", "Vacation", Kind.LEAVE, Clock(0), Clock(0), MONDAY, Cycle(7, 84))
    found = periods([leave, CALL, WARDS], days_from(MONDAY, 8), WALL)
    assert {p.title for p in found if p.day < date(2027, 1, 11)} == {"Vacation"}
    assert [p.title for p in found if p.day == date(2027, 1, 11)] == ["Wards"]


def test_call_from_home_stands_beside_a_clinic() -> None:
    """Home call claims no day."""
    call = Rotation("ana", "Home call", Kind.HOME_CALL, Clock(17 * 60), Clock(7 * 60), MONDAY, Cycle(1, 1))
    assert {p.title for p in periods([call, WARDS], days_from(MONDAY, 1), WALL)} == {"Home call", "Wards"}
