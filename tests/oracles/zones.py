"""Definitions of zones for engines that bring none of their own, where a file names a zone and does not define it."""

from __future__ import annotations

import re

NAME = re.compile(rb'TZID="?([A-Za-z]+/[A-Za-z_/]+)')
AMERICA = (("20081102T020000", "1SU"), ("20080309T020000", "2SU"))
EUROPE = (("20081026T030000", "-1SU"), ("20080330T020000", "-1SU"))
AUSTRALIA = (("20080406T030000", "1SU"), ("20081005T020000", "1SU"))
RULES = {
    "America/Chicago": ("-0600", "-0500", AMERICA),
    "America/Los_Angeles": ("-0800", "-0700", AMERICA),
    "America/New_York": ("-0500", "-0400", AMERICA),
    "Asia/Kolkata": ("+0530", "+0530", AMERICA),
    "Australia/Lord_Howe": ("+1030", "+1100", (("20080406T020000", "1SU"), ("20081005T020000", "1SU"))),
    "Australia/Sydney": ("+1000", "+1100", AUSTRALIA),
    "Europe/Berlin": ("+0100", "+0200", EUROPE),
    "Europe/London": ("+0000", "+0100", (("20081026T020000", "-1SU"), ("20080330T010000", "-1SU"))),
}
"""Winter and summer offset; when winter and summer began in 2008, and on which Sunday of the month since."""


def definitions(content: bytes) -> list[str]:
    """A VTIMEZONE for each zone of the table that a calendar names and does not define."""
    defined = {one.decode("utf-8", "replace") for one in re.findall(rb"^TZID:(.*?)\r?$", content, re.MULTILINE)}
    names = {one.decode("ascii") for one in NAME.findall(content)}
    return [_definition(name) for name in sorted(names & RULES.keys() - defined)]


def _definition(name: str) -> str:
    winter, summer, begins = RULES[name]
    parts = _part("STANDARD", summer, winter, *begins[0]) + _part("DAYLIGHT", winter, summer, *begins[1])
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{parts}END:VTIMEZONE\r\n"


def _part(kind: str, before: str, after: str, first: str, sunday: str) -> str:
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{first}",
        f"RRULE:FREQ=YEARLY;BYMONTH={int(first[4:6])};BYDAY={sunday}",
        f"TZOFFSETFROM:{before}",
        f"TZOFFSETTO:{after}",
        f"END:{kind}",
    ]
    return "".join(f"{one}\r\n" for one in lines)
