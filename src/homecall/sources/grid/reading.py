"""One way to understand a sheet: what it gives, how it is told to people, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import prod

from homecall.sources.grid.dates import weekday
from homecall.sources.listing import Row
from homecall.timeline.timeline import Reject

BELIEVED = 0.5
"""From this confidence on, a sheet is read without a word from the family."""

NAMES = {
    "block": "a block grid",
    "annual": "an annual grid",
    "calls": "a call calendar",
    "shifts": "a grid of shifts by days",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason not to be sure, as the end of a sentence; `leaves` is the share of confidence that it leaves."""

    why: str
    leaves: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sheet says if it is laid out in this way. `told` says where things were found.

    `typos` allows slips in names; `whole` wants whole names, since initials stand inside of many words.
    """

    layout: str
    rows: tuple[Row, ...]
    rejects: tuple[Reject, ...]
    told: str
    doubts: tuple[Doubt, ...] = ()
    typos: bool = True
    whole: bool = False

    @property
    def confidence(self) -> float:
        """From 0 to 1: 1 where nothing speaks against this reading. A rule of thumb, no probability."""
        return prod(doubt.leaves for doubt in self.doubts)

    @property
    def why(self) -> str:
        """The doubts in one half sentence."""
        return " and ".join(doubt.why for doubt in self.doubts)

    def sentence(self) -> str:
        """How the sheet was understood, for people to check."""
        many = "1 cell" if len(self.rejects) == 1 else f"{len(self.rejects)} cells"
        bad = f"; {many} not understood" if self.rejects else ""
        doubts = f", since {self.why}" if self.doubts else ""
        return f"Understood as {NAMES[self.layout]}: {self.told}{bad}. Confidence {self.confidence:.2f}{doubts}."


def letters(column: int) -> str:
    """The name of a column, from 0, as spreadsheets show it."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name


def of_dates(days: Iterable[date]) -> list[Doubt]:
    """A doubt where dates that should follow one another do not."""
    found = list(dict.fromkeys(days))
    steps = [(later - earlier).days for earlier, later in pairwise(found)]
    if not steps or sum(step == 1 for step in steps) >= 0.7 * len(steps):
        return []
    return [Doubt("the dates do not follow one another", 0.45)]


def of_weekdays(pairs: Iterable[tuple[date, str]]) -> list[Doubt]:
    """A doubt where the weekdays written beside dates are not theirs."""
    said = [(day.weekday(), name) for day, text in pairs if (name := weekday(text)) is not None]
    wrong = sum(real != name for real, name in said)
    if len(said) < 3 or not wrong:
        return []
    if wrong * 2 < len(said):
        return [Doubt(f"{wrong} of the weekdays do not fit the dates", 0.8)]
    return [Doubt("the weekdays do not fit the dates", 0.4)]
