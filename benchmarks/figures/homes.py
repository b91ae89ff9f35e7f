"""Households by name: `family 3` and `big 3` are generated from their seed, `six-children` is one of the book's."""

from __future__ import annotations

from benchmarks.families import DAYS, big, family, horizon
from benchmarks.figures.rows import WEEK
from benchmarks.figures.sides import situation
from homecall.cases.book import case
from homecall.household.household import Household
from homecall.spans.wall import Horizon

MADE = {"family": family, "big": big}


def home(name: str, weeks: int, through: int = 0) -> tuple[Household, Horizon]:
    """A household with its schedules read, and its first weeks; `through` is how many weeks are scheduled, if more.

    It is made anew each time, so that nothing is left in it of an earlier search. Raises LookupError for a name that
    nobody has.
    """
    kind, _, seed = name.partition(" ")
    if kind in MADE and seed.isdigit():
        days = max(DAYS, WEEK * max(weeks, through))
        return MADE[kind](int(seed), days), horizon(int(seed), WEEK * weeks)
    read = situation(case(name), WEEK * weeks)
    return read.household, read.horizon
