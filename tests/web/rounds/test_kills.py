"""Yeses in the same instant, and processes that are killed in it: nobody is booked twice, and no timer is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fitness.reading import ROOT
from tests.web.post.test_kills import KILLS, SEED, database

COUNT = 2 * KILLS


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whoever_is_killed_one_yes_counts_and_what_it_says_is_said_once(kind: str, tmp_path: Path) -> None:
    """Three people and the clock at once, on real databases."""
    with database(kind, tmp_path) as url:
        words = [sys.executable, "-m", "tests.web.rounds.lives", str(COUNT), str(KILLS), str(SEED)]
        known = os.environ | {"HOMECALL_DATA": str(tmp_path), "DATABASE_URL": url}
        done = subprocess.run(
            words, cwd=ROOT, env=known, capture_output=True, text=True, check=False, timeout=200 + 10 * KILLS
        )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert found["states"] == {"settled": COUNT, "nobody": COUNT}
    assert found["yes"] == found["booked"] == {"1": COUNT}
    assert found["nobody"] == {"1": COUNT}
    assert found["same"]
