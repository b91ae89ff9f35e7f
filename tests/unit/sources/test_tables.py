"""Dates and clock times as spreadsheets and reports write them."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.sources.tables import a_date, clock, moment, rows, shift
from tests.unit.sources.corpus import HOME

DAY = date(2026, 10, 27)


@pytest.mark.parametrize(
    "text",
    ["2026-10-27", "2026-10-27 00:00:00", "10/27/2026", "10-27-26", "Tue 10/27/26", "October 27, 2026",
     "Tuesday, Oct. 27, 2026", "27-Oct-26", "27 October 2026"],
)  # fmt: skip
def test_a_date_is_read_in_each_spelling(text: str) -> None:
    """All are the same day."""
    assert a_date(text) == DAY


@pytest.mark.parametrize("text", ["", "soon", "27/10/2026", "10-27", "2026-02-30", "1066-10-14", "9999-12-31"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A day first, a day that is not in the calendar, and years that no roster has."""
    with pytest.raises(ValueError, match=r".+"):
        a_date(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("0700", 420), ("7:00", 420), ("07:00:00", 420), ("7:00 PM", 1140), ("12:00 AM", 0), ("12:30 p.m.", 750),
     ("2400", 1440), ("0000", 0)],
)  # fmt: skip
def test_a_clock_time_is_read_in_each_spelling(text: str, minutes: int) -> None:
    """Minutes past midnight; the end of the day is the next midnight."""
    assert clock(text) == minutes


@pytest.mark.parametrize("text", ["", "25:00", "2401", "7:61", "13:00 PM", "0:30 AM", "noon"])
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    """Hours and minutes that no clock shows."""
    with pytest.raises(ValueError, match="is not a time of day"):
        clock(text)


def test_a_shift_without_times_has_no_hours() -> None:
    """Two empty cells are not midnight to midnight."""
    assert shift(DAY, "", "", HOME) is None


def test_a_shift_with_one_time_is_refused() -> None:
    """Half an answer is none."""
    with pytest.raises(ValueError, match="'' is not a time of day"):
        shift(DAY, "0700", "", HOME)


def test_equal_times_on_the_short_day_are_23_hours() -> None:
    """Twenty-four hours by the wall, one of which does not exist."""
    span = shift(date(2027, 3, 13), "0800", "0800", HOME)

    assert span is not None
    assert span.minutes == 23 * 60


def test_a_moment_tells_whether_it_has_an_offset() -> None:
    """The same words with and without an offset are different instants."""
    local, aware = moment("2026-10-27T07:00", HOME), moment("2026-10-27T07:00-04:00", HOME)

    assert (local[2], aware[2]) == (False, True)
    assert local[0] - aware[0] == 60


def test_a_row_over_two_lines_is_numbered_by_its_last() -> None:
    """A quoted line end keeps the count of lines right."""
    assert list(rows('a,"b\nc"\nd,e\n')) == [(2, ["a", "b\nc"]), (3, ["d", "e"])]


def test_a_cell_too_large_to_read_is_an_empty_row() -> None:
    """One monstrous cell does not stop the reading."""
    found = list(rows("a,b\n" + "x" * 140_000 + "\nc,d\n"))

    assert found[0][1] == ["a", "b"]
    assert found[-1][1] == ["c", "d"]
