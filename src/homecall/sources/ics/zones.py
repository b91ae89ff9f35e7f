"""Which clock a TZID means: the calendar's own definition, an IANA name, or a name of Windows, in that order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from homecall.sources.ics import stamps
from homecall.sources.ics.compat import (
    evolution_zone_prefix,
    outlook_copy_number,
    outlook_display_zone,
    outlook_zone_address,
    webex_pacific,
)
from homecall.sources.ics.lines import Component
from homecall.sources.ics.stamps import DAY
from homecall.sources.ics.walk import Budget
from homecall.sources.ics.windows import WINDOWS
from homecall.sources.ics.written import Written

MOST_ZONES = 500
"""Zones of its own making that one calendar may speak of; each has to be worked out."""

MOST_DAYS = 20_000
"""Days of which one clock remembers its offset."""

_START = datetime(1970, 1, 1)  # noqa: DTZ001 (a wall clock has no zone)
_WINDOWS = {name.casefold(): zone for name, zone in WINDOWS.items()}


class Dial:
    """A clock: from its own seconds since 1970 to instants (UTC seconds since 1970) and back.

    A time that a change of clocks leaves out is read with the offset before it, one that comes twice is the first.
    `offsets` holds, by day of this clock, the offset of days without a change; it fills as days are asked for.
    """

    def __init__(self, rules: ZoneInfo | timezone | Written) -> None:
        self._rules = rules
        self.offsets: dict[int, int] = {}
        self._shown: dict[int, int] = {}

    def utc(self, naive: int) -> int:
        """The instant at which this clock shows a time."""
        day = naive // DAY
        if day in self.offsets:
            return naive - self.offsets[day]
        before, after = self._offset(day * DAY), self._offset(day * DAY + DAY - 1)
        if before == after:
            _remember(self.offsets, day, before)
            return naive - before
        return naive - self._offset(naive)

    def local(self, instant: int) -> int:
        """What this clock shows at an instant."""
        day = instant // DAY
        if day in self._shown:
            return instant + self._shown[day]
        before, after = self._at(day * DAY), self._at(day * DAY + DAY - 1)
        if before == after:
            _remember(self._shown, day, before)
            return instant + before
        return instant + self._at(instant)

    def _offset(self, naive: int) -> int:
        if isinstance(self._rules, Written):
            return self._rules.offset(naive)
        shown = _START + timedelta(seconds=naive)
        return _seconds(shown.replace(tzinfo=self._rules).utcoffset())

    def _at(self, instant: int) -> int:
        if isinstance(self._rules, Written):
            return self._rules.offset_at(instant)
        moment = (_START + timedelta(seconds=instant)).replace(tzinfo=UTC)
        return _seconds(moment.astimezone(self._rules).utcoffset())


def _remember(known: dict[int, int], day: int, offset: int) -> None:
    if len(known) >= MOST_DAYS:
        known.clear()
    known[day] = offset


def _seconds(offset: timedelta | None) -> int:
    return offset.days * DAY + offset.seconds if offset else 0


UTC_DIAL = Dial(UTC)
"""The clock of UTC."""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=256)
def iana(name: str) -> Dial | None:
    """The clock of an IANA zone, None if there is none of that name. Capitals do not count."""
    known = _names().get(name.casefold())
    return Dial(ZoneInfo(known)) if known and known != "localtime" else None


class Zones:
    """The zones that the calendars of one file may speak of.

    `headers` are the X-WR-TIMEZONE of each VCALENDAR, which is the clock of its floating times; else `home` is.
    """

    def __init__(self, definitions: Iterable[Component], headers: dict[int, str], home: Dial, budget: Budget) -> None:
        self._home = home
        self._headers = headers
        self._budget = budget
        self._defined: dict[tuple[int, str], Component] = {}
        self._anywhere: dict[str, Component] = {}
        self._known: dict[tuple[int, str], Dial] = {}
        self._worked_out: dict[int, Dial] = {}
        # Sorted, so that of two definitions of one name the same counts whichever stands first.
        for component in sorted(definitions, key=_plainly):
            name = component.value("TZID").strip().strip('"').strip()
            self._defined.setdefault((component.sheet, name), component)
            self._anywhere.setdefault(name, component)

    def dial(self, sheet: int, zone: str) -> Dial:
        """The clock that a stamp of one VCALENDAR names. Raises ValueError for a zone that nobody knows."""
        found = self._known.get((sheet, zone))
        if found is None:
            found = self._known[sheet, zone] = self._find(sheet, zone)
        return found

    def _find(self, sheet: int, zone: str) -> Dial:
        if zone == stamps.UTC:
            return UTC_DIAL
        if zone == stamps.FLOATING:
            return self._floating(sheet)
        named = by_name(zone)
        definition = self._defined.get((sheet, zone)) or self._anywhere.get(zone)
        if definition is not None and definition.parts:
            try:
                return self._work_out(definition)
            except ValueError:
                # A broken definition under a good name: the name still says what was meant.
                if named is None:
                    raise
        if named is None:
            raise ValueError(f"its time zone {zone[:60]!r} is not known")
        return named

    def _floating(self, sheet: int) -> Dial:
        """The clock of times without a zone: the calendar's, as far as it names one that is known."""
        name = self._headers.get(sheet, "").strip()
        if not name:
            return self._home
        try:
            return self._find(sheet, name)
        except ValueError:
            return self._home

    def _work_out(self, definition: Component) -> Dial:
        if id(definition) not in self._worked_out:
            if len(self._worked_out) >= MOST_ZONES:
                raise ValueError(f"the calendar uses more than {MOST_ZONES} time zones of its own")
            self._worked_out[id(definition)] = Dial(Written(definition, self._budget))
        return self._worked_out[id(definition)]


def _plainly(component: Component) -> tuple[str, int, str]:
    """Orders definitions by what they say; a calendar's own comes first in its own calendar anyway."""
    said = [(part.name, sorted(part.first.items()), sorted(part.lists)) for part in component.parts]
    return component.value("TZID"), -len(component.parts), repr(sorted(said))


@lru_cache(maxsize=1_024)
def by_name(name: str) -> Dial | None:
    """The clock that a name alone means, None where it is none that anybody uses."""
    return next((dial for guess in _guesses(name) if guess and (dial := iana(guess))), None)


def _guesses(name: str) -> list[str]:
    """The IANA names that a TZID may mean, likeliest first."""
    whole = name.strip().strip('"').strip()
    bare = whole.lstrip("/")
    single = outlook_copy_number.bare(bare)
    return [
        bare, _WINDOWS.get(bare.casefold(), ""), single, *evolution_zone_prefix.zones(single),
        _WINDOWS.get(single.casefold(), ""),
        outlook_display_zone.zone(single), outlook_zone_address.zone(whole), webex_pacific.zone(single),
    ]  # fmt: skip
