"""Dates, times and durations as a calendar writes them, in whole seconds and on the clock that they name."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

DAY = 86_400
"""Seconds."""

YEARS = range(1600, 2200)
"""The years in which an event may begin or end; Outlook's zones begin in 1601."""

UTC, FLOATING = "Z", ""
_EPOCH = date(1970, 1, 1).toordinal()
_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d*)?)?\s*(Z|\+00:?00)?)?$",
    re.IGNORECASE | re.ASCII,
)
_DURATION = re.compile(r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$")


class Stamp(NamedTuple):
    """A date or a time as written.

    `naive` is in seconds since 1970 by the clock that `zone` names: a TZID, `UTC` or `FLOATING`. `dated`: a date alone.
    """

    naive: int
    zone: str
    dated: bool

    @property
    def day(self) -> int:
        """Its date, in days since 1970 by its own clock."""
        return self.naive // DAY


class Lasting(NamedTuple):
    """A duration: days by the wall clock, then seconds that really pass."""

    days: int
    seconds: int


@lru_cache(maxsize=16_384)
def day_of(digits: str) -> int:
    """Eight digits as days since 1970. Raises ValueError for a day that is none, or too far away."""
    year = int(digits[:4])
    if year not in YEARS:
        raise ValueError(f"the year {year} is too far away")
    try:
        return date(year, int(digits[4:6]), int(digits[6:])).toordinal() - _EPOCH
    except ValueError:
        raise ValueError(f"{digits!r} is not a date or a time") from None


def date_at(day: int) -> date:
    """The date that lies so many days after the first of 1970."""
    return date.fromordinal(day + _EPOCH)


def days_to(day: date) -> int:
    """The days from the first of 1970 to a date."""
    return day.toordinal() - _EPOCH


@lru_cache(maxsize=8_192)
def _clock(digits: str) -> int:
    hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if hour > 23 or minute > 59 or second > 60:
        raise ValueError(f"{digits!r} is not a time of day")
    return hour * 3600 + minute * 60 + min(second, 59)  # RFC 5545, 3.3.12: who knows no leap second reads the 59th


def stamp(value: str, parameters: str = "") -> Stamp:
    """The date or time of a value, with the parameters that stand before it. Raises ValueError."""
    size = len(value)
    if size == 15 and value[8] == "T" and value[:8].isdecimal() and value[9:].isdecimal() and value.isascii():
        naive = day_of(value[:8]) * DAY + _clock(value[9:])
        zone, dated = _named(parameters) if parameters else (FLOATING, False)
        return Stamp(naive - naive % DAY if dated else naive, zone, dated)
    return _loose(value.strip(), parameters)


def _loose(text: str, parameters: str) -> Stamp:
    found = _STAMP.match(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not a date or a time")
    day = day_of(found[1] + found[2] + found[3]) * DAY
    zone, dated = _named(parameters) if parameters else (FLOATING, False)
    if dated or found[4] is None:
        return Stamp(day, FLOATING, dated=True)
    return Stamp(day + _clock(found[4] + found[5] + (found[6] or "00")), UTC if found[7] else zone, dated=False)


@lru_cache(maxsize=4_096)
def _named(parameters: str) -> tuple[str, bool]:
    """The TZID among the parameters of a line, and whether they say that the value is a date."""
    zone = dated = ""
    for part in split_parameters(parameters):
        name, _, value = part.partition("=")
        if name.strip().upper() == "TZID":
            zone = value.strip().strip('"').strip()
        elif name.strip().upper() == "VALUE":
            dated = value.strip().strip('"').upper()
    return zone, dated == "DATE"


def split_parameters(parameters: str) -> list[str]:
    """The parameters one by one; a semicolon between quotes does not part them."""
    if '"' not in parameters:
        return parameters.split(";")
    return re.findall(r'(?:"[^"]*"?|[^;"])+', parameters)


@lru_cache(maxsize=4_096)
def lasting(text: str) -> Lasting:
    """The length that a DURATION says. Raises ValueError."""
    found = _DURATION.match(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(f"{text[:40]!r} is not a duration")
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in found.groups()[1:])
    length = Lasting(weeks * 7 + days, hours * 3600 + minutes * 60 + seconds)
    if found[1] == "-" and any(length):
        raise ValueError("it ends before it starts")
    if length.days > 300_000 or length.seconds > 300_000 * DAY:
        raise ValueError(f"{text[:40]!r} is too long")
    return length
