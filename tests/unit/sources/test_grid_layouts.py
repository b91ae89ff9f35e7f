"""The layouts of a spreadsheet that are found by looking, and what is said where looking is not enough."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.grid.cells import Sheet
from homecall.sources.grid.people import names
from homecall.sources.grid.read import read, understood
from homecall.sources.grid.reading import letters
from homecall.spans.wall import Horizon
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def grid(name: str, match: str = "Rivera", days: Horizon | None = None, **more: Any) -> Intake:
    """A corpus grid, read for one person."""
    content = (FEEDS / "grid" / name).read_bytes()
    return read(content, spec("grid", name, match=match, **more), days or horizon())


def titles(intake: Intake, day: date) -> list[str]:
    """What stands on a day."""
    return sorted(entry.title for entry in intake.entries if entry.day == day)


def test_a_block_grid_says_how_it_was_understood() -> None:
    """Names, dates and half-days are named with their places, for people to check."""
    assert grid("two-columns-a-date.csv").understood == (
        "Understood as a block grid: names in column B, dates in row 1 from 27 October 2026 to 2 November 2026, "
        "half-days. Confidence 1.00."
    )


def test_cells_that_were_not_understood_are_counted() -> None:
    """The preview says how many rejects there are."""
    assert "; 1 cell not understood." in grid("cell-with-an-error.csv").understood


def test_how_a_sheet_was_understood_is_no_note() -> None:
    """A note becomes a finding of the plan; a sheet that reads well gives none."""
    assert grid("two-columns-a-date.csv").notes == ()


def test_a_name_in_the_cells_of_other_rows_is_pointed_out() -> None:
    """A row of staff call among the people is not read as theirs, and the preview says so."""
    intake = grid("block-with-a-row-of-staff-call.csv", "Rivera, Ana")

    assert titles(intake, date(2026, 10, 28)) == ["PREC"]
    assert "the name also stands in cells of row 3 (Staff Call), which say nothing here" in intake.understood


def test_thirteen_blocks_fill_four_weeks_each_from_the_first_of_july() -> None:
    """Block 5 of 2026-2027 begins on 21 October and ends on 17 November."""
    intake = grid("annual-thirteen-blocks.csv")

    assert titles(intake, date(2026, 11, 17)) == ["Wards"]
    assert titles(intake, date(2026, 11, 18)) == ["ED"]
    assert intake.through == date(2027, 6, 30)


def test_a_first_day_in_june_moves_every_block() -> None:
    """An intern's year may begin a week early; block 5 then ends a week early too."""
    intake = grid("annual-thirteen-blocks.csv", first_day=date(2026, 6, 24))

    assert titles(intake, date(2026, 11, 10)) == ["Wards"]
    assert titles(intake, date(2026, 11, 11)) == ["ED"]
    assert "Confidence 1.00." in intake.understood


def test_fifty_two_bare_numbers_are_weeks() -> None:
    """Week 18 is 28 October to 3 November."""
    intake = grid("annual-fifty-two-weeks.csv")

    assert titles(intake, date(2026, 10, 27)) == ["Wards"]
    assert [titles(intake, date(2026, 11, day)) for day in (3, 4)] == [["Wards"], ["ICU"]]
    assert "it does not say of which year it is" in intake.understood


def test_mondays_a_week_apart_are_weeks_and_not_days() -> None:
    """A rotation under one date holds until the next date."""
    intake = grid("annual-weeks-by-their-mondays.csv")

    assert [titles(intake, date(2026, 10, day)) for day in (26, 31)] == [["NF"], ["NF"]]
    assert titles(intake, date(2026, 11, 9)) == ["VAC"]
    assert [one.where for one in intake.rejects] == ["row 2, from 2026-11-02"]


def test_written_ranges_count_more_than_numbers() -> None:
    """A first block of five weeks is one, if the sheet says so."""
    intake = grid("annual-blocks-with-their-dates.csv")

    assert titles(intake, date(2026, 11, 17)) == ["ED"]
    assert titles(intake, date(2026, 11, 18)) == ["VAC"]


def test_months_from_july_to_june() -> None:
    """Each month is a rotation; 2026-27 names the year."""
    intake = grid("annual-months.csv")

    assert [titles(intake, day) for day in (date(2026, 10, 31), date(2026, 11, 1))] == [["NF"], ["ED"]]
    assert intake.through == date(2027, 6, 30)


def test_an_annual_grid_in_spring_belongs_to_the_year_before() -> None:
    """A plan in March reads the blocks from last July on."""
    intake = grid("annual-fifty-two-weeks.csv", days=horizon(date(2027, 3, 1)))

    assert "from 1 July 2026 to 29 June 2027" in intake.understood


def test_a_call_calendar_gives_the_role_of_the_column() -> None:
    """A date a row, a name in each cell; two names in one cell are two people, and remarks are nobody."""
    intake = grid("call-calendar.csv", "Okafor")

    assert told(intake) == [
        "2026-11-01 | R1",
        "2026-11-02 | R2",
        "2026-11-03 | R2",
        "2026-11-04 | R1",
        "2026-11-05 | R2",
        "2026-11-06 | R1",
    ]


def test_a_junior_is_not_the_month_of_june() -> None:
    """The heading over day numbers is looked for among months, and not among words that begin like one."""
    assert told(grid("call-calendar-with-day-numbers.csv")) == [
        "2026-11-01 | Senior",
        "2026-11-02 | Junior",
        "2026-11-05 | Senior",
    ]


def test_names_may_stand_along_the_top() -> None:
    """Dates down the side and codes under a name."""
    assert told(grid("call-calendar-with-names-along-the-top.csv", "Okafor"))[:2] == [
        "2026-11-01 | W",
        "2026-11-02 | CALL",
    ]


def test_a_grid_of_shifts_gives_the_shift_of_the_row_with_its_hours() -> None:
    """A column of hours is the feed's own word; initials are compared whole."""
    intake = grid("shifts-by-days.csv", "BO")

    assert told(intake)[:2] == [
        "2026-11-01 | Evening | 2026-11-01T15:00:00-06:00 | 2026-11-01T23:00:00-06:00",
        "2026-11-02 | Day A | 2026-11-02T07:00:00-06:00 | 2026-11-02T15:00:00-06:00",
    ]
    assert intake.through == date(2026, 11, 7)


def test_initials_in_the_cells_turn_a_grid_round() -> None:
    """Without a heading, the wanted initials show that people stand in the cells; brackets and asterisks go."""
    assert told(grid("shifts-without-a-heading.csv", "AR")) == [
        "2026-10-27 | Trauma",
        "2026-10-30 | Fast track",
        "2026-10-31 | Trauma",
    ]


def test_initials_are_not_found_inside_of_a_name() -> None:
    """AR is not CLARK: the schedule holds nothing of theirs."""
    intake = grid("initials-inside-a-longer-name.csv", "AR")

    assert (intake.entries, intake.absent) == ((), True)


def test_a_month_list_needs_its_month_from_somewhere() -> None:
    """Bare day numbers are no dates until the household says of which month."""
    with pytest.raises(SourceError, match="No grid of people and days"):
        grid("month-list-without-a-month.csv")

    assert told(grid("month-list-without-a-month.csv", first_day=date(2026, 11, 1))) == [
        "2026-11-01 | NF",
        "2026-11-02 | NF",
        "2026-11-04 | W",
    ]


def test_weekdays_say_of_which_year_a_sheet_is() -> None:
    """Last year's sheet is not read as this year's."""
    intake = grid("last-years-weekdays.csv")

    assert (intake.entries, intake.through) == ((), date(2025, 11, 2))


@pytest.mark.parametrize(
    ("name", "layout", "why"),
    [
        ("error-weekdays-of-no-year.csv", "block", "the weekdays do not fit the dates"),
        ("error-dates-that-jump.csv", "block", "the dates do not follow one another"),
        ("error-annual-dates-out-of-order.csv", "annual", "its dates overlap or leave days out"),
        ("error-call-calendar-of-another-year.csv", "calls", "the weekdays do not fit the dates"),
    ],
)
def test_an_unsure_reading_is_refused_until_the_household_names_it(name: str, layout: str, why: str) -> None:
    """The error says what it looks like and why that is doubtful; its cure makes it readable."""
    with pytest.raises(SourceError, match=why) as caught:
        grid(name)

    assert f'layout = "{layout}"' in caught.value.cure
    assert why in grid(name, layout=layout).understood


def test_a_named_layout_that_does_not_fit_is_refused() -> None:
    """A block grid is no call calendar, whatever the household says."""
    with pytest.raises(SourceError, match="No grid") as caught:
        grid("two-columns-a-date.csv", layout="calls")

    assert "column of dates" in caught.value.cure


def test_a_merged_cell_counts_for_all_the_days_that_it_covers() -> None:
    """A week of leave typed once over five merged days is five days of leave."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Name", *(date(2026, 11, day) for day in range(2, 9))])
    page.append(["Rivera", "LV", None, None, None, None, "W", "W"])
    page.merge_cells("B2:F2")

    intake = read(saved(book), spec("grid", "block.xlsx", match="Rivera"), horizon())

    assert [one.split(" | ")[1] for one in told(intake)] == ["LV", "LV", "LV", "LV", "LV", "W", "W"]


def test_other_sheets_are_named_where_the_first_holds_no_grid() -> None:
    """A workbook that begins with a page of instructions."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Please read this first"])
    book.create_sheet("Block 6")

    with pytest.raises(SourceError, match="No grid") as caught:
        read(saved(book), spec("grid", "block.xlsx", match="Rivera"), horizon())

    assert "Block 6" in caught.value.cure


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_twelve_blocks_may_be_months_and_are_not_believed() -> None:
    """Blocks are four weeks where there are thirteen of them."""
    rows = [["Name", *(f"Block {n}" for n in range(1, 13))], ["Rivera", *["Wards"] * 12]]

    with pytest.raises(SourceError, match="it ends with block 12 and not with 13"):
        understood(Sheet("", [[*row] for row in rows]), spec("grid", match="Rivera"), horizon())


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Rivera, Ana", ["Rivera, Ana"]),
        ("AR, BO", ["AR", "BO"]),
        ("Rivera / Okafor", ["Rivera", "Okafor"]),
        ("Lind*\nHaddad (swap)", ["Lind", "Haddad"]),
        ("open", [""]),
    ],
)
def test_the_people_of_one_cell(cell: str, people: list[str]) -> None:
    """Signs part people; a comma does only between initials; nobody is an empty name."""
    assert names(cell) == people


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    """After Z comes AA."""
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_sheet_of_dates_alone_is_refused_soon() -> None:
    """Thousands of rows of dates are no roster of anybody."""
    rows = [[f"{n % 12 + 1}/{day}" for day in range(1, 20)] for n in range(500)]

    with pytest.raises(SourceError, match="more than 400 rows of dates"):
        understood(Sheet("", [[*row] for row in rows]), spec("grid", match="Rivera"), horizon())
