"""How often something comes to one person: the published rate, and what their own time has taught, shrunk towards it.

The model: things come by themselves (Poisson), and a person's rate is a factor times the published one. That factor is
drawn from a gamma distribution around 1 whose weight is counted in things that the published rate lets expect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.futures.dice import Dice

WEIGHT = 4.0
"""Expected things that the published rate counts for: a person differs from it by about half either way, which is ours.
Where eight were to be expected, two thirds of the weight are their own."""


@dataclass(frozen=True, slots=True)
class Often:
    """What is known of how often something comes: so many were `seen` where the published rate let `expected` come."""

    seen: float
    expected: float
    weight: float = WEIGHT

    @property
    def factor(self) -> float:
        """What the published rate is multiplied by."""
        return (self.weight + self.seen) / (self.weight + self.expected)

    @property
    def share(self) -> float:
        """How much of the factor is the person's own time, from 0 to 1; the rest is the published rate."""
        return self.expected / (self.weight + self.expected)

    def factors(self, dice: Dice, name: str) -> NDArray[np.float32]:
        """A factor for each life, (lives, 1), as what is not known of a person differs."""
        drawn = dice.named(f"{name} often").gamma(
            self.weight + self.seen, 1 / (self.weight + self.expected), dice.lives
        )
        found: NDArray[np.float32] = drawn.astype(np.float32)[:, None]
        return found


def weight_of(groups: Mapping[str, tuple[float, float]]) -> float:
    """What the published rates are worth, from how far several people lie from theirs: (seen, expected) by name.

    The method of moments. With fewer than three people of whom two things were to be expected it is `WEIGHT`.
    """
    known = [(seen, expected) for seen, expected in groups.values() if expected >= 2]
    if len(known) < 3:
        return WEIGHT
    beyond = np.mean([((seen - expected) ** 2 - expected) / expected**2 for seen, expected in known])
    return float(np.clip(1 / max(float(beyond), 1e-9), 1.0, 40.0))


def family(groups: Mapping[str, tuple[float, float]]) -> dict[str, Often]:
    """What each person's own time has taught, by name such as "ill mia", with one weight for all of them."""
    weight = weight_of(groups)
    return {name: Often(seen, expected, weight) for name, (seen, expected) in groups.items() if expected > 0}
