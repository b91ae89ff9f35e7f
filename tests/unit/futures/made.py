"""Small builders for years: a week with its frames, one way for a day to go, dice, a year from a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from homecall.futures.day import Frame
from homecall.futures.dice import Dice
from homecall.futures.draft import drafted
from homecall.futures.frame import Week
from homecall.futures.policy import NEVER, Outcome, States, lived
from homecall.futures.scenario import BASELINE, Scenario
from homecall.futures.setting import Setting, setting_of
from homecall.futures.year import Year
from homecall.household.household import Household
from homecall.timeline.period import Overrun, Period
from tests.unit.helpers import MONDAY, duty, facts

HOURLY = (0.1, 0.01, 0.1, 0.02)
LATE = Overrun(30, 90)
RATES_OFF = {
    "child_ill_days": 0.0, "carer_ill_days": 0.0, "place_closed_days": 0.0, "call_visits_weekday": 0.0,
    "call_visits_weekend": 0.0, "clinic_cancelled": 0.0, "bad_night": 0.0,
}  # fmt: skip
"""Nothing comes but late ends."""


def week(family: Household) -> Week:
    """A typical week of a family with a drafted plan, from Monday 4 January on."""
    rough = Week(facts(family, days=7), None, 120, HOURLY)
    return replace(rough, plan=drafted(rough))


def monday(family: Household) -> Frame:
    """Its Monday."""
    return next(week(family).frames())


def day(
    frame: Frame,
    late: Sequence[int] = (),
    visits: Sequence[int] = (),
    home: Sequence[int] = (),
    out: Sequence[int] = (),
) -> Outcome:
    """A day that goes one way: minutes of lateness by ending, the first parent's visits, days at home, days ill."""
    ends, starts = np.zeros((len(frame.endings), 1), np.int16), np.full((len(frame.parents), 2, 1), NEVER, np.int16)
    ends[: len(late), 0] = late
    starts[0, : len(visits), 0] = visits
    at_home, ill = np.zeros((len(frame.children), 1), np.int8), np.zeros((len(frame.carers), 1), np.int8)
    at_home[: len(home), 0] = home
    ill[: len(out), 0] = out
    return lived(frame, States(ends, starts, at_home, ill), 120, asks=False)


def dice(lives: int = 200, weeks: int = 4, seed: int = 1) -> Dice:
    """The luck of some lives."""
    return Dice.of(np.random.default_rng(seed), lives, weeks * 7)


def working(days: Sequence[int] = (4, 5, 6, 7, 8), hours: str = "08:00-17:00") -> tuple[Period, ...]:
    """Ana's duties on these days of January, each with an overrun."""
    return tuple(duty(f"{n} {hours}", overrun=LATE, title="Clinic") for n in days)


def setting(family: Household, scenario: Scenario = BASELINE, weeks: int = 4) -> Setting:
    """A year of four weeks from Monday 4 January on."""
    return setting_of(family, scenario, MONDAY, weeks)


def year(name: str = "made", lives: int = 100, weeks: int = 2, **more: float) -> Year:
    """A year in which every week is alike, each life a little better than the one before."""
    grown = np.linspace(0, 1, lives, dtype=np.float32)[:, None] * np.ones((1, weeks), np.float32)
    flat = {name: grown + np.float32(more.get(name, 0.0)) for name in ("handoffs", "uncovered", "care", "income")}
    by_parent = {
        name: {"ana": grown + np.float32(more.get(name, 0.0))}
        for name in ("evenings", "sleep", "short_nights", "margin")
    }
    moments = {("talk", "ana"): grown + np.float32(more.get("moments", 0.0))}
    goals = {("talk", "ana"): np.full(weeks, 7, np.float32)}
    more_of: dict[str, Any] = {**by_parent, **flat}
    return Year(name, MONDAY, moments, goals, **more_of)
