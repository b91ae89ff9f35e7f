"""Calendars made by structure: sound ones that engines can be asked about, and such as nobody writes on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr  # type: ignore[import-untyped] # it ships no types
from hypothesis import strategies as st

from tests.oracles.zones import RULES

FIRST = datetime(2026, 9, 1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS = [f"{n}{day}" for n in (1, 2, 3, 4, -1, -2) for day in DAYS]
MONTHLY = {"BYMONTHDAY": [*range(1, 32), *range(-5, 0)], "BYDAY": WEEKS}  # dateutil takes no mix with bare days
PARTS: dict[str, dict[str, Sequence[object]]] = {
    "DAILY": {"BYMONTH": range(1, 13), "BYDAY": DAYS, "BYMONTHDAY": MONTHLY["BYMONTHDAY"]},
    "WEEKLY": {"BYMONTH": range(1, 13), "BYDAY": DAYS},
    "MONTHLY": {"BYMONTH": range(1, 13), **MONTHLY},
    "YEARLY": {"BYMONTH": range(1, 13), "BYYEARDAY": [*range(240, 366), *range(-120, 0)]},
}
"""The parts that are drawn for each frequency, and their values."""


def calendar(*events: str) -> str:
    """A calendar of these events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rota//EN", *events, "END:VCALENDAR", ""])


def instants(step: int = 15) -> st.SearchStrategy[datetime]:
    """Times on the wall clock in the months around the window, away from the night on which clocks change."""
    made = st.integers(0, 24 * 60 * 80 // step).map(lambda n: FIRST + timedelta(minutes=n * step))
    return made.filter(lambda at: 4 <= at.hour <= 22)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule without an end."""
    frequency = draw(st.sampled_from(sorted(PARTS)))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}", f"WKST={draw(st.sampled_from(['MO', 'SU']))}"]
    for name in draw(st.sets(st.sampled_from(sorted(PARTS[frequency])), max_size=1)):
        values = draw(st.sets(st.sampled_from([str(one) for one in PARTS[frequency][name]]), min_size=1, max_size=4))
        parts.append(f"{name}={','.join(sorted(values))}")
        if frequency == "MONTHLY" and name != "BYMONTH":
            parts += draw(st.sampled_from([[], ["BYSETPOS=1"], ["BYSETPOS=-1"]]))
    return ";".join(parts)


def _ends(start: datetime) -> st.SearchStrategy[str]:
    until = st.integers(0, 90).map(lambda days: f";UNTIL={start + timedelta(days=days):%Y%m%dT235959Z}")
    return st.one_of(st.just(""), st.integers(1, 30).map(lambda count: f";COUNT={count}"), until)


@st.composite
def events(draw: st.DrawFn, uid: str) -> str:
    """A shift that may repeat, be struck out on some days and be moved on another."""
    at = f";TZID={draw(st.sampled_from(sorted(RULES)))}:"
    rule, start = draw(st.none() | rules()), draw(instants())
    if rule:
        # A start that its own rule does not give is read in as many ways as there are engines.
        first = rrulestr(rule, dtstart=start).after(start, inc=True)
        rule, start = (rule, first) if first else (None, start)
    lines = [
        "DTSTAMP:20261001T120000Z",
        f"SUMMARY:Shift {uid}",
        *_times(at, start, draw(st.integers(1, 23 - start.hour))),
    ]
    if not rule:
        return _event(uid, *lines)
    gone, moved = (start + timedelta(days=draw(st.integers(1, 30))) for _ in range(2))
    lines += [f"RRULE:{rule}{draw(_ends(start))}", f"EXDATE{at}{gone:%Y%m%dT%H%M%S}"]
    there = [moved] if moved != gone and draw(st.booleans()) else []
    if moved not in rrulestr(rule, dtstart=start):
        there = []
    changes = [
        _event(uid, f"RECURRENCE-ID{at}{one:%Y%m%dT%H%M%S}", "SUMMARY:Moved", *_times(at, one, 1)) for one in there
    ]
    return "\r\n".join([_event(uid, *lines), *changes])


def _times(at: str, start: datetime, hours: int) -> list[str]:
    """Start and length, over no night: engines add hours on the wall clock."""
    return [f"DTSTART{at}{start:%Y%m%dT%H%M%S}", f"DURATION:PT{hours}H"]


def _event(uid: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


@st.composite
def calendars(draw: st.DrawFn) -> str:
    """One to four sound events."""
    return calendar(*(draw(events(str(n))) for n in range(draw(st.integers(1, 4)))))


NAMES = (
    "BEGIN", "END", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID",
    "SEQUENCE", "STATUS", "UID", "SUMMARY", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-WR-TIMEZONE",
    "REFRESH-INTERVAL",
)  # fmt: skip
VALUES = (
    "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VCALENDAR", "20261102", "20261102T070000",
    "20261102T070000Z", "00010101T000000", "99991231T235959Z", "20261301T250000", "PT8H", "P1D", "-P1W", "PT",
    "+0530", "-9999", "FREQ=DAILY", "FREQ=SECONDLY;COUNT=9", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
    "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,-1FR", "CANCELLED", "wards", "America/Chicago", "Hospital Time", "", ",",
    ";", "\\", '"',
)  # fmt: skip
PARAMETERS = (
    "",
    ";VALUE=DATE",
    ";VALUE=PERIOD",
    ";TZID=America/Chicago",
    ';TZID="',
    ";RANGE=THISANDFUTURE",
    ";=",
    ";TZID=",
)


def lines() -> st.SearchStrategy[str]:
    """A line that looks like one of a calendar, or just any text."""
    value = st.one_of(st.sampled_from(VALUES), st.text(max_size=12))
    looks = st.tuples(st.sampled_from(NAMES), st.sampled_from(PARAMETERS), value).map(
        lambda one: f"{one[0]}{one[1]}:{one[2]}"
    )
    return st.one_of(looks, st.text(max_size=20))


def wild() -> st.SearchStrategy[bytes]:
    """A calendar whose events hold any lines in any order, with line ends of any kind."""
    ends = st.sampled_from(["\r\n", "\n", "\r", "\r\n "])
    event = st.lists(lines(), max_size=8).map(lambda some: ["BEGIN:VEVENT", *some, "END:VEVENT"])
    body = st.lists(event, max_size=3).map(lambda some: [line for one in some for line in one])
    whole = st.tuples(body, ends).map(lambda one: one[1].join(["BEGIN:VCALENDAR", *one[0], "END:VCALENDAR", ""]))
    return whole.map(lambda text: text.encode("utf-8", "surrogatepass"))
