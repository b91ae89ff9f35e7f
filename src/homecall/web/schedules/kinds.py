"""Which kind of schedule a link or a file is, found by looking at it."""

from __future__ import annotations

import re

from homecall.errors import SourceError
from homecall.tongue import say

_LINKS = (
    (r"[?&]rpt=619", "amion-619"),
    (r"[?&]rpt=625[bc]", "amion-625c"),
    (r"qgenda\.com/ical", "qgenda-ics"),
    (r"api_get_scheduled_shifts.*type=csv", "shiftadmin-csv"),
    (r"api_get_scheduled_shifts", "shiftadmin-json"),
    (r"metricaid\.", "metricaid-ics"),
    (r"amion\.com/", "amion-ics"),
)
"""What an address holds, where its system has a kind of its own; the first that is found counts."""

_CALENDARS = ((b"qgenda", "qgenda-ics"), (b"amion", "amion-ics"), (b"metricaid", "metricaid-ics"))
"""What the head of a calendar says of who wrote it."""

_HEAD = 4000
TABLES = ("amion-619", "amion-625c", "qgenda-csv", "shiftadmin-csv", "csv", "grid")
JSONS = ("qgenda-json", "lightning-json", "shiftadmin-json")
BOOKS = ("qgenda-xlsx", "grid")


def of_link(link: str) -> str:
    """The kind that an address gives away; a calendar where it does not."""
    return next((kind for found, kind in _LINKS if re.search(found, link.lower())), "ics")


def of_content(content: bytes) -> tuple[str, ...]:
    """The kinds that a file may be, the likeliest first. Raises SourceError for what is plainly no schedule."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content.strip():
        raise SourceError(say("There is nothing in this file."), cure=say("Export it again, and drop the new one."))
    if head.startswith(b"begin:vcard"):
        cure = say("Look for “export” or “subscribe” in the calendar itself.")
        raise SourceError(say("This is a contact card, not a calendar."), cure=cure)
    if b"begin:vcalendar" in head:
        return (next((kind for word, kind in _CALENDARS if word in head), "ics"),)
    if head.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return BOOKS
    if head.startswith((b"{", b"[")):
        return JSONS
    return ("amion-mail",) if re.match(rb"(from|received|return-path|delivered-to|date|subject):", head) else TABLES
