"""The fuzzer itself works: a few seconds of it find nothing, and it would see what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.fitness.reading import PACKAGE, ROOT


def test_a_few_seconds_of_it_find_nothing() -> None:
    """It starts from the corpus, reads some thousands of changed calendars and ends with 0."""
    pytest.importorskip("atheris", reason="atheris has no wheel for this machine")
    known = os.environ | {"PYTHONPATH": f"{PACKAGE.parent}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.fuzz.calendars", "--seconds", "2"]
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done" in done.stderr
