"""People who say yes in the same instant, and processes that are killed in it: `python -m tests.web.rounds.lives`.

Its arguments are how many rounds, how many kills, and the seed; it prints how each round stands in the end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
django.setup()

from django.core.management import call_command
from django.db import OperationalError, connections

from homecall.spans.span import Span, instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.post.models import Message
from homecall.web.rounds import store, ways
from homecall.web.rounds.models import Invited, Round
from tests.web.rounds.conftest import FAMILY

PEOPLE = ("rosa", "june", "pat")


def filled(count: int) -> None:
    """A database with so many rounds in which everybody is asked, one a family, and as many whose time is up."""
    call_command("migrate", interactive=False, verbosity=0)
    now = instant(world.now())
    for number in range(2 * count):
        family = families.create(FAMILY, "Ana")
        ways.set_habits(family, ways.Habits("all"))
        span = Span(now + 600, now + 720)
        id = store.start(family, store.Need("rosa", "Rosa", span, (("mia", "Mia"),)), 1, now, "Ana")
        if number < count:
            store.join(family, id, [store.Other(who, who.title()) for who in PEOPLE[1:]], now)
        else:
            Round.objects.filter(pk=id).update(last=now - 1, wake=now - 1)
    connections.close_all()


def say_yes(who: str, seed: int) -> None:
    """One of them, who says yes to everything, in an order of their own."""
    rows = list(Round.objects.filter(people__who=who, looked=True).values_list("family", "pk"))
    random.Random(f"{who}{seed}").shuffle(rows)
    for family, id in rows:
        answered(lambda family=family, id=id: store.answer(family, id, who, "yes", instant(world.now())))


def answered(do: Any) -> None:
    """Press once more where the database was too busy, as a person would."""
    for _time in range(20):
        try:
            do()
        except OperationalError:
            time.sleep(0.05)
            continue
        return


def lived(seed: int, seconds: float | None) -> None:
    """Everybody at once, killed after so many seconds; None for until they are done."""
    children = [_child(say_yes, who, seed) for who in PEOPLE] + [_child(_time)]
    if seconds is not None:
        time.sleep(seconds)
    for child in children:
        if seconds is not None:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _child(do: Any, *more: Any) -> int:
    child = os.fork()
    if child == 0:
        do(*more)
        os._exit(0)
    return child


def _time() -> None:
    """What time brings on."""
    for family, id in store.due(instant(world.now())):
        answered(lambda family=family, id=id: store.go_on(family, id, instant(world.now())))


def main(count: int, kills: int, seed: int) -> dict[str, Any]:
    """All of it."""
    filled(count)
    dice = random.Random(seed)
    for life in range(kills):
        lived(seed + life, dice.uniform(0.02, 0.4))
    lived(seed + kills, None)
    yes = Counter(Invited.objects.filter(reply="yes").values_list("round", flat=True))
    booked = Message.objects.filter(kind="booked", to__in=PEOPLE)
    topics = Counter(int(topic.partition(":")[2]) for topic in booked.values_list("topic", flat=True))
    nobody = Counter(Message.objects.filter(kind="nobody", to="ana").values_list("topic", flat=True))
    states = Counter(Round.objects.values_list("state", flat=True))
    return {
        "states": states,
        "yes": Counter(yes.values()),
        "booked": Counter(topics.values()),
        "nobody": Counter(nobody.values()),
        "same": set(yes) == set(topics),
    }


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:4]))))
