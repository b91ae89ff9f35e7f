"""Which year a date without one means, and what is said of how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

BEFORE = timedelta(days=90)
"""A date without a year is seldom further back than this."""
AHEAD = timedelta(days=330)
"""Nor further ahead than this."""
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s?[-–/]\s?(?:20)?(\d\d)\b(?![-/]\d)")
_STARTS = 7
"""The month with which a school year begins at the earliest."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a letter says of its time: the family's `today`, and the first year of the school year it names, if any."""

    today: date
    school_year: int | None = None

    def years(self, month: int) -> Iterator[int]:
        """The years that a day of this month may be in, the likeliest first."""
        if self.school_year is not None:
            yield self.school_year + (month < _STARTS)
        year = self.today.year
        near = {one: date(one, month, 15) for one in (year - 1, year, year + 1)}
        near = {one: day for one, day in near.items() if day - self.today < AHEAD}
        start = self.today - BEFORE
        yield from sorted(near, key=lambda one: (near[one] < start, abs((near[one] - self.today).days)))


def term_of(text: str, today: date) -> Term:
    """The term that a letter speaks of: "2026–27" names its school year, if that is this one, the last or the next."""
    for match in _SCHOOL_YEAR.finditer(text):
        first, second = int(match[1]), int(match[2])
        if (first + 1) % 100 == second and abs(first - today.year) <= 1:
            return Term(today, first)
    return Term(today)


def day_in(years: Iterable[int], month: int, day: int, weekday: int | None) -> tuple[date | None, bool]:
    """The day in the first year in which it falls on the weekday, else in the likeliest; and whether it does fall so.

    None where there is no such day in any of them.
    """
    found = [one for year in years if (one := real(year, month, day))]
    if weekday is not None:
        for one in found:
            if one.weekday() == weekday:
                return one, True
    return (found[0], weekday is None) if found else (None, False)


def real(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
