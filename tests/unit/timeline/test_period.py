"""Kinds of time and overruns."""

from __future__ import annotations

import pytest

from homecall.errors import TimeError
from homecall.timeline.period import BUSY, ON_SITE, Kind, Overrun


@pytest.mark.parametrize("kind", [Kind.LEAVE, Kind.MARKER, Kind.HOME_CALL])
def test_leave_markers_and_home_call_do_not_keep_a_parent_busy(kind: Kind) -> None:
    """A parent may lead in them."""
    assert kind not in BUSY


def test_remote_work_is_busy_and_not_on_site() -> None:
    """Nobody drives home from it."""
    assert Kind.REMOTE in BUSY - ON_SITE


def test_a_title_nobody_knows_is_busy_and_not_on_site() -> None:
    """It may be anything, so nobody counts on that parent; it has no commute."""
    assert Kind.UNMAPPED in BUSY - ON_SITE


@pytest.mark.parametrize(("median", "p90"), [(60, 30), (-1, 10), (float("nan"), 10)])
def test_an_overrun_that_cannot_be_is_refused(median: float, p90: float) -> None:
    """The 90th percentile is never below the median, and neither below zero."""
    with pytest.raises(TimeError, match=r"cannot be.*90th percentile"):
        Overrun(median, p90)


def test_an_overrun_may_be_certain() -> None:
    """Both figures may be the same, zero included."""
    assert Overrun(0, 0).p90 == 0
    assert Overrun(30, 30).median == 30
