"""Results: spreads, differences life by life, and when nothing can be told."""

from __future__ import annotations

import numpy as np
import pytest

from homecall.futures.year import contrast, difference, spread
from tests.unit.futures.made import year


def test_nine_in_ten_lives_lie_in_the_interval() -> None:
    """Of a hundred lives, ninety."""
    values = np.arange(100.0)
    found = spread(values)
    assert ((values >= found.low) & (values <= found.high)).sum() == 90
    assert found.mean == found.median == 49.5


def test_a_difference_is_taken_life_by_life() -> None:
    """Lives differ by far more than the scenario does, and still it is certain."""
    found = difference(year(evenings=0.1), year(), "evenings")
    assert found.verdict == "more"
    assert found.low == pytest.approx(found.high, abs=1e-4)


def test_cannot_tell_is_an_answer() -> None:
    """More in some lives, less in others."""
    assert contrast("evenings", np.linspace(-1, 2, 100)).verdict == "cannot tell"
    assert contrast("evenings", np.zeros(100)).verdict == "same"
    assert contrast("evenings", np.linspace(-2, -1, 100)).verdict == "less"


def test_what_is_left_is_income_after_care() -> None:
    """Week by week."""
    one = year(income=10.0, care=3.0)
    assert one.total("left") == pytest.approx(one.total("income") - one.total("care"))


def test_sleep_is_a_mean_and_moments_are_a_sum() -> None:
    """Over two weeks."""
    one = year(sleep=7.0, moments=3.0)
    assert one.spread("sleep").mean == pytest.approx(7.5, abs=0.01)
    assert one.spread("moments").mean == pytest.approx(7.0, abs=0.02)
    assert (one.moment("talk") == one.total("moments")).all()
    assert (one.moment("none") == 0).all()
