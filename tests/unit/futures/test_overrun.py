"""Learned overruns: the truth is recovered, and closer than by the published figure or the bare average alone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from homecall.futures.overrun import FLOOR, WEIGHT, Z90, Lateness, family, learned, published, weight_of
from homecall.timeline.period import Overrun
from tests.unit.futures.made import dice

PUBLISHED = Overrun(25, 65)
SIGMA = math.log(65 / 25) / Z90


def people(count: int, shifts: int, seed: int = 5) -> list[tuple[float, np.ndarray]]:
    """Simulated parents: the true mean of the logarithm, and how late their duties ended."""
    rng = np.random.default_rng(seed)
    prior = published(PUBLISHED)
    found = []
    for _ in range(count):
        sigma = math.sqrt(prior.scale / rng.gamma(prior.shape))
        mean = prior.mean + sigma / math.sqrt(prior.weight) * rng.standard_normal()
        found.append((mean, np.exp(rng.normal(mean, sigma, shifts))))
    return found


def test_the_published_figure_comes_back_as_it_went_in() -> None:
    """Median and 90th percentile."""
    assert published(PUBLISHED).overrun.median == pytest.approx(25)
    assert published(PUBLISHED).overrun.p90 == pytest.approx(65)


def test_nothing_seen_teaches_nothing() -> None:
    """What was known stays."""
    assert learned(published(PUBLISHED), []) == published(PUBLISHED)


def test_twenty_duties_have_most_of_the_weight() -> None:
    """Three quarters of the way to their own average."""
    prior = published(PUBLISHED)
    found = learned(prior, [50.0] * 20)
    share = (found.mean - prior.mean) / (math.log(50) - prior.mean)
    assert share == pytest.approx(20 / (20 + WEIGHT))
    assert found.seen == 20


def test_an_end_before_the_time_counts_as_a_little_late() -> None:
    """A logarithm needs more than none."""
    assert learned(published(PUBLISHED), [-30, 0]) == learned(published(PUBLISHED), [FLOOR, FLOOR])


def test_the_true_parameters_are_recovered() -> None:
    """The error after twenty duties is smaller than the published figure's, and after five than the bare average's."""
    for shifts, rival in ((20, "published"), (5, "average")):
        mine, theirs = [], []
        for mean, minutes in people(300, shifts):
            mine.append(learned(published(PUBLISHED), list(minutes)).mean - mean)
            bare = np.log(np.maximum(minutes, FLOOR)).mean()
            theirs.append((published(PUBLISHED).mean if rival == "published" else bare) - mean)
        assert np.mean(np.square(mine)) < 0.85 * np.mean(np.square(theirs)), rival


def test_nine_in_ten_truths_lie_in_the_range_of_nine_in_ten() -> None:
    """Over 400 parents, by the spread of the parameters that lives are drawn from."""
    inside = 0
    for mean, minutes in people(400, 10):
        found, _ = learned(published(PUBLISHED), list(minutes)).parameters(dice(lives=400, seed=3), "ana/clinic")
        low, high = np.quantile(found, [0.05, 0.95])
        inside += bool(low <= mean <= high)
    assert 0.87 <= inside / 400 <= 0.93


def test_how_much_the_published_is_worth_is_learned_from_the_groups() -> None:
    """Where all kinds end as published it is worth much, where each is far from it little."""
    rng = np.random.default_rng(2)

    def groups(apart: float) -> dict[str, tuple[Overrun, list[float]]]:
        shifts = [rng.choice([-apart, apart]) for _ in range(12)]
        return {
            str(n): (PUBLISHED, list(np.exp(rng.normal(math.log(25) + s, SIGMA, 30)))) for n, s in enumerate(shifts)
        }

    assert weight_of(groups(0.0)) > 15 > 3 > weight_of(groups(1.2))


def test_too_few_groups_tell_nothing() -> None:
    """The default weight."""
    assert weight_of({"ana/clinic": (PUBLISHED, [10.0] * 50)}) == WEIGHT


def test_a_family_learns_each_kind_for_itself() -> None:
    """Clinics that run long say nothing of calls."""
    found = family({"ana/clinic": (PUBLISHED, [90.0] * 40), "ana/night": (PUBLISHED, [])})
    assert isinstance(found["ana/clinic"], Lateness)
    assert found["ana/clinic"].overrun.median > 60
    assert found["ana/night"].overrun.median == pytest.approx(25)


def test_duties_of_which_nobody_said_a_word_pull_the_median_down() -> None:
    """Who speaks only of the long ones is not taken for always late: the truth is nearer than by words alone."""
    mine, words = [], []
    for mean, minutes in people(300, 30):
        said = [one for one in minutes if one > 40]
        silent = len(minutes) - len(said)
        mine.append(learned(published(PUBLISHED), said, silent).mean - mean if said else 0.0)
        words.append(learned(published(PUBLISHED), said).mean - mean if said else 0.0)
    assert np.mean(np.square(mine)) < 0.5 * np.mean(np.square(words))
    assert abs(np.mean(mine)) < 0.1


def test_silence_alone_teaches_nothing() -> None:
    """It may be that nobody ever says."""
    assert learned(published(PUBLISHED), [], silent=50) == published(PUBLISHED)


def test_a_silent_duty_tells_less_than_a_spoken_one() -> None:
    """Its share of the weight is between none and a whole duty's."""
    spoken = learned(published(PUBLISHED), [60.0] * 10)
    assert spoken.share < learned(published(PUBLISHED), [60.0] * 10, silent=10).share
    assert learned(published(PUBLISHED), [60.0] * 10, silent=10).told < 20
