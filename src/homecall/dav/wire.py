"""One connection to one server, bounded in time and size; it never goes anywhere else, whatever the server says.

The path and query of an address may be a secret, so messages only ever name its host.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, urljoin, urlsplit

from homecall.dav.login import Answering, Login, split_login
from homecall.errors import DavError

LIMIT = 20 * 1024 * 1024
"""Bytes of one answer. A calendar of 20,000 events is about as large."""
TIMEOUT = 30.0
"""Seconds for one question and its whole answer."""
REDIRECTS = 3
_AGENT = "homecall/0.1 (calendar client)"
_CHUNK = 64 * 1024

Dial = Callable[[SplitResult, float], http.client.HTTPConnection]
"""Gives a connection, not yet open, to the host of an address, with so many seconds for each step."""


def direct(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    """To any host at all: for an address that a person typed just now."""
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=seconds)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whole."""

    status: int
    reason: str
    headers: Message
    body: bytes


class Wire:
    """A connection that stays open from question to question."""

    def __init__(self, url: str, login: Login | None = None, dial: Dial = direct, timeout: float = TIMEOUT) -> None:
        """No word is sent yet. Raises DavError for an address that cannot be, or would send a password in the open."""
        self.url, login = _split(url, login)
        self.parts = _address(self.url, login)
        self.host = self.parts.hostname or ""
        self.named = login is not None
        self._dial, self._timeout = dial, timeout
        self._answering = Answering(login)
        self._line: http.client.HTTPConnection | None = None

    def ask(self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to one question, whatever its status; follows redirects on the same server. Raises DavError."""
        for _ in range(REDIRECTS):
            answer = self._proven(method, self._own(url), body, dict(headers or {}))
            if answer.status not in (301, 302, 307, 308) or not answer.headers.get("Location"):
                return answer
            url = urljoin(url, str(answer.headers["Location"]))
        raise DavError("The server leads round in circles.", where=self.host, cure="Check the address.", permanent=True)

    def close(self) -> None:
        """Hang up; the next question dials again."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _own(self, url: str) -> str:
        """The address, if it is on this server. A password must not follow a link to anywhere else."""
        parts = urlsplit(urljoin(self.url, url))
        if (parts.scheme, parts.netloc.rpartition("@")[2]) != (self.parts.scheme, self.parts.netloc):
            there = parts.hostname or "another server"
            cure = f"If that is where the calendar is, give the address on {there} itself."
            raise DavError(f"The server leads to {there}.", where=self.host, cure=cure, permanent=True)
        return parts.geturl()

    def _proven(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        """The answer, with the login shown if it is asked for."""
        answer = self._again(method, url, body, headers | self._answering.header(url, method))
        asked = [str(one) for one in answer.headers.get_all("WWW-Authenticate", [])]
        if answer.status == 401 and self._answering.challenged(asked, url):
            answer = self._again(method, url, body, headers | self._answering.header(url, method))
        return answer

    def _again(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        """The answer, asked a second time where a line that had been open before turns out to be closed.

        All that changes anything is asked under a condition, so asking twice does nothing twice.
        """
        used = self._line is not None
        try:
            with self._told():
                return self._once(method, url, body, headers)
        except DavError as error:
            if not used or not isinstance(error.__cause__, ConnectionError | http.client.BadStatusLine):
                raise
        with self._told():
            return self._once(method, url, body, headers)

    def _once(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        parts = urlsplit(url)
        target = parts.path or "/"
        line = self._connected()
        # Bytes that drip one by one never run into a socket's own limit; the whole has one of its own.
        watch = threading.Timer(self._timeout, _hang_up, [line.sock])
        watch.daemon = True
        watch.start()
        try:
            line.request(method, f"{target}?{parts.query}" if parts.query else target, body or None, _plain(headers))
            with line.getresponse() as said:
                answer = Answer(said.status, said.reason, said.headers, _body(said))
        finally:
            watch.cancel()
        if said.will_close:
            self.close()
        return answer

    def _connected(self) -> http.client.HTTPConnection:
        if self._line is None:
            line = self._dial(self.parts, self._timeout)
            line.connect()
            self._line = line
        return self._line

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Failures of the line as sentences that do not repeat the address; the line is hung up."""
        try:
            yield
        except DavError:
            self.close()
            raise
        except (OSError, http.client.HTTPException, ValueError) as wrong:
            self.close()
            raise _unreachable(wrong, self.host) from wrong


def _plain(headers: dict[str, str]) -> dict[str, str]:
    return {"User-Agent": _AGENT, **headers}


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # it may have been closed in the meantime
        line.shutdown(socket.SHUT_RDWR)


def _body(said: http.client.HTTPResponse) -> bytes:
    """The whole body. Raises ValueError where it is packed or too large, IncompleteRead where it is cut short."""
    if said.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ValueError("packed without being asked to")
    body = bytearray()
    while chunk := said.read(_CHUNK):
        body += chunk
        if len(body) > LIMIT:
            raise ValueError("too large")
    if said.length:
        raise http.client.IncompleteRead(b"", said.length)
    return bytes(body)


def _split(url: str, login: Login | None) -> tuple[str, Login | None]:
    try:
        return split_login(url, login)
    except ValueError:
        return "", None  # no address; the next look at it says so


def _address(url: str, login: Login | None) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    letters = url.isascii() and all(33 <= ord(letter) < 127 for letter in url)
    if parts.scheme not in ("http", "https") or not host or not letters:
        cure = "Give the address of a calendar, such as https://example.org/dav/family/."
        raise DavError("This is not the address of a calendar server.", cure=cure, permanent=True)
    if parts.scheme == "http" and login is not None and not _near(host):
        cure = "Use the https address."
        raise DavError("A password would be sent in the open.", where=host, cure=cure, permanent=True)
    return parts


def _near(host: str) -> bool:
    """Whether the host is this machine or in the same house, where http is usual."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".lan", ".home.arpa", ".localhost"))


def _unreachable(wrong: Exception, host: str) -> DavError:
    """A DavError that keeps the kind of failure and drops its words, which may hold the address."""
    if isinstance(wrong, ssl.SSLCertVerificationError):
        cure = "Check the address; its certificate does not prove that it is who it says."
        return DavError("The connection could not be trusted.", where=host, cure=cure, permanent=True)
    if isinstance(wrong, ValueError) and str(wrong) == "too large":
        cure = "Give the family's plan a calendar of its own."
        text = f"The calendar is larger than {LIMIT // 1024 // 1024} MB."
        return DavError(text, where=host, cure=cure, permanent=True)
    if isinstance(wrong, http.client.IncompleteRead | ValueError):
        text = "The answer of the calendar server was cut short or garbled."
        return DavError(text, where=host, cure="Try again in a while.", permanent=False)
    cure = "Check the address and the connection, then try again."
    return DavError("The calendar server does not answer.", where=host, cure=cure, permanent=False)
