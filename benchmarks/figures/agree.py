"""Whether two answers to one question say the same."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures.sample import CENT, Reached


def verdict(ours: Sequence[Reached], theirs: Sequence[Reached]) -> str:
    """Compare tier by tier. A value below the other side's bound is a disagreement, whoever has proven what.

    Tiers after one on which the values differ are not looked at: they were solved under different conditions.
    """
    for (name, value, bound), (_, other, limit) in zip(ours, theirs, strict=True):
        if bound > other + CENT or limit > value + CENT:
            return f"DISAGREE on {name}"
        if abs(value - other) > CENT:
            return f"not proven: {name}, bounds allow both"
    return "agree" if all(value - bound <= CENT for _, value, bound in [*ours, *theirs]) else "agree, bound open"
