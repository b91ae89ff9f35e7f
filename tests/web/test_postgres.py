"""Everything that the app's tests say of SQLite holds for PostgreSQL as well."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.fitness.reading import ROOT
from tests.unit.fleet.sources.database import server

SAME = ("family", "jobs", "plans", "people", "welcome", "editing", "board", "notes", "guests", "feeds", "test_doors.py")


@pytest.mark.slow
def test_the_same_holds_on_postgresql() -> None:
    """The tests of stores, queue and pages, once more, with a real server."""
    with server() as database:
        known = os.environ | {"DATABASE_URL": database.dsn, "HYPOTHESIS_PROFILE": "quick"}
        known.pop("PYTEST_XDIST_WORKER", None)
        tests = [f"tests/web/{name}" for name in SAME]
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
        done = subprocess.run(words, cwd=ROOT, env=known, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
