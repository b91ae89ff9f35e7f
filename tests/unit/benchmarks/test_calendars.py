"""The calendars that are measured, and the table that is printed."""

from __future__ import annotations

from benchmarks.calendars.__main__ import line
from benchmarks.calendars.made import calendar
from benchmarks.calendars.measure import Measured, here, ours, usual


def test_a_calendar_is_the_same_for_the_same_seed() -> None:
    """And has the mixture that it promises."""
    text = calendar(400).decode()

    assert calendar(400) == calendar(400) != calendar(400, seed=5)
    assert 40 < text.count("RRULE:FREQ") < 90
    assert 50 < text.count("DTSTART;VALUE=DATE") < 110


def test_both_readers_find_as_many_occurrences() -> None:
    """Only then does their speed compare."""
    content = calendar(150)

    assert ours(content) == usual(content) > 150


def test_the_second_reading_is_measured_too() -> None:
    """What is remembered costs next to nothing."""
    found = here("ours", 50)

    assert (found.reader, found.events) == ("ours", 50)
    assert 0 < found.again < found.seconds


def test_a_line_tells_medians_and_the_ratio() -> None:
    """The greatest of the peaks, the medians of the times."""
    row = tuple(Measured("ours", 2_000, 12_565, one, 0.01, peak) for one, peak in ((0.5, 40), (0.2, 50), (0.4, 45)))

    assert line(row, 4.0) == "| 2,000 | ours | 12,565 | 0.40 | 2.5 | 50 | 10.0 |"
    assert "| – |" in line((Measured("usual", 1, 1, 2.0, 0.0, 9.0),), 2.0)
