"""Every minute outside places is listed once."""

from __future__ import annotations

from homecall.rules.cover import MARKS, RULE
from tests.unit.helpers import breaches, carer, case, child, household, place


def test_a_whole_day_once_is_a_partition() -> None:
    """Two lines and a gap that touch make a day."""
    lines = ["mia ana 4 00:00-08:00", "mia - 4 08:00-09:00", "mia ana 4 09:00-24:00"]
    assert breaches(RULE, case(household(), lines)) == []


def test_missing_minutes_are_counted() -> None:
    """An hour without a line is a breach of sixty minutes; a gap must be written down."""
    lines = ["mia ana 4 00:00-08:00", "mia ana 4 09:00-24:00"]
    assert breaches(RULE, case(household(), lines)) == [("mia", 60)]


def test_minutes_listed_twice_are_counted() -> None:
    """Half an hour with two leads."""
    lines = ["mia ana 4 00:00-08:30", "mia - 4 08:00-24:00"]
    assert breaches(RULE, case(household(), lines)) == [("mia", 30)]


def test_time_in_a_place_is_not_listed() -> None:
    """A lead that runs through preschool claims six hours too many."""
    family = household(children=[child("mia", "07:00-20:00", place("Mon 09:00-15:00"))])
    assert breaches(RULE, case(family, ["mia ana 4 00:00-24:00"])) == [("mia", 360)]
    assert breaches(RULE, case(family, ["mia ana 4 00:00-09:00", "mia ana 4 15:00-24:00"])) == []


def test_a_child_of_another_family_is_a_breach() -> None:
    """The plan speaks of somebody this household does not have."""
    lines = ["mia ana 4 00:00-24:00", "zoe ana 4 00:00-24:00"]
    assert breaches(RULE, case(household(), lines)) == [("zoe", 1440)]


def test_a_change_between_marks_is_refused() -> None:
    """Seven minutes past is no mark: the lead and the shift are both named."""
    family = household(children=[child()], carers=[carer()])
    odd = case(family, ["mia ana 4 00:00-09:07", "mia rosa 4 09:07-24:00"], ["rosa 4 09:07-24:00"])
    assert breaches(MARKS, odd) == [("mia", 1), ("mia", 1), ("rosa", 1)]
