"""Money, as information."""

from __future__ import annotations

import numpy as np
import pytest

from homecall.career.money import Purse, Stream, growths, lasting, lasts, net, runway, steps
from homecall.career.roles import Hours
from homecall.errors import CareerError

PURSE = Purse(savings=60_000, spending=4_000, care=2_000, tax=0.25, mean=0.0, spread=0.0)


def test_what_comes_in_is_after_the_familys_own_tax() -> None:
    """All streams and what asks for no hours, a month."""
    streams = [Stream("Clinic", 96_000, Hours(40, 40)), Stream("Call", 24_000, Hours(4, 6))]
    assert net(Purse(other=8_000, tax=0.25), streams) == 8_000


def test_an_hour_of_an_income_is_known_only_with_its_hours() -> None:
    """48 weeks of work a year."""
    assert Stream("Clinic", 96_000, Hours(40, 40)).an_hour == 50
    assert Stream("Royalties", 1_000, Hours(0, 0)).an_hour is None


def test_a_runway_is_savings_by_the_gap() -> None:
    """Where income is enough there is none to count."""
    assert runway(PURSE) == 10
    assert runway(PURSE, 3_000) == 20
    assert runway(PURSE, 6_000) is None


def test_without_returns_the_lives_are_the_plain_runway() -> None:
    """The check that needs no dice: sixty thousand by six thousand a month."""
    growth = growths(PURSE, np.random.default_rng(1), lives=3)
    assert lasting(60_000, 6_000, growth).tolist() == [10, 10, 10]
    assert lasts(PURSE, 0.0, growth).middle == 10


def test_a_years_growth_has_the_mean_and_the_spread_that_were_said() -> None:
    """Of 20,000 lives, within three standard errors."""
    growth = growths(Purse(mean=0.04, spread=0.11), np.random.default_rng(7), lives=20_000, years=1)
    year = growth.prod(axis=1)
    assert year.mean() == pytest.approx(1.04, abs=3 * 0.11 / np.sqrt(20_000))
    assert year.std() == pytest.approx(0.11, rel=0.03)


def test_the_same_seed_gives_the_same_lives() -> None:
    """A number moves only where something was changed."""
    one, two = (growths(PURSE, np.random.default_rng(3), lives=4, years=1) for _ in range(2))
    assert np.array_equal(one, two)


def test_a_step_back_for_longer_is_never_larger() -> None:
    """And without returns it is what arithmetic says: 60,000 over a year are 5,000 a month of 8,000."""
    growth = growths(PURSE, np.random.default_rng(2), lives=50)
    found = steps(PURSE, 8_000, growth, (1, 3, 10))
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert found[0].share == pytest.approx((5_000 + 2_000) / 8_000, abs=0.01)


def test_where_needs_are_more_than_savings_carry_no_step_lasts() -> None:
    """Said as nought, not as a number below it."""
    growth = growths(PURSE, np.random.default_rng(2), lives=50)
    assert steps(Purse(savings=0, spending=9_000), 8_000, growth, (1,))[0].share == 0


@pytest.mark.parametrize("change", [{"savings": -1}, {"tax": 1.0}, {"mean": 0.9}, {"spending": float("nan")}])
def test_a_purse_that_cannot_be_is_refused(change: dict[str, float]) -> None:
    """In a sentence."""
    with pytest.raises(CareerError):
        Purse(**change)
