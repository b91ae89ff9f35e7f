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
MOST_LATE = 6 * 60
"""Minutes; who is later than that was kept for another duty."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is known of how late one kind of duty ends: the parameters of a normal-inverse-gamma over the logarithm.

    `weight` counts duties; those observed are `seen`.
    """

    mean: float
    weight: float
    shape: float
    scale: float
    seen: int = 0

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


def learned(prior: Lateness, minutes: Sequence[float]) -> Lateness:
    """What is known after some duties ended so many minutes late; ends before the time count as `FLOOR`."""
    if not minutes:
        return prior
    logs = np.log(np.maximum(np.asarray(minutes, dtype=float), FLOOR))
    n, middle = len(logs), float(logs.mean())
    weight = prior.weight + n
    within = float(((logs - middle) ** 2).sum()) / 2
    between = prior.weight * n / (2 * weight) * (middle - prior.mean) ** 2
    mean = (prior.weight * prior.mean + n * middle) / weight
    return Lateness(mean, weight, prior.shape + n / 2, prior.scale + within + between, prior.seen + n)


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
