"""Puts a request with secrets to QGenda: over a protected connection, bounded in time and size, and never elsewhere."""

from __future__ import annotations

import http.client
import threading
import time
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from homecall.errors import FetchError, SourceError
from homecall.sources.qgenda.rest import Request
from homecall.sources.web.ask import AGENT, TIMEOUT
from homecall.sources.web.body import body
from homecall.sources.web.connect import Plain, Secure
from homecall.sources.web.failures import slow, unreachable
from homecall.sources.web.hosts import allowed, doors
from homecall.tongue import say


def ask(request: Request) -> bytes:
    """The unpacked body of a good answer. Raises FetchError for any other, and once the time is up.

    A redirect is not followed: what we send is for this host alone.
    """
    parts = urlsplit(request.url)
    host = parts.hostname or ""
    if parts.scheme != "https" and not _own(host):
        cure = say("The address of the interface must begin with https://.")
        raise FetchError(say("A password is not sent over an open connection."), where=host, cure=cure, permanent=True)
    told: list[bytes | Exception] = []
    worker = threading.Thread(target=lambda: told.append(_tried(request, parts)), daemon=True)
    worker.start()
    worker.join(TIMEOUT)
    if not told:
        raise slow(host, TIMEOUT)
    if isinstance(told[0], Exception):
        raise told[0]
    return told[0]


def _own(host: str) -> bool:
    """Whether the setting names the host as one of our own network."""
    try:
        return allowed().address(ip_address(host))
    except ValueError:
        return allowed().host(host)


def _tried(request: Request, parts: SplitResult) -> bytes | Exception:
    """The body, or the error that the caller shall raise: it must not die with the thread."""
    host = parts.hostname or ""
    try:
        return _answered(request, parts, host)
    except SourceError as error:
        return error
    except Exception as error:  # whatever it is, its words may hold the address
        return unreachable(error, host, TIMEOUT)


def _answered(request: Request, parts: SplitResult, host: str) -> bytes:
    deadline = time.monotonic() + TIMEOUT
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = (Secure if secure else Plain)(host, port, doors(host, port), TIMEOUT)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": AGENT, "Connection": "close", **dict(request.headers)}
    try:
        connection.request(request.method, target, body=request.body or None, headers=headers)
        with connection.getresponse() as answer:
            _good(answer, host)
            return body(answer, host, deadline, TIMEOUT)
    finally:
        connection.close()


def _good(answer: http.client.HTTPResponse, host: str) -> None:
    """Refuses any answer but a good one. Raises FetchError."""
    code = answer.status
    if 200 <= code < 300:
        return
    if code in (400, 401, 403):
        cure = say(
            "Check the e-mail address, the password and the company key, and that the user may read the schedule."
        )
        raise FetchError(say("QGenda refused the login."), where=host, cure=cure, permanent=True)
    if 300 <= code < 400:
        cure = say("Check the address of the interface.")
        raise FetchError(
            say("The address leads elsewhere, where no password goes."), where=host, cure=cure, permanent=True
        )
    lasting = code < 500 and code not in (408, 425, 429)
    text = say("QGenda answered with error {code}.", code=code)
    raise FetchError(text, where=host, cure=say("Try again in a while."), permanent=lasting)
