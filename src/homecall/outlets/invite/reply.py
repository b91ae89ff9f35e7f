"""Replies to invitations, read from mail: who says what to which shift."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from typing import Literal

from homecall.errors import DeliveryError, TimeError
from homecall.outlets.ics.lines import clean, unescape, unfold
from homecall.spans.span import Minute, Span, instant
from homecall.spans.wall import Wall

LARGEST = 10_000_000
"""Bytes of a mail."""
_PARTS = 200
_METHODS = ("REPLY", "COUNTER")
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:]*))*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')

Answered = Literal["yes", "no", "perhaps", "counter", "open"]
"""What a reply says. `counter` proposes other hours; `open` says nothing yet, or passes the question on."""
_ANSWERS: dict[str, Answered] = {"ACCEPTED": "yes", "DECLINED": "no", "TENTATIVE": "perhaps"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One attendee's answer to one invitation. Words in it are the attendee's, on one clean line each.

    `sequence` is the number of the invitation that is answered. `at` is when the answer was given, None where it does
    not say. `span` is the time that it names: for a counter the hours proposed. `sender` is the address that the mail
    itself comes from, which anybody can write.
    """

    uid: str
    answer: Answered
    attendee: str
    sequence: int
    at: Minute | None
    span: Span | None
    comment: str
    sender: str


def replies(content: bytes, where: str) -> tuple[Reply, ...]:
    """The replies that a mail, or a bare iTIP object, holds. Raises DeliveryError where there is none in it."""
    cure = "Save the mail itself, as .eml, or the invitation.ics that came with it."
    if len(content) > LARGEST:
        raise DeliveryError("This is too large for a mail.", where=where, cure=cure, permanent=True)
    found: list[Reply] = []
    with suppress(RecursionError):  # mails inside of mails without end: nobody's answer
        for text, sender in _objects(content):
            found += _read(text, sender)
    if not found:
        raise DeliveryError("There is no reply to an invitation in this.", where=where, cure=cure, permanent=True)
    return tuple(dict.fromkeys(found))


def _objects(content: bytes) -> Iterator[tuple[str, str]]:
    """The iCalendar objects in a mail, and whom it says that it comes from."""
    if content.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        yield content.decode("utf-8-sig", "replace"), ""
        return
    mail = message_from_bytes(content)
    sender = parseaddr(str(mail.get("From", "")))[1].lower()
    for _, part in zip(range(_PARTS), mail.walk(), strict=False):
        if part.get_content_type() in ("text/calendar", "application/ics"):
            yield _text(part), sender


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:  # a character set that nobody knows
        return raw.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    parameters: dict[str, str]
    value: str


def _read(text: str, sender: str) -> Iterator[Reply]:
    """The replies in one iCalendar object; none where it is an invitation or anything else."""
    lines = [line for raw in unfold(text.replace("\n\t", "\n ")) if (line := _line(raw))]
    method = next((line.value.strip().upper() for line in lines if line.name == "METHOD"), "")
    if method not in _METHODS:
        return
    event: list[_Line] = []
    inside: list[str] = []
    for line in lines:
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
            event = [] if inside[-1] == "VEVENT" else event
        elif line.name == "END":
            if inside[-1:] == ["VEVENT"]:
                yield from _replies(event, method, sender)
            inside = inside[:-1]
        elif inside[-1:] == ["VEVENT"]:
            event.append(line)


def _line(raw: str) -> _Line | None:
    found = _LINE.fullmatch(raw.rstrip("\r"))
    if found is None:
        return None
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(found[2])}
    return _Line(found[1].upper(), parameters, found[3])


def _replies(event: list[_Line], method: str, sender: str) -> Iterator[Reply]:
    single = {line.name: line for line in reversed(event)}
    uid = single["UID"].value.strip() if "UID" in single else ""
    comment = clean(unescape(single["COMMENT"].value))[:500] if "COMMENT" in single else ""
    for line in event:
        if uid and line.name == "ATTENDEE":
            status = line.parameters.get("PARTSTAT", "").upper()
            answer: Answered = "counter" if method == "COUNTER" else _ANSWERS.get(status, "open")
            who = clean(re.sub(r"^mailto:", "", line.value.strip(), flags=re.IGNORECASE)).lower()
            yield Reply(uid, answer, who, _number(single), _at(single), _span(single), comment, clean(sender))


def _number(single: dict[str, _Line]) -> int:
    said = single["SEQUENCE"].value.strip() if "SEQUENCE" in single else "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _at(single: dict[str, _Line]) -> Minute | None:
    return _instant(single["DTSTAMP"]) if "DTSTAMP" in single else None


def _span(single: dict[str, _Line]) -> Span | None:
    start, end = (_instant(single[name]) if name in single else None for name in ("DTSTART", "DTEND"))
    return Span(start, end) if start is not None and end is not None and start < end else None


def _instant(line: _Line) -> Minute | None:
    """The instant of a date-time in UTC or in a zone of the world; None for all else."""
    value = line.value.strip()
    try:
        if value.endswith("Z"):
            return instant(datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
        naive = datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 (its zone is a parameter)
        return Wall(line.parameters.get("TZID", "")).localize(naive)
    except (ValueError, TimeError, OverflowError):
        return None
