"""What other models say: whether somebody is as tired as they would be late in the evening after good nights.

Models speak in units of their own, and no paper sets one threshold for all. So each is compared with itself: with the
same person after a fortnight of their usual nights, `LONG` hours after waking. That length is where the gates of
evidence name a backup (Dawson & Reid 1997); to hold models against it is a choice of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from homecall.rest.alertness import DEFAULT, alertness_of_people
from homecall.rest.fitness import Person
from homecall.rest.history import History, Hours, joined
from homecall.rest.unified import TWO_PROCESS, UNIFIED, Parameters, fatigue
from homecall.spans.span import HOUR, Minute
from homecall.spans.wall import Clock

LONG = 17.0
"""Hours awake, after good nights, at which a model counts as calling somebody tired."""
NIGHTS = 14
"""Usual nights before that."""
MODELS = ("three-process", "unified", "two-process")
"""The models that are asked: the one that the states come from, and the two others."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """Which models call somebody tired at an instant, each by its own measure."""

    three_process: bool
    unified: bool
    two_process: bool


def opinions(person: Person, instants: Sequence[Minute], bed: Clock, wake: Clock) -> list[Opinions]:
    """What each model says of somebody at instants after their first sleep, whose usual night is from bed to wake."""
    spans = joined((one.span.start, one.span.end) for one in person.sleeps)
    zero = spans[0][0]
    history = History(0.0, tuple(((start - zero) / HOUR, (end - zero) / HOUR) for start, end in spans))
    hours = np.array([(at - zero) / HOUR for at in instants])
    local = [person.wall.local(at) for at in instants]
    clock = np.array([one.hour + one.minute / HOUR for one in local])
    limits = _limits(bed.minutes, wake.minutes)
    said = [of(history, hours, clock) >= limit for of, limit in zip(_MEASURES, limits, strict=True)]
    return [Opinions(*map(bool, one)) for one in zip(*said, strict=True)]


@lru_cache(maxsize=64)
def _limits(bed: int, wake: int) -> tuple[float, ...]:
    """What each model says of the long evening after good nights. A usual night is from bed to wake, in minutes."""
    night = (wake - bed) % (24 * HOUR) / HOUR
    history = History(0.0, tuple((24.0 * day, 24.0 * day + night) for day in range(NIGHTS)))
    at = np.array([24.0 * (NIGHTS - 1) + night + LONG])
    return tuple(float(of(history, at, (at + bed / HOUR) % 24)[0]) for of in _MEASURES)


def _sleepier(history: History, hours: Hours, clock: Hours) -> Hours:
    lack: Hours = -alertness_of_people(history, hours, clock, DEFAULT).x
    return lack


def _by(of: Parameters) -> Callable[[History, Hours, Hours], Hours]:
    return lambda history, hours, clock: fatigue(history, hours, clock, of).fatigue


_MEASURES = (_sleepier, _by(UNIFIED), _by(TWO_PROCESS))
"""Of each model in turn, a number that is higher the tireder somebody is."""
