"""What a year came to: one array for each measure, a row for each life, a column for each week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Weekly = NDArray[np.float32]
"""An array (lives, weeks)."""
Lives = NDArray[np.float64]
"""An array (lives,)."""
Measure = Literal[
    "moments", "evenings", "sleep", "short_nights", "margin", "handoffs", "uncovered", "care", "income", "left"
]
MEASURES: tuple[Measure, ...] = (
    "moments", "evenings", "sleep", "short_nights", "margin", "handoffs", "uncovered", "care", "income", "left",
)  # fmt: skip
"""What a year is told in: moments kept (up to their goals), evenings home, hours of sleep a night, nights under six
hours, hours of a parent's own a week, handoffs, uncovered child-minutes, money for care, income after tax, and what is
left of it after care. All are sums over the year but for sleep and margin, which are means over parents and weeks."""
MEANS = frozenset({"sleep", "margin"})
BETTER: Mapping[Measure, int] = {
    "moments": 1, "evenings": 1, "sleep": 1, "short_nights": -1, "margin": 1, "handoffs": -1, "uncovered": -1,
    "care": -1, "income": 1, "left": 1,
}  # fmt: skip
"""Which way a family would usually have a measure go: 1 up, -1 down."""
ROUGH: Mapping[Measure, float] = {
    "moments": 0.04, "evenings": 0.005, "margin": 0.14, "handoffs": 0.15, "uncovered": 0.15, "care": 0.17, "left": 0.17,
}  # fmt: skip
"""The share of a measure that may come of a week being worked out roughly; of what is left, the share of the care. As
measured where the same years were lived with plans and without (ADR 23); sleep and income did not move."""
INTERVAL = 0.90
"""So much of what may come lies inside an interval."""

Verdict = Literal["more", "less", "same", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a measure lies: its mean and median over the lives, and the interval that holds nine in ten of them."""

    mean: float
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more of a measure one year has than another, life by life, with its interval of nine in ten.

    The interval is wider by what the search for plans left open. `verdict` is "cannot tell" where it holds 0, and
    "same" where no life differs and nothing was left open.
    """

    measure: Measure
    mean: float
    low: float
    high: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Open:
    """What the search for a week's plan left open: the plan's number, money above its bound, and child-minutes.

    Equal numbers are the same plan; the number is below 0 where the week was not searched. `rough` is a week worked
    out roughly because it is too large to be searched: it leaves `ROUGH` open.
    """

    plan: int
    money: float = 0.0
    minutes: float = 0.0
    rough: bool = False


@dataclass(frozen=True)
class Year:
    """A year lived many times, in one scenario.

    `moments` are occasions kept, never above the goal, by (moment id, parent id; "" where it is the family's), and
    `goals` what there was to keep. `evenings` (the hour before the last bedtime, home and free), `sleep` (hours a
    night), `short_nights` (under six hours) and `margin` (hours awake, off duty, leading no child) are by parent.
    `handoffs`, `uncovered` (child-minutes), `care` (money) and `income` (after tax) are the family's. `planned` is
    the uncovered part that the plan has even where nothing happens. `exact` says whether every week was planned by
    the planner itself; a first picture is drawn before. `open` has an entry for each week, or none at all; `worth` is
    what a plan gives for one of a measure, where that has a price. `cut` counts the weeks whose search was ended by the
    clock: another run may give other figures. `large` counts those worked out roughly because the family's are too
    large to be searched.
    """

    name: str
    first: date
    moments: Mapping[tuple[str, str], Weekly]
    goals: Mapping[tuple[str, str], NDArray[np.float32]]
    evenings: Mapping[str, Weekly]
    sleep: Mapping[str, Weekly]
    short_nights: Mapping[str, Weekly]
    margin: Mapping[str, Weekly]
    handoffs: Weekly
    uncovered: Weekly
    care: Weekly
    income: Weekly
    planned: float = 0.0
    exact: bool = True
    open: tuple[Open, ...] = ()
    worth: Mapping[Measure, float] = field(default_factory=dict)
    cut: int = 0
    large: int = 0

    @property
    def lives(self) -> int:
        """How many times it was lived."""
        return int(self.uncovered.shape[0])

    @property
    def weeks(self) -> int:
        """How many weeks it has."""
        return int(self.uncovered.shape[1])

    def weekly(self, measure: Measure) -> Weekly:
        """A measure by life and week; sleep and margin as the mean over the parents, everything else summed."""
        if measure == "left":
            found: Weekly = self.income - self.care
            return found
        held = getattr(self, measure)
        if not isinstance(held, Mapping):
            one: Weekly = held
            return one
        total: Weekly = np.sum(list(held.values()), axis=0, dtype=np.float32) if held else np.zeros_like(self.uncovered)
        return total / np.float32(max(1, len(held))) if measure in MEANS else total

    def total(self, measure: Measure) -> Lives:
        """A measure of each life over the whole year."""
        found = self.weekly(measure).astype(np.float64)
        totals: Lives = found.mean(axis=1) if measure in MEANS else found.sum(axis=1)
        return totals

    def spread(self, measure: Measure) -> Spread:
        """Where a measure of the year lies."""
        return spread(self.total(measure))

    def moment(self, moment: str) -> Lives:
        """How often one moment is kept in each life, over all parents."""
        mine = [kept for (id_, _), kept in self.moments.items() if id_ == moment]
        totals: Lives = np.sum(mine, axis=0, dtype=np.float64).sum(axis=1) if mine else np.zeros(self.lives)
        return totals


def spread(values: Lives) -> Spread:
    """Mean, median and the interval of nine in ten."""
    low, middle, high = np.quantile(values, [(1 - INTERVAL) / 2, 0.5, (1 + INTERVAL) / 2])
    return Spread(float(values.mean()), float(low), float(middle), float(high))


def difference(after: Year, before: Year, measure: Measure) -> Difference:
    """What `after` has more than `before`. Both must have been lived with the same seed, lives and weeks."""
    return contrast(measure, after.total(measure) - before.total(measure), left_open(after, before, measure))


def left_open(after: Year, before: Year, measure: Measure) -> float:
    """How much of a year's difference the search may have missed: all that it left open, if it lay in this measure.

    Weeks that have the same plan in both years have it for better and for worse, and leave nothing open.
    """
    pairs = [*enumerate(zip(after.open, before.open, strict=False))]
    apart = [one for _, pair in pairs if pair[0].plan != pair[1].plan for one in pair]
    rough = [week for week, (one, two) in pairs if one.plan != two.plan and (one.rough or two.rough)]
    drafted = _drafted(after, before, measure, rough) if rough else 0.0
    if measure == "uncovered":
        return sum(one.minutes for one in apart) + drafted
    worth = min((year.worth[measure] for year in (after, before) if measure in year.worth), default=0.0)
    return drafted + (sum(one.money for one in apart) / worth if worth > 0 else 0.0)


def _drafted(after: Year, before: Year, measure: Measure, weeks: list[int]) -> float:
    """How much of a measure may come of these weeks being worked out roughly: a share of what the larger year has."""
    if measure not in ROUGH:
        return 0.0
    of: Measure = "care" if measure == "left" else measure
    held = [float(year.weekly(of)[:, weeks].mean(axis=0).sum()) for year in (after, before)]
    return ROUGH[measure] * max(held) / (after.weeks if of in MEANS else 1)


def contrast(measure: Measure, more: Lives, open: float = 0.0) -> Difference:
    """The difference that these differences of single lives show, where the search left so much open."""
    found = spread(more)
    low, high = found.low - open, found.high + open
    verdict: Verdict = "more" if low > 0 else "less" if high < 0 else "cannot tell"
    if not more.any() and not open:
        verdict = "same"
    return Difference(measure, found.mean, low, high, verdict)
