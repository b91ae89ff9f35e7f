"""How late a parent may be, in expectation: the price of taking over close behind a duty."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty, ParentFacts
from homecall.spans.span import Minute, Span, holds
from homecall.timeline.period import Overrun

_Z90 = 1.2815515655446004
"""The standard normal's 90th percentile."""


@lru_cache(maxsize=1 << 14)
def excess(overrun: Overrun, minutes: float) -> float:
    """E[max(X - minutes, 0)] for the lognormal X of an overrun, in minutes; the partial expectation in closed form."""
    sigma = math.log(overrun.p90 / overrun.median) / _Z90
    mean = overrun.median * math.exp(sigma * sigma / 2)
    if minutes <= 0 or minutes / overrun.median <= 0:  # so little of it that no number is left
        return mean - minutes
    if sigma == 0:
        return max(overrun.median - minutes, 0.0)
    d = math.log(minutes / overrun.median) / sigma
    return max(0.0, mean * _tail(d - sigma) - minutes * _tail(d))


def chance(overrun: Overrun, minutes: float) -> float:
    """P(X > minutes) for the lognormal X of an overrun."""
    if minutes <= 0 or minutes / overrun.median <= 0:
        return 1.0
    sigma = math.log(overrun.p90 / overrun.median) / _Z90
    if sigma == 0:
        return 1.0 if overrun.median > minutes else 0.0
    return _tail(math.log(minutes / overrun.median) / sigma)


def _tail(z: float) -> float:
    return 0.5 * math.erfc(z / math.sqrt(2))


@dataclass(frozen=True, slots=True)
class Exposure:
    """A parent's take-over at `at`, behind `duty`. `cap` is the most minutes that can count (None: no limit).

    `standby` is the carer whose being on call sets the cap, empty where there is none.
    """

    parent: str
    at: Minute
    duty: Duty
    cap: int | None
    standby: str

    def minutes(self, lead: int) -> float:
        """Expected uncovered minutes if the lead lasts `lead` minutes."""
        overrun, gone = self.duty.overrun, self.at - self.duty.home
        if overrun is None:
            return 0.0
        limit = lead if self.cap is None else min(lead, self.cap)
        return excess(overrun, gone) - excess(overrun, gone + limit)

    @property
    def chance(self) -> float:
        """The chance of coming later than `at`."""
        return chance(self.duty.overrun, self.at - self.duty.home) if self.duty.overrun else 0.0


def exposure(facts: Facts, parent: ParentFacts, at: Minute) -> Exposure | None:
    """What stands behind a parent who takes over at `at`, apart from the other parents; None without a risky duty."""
    duty = last_duty(parent.duties, at)
    if duty is None:
        return None
    ready = [c for c in facts.household.carers if c.standby is not None and holds(facts.carers[c.id].hours, at)]
    first = min(ready, key=lambda c: (c.standby or 0, c.id), default=None)
    return Exposure(parent.id, at, duty, first.standby if first else None, first.id if first else "")


def last_duty(duties: Sequence[Duty], at: Minute) -> Duty | None:
    """The last duty before `at` that one can come home late from."""
    done = [d for d in duties if d.on_site and d.overrun is not None and d.span.end <= at]
    return done[-1] if done else None


def backed_by(facts: Facts, parent: str, at: Minute, away: dict[str, tuple[Span, ...]]) -> str:
    """Another parent who is free at `at` and not `away` at a moment, or the empty string."""
    for other in facts.parents.values():
        if other.id != parent and holds(other.free, at) and not any(s.holds(at) for s in away.get(other.id, ())):
            return other.id
    return ""
