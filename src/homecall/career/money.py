"""Money as information: what income asks in hours, how long savings last, and how far a step back reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homecall.career.roles import Hours
from homecall.errors import CareerError
from homecall.tongue import noted, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 1e10
"""The largest sum that is taken."""
LIVES = 2000
YEARS = 40
"""So far ahead savings are followed."""
SURE = 0.9
"""So large a share of the lives a step back must last in, to be called one that lasts (ours)."""
SPANS = (1, 3, 5, 10, 20)
"""Years for which the page says how large a step back is."""

RETURN, SPREAD = 0.04, 0.11
RETURN_SOURCE = noted(
    "4 % a year after inflation, with a spread of 11 %: ours, for about half shares and half bonds. Since 1900 shares"
    " of the United States had 6.6 % and bonds 1.6 % after inflation (UBS Global Investment Returns Yearbook 2026)."
    " What was is no promise; put in your own."
)
"""Where the return and its spread are from, wherever they are shown."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An income: a year's, before tax, and the hours a week that it asks for."""

    title: str
    income: float
    hours: Hours

    @property
    def an_hour(self) -> float | None:
        """What an hour of it brings before tax, over 48 weeks (ours: four weeks are off); None without hours."""
        return self.income / (48 * self.hours.middle) if self.hours.middle else None


@dataclass(frozen=True, slots=True)
class Purse:
    """What a family has and needs, in its own currency.

    `savings` are what could be spent, `spending` a month without care, `care` a month, `other` income a year that asks
    for no hours. `tax` is the share of all income that goes, as the family says. `mean` and `spread` are of a year's
    return after inflation. Raises CareerError for what cannot be.
    """

    savings: float = 0.0
    spending: float = 0.0
    care: float = 0.0
    other: float = 0.0
    tax: float = 0.0
    mean: float = RETURN
    spread: float = SPREAD

    def __post_init__(self) -> None:
        if not all(0 <= sum_ <= MOST for sum_ in (self.savings, self.spending, self.care, self.other)):
            raise CareerError(say("A sum cannot be below 0."), cure=say("Write what there is, without a sign."))
        if not 0 <= self.tax < 1:
            raise CareerError(say("Tax is a share of income."), cure=say("Write 0 to 99 per cent."))
        if not (-0.5 <= self.mean <= 0.5 and 0 <= self.spread <= 1):
            raise CareerError(
                say("Such a return cannot be."), cure=say("Write -50 to 50 per cent, and a spread up to 100.")
            )

    @property
    def needs(self) -> float:
        """What a month takes."""
        return self.spending + self.care


def net(purse: Purse, streams: Sequence[Stream]) -> float:
    """What comes in a month after tax."""
    return (sum(one.income for one in streams) + purse.other) * (1 - purse.tax) / 12


def runway(purse: Purse, income: float = 0.0) -> float | None:
    """Months that savings last with so much income a month, without any return; None where income is enough."""
    gap = purse.needs - income
    return purse.savings / gap if gap > 0 else None


def growths(purse: Purse, rng: np.random.Generator, lives: int = LIVES, years: int = YEARS) -> NDArray[np.float64]:
    """What a unit of savings becomes in each month of each life: (lives, months), lognormal, months independent.

    A year's growth has the purse's mean and spread.
    """
    import numpy as np

    mean, spread = 1 + purse.mean, purse.spread
    sigma2 = float(np.log1p((spread / mean) ** 2))
    mu = float(np.log(mean)) - sigma2 / 2
    noise = rng.standard_normal((lives, years * 12))
    found: NDArray[np.float64] = np.exp(mu / 12 + noise * np.sqrt(sigma2 / 12))
    return found


def lasting(savings: float, gap: float, growth: NDArray[np.float64]) -> NDArray[np.int64]:
    """Months for which savings pay a gap at each month's end, in each life; all months where they outlast them."""
    import numpy as np

    left = np.full(growth.shape[0], float(savings))
    months = np.full(growth.shape[0], growth.shape[1], dtype=np.int64)
    alive = np.ones(growth.shape[0], dtype=bool)
    for month in range(growth.shape[1]):
        left = left * growth[:, month] - gap
        over = alive & (left < 0)
        months[over] = month
        alive &= ~over
    return months


@dataclass(frozen=True, slots=True)
class Lasts:
    """How many months savings last: in one life of ten at most `low`, in half `middle`, in one of ten `high` or more.

    A number as large as `horizon` means that it is at least that.
    """

    low: int
    middle: int
    high: int
    horizon: int


def lasts(purse: Purse, income: float, growth: NDArray[np.float64]) -> Lasts:
    """How long savings last with so much income a month after tax, over the lives."""
    import numpy as np

    found = lasting(purse.savings, purse.needs - income, growth)
    low, middle, high = (int(one) for one in np.quantile(found, [0.1, 0.5, 0.9], method="lower"))
    return Lasts(low, middle, high, growth.shape[1])


@dataclass(frozen=True, slots=True)
class Step:
    """For so many years, income after tax could be smaller by this share, and savings last in nine lives of ten.

    `share` is 0 where none is left over, 1 where all of it could go. `a_month` is that share in money.
    """

    years: int
    share: float
    a_month: float


def steps(purse: Purse, income: float, growth: NDArray[np.float64], years: Sequence[int] = SPANS) -> tuple[Step, ...]:
    """How large a step back lasts for how long, each to a hundredth of the income; the same lives for all."""
    return tuple(_step(purse, income, growth, one) for one in years)


def _step(purse: Purse, income: float, growth: NDArray[np.float64], years: int) -> Step:
    months = min(years * 12, growth.shape[1])
    low, high = 0, 100
    if not _holds(purse, income, growth[:, :months]):
        return Step(years, 0.0, 0.0)
    while low < high:
        middle = (low + high + 1) // 2
        if _holds(purse, income * (1 - middle / 100), growth[:, :months]):
            low = middle
        else:
            high = middle - 1
    return Step(years, low / 100, income * low / 100)


def _holds(purse: Purse, income: float, growth: NDArray[np.float64]) -> bool:
    """Whether savings last through all months in enough of the lives."""
    return bool((lasting(purse.savings, purse.needs - income, growth) >= growth.shape[1]).mean() >= SURE)


def without(purse: Purse, care: float) -> Purse:
    """The same purse with another cost of care a month."""
    return replace(purse, care=care)
