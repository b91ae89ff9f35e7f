"""How late a duty ends, as closed forms of the lognormal (readings R16 and R17)."""

from __future__ import annotations

import math

from homecall.timeline.period import Overrun

Z90 = 1.2815515655446004
"""The 90th percentile of the standard normal."""


def _phi(z: float) -> float:
    return 0.5 * (1.0 + math.erf(z / math.sqrt(2.0)))


def sigma(overrun: Overrun) -> float:
    """The spread of the logarithm; 0 where both figures are equal."""
    return math.log(overrun.p90 / overrun.median) / Z90


def smaller(overrun: Overrun, limit: float) -> float:
    """The expectation of min(X, limit). An overrun whose median is 0 is never late."""
    if limit <= 0:
        return limit
    if overrun.median <= 0:
        return 0.0
    spread = sigma(overrun)
    if spread == 0:
        return min(overrun.median, limit)
    depth = math.log(limit / overrun.median) / spread
    below = overrun.median * math.exp(spread * spread / 2) * _phi(depth - spread)
    return below + limit * _phi(-depth)


def mean(overrun: Overrun) -> float:
    """The expectation of X."""
    return overrun.median * math.exp(sigma(overrun) ** 2 / 2) if overrun.median > 0 else 0.0


def expected(overrun: Overrun, start: float, end: float) -> float:
    """The expected minutes of [start, end) that X is not over yet; both count from the end of the duty and commute."""
    return smaller(overrun, end) - smaller(overrun, start)
