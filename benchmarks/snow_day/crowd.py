"""Everybody who asks something of the app on a snow day: what is due when, few hands that do it, and a book of it."""

from __future__ import annotations

import heapq
import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

HANDS = 48
"""Requests that may be on their way at once."""
Step = Callable[[float], float | None]
"""What is done at its time, which it is given; gives when there is more of it, None where there is not."""


@dataclass
class Agenda:
    """Things that are done when they are due, by a few hands."""

    _due: list[tuple[float, int, Step]] = field(default_factory=list)
    _more: threading.Condition = field(default_factory=threading.Condition)
    _numbers: Iterator[int] = field(default_factory=count)
    _over: bool = False

    def add(self, at: float, step: Step) -> None:
        """Do a thing at an instant of the machine's clock."""
        with self._more:
            heapq.heappush(self._due, (at, next(self._numbers), step))
            self._more.notify()

    def run(self) -> list[threading.Thread]:
        """Start the hands."""
        hands = [threading.Thread(target=self._work, daemon=True) for _ in range(HANDS)]
        for one in hands:
            one.start()
        return hands

    def end(self) -> None:
        """Let the hands finish what they hold, and do no more."""
        with self._more:
            self._over = True
            self._more.notify_all()

    def _work(self) -> None:
        while (found := self._next()) is not None:
            due, step = found
            again = step(due)
            if again is not None:
                self.add(again, step)

    def _next(self) -> tuple[float, Step] | None:
        with self._more:
            while not self._over:
                wait = self._due[0][0] - time.time() if self._due else 1.0
                if wait <= 0:
                    due, _number, step = heapq.heappop(self._due)
                    return due, step
                self._more.wait(min(wait, 1.0))
            return None


@dataclass
class Visitor:
    """A browser: its session, if it has one, and the mark that the app gave it against forged forms."""

    session: str = ""
    mark: str = ""

    @property
    def cookie(self) -> str:
        """Its cookies as a header."""
        known = {"sessionid": self.session, "csrftoken": self.mark}
        return "; ".join(f"{name}={value}" for name, value in known.items() if value)


@dataclass
class Morning:
    """What everybody lived through, as it goes on: who said it and who said yes when, and each request by its name.

    A request's seconds run from when it was due, not from when a hand got to it: what the crowd itself is late counts.
    """

    port: int
    said: dict[int, float] = field(default_factory=dict)
    tapped: dict[int, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    requests: list[tuple[str, float]] = field(default_factory=list)
    over: bool = False

    def ask(
        self, name: str, who: Visitor, path: str, due: float | None = None, form: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Status and text of an answer, noted under a name; `due` is when it was to be sent, None for now."""
        since = time.time() if due is None else due
        found = asked(self.port, "GET" if form is None else "POST", path, who, form)
        self.requests.append((name, time.time() - since))
        return found


def asked(port: int, method: str, path: str, who: Visitor, form: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and text of an answer; nobody is followed elsewhere."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": who.cookie}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            if line.startswith("csrftoken="):
                who.mark = line.partition("=")[2].partition(";")[0]
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
