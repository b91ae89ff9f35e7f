"""Logs of hours, one shape or trap a file."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from homecall.errors import SourceError
from homecall.sources.hours.read import FUTURE, Log, read
from tests.unit.sources.corpus import FEEDS, HOME, spec

NOW = HOME.midnight(date(2026, 11, 20))


def log(name: str, match: str = "") -> Log:
    """A corpus log, as it stands on 20 November."""
    return read((FEEDS / "hours" / name).read_bytes(), spec("hours", name, match=match), HOME, NOW)


def told(found: Log) -> list[str]:
    """Each stretch by its start and end on the wall."""
    spans = [(HOME.local(one.span.start), HOME.local(one.span.end)) for one in found.actuals]
    return [f"{start:%d %H:%M} to {end:%d %H:%M}" for start, end in spans]


def test_a_row_a_stretch() -> None:
    """Names, American dates, times in both spellings, a night into the next day."""
    found = log("a-row-a-stretch.csv", "Rivera")

    assert told(found) == ["02 07:00 to 02 18:10", "03 07:00 to 03 19:30", "04 19:00 to 05 07:45"]
    assert [one.title for one in found.actuals] == ["Standard Duty", "Standard Duty", "Night Float"]
    assert (found.silent, found.rejects) == (1, ())


def test_a_log_of_several_people_needs_a_match() -> None:
    """A colleague's hours are nobody's to guess with."""
    with pytest.raises(SourceError, match="lists 2 people"):
        log("a-row-a-stretch.csv")


def test_starts_and_ends_may_carry_their_dates() -> None:
    """A log without a column of dates."""
    assert told(log("start-and-end-with-their-dates.csv")) == ["02 07:00 to 02 18:10", "04 19:00 to 05 07:45"]


def test_a_week_with_hours_in_its_cells() -> None:
    """Several stretches in a cell, and short spellings."""
    found = log("a-week-with-hours-in-the-cells.csv")

    assert told(found) == [
        "02 07:00 to 02 18:10",
        "03 07:00 to 03 12:00",
        "03 12:20 to 03 19:30",
        "04 19:00 to 05 07:45",
        "06 07:00 to 06 18:00",
    ]
    assert found.silent == 1


def test_the_side_of_a_week_may_name_people() -> None:
    """Under a heading of names each row is somebody's."""
    assert told(log("a-week-of-two-residents.csv", "Okafor")) == ["02 07:00 to 02 17:00", "04 07:00 to 04 17:00"]


def test_a_broken_row_costs_only_itself() -> None:
    """No date, no end, no time of day, and a day that has not come."""
    found = log("broken-rows.csv")

    assert told(found) == ["02 07:00 to 02 18:00"]
    assert [one.where for one in found.rejects] == ["row 3", "row 4", "row 5", "row 6", "row 7"]
    assert FUTURE in found.rejects[-1].why


def test_a_cell_with_numbers_that_are_no_hours_is_a_reject() -> None:
    """`11 hours` does not say which; a word such as vacation says that there were none."""
    found = log("cells-that-are-no-hours.csv")

    assert told(found) == ["02 07:00 to 02 18:00"]
    assert [one.text for one in found.rejects] == ["11 hours", "07:00-", "7-99"]


def test_what_holds_no_hours_is_refused() -> None:
    """Words alone are no log."""
    with pytest.raises(SourceError, match="No hours were found"):
        log("error-no-hours.csv")


def test_a_workbook_keeps_the_times_of_its_cells() -> None:
    """Excel knows an instant, a day and a time of day apart; none of them loses its hours."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Date", "Time In", "Time Out"])
    page.append([date(2026, 11, 2), time(7, 0), time(18, 10)])
    page.append([date(2026, 11, 4), datetime(2026, 11, 4, 19, 0), datetime(2026, 11, 5, 7, 45)])
    out = io.BytesIO()
    book.save(out)

    assert told(read(out.getvalue(), spec("hours"), HOME, NOW)) == ["02 07:00 to 02 18:10", "04 19:00 to 05 07:45"]


def test_a_start_with_a_date_may_have_an_end_without_one() -> None:
    """The end is then on the same day, or the next where it is not later."""
    content = b"Start,End\n2026-11-02 19:00,07:45\n"

    assert told(read(content, spec("hours"), HOME, NOW)) == ["02 19:00 to 03 07:45"]


def test_a_stretch_longer_than_anybody_works_is_a_reject() -> None:
    """A wrong end date makes days out of hours."""
    found = read(b"Start,End\n2026-11-02 07:00,2026-11-12 18:00\n", spec("hours"), HOME, NOW)

    assert [one.why for one in found.rejects] == ["These hours were left out: it is longer than anybody works."]
