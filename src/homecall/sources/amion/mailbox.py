"""Takes mail apart: one message, a mailbox, or messages one after the other, and those that were forwarded inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from html import unescape
from itertools import pairwise

from homecall.errors import SourceError
from homecall.sources.base import reject
from homecall.sources.refuse import binary, decode, said
from homecall.sources.tables import month
from homecall.timeline.timeline import Reject
from homecall.tongue import say

MOST_LETTERS = 5_000
MOST_BYTES = 5 * 1024 * 1024
"""Of one file of mail; a year of trades is a tenth of it."""

LONGEST_HEADERS = 256 * 1024
LONGEST_HEADER = 1_000
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]*\n")
_NEXT = re.compile(rb"(?:\A|(?<=\n\n))(?=(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,300}\n)")
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

    Raises SourceError for what is no mail, and for more of it than a year of trades can be.
    """
    binary(content, name)
    found: list[Letter] = []
    rejects: list[Reject] = []
    if len(content) > MOST_BYTES:
        raise _too_much(name)
    for number, raw in enumerate(_pieces(content.replace(b"\r\n", b"\n").lstrip()), start=1):
        try:
            found += _told(_message(raw), number)
        except Exception as error:  # the mail library fails in many ways on a damaged message
            head = raw[:200].decode("latin-1")
            rejects.append(reject(f"mail {number}", head, f"This mail could not be taken apart: {error}."))
        if len(found) > MOST_LETTERS:
            raise _too_much(name)
    if not found and not rejects:
        said(decode(content), name)
        cure = say("Save the mail as .eml, or a mailbox of it as .mbox.")
        raise SourceError(say("The file holds no mail."), where=name, cure=cure)
    return found, rejects


def _message(raw: bytes) -> Message:
    """One message. Raises ValueError for one whose headers are longer than those of any mail."""
    if raw.find(b"\n\n", 0, LONGEST_HEADERS) < 0 and len(raw) > LONGEST_HEADERS:
        raise ValueError("its headers do not end")
    return message_from_bytes(raw)


def _too_much(name: str) -> SourceError:
    cure = say("Keep only Amion's mail of the last year in it.")
    return SourceError(say("The mailbox holds more than a year of trades can be."), where=name, cure=cure)


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


def _told(message: Message, number: int) -> Iterator[Letter]:
    """A message and what is forwarded in it, as text or whole; nothing for a text without headers."""
    if not (message["Subject"] or message["From"]):
        return
    plain, carried = _parts(message)
    body = _words(plain) if plain is not None else ""
    cuts = sorted([*_FORWARDED.finditer(body), *_FORWARDED_LATER.finditer(body)], key=lambda found: found.start())
    ends = [*(cut.start() for cut in cuts), len(body)]
    yield Letter(number, _header(message, "Subject"), _date(_header(message, "Date")), body[: ends[0]])
    for cut, end in zip(cuts, ends[1:], strict=True):
        yield Letter(number, " ".join(cut["subject"].split()), _date(cut["sent"]), body[cut.end() : end])
    for one in carried:
        yield from _told(one, number)


def _parts(message: Message) -> tuple[Message | None, list[Message]]:
    """The part with the words of a message, plain before a page, and the messages that it carries whole."""
    plain: list[Message] = []
    pages: list[Message] = []
    carried: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        kind, inside = part.get_content_type(), part.get_payload()
        if isinstance(inside, list):
            (carried if kind == "message/rfc822" else waiting).extend(one for one in inside if isinstance(one, Message))
        elif part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else pages if kind == "text/html" else []).append(part)
    return next(iter(plain + pages), None), carried


def _header(message: Message, name: str) -> str:
    """A header on one line, its encoded words decoded."""
    said = str(message[name] or "")[:LONGEST_HEADER]
    with suppress(LookupError, ValueError, HeaderParseError):  # a character set or an encoding that nobody knows
        said = str(make_header(decode_header(said)))
    return " ".join(said.split())


def _words(part: Message) -> str:
    """The words of a part, of a page without its marks. Quoting marks are taken off."""
    octets = part.get_payload(decode=True)
    content = octets if isinstance(octets, bytes) else b""
    try:
        words = content.decode(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):  # a character set that nobody knows, or the wrong one
        words = content.decode("latin-1")
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
