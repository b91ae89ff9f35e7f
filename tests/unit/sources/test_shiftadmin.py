"""ShiftAdmin's shifts in JSON and as a table, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.shiftadmin.read import read_csv, read_json
from tests.unit.sources.corpus import FEEDS, horizon, spec, told

DAY = "2026-11-02 | MAIN - D1 | 2026-11-02T07:00:00-06:00 | 2026-11-02T15:00:00-06:00"


def shifts(name: str, match: str = "Rivera") -> Intake:
    """A corpus answer, read for one person."""
    reader = read_csv if name.endswith(".csv") else read_json
    return reader((FEEDS / "shiftadmin" / name).read_bytes(), spec("shiftadmin-json", name, match=match), horizon())


def test_local_times_are_read_over_a_clock_change() -> None:
    """A night that the change makes longer, and a plain day."""
    assert told(shifts("plain-shifts.json")) == [
        "2026-10-31 | MAIN - N | 2026-10-31T23:00:00-05:00 | 2026-11-01T07:00:00-06:00",
        DAY,
    ]


@pytest.mark.parametrize("name", ["plain-shifts.csv", "american-times.csv"])
def test_the_table_says_the_same(name: str) -> None:
    """The columns carry the names of the answer's keys; dates may be American."""
    assert told(shifts(name)) == [DAY]


@pytest.mark.parametrize("match", ["31", "E31", "Ana Rivera", "rivera, ana"])
def test_a_doctor_is_found_by_name_or_by_number(match: str) -> None:
    """The number of the user and that of the employee are handles too."""
    assert DAY in told(shifts("plain-shifts.json", match))


def test_the_site_stands_before_the_shift() -> None:
    """The same shift at two sites may mean two ways to work."""
    assert [entry.title for entry in shifts("two-sites-of-one-doctor.json").entries] == ["MAIN - D1", "WEST - D1"]


def test_an_open_shift_shows_how_far_the_schedule_goes() -> None:
    """A shift without a doctor is nobody's, and was published."""
    intake = shifts("open-shift-shows-how-far.json")

    assert (told(intake), intake.through) == ([DAY], date(2026, 11, 20))


def test_a_broken_shift_costs_only_itself() -> None:
    """Zeros for a date, a shift without a name, an end before the start."""
    intake = shifts("broken-shifts.json")

    assert told(intake) == [DAY]
    assert [one.where for one in intake.rejects] == ["shift 2", "shift 3", "shift 4"]


def test_no_shifts_say_nothing_of_any_day() -> None:
    """Success with an empty list speaks for no day."""
    assert shifts("no-shifts-at-all.json").through is None


def test_a_refused_key_is_an_error_with_a_cure() -> None:
    """What ShiftAdmin says is repeated, but never the key."""
    with pytest.raises(SourceError, match='it says "Invalid validation key"') as caught:
        shifts("error-invalid-key.json")

    assert "a1b2c3" not in str(caught.value)
    assert "fresh key" in caught.value.cure


@pytest.mark.parametrize(
    ("name", "words"),
    [("error-no-list.json", "holds no list"), ("error-words-instead-of-a-table.csv", "no columns of ShiftAdmin")],
)
def test_what_holds_no_shifts_is_refused(name: str, words: str) -> None:
    """Neither an empty success nor a message is an empty schedule."""
    with pytest.raises(SourceError, match=words):
        shifts(name)
