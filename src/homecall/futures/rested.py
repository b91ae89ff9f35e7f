"""Rest by the model of sleep, for every life of a year: hours a night, and nights that are short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from homecall.futures.day import Ending
from homecall.futures.frame import Week
from homecall.futures.luck import Luck
from homecall.futures.year import Weekly
from homecall.household.people import Parent
from homecall.rest.draws import lengths
from homecall.rest.sleep import predicted
from homecall.rest.sleeper import Sleep, Sleeper
from homecall.rules.facts.adults import Duty, parent_facts
from homecall.spans.span import HOUR, Span
from homecall.spans.wall import Horizon
from homecall.timeline.timeline import Timeline

SHORT = 6.0
"""Hours; a night under it counts as short."""
WIND_DOWN = HOUR
"""Minutes between coming home and sleep."""
ON_CALL_LOSS = 40 / HOUR
"""Hours of sleep that a night on call from home costs even where it is quiet: 368 against 408 minutes (JGME 10:591)."""
BAD_NIGHT = 181 / HOUR
"""Hours slept in a bad night on call from home (the same)."""


@dataclass(frozen=True, slots=True)
class _Nights:
    """A parent's predicted sleeps of the year, the day of the year each counts for, and the duty that each follows."""

    sleeps: tuple[Sleep, ...]
    day: NDArray[np.intp]
    after: tuple[Duty | None, ...]
    on_call: NDArray[np.bool_]


def rested(parent: int, luck: Luck) -> tuple[Weekly, Weekly]:
    """Hours of sleep a night and the number of short nights of one parent, each (lives, weeks).

    Sleep is predicted from the schedule and drawn with its spread. A duty that ends late takes from the sleep behind it
    what it takes of the time for winding down and more; a night on call from home costs what was measured.
    """
    setting = luck.setting
    person = setting.household.parents[parent]
    nights = _nights(person, luck)
    weeks, lives = setting.weeks, luck.dice.lives
    if not nights.sleeps:
        return np.zeros((lives, weeks), np.float32), np.zeros((lives, weeks), np.float32)
    hours = lengths(nights.sleeps, lives, luck.dice.named(f"sleep {person.id}")).astype(np.float32)
    hours = np.maximum(hours - _lost(parent, nights, luck), 0)
    by_day = np.zeros((lives, weeks * 7), dtype=np.float32)
    for n, day in enumerate(nights.day):
        if 0 <= day < weeks * 7:
            by_day[:, day] += hours[:, n]
    on_call = _called(parent, nights, luck, by_day)
    days = on_call.reshape(lives, weeks, 7)
    return days.mean(axis=2), (days < SHORT).sum(axis=2).astype(np.float32)


def _nights(person: Parent, luck: Luck) -> _Nights:
    setting, wall = luck.setting, luck.setting.household.wall
    horizon = Horizon(wall, setting.first, setting.weeks * 7, wall.midnight(setting.first))
    line = setting.household.schedules.get(person.id, Timeline(person.id))
    facts = parent_facts(person, line, horizon)
    sleeper = Sleeper(person.bed, person.up, person.commute, naps_before_nights=person.naps, share=person.woken)
    sleeps = predicted(tuple(d.span for d in facts.duties), wall, horizon.span, sleeper)
    zero = wall.midnight(setting.first)
    day = np.array([(one.span.end - zero) // (24 * HOUR) for one in sleeps], dtype=np.intp)
    mornings = [wall.at(setting.first + timedelta(days=n), person.up) - HOUR for n in range(setting.weeks * 7)]
    on_call = np.array([_holds(facts.home_call, at) for at in mornings], dtype=bool)
    return _Nights(sleeps, day, tuple(_before(one, facts.duties) for one in sleeps), on_call)


def _holds(spans: Sequence[Span], at: int) -> bool:
    return any(span.holds(at) for span in spans)


def _before(sleep: Sleep, duties: Sequence[Duty]) -> Duty | None:
    """The duty that a night's sleep follows within half a day; sleeps by day begin when one comes home and last."""
    near = [d for d in duties if d.on_site and 0 <= sleep.span.start - d.home < 12 * HOUR]
    return near[-1] if near and not sleep.by_day else None


def _lost(parent: int, nights: _Nights, luck: Luck) -> NDArray[np.float32]:
    """Hours that late ends take from each sleep: (lives, sleeps)."""
    lives, zero = luck.dice.lives, luck.setting.household.wall.midnight(luck.setting.first)
    found = np.zeros((lives, len(nights.sleeps)), dtype=np.float32)
    for n, (sleep, duty) in enumerate(zip(nights.sleeps, nights.after, strict=True)):
        if duty is None or duty.overrun is None:
            continue
        slack = sleep.span.start - duty.home - WIND_DOWN
        if slack >= 6 * HOUR:
            continue
        day = int(np.clip((duty.span.end - zero) // (24 * HOUR), 0, luck.dice.days - 1))
        late = luck.late(_ending(parent, duty, day, luck), [day])[:, 0]
        found[:, n] = np.maximum(late - max(slack, 0), 0) / np.float32(HOUR)
    return found


def _ending(parent: int, duty: Duty, day: int, luck: Luck) -> Ending:
    over = duty.overrun
    person = luck.setting.household.parents[parent]
    kind = Week.kind_of(luck.setting.household, person.id, duty)
    median, p90 = (over.median, over.p90) if over else (0.0, 0.0)
    return Ending(parent, day, f"{person.id}/{kind}", duty.span.end, duty.home, None, median, p90, None)


def _called(parent: int, nights: _Nights, luck: Luck, by_day: NDArray[np.float32]) -> NDArray[np.float32]:
    """The nights with what calls from home take from them."""
    days = np.flatnonzero(nights.on_call)
    if not len(days):
        return by_day
    found = by_day.copy()
    bad = luck.bad(parent, list(days))
    quiet = np.maximum(by_day[:, days] - np.float32(ON_CALL_LOSS), 0)
    found[:, days] = np.where(bad, np.minimum(quiet, np.float32(BAD_NIGHT)), quiet)
    return found
