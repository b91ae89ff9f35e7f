"""Seasons of a family: what matters in one, and its end, at which the family looks again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homecall.errors import CareerError
from homecall.tongue import say

MOST_GOALS = 12


@dataclass(frozen=True, slots=True)
class Season:
    """A season: its days, both inclusive, and what matters in it. `looked` is the day of the look at its end."""

    id: str
    title: str
    start: date
    end: date
    goals: tuple[str, ...] = ()
    looked: date | None = None
    learned: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise CareerError(say("A season needs a name."), cure=say("Such as “Newborn” or “Boards”."))
        if self.end < self.start:
            raise CareerError(
                say("“{season}” would end before it starts.", season=self.title), cure=say("Give a later end.")
            )
        if len(self.goals) > MOST_GOALS:
            said = say("“{season}” has more than {most} goals.", season=self.title, most=MOST_GOALS)
            raise CareerError(said, cure=say("Keep the few that matter."))

    def runs(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end

    def due(self, day: date) -> bool:
        """Whether it has ended and nobody has looked again."""
        return self.end < day and self.looked is None

    def weeks_left(self, day: date) -> int:
        """Whole weeks that are left of it, 0 once it is over."""
        return max(0, (self.end - day).days // 7)


def now(seasons: Iterable[Season], day: date) -> tuple[Season, ...]:
    """The seasons that a day lies in, the one that ends first first."""
    return tuple(sorted((one for one in seasons if one.runs(day)), key=lambda one: (one.end, one.title)))


def due(seasons: Iterable[Season], day: date) -> tuple[Season, ...]:
    """The seasons that have ended and wait to be looked at, the oldest first."""
    return tuple(sorted((one for one in seasons if one.due(day)), key=lambda one: (one.end, one.title)))
