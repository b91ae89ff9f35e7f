"""Requests over connections of our own making: whoever dials decides which hosts may be asked.

The services' libraries speak through `requests`; this is what they get in its place. It follows nobody elsewhere,
trusts no proxy, gives up in time, and remembers how each request went without remembering where it went.
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from homecall.errors import HomecallError, PostError
from homecall.outlets.messages.note import PATIENCE
from homecall.tongue import say

Dial = Callable[[str, str, int, float], http.client.HTTPConnection]
"""A connection for a scheme, a host and a port, with seconds for each word, not opened yet.

Raises HomecallError for a host that may not be asked, and OSError for one that has no address.
"""
Outcome = int | PostError
"""The status of an answer, or why there is none."""

LARGEST = 1_000_000
"""Bytes of an answer that are read; none of them matters."""
LONGEST = 2 * PATIENCE
"""Seconds for one request as a whole."""
_FULL, _GONE = 429, (404, 410)


class Line(requests.Session):
    """A session whose requests go over `dial`; `outcomes` says how each of them went."""

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        self.trust_env = False
        self.max_redirects = 0
        self.outcomes: list[Outcome] = []
        self.waits: list[int] = []
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter(dial, self))

    def request(self, *args: Any, **more: Any) -> requests.Response:
        """An answer; one that leads elsewhere is an answer like any other."""
        return super().request(*args, **{**more, "allow_redirects": False, "stream": False})

    def judged(self, *, said: bool = False) -> None:
        """Does nothing where the message was taken, by what the library `said` or by the answer. Raises PostError."""
        last = self.outcomes[-1] if self.outcomes else None
        if isinstance(last, PostError):
            raise last
        if said or (last is not None and 200 <= last < 300):
            return
        if last is None or 200 <= last < 300:
            raise PostError(say("The service does not take it."), permanent=True)
        raise self.refusal(last)

    def refusal(self, status: int) -> PostError:
        """What the last answer means."""
        lasting = 300 <= status < 500 and status not in (408, 425, _FULL)
        text = say("The service answered with error {status}.", status=status)
        return PostError(text, permanent=lasting, gone=status in _GONE, wait=self.waits[-1])


class _Adapter(BaseAdapter):
    """Sends one request over a connection that was dialled for it."""

    def __init__(self, dial: Dial, line: Line) -> None:
        super().__init__()
        self.dial, self.line = dial, line

    def close(self) -> None:
        """Nothing is kept open."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """The answer. Raises requests' own errors, none of which holds the address."""
        try:
            answer = self._asked(request)
        except PostError as wrong:
            self.line.outcomes.append(wrong)
            raise requests.ConnectionError(wrong.message) from None
        self.line.outcomes.append(answer.status_code)
        self.line.waits.append(_wait(answer.headers))
        return answer

    def _asked(self, request: requests.PreparedRequest) -> requests.Response:
        url = urlsplit(str(request.url))
        port = url.port or (443 if url.scheme == "https" else 80)
        connection = _connected(self.dial, url.scheme, url.hostname or "", port)
        with _bounded(connection):
            try:
                target = (url.path or "/") + (f"?{url.query}" if url.query else "")
                body: Any = request.body
                connection.request(str(request.method), target, body, dict(request.headers))
                return _response(connection.getresponse(), request)
            except ValueError:  # raised by what it is made of, before any of it leaves
                raise PostError(say("The address holds letters that an address cannot."), permanent=True) from None
            except (OSError, http.client.HTTPException):
                raise PostError(say("The line to the service broke while it was on its way."), unsure=True) from None


def _connected(dial: Dial, scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    """An open connection. Whatever goes wrong until then, nothing has left."""
    try:
        connection = dial(scheme, host, port, PATIENCE)
        connection.connect()
    except HomecallError as wrong:
        text = say("Its server lies in a private network, which is not asked unless whoever runs this app allows it.")
        raise PostError(text, permanent=bool(getattr(wrong, "permanent", True))) from None
    except (OSError, UnicodeError):
        raise PostError(say("The service does not answer.")) from None
    return connection


@contextmanager
def _bounded(connection: http.client.HTTPConnection) -> Iterator[None]:
    """Closes the connection at the end, and long before that if its answer only drips."""
    watch = threading.Timer(LONGEST, connection.close)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        connection.close()


def _response(got: http.client.HTTPResponse, request: requests.PreparedRequest) -> requests.Response:
    answer = requests.Response()
    answer.status_code, answer.reason = got.status, got.reason
    answer.headers = CaseInsensitiveDict(got.headers.items())
    answer.raw, answer.request, answer.url = BytesIO(got.read(LARGEST)), request, ""
    answer.encoding = "utf-8"
    return answer


def _wait(headers: Mapping[str, str]) -> int:
    """Seconds that a server asks for, an hour at most; 0 where it says nothing that we read."""
    said = headers.get("Retry-After", "")
    return min(3600, int(said)) if said.isascii() and said.isdigit() and len(said) < 8 else 0
