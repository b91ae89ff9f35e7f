"""Tables of roles and of after-hours figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.career.after import mapped, read_metrics
from homecall.career.roles import Hours, RoleKind
from homecall.career.table import LARGEST, header_of, number, read_roles, times, written
from homecall.errors import CareerError, TimeError
from homecall.spans.wall import parse_weekly

PARENTS = {"ana": "Ana", "ben": "Ben"}
TODAY = date(2026, 12, 3)
ROLES = "Role;Parent;Hours a week;Up to;Times;Until\nSearch committee;Ben;2;4,5;Thu 17:00-18:30;2027-06-30\n"


def test_a_table_of_roles_is_read_by_its_headers() -> None:
    """Semicolons and decimal commas are as good as others."""
    (one,) = read_roles(ROLES, PARENTS, TODAY).rows
    assert (one.parent, one.title, one.kind, one.start) == ("ben", "Search committee", RoleKind.COMMITTEE, TODAY)
    assert one.hours(TODAY) == Hours(2, 4.5)
    assert one.times == (parse_weekly("Thu 17:00-18:30"),)
    assert one.end == one.promised == date(2027, 6, 30)


def test_a_line_that_cannot_be_read_is_told_with_its_number() -> None:
    """The others are read all the same."""
    text = "Role,Parent,Hours\nClinic,Zoe,4\nCall,Ana,many\n\nTeaching,Ana,2\n"
    found = read_roles(text, PARENTS, TODAY)
    assert [one.title for one in found.rows] == ["Teaching"]
    assert [one.line for one in found.refused] == [2, 3]
    assert "Zoe" in found.refused[0].why


@pytest.mark.parametrize("text", ["", "Role,Hours", "hello", "a,b\n1,2", '"Role,Hours\nA,1', "x" * (LARGEST + 1)])
def test_what_is_no_table_of_roles_is_refused(text: str) -> None:
    """In a sentence with a way on."""
    with pytest.raises(CareerError) as wrong:
        read_roles(text, PARENTS, TODAY)
    assert wrong.value.cure


@pytest.mark.parametrize(("text", "value"), [("4", 4), ("1,200.50", 1200.5), ("$ 1 200", 1200), ("2,5", 2.5), ("0", 0)])
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    """With either comma, and with a sign for money."""
    assert number(text) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    """Never anything else, and never below nought."""
    try:
        found = number(text)
    except CareerError:
        return
    assert found >= 0


def test_hours_are_written_as_they_are_read() -> None:
    """Several windows in one cell."""
    every = times("Thu 13:00-17:00; Mon-Wed 22:00-06:00")
    assert times(written(every)) == every
    with pytest.raises(TimeError):
        times("whenever")


METRICS = (
    "Reporting Period Start,Metric Name,Value,Unit\n"
    "2026-10,Pajama Time,0.7,hours\n2026-09-01,Pajama Time,35,minutes\n2026-09-01,Notes closed,12,count\n"
)


def test_an_export_gives_its_months_in_order_and_in_minutes() -> None:
    """Only what is about time after hours, by the name that fits best."""
    found = read_metrics(METRICS, mapped(header_of(METRICS), {}))
    assert [(one.since, one.minutes) for one in found.rows] == [(date(2026, 9, 1), 35), (date(2026, 10, 1), 42)]


def test_columns_of_other_names_can_be_chosen() -> None:
    """Where the header says nothing, the reader does."""
    text = "wann,wieviel\n2026-09-01,30\n"
    with pytest.raises(CareerError, match="which column"):
        read_metrics(text, mapped(header_of(text), {}))
    found = read_metrics(text, mapped(header_of(text), {"period": 0, "value": 1, "unit": 99}))
    assert [one.minutes for one in found.rows] == [30]


def test_a_day_of_more_than_a_day_is_refused() -> None:
    """Two thousand hours are minutes that somebody called hours."""
    text = "month,value,unit\n2026-09-01,2000,hours\n"
    found = read_metrics(text, mapped(header_of(text), {}))
    assert not found.rows
    assert "cannot be" in found.refused[0].why
