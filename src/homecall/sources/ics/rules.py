"""Recurrence rules as RFC 5545 writes them, from seconds to years, with every part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from homecall.sources.ics.compat import ruby_escaped_rule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WITHIN_A_DAY = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
"""Frequencies shorter than a day, and their seconds."""

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", *WITHIN_A_DAY)
_NUMBERED = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")
_UNTIL = re.compile(r"\d{8}(T\d{4}(\d\d)?Z?)?$")
_NUMBERS = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_TIMES = {"BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 60}
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "RSCALE", "SKIP", *_NUMBERS, *_TIMES})


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence rule. `until` is digits, T and Z as written, since its meaning hangs on the event's zone.

    `weekdays` are pairs of a number (0: each) and a weekday from Monday 0. Empty means no condition.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    week_start: int = 0
    weekdays: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()

    @property
    def endless(self) -> bool:
        """Whether nothing ends it."""
        return self.count is None and not self.until

    @property
    def picks_days(self) -> bool:
        """Whether it says anything of which days it means."""
        return bool(self.weekdays or self.months or self.month_days or self.year_days or self.weeks)

    @property
    def picks_times(self) -> bool:
        """Whether it says anything of which times of the day it means."""
        return bool(self.hours or self.minutes or self.seconds)

    @property
    def plain(self) -> bool:
        """Whether it is a frequency and an interval, and nothing else."""
        return not (self.picks_days or self.picks_times or self.positions)


@lru_cache(maxsize=1_024)
def parse(text: str) -> Rule:
    """The value of an RRULE. Raises ValueError, saying why, for one that is broken."""
    if len(text) > 20_000:
        raise ValueError("its rule is too long")
    parts = dict(_pair(part) for part in ruby_escaped_rule.bare(text).strip().rstrip(";").split(";"))
    unknown = sorted(name for name in parts.keys() - _KNOWN if not name.startswith("X-"))
    if unknown:
        raise ValueError(f"its rule has {unknown[0]}, which is not known")
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise ValueError("its rule does not say how often it repeats")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise ValueError("its rule counts in another calendar, or moves days that are not there")
    numbers = {name: _numbers(parts.get(name, ""), name, most) for name, most in (_NUMBERS | _TIMES).items()}
    return Rule(
        frequency, _positive(parts, "INTERVAL") or 1, _positive(parts, "COUNT"), _until(parts.get("UNTIL", "")),
        _week_start(parts.get("WKST", "MO")), _weekdays(parts.get("BYDAY", "")), numbers["BYMONTH"],
        numbers["BYMONTHDAY"], numbers["BYYEARDAY"], numbers["BYWEEKNO"], numbers["BYSETPOS"],
        numbers["BYHOUR"], numbers["BYMINUTE"], tuple(sorted({min(n, 59) for n in numbers["BYSECOND"]})),
    )  # fmt: skip


def _pair(part: str) -> tuple[str, str]:
    name, equals, value = part.strip().upper().partition("=")
    if not equals:
        raise ValueError(f"its rule holds {part[:20]!r}")
    return name.strip(), value.strip()


def _until(text: str) -> str:
    digits = text.replace("-", "").replace(":", "")
    if digits and not _UNTIL.match(digits):
        raise ValueError(f"its rule has UNTIL={text[:20]}")
    return digits


def _numbers(text: str, name: str, most: int) -> tuple[int, ...]:
    try:
        numbers = tuple(sorted({int(part) for part in text.split(",") if part.strip()[:8]}))
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


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = [_NUMBERED.match(part.strip()) for part in text.split(",") if part.strip()]
    if None in found:
        raise ValueError(f"its rule has BYDAY={text[:20]}")
    return tuple(sorted({(int(one[1] or 0), WEEKDAYS.index(one[2])) for one in found if one}))
