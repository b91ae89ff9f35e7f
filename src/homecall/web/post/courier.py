"""The courier: takes what waits in the outbox to where it belongs, several at once, and holds nobody up for another."""

from __future__ import annotations

import logging
import threading
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse

from homecall.errors import PostError, fault
from homecall.outlets.messages.lines import Lines
from homecall.outlets.messages.note import Note
from homecall.tongue import say
from homecall.web import world
from homecall.web.look.kept import heard
from homecall.web.post import buttons, desk, replies
from homecall.web.post.models import Message
from homecall.web.post.owns import path_of
from homecall.web.post.troubles import NO_WAY
from homecall.web.post.ways import Route, loaded, routes

PAUSE = 0.3
"""Seconds between two looks at an empty outbox."""
ROUND = 5.0
"""Seconds between two looks at what has been lost, and at what time has brought."""
LIST = 100
"""Messages that are looked up at once, one a family."""
HANDS = 12
"""Messages on their way at once."""
A_FAMILY = 2
A_HOST = 6
SLOW = 3
"""On their way at once: for one family, to one host, and to all those hosts together that kept us waiting last."""
NOT_YET = 1.0
"""Seconds after which a message is looked at again whose host was busy."""


class _Lost(Exception):
    """The message is not ours any more."""


@dataclass
class Lanes:
    """Which hosts may be asked just now: a few times each, and those that are slow all together a few times."""

    busy: Counter[str] = field(default_factory=Counter)
    slow: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, host: str) -> bool:
        """Take a place; False where there is none."""
        with self.lock:
            crowd = sum(self.busy[one] for one in self.slow) if host in self.slow else 0
            if self.busy[host] >= A_HOST or crowd >= SLOW:
                return False
            self.busy[host] += 1
            return True

    def leave(self, host: str, *, well: bool) -> None:
        """Give the place back, and remember whether the host kept us waiting."""
        with self.lock:
            self.busy[host] -= 1
            (self.slow.discard if well else self.slow.add)(host)


@dataclass
class Courier:
    """A courier by name. Any number of them, in any number of processes, may work on the same outbox."""

    name: str
    also: tuple[Callable[[], object], ...] = ()
    lanes: Lanes = field(default_factory=Lanes)
    lines: Lines = field(default_factory=Lines)
    families: Counter[int] = field(default_factory=Counter)
    found: deque[int] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)
    woken: threading.Event = field(default_factory=threading.Event)

    def run(self, stop: threading.Event, tick: Callable[[], float]) -> None:
        """Carry until `stop` is set, then wait for what is on its way; `tick` is a clock in seconds that only runs.

        Whatever else is `also` to be done is done every few seconds. Where it fails, `stop` is set.
        """
        last = tick() - ROUND
        try:
            reverse("home")  # reads every address of the app, which takes a second: before a message, not for one
            loaded()
            with ThreadPoolExecutor(HANDS, thread_name_prefix="courier") as pool:
                while not stop.is_set():
                    self.woken.clear()
                    if tick() - last >= ROUND:
                        last = tick()
                        self._round()
                    if not self.step(pool) and not self.woken.wait(PAUSE):
                        self.lines.hang_up()
        finally:
            stop.set()
            self.lines.hang_up()
            connection.close()

    def _round(self) -> None:
        desk.lost(world.now())
        for one in self.also:
            one()

    def step(self, pool: ThreadPoolExecutor) -> bool:
        """Send as many on their way as there are hands. False where nothing was to do, or no hand was free."""
        with self.lock:
            free = HANDS - self.families.total()
            full = tuple(family for family, count in self.families.items() if count >= A_FAMILY)
        if free and not self.found:
            self.found.extend(desk.due(world.now(), LIST, without=full))
        began = False
        while free and self.found:
            row = self.claimed(self.found.popleft())
            if row is not None:
                with self.lock:
                    self.families[row.family_id] += 1
                pool.submit(self._in_hand, row)
                free, began = free - 1, True
        return began

    def claimed(self, id: int) -> Message | None:
        """A message taken, None where it is not to be sent."""
        return desk.claim(id, f"{self.name}-{world.token()[:12]}", world.now())

    def _in_hand(self, row: Message) -> None:
        try:
            self.carry(row)
        except Exception as wrong:  # a fault of ours must not end the others; the row says by itself how far it came
            logging.getLogger("homecall.post").error("A message was left where it is: %s", fault(wrong))
            connection.close()  # perhaps it is what failed; the next message opens another
        finally:
            with self.lock:
                self.families[row.family_id] -= 1
            self.woken.set()

    def carry(self, row: Message) -> None:
        """Take one message that is claimed as far as it goes now."""
        ways = list(routes(row, world.now(), self.lines))
        if not ways:
            desk.failed(row, heard(row.said, row.parts) or say(NO_WAY))
        elif not self.lanes.enter(ways[0].way.host):
            desk.release(row, world.now() + timedelta(seconds=NOT_YET))
        else:
            well = False
            try:
                well = self._handed(row, ways[0], more=len(ways) > 1)
            finally:
                self.lanes.leave(ways[0].way.host, well=well)

    def _handed(self, row: Message, route: Route, *, more: bool) -> bool:
        """Hand it over and write down how that went. False where the host kept us waiting."""

        def begin() -> None:
            if not desk.sending(row, route):
                raise _Lost

        try:
            route.way.hand_over(_note(row), begin)
        except _Lost:
            return True
        except PostError as wrong:
            if wrong.unsure:
                desk.unsure(row, wrong.message)
            else:
                desk.refused(row, route, wrong, more=more)
            return wrong.permanent
        desk.sent(row)
        return True


def _note(row: Message) -> Note:
    """What leaves."""
    path = path_of(row)
    link = settings.SENDING.address + path if path and settings.SENDING.address else ""
    reply, shown = replies.address(row), buttons.read(row.buttons)
    return Note(buttons.mark(row.pk), row.title, row.body, path, link, reply, urgent=row.urgent, buttons=shown)
