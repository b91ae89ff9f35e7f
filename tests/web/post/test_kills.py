"""A courier that is killed at any instant, again and again, with a real mail server that counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.fitness.reading import ROOT
from tests.unit.outlets.invite.post_office import Desk, office

KILLS = int(os.environ.get("HOMECALL_KILLS", "20"))
"""So often two couriers are killed."""
SEED = int(os.environ.get("HOMECALL_KILLS_SEED", "1"))
COUNT = 12 * KILLS


def test_whatever_is_killed_each_message_arrives_once_or_is_known_to_be_unsure(tmp_path: Path) -> None:
    """What counts as sent has arrived once, what is unsure once at most, and nothing else is left."""
    heard = Desk()
    more = {} if "postgres" in os.environ.get("DATABASE_URL", "") else {"DATABASE_URL": f"sqlite:///{tmp_path}/db"}
    with office(heard) as at:
        words = [sys.executable, "-m", "tests.web.post.lives", *map(str, (at.port, COUNT, KILLS, SEED))]
        known = os.environ | {"HOMECALL_DATA": str(tmp_path), **more}
        done = subprocess.run(words, cwd=ROOT, env=known, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    arrived = Counter(str(mail["Subject"]) for mail in heard.mails())
    states = found["states"]
    assert len(states) == COUNT
    assert {states[title] for title in states} <= {"sent", "unsure"}
    assert all(arrived[title] == 1 for title, state in states.items() if state == "sent")
    assert all(arrived[title] <= 1 for title in states)
    unsure = Counter(states.values())["unsure"]
    assert found["troubled"] == unsure
    print(f"{KILLS} kills, {COUNT} messages, {unsure} unsure, of which {sum(arrived[t] for t, s in states.items() if s == 'unsure')} arrived")
