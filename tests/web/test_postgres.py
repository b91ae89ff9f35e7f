"""Everything that the app's tests say of SQLite holds for PostgreSQL as well."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.fitness.reading import ROOT
from tests.unit.fleet.sources.database import server

TESTS = sorted(path for path in (ROOT / "tests" / "web").iterdir() if (path / "__init__.py").exists())
HALVES = {"one half": [ROOT / "tests" / "web" / "test_doors.py", *TESTS[::2]], "the other": TESTS[1::2]}
"""All of them, whatever app comes next, in two parts of about the same length: two processes can take one each."""


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_the_same_holds_on_postgresql(half: str) -> None:
    """Every quick test of the app, once more, with a real server."""
    with server() as database:
        known = os.environ | {"DATABASE_URL": database.dsn, "HYPOTHESIS_PROFILE": "quick"}
        known.pop("PYTEST_XDIST_WORKER", None)
        words = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-m",
            "not slow",
            *map(str, HALVES[half]),
        ]
        done = subprocess.run(words, cwd=ROOT, env=known, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
