"""How late duties ended, from what was logged."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.spans.span import DAY, HOUR, Span
from homecall.timeline.actual import Actual, lateness, stretches
from homecall.timeline.period import Kind, Period

FIRST = date(2026, 11, 2)


def duty(day: int, start: int = 7, end: int = 17, kind: Kind = Kind.WORK, title: str = "Wards") -> Period:
    """A duty by hours of the clock, so many days after the first."""
    span = Span(day * DAY + start * HOUR, day * DAY + end * HOUR)
    return Period("ana", span, kind, title, date.fromordinal(FIRST.toordinal() + day), "rota")


def worked(day: int, start: int, end: int, minutes: int = 0) -> Actual:
    """A logged stretch, with some minutes past its last hour."""
    span = Span(day * DAY + start * HOUR, day * DAY + end * HOUR + minutes)
    return Actual("ana", span, date.fromordinal(FIRST.toordinal() + day), "")


def test_lateness_is_the_median_and_the_ninth_of_ten() -> None:
    """Ten days that end 0, 10, 20 to 90 minutes late."""
    (one,) = lateness([duty(n) for n in range(10)], [worked(n, 7, 17, 10 * n) for n in range(10)])

    assert (one.title, one.count, one.median, one.p90) == ("Wards", 10, 45, 80)
    assert one.enough


def test_an_early_end_is_no_lateness_below_nothing() -> None:
    """It counts as on time, and is counted apart."""
    (one,) = lateness([duty(0), duty(1)], [worked(0, 7, 16), worked(1, 7, 17, 30)])

    assert (one.median, one.p90, one.early) == (15, 30, 1)
    assert not one.enough


def test_a_day_that_was_not_logged_is_not_on_time() -> None:
    """Between the first and the last logged day a duty without hours is counted as unlogged, outside not at all."""
    (one,) = lateness([duty(n) for n in range(5)], [worked(1, 7, 17), worked(3, 7, 17)])

    assert (one.count, one.unlogged) == (2, 1)


def test_a_duty_that_another_follows_does_not_show_its_end() -> None:
    """Call after a day on the wards: only the end of the call shows."""
    days, call = lateness(
        [duty(0), duty(0, 17, 31, Kind.IN_HOUSE_CALL, "~Call")], [worked(0, 7, 17, 60), worked(0, 18, 31, 45)]
    )

    assert (days.count, days.followed) == (0, 1)
    assert (call.count, call.median) == (1, 45)


def test_half_a_day_past_the_end_is_another_duty() -> None:
    """Somebody who is logged until the next morning was called for something else."""
    (one,) = lateness([duty(0)], [worked(0, 7, 30)])

    assert (one.count, one.followed) == (0, 1)


@pytest.mark.parametrize("kind", [Kind.HOME_CALL, Kind.REMOTE, Kind.LEAVE])
def test_only_duties_on_site_are_compared(kind: Kind) -> None:
    """From home one is not late home."""
    assert lateness([duty(0, kind=kind)], [worked(0, 7, 18)]) == ()


def test_breaks_of_less_than_an_hour_are_closed() -> None:
    """A lunch that was logged as a gap is not the end of a duty."""
    spans = stretches([worked(0, 13, 18), worked(0, 7, 12, 1), worked(0, 19, 20)])

    assert spans == (Span(7 * HOUR, 18 * HOUR), Span(19 * HOUR, 20 * HOUR))


def test_without_a_log_there_is_nothing_to_say() -> None:
    """No hours are no evidence of punctuality."""
    assert lateness([duty(0)], []) == ()
