"""Which clock a TZID means: the calendar's own definition, an IANA name, or a name of Windows, in that order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from homecall.errors import TimeError
from homecall.sources.ics.lines import Component
from homecall.sources.ics.rules import Budget, parse
from homecall.sources.ics.windows import SHOWN, WINDOWS
from homecall.spans.span import Minute, instant
from homecall.spans.wall import Horizon, Wall

Localize = Callable[[datetime], Minute]
"""From a naive wall-clock time to its instant."""

_PREFIX = re.compile(r"^(?:\([^)]*\) *|/+)")
_COUNTRY = re.compile(r" *\([^)]*\)$")
_COPY = re.compile(r" +\d$")
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?$")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})")
_AROUND = timedelta(days=800)
MOST_ONSETS = 2_000


def utc(naive: datetime) -> Minute:
    """The instant of a time on the UTC clock."""
    return instant(naive.replace(tzinfo=UTC))


@lru_cache(maxsize=256)
def iana(name: str) -> Wall | None:
    """The clock of an IANA zone, None if there is none of that name. Capitals must be right, as in the database."""
    try:
        return Wall(name)
    except TimeError:
        return None


@dataclass(frozen=True, slots=True)
class Written:
    """A zone as a calendar defines it: the wall-clock times from which each offset holds, in order.

    Times that a jump skips or repeats are read as on every other clock of the house: with the offset before it.
    """

    since: tuple[datetime, ...]
    offsets: tuple[int, ...]
    before: int

    def localize(self, naive: datetime) -> Minute:
        """The instant of a naive time on this clock."""
        at = bisect_right(self.since, naive)
        return utc(naive) - (self.offsets[at - 1] if at else self.before)


class Zones:
    """The zones that one calendar may speak of."""

    def __init__(self, definitions: Iterable[Component], default: str, horizon: Horizon) -> None:
        self._horizon = horizon
        self._written: dict[str, Component] = {}
        self._known: dict[str, Localize] = {}
        for component in definitions:
            self._written.setdefault(_tzid(component), component)
        named = _by_name(default)
        self.floating: Localize = named.localize if named else horizon.wall.localize

    def named(self, name: str) -> Localize:
        """The clock of a TZID; an empty one floats. Raises ValueError for a zone that nobody knows."""
        name = name.strip().strip('"')
        if not name:
            return self.floating
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Localize:
        wall = _by_name(name)
        if name in self._written and self._written[name].parts:
            try:
                return written(self._written[name], self._horizon).localize
            except ValueError:
                # A broken definition under a good name: the name still says what was meant.
                if wall is None:
                    raise
        if wall is None:
            raise ValueError(f"its time zone {name[:60]!r} is not known")
        return wall.localize


def _tzid(component: Component) -> str:
    try:
        return next((one.value.strip() for one in component.properties(frozenset({"TZID"}))), "")
    except ValueError:
        return ""


def _by_name(name: str) -> Wall | None:
    return next((wall for guess in _guesses(name) if (wall := iana(guess))), None)


def _bare(name: str) -> str:
    return _PREFIX.sub("", name.strip().strip('"'))


def _guesses(name: str) -> list[str]:
    """The IANA names that a TZID may mean, likeliest first."""
    bare = _COPY.sub("", _bare(name))
    tails = ["/".join(bare.split("/")[-n:]) for n in (3, 2)]
    shown = SHOWN.get(_COUNTRY.sub("", bare).casefold(), "")
    return [guess for guess in (bare, *tails, WINDOWS.get(bare, ""), shown) if guess]


def written(component: Component, horizon: Horizon) -> Written:
    """The zone that a VTIMEZONE defines, exact for some two years around the horizon. Raises ValueError."""
    onsets: list[tuple[Minute, int, int]] = []
    for part in component.parts:
        onsets += _onsets(part, horizon)
    if not onsets:
        raise ValueError("its time zone is defined without any offset")
    onsets.sort()
    # A jump forward counts from its far side and a jump back from its near one: the offset before holds in between.
    since = tuple(_naive(at + max(old, new)) for at, old, new in onsets)
    return Written(since, tuple(new for _, _, new in onsets), onsets[0][1])


def _naive(minute: Minute) -> datetime:
    return datetime(1970, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001 (a wall clock has no zone)


def _onsets(part: Component, horizon: Horizon) -> list[tuple[Minute, int, int]]:
    """The instants at which an observance begins, with the offsets before and after, in minutes."""
    values: dict[str, list[str]] = {}
    for found in part.properties(frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})):
        values.setdefault(found.name, []).append(found.value)
    old, new = (_offset(values.get(name, [""])[0]) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    first = _stamp(values.get("DTSTART", [""])[0])
    listed = [one for value in values.get("RDATE", []) for one in value.split(",")]
    if len(listed) > MOST_ONSETS:
        raise ValueError("its time zone changes too often")
    begins = {first, *(_stamp(one) for one in listed)}
    for rule in values.get("RRULE", []):
        begins.update(_repeated(first, rule, horizon))
    return [(utc(begin) - old, old, new) for begin in begins]


def _repeated(first: datetime, text: str, horizon: Horizon) -> list[datetime]:
    rule = parse(text)
    since, last = horizon.first - _AROUND, horizon.dates[-1] + _AROUND
    ends = _stamp(rule.until) if "T" in rule.until else None
    starts = rule.starts(first, max(since, date(first.year, 1, 1)), last, Budget(days=20_000))
    return [start for start in starts if ends is None or start <= ends]


def _stamp(text: str) -> datetime:
    found = _STAMP.match(text.strip())
    if found is None:
        raise ValueError("its time zone is defined without a start")
    year, month, day, hour, minute = (int(group) for group in found.groups())
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 (a wall clock has no zone)


def _offset(text: str) -> int:
    found = _OFFSET.match(text.strip())
    if found is None:
        raise ValueError("its time zone is defined without an offset")
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] == "-" else minutes
