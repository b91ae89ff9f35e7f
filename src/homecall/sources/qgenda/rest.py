"""Asks QGenda's interface for a schedule: which requests to make, and what to read in the answers. Pure but for `ask`.

The interface is for administrators' accounts. It gives a token for an address and a password, and at most 100 days of
schedule for one request.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit

from homecall.errors import FetchError
from homecall.sources.qgenda.answer import Duty, duties
from homecall.sources.refuse import text
from homecall.tongue import say

BASE = "https://api.qgenda.com/v2"
MOST_DAYS = 100
"""Days that one request may ask for (QGenda's documentation)."""

MOST_WINDOWS = 12
"""Requests of one fetch: more than three years of schedule are a slip."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks: an address and its password, and the key of the company. None but the address is ever shown."""

    email: str
    password: str = field(repr=False)
    company: str = field(repr=False)
    base: str = BASE

    @property
    def host(self) -> str:
        """The name of the host that is asked, for messages."""
        return urlsplit(self.base).hostname or ""


@dataclass(frozen=True, slots=True)
class Request:
    """One request over HTTP. Its headers and body hold secrets and are never shown."""

    method: str
    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


Ask = Callable[[Request], bytes]
"""Gives the unpacked body of a good answer. Raises FetchError for any other."""


def fetched(account: Account, first: date, last: date, ask: Ask) -> bytes:
    """The schedule from the first to the last day, both included, as one answer that `qgenda-json` reads.

    Raises FetchError where the login is refused, and SourceError where an answer is no schedule.
    """
    secret = token(ask(login(account)), account)
    answers = [ask(schedule(account, secret, *window)) for window in windows(first, last)]
    return joined(answers, account)


def login(account: Account) -> Request:
    """The request for a token."""
    form = urlencode({"email": account.email, "password": account.password}).encode()
    headers = (("Accept", "application/json"), ("Accept-Encoding", "gzip"),
               ("Content-Type", "application/x-www-form-urlencoded"))  # fmt: skip
    return Request("POST", f"{account.base}/login", headers, form)


def token(answer: bytes, account: Account) -> str:
    """The token of an answer to a login. Raises FetchError where there is none."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        told = None
    found = told.get("access_token") if isinstance(told, dict) else None
    if not isinstance(found, str) or not found.isascii() or not found.isprintable() or not found.strip():
        cure = say("Check the e-mail address and the password of the interface.")
        raise FetchError(say("QGenda gave no token for this login."), where=account.host, cure=cure, permanent=True)
    return found.strip()


def windows(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days in pieces that one request may ask for, both ends included. Raises FetchError for too many."""
    if (last - first).days >= MOST_DAYS * MOST_WINDOWS:
        raise FetchError(
            say("More days were asked for than a schedule has."), cure=say("Ask for a year."), permanent=True
        )
    while first <= last:
        end = min(first + timedelta(days=MOST_DAYS - 1), last)
        yield first, end
        first = end + timedelta(days=1)


def schedule(account: Account, secret: str, first: date, last: date) -> Request:
    """The request for the duties of some days, struck ones too, so that they are known for struck."""
    query = urlencode({
        "companyKey": account.company, "startDate": _american(first), "endDate": _american(last),
        "includeDeletes": "true",
    })  # fmt: skip
    headers = (("Accept", "application/json"), ("Accept-Encoding", "gzip"), ("Authorization", f"bearer {secret}"))
    return Request("GET", f"{account.base}/schedule?{query}", headers)


def _american(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def joined(answers: Iterable[bytes], account: Account) -> bytes:
    """All answers as one. Of a duty that several of them hold, the last change counts. Raises SourceError."""
    kept: dict[object, Duty] = {}
    for number, answer in enumerate(answers):
        for place, duty in enumerate(duties(text(answer, account.host, json=True), account.host)):
            name = duty.get("schedulekey") or (number, place)
            before = kept.get(name)
            if before is None or before.get("lastmodifieddateutc", "") <= duty.get("lastmodifieddateutc", ""):
                kept[name] = duty
    return json.dumps(list(kept.values())).encode()
