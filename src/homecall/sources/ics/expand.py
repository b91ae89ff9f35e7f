"""From events to occurrences: what stands alone, and series with their rules, dates, exceptions and changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from homecall.sources.ics.events import CANCELLED, Event, Extra
from homecall.sources.ics.found import Findings
from homecall.sources.ics.groups import Changes, Later, Marks, Series
from homecall.sources.ics.rules import Rule
from homecall.sources.ics.stamps import DAY, FLOATING, UTC, stamp
from homecall.sources.ics.walk import TooMuch, fits, starts
from homecall.sources.ics.zones import Dial

_SLACK = 2 * 3600
_FOR_EVER = 2**62
_MISS = 10
"""Steps that a start costs which gives nothing in the window: it takes some ten times as long as a step of a rule."""


class Length(NamedTuple):
    """How long an instance lasts: seconds by the wall clock, then seconds that really pass."""

    wall: int
    elapsed: int


class _Start(NamedTuple):
    """One start of a series on its own clock: its instant where it is exact, its own length where it has one."""

    naive: int
    instant: int | None = None
    length: Length | None = None


def take(findings: Findings, series: Series) -> None:
    """Adds the occurrences of one UID; what cannot be read of it is refused by name."""
    changes = Changes(_understood(findings, series), findings.zones)
    read: list[Event] = []
    for master in series.masters:
        try:
            if master.repeats or series.overrides:
                _repeated(findings, master, changes.of(master))
            else:
                _alone(findings, master)
            _heard(findings, master)
            read.append(master)
        except (ValueError, OverflowError) as error:
            findings.refuse(master, error)
    for override in changes.kept(read) if series.overrides else ():
        try:
            _alone(findings, override)
            _heard(findings, override)
        except (ValueError, OverflowError) as error:
            findings.refuse(override, error)


def _understood(findings: Findings, series: Series) -> Iterator[Event]:
    """The replaced instances of which it is clear what they replace; the others are refused, and their series stays."""
    for one in series.overrides:
        stamp = one.replaces or one.start
        try:
            dial = findings.zones.dial(one.sheet, stamp.zone)
            if not stamp.dated:
                dial.utc(stamp.naive)  # a zone may be known and still tell no time, where it changes without end
            yield one
        except ValueError as error:
            findings.refuse(one, error)


def _heard(findings: Findings, event: Event) -> None:
    """Takes note of a title, whether or not the window shows it."""
    if event.status != CANCELLED:
        findings.titles.add(event.title)


def _alone(findings: Findings, event: Event) -> None:
    """Adds an event that stands for itself."""
    if event.start.dated:
        findings.add_days(event, event.start.day, _days(event))
        return
    dial = findings.zones.dial(event.sheet, event.start.zone)
    start = dial.utc(event.start.naive)
    length = _length(findings, event, event, exact=False)
    findings.add(event, start, _end(dial, event.start.naive, start, length))


def _days(event: Event) -> int:
    return event.lasts.days if event.lasts else 1


def _length(findings: Findings, event: Event, one: Event | Extra, *, exact: bool) -> Length:
    """How long an event, or a period that it lists, lasts. Raises ValueError if it ends before it starts."""
    start, end = one.start, one.end
    if one.lasts is not None:
        return Length(one.lasts.days * DAY, one.lasts.seconds)
    if end is None:
        return Length(0, 0)
    zones = findings.zones
    elapsed = zones.dial(event.sheet, end.zone).utc(end.naive) - zones.dial(event.sheet, start.zone).utc(start.naive)
    if end.zone == start.zone and (elapsed <= 0 or not exact):
        if end.naive < start.naive:
            raise ValueError("it ends before it starts")
        return Length(end.naive - start.naive, 0)
    if elapsed < 0:
        raise ValueError("it ends before it starts")
    return Length(0, elapsed)


def _end(dial: Dial, naive: int, start: int, length: Length) -> int:
    """The instant of an end. What a jump of the clocks ate still passes: nothing is swallowed."""
    if not length.wall:
        return start + length.elapsed
    end = dial.utc(naive + length.wall) + length.elapsed
    return end if end > start else start + length.wall + length.elapsed


def _repeated(findings: Findings, master: Event, marks: Marks) -> None:
    """Adds the instances of a series. Raises ValueError, or TooMuch where it ran into a limit."""
    if master.status != CANCELLED and any(rule.endless for rule in master.rules):
        findings.reach.endless = True
    dial = findings.zones.dial(master.sheet, master.start.zone)
    length, dated = _usual(findings, master), master.start.dated
    most = len(findings.found) + findings.limits.series
    seen: set[int] = set()
    for start in _starts(findings, master, dial, length, marks):
        naive = start.naive
        instant = start.instant
        if instant is None:
            instant = naive if dated else dial.utc(naive)
        if instant in seen:
            continue
        seen.add(instant)
        if marks and marks.bar(instant, naive // DAY):
            continue
        if len(findings.found) >= most:
            raise TooMuch(f"it repeats more than {findings.limits.series:,} times in this window", "series")
        before = len(findings.found)
        change = marks.later.at(instant) if marks else None
        if change is not None:
            _changed(findings, master, change, instant)
        elif dated:
            findings.add_days(master, naive // DAY, _days(master))
        else:
            findings.add(master, instant, _end(dial, naive, instant, start.length or length))
        if len(findings.found) == before:  # a change that moves a series by decades makes us look at decades of it
            findings.budget.look(_MISS)


def _usual(findings: Findings, master: Event) -> Length:
    """How long the instances of a series last."""
    if master.start.dated:
        return Length(_days(master) * DAY, 0)
    exact = not findings.window.wall_ends and master.repeats
    return _length(findings, master, master, exact=exact)


def _changed(findings: Findings, master: Event, made: tuple[int, Event], instant: int) -> None:
    """Adds a later instance of a series that was changed from some instance onwards, as far from its old time."""
    at, change = made
    dial = findings.zones.dial(change.sheet, change.start.zone)
    if master.start.dated or change.start.dated:
        home = findings.zones.dial(master.sheet, master.start.zone)
        ahead = instant - at if master.start.dated else (home.local(instant) // DAY - home.local(at) // DAY) * DAY
        naive = change.start.naive + ahead
    else:
        naive = change.start.naive + dial.local(instant) - dial.local(at)
    if change.start.dated:
        findings.add_days(change, naive // DAY, _days(change))
        return
    start = dial.utc(naive)
    findings.add(change, start, _end(dial, naive, start, _usual(findings, change)))


def _starts(findings: Findings, master: Event, dial: Dial, length: Length, marks: Marks) -> Iterator[_Start]:
    """Every start that the event's rules and lists give around the window, exceptions not yet taken out."""
    since, last = _bounds(findings, master, dial, length, marks)
    for extra in master.also:
        yield _extra(findings, master, dial, extra)
    first = master.start.naive
    barred: set[int] = {first for rule in master.not_rules if fits(rule, first, findings.budget)}
    if not (barred or _over(master, dial)):
        yield _Start(first)
    for rule in master.not_rules:
        for naive in _walk(findings, master, dial, rule, since, last):
            findings.budget.look(1)
            barred.add(naive)
    for rule in master.rules:
        for naive in _walk(findings, master, dial, rule, since, last):
            if naive not in barred:
                yield _Start(naive)


def _bounds(findings: Findings, master: Event, dial: Dial, length: Length, marks: Marks) -> tuple[int, int]:
    """From when to when, on the series' clock, a start can matter: so long before the window as an instance lasts."""
    window = findings.window
    slack = _SLACK + _reach(findings, marks.later)
    before = length.wall + length.elapsed + slack
    if master.start.dated:
        return window.first * DAY - before, window.last * DAY + slack
    return dial.local(window.start) - before, dial.local(window.end) + slack


def _reach(findings: Findings, later: Later) -> int:
    """How far any of the changes moves an instance; worked out once, for many series may share them."""
    if later.reach is None:
        later.reach = max((_moved(findings, at, one) for at, one in later.changes), default=0)
    return later.reach


def _moved(findings: Findings, at: int, change: Event) -> int:
    """How far, in seconds, a change moves instances at most, its own length counted in."""
    return abs(change.start.naive - at) + DAY + sum(_usual(findings, change))


def _walk(findings: Findings, master: Event, dial: Dial, rule: Rule, since: int, last: int) -> Iterator[int]:
    """The starts of one rule after the event's own, up to its end or the window's."""
    if findings.window.ahead and not rule.endless:
        last = (findings.window.last + findings.window.ahead) * DAY - 1
    if master.start.dated and rule.frequency in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise ValueError("it is all-day and repeats within the day")
    until, exact = _until(rule, master, dial)
    for naive in starts(rule, master.start.naive, since, min(last, until), findings.budget):
        if exact is None or dial.utc(naive) <= exact:
            yield naive


def _until(rule: Rule, master: Event, dial: Dial) -> tuple[int, int | None]:
    """The last start that UNTIL allows, in any of the forms that calendars write it, on the series' clock.

    One in UTC is an instant, given as the second: by its own clock a start may read the same and still be later.
    """
    if not rule.until:
        return _FOR_EVER, None
    if int(rule.until[:4]) > 2199:
        return _FOR_EVER, None
    last = stamp(rule.until)
    if master.start.dated or last.dated:
        return last.day * DAY + DAY - 1, None
    if last.zone != UTC:
        return last.naive, None
    return dial.local(last.naive) + _SLACK, last.naive


def _over(master: Event, dial: Dial) -> bool:
    """Whether every rule of a series ended before it began: then nothing of it takes place but its listed dates."""
    ends = [_until(rule, master, dial) for rule in master.rules]
    return bool(ends) and all(
        dial.utc(master.start.naive) > exact if exact is not None else master.start.naive > last for last, exact in ends
    )


def _extra(findings: Findings, master: Event, dial: Dial, extra: Extra) -> _Start:
    """A listed date on the series' clock. A date alone means that day at the usual time."""
    listed = extra.start
    if master.start.dated:
        return _Start(listed.day * DAY)
    if listed.dated:
        return _Start(listed.day * DAY + master.start.naive % DAY)
    own = None
    if extra.end is not None or extra.lasts is not None:
        own = _length(findings, master, extra, exact=True)
    if listed.zone in (FLOATING, master.start.zone):
        return _Start(listed.naive, None, own)
    instant = findings.zones.dial(master.sheet, listed.zone).utc(listed.naive)
    return _Start(dial.local(instant), instant, own)
