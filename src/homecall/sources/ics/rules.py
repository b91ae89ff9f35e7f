"""Recurrence rules of RFC 5545 from days to years, walked period by period so that every one of them ends.

Walking whole periods up to a given day is what bounds a rule that never fits (30 February) or never stops. Rules that
repeat within the day are refused: no roster means them, and they are how a calendar hangs its reader.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
MOST_TIMES = 24
_NUMBERED = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")
_NUMBERS = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_TIMES = {"BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 59}
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_NUMBERS, *_TIMES})


class TooMuch(ValueError):
    """The rules of a calendar ask for more work than a calendar may."""


@dataclass(slots=True)
class Budget:
    """How many days may still be looked at, and how many instances may still be made, for one whole calendar.

    A rule with several times a day looks at its days as often.
    """

    days: int = 250_000
    instances: int = 20_000

    def look(self, days: int) -> None:
        """Takes days off the budget. Raises TooMuch."""
        self.days -= days
        if self.days < 0:
            raise TooMuch("the calendar repeats in ways that take too long to follow")

    def make(self) -> None:
        """Takes one instance off the budget. Raises TooMuch."""
        self.instances -= 1
        if self.instances < 0:
            raise TooMuch("the calendar repeats more than 20,000 times")


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence rule. `until` is the raw value, since its meaning hangs on the event's zone.

    `weekdays` are pairs of a number (0: each) and a weekday from Monday 0. Empty sets mean no condition.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    week_start: int = 0
    weekdays: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    positions: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()

    @property
    def endless(self) -> bool:
        """Whether nothing ends it."""
        return self.count is None and not self.until

    def starts(self, first: datetime, since: date, last: date, budget: Budget) -> Iterator[datetime]:
        """The wall-clock starts from `first` on, in order, of the periods from `since` to `last`.

        COUNT and UNTIL are the caller's. Raises TooMuch.
        """
        rule = _complete(self, first)
        times = _times(rule, first)
        free = not (rule.months or rule.month_days or rule.weekdays or rule.year_days or rule.weeks)
        step = max(0, _steps_to(rule, first.date(), since))
        while (days := _period(rule, first.date(), step)) and days[0] <= last:
            budget.look(len(days) * len(times))
            fitting = [datetime.combine(day, at) for day in days if free or _fits(rule, day) for at in times]
            yield from (start for start in _picked(rule, fitting) if start >= first)
            step += 1


def _complete(rule: Rule, first: datetime) -> Rule:
    """The rule with what it leaves to its first instance filled in."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.weeks:
        return rule
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if rule.frequency == "YEARLY" and not months:
        months = frozenset({first.month})
    if rule.frequency in ("YEARLY", "MONTHLY"):
        month_days = frozenset({first.day})
    if rule.frequency == "WEEKLY":
        weekdays = frozenset({(0, first.weekday())})
    return replace(rule, weekdays=weekdays, months=months, month_days=month_days)


def _times(rule: Rule, first: datetime) -> list[time]:
    hours = rule.hours or (first.hour,)
    minutes = rule.minutes or (first.minute,)
    return [time(hour, minute) for hour, minute in product(sorted(hours), sorted(minutes))]


def _steps_to(rule: Rule, first: date, since: date) -> int:
    """How many steps of the interval lie wholly before `since`."""
    months = (since.year - first.year) * 12 + since.month - first.month
    units = {"DAILY": (since - first).days, "WEEKLY": (since - first).days // 7, "MONTHLY": months}
    return units.get(rule.frequency, since.year - first.year) // rule.interval


def _period(rule: Rule, first: date, step: int) -> list[date]:
    """The days of the period that many steps after the first one; empty past the end of the calendar."""
    ahead = step * rule.interval
    try:
        if rule.frequency == "DAILY":
            return [first + timedelta(days=ahead)]
        if rule.frequency == "WEEKLY":
            monday = first - timedelta(days=(first.weekday() - rule.week_start) % 7)
            return [monday + timedelta(days=7 * ahead + n) for n in range(7)]
        if rule.frequency == "MONTHLY":
            year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
            return _month(year, month + 1)
        months = sorted(rule.months) or range(1, 13)
        return [day for month in months for day in _month(first.year + ahead, month)]
    except (OverflowError, ValueError):
        return []


def _fits(rule: Rule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or not rule.month_days.isdisjoint((day.day, day.day - _month_days(day) - 1)))
        and (not rule.weekdays or any(_is_weekday(rule, day, n, weekday) for n, weekday in rule.weekdays))
        and (not rule.year_days or not rule.year_days.isdisjoint(_year_day(day)))
        and (not rule.weeks or not rule.weeks.isdisjoint(_week(day)))
    )


def _is_weekday(rule: Rule, day: date, number: int, weekday: int) -> bool:
    """Whether it is the numbered weekday of its month or, in a rule by years without months, of its year."""
    if day.weekday() != weekday or not number or rule.frequency in ("DAILY", "WEEKLY"):
        return day.weekday() == weekday
    at, length = day.day, _month_days(day)
    if rule.frequency == "YEARLY" and not rule.months:
        at, length = _year_day(day)[0], 366 if calendar.isleap(day.year) else 365
    return number == (at - 1) // 7 + 1 or -number == (length - at) // 7 + 1


def _picked(rule: Rule, starts: list[datetime]) -> list[datetime]:
    if not rule.positions:
        return starts
    every = {n if n > 0 else len(starts) + 1 + n for n in rule.positions}
    return [start for n, start in enumerate(starts, start=1) if n in every]


def _month_days(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, n) for n in range(1, calendar.monthrange(year, month)[1] + 1)]


def _year_day(day: date) -> tuple[int, int]:
    """The day of the year counted from its start (1 is the first) and from its end (-1 is the last)."""
    at = day.timetuple().tm_yday
    return at, at - (367 if calendar.isleap(day.year) else 366)


def _week(day: date) -> tuple[int, int]:
    """The ISO week of the day, counted from the start and from the end of its week-year."""
    year, week, _ = day.isocalendar()
    return week, week - date(year, 12, 28).isocalendar().week - 1


def parse(text: str) -> Rule:
    """The value of an RRULE. Raises ValueError, saying why, for one that is broken or repeats within the day."""
    parts = dict(_pair(part) for part in text.strip().rstrip(";").split(";"))
    unknown = sorted(parts.keys() - _KNOWN)
    if unknown:
        raise ValueError(f"its rule has {unknown[0]}, which is not known")
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise ValueError(f"it repeats within the day ({frequency})")
    if frequency not in FREQUENCIES:
        raise ValueError("its rule does not say how often it repeats")
    if not re.fullmatch(r"|\d{8}(T\d{4,6}Z?)?", parts.get("UNTIL", "").replace("-", "").replace(":", "")):
        raise ValueError(f"its rule has UNTIL={parts['UNTIL'][:20]}")
    numbers = {name: _numbers(parts.get(name, ""), name, most) for name, most in (_NUMBERS | _TIMES).items()}
    _reasonable(numbers, parts)
    return Rule(
        frequency, _positive(parts, "INTERVAL") or 1, _positive(parts, "COUNT"), parts.get("UNTIL", ""),
        _week_start(parts.get("WKST", "MO")), _weekdays(parts.get("BYDAY", "")), frozenset(numbers["BYMONTH"]),
        frozenset(numbers["BYMONTHDAY"]), frozenset(numbers["BYYEARDAY"]), frozenset(numbers["BYWEEKNO"]),
        numbers["BYSETPOS"], numbers["BYHOUR"], numbers["BYMINUTE"],
    )  # fmt: skip


def _pair(part: str) -> tuple[str, str]:
    name, equals, value = part.strip().upper().partition("=")
    if not equals:
        raise ValueError(f"its rule holds {part[:20]!r}")
    return name, value


def _reasonable(numbers: dict[str, tuple[int, ...]], parts: dict[str, str]) -> None:
    """Refuses rules with more than a day's worth of times, and weeks that do not start on Monday."""
    if max(len(numbers["BYHOUR"]), 1) * max(len(numbers["BYMINUTE"]), 1) > MOST_TIMES or len(numbers["BYSECOND"]) > 1:
        raise ValueError(f"it repeats more than {MOST_TIMES} times a day")
    if numbers["BYWEEKNO"] and parts.get("WKST", "MO") != "MO":
        raise ValueError("it counts weeks that do not start on Monday")


def _numbers(text: str, name: str, most: int) -> tuple[int, ...]:
    try:
        numbers = tuple(dict.fromkeys(int(part) for part in text.split(",")[: most * 2 + 2])) if text else ()
    except ValueError:
        raise ValueError(f"its rule has {name}={text[:20]}") from None
    least = 0 if name in _TIMES else 1
    if any(not least <= abs(n) <= most or (n < 0 and name in ("BYMONTH", *_TIMES)) for n in numbers):
        raise ValueError(f"its rule has {name}={text[:20]}")
    return numbers


def _positive(parts: dict[str, str], name: str) -> int | None:
    if name not in parts:
        return None
    if not re.fullmatch(r"0*[1-9]\d{0,9}", parts[name]):
        raise ValueError(f"its rule has {name}={parts[name][:20]}")
    return int(parts[name])


def _week_start(text: str) -> int:
    if text not in WEEKDAYS:
        raise ValueError(f"its rule has WKST={text[:20]}")
    return WEEKDAYS.index(text)


def _weekdays(text: str) -> frozenset[tuple[int, int]]:
    found = [_NUMBERED.match(part.strip()) for part in text.split(",")] if text else []
    if None in found:
        raise ValueError(f"its rule has BYDAY={text[:20]}")
    return frozenset((int(one[1] or 0), WEEKDAYS.index(one[2])) for one in found if one)
