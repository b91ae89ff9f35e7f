"""Calendars that were made to hurt: each would take a simple reader minutes, or all of its memory. None is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

GOOD = "BEGIN:VEVENT\r\nUID:good\r\nSUMMARY:Clinic\r\nDTSTART:20261103T130000Z\r\nDTEND:20261103T210000Z\r\nEND:VEVENT"
START = "DTSTART:20261102T130000Z"


def calendar(*parts: str) -> bytes:
    """A calendar of these parts, with one good event at the end."""
    top = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rota//EN"
    return "\r\n".join([top, *parts, GOOD, "END:VCALENDAR", ""]).encode()


def event(*lines: str, uid: str = "bad") -> str:
    """An event with these lines."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Wards", *lines, "END:VEVENT"])


def ruled(rule: str) -> bytes:
    """A calendar with one series."""
    return calendar(event(START, "DURATION:PT1M", f"RRULE:{rule}"))


def _instants(count: int) -> Iterator[str]:
    for n in range(count):
        yield f"2026{1 + n % 12:02}{1 + n // 12 % 28:02}T{n // 336 % 24:02}{n // 8064 % 60:02}{n // 483840 % 60:02}Z"


def _sixty(name: str) -> str:
    return f"{name}=" + ",".join(str(n) for n in range(60))


HOURS = "BYHOUR=" + ",".join(str(n) for n in range(24))
LISTS = ";".join([HOURS, _sixty("BYMINUTE"), _sixty("BYSECOND")])
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:{}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n{}"
    "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE"
)
DAILY = "RRULE:FREQ=DAILY"


def _changes(count: int, range_: str = "") -> Iterator[str]:
    for n in range(count):
        at = f"2026{1 + n % 12:02}{1 + n // 12 % 28:02}T{n // 336 % 24:02}0000Z"
        yield event(f"RECURRENCE-ID{range_}:{at}", f"DTSTART:{at}", "DURATION:PT1H")


def _series(count: int) -> Iterator[str]:
    instants = list(_instants(count + 1))
    for one, next_one in pairwise(instants):
        yield event(f"DTSTART:{one}", "DURATION:PT1H", DAILY, f"EXDATE:{next_one}")


def _folded(content: bytes) -> bytes:
    return b"\r\n".join(
        b"\r\n ".join(line[at : at + 1] for at in range(len(line))) or line for line in content.split(b"\r\n")
    )


MADE: dict[str, Callable[[], bytes]] = {
    "a rule each second without end": lambda: ruled("FREQ=SECONDLY"),
    "a rule each minute without end": lambda: ruled("FREQ=MINUTELY"),
    "a rule each second since 1970": lambda: calendar(event("DTSTART:19700101T000000Z", "RRULE:FREQ=SECONDLY")),
    "two thousand million seconds": lambda: ruled("FREQ=SECONDLY;COUNT=2000000000"),
    "each second of each day of a year": lambda: ruled(f"FREQ=YEARLY;BYMONTH=11;BYDAY=MO,TU,WE;{LISTS}"),
    "the last of each second of a year": lambda: ruled(f"FREQ=YEARLY;{LISTS};BYSETPOS=-1"),
    "a second that never comes": lambda: ruled("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    "a leap day on a weekday once in a while": lambda: ruled("FREQ=SECONDLY;INTERVAL=86399;BYMONTH=2;BYMONTHDAY=29"),
    "an interval of a thousand million": lambda: ruled("FREQ=DAILY;INTERVAL=1000000000"),
    "an interval of no end of digits": lambda: ruled("FREQ=DAILY;INTERVAL=" + "9" * 100_000),
    "a million exceptions": lambda: calendar(
        event(START, "DURATION:PT1H", DAILY, "EXDATE:" + ",".join(_instants(1_000_000)))
    ),
    "a million exceptions a line each": lambda: calendar(
        event(START, "DURATION:PT1H", DAILY, *(f"EXDATE:{one}" for one in _instants(600_000)))
    ),
    "a million extra dates": lambda: calendar(event(START, "DURATION:PT1H", "RDATE:" + ",".join(_instants(1_000_000)))),
    "a line folded at every octet": lambda: _folded(calendar(event(START, "DESCRIPTION:" + "n" * 3_000_000))),
    "a line of fifteen million octets": lambda: calendar(event(START, "DESCRIPTION:" + "n" * 15_000_000)),
    "a million backslashes": lambda: calendar(event(START, "LOCATION:" + "\\" * 1_000_001)),
    "a million quotation marks": lambda: calendar(event(START, 'X-A;B="' + '"' * 1_000_000 + ":c")),
    "a million parameters": lambda: calendar(event(START, "X-A" + ";B=c" * 1_000_000 + ":d")),
    "a million properties": lambda: calendar(event(START, *["X-A:b"] * 1_000_000)),
    "fifty thousand events of one name": lambda: calendar(*[event(START, "DURATION:PT1H")] * 49_999),
    "ninety thousand events of one name": lambda: calendar(*[event(START, "DURATION:PT1H")] * 90_000),
    "fifty thousand days of one name": lambda: calendar(
        *(event(f"DTSTART:{one}", "DURATION:PT1H") for one in _instants(49_999))
    ),
    "twenty thousand changes of one series": lambda: calendar(event(START, DAILY), *_changes(20_000)),
    "twenty thousand changes of all later ones": lambda: calendar(
        event("DTSTART:20260101T000000Z", "RRULE:FREQ=HOURLY;COUNT=8000"), *_changes(8_000, ";RANGE=THISANDFUTURE")
    ),
    "ten thousand series that share eight thousand changes": lambda: calendar(*_series(10_000), *_changes(8_000)),
    "ten thousand series that share changes of all later ones": lambda: calendar(
        *_series(10_000), *_changes(8_000, ";RANGE=THISANDFUTURE")
    ),
    "a title of ten million letters each second": lambda: ruled("FREQ=SECONDLY").replace(b"Wards", b"W" * 10_000_000),
    "long titles each day": lambda: calendar(
        *(event(START, DAILY, uid=str(n)).replace("Wards", "W" * 15_000) for n in range(900))
    ),
    "an identifier of ten million letters": lambda: calendar(event(START, DAILY, uid="u" * 10_000_000)),
    "series on four hundred clocks that share eight thousand changes": lambda: calendar(
        *(ZONE.format(f"Z{n}", "") for n in range(400)),
        *(event(f"DTSTART;TZID=Z{n % 400}:{at[:-1]}", DAILY) for n, at in enumerate(_instants(4_000))),
        *_changes(8_000),
    ),
    "two thousand daily series": lambda: calendar(*(event(START, DAILY, uid=str(n)) for n in range(2_000))),
    "a hundred thousand components in one another": lambda: calendar(
        "BEGIN:X-A\r\n" * 100_000 + "END:X-A\r\n" * 99_999 + "END:X-A"
    ),
    "events in events": lambda: calendar("BEGIN:VEVENT\r\n" * 50_000 + "END:VEVENT\r\n" * 49_999 + "END:VEVENT"),
    "twenty thousand zones": lambda: calendar(*(ZONE.format(f"Z{n}", "") for n in range(20_000))),
    "a zone that changes each second": lambda: calendar(
        ZONE.format("Fast", "RRULE:FREQ=SECONDLY\r\n"), event("DTSTART;TZID=Fast:20261102T070000")
    ),
    "a zone of half a million changes": lambda: calendar(
        ZONE.format("Long", f"RDATE:{','.join(_instants(500_000))}\r\n"), event("DTSTART;TZID=Long:20261102T070000")
    ),
    "a zone with a name of a million letters": lambda: calendar(
        event(f"DTSTART;TZID={'z' * 1_000_000}:20261102T070000")
    ),
    "the year one": lambda: calendar(event("DTSTART:00010101T000000Z", DAILY)),
    "the year 9999": lambda: calendar(event("DTSTART:99991231T235959Z", "DURATION:P1D", "RRULE:FREQ=YEARLY")),
    "an end in the year 9999": lambda: calendar(event("DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:99991231")),
    "a duration of no end of digits": lambda: calendar(event(START, f"DURATION:P{'9' * 100_000}D")),
    "a sequence of no end of digits": lambda: calendar(event(START, f"SEQUENCE:{'9' * 100_000}")),
    "nothing but line ends": lambda: b"\r\n" * 8_000_000,
    "nothing but noughts": lambda: b"\0" * 15_000_000,
    "thirty million octets": lambda: calendar("X-A:" + "n" * 30_000_000),
}
"""What is made, by what it is: none over the 20 MB that a file may have, but the last."""
