"""From the cells of a row to a job, or to a sentence that says why not."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from typing import Any

import pytest

from homecall.fleet.job import Carried, Job, Refused, When
from homecall.fleet.sources.rows import Row, feeds_of, job_of
from tests.unit.fleet.made import WHEN


def made(**cells: Any) -> Job | Refused:
    """The third row of a table, with these cells beside the two that it needs."""
    return job_of(Row(2, {"id": "rivera", "household": "format = 1"} | cells), WHEN)


def refusal(**cells: Any) -> str:
    """Why a row is none."""
    one = made(**cells)
    assert isinstance(one, Refused)
    assert (one.number, one.failure.where, one.failure.kind) == (2, "row 3", "HouseholdError")
    assert one.failure.cure
    return one.failure.sentence


def when(**cells: Any) -> When:
    """The time that a row is planned for."""
    one = made(**cells)
    assert isinstance(one, Job)
    return one.when


def test_id_and_household_are_enough() -> None:
    """Time is then that of the run, and there are no feeds."""
    assert made() == Job(2, "rivera", Carried("format = 1", {}), WHEN)


@pytest.mark.parametrize("number", [7, 7.5, True])
def test_an_id_need_not_be_text(number: object) -> None:
    """Whatever it is, it is written as it prints."""
    one = made(id=number)
    assert isinstance(one, Job)
    assert one.id == str(number)


@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_row_without_an_id_is_refused(name: object) -> None:
    """Nobody could find its plan."""
    assert refusal(id=name) == "This household has no id."


@pytest.mark.parametrize("name", ["x" * 201, "a\nb", "a\x00"])
def test_a_wild_id_is_refused(name: str) -> None:
    """It has to be printed and to be a file name."""
    assert refusal(id=name).startswith("A household cannot have the id")


@pytest.mark.parametrize("text", [None, "", " ", 7])
def test_a_row_without_a_household_is_refused(text: object) -> None:
    """There is nothing to plan."""
    assert refusal(household=text) == "This row has no household."


def test_a_household_may_be_bytes() -> None:
    """As some tables keep their texts."""
    one = made(household=b"format = 1")
    assert isinstance(one, Job)
    assert isinstance(one.household, Carried)
    assert one.household.text == "format = 1"


def test_a_huge_household_is_refused() -> None:
    """Before it is copied anywhere."""
    assert "too large" in refusal(household="#" * 1_000_001)


@pytest.mark.parametrize(
    "cell",
    [
        {"ana.csv": "x"},
        '{"ana.csv": "x"}',
        b'{"ana.csv": "x"}',
        [("ana.csv", b"x")],
        [{"path": "ana.csv", "content": "x"}],
        '[{"path": "ana.csv", "content": "x"}]',
        '[["ana.csv", "x"]]',
        {"ana.csv": {"base64": base64.b64encode(b"x").decode()}},
    ],
)
def test_feeds_come_in_many_shapes(cell: object) -> None:
    """A map, pairs, records, or any of these as JSON; bytes, text, or base64 for what is no text."""
    assert feeds_of(cell) == {"ana.csv": b"x"}


@pytest.mark.parametrize("cell", [None, "", "null", "{}", [], {}])
def test_no_feeds_are_no_feeds(cell: object) -> None:
    """Some households need none."""
    assert feeds_of(cell) == {}


@pytest.mark.parametrize("cell", ["{", 7, [7], ["ab", 7], {"a": 7}, {7: "a"}, [{"path": "a"}], "[" * 100_000])
def test_strange_feeds_are_refused(cell: object) -> None:
    """In one sentence, with an example."""
    assert refusal(feeds=cell) == "The feeds of this row cannot be read."


def test_base64_has_to_be_base64() -> None:
    """A slip in it must not become an empty schedule."""
    assert refusal(feeds={"a.xlsx": {"base64": "%%%"}}) == "The feed 'a.xlsx' is not base64."


def test_a_row_may_have_a_time_of_its_own() -> None:
    """As instants and dates, or as they are written."""
    own = When(datetime(2027, 2, 1, 12, tzinfo=UTC), date(2027, 2, 2), 14)
    assert when(now=own.now, start=own.start, days=14) == own
    assert when(now="2027-02-01T12:00:00+00:00", start="2027-02-02", days=14) == own


@pytest.mark.parametrize(
    "now", ["soon", "2027-02-01T12:00:00", datetime(2027, 2, 1), 7, datetime(1066, 1, 1, tzinfo=UTC)]
)
def test_now_is_an_instant(now: object) -> None:
    """With a zone, or it could be any of a day's hours."""
    assert refusal(now=now).startswith("`now` cannot be")


@pytest.mark.parametrize("start", ["Monday", datetime(2027, 2, 1), 7, date(1066, 1, 1)])
def test_start_is_a_date(start: object) -> None:
    """And no instant."""
    assert refusal(start=start).startswith("`start` cannot be")


@pytest.mark.parametrize("days", [0, -1, 372, "7", 7.0, True])
def test_days_are_a_number_of_days(days: object) -> None:
    """From one to a year with its edges."""
    assert refusal(days=days).startswith("`days` cannot be")
