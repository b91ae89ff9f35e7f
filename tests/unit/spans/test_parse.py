"""Clock times, days and weekly windows as people write them, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from homecall.errors import TimeError
from homecall.spans.wall import Clock, Weekly, parse_days, parse_weekly


@pytest.mark.parametrize(
    ("text", "minutes", "days"), [("07:30", 450, 0), ("7:30", 450, 0), ("11:00+1", 660, 1), ("24:00", 1440, 0)]
)
def test_clock_times_are_read(text: str, minutes: int, days: int) -> None:
    """Hours and minutes, with the days that come after."""
    assert Clock.parse(text) == Clock(minutes, days)


@pytest.mark.parametrize("text", ["", "7", "7h30", "07:60", "24:01", "25:00", "07:00+", "07:00 am", "-1:00"])
def test_other_clock_times_are_refused_in_words(text: str) -> None:
    """The text is quoted and the cure shows how to write it."""
    with pytest.raises(TimeError, match=r"is not a time of day\. Write it as \"HH:MM\"") as refused:
        Clock.parse(text)
    assert refused.value.message.startswith(repr(text))


@pytest.mark.parametrize("text", ["07:30", "00:00", "24:00", "11:00+1"])
def test_a_clock_is_written_as_it_is_read(text: str) -> None:
    """Writing and reading are inverse."""
    assert str(Clock.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Tue,Thu", {1, 3}),
        ("sat", {5}),
        ("Sat-Mon", {5, 6, 0}),
        ("Mon-Sun", set(range(7))),
        ("Mon-Wed, Saturday", {0, 1, 2, 5}),
    ],
)
def test_days_are_read(text: str, days: set[int]) -> None:
    """Names and ranges, also over the end of the week."""
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["", "Mo", "Funday", "Mon-", "Mon to Fri", "Mon/Tue", "Mon,,Tue"])
def test_other_days_are_refused_in_words(text: str) -> None:
    """A word that names no day is quoted with the whole text."""
    with pytest.raises(TimeError, match=r'does not name days\. Write "Mon-Fri"'):
        parse_days(text)


def test_a_range_has_two_ends() -> None:
    """Mon-Wed-Fri is no range."""
    with pytest.raises(TimeError, match="'Mon-Wed-Fri' is not a range of days"):
        parse_days("Mon-Wed-Fri")


def test_a_weekly_window_is_days_and_hours() -> None:
    """The last word is the hours, all before it the days."""
    window = parse_weekly("Mon-Wed, Sat 07:00-18:30")
    assert window == Weekly(frozenset({0, 1, 2, 5}), Clock(420), Clock(1110))
    assert not window.wraps


@pytest.mark.parametrize(("text", "wraps"), [("Fri 22:00-06:00", True), ("Fri 08:00-08:00", True)])
def test_a_window_that_ends_no_later_wraps(text: str, wraps: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """It ends on the day after."""
    assert parse_weekly(text).wraps is wraps


@pytest.mark.parametrize("text", ["Mon", "07:00-18:30", "Mon 07:00", "Mon-Fri", ""])
def test_half_a_window_is_refused_in_words(text: str) -> None:
    """Days without hours, or hours without days."""
    with pytest.raises(TimeError, match="is not days and hours"):
        parse_weekly(text)
