"""Parents on the morning: each says that school is closed, waits as the page does, and says yes to what is proposed.

And readers, who look at Today and Week all the while.
"""

from __future__ import annotations

import heapq
import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import count, cycle
from random import Random
from urllib.parse import urlencode

from benchmarks.snow_day.filled import House

HANDS = 48
"""Requests that may be on their way at once."""
PAGES = ("/today/", "/week/")
READERS = 10
"""So many share the rate."""
STILL = 20.0
"""Seconds after which a parent with consents, whose asks mostly go by themselves, taps a proposal that is there."""
_WAITS = re.compile(r'hx-get="(/today/fresh/[^"]+)"\s+hx-trigger="every ([\d.]+)(ms|s)"')
_ACCEPT = re.compile(r'action="(/today/accept/\d+/)"')
_MARK = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_CHOICE = re.compile(r'name="what" value="([^"]+:0)"')
Step = Callable[[], float | None]
"""What is done at its time; gives when there is more of it, None where there is not."""


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
        while (step := self._next()) is not None:
            again = step()
            if again is not None:
                self.add(again, step)

    def _next(self) -> Step | None:
        with self._more:
            while not self._over:
                wait = self._due[0][0] - time.time() if self._due else 1.0
                if wait <= 0:
                    return heapq.heappop(self._due)[2]
                self._more.wait(min(wait, 1.0))
            return None


@dataclass
class Morning:
    """What the parents and readers lived through, as it goes on."""

    port: int
    said: dict[int, float] = field(default_factory=dict)
    tapped: dict[int, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    read: list[tuple[str, float]] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    over: bool = False

    def parent(self, house: House) -> Step:
        """The steps of one parent."""
        return _Parent(self, house).step

    def reader(self, number: int, cookies: Sequence[str], every: float, start: float) -> Step:
        """A page after the other, one in so many seconds, as somebody else each time; late ones are not left out."""
        dice, due, pages = Random(number), start, cycle(PAGES[number % 2 :] + PAGES[: number % 2])

        def step() -> float | None:
            nonlocal due
            self._looked(next(pages), dice.choice(cookies), due)
            due += every
            return None if self.over else due

        return step

    def _looked(self, page: str, cookie: str, due: float) -> None:
        try:
            status, _text = asked(self.port, "GET", page, cookie)
        except (OSError, http.client.HTTPException):
            status = 0
        self.read.append((page, time.time() - due))
        if status != 200:
            self.wrong.append(f"{page}: {status}")


class _Parent:
    """One parent: says it, looks at Today until a way is there, taps."""

    def __init__(self, morning: Morning, house: House) -> None:
        self.morning, self.house = morning, house
        self.next: Step = self.say
        self.path = ""

    def step(self) -> float | None:
        """The next thing; whatever goes wrong is told in the end."""
        try:
            return self.next()
        except (OSError, http.client.HTTPException, AssertionError) as wrong:
            self.morning.wrong.append(f"family {self.house.family}: {type(wrong).__name__} {wrong}")
            return None

    def say(self) -> float | None:
        """By the phone's key, or by the page's own form."""
        house, port = self.house, self.morning.port
        if house.phone:
            self.morning.said[house.family] = time.time()
            status, text = asked(port, "POST", f"/say/{house.key}/", "", {"text": f"{house.school} is closed today"})
            assert status == 200, f"/say/ {status} {text[:200]}"
        else:
            status, text = asked(port, "GET", "/today/say/closed/", house.cookie)
            choice = _CHOICE.search(text)
            assert choice, f"/today/say/closed/ {status}"
            self.morning.said[house.family] = time.time()
            status, text = asked(port, "POST", "/today/say/closed/", house.cookie, _form(text, what=choice[1]))
            assert status == 302, f"said: {status}"
        self.next = self.look
        return time.time() + (STILL if house.consents else 0.0)

    def look(self) -> float | None:
        """Today: a proposal to say yes to, or an address to ask until there is one."""
        return self._seen(*asked(self.morning.port, "GET", "/today/", self.house.cookie))

    def wait(self) -> float | None:
        """Ask as the page does."""
        before = time.time()
        found = asked(self.morning.port, "GET", self.path, self.house.cookie)
        self.morning.polls.append(time.time() - before)
        return self._seen(*found)

    def _seen(self, status: int, text: str) -> float | None:
        assert status in (200, 204), f"Today: {status}"
        found, waits = _ACCEPT.search(text), _WAITS.search(text)
        if found:
            self._tap(found[1], text)
            return None
        if waits is None and status == 200:
            return None  # nothing waits any more: the asks went by themselves
        if waits:
            self.path, self.next = unescape(waits[1]), self.wait
            self.pace = float(waits[2]) / (1000 if waits[3] == "ms" else 1)
        return time.time() + self.pace

    def _tap(self, path: str, text: str) -> None:
        self.morning.tapped[self.house.family] = time.time()
        status, _page = asked(self.morning.port, "POST", path, self.house.cookie, _form(text))
        assert status == 302, f"accepted: {status}"


def _form(page: str, **said: str) -> dict[str, str]:
    mark = _MARK.search(page)
    assert mark is not None, "a form without its mark"
    return {"csrfmiddlewaretoken": mark[1], **said}


_MARKS: dict[str, str] = {}
"""The mark of each session, as its browser keeps it."""


def asked(port: int, method: str, path: str, cookie: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and text of an answer; nobody is followed elsewhere."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    cookies = [f"sessionid={cookie}"] if cookie else []
    cookies += [f"csrftoken={_MARKS[cookie]}"] if cookie in _MARKS else []
    headers = {"Cookie": "; ".join(cookies)}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            if cookie and line.startswith("csrftoken="):
                _MARKS[cookie] = line.partition("=")[2].partition(";")[0]
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
