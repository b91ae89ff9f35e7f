"""The three process model of alertness: homeostat S, circadian C, ultradian U and sleep inertia W.

Equations and parameters as in FIPS 0.2.1 (Wilson et al. 2020, an implementation of Åkerstedt & Folkard's model and of
Ingre et al. 2014, PLoS ONE 9:e108679); the names of the parameters are the published ones. Times are hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from homecall.errors import RestError
from homecall.rest.history import History, Hours, Spells

_DAY = 24.0


@dataclass(frozen=True)
class Parameters:
    """The parameters of the three process model. The defaults are those of FIPS.

    `la` and `ha` are the asymptotes of S awake and asleep, `d` and `g` its rates an hour, `bl` where recovery leaves
    its straight line, `S0` where S begins; `Cm`, `Ca`, `p` mean, amplitude and clock hour of the peak of C, `Um` and
    `Ua` the same of U; `Wc` and `Wd` size and rate of sleep inertia. KSS = intercept + beta x (S + C + U + W).
    """

    la: float = 2.4
    ha: float = 14.3
    d: float = -0.0353
    g: float = log((14.3 - 14) / (14.3 - 7.96)) / 8
    bl: float = 12.2
    Cm: float = 0.0
    Ca: float = 2.5
    p: float = 16.8
    Um: float = -0.5
    Ua: float = 0.5
    Wc: float = -5.72
    Wd: float = -1.51
    S0: float = 7.96
    KSS_intercept: float = 10.6
    KSS_beta: float = -0.6

    def __post_init__(self) -> None:
        if not (self.la < self.bl < self.ha and self.d < 0 and self.g < 0):
            cure = "The asymptotes must stand as la < bl < ha, and both rates d and g below nothing."
            raise RestError("These parameters describe no sleep and no waking.", cure=cure)

    @cached_property
    def slope(self) -> float:
        """How fast S recovers at first, an hour."""
        return self.g * (self.bl - self.ha)

    def clock(self, hour: NDArray[np.float64]) -> tuple[Hours, Hours]:
        """C and U at clock hours."""
        c = self.Cm + self.Ca * np.cos(2 * np.pi / _DAY * (hour - self.p))
        u = self.Um + self.Ua * np.cos(2 * np.pi / (_DAY / 2) * (hour - self.p - 3))
        return c, u


DEFAULT = Parameters()
REST_AT_ONSET = 8.38
"""S + C + U at the first sleep onset of a history in Ingre et al. 2014."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """S as pieces that follow one another: base + size x e^(rate x h) + slope x h, h hours after the piece begins."""

    begins: Hours
    base: Hours
    size: Hours
    rate: Hours
    slope: Hours

    def at(self, hours: Hours) -> Hours:
        """S at instants, none before the first piece."""
        index = Spells(self.begins, np.zeros(len(self.begins), dtype=bool)).at(hours)
        since = hours - self.begins[index]
        found: Hours = (
            self.base[index] + self.size[index] * np.exp(self.rate[index] * since) + self.slope[index] * since
        )
        return found


def pieces(history: History, of: Parameters = DEFAULT, *, s0: float | None = None, smooth: bool = False) -> Pieces:
    """S over a history that begins with `s0` (None: the parameters' own).

    Where a sleep begins above `bl`, the published implementation lets S jump by up to a few hundredths; with `smooth`
    it goes on from where it is.
    """
    spells = history.spells()
    rows: list[tuple[float, float, float, float, float]] = []
    s = of.S0 if s0 is None else s0
    ends = [*spells.begins[1:].tolist(), None]
    for begin, asleep, end in zip(spells.begins.tolist(), spells.asleep.tolist(), ends, strict=True):
        made = _asleep(of, begin, s, smooth=smooth) if asleep else [(begin, of.la, s - of.la, of.d, 0.0)]
        made = [piece for piece in made if end is None or piece[0] < end or piece[0] == begin]
        rows += made
        if end is not None:
            s = _value(made[-1], end)
    return Pieces(*(np.array(column) for column in zip(*rows, strict=True)))


def _asleep(of: Parameters, begin: float, s: float, *, smooth: bool) -> list[tuple[float, float, float, float, float]]:
    """A sleep: a straight line up to `bl`, then a curve towards `ha`."""
    if s >= of.bl and smooth:
        return [(begin, of.ha, s - of.ha, of.g, 0.0)]
    straight = (of.bl - s) / of.slope
    curve = (begin + max(straight, 0.0), of.ha, (of.bl - of.ha) * exp(of.g * max(-straight, 0.0)), of.g, 0.0)
    return [(begin, s, 0.0, 0.0, of.slope), curve] if straight > 0 else [curve]


def _value(piece: tuple[float, float, float, float, float], at: float) -> float:
    begin, base, size, rate, slope = piece
    return base + size * exp(rate * (at - begin)) + slope * (at - begin)


@dataclass(frozen=True, slots=True)
class Alertness:
    """The model's processes at instants. `since` is hours since the last switch between sleep and waking."""

    asleep: NDArray[np.bool_]
    since: Hours
    s: Hours
    c: Hours
    u: Hours
    w: Hours

    @property
    def x(self) -> Hours:
        """Alertness: S + C + U."""
        total: Hours = self.s + self.c + self.u
        return total


def alertness(history: History, hours: Hours, clock: Hours, of: Parameters = DEFAULT) -> Alertness:
    """The three process model at instants, whose local clock hours are `clock`, exactly as FIPS has it."""
    return _at(history, hours, clock, of, pieces(history, of))


def alertness_of_people(
    history: History, hours: Hours, clock: Hours, of: Parameters = DEFAULT, rested: float = REST_AT_ONSET
) -> Alertness:
    """The same as Ingre et al. 2014 begin it: `rested` at the first sleep onset; before it nothing has a meaning."""
    first = history.sleeps[0][0] if history.sleeps else history.start
    begun = History(first, history.sleeps)
    at = clock_at(hours, clock, first)
    c, u = of.clock(np.array([at]))
    return _at(begun, hours, clock, of, pieces(begun, of, s0=rested - float(c[0] + u[0]), smooth=True))


def clock_at(hours: Hours, clock: Hours, at: float) -> float:
    """The clock hour of an instant, by the nearest one whose clock hour is known."""
    nearest = int(np.argmin(np.abs(hours - at)))
    return float((clock[nearest] + at - hours[nearest]) % _DAY)


def _at(history: History, hours: Hours, clock: Hours, of: Parameters, course: Pieces) -> Alertness:
    spells = history.spells()
    index = spells.at(hours)
    asleep, since = spells.asleep[index], hours - spells.begins[index]
    c, u = of.clock(clock)
    w = np.where(asleep, 0.0, of.Wc * np.exp(of.Wd * np.maximum(since, 0)))
    return Alertness(asleep, since, course.at(hours), c, u, w)
