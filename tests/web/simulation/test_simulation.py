"""A thousand evenings, or as many as HOMECALL_SEEDS says: whatever breaks, what must hold holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.web.simulation.life import First, Life, evening, evenings, first_plans

ROOT = Path(__file__).parents[3]
SEEDS = int(os.environ.get("HOMECALL_SEEDS", "1000"))
PARTS = 8


@pytest.fixture(scope="module")
def first() -> First:
    """The plans that all evenings begin with."""
    return first_plans()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_evening_ends_well(db: None, first: First, part: int) -> None:
    """Nobody is booked twice or told twice, nothing hangs, nobody is bothered who need not be."""
    for life in evenings(range(part, SEEDS, PARTS), first):
        assert not life.broken, (life.seed, life.broken, life.trace)


@pytest.mark.slow
def test_a_seed_is_the_same_evening_every_time(db: None, first: First) -> None:
    """To the byte, and other seeds are other evenings."""
    once, again, other = evening(7, first), evening(7, first), evening(8, first)
    assert once.trace == again.trace
    assert _arrived(once) == _arrived(again)
    assert once.trace != other.trace


def _arrived(life: Life) -> Counter[str]:
    """How often what arrived, whatever numbers a database gave to its rows."""
    return Counter(re.sub(r":\d+", ":n", key) for key in life.delivered.elements())


@pytest.mark.slow
def test_an_evening_is_the_same_after_others(db: None, first: First) -> None:
    """Nothing of one life reaches the next, neither by the database nor by what the process remembers."""
    *_before, after = evenings([3, 4, 5, 7], first)
    assert after.trace == evening(7, first).trace


@pytest.mark.slow
def test_a_seed_replays_to_the_byte_in_another_process() -> None:
    """Whatever the hashes of its strings are; this is also how a seed that failed is looked at."""
    heard = []
    for hashes in ("1", "77"):
        new = os.environ | {"PYTHONHASHSEED": hashes, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        asked = [sys.executable, "-m", "tests.web.simulation", "7", "9", "22"]
        heard.append(subprocess.run(asked, env=new, cwd=ROOT, check=True, capture_output=True, timeout=120).stdout)
    assert heard[0].count(b"\n") > 40
    assert heard[0] == heard[1]


@pytest.mark.slow
def test_evenings_break_and_people_answer(db: None, first: First) -> None:
    """What is tried does happen: processes die, disks refuse, schedules change, people answer in every way."""
    lives = list(evenings(range(30), first))
    said = " ".join(line for life in lives for line in life.trace)
    assert sum(life.crashes for life in lives) > 10
    assert sum(life.refused for life in lives) > 3
    for word in ("hears ask", "says yes: settled", "says no", "hears booked", "accept done", "the schedule is"):
        assert word in said
    for word in ("a mail says", "hears again", "take back", "the clock is", "hears no_longer", "in between"):
        assert word in said
