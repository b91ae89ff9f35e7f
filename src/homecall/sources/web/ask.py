"""One question to an address: conditional, with redirects judged hop by hop, bounded in time and size.

The path and query of an address are often a password. No error made here holds more of it than the host, nor hangs on
another that does.
"""

from __future__ import annotations

import http.client
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from homecall.errors import FetchError, SourceError
from homecall.sources.web.body import body
from homecall.sources.web.connect import Connection, Plain, Secure
from homecall.sources.web.failures import slow, unreachable
from homecall.sources.web.hosts import doors
from homecall.tongue import say

TIMEOUT = 20.0
"""Seconds for the whole of a fetch, redirects and body together."""

REDIRECTS = 5
AGENT = "homecall/0.1 (calendar reader)"  # Microsoft 365 refuses unknown agents without a product name
_MOVED = (301, 302, 303, 307, 308)
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version that we have, by which to ask for a newer one; empty: it said nothing."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: a body with the validators of its version, or None where the version that we have still stands."""

    body: bytes | None
    validators: Validators


@dataclass(frozen=True, slots=True)
class Question:
    """Where one hop goes, and where the question was put first: a password in the address is for that host alone."""

    parts: SplitResult = field(repr=False)
    first: SplitResult = field(repr=False)
    agent: str
    known: Validators

    @property
    def host(self) -> str:
        """The name of the host, the only part of an address that is ever said."""
        return self.parts.hostname or ""

    def headers(self) -> dict[str, str]:
        """The headers of the request."""
        asked = {
            "User-Agent": self.agent,
            "Accept-Encoding": "gzip",
            "Accept": "text/calendar, text/csv, */*;q=0.5",
            "Connection": "close",
            "If-None-Match": self.known.etag,
            "If-Modified-Since": self.known.modified,
            "Authorization": _password(self.first) if _origin(self.parts) == _origin(self.first) else "",
        }
        return {name: value for name, value in asked.items() if value}


def ask(url: str, known: Validators | None = None, agent: str = "") -> Answer:
    """The answer, or FetchError once the time is up: a thread of its own, since names and headers may drip for ever.

    Raises FetchError for all that goes wrong on the way, SourceError for a body over the limit.
    """
    parts = address(url)
    question = Question(parts, parts, agent or AGENT, known or Validators())
    return _in_time(lambda: _asked(question), question.host)


def _in_time(work: Callable[[], Answer], host: str) -> Answer:
    told: list[Answer | BaseException] = []

    def run() -> None:
        try:
            told.append(work())
        except BaseException as error:  # carried over to the caller's thread, whatever it is
            told.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(TIMEOUT)
    if not told:
        raise slow(host, TIMEOUT)
    if isinstance(told[0], BaseException):
        raise told[0]
    return told[0]


def address(url: str) -> SplitResult:
    """The address with webcal written as https. Raises FetchError for any other scheme, or none."""
    try:
        parts: SplitResult | None = urlsplit(url.strip())
        host, _ = (parts.hostname, parts.port) if parts else (None, None)
    except ValueError:
        parts = host = None
    if parts is None:
        raise FetchError(say("The address cannot be read."), cure=say("Copy it again."), permanent=True)
    if parts.scheme.lower() in ("webcal", "webcals"):
        parts = parts._replace(scheme="https")
    if parts.scheme.lower() not in ("http", "https") or not host:
        cure = say("It should begin with https:// or webcal://.")
        raise FetchError(say("The address is not one of the web."), where=host or "", cure=cure, permanent=True)
    if not all(33 <= ord(letter) < 127 for letter in parts.geturl()):
        raise FetchError(
            say("The address holds letters that an address cannot."), cure=say("Copy it again."), permanent=True
        )
    return parts


def _asked(question: Question) -> Answer:
    deadline = time.monotonic() + TIMEOUT
    for _ in range(REDIRECTS + 1):
        answer = _hop(question, deadline)
        if isinstance(answer, Answer):
            return answer
        question = answer
    cure = say("Fetch a fresh link from the scheduling system.")
    raise FetchError(say("The address leads on and on."), where=question.host, cure=cure, permanent=True)


def _hop(question: Question, deadline: float) -> Answer | Question:
    """The answer of one host, or the question to put to the next."""
    failed: FetchError | None = None
    try:
        connection = _connection(question, deadline)
        try:
            return _exchange(connection, question, deadline)
        finally:
            connection.close()
    except SourceError:
        raise
    except Exception as error:  # whatever it is, its words may hold the address
        failed = unreachable(error, question.host, TIMEOUT)
    raise failed


def _connection(question: Question, deadline: float) -> Connection:
    secure = question.parts.scheme.lower() == "https"
    port = question.parts.port or (443 if secure else 80)
    left = max(deadline - time.monotonic(), 0.01)
    return (Secure if secure else Plain)(question.host, port, doors(question.host, port), left)


def _exchange(connection: Connection, question: Question, deadline: float) -> Answer | Question:
    connection.request("GET", _target(question.parts), headers=question.headers())
    with connection.getresponse() as answer:
        if answer.status in _MOVED and answer.headers.get("Location"):
            return _moved(question, answer.headers["Location"])
        if answer.status == 304 and question.known != Validators():
            return Answer(None, question.known)
        if not 200 <= answer.status < 300:
            raise _refused(answer, question.host)
        return Answer(body(answer, question.host, deadline, TIMEOUT), _validators(answer))


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme.lower(), parts.hostname, parts.port


def _password(parts: SplitResult) -> str:
    """What the part before the @ of an address says in a header."""
    if parts.username is None:
        return ""
    said = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(said.encode()).decode()}"


def _moved(question: Question, location: str) -> Question:
    """The question at the next address. Raises FetchError where it would be less safe than this one."""
    parts = address(urljoin(question.parts.geturl(), location))
    if question.parts.scheme.lower() == "https" and parts.scheme.lower() != "https":
        cure = say("Ask the scheduling system for a link that stays on https.")
        raise FetchError(
            say("The address leads to an unprotected one."), where=question.host, cure=cure, permanent=True
        )
    return Question(parts, question.first, question.agent, question.known)


def _validators(answer: http.client.HTTPResponse) -> Validators:
    etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    return Validators(etag if len(etag) <= _LONGEST else "", modified if len(modified) <= _LONGEST else "")


def _refused(answer: http.client.HTTPResponse, host: str) -> FetchError:
    code = answer.status
    cure = say("Try again in a while.")
    if code in (401, 403):
        cure = say("Fetch a fresh link from the scheduling system.")
    elif code in (404, 410):
        cure = say("The link may be old; fetch a fresh one.")
    lasting = 300 <= code < 500 and code not in (408, 425, 429)
    text = say("The server answered with error {code}.", code=code)
    return FetchError(text, where=host, cure=cure, permanent=lasting, wait=_wait(answer.headers))


def _wait(headers: http.client.HTTPMessage) -> int:
    """The seconds that a server asks us to wait, by its own clock where it names an instant; 0 if it does not."""
    said = headers.get("Retry-After", "").strip()
    if said.isdigit():
        return int(said[:9])
    try:
        until, sent = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("Date", ""))
        return max(0, int((until - sent).total_seconds()))
    except (ValueError, TypeError, OverflowError):
        return 0
