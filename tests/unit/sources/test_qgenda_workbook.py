"""QGenda's Excel calendar, one trap a file; the sheets of the corpus are kept as CSV, and made workbooks here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.qgenda.workbook import read
from tests.unit.sources.corpus import FEEDS, horizon, spec, told

Line = Sequence[datetime | str | None]
"""The cells of one row."""


def calendar(name: str, match: str = "Rivera") -> Intake:
    """A corpus file of the calendar, read for one person."""
    return read((FEEDS / "qgenda" / name).read_bytes(), spec("qgenda-xlsx", name, match=match), horizon())


def workbook(rows: Sequence[Line], *merges: str) -> bytes:
    """An Excel workbook of one sheet, with merged ranges."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(content: bytes, match: str = "Rivera") -> Intake:
    """A workbook, read for one person."""
    return read(content, spec("qgenda-xlsx", "calendar.xlsx", match=match), horizon())


BOTH = [
    "2026-10-26 | CA GOR",
    "2026-10-27 | E1 7p-7a",
    "2026-10-30 | Vacation Week",
    "2026-11-04 | OR 7-7",
]
DAYS: Line = [datetime(2026, 10, 26), None, datetime(2026, 10, 27), None, datetime(2026, 10, 28), None]


@pytest.mark.parametrize(
    "name",
    [
        "calendar-two-weeks.csv",
        "calendar-blank-row-between-weeks.csv",
        "calendar-without-weekdays.csv",
        "calendar-weekday-disagrees.csv",
        "calendar-tasks-before-people.csv",
        "calendar-shifted-columns.csv",
        "calendar-requests-and-legend-below.csv",
    ],
)
def test_the_tasks_of_a_person_are_found_day_by_day(name: str) -> None:
    """Whatever the order of the rows and columns, and whatever stands around the weeks."""
    assert told(calendar(name)) == BOTH


def test_days_without_hours_get_none() -> None:
    """Hours that stand in a task's name are for the family's table to say."""
    assert all(one.span is None for one in calendar("calendar-two-weeks.csv").entries)


def test_the_calendar_says_when_it_was_printed() -> None:
    """The second row holds it."""
    assert calendar("calendar-two-weeks.csv").as_of == "2026-10-24T08:40:00-05:00"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("calendar-two-weeks.csv", "Read with high confidence: 2 weeks from 2026-10-26 to 2026-11-08"),
        ("calendar-without-weekdays.csv", "Read with fair confidence: 2 weeks"),
        (
            "calendar-weekday-disagrees.csv",
            "Read with fair confidence: 2 weeks from 2026-10-26 to 2026-11-08",
        ),
    ],
)
def test_it_says_how_sure_the_layout_is(name: str, start: str) -> None:
    """Weekdays that are missing or wrong, and columns without names, make it less so."""
    assert calendar(name).understood.startswith(start)


def test_columns_that_hold_no_names_are_read_with_low_confidence() -> None:
    """Initials may be people, and may be anything else."""
    content = workbook([DAYS, ["AR", "OR 1", "BO", "OR 2", "AR", "Call"]])

    assert opened(content, "AR").understood.startswith("Read with low confidence")
    assert told(opened(content, "AR")) == ["2026-10-26 | OR 1", "2026-10-28 | Call"]


def test_a_week_that_is_cut_short_counts() -> None:
    """A calendar may begin in the middle of a week."""
    assert told(calendar("calendar-part-of-a-week.csv")) == ["2026-10-26 | CA GOR", "2026-11-04 | OR 7-7"]


def test_requests_and_legend_are_no_duties_and_are_told_of() -> None:
    """They stand below the last week, and name people beside words that are no tasks."""
    intake = calendar("calendar-requests-and-legend-below.csv")

    assert " 3 lines are not a duty (a request, a legend, a heading) and stood aside" in intake.understood
    assert intake.rejects == ()


def test_a_blank_row_within_a_week_loses_no_duty() -> None:
    """A name beside a task that the week knows goes on with the week."""
    assert told(calendar("calendar-blank-row-within-a-week.csv"))[:2] == [
        "2026-10-26 | CA GOR",
        "2026-10-30 | CA GOR",
    ]


def test_a_name_without_a_task_is_a_reject() -> None:
    """Something was meant there."""
    intake = calendar("calendar-name-without-task.csv")

    assert [(one.where, one.text) for one in intake.rejects] == [("row 6, 2026-10-26", "RIVERA, ANA")]
    assert told(intake) == ["2026-10-27 | CA OB"]


def test_a_banner_is_neither_duty_nor_reject() -> None:
    """It is told of, since it might have been one."""
    intake = calendar("calendar-banner-over-a-day.csv")

    assert intake.rejects == ()
    assert intake.understood.endswith(" 1 line is not a duty (a request, a legend, a heading) and stood aside.")
    assert "Harvest Day" not in intake.understood


def test_a_task_that_nobody_has_shows_how_far_the_calendar_goes() -> None:
    """The schedule is published through that day."""
    intake = calendar("calendar-task-that-nobody-has.csv")

    assert told(intake) == ["2026-10-26 | CA GOR"]
    assert intake.through == date(2026, 11, 1)


def test_a_workbook_gives_the_same_as_its_text() -> None:
    """Dates may be dates, and headings may be merged over both columns of a day."""
    heads: Line = ["Monday", None, "Tuesday", None, "Wednesday", None]
    rows: list[Line] = [
        ["Group"],
        ["Printed: 10/24/2026 8:40 AM"],
        heads,
        DAYS,
        ["RIVERA, ANA", "OR 1", "OKAFOR, BEN", "OR 2"],
    ]

    intake = opened(workbook(rows, "A3:B3", "C3:D3", "A4:B4", "C4:D4"))

    assert told(intake) == ["2026-10-26 | OR 1"]
    assert intake.understood.startswith("Read with high confidence: 1 week from")


def test_a_name_merged_over_two_rows_has_both_tasks() -> None:
    """The second task is hers, and not nobody's."""
    rows: list[Line] = [DAYS, ["RIVERA, ANA", "OR 1", "OKAFOR, BEN", "OR 2"], [None, "Late"]]

    assert told(opened(workbook(rows, "A2:A3"))) == ["2026-10-26 | Late", "2026-10-26 | OR 1"]


def test_a_calendar_without_weeks_is_refused() -> None:
    """Names and tasks without a day say nothing."""
    with pytest.raises(SourceError, match="No weeks of a QGenda calendar"):
        calendar("error-calendar-without-dates.csv")


def test_a_sheet_that_is_not_there_is_refused() -> None:
    """The cure names the sheets that are."""
    with pytest.raises(SourceError, match='no sheet "Plan"'):
        read(workbook([DAYS]), spec("qgenda-xlsx", "c.xlsx", match="Rivera", sheet="Plan"), horizon())


def test_a_damaged_workbook_is_refused() -> None:
    """It is said to be one, and where other layouts are read."""
    with pytest.raises(SourceError, match="should be an Excel workbook") as caught:
        opened(workbook([DAYS])[:200])

    assert '"grid"' in caught.value.cure
