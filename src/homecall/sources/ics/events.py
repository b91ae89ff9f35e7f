"""One event as it is written: when it starts, how long it lasts, how it repeats, what it replaces."""

from __future__ import annotations

from typing import NamedTuple

from homecall.sources.ics.compat import amion_equal_end, outlook_unquoted_zone
from homecall.sources.ics.lines import MOST_DATES, Component, unescaped
from homecall.sources.ics.rules import Rule, parse
from homecall.sources.ics.stamps import DAY, Lasting, Stamp, lasting, stamp

MOST_LETTERS = 20_000
"""How long a title or an identifier may be: each occurrence says both again."""

CANCELLED = "CANCELLED"
UNSAID = "CONFIRMED"
"""The status of an event that states none: calendars leave it out of what simply takes place."""


class Extra(NamedTuple):
    """A date that a series has besides its rule. `end` or `lasts` where it is a period with its own length."""

    start: Stamp
    end: Stamp | None = None
    lasts: Lasting | None = None


class Event(NamedTuple):
    """A VEVENT. `end` is as written, `lasts` a DURATION; neither, where nobody says how long it takes.

    `line` is where it stands, folds joined; `sheet` the VCALENDAR that it stands in. `replaces` is the instance of its
    series that it stands for, `onwards` whether for all later ones too. `revised` is LAST-MODIFIED, else DTSTAMP.
    """

    uid: str
    title: str
    status: str
    line: int
    sheet: int
    start: Stamp
    end: Stamp | None = None
    lasts: Lasting | None = None
    rules: tuple[Rule, ...] = ()
    not_rules: tuple[Rule, ...] = ()
    also: tuple[Extra, ...] = ()
    never: tuple[Stamp, ...] = ()
    replaces: Stamp | None = None
    onwards: bool = False
    sequence: int = 0
    revised: str = ""

    @property
    def repeats(self) -> bool:
        """Whether it is more than its own start."""
        return bool(self.rules or self.also or self.never)


def event(component: Component) -> Event:
    """The event of a component. Raises ValueError, saying why, for one that cannot be read."""
    if not component.closed or component.broken:
        raise ValueError(component.broken or "it has no end (END:VEVENT)")
    first = component.first
    replaces = _stamp(first["RECURRENCE-ID"]) if "RECURRENCE-ID" in first else None
    start = _stamp(first["DTSTART"]) if "DTSTART" in first else replaces
    if start is None:
        raise ValueError("it has no start")
    uid, title = unescaped(component.value("UID")).strip(), unescaped(component.value("SUMMARY"))
    if max(len(uid), len(title)) > MOST_LETTERS:
        raise ValueError(f"its title or its identifier has more than {MOST_LETTERS:,} characters")
    made = Event(
        uid,
        title,
        component.value("STATUS").strip().upper() or UNSAID,
        component.line,
        component.sheet,
        start,
        *_length(component, start),
        replaces=replaces,
        sequence=_sequence(component.value("SEQUENCE").strip()),
        revised=(component.value("LAST-MODIFIED") or component.value("DTSTAMP")).strip(),
    )
    if replaces is not None:
        return made._replace(onwards="THISANDFUTURE" in first["RECURRENCE-ID"][0].upper())
    return _repeating(made, component) if component.lists else made


def _repeating(made: Event, component: Component) -> Event:
    """The event with its rules and lists of dates."""
    return made._replace(
        rules=tuple(parse(value) for _, value in component.listed("RRULE")),
        not_rules=tuple(parse(value) for _, value in component.listed("EXRULE")),
        also=tuple(_extra(parameters, value) for parameters, value in _values(component, "RDATE")),
        never=tuple(one for one in map(_never, _values(component, "EXDATE")) if one is not None),
    )


def _stamp(written: tuple[str, str]) -> Stamp:
    parameters, value = written
    try:
        return stamp(value, parameters)
    except ValueError:
        mended = outlook_unquoted_zone.mended(parameters, value)
        if mended is None:
            raise
        return stamp(mended[1], mended[0])


def _sequence(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _values(component: Component, name: str) -> list[tuple[str, str]]:
    """Each value of the lists of one name, once, in order. Raises ValueError for too many."""
    written = component.listed(name)
    if sum(value.count(",") + 1 for _, value in written) > MOST_DATES:
        raise ValueError(f"it lists more than {MOST_DATES} dates")
    each = ((parameters, one.strip()) for parameters, value in written for one in value.split(","))
    return sorted({one for one in each if one[1]})


def _never(written: tuple[str, str]) -> Stamp | None:
    """The stamp of an exception; None for one so far away that it can strike nothing."""
    try:
        return _stamp(written)
    except ValueError as error:
        if "too far away" in str(error):
            return None
        raise


def _extra(parameters: str, value: str) -> Extra:
    """A date that is added: alone, or a period up to an end or of a length."""
    begin, slash, rest = value.partition("/")
    start = _stamp((parameters, begin))
    if not slash:
        return Extra(start)
    if rest.strip().upper().lstrip("+-").startswith("P"):
        return Extra(start, lasts=lasting(rest))
    return Extra(start, end=_stamp((parameters, rest)))


def _length(component: Component, start: Stamp) -> tuple[Stamp | None, Lasting | None]:
    """The end, or the duration, that the event states; of a date alone always a duration in days."""
    first = component.first
    if "DTEND" in first:
        end = _stamp(first["DTEND"])
        if start.dated != end.dated:
            raise ValueError("one of its start and end is a date and the other a time")
        if start.dated:
            return None, Lasting(_days(start, end), 0)
        if end.zone == start.zone and end.naive < start.naive:
            raise ValueError("it ends before it starts")
        return end, None
    length = lasting(first["DURATION"][1]) if "DURATION" in first else None
    if start.dated:
        return None, Lasting(max(1, length.days - (-length.seconds // DAY)) if length else 1, 0)
    return None, length


def _days(start: Stamp, end: Stamp) -> int:
    days = amion_equal_end.days(end.day - start.day)
    if days < 0:
        raise ValueError("it ends before it starts")
    return days
