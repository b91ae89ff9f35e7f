"""Tables that were made to hurt end soon and in little memory, in a sentence that says what they are too much of."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from homecall.errors import SourceError
from homecall.sources.reading import understood
from tests.unit.sources.corpus import horizon, spec

DAYS = ",".join(f"2026-11-{day:02}" for day in range(1, 31))
HEAD = "start,end,title\n"


@pytest.fixture(autouse=True)
def quickly() -> Iterator[None]:
    """Five seconds of the processor are the limit of any reading."""
    started = time.process_time()
    yield
    assert time.process_time() - started < 5


def refusal(kind: str, content: str) -> str:
    """The sentence with which a schedule is refused."""
    with pytest.raises(SourceError) as refused:
        understood(content.encode(), spec(kind, match="Person 7"), horizon())
    assert refused.value.where
    return refused.value.message


def grid(rows: int, cell: str) -> str:
    """People by days; `cell` is filled with the row and the day."""
    body = "".join(f"Person {n}," + ",".join(cell.format(n, day) for day in range(30)) + "\n" for n in range(rows))
    return f"Name,{DAYS}\n{body}"


@pytest.mark.parametrize("kind", ["csv", "grid"])
def test_a_line_of_millions_of_cells(kind: str) -> None:
    """It is measured before it is taken apart."""
    assert "more cells than" in refusal(kind, HEAD + "," * 10_000_000)


@pytest.mark.parametrize("kind", ["csv", "amion-619", "qgenda-csv"])
def test_more_lines_than_any_schedule_has(kind: str) -> None:
    """Even a year of a large department has fewer than a hundred thousand."""
    assert "more than 100,000 lines" in refusal(kind, HEAD + "2026-11-02,2026-11-02,Wards\n" * 100_001)


def test_a_grid_of_millions_of_texts() -> None:
    """Each would have to be looked at for a date."""
    assert "more than 300,000 cells" in refusal("grid", grid(10_001, "c{}x{}"))


def test_a_full_grid_within_the_limit_is_read() -> None:
    """All of it, in time."""
    read = understood(grid(6_000, "c{}x{}").encode(), spec("grid", match="Person 7"), horizon())

    assert "c7x4" in {one.title for one in read.entries}


def test_a_grid_of_errors() -> None:
    """A list of so many rejects helps nobody."""
    assert "More than 10,000 entries" in refusal("grid", grid(5_000, "#REF!"))


def test_lines_of_which_none_can_be_read() -> None:
    """Then the schedule is of another kind, or has other dates."""
    assert "More than 10,000 entries" in refusal("csv", HEAD + "soon,later,Wards\n" * 50_000)


def test_rows_of_a_year_each() -> None:
    """A short table may stand for millions of days."""
    assert "more than 300,000 duties" in refusal("csv", HEAD + "2026-01-01,2026-12-31,Wards\n" * 5_000)


def test_slots_of_one_person_on_one_day() -> None:
    """Halves of duties are looked for by their hours, not each beside each."""
    slot = {"slot_date": "2026-11-03", "start_time": "07:00", "stop_time": "15:00", "emp_id": 7, "assign_id": 3}
    slots = [slot | {"slot_id": n, "display_name": "Person 7"} for n in range(30_000)]

    read = understood(json.dumps(slots).encode(), spec("lightning-json", match="7"), horizon())

    assert len(read.entries) == 30_000
