"""Parents on the morning: each says that school is closed, waits as the page does, and says yes to what is proposed.

And readers, who look at pages all the while.
"""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Sequence
from html import unescape
from random import Random

from benchmarks.snow_day.crowd import Morning, Step, Visitor
from benchmarks.snow_day.filled import House

PAGES = {"/today/": 6, "/week/": 2, "/asks/": 1, "/today/say/closed/": 1}
"""What readers look at, and how often of ten times."""
READERS = 10
"""So many share the rate."""
STILL = 20.0
"""Seconds after which a parent with consents, whose asks mostly go by themselves, taps a proposal that is there."""
_WAITS = re.compile(r'hx-get="(/today/fresh/[^"]+)"\s+hx-trigger="every ([\d.]+)(ms|s)"')
_ACCEPT = re.compile(r'action="(/today/accept/\d+/)"')
_MARK = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_CHOICE = re.compile(r'name="what" value="([^"]+:0)"')


def reader(morning: Morning, number: int, houses: Sequence[House], every: float) -> Step:
    """A page after the other, one in so many seconds, as somebody else each time; late ones are not left out."""
    dice = Random(number)

    def step(due: float) -> float | None:
        page = dice.choices(list(PAGES), list(PAGES.values()))[0]
        try:
            status, _text = morning.ask(f"read {page}", Visitor(dice.choice(houses).cookie), page, due)
        except (OSError, http.client.HTTPException):
            status = 0
        if status != 200:
            morning.wrong.append(f"{page}: {status}")
        return None if morning.over else due + every

    return step


class Parent:
    """One parent: says it, looks at Today until a way is there, taps."""

    def __init__(self, morning: Morning, house: House) -> None:
        """Nothing is said before the first step."""
        self.morning, self.house, self.who = morning, house, Visitor(house.cookie)
        self.next: Callable[[float], float | None] = self.say
        self.path = ""

    def step(self, due: float) -> float | None:
        """The next thing; whatever goes wrong is told in the end."""
        try:
            return self.next(due)
        except (OSError, http.client.HTTPException, AssertionError) as wrong:
            self.morning.wrong.append(f"family {self.house.family}: {type(wrong).__name__} {wrong}")
            return None

    def say(self, due: float) -> float | None:
        """By the phone's key, or by the page's own form."""
        house, ask = self.house, self.morning.ask
        if house.phone:
            self.morning.said[house.family] = time.time()
            said = {"text": f"{house.school} is closed today"}
            status, text = ask("say it by a phone", Visitor(), f"/say/{house.key}/", due, said)
            assert status == 200, f"/say/ {status} {text[:200]}"
        else:
            page = "/today/say/closed/"
            status, text = ask("the page to say it", self.who, page, due)
            choice = _CHOICE.search(text)
            assert choice, f"{page} {status}"
            self.morning.said[house.family] = time.time()
            status, text = ask("say it", self.who, page, form=form(text, what=choice[1]))
            assert status == 302, f"said: {status}"
        self.next = self.look
        return time.time() + (STILL if house.consents else 0.0)

    def look(self, due: float) -> float | None:
        """Today: a proposal to say yes to, or an address to ask until there is one."""
        return self._seen(*self.morning.ask("Today, after saying it", self.who, "/today/", due))

    def wait(self, due: float) -> float | None:
        """Ask as the page does."""
        return self._seen(*self.morning.ask("a look while waiting", self.who, self.path, due))

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
        status, _page = self.morning.ask("the yes", self.who, path, form=form(text))
        assert status == 302, f"accepted: {status}"
        self.morning.ask("Today, after the yes", self.who, "/today/")


def form(page: str, **said: str) -> dict[str, str]:
    """What a page's form sends back with its mark."""
    mark = _MARK.search(page)
    assert mark is not None, "a form without its mark"
    return {"csrfmiddlewaretoken": mark[1], **said}
