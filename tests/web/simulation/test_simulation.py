"""Thousands of evenings: whatever breaks and whoever answers how, what must hold holds."""

from __future__ import annotations

import os

import pytest

from homecall.web.plans.making import Answer
from tests.web.rounds.conftest import evening as evening
from tests.web.simulation.life import evening as lived

SEEDS = int(os.environ.get("HOMECALL_SEEDS", "40"))
PART = max(1, SEEDS // 8)


@pytest.mark.parametrize("first", range(0, SEEDS, PART))
def test_every_evening_ends_well(db: None, evening: Answer, first: int) -> None:
    """Nobody is booked twice or told twice, nothing hangs, nobody is bothered who need not be."""
    for seed in range(first, first + PART):
        life = lived(seed, evening)
        assert not life.broken, (seed, life.broken, life.trace)
