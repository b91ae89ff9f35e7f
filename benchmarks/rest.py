"""A year at five minutes for a thousand drawn lives: `python -m benchmarks.rest`.

Beside it the same model instant by instant, one life after the other, as the published implementations work.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from homecall.rest.alertness import alertness_of_people
from homecall.rest.draws import Axis, lengths, lives
from homecall.rest.history import History
from homecall.rest.sleep import predicted
from homecall.rest.sleeper import Sleeper
from homecall.spans.span import DAY, HOUR, Span
from homecall.spans.wall import Clock, Wall

DRAWS, RUNS = 1000, 5


def main() -> None:
    """Measure and print, in seconds of this machine and as a ratio."""
    wall, first = Wall("America/Chicago"), date(2027, 1, 1)
    calls = [wall.span(first + timedelta(days=day), Clock(450), Clock(690, 1)) for day in range(1, 365, 4)]
    zero = wall.midnight(first)
    sleeps = predicted(calls, wall, Span(zero, zero + 365 * DAY), Sleeper(commute=25))
    hours = np.arange(0, 365 * 24, 1 / 12)
    axis = Axis(hours, hours % 24)
    drawn = lengths(sleeps, DRAWS, np.random.default_rng(1))
    ours = statistics.median(_timed(lambda: sum(float(life[-1]) for life in lives(sleeps, drawn, zero, axis))))
    spans = tuple(((one.span.start - zero) / HOUR, (one.span.end - zero) / HOUR) for one in sleeps)
    history = History(min(0.0, spans[0][0]), spans)
    plain = statistics.median(_timed(lambda: float(alertness_of_people(history, hours, axis.clock).x[-1]))) * DRAWS
    print(f"{DRAWS} lives of a year: {ours:.2f} s; one by one {plain:.1f} s; {plain / ours:.0f} times")


def _timed(work: Callable[[], object]) -> list[float]:
    taken = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken


if __name__ == "__main__":
    main()
