"""The days that a rule means, period by period: days, weeks, months and years, in days since 1970."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from homecall.sources.ics.rules import WITHIN_A_DAY, Rule
from homecall.sources.ics.stamps import date_at

_EPOCH = date(1970, 1, 1).toordinal()
_THURSDAY = 3
LAST_YEAR = 9_998
"""The last year that is looked at; beyond it there are no dates."""


def complete(rule: Rule, first: int) -> Rule:
    """The rule with the days that it leaves to its first instance filled in."""
    if rule.frequency in WITHIN_A_DAY or rule.frequency == "DAILY":
        return rule
    day = date_at(first)
    if rule.weekdays or rule.month_days or rule.year_days:
        return rule
    if rule.frequency == "WEEKLY" or rule.weeks:
        return replace(rule, weekdays=((0, day.weekday()),))
    months = rule.months or ((day.month,) if rule.frequency == "YEARLY" else ())
    return replace(rule, months=months, month_days=(day.day,))


def periods(rule: Rule, first: int, since: int, last: int) -> Iterator[Sequence[int]]:
    """The days of each period of a complete rule, from the one that holds `since` to the one that holds `last`.

    Periods are counted from the one of `first`, by the interval. For frequencies within the day each day is a period.
    """
    if rule.frequency == "WEEKLY":
        return _by_weeks(rule, first, since, last)
    if rule.frequency == "MONTHLY":
        return _by_months(rule, first, since, last)
    if rule.frequency == "YEARLY":
        return _by_years(rule, first, since, last)
    return _by_days(rule, first, since, last)


def _by_days(rule: Rule, first: int, since: int, last: int) -> Iterator[Sequence[int]]:
    step = rule.interval if rule.frequency == "DAILY" else 1
    begin = first + max(0, (since - first) // step) * step
    if not rule.picks_days:
        yield from ((day,) for day in range(begin, last + 1, step))
        return
    weekdays = {weekday for _, weekday in rule.weekdays}
    only = not (rule.months or rule.month_days or rule.year_days or rule.weeks)
    for day in range(begin, last + 1, step):
        on = not weekdays or (day + _THURSDAY) % 7 in weekdays
        yield (day,) if on and (only or _fits(rule, day)) else ()


def _by_weeks(rule: Rule, first: int, since: int, last: int) -> Iterator[Sequence[int]]:
    step = 7 * rule.interval
    week = first - _offset(rule, first)
    week += max(0, (since - week) // step) * step
    offsets = sorted({(weekday - rule.week_start) % 7 for _, weekday in rule.weekdays}) or list(range(7))
    limited = bool(rule.months or rule.month_days or rule.year_days or rule.weeks)
    while week <= last:
        days = [week + offset for offset in offsets]
        yield [day for day in days if _fits(rule, day)] if limited else days
        week += step


def _by_months(rule: Rule, first: int, since: int, last: int) -> Iterator[Sequence[int]]:
    begin, now, end = (date_at(day) for day in (first, max(first, since), max(first, last)))
    month = begin.year * 12 + begin.month - 1
    month += (now.year * 12 + now.month - 1 - month) // rule.interval * rule.interval
    while month <= min(end.year * 12 + end.month - 1, LAST_YEAR * 12):
        year, at = divmod(month, 12)
        days = _month_days(rule, year, at + 1) if not rule.months or at + 1 in rule.months else ()
        yield [day for day in days if _far(rule, day)] if rule.year_days or rule.weeks else days
        month += rule.interval


def _by_years(rule: Rule, first: int, since: int, last: int) -> Iterator[Sequence[int]]:
    begin = date_at(first).year
    year = begin + (date_at(max(first, since)).year - begin) // rule.interval * rule.interval
    while year <= min(date_at(max(first, last)).year, LAST_YEAR):
        yield _year_days(rule, year)
        year += rule.interval


@lru_cache(maxsize=4_096)
def _month(year: int, month: int) -> tuple[int, int]:
    """The first day of a month, and how many it has."""
    return date(year, month, 1).toordinal() - _EPOCH, calendar.monthrange(year, month)[1]


def _offset(rule: Rule, day: int) -> int:
    """How far the day lies in its week, which starts on the rule's day."""
    return (day + _THURSDAY - rule.week_start) % 7


@lru_cache(maxsize=4_096)
def _month_days(rule: Rule, year: int, month: int) -> tuple[int, ...]:
    """The days that BYMONTHDAY and BYDAY name in one month; both together are where they meet."""
    begin, length = _month(year, month)
    found: set[int] | None = None
    if rule.month_days:
        found = {begin + (n - 1 if n > 0 else length + n) for n in rule.month_days if abs(n) <= length}
    if rule.weekdays:
        named = _named_weekdays(rule, begin, length)
        found = named if found is None else found & named
    return tuple(sorted(range(begin, begin + length) if found is None else found))


def _named_weekdays(rule: Rule, begin: int, length: int) -> set[int]:
    """The days that BYDAY names in a stretch of days, numbered from its start or from its end."""
    found: set[int] = set()
    for number, weekday in rule.weekdays:
        days = range(begin + (weekday - begin - _THURSDAY) % 7, begin + length, 7)
        if not number:
            found.update(days)
        elif abs(number) <= len(days):
            found.add(days[number - 1 if number > 0 else number])
    return found


@lru_cache(maxsize=4_096)
def _year_days(rule: Rule, year: int) -> tuple[int, ...]:
    """The days that a rule by years names in one year."""
    begin = _month(year, 1)[0]
    length = _month(year + 1, 1)[0] - begin
    if not (rule.year_days or rule.weeks) and (rule.months or not rule.weekdays):
        return tuple(day for month in rule.months or range(1, 13) for day in _month_days(rule, year, month))
    found = set(range(begin, begin + length))
    if rule.months:
        found &= {day for month in rule.months for day in range(*_bounds(year, month))}
    if rule.year_days:
        found &= {begin + (n - 1 if n > 0 else length + n) for n in rule.year_days if abs(n) <= length}
    if rule.weeks:
        found &= _week_days(rule, year)
    if rule.month_days:
        found &= {day for month in range(1, 13) for day in _of_month(rule, year, month)}
    if rule.weekdays:
        found &= _weekdays_of_year(rule, year, begin, length)
    return tuple(sorted(found))


def _bounds(year: int, month: int) -> tuple[int, int]:
    begin, length = _month(year, month)
    return begin, begin + length


def _of_month(rule: Rule, year: int, month: int) -> set[int]:
    begin, length = _month(year, month)
    return {begin + (n - 1 if n > 0 else length + n) for n in rule.month_days if abs(n) <= length}


def _weekdays_of_year(rule: Rule, year: int, begin: int, length: int) -> set[int]:
    """BYDAY in a rule by years: numbered within the months if there are any, else within the year; not within weeks."""
    if rule.weeks:
        rule = replace(rule, weekdays=tuple((0, weekday) for _, weekday in rule.weekdays))
    if not rule.months:
        return _named_weekdays(rule, begin, length)
    return {day for month in rule.months for day in _named_weekdays(rule, *_month(year, month))}


def _week_days(rule: Rule, year: int) -> set[int]:
    """The days of the numbered weeks, as far as they lie in or touch the year's own days."""
    found: set[int] = set()
    for of in (year - 1, year, year + 1):
        first, count = _first_week(rule, of), (_first_week(rule, of + 1) - _first_week(rule, of)) // 7
        for number in rule.weeks:
            at = number - 1 if number > 0 else count + number
            if 0 <= at < count:
                found.update(range(first + 7 * at, first + 7 * at + 7))
    return found


def _first_week(rule: Rule, year: int) -> int:
    """The day on which week 1 starts: the first week with four days or more in the year."""
    fourth = _month(year, 1)[0] + 3
    return fourth - _offset(rule, fourth)


def _fits(rule: Rule, day: int) -> bool:
    """Whether a single day is one of those that all parts of the rule but BYDAY allow."""
    at = date_at(day)
    length = calendar.monthrange(at.year, at.month)[1]
    return (
        (not rule.months or at.month in rule.months)
        and (not rule.month_days or at.day in rule.month_days or at.day - length - 1 in rule.month_days)
        and _far(rule, day)
    )


def _far(rule: Rule, day: int) -> bool:
    """Whether BYYEARDAY and BYWEEKNO allow a day, where the rule does not go by years."""
    year = date_at(day).year
    begin, after = _month(year, 1)[0], _month(year + 1, 1)[0]
    counted = (day - begin + 1, day - after)
    return (not rule.year_days or not set(counted).isdisjoint(rule.year_days)) and (
        not rule.weeks or day in _week_days(rule, year)
    )
