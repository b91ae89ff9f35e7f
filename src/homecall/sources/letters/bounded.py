"""Runs a program of others on what strangers have sent: with bounded memory, time and output."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

MEMORY = 1_500_000_000
"""Bytes of address space that a program may have."""
OUTPUT = 40_000_000
"""Bytes that it may write into any one file."""
LOOK = 0.5
"""Seconds between two looks at whether it is still wanted."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: with what it wrote, or not in time, or not at all because it is not there."""

    code: int = 0
    output: bytes = b""
    late: bool = False
    missing: bool = False

    @property
    def well(self) -> bool:
        """Whether it did what it was asked to."""
        return not (self.code or self.late or self.missing)


def run(command: Sequence[str], seconds: float, going: Callable[[], bool] = lambda: True) -> Ended:
    """Run a program for so many seconds at most; `going` is asked twice a second and ends it by saying no."""
    with tempfile.TemporaryFile() as out:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
        except (FileNotFoundError, PermissionError):
            return Ended(missing=True)
        _limit(process.pid, int(seconds) + 1)
        if not _waited(process, seconds, going):
            return Ended(late=True)
        out.seek(0)
        return Ended(process.returncode, out.read(OUTPUT))


def _limit(process: int, seconds: int) -> None:
    """Bound a process that has just begun: from outside, for code between fork and exec may hang beside threads."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError, AttributeError):  # a system that knows no such limit still has the clock
            resource.prlimit(process, what, (most, most))


def _waited(process: subprocess.Popen[bytes], seconds: float, going: Callable[[], bool]) -> bool:
    for _look in range(max(1, round(seconds / LOOK))):
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK)
            return True
        if not going():
            break
    process.kill()
    process.wait()
    return False
