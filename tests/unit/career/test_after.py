"""Work after hours, told in evenings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from homecall.career.after import DEFAULTS, LOOK, MOST_MINUTES, Log, default, evenings, spill
from homecall.errors import CareerError

TODAY = date(2026, 12, 3)


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=days)


def test_evenings_that_were_closed_and_stayed_closed_are_ones_own() -> None:
    """One that was closed and then worked in is not; of the others nobody knows."""
    found = spill([Log(ago(1), 60), Log(ago(1), 30), Log(ago(3), 5)], [ago(1), ago(2), ago(3)], TODAY)
    assert (found.own, found.taken, found.minutes) == (2, 1, 90)
    assert found.unknown == LOOK - 3


def test_what_lies_before_the_look_back_is_not_counted() -> None:
    """Nothing is added up over a life."""
    found = spill([Log(ago(LOOK), 60)], [ago(LOOK + 1)], TODAY)
    assert (found.own, found.taken, found.unknown) == (0, 0, LOOK)


def test_minutes_are_told_as_evenings() -> None:
    """Two hours are one."""
    assert evenings(180) == 1.5


@pytest.mark.parametrize("minutes", [0, -5, MOST_MINUTES + 1])
def test_minutes_that_no_evening_has_are_refused(minutes: int) -> None:
    """With the most that it can be."""
    with pytest.raises(CareerError):
        Log(TODAY, minutes)


def test_every_estimate_has_a_range_and_a_source() -> None:
    """And says where it is ours."""
    for one in DEFAULTS:
        assert one.low <= one.minutes <= one.high
        assert any(word in one.source for word in ("doi", "15:419", "e34787", "preprint"))
    assert default("surgery") is not None
    assert default("astrology") is None
