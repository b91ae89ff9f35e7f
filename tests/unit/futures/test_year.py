"""Results: spreads, differences life by life, and when nothing can be told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from homecall.futures.year import Open, contrast, difference, left_open, spread
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


def test_what_a_search_left_open_widens_the_interval() -> None:
    """A difference within it cannot be told, and none at all may still be one."""
    more = np.linspace(1, 2, 100)
    assert contrast("handoffs", more).verdict == "more"
    assert contrast("handoffs", more, 1.5).verdict == "cannot tell"
    assert contrast("handoffs", np.zeros(100), 1.0).verdict == "cannot tell"


def test_what_is_open_is_money_for_what_it_buys_but_for_weeks_with_the_same_plan() -> None:
    """Eight and four of money are three handoffs at four; ten minutes more are open in one of them."""
    before = replace(year(), open=(Open(1, 9.0), Open(2, 4.0)), worth={"handoffs": 4.0, "care": 1.0})
    after = replace(before, open=(Open(1, 9.0), Open(3, 8.0, 10.0)))
    found = [left_open(after, before, m) for m in ("handoffs", "care", "uncovered", "evenings")]
    assert found == [3.0, 12.0, 10.0, 0.0]


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
