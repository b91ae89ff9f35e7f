"""A courier that is killed at any instant, again and again, with a real mail server that counts, and hangs up."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fitness.reading import ROOT
from tests.unit.fleet.sources.database import server
from tests.unit.outlets.invite.post_office import Desk, office

KILLS = int(os.environ.get("HOMECALL_KILLS", "10"))
"""So often two couriers are killed, on each database."""
SEED = int(os.environ.get("HOMECALL_KILLS_SEED", "1"))
COUNT = 8 * KILLS
OFTEN = 25
"""One word of the server's in so many breaks the line off, wants no more over it, or takes a mail and says nothing."""


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/db"
    else:
        with server() as found:
            yield found.dsn


def moody() -> Desk:
    """A mail server that hangs up at any word."""
    dice, words = random.Random(SEED), {"MAIL": ("break", "421 enough"), "RCPT": ("break",), "DATA": ("lost",)}

    def said(bad: tuple[str, ...]) -> str:
        return "250 OK" if dice.randrange(OFTEN) else dice.choice(bad)

    return Desk({stage: [said(bad) for _ in range(2 * COUNT)] for stage, bad in words.items()})


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_is_killed_each_message_arrives_once_or_is_known_to_be_unsure(kind: str, tmp_path: Path) -> None:
    """What counts as sent has arrived once, what is unsure once at most, and nothing else is left."""
    heard = moody()
    with office(heard) as at, database(kind, tmp_path) as url:
        words = [sys.executable, "-m", "tests.web.post.lives", *map(str, (at.port, COUNT, KILLS, SEED))]
        known = os.environ | {"HOMECALL_DATA": str(tmp_path), "DATABASE_URL": url}
        done = subprocess.run(
            words, cwd=ROOT, env=known, capture_output=True, text=True, check=False, timeout=200 + 10 * KILLS
        )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    arrived = Counter(str(mail["Subject"]) for mail in heard.mails())
    states = found["states"]
    assert len(states) == COUNT
    assert {states[title] for title in states} <= {"sent", "unsure"}
    assert all(arrived[title] == 1 for title, state in states.items() if state == "sent")
    assert all(arrived[title] <= 1 for title in states)
    assert found["troubled"] == Counter(states.values())["unsure"]
