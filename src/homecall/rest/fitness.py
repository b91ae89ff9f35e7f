"""How fit a person is at an instant: asleep, resting, present, tired, or not to drive, with a reason and its source.

What is known from accidents goes first, the model second, since with the sleep that doctors really get on call its
middle person would still score six. Nothing here ever says that somebody may drive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from homecall.rest.alertness import DEFAULT, Parameters, alertness_of_people
from homecall.rest.history import History, joined
from homecall.rest.sleeper import Sleep
from homecall.rest.sleepiness import INGRE, Scale
from homecall.spans.span import DAY, HOUR, Minute, Span, minutes_in
from homecall.spans.wall import Wall
from homecall.timeline.duties import LONG_DUTY, is_night


class State(StrEnum):
    """What can be expected of a person. The worse one counts where two are true."""

    ASLEEP = "asleep"
    RESTING = "resting"
    PRESENT = "present"
    TIRED = "tired"
    NOT_TO_DRIVE = "not_to_drive"


@dataclass(frozen=True, slots=True)
class Limits:
    """The gates, in minutes and chances; a family may change each. RED plans another driver, AMBER names a backup."""

    red_awake: int = 20 * HOUR
    red_slept: int = 4 * HOUR
    red_since_long: int = 4 * HOUR
    red_chance: float = 0.50
    amber_awake: int = 17 * HOUR
    amber_slept: int = 6 * HOUR
    amber_slept_two_days: int = 12 * HOUR
    amber_chance: float = 0.25
    amber_chance_p90: float = 0.50
    inertia: int = HOUR


@dataclass(frozen=True, slots=True)
class Fitness:
    """A state at an instant, why, where that comes from, and the chance of a sleepiness of seven or more.

    `kss` is of the middle person, `kss_p90` of the one in ten who is sleepiest; both are 0 while asleep.
    """

    state: State
    reason: str
    source: str
    kss: float
    kss_p90: float
    chance: float


LIMITS = Limits()
GROGGY = "Awake for less than an hour."
"""The reason of somebody who is tired by nothing but the first hour after waking."""
_TEFFT = "Tefft 2016 (AAA Foundation), crashes by hours slept"
_BARGER = "Barger et al. 2005, NEJM 352:125"
_DAWSON = "Dawson & Reid 1997, Nature 388:235"
_PRIOR = "Dawson & McCulloch 2005, the rule of prior sleep"
_LEE = "Lee et al. 2016, PNAS 113:176"
_BASNER = "Basner et al. 2017, SLEEP zsx027"
_MODEL = "Ingre et al. 2014, PLoS ONE 9:e108679; thresholds after Åkerstedt 2014"
_OWN = "ours, from the predicted sleep"


@dataclass(frozen=True)
class Person:
    """Somebody's sleeps and duties, both in order, by one wall clock."""

    sleeps: tuple[Sleep, ...]
    duties: tuple[Span, ...]
    wall: Wall
    limits: Limits = LIMITS
    of: Parameters = DEFAULT
    scale: Scale = INGRE
    offset: float = 0.0

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(
            Span(int(start), int(end)) for start, end in joined((s.span.start, s.span.end) for s in self.sleeps)
        )

    @cached_property
    def _nights(self) -> tuple[Span, ...]:
        return tuple(duty for duty in self.duties if is_night(duty, self.wall))

    @cached_property
    def _ends(self) -> list[Minute]:
        return [one.end for one in self._spans]

    @cached_property
    def _history(self) -> History:
        zero = self._spans[0].start
        return History(0.0, tuple(((one.start - zero) / HOUR, (one.end - zero) / HOUR) for one in self._spans))

    def levels(self, instants: Sequence[Minute]) -> list[float]:
        """S + C + U at instants after the first sleep."""
        zero = self._spans[0].start
        hours = np.array([(at - zero) / HOUR for at in instants])
        clock = np.array([self._hour(at) for at in instants])
        return [float(x) for x in alertness_of_people(self._history, hours, clock, self.of).x]

    def _hour(self, at: Minute) -> float:
        local = self.wall.local(at)
        return local.hour + local.minute / 60

    def at(self, instant: Minute) -> Fitness:
        """How fit the person is at an instant. Before the first known sleep they are taken as rested."""
        return self.over([instant])[0]

    def over(self, instants: Sequence[Minute]) -> list[Fitness]:
        """The same at many instants: the model's curve is worked out once for all of them."""
        levels = self.levels(instants) if self._spans and instants else [0.0] * len(instants)
        return [self._fitness(at, level) for at, level in zip(instants, levels, strict=True)]

    def _fitness(self, instant: Minute, level: float) -> Fitness:
        if not self._spans or instant < self._spans[0].start:
            return Fitness(State.PRESENT, "Nothing is known of the sleep before.", _OWN, 0.0, 0.0, 0.0)
        if any(one.holds(instant) for one in self._spans):
            return Fitness(State.ASLEEP, "Predicted to be asleep.", _OWN, 0.0, 0.0, 0.0)
        x = np.array([level])
        chance = float(self.scale.chance(x, self.scale.K6, self.offset)[0])
        p90 = float(self.scale.chance(x, self.scale.K6, self.scale.logit_p90)[0])
        state, reason, source = self._gate(instant, chance, p90)
        kss = float(self.scale.kss(x)[0])
        return Fitness(state, reason, source, kss, kss + self.scale.kss_p90, chance)

    def _gate(self, at: Minute, chance: float, p90: float) -> tuple[State, str, str]:
        limits, likely = self.limits, (f"A sleepiness that impairs driving has a chance of {chance:.0%}.", _MODEL)
        red = self._red(at) or (likely if chance >= limits.red_chance else None)
        if red:
            return State.NOT_TO_DRIVE, *red
        if any(one.span.end <= at < one.span.start + one.high for one in self.sleeps if one.by_day):
            return State.RESTING, "May still be asleep: such sleeps are often longer.", _OWN
        amber = self._amber(at) or (likely if chance >= limits.amber_chance or p90 >= limits.amber_chance_p90 else None)
        amber = amber or ((GROGGY, _BASNER) if self._awake(at) < limits.inertia else None)
        return (State.TIRED, *amber) if amber else (State.PRESENT, "Awake, and slept enough by every rule here.", _OWN)

    def _red(self, at: Minute) -> tuple[str, str] | None:
        """The gates of hard evidence at which another driver is planned."""
        limits, slept, awake = self.limits, self._slept(at, DAY), self._awake(at)
        long = next((d for d in reversed(self.duties) if d.end <= at and d.minutes >= LONG_DUTY), None)
        if long and at - long.end < DAY and self._longest_since(long.end, at) < limits.red_since_long:
            return (
                f"After {_hours(long.minutes)} on duty and less than {_hours(limits.red_since_long)} of sleep since.",
                _BARGER,
            )
        if slept < limits.red_slept:
            return f"Slept about {_hours(slept)} in the last 24 hours.", _TEFFT
        if awake >= limits.red_awake:
            return f"Awake for {_hours(awake)}.", _DAWSON
        return None

    def _amber(self, at: Minute) -> tuple[str, str] | None:
        """The gates at which a backup is named."""
        limits, slept, awake = self.limits, self._slept(at, DAY), self._awake(at)
        if slept < limits.amber_slept:
            return f"Slept about {_hours(slept)} in the last 24 hours.", _TEFFT
        if at - self._spans[0].start >= 2 * DAY and self._slept(at, 2 * DAY) < limits.amber_slept_two_days:
            return f"Slept about {_hours(self._slept(at, 2 * DAY))} in the last two days.", _PRIOR
        if awake >= limits.amber_awake:
            return f"Awake for {_hours(awake)}.", _DAWSON
        night = next((d for d in reversed(self._nights) if d.end <= at), None)
        if night and at - night.end < DAY and not any(one.start >= night.end and one.end <= at for one in self._spans):
            return "After a night on duty, and not slept since.", _LEE
        return None

    def _slept(self, at: Minute, back: int) -> int:
        first, last = bisect_right(self._ends, at - back), bisect_right(self._ends, at)
        return minutes_in(self._spans[first : last + 1], Span(at - back, at))

    def _awake(self, at: Minute) -> int:
        over = bisect_right(self._ends, at)
        return at - (self._ends[over - 1] if over else self._spans[0].start)

    def _longest_since(self, since: Minute, at: Minute) -> int:
        return max((one.minutes for one in self._spans if one.start >= since and one.end <= at), default=0)


def _hours(minutes: int) -> str:
    whole = round(minutes / HOUR)
    return f"{whole} hour{'s' if whole != 1 else ''}"
