"""QGenda's punches as hours that were really worked."""

from __future__ import annotations

import json
from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.hours.read import Log, read
from homecall.sources.qgenda.punches import as_table
from tests.unit.sources.corpus import FEEDS, HOME, spec

NOW = HOME.midnight(date(2026, 11, 2))
PUNCHES = (FEEDS / "qgenda" / "punches.json").read_bytes()


def logged(content: bytes = PUNCHES, match: str = "Ana Rivera") -> Log:
    """Punches, read as a log of hours."""
    return read(content, spec("hours", "punches.json", match=match), HOME, NOW)


def times(log: Log) -> list[tuple[str, str]]:
    """When each stretch began and ended, on the clock at home."""
    return [(HOME.iso(one.span.start)[:16], HOME.iso(one.span.end)[:16]) for one in log.actuals]


def test_punches_are_the_actual_times() -> None:
    """To the minute, and not the rounded ones beside them; an instant without an offset is in UTC."""
    assert times(logged()) == [
        ("2026-10-27T07:04", "2026-10-27T18:31"),
        ("2026-10-28T07:00", "2026-10-28T17:40"),
    ]


def test_punches_know_their_task() -> None:
    """So that lateness can be told by title."""
    assert {one.title for one in logged().actuals} == {"OR 1"}


def test_a_punch_that_is_still_open_is_told() -> None:
    """Nobody knows yet when it ends."""
    (reject,) = logged().rejects

    assert "a start or an end, and not both" in reject.why


def test_a_struck_punch_is_none() -> None:
    """It is left out before anything is counted."""
    assert as_table(PUNCHES, "punches").count(b"OR 1") == 4


def test_punches_of_several_people_need_a_match() -> None:
    """Whose hours are they?"""
    with pytest.raises(SourceError, match="lists 2 people"):
        logged(match="")


def test_local_times_count_where_there_are_no_others() -> None:
    """They are read on the clock at home."""
    local = {"ActualClockInLocal": "2026-10-27T07:04:00", "ActualClockOutLocal": "2026-10-27T18:31:00"}
    content = json.dumps([{"StaffLName": "Rivera", **local}]).encode()

    assert times(logged(content, "Rivera")) == [("2026-10-27T07:04", "2026-10-27T18:31")]


@pytest.mark.parametrize(
    ("said", "why"), [("soon", "is not a time of day"), ("2026-10-26T07:00:00Z", "ends before it starts")]
)
def test_a_punch_that_cannot_be_is_told(said: str, why: str) -> None:
    """With its reason; the others are read."""
    content = PUNCHES.replace(b"2026-10-27T23:31:00Z", said.encode(), 1)

    assert any(why in one.why for one in logged(content).rejects)
    assert times(logged(content)) == [("2026-10-28T07:00", "2026-10-28T17:40")]


def test_an_error_in_place_of_punches_is_refused() -> None:
    """It is never a log without hours."""
    with pytest.raises(SourceError, match="an error in place of duties"):
        logged(b'{"Message": "no"}')
