"""Walks a rule start by start, so that every one ends: by its own end, by the window, or by a limit with a name.

Walking whole periods up to a given day is what bounds a rule that never fits (30 February) or never stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from homecall.sources.ics.days import complete, periods
from homecall.sources.ics.rules import WITHIN_A_DAY, Rule
from homecall.sources.ics.stamps import DAY

_STEPS = {**WITHIN_A_DAY, "DAILY": DAY, "WEEKLY": 7 * DAY}
_EVERY = {24: range(24), 60: range(60)}


class TooMuch(ValueError):
    """The rules of a calendar ask for more work than a calendar may. `limit` names what they ran into."""

    def __init__(self, why: str, limit: str) -> None:
        super().__init__(why)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is followed: occurrences in the window of one series and of a whole calendar, and steps of all rules.

    A step is a day or a time that a rule has to look at, whether or not it gives an occurrence: about a microsecond.
    """

    series: int = 12_000
    calendar: int = 200_000
    steps: int = 2_500_000


@dataclass(slots=True)
class Budget:
    """The steps that are left of one calendar."""

    steps: int

    def look(self, steps: int) -> None:
        """Takes steps off the budget. Raises TooMuch."""
        self.steps -= steps
        if self.steps < 0:
            raise TooMuch("the calendar repeats in ways that take too long to follow", "steps")


def starts(rule: Rule, first: int, since: int, last: int, budget: Budget) -> Iterator[int]:
    """The starts after `first`, in order, in seconds on the series' own clock; COUNT counts `first` too.

    Those before `since` may be left out, those after `last` are. UNTIL is the caller's. Raises TooMuch.
    """
    if rule.plain and rule.frequency in _STEPS:
        return _plain(rule, first, since, last)
    if rule.count is None:
        return (start for start in _all(rule, first, since, last, budget) if start > first)
    return _counted(rule.count, _all(rule, first, first, last, budget), first, budget)


def fits(rule: Rule, first: int, budget: Budget) -> bool:
    """Whether the rule itself gives the start that it begins with. Raises TooMuch."""
    return rule.plain or first in _all(rule, first, first, first, budget)


def _plain(rule: Rule, first: int, since: int, last: int) -> Iterator[int]:
    """A frequency and an interval alone are arithmetic."""
    step = _STEPS[rule.frequency] * rule.interval
    if rule.count is not None:
        last = min(last, first + (rule.count - 1) * step)
    return iter(range(first + max(1, (since - first) // step) * step, last + 1, step))


def _counted(count: int, every: Iterator[int], first: int, budget: Budget) -> Iterator[int]:
    """As many starts as COUNT says, the event's own being the first of them."""
    left = count - 1
    for start in every:
        if left <= 0:
            return
        if start > first:
            left -= 1
            yield start


def _all(rule: Rule, first: int, since: int, last: int, budget: Budget) -> Iterator[int]:
    whole = complete(rule, first // DAY)
    found = periods(whole, first // DAY, since // DAY, last // DAY)
    if rule.frequency in WITHIN_A_DAY:
        return _within_days(whole, first, last, found, budget)
    return _on_days(whole, first, last, found, budget)


def _on_days(rule: Rule, first: int, last: int, found: Iterator[Sequence[int]], budget: Budget) -> Iterator[int]:
    """The starts of a rule by days or longer: each time of the day on each day of a period."""
    times = _times(rule, first, budget)
    each = 2 if rule.frequency == "DAILY" else 1  # a day alone costs more than the days of a whole period
    for days in found:
        budget.look(max(each, len(days)))
        if rule.positions:
            yield from _between(first, last, _picked(rule, days, times))
            continue
        for day in days:
            budget.look(len(times) - 1)
            for time in times:
                start = day * DAY + time
                if first <= start <= last:
                    yield start


def _between(first: int, last: int, found: Iterator[int]) -> Iterator[int]:
    return (start for start in found if first <= start <= last)


def _times(rule: Rule, first: int, budget: Budget) -> list[int]:
    """The times of the day, in seconds, with what the rule leaves open taken from the first instance."""
    time = first % DAY
    hours, minutes = rule.hours or (time // 3600,), rule.minutes or (time // 60 % 60,)
    seconds = rule.seconds or (time % 60,)
    budget.look(len(hours) * len(minutes) * len(seconds))
    return [hour * 3600 + minute * 60 + second for hour, minute, second in product(hours, minutes, seconds)]


def _picked(rule: Rule, days: Sequence[int], times: Sequence[int]) -> Iterator[int]:
    """The positions of BYSETPOS among all starts of a period, by arithmetic: there may be millions."""
    size = len(days) * len(times)
    for at in sorted({n - 1 if n > 0 else size + n for n in rule.positions}):
        if 0 <= at < size:
            yield days[at // len(times)] * DAY + times[at % len(times)]


def _within_days(rule: Rule, first: int, last: int, found: Iterator[Sequence[int]], budget: Budget) -> Iterator[int]:
    """The starts of a rule by hours, minutes or seconds."""
    unit = WITHIN_A_DAY[rule.frequency]
    step, base = rule.interval * unit, first - first % unit
    blocks = _blocks(rule)
    inner = _inner(rule, first)
    for days in found:
        budget.look(2)
        for day in days:
            budget.look(len(blocks))
            for begin, end in blocks:
                at = day * DAY + begin
                for period in range(at + (base - at) % step, day * DAY + end, step):
                    budget.look(1)
                    for second in inner:
                        start = period + second
                        if first <= start <= last and _second_fits(rule, start):
                            yield start


def _blocks(rule: Rule) -> list[tuple[int, int]]:
    """The stretches of a day, in seconds, in which a period of such a rule may begin."""
    if rule.minutes and rule.frequency != "HOURLY":
        each = product(rule.hours or _EVERY[24], rule.minutes)
        return [(hour * 3600 + minute * 60, hour * 3600 + minute * 60 + 60) for hour, minute in each]
    if rule.hours:
        return [(hour * 3600, hour * 3600 + 3600) for hour in rule.hours]
    return [(0, DAY)]


def _inner(rule: Rule, first: int) -> list[int]:
    """The seconds after its beginning at which things start within one period, BYSETPOS applied."""
    if rule.frequency == "SECONDLY":
        seconds = [0]
    elif rule.frequency == "MINUTELY":
        seconds = list(rule.seconds or (first % 60,))
    else:
        each = product(rule.minutes or (first // 60 % 60,), rule.seconds or (first % 60,))
        seconds = [minute * 60 + second for minute, second in each]
    return list(_picked(rule, [0], seconds)) if rule.positions else seconds


def _second_fits(rule: Rule, start: int) -> bool:
    return rule.frequency != "SECONDLY" or not rule.seconds or start % 60 in rule.seconds
