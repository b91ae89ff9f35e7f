"""A program without what is held: fixed variables become constants, and rows that say nothing any more are left out.

A solver could do this itself, and does, at each of its searches; done once it is not most of the time of a re-plan.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from homecall.planner.model.program import Program, Term

Row = tuple[list[Term], float, float]
TINY = 1e-9
PASSES = 6
"""So often the rows are gone through; what still follows from the rest by then is left to the solver."""


@dataclass(frozen=True)
class Reduced:
    """The smaller program; `kept` are the variables of the whole one that it has, `fixed` the values of all others."""

    program: Program
    kept: tuple[int, ...]
    fixed: tuple[float, ...]

    def whole(self, values: Sequence[float]) -> tuple[float, ...]:
        """Values of all variables of the whole program."""
        found = list(self.fixed)
        for variable, value in zip(self.kept, values, strict=True):
            found[variable] = value
        return tuple(found)


def reduced(program: Program) -> Reduced | None:
    """The program as far as anything is left to decide in it; None where it has no solution."""
    lower, upper = list(program.lower), list(program.upper)
    rows: list[Row] = program.rows
    for _ in range(PASSES):
        left = [row for row in (_shorter(r, program, lower, upper) for r in rows) if row]
        if len(left) == len(rows):
            break
        rows = left
    if any(low > high + TINY for low, high in zip(lower, upper, strict=True)):
        return None
    used = {v for terms, _, _ in rows for _, v in terms}
    kept = tuple(v for v in range(len(lower)) if v in used and lower[v] < upper[v])
    # What no row speaks of is as small as it may be: no coefficient of any tier is negative.
    return Reduced(_smaller(program, rows, kept, lower, upper), kept, tuple(lower))


def _shorter(row: Row, program: Program, lower: list[float], upper: list[float]) -> Row | None:
    """The row without fixed variables; None where it has become a bound, or holds whatever is decided."""
    terms, low, high = row
    settled = sum(c * lower[v] for c, v in terms if lower[v] == upper[v])
    rest = [(c, v) for c, v in terms if lower[v] != upper[v]]
    low, high = low - settled, high - settled
    if len(rest) == 1:
        _bound(rest[0], low, high, program, lower, upper)
        return None
    least = sum(c * (lower[v] if c > 0 else upper[v]) for c, v in rest)
    most = sum(c * (upper[v] if c > 0 else lower[v]) for c, v in rest)
    return None if low <= least + TINY and most <= high + TINY else (rest, low, high)


def _bound(term: Term, low: float, high: float, program: Program, lower: list[float], upper: list[float]) -> None:
    coefficient, variable = term
    ends = sorted((low / coefficient, high / coefficient))
    if program.whole[variable]:
        ends = [end if math.isinf(end) else edge(end) for end, edge in zip(ends, (_up, _down), strict=True)]
    lower[variable], upper[variable] = max(lower[variable], ends[0]), min(upper[variable], ends[1])
    if 0 < abs(upper[variable] - lower[variable]) <= TINY:
        upper[variable] = lower[variable]


def _up(amount: float) -> float:
    return float(math.ceil(amount - TINY))


def _down(amount: float) -> float:
    return float(math.floor(amount + TINY))


def _smaller(
    program: Program, rows: list[Row], kept: tuple[int, ...], lower: list[float], upper: list[float]
) -> Program:
    place = {v: n for n, v in enumerate(kept)}
    found = Program([lower[v] for v in kept], [upper[v] for v in kept], [program.whole[v] for v in kept])
    for terms, low, high in rows:
        settled = sum(c * lower[v] for c, v in terms if v not in place)
        rest = [(c, place[v]) for c, v in terms if v in place]
        found.rows.append((rest, low - settled, high - settled))
    for tier, costs in program.tiers.items():
        found.tiers[tier] = {place[v]: c for v, c in costs.items() if v in place}
        beside = sum(c * lower[v] for v, c in costs.items() if v not in place)
        found.constants[tier] = program.constants[tier] + beside
    return found
