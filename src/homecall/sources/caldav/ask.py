"""One question to a calendar on a server: whether anything changed since a token, and if so, all that it holds.

Where the token stood in a memory, it is the memory that holds the reading; nothing else is kept from time to time.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult

from homecall.dav.calendar import Calendar, Stored
from homecall.dav.wire import Wire
from homecall.errors import DavError, FetchError
from homecall.sources.web.ask import Answer, Validators
from homecall.sources.web.connect import Plain, Secure
from homecall.sources.web.hosts import doors

LARGEST = 100_000
"""Characters of one resource, beyond which it is none of ours."""
_UNSUPPORTED = (400, 403, 405, 415, 501)
_OURS = re.compile(r"^X-HOMECALL-CALENDAR:", re.MULTILINE | re.IGNORECASE)
_OUR_ID = re.compile(r"^UID:[^\r\n]*@homecall\s*$", re.MULTILINE | re.IGNORECASE)
_UNREADABLE = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:(an entry of the server that is no whole calendar)\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def ask(url: str, known: Validators | None = None) -> Answer:
    """What the calendar holds, as one stream of iCalendar objects; no body where nothing changed since `known`.

    The token is kept as the ETag of the answer; it is empty where the server knows no tokens. A name and a password
    may stand in the address. What homecall itself has put there is left out. Raises FetchError: a calendar that is gone
    is an error, and never an empty one.
    """
    wire: Wire | None = None
    failed: FetchError | None = None
    try:
        wire = Wire(url, dial=_dial)
        return _answer(Calendar(wire), (known or Validators()).etag)
    except DavError as error:  # its causes may hold the address
        failed = FetchError(
            error.message, where=error.where, cure=error.cure, permanent=error.permanent, wait=error.wait
        )
    finally:
        if wire is not None:
            wire.close()
    raise failed


def _dial(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    """To the very addresses of the host that were judged. Raises FetchError where it may not be asked."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return (Secure if parts.scheme == "https" else Plain)(host, port, doors(host, port), seconds)


def _answer(calendar: Calendar, known: str) -> Answer:
    calendar.looked_at()
    try:
        changes = calendar.since(known)
    except DavError as error:
        if error.status not in _UNSUPPORTED:
            raise
        token = ""
    else:
        token = changes.token
        if known and not changes.whole and not changes.changed and not changes.gone:
            return Answer(None, Validators(etag=token))
    # The token is older than what is read now: what comes in between is told again the next time, and lost never.
    return Answer(b"".join(_foreign(calendar.everything())), Validators(etag=token))


def _foreign(stored: Iterable[Stored]) -> Iterator[bytes]:
    """The texts that are not ours, in the order of their paths; what is no whole calendar shows up as a reject."""
    empty = True
    for one in sorted(stored, key=lambda one: one.href):
        if _ours(one.text):
            continue
        empty = False
        text = one.text.strip()
        whole = text[:15].upper() == "BEGIN:VCALENDAR" and text[-13:].upper() == "END:VCALENDAR"
        yield f"{text}\r\n".encode() if whole else _UNREADABLE
    if empty:
        yield b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def _ours(text: str) -> bool:
    """Whether a text has both our mark and an id of ours."""
    if len(text) > LARGEST:
        return False
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    return bool(_OURS.search(unfolded) and _OUR_ID.search(unfolded))
