"""Residency spreadsheets, one layout or trap a file."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.grid.read import read
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def grid(name: str, match: str = "Rivera") -> Intake:
    """A corpus grid, read for one person."""
    return read((FEEDS / "grid" / name).read_bytes(), spec("grid", name, match=match), horizon())


def test_takes_the_year_nearest_to_the_plan() -> None:
    """`27-Oct` above the codes of a block sheet is this October, and an empty cell is no entry."""
    assert told(grid("dates-without-a-year.csv", "Ana Rivera")) == [
        "2026-10-27 | W",
        "2026-10-28 | LV",
        "2026-10-29 | LEC",
        "2026-10-31 | NF",
        "2026-11-01 | NF",
    ]


def test_is_published_through_the_last_day_with_any_code() -> None:
    """A colleague's code on the last day counts."""
    assert grid("dates-without-a-year.csv").through == date(2026, 11, 2)


@pytest.mark.parametrize("name", ["two-columns-a-date.csv", "two-columns-without-labels.csv"])
def test_two_columns_a_date_are_morning_and_afternoon(name: str) -> None:
    """The half of the day joins the code, labelled or not."""
    assert told(grid(name)) == ["2026-10-27 | ADM PM", "2026-10-27 | CLI AM", "2026-10-28 | LEC PM"]


def test_day_numbers_stand_under_a_month() -> None:
    """1 to 30 under "November 2026" are its days."""
    intake = grid("day-numbers-under-a-month.csv")

    assert told(intake) == ["2026-11-01 | NF", "2026-11-02 | NF", "2026-11-04 | W"]
    assert intake.through == date(2026, 11, 30)


def test_day_numbers_run_into_the_next_month() -> None:
    """After 31 comes 1 of the month after."""
    assert told(grid("day-numbers-into-the-next-month.csv")) == ["2026-10-29 | W", "2026-11-01 | NF"]


def test_a_typing_slip_still_finds_the_person() -> None:
    """Two swapped letters are the same name."""
    assert told(grid("typing-slip-in-the-name.csv", "Rivera Ana")) == ["2026-10-27 | W"]


def test_two_blocks_each_have_their_own_dates() -> None:
    """A second row of dates begins a second block."""
    assert told(grid("two-blocks-in-one-sheet.csv")) == ["2026-10-27 | W", "2026-11-04 | NF"]


def test_american_dates_are_read() -> None:
    """Five full dates in a row are a row of dates."""
    assert told(grid("us-dates.csv")) == ["2026-10-27 | W", "2026-10-31 | PC"]


def test_a_cell_with_an_error_is_a_reject() -> None:
    """A broken formula may have been a duty, so it is shown."""
    intake = grid("cell-with-an-error.csv")

    assert [(one.where, one.text) for one in intake.rejects] == [("row 2, 2026-10-28", "Rivera: #REF!")]
    assert told(intake) == ["2026-10-27 | W"]


def test_a_sheet_without_dates_is_refused() -> None:
    """Weekdays alone do not say which week."""
    with pytest.raises(SourceError, match="No grid of people and days"):
        grid("error-no-dates.csv")


def column(n: int) -> str:
    """The letters of a column, from 0."""
    return chr(65 + n)


def workbook(rows: list[list[str]], sheet: str = "Block 5", extra: str = "") -> bytes:
    """A minimal xlsx with one sheet of texts."""
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{column(c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}{extra}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


ROWS = [["Name", "27-Oct", "28-Oct", "29-Oct", "30-Oct", "31-Oct"], ["Rivera", "W", "", "", "", "PC"]]


def test_a_workbook_reads_like_the_same_csv() -> None:
    """An xlsx gives the same entries."""
    intake = read(workbook(ROWS), spec("grid", "block.xlsx", match="Rivera", sheet="block 5"), horizon())

    assert told(intake) == ["2026-10-27 | W", "2026-10-31 | PC"]


def test_an_unknown_sheet_is_named_with_the_ones_there_are() -> None:
    """The cure lists the sheets of the workbook."""
    with pytest.raises(SourceError, match='no sheet "Block 6"') as caught:
        read(workbook(ROWS), spec("grid", "block.xlsx", match="Rivera", sheet="Block 6"), horizon())

    assert "Block 5" in caught.value.cure


@pytest.mark.parametrize("cell", ['<c r="XFD1048576"><v>1</v></c>', "<c><v>1</v></c>" * 3])
def test_one_far_cell_does_not_fill_the_memory(cell: str) -> None:
    """A sheet that spans seventeen thousand million cells is refused before it is unfolded."""
    far = f'<row r="1048576">{cell}</row>'

    with pytest.raises(SourceError, match="too large"):
        read(workbook(ROWS, extra=far), spec("grid", "block.xlsx", match="Rivera"), horizon())


@pytest.mark.parametrize("cut", [10, 200, 600])
def test_a_cut_workbook_is_refused(cut: int) -> None:
    """Half a download is no workbook."""
    with pytest.raises(SourceError, match="cannot be opened"):
        read(workbook(ROWS)[:cut], spec("grid", "block.xlsx", match="Rivera"), horizon())


def test_a_workbook_that_unfolds_into_too_much_is_refused() -> None:
    """A hundred kilobytes of zeros would be a hundred megabytes."""
    with pytest.raises(SourceError, match="too large"):
        read(workbook(ROWS, extra=" " * (60 * 1024 * 1024)), spec("grid", "block.xlsx", match="Rivera"), horizon())


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    """An archive of something else is told apart."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "hello")

    with pytest.raises(SourceError, match="not an Excel workbook"):
        read(out.getvalue(), spec("grid", "notes.zip", match="Rivera"), horizon())
