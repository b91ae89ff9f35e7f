"""A mixed-integer program with three objectives, as plain lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Term = tuple[float, int]
"""A coefficient and the index of a variable."""

INFINITY = float("inf")


@dataclass
class Rows:
    """Linear rows one after the other, in flat lists: a row for each of `sizes`, with so many terms, and its bounds.

    Flat, since a week has ten thousand rows, and a small list for each takes longer to keep than to fill.
    """

    sizes: list[int] = field(default_factory=list)
    variables: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.sizes)

    def add(self, terms: Iterable[Term], lower: float, upper: float) -> None:
        """Add a row, with each variable once and in order, as solvers ask for."""
        sums: dict[int, float] = {}
        for coefficient, variable in terms:
            sums[variable] = sums.get(variable, 0.0) + coefficient
        variables = [variable for variable in sorted(sums) if sums[variable]]
        self.variables += variables
        self.coefficients += [sums[variable] for variable in variables]
        self.sizes.append(len(variables))
        self.lower.append(lower)
        self.upper.append(upper)


@dataclass
class Program:
    """Variables with bounds, rows with bounds, and for each tier a linear objective to be made small.

    Tiers are "uncovered", "must" and "cost", each a map from variable to coefficient; `constants` adds what no
    decision can change. It grows while it is built and is not changed afterwards. A re-plan adds "told" between
    "must" and "cost"; `order` is the order in which they count.
    """

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    tiers: dict[str, dict[int, float]] = field(default_factory=lambda: {"uncovered": {}, "must": {}, "cost": {}})
    constants: dict[str, float] = field(default_factory=lambda: {"uncovered": 0.0, "must": 0.0, "cost": 0.0})

    @property
    def order(self) -> tuple[str, ...]:
        """The tiers, the one that counts first before the others; "cost" is the last."""
        return tuple(t for t in ("uncovered", "must", "told", "cost") if t in self.tiers)

    def add_tier(self, tier: str) -> None:
        """Make room for a further tier."""
        self.tiers[tier], self.constants[tier] = {}, 0.0

    def binary(self, cost: float = 0.0) -> int:
        """A new 0-1 variable."""
        return self._new(1.0, cost, whole=True)

    def share(self, cost: float = 0.0, most: float = 1.0) -> int:
        """A new continuous variable from 0 to `most`; for quantities that are whole wherever the decisions are."""
        return self._new(most, cost, whole=False)

    def _new(self, upper: float, cost: float, *, whole: bool) -> int:
        self.lower.append(0.0)
        self.upper.append(upper)
        self.whole.append(whole)
        index = len(self.lower) - 1
        if cost:
            self.charge("cost", index, cost)
        return index

    def charge(self, tier: str, variable: int, amount: float) -> None:
        """Add to a variable's coefficient in a tier."""
        costs = self.tiers[tier]
        costs[variable] = costs.get(variable, 0.0) + amount

    def at_most(self, terms: Iterable[Term], bound: float) -> None:
        """Add a row: the sum of the terms is not above the bound."""
        self.rows.add(terms, -INFINITY, bound)

    def at_least(self, terms: Iterable[Term], bound: float) -> None:
        """Add a row: the sum of the terms is not below the bound."""
        self.rows.add(terms, bound, INFINITY)

    def equal(self, terms: Iterable[Term], value: float) -> None:
        """Add a row: the sum of the terms is the value."""
        self.rows.add(terms, value, value)
