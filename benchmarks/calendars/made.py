"""Calendars of many events, like those that people have: a fifth all-day, some 15 in a hundred recurring, six zones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)
"""The year that is read."""

_ZONES = ("America/Chicago", "America/New_York", "America/Los_Angeles", "Europe/Berlin", "Australia/Sydney")
_TITLES = ("Wards A", "Call: NC-A", "Clinic", "Swim lesson", "Night float", "Journal club", "Dentist", "Grand rounds")
_RULES = (
    "FREQ=WEEKLY;BYDAY={day}", "FREQ=WEEKLY;INTERVAL=2;BYDAY={day}", "FREQ=DAILY;COUNT=30",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYMONTHDAY={at.day}", "FREQ=MONTHLY;BYDAY=2{day}", "FREQ=YEARLY",
    "FREQ=WEEKLY;BYDAY={day};UNTIL={end}", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;COUNT=20",
)  # fmt: skip
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ZONE = """BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0600
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0600
TZOFFSETTO:-0500
END:DAYLIGHT
END:VTIMEZONE"""


def calendar(events: int, seed: int = 4) -> bytes:
    """A calendar of so many events in and around the year; the same for the same seed."""
    rng = Random(seed)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Benchmark//EN", *_ZONE.format(zone=_ZONES[0]).split("\n")]
    for number in range(events):
        lines += _event(rng, number)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(rng: Random, number: int) -> list[str]:
    at = datetime(2026, 1, 1) + timedelta(days=rng.randrange(365))  # noqa: DTZ001 (a wall clock has no zone)
    at += timedelta(hours=rng.randrange(5, 23), minutes=rng.choice((0, 15, 30)))
    repeats = rng.random() < 0.15
    if repeats:
        at -= timedelta(days=rng.randrange(700))
    lines = [
        "BEGIN:VEVENT", f"UID:{number}-{rng.getrandbits(48):012x}@rota.example", "DTSTAMP:20251201T120000Z",
        "CREATED:20251201T120000Z", "LAST-MODIFIED:20251201T120000Z", f"SUMMARY:{rng.choice(_TITLES)} {number}",
        "DESCRIPTION:Bring the list\\, and the key.\\nThe door is on the left side of the house, behind th",
        " e tree.", "LOCATION:Oak Street 12", *_times(rng, at), "STATUS:CONFIRMED", "TRANSP:OPAQUE", "SEQUENCE:0",
    ]  # fmt: skip
    if repeats:
        end = (at + timedelta(days=rng.randrange(200, 900))).strftime("%Y%m%dT%H%M%SZ")
        rule = rng.choice(_RULES).format(day=_DAYS[at.weekday()], at=at, end=end)
        lines.append(f"RRULE:{rule if 'VALUE=DATE' not in lines[-4] else rule.replace(end, end[:8])}")
    return [*lines, "END:VEVENT"]


def _times(rng: Random, at: datetime) -> list[str]:
    if rng.random() < 0.2:
        return [f"DTSTART;VALUE=DATE:{at:%Y%m%d}", f"DTEND;VALUE=DATE:{at + timedelta(days=1):%Y%m%d}"]
    end, zone = at + timedelta(hours=rng.randrange(1, 10)), rng.choice(_ZONES)
    return [f"DTSTART;TZID={zone}:{at:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}"]
