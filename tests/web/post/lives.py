"""Couriers that live a random while and are killed, over a database of their own: `python -m tests.web.post.lives`.

Its arguments are the port of a mail server, how many messages, how many kills, and the seed; it prints how each
message stands in the end. Between two lives the clock goes on by as long as a lease holds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from homecall.outlets.invite.post import Office
from homecall.outlets.messages.mail import _trust
from homecall.web import world
from homecall.web.post import desk
from homecall.web.post.courier import Courier
from homecall.web.post.models import Message
from tests.web.post import reached

AT_ONCE = 2
"""Couriers that live at the same time."""


def filled(count: int) -> None:
    """A database with some families and so many messages for each to be told."""
    call_command("migrate", interactive=False, verbosity=0)
    for _ in range(4):
        family = reached.family()
        for who in ("ana", "ben"):
            reached.reach(family, who, f"{who}{family}@example.org")
        for number in range(count // 4):
            reached.put(family, ("ana", "ben")[number % 2], str(number), title=f"{family} {number}")
    connections.close_all()


def lived(life: int, more: int, seconds: float) -> None:
    """Couriers that are killed once so many more messages have arrived, and a moment later than that."""
    children = []
    for number in range(AT_ONCE):
        child = os.fork()
        if child == 0:
            _carry(f"{life}-{number}", life)
        children.append(child)
    _until(more)
    time.sleep(seconds)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _carry(name: str, life: int) -> None:
    """Be a courier, in a later life by that much."""
    real = world.now
    later = (desk.LEASE + desk.SLACK) * life
    setattr(world, "now", lambda: real() + later)  # noqa: B010
    Courier(name).run(threading.Event(), time.monotonic)
    os._exit(1)


def _until(more: int) -> None:
    """Wait for so many more to be sent, or until nothing waits."""
    wanted, deadline = Message.objects.filter(state="sent").count() + more, time.monotonic() + 90
    while time.monotonic() < deadline:
        states = list(Message.objects.exclude(kind="trouble").values_list("state", flat=True))
        if states.count("sent") >= wanted or not {"queued", "sending"} & set(states):
            break
        time.sleep(0.01)
    connection.close()


def main(port: int, count: int, kills: int, seed: int) -> dict[str, Any]:
    """All of it."""
    _trust()  # read once, and not in each life
    settings.SENDING = reached.sending(Office("127.0.0.1", port))
    dice = random.Random(seed)
    filled(count)
    for life in range(kills):
        lived(life, dice.randrange(10), dice.uniform(0, 0.05))
    lived(kills, count, 0)
    rows = Message.objects.exclude(kind="trouble")
    troubled = Message.objects.filter(kind="trouble").count()
    return {"states": dict(rows.values_list("title", "state")), "troubled": troubled}


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:5]))))
