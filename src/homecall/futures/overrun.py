"""How late duties end: published defaults, and what a person's own duties have taught, shrunk towards the published.

The model: the logarithm of the minutes past the end is normal. A person's mean and variance are drawn around the
published ones (a normal-inverse-gamma prior, the textbook's), whose weight in duties is learned from how much the
groups of a family differ from one another beyond chance, or is `WEIGHT` where there are too few groups to tell.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.futures.dice import Dice
from homecall.timeline.period import Overrun

Z90 = 1.2815515655446004
"""The standard normal's 90th percentile."""
FLOOR = 5.0
"""Minutes; an end on time or before counts as so late, for a logarithm needs more than none (ours)."""
WEIGHT = 6.0
"""Duties that the published figure counts for where nothing tells better: a person differs from it by a factor of
about 1.4 either way, which is ours. After twenty duties of their own three quarters of the weight are theirs."""
SHAPE = 4.0
"""How sure the published spread is, in half duties; ours."""
STEPS = 40
"""Rounds in which silent duties are guessed anew; the median moves by less than a minute long before."""
MOST_LATE = 6 * 60
"""Minutes; who is later than that was kept for another duty."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is known of how late one kind of duty ends: the parameters of a normal-inverse-gamma over the logarithm.

    `weight` counts duties, of which the person's own are `told`: those of which nobody said a word tell less than a
    whole one. Those observed are `seen`.
    """

    mean: float
    weight: float
    shape: float
    scale: float
    seen: int = 0
    told: float = 0.0

    @property
    def share(self) -> float:
        """How much of the median is the person's own duties, from 0 to 1; the rest is the published figure."""
        return min(1.0, self.told / self.weight)

    @property
    def sigma(self) -> float:
        """The spread of the logarithm, as far as it is known."""
        return math.sqrt(self.scale / max(self.shape - 1, 0.5))

    @property
    def overrun(self) -> Overrun:
        """The same as a median and a 90th percentile, for the plan and for people to read."""
        median = math.exp(self.mean)
        return Overrun(median, max(median, math.exp(self.mean + Z90 * self.sigma)))

    def parameters(self, dice: Dice, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """A mean and a spread of the logarithm for each life, as what is not known of a person differs."""
        rng = dice.named(f"{name} spread")
        sigma = np.sqrt(self.scale / rng.gamma(self.shape, 1.0, dice.lives))
        return self.mean + sigma / math.sqrt(self.weight) * dice.person(f"{name} mean"), sigma


def published(overrun: Overrun, weight: float = WEIGHT) -> Lateness:
    """The published figure as what is known before anything was observed."""
    median = max(overrun.median, 1e-3)
    sigma = math.log(max(overrun.p90, median) / median) / Z90
    return Lateness(math.log(median), weight, SHAPE, max(sigma, 0.05) ** 2 * (SHAPE - 1))


def learned(prior: Lateness, minutes: Sequence[float], silent: int = 0) -> Lateness:
    """What is known after some duties ended so many minutes late; ends before the time count as `FLOOR`.

    Of `silent` further ones nobody said a word: they ended no later than the least of which somebody did (a censored
    normal, by expectation and maximisation). Silence alone teaches nothing, for it may be that nobody ever says.
    """
    if not minutes:
        return prior
    logs = np.log(np.maximum(np.asarray(minutes, dtype=float), FLOOR))
    found = _with(prior, logs)
    for _ in range(STEPS if silent else 0):
        found = _with(prior, logs, silent, _below(found, float(logs.min())))
    return found


def _with(
    prior: Lateness, logs: NDArray[np.float64], silent: int = 0, guessed: tuple[float, float] = (0.0, 0.0)
) -> Lateness:
    """The prior with what was said, and silent duties of this mean and variance. Those count for what they tell."""
    n, (mean, variance) = len(logs) + silent, guessed
    middle = (float(logs.sum()) + silent * mean) / n
    weight = prior.weight + n
    within = (float(((logs - middle) ** 2).sum()) + silent * (variance + (mean - middle) ** 2)) / 2
    between = prior.weight * n / (2 * weight) * (middle - prior.mean) ** 2
    shape, scale = prior.shape + n / 2, prior.scale + within + between
    spread = scale / max(shape - 1, 0.5)
    told = len(logs) + silent * max(0.0, 1 - variance / spread)
    known = prior.shape + told / 2
    centre = (prior.weight * prior.mean + n * middle) / weight
    return Lateness(centre, prior.weight + told, known, spread * max(known - 1, 0.5), prior.seen + n, prior.told + told)


def _below(known: Lateness, limit: float) -> tuple[float, float]:
    """Mean and variance of what lies below a limit."""
    at = (limit - known.mean) / known.sigma
    ratio = math.exp(-at * at / 2) / math.sqrt(2 * math.pi) / max(0.5 * math.erfc(-at / math.sqrt(2)), 1e-12)
    variance = known.sigma**2 * max(0.0, 1 - at * ratio - ratio * ratio)
    return known.mean - known.sigma * ratio, variance


def weight_of(groups: Mapping[str, tuple[Overrun, Sequence[float]]]) -> float:
    """How many duties the published figures are worth, judged by how far the groups of a family lie from theirs.

    The method of moments: what groups differ by beyond chance, against the spread within them. With fewer than three
    groups of five duties nothing can be told, and `WEIGHT` it is.
    """
    parts = [_distance(overrun, minutes) for overrun, minutes in groups.values() if len(minutes) >= 5]
    if len(parts) < 3:
        return WEIGHT
    distance, within, chance = (float(np.mean(column)) for column in zip(*parts, strict=True))
    beyond = max(distance - chance, within / 60)
    return float(np.clip(within / beyond, 1.0, 60.0))


def _distance(overrun: Overrun, minutes: Sequence[float]) -> tuple[float, float, float]:
    """How far a group lies from its published mean (squared), the variance within it, and what chance would do."""
    logs = np.log(np.maximum(np.asarray(minutes, dtype=float), FLOOR))
    variance = float(logs.var(ddof=1))
    return (float(logs.mean()) - math.log(max(overrun.median, 1e-3))) ** 2, variance, variance / len(logs)


def family(groups: Mapping[str, tuple[Overrun, Sequence[float]]]) -> dict[str, Lateness]:
    """What a family's own duties have taught, by group such as "ana/clinic", with one weight for all of them."""
    weight = weight_of(groups)
    return {name: learned(published(overrun, weight), minutes) for name, (overrun, minutes) in groups.items()}
