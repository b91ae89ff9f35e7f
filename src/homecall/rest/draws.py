"""Alertness of many drawn lives at once: sleeps of drawn lengths, people of drawn sleepiness, on one grid of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.rest.alertness import DEFAULT, REST_AT_ONSET, Parameters, Pieces
from homecall.rest.history import Hours
from homecall.rest.sleeper import Sleep
from homecall.spans.span import HOUR, Minute

Levels = NDArray[np.float32]
"""S + C + U at instants; single precision is far finer than anything measured."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Instants at even distances, in hours since the first, and the local clock hour of each."""

    hours: Hours
    clock: Hours


def lengths(sleeps: Sequence[Sleep], draws: int, rng: np.random.Generator) -> Hours:
    """Drawn lengths in hours, an array (draws, sleeps): normal around the typical one, within three spreads.

    A life that sleeps long sleeps long at all times by half of the variance (ours), as people differ as much as nights.
    """
    typical = np.array([one.span.minutes for one in sleeps]) / HOUR
    spread = np.array([max(one.high - one.low, 0) / 2 for one in sleeps]) / HOUR
    person, night = rng.standard_normal((draws, 1)), rng.standard_normal((draws, len(sleeps)))
    found: Hours = np.clip(typical + spread * (person + night) / np.sqrt(2), 0.25 * typical, typical + 3 * spread)
    return found


def lives(
    sleeps: Sequence[Sleep], lasting: Hours, zero: Minute, axis: Axis, of: Parameters = DEFAULT
) -> Iterator[Levels]:
    """S + C + U of one draw after the other over an axis whose first instant is `zero`.

    The row that is given is written over for the next: whoever wants to keep one copies it. A year of a thousand
    lives would fill 400 MB, and to fetch those from the system takes longer than to work them out.

    `lasting` is (draws, sleeps), in hours. A drawn sleep begins when the predicted one does and ends at the latest when
    the next begins.
    """
    onsets = np.array([one.span.start - zero for one in sleeps]) / HOUR
    room = np.diff(onsets, append=max(axis.hours[-1], onsets[-1]) + 24)
    ends = onsets + np.minimum(lasting, room - 0.01)
    c, u = of.clock(np.concatenate([axis.clock[:1] + onsets[:1], axis.clock]))
    cycle = (c[1:] + u[1:]).astype(np.float32)
    row = np.empty(len(axis.hours), dtype=np.float32)
    course = _courses(onsets, ends, REST_AT_ONSET - float(c[0] + u[0]), of)
    grid = _Grid(axis)
    for draw in range(len(lasting)):
        grid.write(course.of(draw), row)
        row += cycle
        yield row


@dataclass(frozen=True, slots=True)
class _Courses:
    """The pieces of S for all draws, each an array (draws, pieces); see `alertness.Pieces`."""

    begins: Hours
    base: Hours
    size: Hours
    rate: Hours
    slope: Hours

    def of(self, draw: int) -> Pieces:
        return Pieces(*(part[draw] for part in (self.begins, self.base, self.size, self.rate, self.slope)))


def _courses(onsets: Hours, ends: Hours, s0: float, of: Parameters) -> _Courses:
    """Three pieces a sleep: its straight line, its curve, and the waking after it. The first begins at its onset."""
    begins = np.empty((len(ends), 3 * len(onsets)))
    base, size = np.empty_like(begins), np.empty_like(begins)
    rate = np.tile([0.0, of.g, of.d], len(onsets))
    slope = np.tile([of.slope, 0.0, 0.0], len(onsets))
    s = np.full(len(ends), s0)
    for n, onset in enumerate(onsets):
        straight = np.maximum((of.bl - s) / of.slope, 0.0)
        at, end = slice(3 * n, 3 * n + 3), ends[:, n]
        turn = np.minimum(onset + straight, end)
        risen = s + of.slope * (turn - onset)
        woken = of.ha - (of.ha - risen) * np.exp(of.g * (end - turn))
        begins[:, at] = np.stack([np.full_like(turn, onset), turn, end], axis=1)
        base[:, at] = np.stack([s, np.full_like(s, of.ha), np.full_like(s, of.la)], axis=1)
        size[:, at] = np.stack([np.zeros_like(s), risen - of.ha, woken - of.la], axis=1)
        if n + 1 < len(onsets):
            s = of.la + (woken - of.la) * np.exp(of.d * (onsets[n + 1] - end))
    return _Courses(begins, base, size, np.broadcast_to(rate, begins.shape), np.broadcast_to(slope, begins.shape))


class _Grid:
    """Writes pieces onto an axis. Where pieces begin is worked out once a life; no instant looks its piece up."""

    def __init__(self, axis: Axis) -> None:
        self._first, self._length = float(axis.hours[0]), len(axis.hours)
        self._step = float(axis.hours[1] - axis.hours[0]) if self._length > 1 else 1.0
        self._count = np.arange(self._length, dtype=np.float32)

    def write(self, course: Pieces, row: Levels) -> None:
        """S at each instant of the axis; before the first piece as that piece would have it."""
        firsts = np.ceil((course.begins - self._first) / self._step - 1e-9).clip(0, self._length).astype(np.intp)
        firsts[0] = 0
        counts = np.diff(firsts, append=self._length)
        # Hours since each piece began, by whole steps since its first instant: exact in single precision, years on.
        begun = firsts * self._step + self._first - course.begins
        since = (self._count - np.repeat(firsts.astype(np.float32), counts)) * np.float32(self._step)
        at_first = course.size * np.exp(course.rate * begun)
        level = course.base + course.slope * begun
        np.multiply(since, np.repeat(course.rate.astype(np.float32), counts), out=row)
        np.exp(row, out=row)
        row *= np.repeat(at_first.astype(np.float32), counts)
        row += np.repeat(level.astype(np.float32), counts)
        since *= np.repeat(course.slope.astype(np.float32), counts)
        row += since
