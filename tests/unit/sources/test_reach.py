"""How far a schedule is whole: far holidays do not make the time before them known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.household.people import SourceSpec
from homecall.sources.base import Intake
from homecall.sources.reach import FEWEST, may_have_islands, whole_through, without_islands

FIRST = date(2026, 11, 2)


def on(offsets: Iterable[int]) -> list[date]:
    """Days counted from the first."""
    return [FIRST + timedelta(days=n) for n in offsets]


HOLIDAYS = (205, 230, 319)


def test_holidays_given_out_early_do_not_extend_a_schedule() -> None:
    """A real one: 109 days, and after the holidays were published 319."""
    assert whole_through(on([*range(0, 109, 2), *HOLIDAYS])) == FIRST + timedelta(days=108)


@pytest.mark.parametrize(
    "offsets",
    [
        range(0, 60, 2),
        [*range(30), *range(60, 90)],  # four weeks of leave, and then work again
        [*range(20), 34],  # a vacation of two weeks, and the first shift after it
        range(0, 300, 25),  # somebody who works once in a while
        [0, 200],  # too little to say anything
        [5],
    ],
)
def test_what_is_no_island_counts(offsets: Iterable[int]) -> None:
    """The contract's own reading: through the last day that holds an entry."""
    days = on(offsets)
    assert whole_through(days) == days[-1]


def test_nothing_speaks_of_no_day() -> None:
    """No entry, no last day."""
    assert whole_through([]) is None


@given(st.sets(st.integers(0, 500), max_size=80))
def test_the_last_whole_day_is_one_that_holds_an_entry(offsets: set[int]) -> None:
    """And everything up to it is at least a few days, where anything is cut off."""
    through = whole_through(on(offsets))
    assert (through is None) == (not offsets)
    if through is not None and through != max(on(offsets)):
        assert sum(day <= through for day in on(offsets)) >= FEWEST


@given(st.integers(0, 400), st.integers(1, 6))
def test_a_schedule_without_a_wide_gap_is_whole(length: int, step: int) -> None:
    """However long it is."""
    days = on(range(0, length + 1, step))
    assert whole_through(days) == days[-1]


@pytest.mark.parametrize(
    ("spec", "content", "may"),
    [
        (SourceSpec("ics", url="https://rota.example/a"), b"", True),
        (SourceSpec("ics", path="a.ics"), b"BEGIN:VCALENDAR\r\nPRODID:-//QGenda Inc.//QGenda Calendar v2.0//EN", True),
        (SourceSpec("ics", path="a.ics"), b"BEGIN:VCALENDAR\r\nPRODID:-//Rota//EN", False),
        (SourceSpec("ics", url="https://rota.example/a", match="Rivera*"), b"", False),
        (SourceSpec("ics", url="https://rota.example/a", published_through=FIRST), b"", False),
        (SourceSpec("csv", url="https://rota.example/a"), b"", False),
    ],
)
def test_islands_are_looked_for_in_calendars_of_ones_own(spec: SourceSpec, content: bytes, *, may: bool) -> None:
    """Of QGenda, or by address; not where many are listed, and not where the family says how far it goes."""
    assert may_have_islands(spec, content) is may


def test_an_island_is_said() -> None:
    """The family reads through when the schedule is whole, and what the rest is."""
    intake = Intake((), (), FIRST + timedelta(days=319), notes=("before",))
    found = without_islands(intake, on([*range(0, 109, 2), *HOLIDAYS]))
    assert found.through == FIRST + timedelta(days=108)
    assert found.notes[0] == "before"
    assert found.notes[1].startswith("This schedule is whole through 18 February 2027; of the time from then to 17 Sep")


def test_what_was_not_looked_at_is_no_island() -> None:
    """Days that end before the schedule does say nothing of the rest of it."""
    intake = Intake((), (), FIRST + timedelta(days=900))
    assert without_islands(intake, on(range(400))) is intake


def test_without_islands_nothing_changes() -> None:
    """The very same intake."""
    intake = Intake((), (), FIRST + timedelta(days=30))
    assert without_islands(intake, on(range(31))) is intake
