"""Drawn lives: the same curve as the model's own, and the spread that was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from homecall.rest.alertness import alertness_of_people
from homecall.rest.draws import Axis, lengths, lives
from homecall.rest.history import History
from homecall.spans.span import HOUR
from tests.unit.rest.made import at, duty, week

SLEEPS = week(duty(1, "07:30", "11:30+1"), duty(5, "19:00", "07:00+1"))
HOURS = np.arange(0, 7 * 24, 1 / 12)
AXIS = Axis(HOURS, HOURS % 24)


def test_a_life_is_the_curve_of_the_model() -> None:
    """Single precision and pieces laid out at once give what the model gives instant by instant."""
    typical = np.array([[one.span.minutes / HOUR for one in SLEEPS]])
    zero = at(0, "00:00")
    ours = next(lives(SLEEPS, typical, zero, AXIS))
    spans = tuple(((one.span.start - zero) / HOUR, (one.span.end - zero) / HOUR) for one in SLEEPS)
    theirs = alertness_of_people(History(spans[0][0], spans), HOURS, HOURS % 24).x
    first = spans[0][0]
    assert np.abs(ours - theirs)[first < HOURS].max() < 1e-4


def test_drawn_lengths_have_the_spread_of_the_rule() -> None:
    """The mean is the typical length and the spread one standard deviation, over many draws."""
    drawn = lengths(SLEEPS, 4000, np.random.default_rng(1))
    for column, sleep in zip(drawn.T, SLEEPS, strict=True):
        assert column.mean() * HOUR == pytest.approx(sleep.span.minutes, abs=6)
        assert column.std() * HOUR == pytest.approx((sleep.high - sleep.low) / 2, rel=0.12)


def test_longer_sleep_is_more_alertness() -> None:
    """A life that sleeps an hour longer each time is more alert on the last evening."""
    typical = np.array([[one.span.minutes / HOUR for one in SLEEPS]])
    usual, long = (life[-20] for life in _each(np.concatenate([typical - 1, typical])))
    assert usual < long


def _each(lasting: np.ndarray) -> list[np.ndarray]:
    return [life.copy() for life in lives(SLEEPS, lasting, at(0, "00:00"), AXIS)]
