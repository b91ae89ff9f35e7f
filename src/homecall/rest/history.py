"""A history of sleeping and waking, in hours, as every model of alertness takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from homecall.errors import RestError

Hours = NDArray[np.float64]
"""Instants or lengths, in hours."""


@dataclass(frozen=True, slots=True)
class History:
    """Sleeps from `start` on, each from onset to end (exclusive), in hours since any zero; awake in between.

    They are in order and do not overlap. A history that begins awake begins a spell of waking at its start, as the
    published implementations take it.
    """

    start: float
    sleeps: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        for onset, end in self.sleeps:
            if not self.start <= onset < end:
                cure = "Give each sleep an end after its onset."
                raise RestError(f"A sleep from hour {onset:g} to hour {end:g} cannot be.", cure=cure)
        for one, other in pairwise(self.sleeps):
            if other[0] < one[1]:
                cure = "Put them in order, and join those that overlap."
                raise RestError(f"Two sleeps overlap at hour {other[0]:g}.", cure=cure)

    def spells(self) -> Spells:
        """The spells of sleep and waking, in order. Two sleeps that touch are two spells of sleep."""
        begins, asleep = [], []
        if not self.sleeps or self.sleeps[0][0] > self.start:
            begins, asleep = [self.start], [False]
        for at, (onset, end) in enumerate(self.sleeps):
            begins.append(onset)
            asleep.append(True)
            if at + 1 == len(self.sleeps) or self.sleeps[at + 1][0] > end:
                begins.append(end)
                asleep.append(False)
        return Spells(np.array(begins, dtype=float), np.array(asleep))


@dataclass(frozen=True, slots=True)
class Spells:
    """Spells of sleep and waking: when each begins, in hours, and whether it is sleep. Each lasts until the next."""

    begins: Hours
    asleep: NDArray[np.bool_]

    def at(self, hours: Hours) -> NDArray[np.intp]:
        """The index of the spell in which each instant lies; an instant before the first belongs to the first."""
        found: NDArray[np.intp] = np.maximum(np.searchsorted(self.begins, hours + _EPSILON, side="right") - 1, 0)
        return found


_EPSILON = 1e-9
"""Hours: less than any clock shows, and more than what adding hours up may be wrong by."""


def grid(first: float, last: float, step: float) -> Hours:
    """Instants from first to last, both included, so many hours apart. Raises RestError where that cannot be."""
    if not (step > 0 and last >= first):
        raise RestError("A series needs a step of more than nothing and an end after its beginning.")
    found: Hours = first + step * np.arange(int((last - first) / step + _EPSILON) + 1, dtype=np.float64)
    return found


def joined(sleeps: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Sleeps in order, with those that overlap or touch joined into one."""
    found: list[tuple[float, float]] = []
    for onset, end in sorted(sleeps):
        if found and onset <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((onset, end))
    return tuple(found)
