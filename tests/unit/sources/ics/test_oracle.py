"""Our own expansion against an independent engine, on calendars that the engine reads rightly."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.ics.read import read
from tests.unit.sources.corpus import HOME, horizon, spec

ZONES = ["America/Chicago", "Europe/Berlin", "Australia/Sydney", "UTC"]
FROM, DAYS = date(2026, 10, 22), 33


def ours(content: bytes) -> set[tuple[str, str]]:
    """Title and start of each instance, all-day ones by their date."""
    found = read(content, spec("ics"), horizon()).entries
    return {(one.title, HOME.iso(one.span.start) if one.span else one.day.isoformat()) for one in found}


def theirs(content: bytes) -> set[tuple[str, str]]:
    """The same by recurring-ical-events, in the days that we keep."""
    end = FROM + timedelta(days=DAYS)
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(content))
    events = query.between(
        datetime(FROM.year, FROM.month, FROM.day, tzinfo=HOME.info),
        datetime(end.year, end.month, end.day, tzinfo=HOME.info),
    )
    return {(str(one["SUMMARY"]), shown(one["DTSTART"].dt)) for one in events}


def shown(start: date) -> str:
    """A start in the notation of the comparison."""
    return start.astimezone(HOME.info).isoformat() if isinstance(start, datetime) else start.isoformat()


def calendar(*bodies: str) -> bytes:
    """A calendar of events with these bodies, one UID each."""
    events = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{body}\r\nEND:VEVENT\r\n" for n, body in enumerate(bodies))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rota//EN\r\n{events}END:VCALENDAR\r\n".encode()


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """A timed event that may repeat, with exceptions, in some zone."""
    zone = draw(st.sampled_from(ZONES))
    begins = datetime(2026, 9, 1) + timedelta(hours=draw(st.integers(0, 24 * 80)))
    at = f"{begins:%Y%m%dT%H%M%S}"
    lines = [
        f"SUMMARY:{draw(st.sampled_from(['Wards', 'Call', 'Clinic']))}",
        f"DTSTART;TZID={zone}:{at}",
        "DURATION:PT8H",
    ]
    if draw(st.booleans()):
        every = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]))
        ending = draw(st.sampled_from(["", ";COUNT=9", f";UNTIL={begins + timedelta(days=12):%Y%m%dT%H%M%SZ}"]))
        lines.append(f"RRULE:FREQ={every};INTERVAL={draw(st.integers(1, 3))}{ending}")
        later = begins + timedelta(days=draw(st.integers(0, 20)))
        lines.append(f"EXDATE;TZID={zone}:{later:%Y%m%dT%H%M%S}")
    return "\r\n".join(lines)


@given(st.lists(bodies(), min_size=1, max_size=4))
def test_the_same_instances_as_an_independent_engine(found: list[str]) -> None:
    """Rules, ends, exceptions and zones of ordinary calendars give the same starts."""
    content = calendar(*found)

    mine, others = ours(content), theirs(content)

    # At the edges the two keep different events: theirs by overlap alone, ours by the day as well.
    inner = {one for one in mine | others if "2026-10-23" <= one[1] < "2026-11-23"}
    assert mine & inner == others & inner


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1MO,3MO", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=11"],
)
def test_all_day_series_agree_too(rule: str) -> None:
    """All-day instances fall on the same days."""
    content = calendar(f"SUMMARY:Call\r\nDTSTART;VALUE=DATE:20251103\r\nDTEND;VALUE=DATE:20251104\r\nRRULE:{rule}")

    assert {one for one in ours(content) if one[1] >= "2026-10-23"} == {
        one for one in theirs(content) if one[1] >= "2026-10-23"
    }
    assert ours(content)
