"""What a server's refusal means to a person."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from homecall.dav.wire import Answer
from homecall.errors import DavError

LONGEST = 24 * 3600
"""Seconds beyond which a wish to be left alone is not believed."""
_SAID: dict[int, tuple[str, str, bool]] = {
    401: (
        "The calendar server refused the name or the password.",
        "Give the current ones; nothing is lost.",
        True,
    ),
    403: ("The calendar server does not allow this.", "Ask its owner for the right to write to the calendar.", True),
    404: ("There is no calendar at this address.", "Copy the calendar's own address again.", True),
    405: ("The server takes no calendars at this address.", "Give the address of a calendar.", True),
    409: ("The calendar is not there, or holds this entry elsewhere.", "Check the address, then push again.", True),
    410: ("The calendar is gone.", "Give the address of another.", True),
    412: ("The entry was changed by somebody else in the meantime.", "Push again.", False),
    413: ("The calendar server takes no entry of this size.", "Choose another calendar.", True),
    429: ("The calendar server asks for a pause.", "Push again a little later.", False),
    501: ("The server takes no calendars at this address.", "Give the address of a calendar.", True),
    507: ("The calendar server has no room left.", "Make room there, then push again.", True),
}


_NAMELESS = ("The calendar server wants a name and a password.", "Give yours there.", True)


def refusal(answer: Answer, host: str, *, named: bool = True) -> DavError:
    """The error that a status of 400 or more stands for; `named` where we had said who we are."""
    odd = ("The calendar server refuses this.", "Check the address.", True)
    other = odd if answer.status < 500 else ("The calendar server is in trouble.", "Try again in a while.", False)
    known = _SAID.get(answer.status, other)
    text, cure, permanent = _NAMELESS if answer.status == 401 and not named else known
    wait = pause(answer)
    if wait and not permanent:
        cure = f"Try again in {wait} seconds."
    return DavError(
        f"{text} (HTTP {answer.status})", where=host, cure=cure, permanent=permanent, status=answer.status, wait=wait
    )


def pause(answer: Answer) -> int:
    """How many seconds the server wants to be left alone for; 0 where it does not say, or says nonsense."""
    said = str(answer.headers.get("Retry-After", "")).strip()
    if said.isdigit():
        return min(int(said[:6]), LONGEST)
    until, at = _instant(said), _instant(str(answer.headers.get("Date", "")))
    # The server's own clock is held against the server's own date.
    return max(0, min(int((until - at).total_seconds()), LONGEST)) if until and at else 0


def _instant(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    return found if found.tzinfo else None
