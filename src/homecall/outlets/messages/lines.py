"""Lines to mail servers that are kept for the next message: a burst to one server and account is signed in for once."""

from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from homecall.outlets.invite.post import Office, dialled

MOST = 50
"""Messages over one line: fewer than servers take, which hang up after a hundred or so."""


@dataclass(eq=False, slots=True)
class Call:
    """A line to one server, and how many messages it has carried."""

    line: smtplib.SMTP
    carried: int = 0

    @property
    def used(self) -> bool:
        """Whether it has carried anything: then the server may hang up, or want no more, before the next message."""
        return self.carried > 0

    def close(self) -> None:
        """Hang up without waiting for a goodbye."""
        with suppress(OSError, smtplib.SMTPException):
            self.line.putcmd("quit")
        self.line.close()


@dataclass(eq=False, slots=True)
class Lines:
    """Lines that are free, by server and account. Several threads may take some at once, each gets its own.

    Whoever carries messages hangs up all of them once there is nothing to carry: here runs no clock.
    """

    _free: dict[Office, list[Call]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def call(self, office: Office, trust: ssl.SSLContext, *, fresh: bool = False) -> Iterator[Call]:
        """A line for one message, a `fresh` one where that is wanted. Raises DeliveryError where none can be had.

        It is kept where the block ends well, and has carried one message more then.
        """
        call = None if fresh else self._taken(office)
        call = call or Call(dialled(office, trust))
        try:
            yield call
        except BaseException:
            call.close()
            raise
        call.carried += 1
        self._kept(office, call)

    def hang_up(self) -> None:
        """Hang up all that are free."""
        with self._lock:
            calls = [call for free in self._free.values() for call in free]
            self._free.clear()
        for call in calls:
            call.close()

    def _taken(self, office: Office) -> Call | None:
        """A free line whose server is there still, and knows of no message begun; None where there is none.

        Where one is dead the others are let go unasked: each might cost all of a server's time to answer.
        """
        with self._lock:
            free = self._free.get(office)
            call = free.pop() if free else None
        if call is None or _well(call.line):
            return call
        with self._lock:
            dead = [call, *self._free.pop(office, ())]
        for one in dead:
            one.close()
        return None

    def _kept(self, office: Office, call: Call) -> None:
        if call.carried >= MOST:
            call.close()
            return
        with self._lock:
            self._free.setdefault(office, []).append(call)


def _well(line: smtplib.SMTP) -> bool:
    try:
        return line.rset()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False
