"""Clock hours in titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.guess.hours import written


def said(title: str) -> str:
    """The hours of a title as text; empty if it has none."""
    found = written(title)
    return f"{found.start}-{found.end}" if found.start else ""


@pytest.mark.parametrize(
    ("title", "hours"),
    [
        ("7p-7a", "19:00-07:00+1"),
        ("0700-1700", "07:00-17:00"),
        ("15:30-00:30", "15:30-00:30+1"),
        ("12p-12a", "12:00-00:00+1"),
        ("OB Call 5p-7a", "17:00-07:00+1"),
        ("7am to 5pm clinic", "07:00-17:00"),
        ("5 PM - 7 AM", "17:00-07:00+1"),
        ("7:30a–3:15p", "07:30-15:15"),
        ("noon-8p", "12:00-20:00"),
        ("4p-midnight", "16:00-00:00+1"),
        ("0600-0600", "06:00-06:00+1"),
        ("9a-8p (Triage until 12p)", "09:00-20:00"),
        ("Flex Shift (Default 3p-11p)", "15:00-23:00"),
        ("NORTH - ED - D1 - 15:30-00:30 - RIVERA (Day 2/2)", "15:30-00:30+1"),
    ],
)
def test_hours_are_read_as_people_write_them(title: str, hours: str) -> None:
    """With letters, with colons, as four digits; an end not after the start is on the next day."""
    assert said(title) == hours


@pytest.mark.parametrize(
    ("title", "hours"), [("7-3p", "07:00-15:00"), ("5-7a", "17:00-07:00+1"), ("7a-7", "07:00-19:00")]
)
def test_the_missing_half_is_the_one_that_makes_a_shift(title: str, hours: str) -> None:
    """One letter is enough, where the other reading would be two hours or twenty."""
    assert said(title) == hours


@pytest.mark.parametrize(("title", "hours"), [("7-7", "07:00-19:00"), ("8-5", "08:00-17:00"), ("07-19", "07:00-19:00")])
def test_bare_numbers_are_hours_if_they_are_a_day_of_work(title: str, hours: str) -> None:
    """They say so with less certainty."""
    assert said(title) == hours
    assert not written(title).plain


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Week 1-9",
            "2026-2027",
            "10-9-24",
            "1/26/2026",
            "EN 2-4",
            "Block 7-7",
            "PGY 2-3",
            "A-7",
            "25:00-26:00",
            "13p-14p",
        ),
        *("Call", "", "Program", "Camp", "5", "Ward 12", "7-", "0760-0900", "555-0100"),
    ],
)
def test_other_numbers_are_no_hours(title: str) -> None:
    """Dates, years, weeks, rooms and beds."""
    assert said(title) == ""


@pytest.mark.parametrize(
    ("title", "length"), [("24h", 24), ("OB 24 hr", 24), ("PICU 24", 24), ("OB24", 24), ("28-hour", 28), ("Room 24", 0)]
)
def test_a_length_is_read(title: str, length: int) -> None:
    """Some duties are named by how long they are."""
    assert written(title).length == length


@pytest.mark.parametrize(
    ("title", "half", "rest"),
    [
        ("PM: Continuity Clinic", "pm", "Continuity Clinic"),
        ("NW, am", "am", "NW"),
        ("Echo (AM)", "am", "Echo"),
        ("Clinic PM -", "pm", "Clinic"),
        ("Spam", "", "Spam"),
        ("AMB Clinic", "", "AMB Clinic"),
    ],
)
def test_a_half_of_the_day_is_taken_out(title: str, half: str, rest: str) -> None:
    """In front with a colon, or behind in any dress."""
    found = written(title)
    assert (found.half, found.rest.strip()) == (half, rest)


@given(st.text(alphabet="0123456789apm:- to", max_size=24))
def test_whatever_looks_like_hours_is_a_span_of_at_most_a_day(title: str) -> None:
    """Nothing that people type breaks it, and no shift ends before it starts."""
    found = written(title)
    if found.start and found.end:
        assert 0 < found.end.days * 1440 + found.end.minutes - found.start.minutes <= 1440
