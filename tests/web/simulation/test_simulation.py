"""Hundreds of evenings, or as many as HOMECALL_SEEDS says: whatever breaks, what must hold holds."""

from __future__ import annotations

import os

import pytest

from homecall.web.plans.making import Answer
from tests.web.simulation.life import evening, first_plan

SEEDS = int(os.environ.get("HOMECALL_SEEDS", "400"))
PARTS = 8


@pytest.fixture(scope="module")
def first() -> Answer:
    """The plan that all evenings begin with."""
    return first_plan()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_evening_ends_well(db: None, first: Answer, part: int) -> None:
    """Nobody is booked twice or told twice, nothing hangs, nobody is bothered who need not be."""
    for seed in range(part, SEEDS, PARTS):
        life = evening(seed, first)
        assert not life.broken, (seed, life.broken, life.trace)


def test_a_seed_is_the_same_evening_every_time(db: None, first: Answer) -> None:
    """To the byte, and other seeds are other evenings."""
    once, again, other = evening(7, first), evening(7, first), evening(8, first)
    assert once.trace == again.trace
    assert once.delivered == again.delivered
    assert once.trace != other.trace


def test_evenings_break_and_people_answer(db: None, first: Answer) -> None:
    """What is tried does happen: processes die, messages arrive, somebody is booked, somebody cannot."""
    lives = [evening(seed, first) for seed in range(12)]
    said = " ".join(line for life in lives for line in life.trace)
    assert sum(life.crashes for life in lives) > 3
    for word in ("hears ask", "says yes: settled", "says no", "hears booked", "accept done"):
        assert word in said
