"""Roles, and how they grow."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.career.drift import drift, first_of, growth, since
from homecall.career.roles import Hours, Role, RoleKind, Stint, held, total
from homecall.errors import CareerError
from tests.unit.career.families import role

LATER = (Stint(date(2026, 7, 1), Hours(5, 7)),)


def test_a_role_asks_for_the_hours_of_its_newest_stint() -> None:
    """Before its start it asks for nothing."""
    one = role(later=LATER)
    looks = [one.hours(date(2025, 12, 31)), one.hours(date(2026, 6, 30)), one.hours(date(2026, 7, 1))]
    assert looks == [Hours(0, 0), Hours(2, 4), Hours(5, 7)]


def test_a_promised_end_does_not_end_a_role_but_brings_it_back() -> None:
    """Its last day is still its own; from the next on it waits for a decision."""
    one = role(end=date(2026, 6, 30))
    assert [one.due(date(2026, 6, 30)), one.due(date(2026, 7, 1))] == [False, True]
    assert one.runs(date(2027, 1, 1))


def test_a_role_that_is_handed_on_asks_for_nothing_and_waits_for_nobody() -> None:
    """From the day after its last one."""
    one = role(end=date(2026, 6, 30), over=date(2026, 8, 31))
    assert one.hours(date(2026, 9, 1)) == Hours(0, 0)
    assert not one.due(date(2026, 9, 1))
    assert held((one,), date(2026, 8, 31)) == (one,)


@pytest.mark.parametrize(("low", "high"), [(4, 2), (-1, 2), (0, 169), (float("nan"), 2)])
def test_hours_that_no_week_has_are_refused(low: float, high: float) -> None:
    """With the cure beside it."""
    with pytest.raises(CareerError, match="cannot be"):
        Hours(low, high)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"title": " "}, "needs a name"), ({"end": date(2025, 1, 1)}, "end before it starts"), ({"every": 0}, "weeks")],
)
def test_a_role_that_cannot_be_is_refused(change: dict[str, object], said: str) -> None:
    """Named in the sentence, so that one line of a table can be told from the others."""
    usual: dict[str, object] = {"title": "Committee", "end": None, "every": 1}
    with pytest.raises(CareerError, match=said):
        Role("", "ana", kind=RoleKind.OTHER, stints=role().stints, **{**usual, **change})  # type: ignore[arg-type]


def test_stints_must_be_in_order() -> None:
    """Hours that change backwards in time would have no meaning."""
    with pytest.raises(CareerError, match="order of time"):
        role(later=(Stint(date(2025, 1, 1), Hours(1, 1)),))


def test_drift_shows_each_month_and_today_in_the_last() -> None:
    """A role that began within a month shows in the next; what was agreed on today shows today."""
    found = drift([role(since=date(2026, 5, 10)), role("New", since=date(2026, 7, 20))], date(2026, 7, 20), 4)
    assert [month.month for month in found.months] == [4, 5, 6, 7]
    assert [band.hours for band in found.bands] == [(0, 0, 3, 3), (0, 0, 0, 3)]
    assert found.highest == 6


def test_growth_names_the_roles_that_brought_it() -> None:
    """The largest change first; what nobody could know finely is left out."""
    grew, gone = role("Grew", later=LATER), role("Gone", over=date(2026, 6, 1), hours=(10, 10))
    same = role("Same", later=(Stint(date(2026, 7, 1), Hours(2.2, 4.2)),))
    found = growth([same, grew, gone], date(2026, 2, 1), date(2026, 8, 1))
    assert [(one.title, more) for one, more in found.parts] == [("Gone", -10), ("Grew", 3)]
    assert found.more == pytest.approx(3 - 10 + 0.2)


def test_one_looks_back_no_further_than_anything_is_known() -> None:
    """A ledger that began in spring is not compared with the year before it."""
    assert since([role(since=date(2026, 4, 1))], date(2026, 8, 1)) == date(2026, 4, 1)
    assert since([role(since=date(2020, 4, 1))], date(2026, 8, 1)) == date(2025, 8, 1)


@given(st.dates(date(2000, 2, 1), date(2100, 1, 1)), st.integers(-300, 300))
def test_months_go_on_in_order(day: date, months: int) -> None:
    """So many months from a month are so many months away."""
    found = first_of(day, months)
    assert found.day == 1
    assert (found.year - day.year) * 12 + found.month - day.month == months


def test_all_roles_together_never_ask_for_more_than_a_week() -> None:
    """Whoever types 160 hours twice still has one week."""
    every = (role(hours=(160, 168)), role(hours=(160, 168)))
    assert total(every, date(2026, 5, 1)) == Hours(168, 168)
