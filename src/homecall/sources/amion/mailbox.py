"""Takes mail apart: one message, a mailbox, or messages one after the other, and those that were forwarded inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from itertools import pairwise

from homecall.errors import SourceError
from homecall.sources.base import reject
from homecall.sources.refuse import binary
from homecall.sources.tables import month
from homecall.timeline.timeline import Reject

MOST_LETTERS = 20_000
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]*\n")
_NEXT = re.compile(rb"(?:\A|(?<=\n\n))(?=(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}\n)")
_OPENS = re.compile(rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_FORWARDED = re.compile(
    r"^\*?From:\*? .*\n(?:(?!\*?(?:Sent|Date|Subject):).*\n){0,4}\*?(?:Sent|Date):\*?[ \t]*(?P<sent>.*)\n"
    r"(?:(?!\*?Subject:).*\n){0,6}\*?Subject:\*?[ \t]*(?P<subject>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED_LATER = re.compile(
    r"^\*?From:\*? .*\n(?:(?!\*?(?:Sent|Date|Subject):).*\n){0,4}\*?Subject:\*?[ \t]*(?P<subject>.*)\n"
    r"(?:(?!\*?(?:Sent|Date):).*\n){0,4}\*?(?:Sent|Date):\*?[ \t]*(?P<sent>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\s*([AP])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in words. `sent` is what its own clock showed, without a zone; None where it does not say.

    `number` counts the messages of a file from 1; a message forwarded inside another has the other's number.
    """

    number: int
    subject: str
    sent: datetime | None
    body: str


def letters(content: bytes, name: str) -> tuple[list[Letter], list[Reject]]:
    """Every message and every message forwarded inside one, in order, and those that cannot be taken apart.

    Raises SourceError for what is no mail.
    """
    binary(content, name)
    found: list[Letter] = []
    rejects: list[Reject] = []
    for number, raw in enumerate(_pieces(content.replace(b"\r\n", b"\n").lstrip()), start=1):
        try:
            found += _told(raw, number)
        except Exception as error:  # the mail library fails in many ways on a damaged message
            head = raw[:200].decode("latin-1")
            rejects.append(reject(f"mail {number}", head, f"This mail could not be taken apart: {error}."))
        if len(found) > MOST_LETTERS:
            cure = "Keep only the mail of the last year in it."
            raise SourceError(f"The mailbox holds more than {MOST_LETTERS:,} messages.", where=name, cure=cure)
    if not found and not rejects:
        cure = "Save the mail as .eml, or a mailbox of it as .mbox."
        raise SourceError("The file holds no mail.", where=name, cure=cure)
    return found, rejects


def _pieces(content: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, or of a file in which they only stand one after the other."""
    envelopes = list(_ENVELOPE.finditer(content))
    if envelopes and envelopes[0].start() == 0:
        ends = [*(one.start() for one in envelopes[1:]), len(content)]
        for one, end in zip(envelopes, ends, strict=True):
            yield re.sub(rb"(?m)^>(>*From )", rb"\1", content[one.end() : end])
        return
    # A message that is carried whole inside another is the mail library's to find.
    inside = b"message/rfc822" in content.lower()
    starts = [] if inside else [one.start() for one in _NEXT.finditer(content) if _begins(content, one.start())]
    for start, end in pairwise([0, *(start for start in starts if start), len(content)]):
        yield content[start:end]


def _begins(content: bytes, start: int) -> bool:
    """Whether a block of headers is a message's own: what people forward shows a few of them too."""
    return _OPENS.search(content, start, content.find(b"\n\n", start)) is not None


def _told(raw: bytes, number: int) -> Iterator[Letter]:
    """A message and what is forwarded in it, as text or whole; nothing for a text without headers."""
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message["Subject"] or message["From"]):
        return
    body = _body(message)
    cuts = sorted([*_FORWARDED.finditer(body), *_FORWARDED_LATER.finditer(body)], key=lambda found: found.start())
    ends = [*(cut.start() for cut in cuts), len(body)]
    yield Letter(number, _subject(message), _date(message["Date"]), body[: ends[0]])
    for cut, end in zip(cuts, ends[1:], strict=True):
        yield Letter(number, " ".join(cut["subject"].split()), _date(cut["sent"]), body[cut.end() : end])
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            for carried in part.iter_parts():
                if isinstance(carried, EmailMessage):
                    yield Letter(number, _subject(carried), _date(carried["Date"]), _body(carried))


def _subject(message: EmailMessage) -> str:
    return " ".join(str(message["Subject"] or "").split())


def _body(message: EmailMessage) -> str:
    """The words of a message: its plain part, else its page without the marks. Quoting marks are taken off."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        words = str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        words = bytes(part.get_payload(decode=True) or b"").decode("latin-1")
    if part.get_content_type() == "text/html":
        words = unescape(re.sub(r"<[^<>]*>", "", re.sub(r"(?i)<(?:br|/p|/div|/tr|/li)\b[^<>]*>", "\n", words)))
    return re.sub(r"(?m)^[> \t]+", "", words.replace("\r\n", "\n").replace("\xa0", " "))


def _date(text: object) -> datetime | None:
    """What a clock showed, as mail writes it or in words, such as `Friday, September 27, 2024 2:27:14 AM`."""
    said = str(text or "")
    first, second = _MONTH_DAY.search(said), _DAY_MONTH.search(said)
    parts = (first[1], first[2], first[3]) if first else (second[2], second[1], second[3]) if second else None
    if parts is None:
        return None
    clock = _CLOCK.search(said)
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and clock[3]:
        hour = hour % 12 + (12 if clock[3].lower() == "p" else 0)
    try:
        return datetime(int(parts[2]), month(parts[0]), int(parts[1]), hour, minute)  # noqa: DTZ001 (a clock's reading, without a zone)
    except ValueError:
        return None
