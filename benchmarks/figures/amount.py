"""Amounts of which some are only known to be larger than something, and what is in the middle of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured amount. With `over` it is at least this: what was measured was stopped before it had finished."""

    value: float
    over: bool = False

    def __str__(self) -> str:
        digits = next((n for limit, n in ((0.1, 3), (10, 2), (100, 1)) if 0 < self.value < limit), 0)
        return f"{'over ' if self.over else ''}{self.value:.{digits}f}"


def _order(amount: Amount) -> tuple[bool, float]:
    """What was stopped would have taken longer than anything that finished: nobody knows how much longer."""
    return amount.over, amount.value


def middle(amounts: Sequence[Amount]) -> Amount:
    """The median; between the middle two of an even number."""
    ranked = sorted(amounts, key=_order)
    low, high = ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]
    return Amount((low.value + high.value) / 2, high.over)


def percentile(amounts: Sequence[Amount], percent: int) -> Amount:
    """The least of the amounts that so many percent of them do not exceed."""
    ranked = sorted(amounts, key=_order)
    return ranked[max(0, ceil(len(ranked) * percent / 100) - 1)]


def most(amounts: Sequence[Amount]) -> Amount:
    """The greatest."""
    return max(amounts, key=_order)


def times(theirs: Amount, ours: Amount) -> Amount:
    """How many times longer theirs took. 0 where ours did not finish: nothing can be claimed then."""
    if ours.over or ours.value <= 0:
        return Amount(0.0)
    return Amount(theirs.value / ours.value, theirs.over)


def middle_times(ratios: Sequence[Amount]) -> Amount:
    """The median of ratios, each taken for the least that it can be; `over` if it could be more."""
    ranked = sorted(ratios, key=lambda one: one.value)
    low, high = ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]
    return Amount((low.value + high.value) / 2, any(one.over and one.value <= high.value for one in ratios))
