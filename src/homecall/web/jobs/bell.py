"""The bell beside the queue: whoever asks for work rings it, and workers look at once instead of a little later.

It is a file of the data folder whose time is set anew. What is to be done stands in the database alone: a ring that
nobody hears, as where the workers have another folder, is work done a little later.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction

from homecall.web import world

NAME = "bell"
"""The file."""
EAR = 0.02
"""Seconds between two looks at it: some 10 microseconds each."""


def ring() -> None:
    """Wake the workers once what is being written down is there for them to see."""
    transaction.on_commit(_ring, robust=True)


def _ring() -> None:
    now = round(world.now().timestamp() * 1_000_000) * 1000
    with suppress(OSError):  # nobody listens here, or the folder is another's: they look by themselves
        os.utime(settings.DATA / NAME, ns=(now, now))


def listen(data: Path, stop: threading.Event, sleepers: Iterable[threading.Event]) -> None:
    """Wake the sleepers at each ring until `stop` is set."""
    bell, wake = data / NAME, tuple(sleepers)
    with suppress(OSError):
        bell.touch(0o600)
    last = _rung(bell)
    while not stop.wait(EAR):
        rung = _rung(bell)
        if rung != last:
            last = rung
            for one in wake:
                one.set()


def _rung(bell: Path) -> int:
    """When it was rung last, by whatever clock; 0 where there is none."""
    try:
        return bell.stat().st_mtime_ns
    except OSError:
        return 0
