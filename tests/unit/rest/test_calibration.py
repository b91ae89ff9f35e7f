"""Calibration: simulated people are found again, and few answers are believed little."""

from __future__ import annotations

import numpy as np
import pytest

from homecall.rest.calibration import ENOUGH, Answer, offset_of
from homecall.rest.sleepiness import INGRE, RESIDUAL, SPREAD_OF_PEOPLE


def simulated(offset: float, count: int, rng: np.random.Generator) -> list[Answer]:
    """Answers of a person who stands off by so much, in whole steps from 1 to 9 as people give them."""
    expected = rng.uniform(3, 7, count)
    given = np.clip(np.rint(expected + offset + rng.normal(0, RESIDUAL, count)), 1, 9)
    return [Answer(float(one), float(other)) for one, other in zip(given, expected, strict=True)]


@pytest.mark.parametrize("offset", [-1.0, 0.0, 1.0])
def test_many_answers_find_the_offset(offset: float) -> None:
    """Within what its own spread allows, four hundred answers on."""
    found = offset_of(simulated(offset, 400, np.random.default_rng(7)))
    assert found.mean == pytest.approx(offset, abs=0.2)
    assert found.believed > 0.98


def test_few_answers_are_drawn_towards_the_middle_person() -> None:
    """Three answers two steps off are believed by half, thirty by nine tenths."""
    few, many = (offset_of([Answer(6, 4)] * count) for count in (3, 30))
    assert (round(few.mean, 2), round(many.mean, 2)) == (1.02, 1.83)
    assert few.spread > many.spread
    assert few.raw == many.raw == 2


def test_shrunk_estimates_miss_less_than_plain_means() -> None:
    """Over a thousand people with twelve answers each, and one SD holds about two thirds of them."""
    rng = np.random.default_rng(11)
    true = rng.normal(0, SPREAD_OF_PEOPLE, 1000)
    found = [offset_of(simulated(float(one), ENOUGH, rng)) for one in true]
    shrunk, plain = (np.array([getattr(one, name) for one in found]) - true for name in ("mean", "raw"))
    assert np.mean(shrunk**2) < np.mean(plain**2)
    assert 0.6 < np.mean(np.abs(shrunk) < found[0].spread) < 0.75


def test_no_answers_leave_the_published_spread() -> None:
    """Nobody in particular: no offset, and the one in ten who is sleepiest as far off as published."""
    found = offset_of([])
    assert (found.mean, found.counts) == (0, False)
    assert found.spread == pytest.approx(SPREAD_OF_PEOPLE)
    assert found.scale().kss_p90 == pytest.approx(INGRE.kss_p90, abs=0.01)


def test_an_offset_moves_the_chance_of_sleepiness_the_same_way() -> None:
    """A sleepier person has the higher chance at the same alertness; it counts from the twelfth answer on."""
    found = offset_of([Answer(7, 5)] * ENOUGH)
    x = np.array([8.0])
    assert found.counts
    assert not offset_of([Answer(7, 5)] * (ENOUGH - 1)).counts
    assert INGRE.chance(x, INGRE.K6, found.logit())[0] > INGRE.chance(x, INGRE.K6)[0]
