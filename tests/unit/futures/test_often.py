"""How often things come to a person: recovered from their own time, shrunk towards the published rate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from homecall.futures.luck import Luck
from homecall.futures.often import WEIGHT, Often, family, weight_of
from homecall.futures.setting import Setting
from tests.unit.futures.made import dice, setting
from tests.unit.helpers import carer, child, household, place


def test_nothing_seen_in_no_time_is_the_published_rate() -> None:
    """A factor of one, of which nothing is the person's own."""
    assert Often(0, 0).factor == 1
    assert Often(0, 0).share == 0


def test_eight_expected_have_two_thirds_of_the_weight() -> None:
    """Twice as often seen, two thirds of the way there."""
    assert Often(16, 8).share == pytest.approx(8 / (8 + WEIGHT))
    assert Often(16, 8).factor == pytest.approx(1 + 2 / 3)


def test_true_factors_are_recovered_better_than_by_the_bare_count() -> None:
    """Over 2,000 people; nine in ten truths lie in the range of nine in ten."""
    rng = np.random.default_rng(3)
    true = rng.gamma(WEIGHT, 1 / WEIGHT, 2000)
    seen = rng.poisson(true * 3)
    mine = np.array([Often(float(n), 3).factor for n in seen])
    assert np.mean((mine - true) ** 2) < 0.75 * np.mean((seen / 3 - true) ** 2)
    ranges = [np.quantile(Often(float(n), 3).factors(dice(lives=300), str(n)), (0.05, 0.95)) for n in seen[:500]]
    assert 0.86 < np.mean([low <= one <= high for (low, high), one in zip(ranges, true, strict=False)]) < 0.94


def test_what_the_published_is_worth_is_learned_from_several_people() -> None:
    """As published it is worth much; far from it, each in another direction, little; of two nothing can be told."""
    assert weight_of({str(n): (10, 10) for n in range(4)}) == 40
    assert weight_of({"a": (30, 10), "b": (1, 10), "c": (28, 10)}) < 2
    assert weight_of({"a": (30, 10), "b": (1, 10)}) == WEIGHT
    assert "c" not in family({"a": (3, 1), "c": (0, 0)})


def _knowing(**learned: Often) -> Setting:
    found = setting(household(children=(child("mia", "07:00-20:00", place("Mon-Fri 08:00-16:00")),), carers=(carer(),)))
    known = {name.replace("_", " "): one for name, one in learned.items()}
    return replace(found, assumptions=replace(found.assumptions, learned=known))


def test_a_child_that_is_ill_more_often_is_so_in_the_year() -> None:
    """And nobody else's luck is another for it."""
    luck = dice(lives=2000)
    before, after = Luck(_knowing(), luck), Luck(_knowing(ill_mia=Often(60, 20)), luck)
    ratio = (after.home[0] == 2).sum() / (before.home[0] == 2).sum()  # a closed door is always a first day
    assert 2.0 < ratio < 2.9
    assert all((one == other).all() for one, other in zip(before.out, after.out, strict=True))


def test_a_parent_who_is_called_in_more_often_is_so_in_the_year() -> None:
    """By the factor that was learned."""
    luck, rates = dice(lives=2000), np.full(48, 0.2 / 48)
    counts = [
        (Luck(one, luck).visits(0, rates, [2, 9])[0] > -1).mean()
        for one in (_knowing(), _knowing(visits_ana=Often(60, 20)))
    ]
    assert 2.0 < counts[1] / counts[0] < 2.9
