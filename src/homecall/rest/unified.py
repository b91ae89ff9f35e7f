"""The unified model of performance, and the two-process model as its limit: a second opinion on long restriction.

Equations as published by Rajdev et al. 2013 and Ramakrishnan et al. 2016, with FIPS' parameters; the names are FIPS'.
Its fatigue is a number of lapses: higher is worse. Times are hours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.errors import RestError
from homecall.rest.history import History, Hours


@dataclass(frozen=True)
class Parameters:
    """Asymptote `U0`, debt `L0` and pressure `S0` at the start, clock shift `phi`, weight of the clock `kappa`, and the
    time constants in hours of sleep, of waking, and of debt. `wc` and `wd` are sleep inertia; `sigma` is not used.
    `a1` to `a5` are the five harmonics of the clock; the literature has 0.001 for the last, FIPS 0.0001 (on C at most
    9e-4 apart).
    """

    U0: float = 24.12
    L0: float = 0.0
    S0: float = 0.0
    phi: float = 2.02
    kappa: float = 4.13
    tau_s: float = 1.0
    tau_w: float = 40.0
    tau_la: float = 4.06 * 24
    sigma: float = 1.0
    wc: float = 1.14
    wd: float = -0.46
    a1: float = 0.97
    a2: float = 0.22
    a3: float = 0.07
    a4: float = 0.03
    a5: float = 0.0001

    def __post_init__(self) -> None:
        if not min(self.tau_s, self.tau_w, self.tau_la) > 0 or self.tau_la == self.tau_s:
            cure = "Give time constants above nothing, and another one for debt than for sleep."
            raise RestError("These parameters describe no sleep and no waking.", cure=cure)


UNIFIED = Parameters()
TWO_PROCESS = Parameters(U0=1, S0=0.75, kappa=0.12, tau_s=4.2, tau_w=18.18, tau_la=1e12)
"""Borbély's two processes: no debt, pressure between 0 and 1 (Daan, Beersma & Borbély 1984)."""


@dataclass(frozen=True, slots=True)
class Fatigue:
    """The model's processes at instants: pressure `s`, debt `l`, clock `c`, inertia `w`, and what they sum up to."""

    asleep: NDArray[np.bool_]
    since: Hours
    s: Hours
    l: Hours  # noqa: E741 - the published name
    c: Hours
    w: Hours
    fatigue: Hours


def fatigue(history: History, hours: Hours, clock: Hours, of: Parameters = UNIFIED) -> Fatigue:
    """The unified model at instants, whose local clock hours are `clock`."""
    spells = history.spells()
    starts = _starts(spells.begins, spells.asleep, of)
    index = spells.at(hours)
    asleep, since = spells.asleep[index], hours - spells.begins[index]
    s0, l0 = starts[index, 0], starts[index, 1]
    slept, waked = _sleep(s0, l0, since, of), _wake(s0, l0, since, of)
    s, debt = np.where(asleep, slept[0], waked[0]), np.where(asleep, slept[1], waked[1])
    c = _clock(clock, of)
    w = np.where(asleep, 0.0, of.wc * np.exp(of.wd * np.maximum(since, 0)))
    return Fatigue(asleep, since, s, debt, c, w, s + of.kappa * c)


def _starts(begins: Hours, asleep: NDArray[np.bool_], of: Parameters) -> Hours:
    """Pressure and debt at the beginning of each spell: an array (spells, 2)."""
    found = [(of.S0, of.L0)]
    for length, sleep in zip(np.diff(begins), asleep, strict=False):
        s, debt = (_sleep if sleep else _wake)(np.array(found[-1][0]), np.array(found[-1][1]), length, of)
        found.append((float(s), float(debt)))
    return np.array(found)


def _wake(s0: Hours, l0: Hours, h: Hours, of: Parameters) -> tuple[Hours, Hours]:
    return of.U0 - (of.U0 - s0) * np.exp(-h / of.tau_w), of.U0 - (of.U0 - l0) * np.exp(-h / of.tau_la)


def _sleep(s0: Hours, l0: Hours, h: Hours, of: Parameters) -> tuple[Hours, Hours]:
    fast, slow = np.exp(-h / of.tau_s), np.exp(-h / of.tau_la)
    lag = of.tau_la / (of.tau_la - of.tau_s)
    debt = l0 * slow + 2 * of.U0 * np.expm1(-h / of.tau_la)
    s = s0 * fast + 2 * of.U0 * np.expm1(-h / of.tau_s) + (l0 + 2 * of.U0) * lag * (slow - fast)
    return s, debt


def _clock(hour: Hours, of: Parameters) -> Hours:
    angle = 2 * np.pi / 24 * (hour + of.phi)
    total: Hours = np.zeros_like(hour)
    for n, size in enumerate((of.a1, of.a2, of.a3, of.a4, of.a5), 1):
        total = total + size * np.sin(n * angle)
    return total
