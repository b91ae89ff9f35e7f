"""QGenda's export and the family's own table, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.plain.read import read as read_plain
from homecall.sources.qgenda.read import read as read_qgenda
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def qgenda(name: str, match: str = "Rivera") -> Intake:
    """A corpus file of QGenda's export, read for one person."""
    return read_qgenda((FEEDS / "qgenda" / name).read_bytes(), spec("qgenda-csv", name, match=match), horizon())


def plain(name: str, match: str = "") -> Intake:
    """A corpus file of the family's own table."""
    return read_plain((FEEDS / "csv" / name).read_bytes(), spec("csv", name, match=match), horizon())


@pytest.mark.parametrize(
    "name",
    [
        "three-columns.csv",
        "iso-dates-with-midnight.csv",
        "us-dates-with-midnight.csv",
        "long-dates.csv",
        "lines-above-the-header.csv",
        "no-names-at-all.csv",
        "semicolons.csv",
        "tabs-in-utf-16.csv",
    ],
)
def test_qgenda_reads_dates_in_all_their_spellings(name: str) -> None:
    """Whatever the administrator chose, the task stands on its day, without hours."""
    assert told(qgenda(name)) == ["2026-10-27 | OR 1"]


def test_qgenda_is_published_through_anyones_last_day() -> None:
    """A colleague's later duty shows that the schedule was published."""
    assert qgenda("three-columns.csv").through == date(2026, 11, 5)


def test_qgenda_keeps_the_half_day_in_the_title() -> None:
    """What AM and PM mean is the family's to say."""
    assert told(qgenda("half-day-suffix.csv")) == ["2026-10-27 | Admin (PM)", "2026-10-27 | Clinic AM"]


def test_qgenda_keeps_the_dash_of_a_variant() -> None:
    """A task and its variant are two titles, until the family says that they are one."""
    assert told(qgenda("variants-with-a-dash.csv")) == ["2026-10-27 | Clinic (PM)-", "2026-10-27 | Clinic AM -"]


def test_qgenda_reads_times_over_a_clock_change() -> None:
    """An evening start and a morning end are one night, on both sides of the change."""
    assert told(qgenda("with-times.csv", "Ana Rivera")) == [
        "2026-10-31 | OB Overnight | 2026-10-31T17:00:00-05:00 | 2026-11-01T07:00:00-06:00"
    ]


def test_qgenda_uses_the_end_date_where_there_is_one() -> None:
    """A call from Tuesday to Thursday is one duty."""
    assert told(qgenda("start-and-end-dates.csv", "RIV")) == [
        "2026-10-27 | Weekend Call | 2026-10-27T17:00:00-05:00 | 2026-10-29T07:00:00-05:00"
    ]


def test_qgenda_cuts_a_week_off_into_days() -> None:
    """An end date without times means all of its days."""
    intake = qgenda("vacation-week-without-times.csv")

    assert told(intake) == [f"2026-10-{day} | Vacation Week" for day in (27, 28, 29)]
    assert intake.through == date(2026, 10, 29)


def test_qgenda_refuses_broken_rows_one_by_one() -> None:
    """A row without a date or a task is a reject; the rest is read."""
    intake = qgenda("broken-rows.csv")

    assert [one.where for one in intake.rejects] == ["line 2", "line 3"]
    assert told(intake) == ["2026-10-29 | OR 2"]


def test_qgenda_without_a_header_is_refused() -> None:
    """Nothing says which column is which."""
    with pytest.raises(SourceError, match="no header with a date and a task"):
        qgenda("error-no-header.csv")


def test_plain_local_times_are_the_households() -> None:
    """A time without an offset is read on the family's clock."""
    assert told(plain("local-times.csv")) == [
        "2026-10-27 | Wards | 2026-10-27T07:00:00-05:00 | 2026-10-27T17:00:00-05:00",
        "2026-10-31 | Night | 2026-10-31T22:00:00-05:00 | 2026-11-01T06:00:00-06:00",
    ]


def test_plain_times_with_an_offset_move_to_the_local_day() -> None:
    """Three o'clock UTC is still the evening before."""
    assert told(plain("times-with-offset.csv")) == [
        "2026-10-27 | Night | 2026-10-27T22:00:00-05:00 | 2026-10-28T07:00:00-05:00",
        "2026-10-27 | Wards | 2026-10-27T06:00:00-05:00 | 2026-10-27T16:00:00-05:00",
    ]


def test_plain_reads_a_date_with_clock_times() -> None:
    """The end of a night is on the next day, and a row without times is all-day."""
    assert told(plain("date-and-clock-columns.csv")) == [
        "2026-10-27 | Wards | 2026-10-27T07:00:00-05:00 | 2026-10-27T17:00:00-05:00",
        "2026-10-28 | Night | 2026-10-28T19:00:00-05:00 | 2026-10-29T07:00:00-05:00",
        "2026-10-29 | Off",
    ]


def test_plain_an_all_day_range_includes_its_end() -> None:
    """People who write a last day mean it."""
    intake = plain("all-day-range-includes-its-end.csv")

    assert told(intake) == [
        "2026-10-27 | Vacation",
        "2026-10-28 | Vacation",
        "2026-10-29 | Vacation",
        "2026-11-02 | Course",
    ]
    assert intake.through == date(2026, 11, 2)


def test_plain_picks_a_person_where_there_is_a_column() -> None:
    """Semicolons and a person column are understood."""
    assert [one.title for one in plain("with-a-person-column.csv", "Okafor").entries] == ["Clinic"]


def test_plain_ignores_match_where_nobody_is_named() -> None:
    """A table without a person column is one person's own."""
    assert len(plain("local-times.csv", "Rivera").entries) == 2


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("line 2", "has an offset and the other has none"),
        ("line 3", "a start and no end"),
        ("line 4", "ends before it starts"),
        ("line 5", "ends before it starts"),
        ("line 6", "has no title"),
        ("line 7", "soon"),
    ],
)
def test_plain_says_why_a_row_was_refused(line: str, why: str) -> None:
    """Each broken row is named with its reason, and the good one is kept."""
    intake = plain("broken-rows.csv")

    assert why in next(one.why for one in intake.rejects if one.where == line)
    assert [one.title for one in intake.entries] == ["Wards"]


def test_plain_without_a_header_is_refused() -> None:
    """The cure shows the header to write."""
    with pytest.raises(SourceError, match="no header row") as caught:
        plain("error-no-header.csv")

    assert "start,end,title" in caught.value.cure
