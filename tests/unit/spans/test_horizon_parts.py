"""A horizon cut into calendar weeks."""

from __future__ import annotations

from datetime import date

from homecall.spans.wall import Horizon, Wall


def test_parts_begin_on_mondays_and_make_up_the_whole() -> None:
    """Seventeen days from a Wednesday: five, then seven, then five; in twos the first two are one."""
    whole = Horizon(Wall("America/Chicago"), date(2027, 1, 6), 17, 0)
    assert [part.days for part in whole.parts(1)] == [5, 7, 5]
    assert [(part.first, part.days) for part in whole.parts(2)] == [(date(2027, 1, 6), 12), (date(2027, 1, 18), 5)]
