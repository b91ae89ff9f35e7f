"""What was made to hurt ends in under five seconds and 300 MB, with a clear report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fitness.reading import PACKAGE
from tests.unit.sources.calendars.hostile import MADE

SECONDS = 5
MEGABYTES = 300
MEASURE = Path(__file__).with_name("measure.py")
WINDOW = ("--from", "2026-10-26", "--to", "2026-11-23", "--zone", "America/Chicago", "--format", "json")


@dataclass(frozen=True, slots=True)
class Measured:
    """How a reading ended and what it took. `seconds` are those of the processor."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def measured(file: Path) -> Measured:
    """Reads a file in a process of its own, and measures that process alone."""
    command = [sys.executable, str(MEASURE), sys.executable, "-m", "homecall", "read", str(file), *WINDOW]
    known = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
    told, _, took = done.stderr.rstrip().rpartition("\n")
    return Measured(done.returncode, done.stdout, told, **json.loads(took))


@pytest.mark.parametrize("what", MADE)
def test_ends_soon_and_says_what_it_kept(what: str, tmp_path: Path) -> None:
    """Either the good event is read and the rest is named, or the whole is refused in a sentence."""
    file = tmp_path / "feed.ics"
    file.write_bytes(MADE[what]())

    done = measured(file)

    assert "Traceback" not in done.err
    if done.out:
        found = json.loads(done.out)
        kept = any(one["summary"] == "Clinic" for one in found["occurrences"])
        assert kept or found["rejects"]
    else:
        assert done.err.strip()
        assert done.code != 0
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


def test_a_light_file_is_light(tmp_path: Path) -> None:
    """What is measured is the reading, and not the loading of everything else."""
    file = tmp_path / "feed.ics"
    file.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")

    done = measured(file)

    assert json.loads(done.out)["occurrences"] == []
    assert done.seconds < 2
    assert done.megabytes < MEGABYTES / 2
