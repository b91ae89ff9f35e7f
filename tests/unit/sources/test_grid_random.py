"""Sheets of any words in any order: read or refused, and never a crash."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import SourceError
from homecall.household.codec.keys import LAYOUTS
from homecall.sources.grid.cells import Cell, Sheet
from homecall.sources.grid.read import understood
from homecall.sources.grid.reading import BELIEVED
from homecall.sources.hours.read import read as read_hours
from tests.unit.sources.corpus import HOME, horizon, spec

WORDS: list[Cell] = [
    *("", "Name", "Rivera", "AR", "Shift", "Hours", "Date", "AM", "PM", "#REF!", "open", "AR / BO", "Mon", "Tue"),
    *("1", "2", "3", "4", "5", "6", "7", "13", "31", "99", "Block 1", "Block 2", "Week 3", "1A", "1B", "Jul", "Aug"),
    *("Nov 2026", "2026-2027", "AY27", "10/27", "10/28", "29-Oct", "30-Oct", "2/29", "7/1-7/28", "7/29 - 8/25"),
    *("12/31/2199", "07:00-15:00", "7a-3p", "7-99", date(2026, 11, 1), date(2027, 2, 28), date(9999, 12, 31)),
]
ROW = st.lists(st.sampled_from(WORDS), max_size=14)
ROWS = st.lists(ROW, max_size=10)
FIRST = st.none() | st.dates(date(1900, 1, 2), date(2199, 12, 30))


@given(ROWS, st.sampled_from(["", *LAYOUTS]), st.sampled_from(["", "AR", "Rivera"]), FIRST)
def test_any_sheet_is_read_or_refused(rows: list[list[Cell]], layout: str, match: str, first_day: date | None) -> None:
    """What is believed without a word from the household is sure enough."""
    reading = None
    with suppress(SourceError):
        reading = understood(Sheet("", rows), spec("grid", match=match, layout=layout, first_day=first_day), horizon())
    if reading:
        assert layout in ("", reading.layout)
        assert layout or reading.confidence >= BELIEVED
        assert reading.sentence().startswith("Understood as ")


@given(ROWS)
def test_any_log_is_read_or_refused(rows: list[list[Cell]]) -> None:
    """No hours come out that lie in the future."""
    content = "\n".join(",".join(str(cell) for cell in row) for row in rows).encode()
    found = None
    with suppress(SourceError):
        found = read_hours(content, spec("hours", match="Rivera"), HOME, horizon().now)
    assert found is None or all(one.span.start <= horizon().now for one in found.actuals)
