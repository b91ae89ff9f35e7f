"""One command as a process of its own: seconds, CPU seconds and the most memory it held.

Nothing heavy is imported here. On Linux the memory of a child counts from the moment at which it is still a copy of
its parent, so the parent has to stay smaller than anything that it measures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median

UNITS_PER_MB = 1024**2 if sys.platform == "darwin" else 1024
"""The system tells memory in bytes on macOS, in kilobytes elsewhere."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took. `memory` is its peak in MB; `output` is all that it printed."""

    wall: float
    cpu: float
    memory: float
    output: bytes


class Failed(RuntimeError):
    """A command that did not end well, and what it took and printed until then."""

    def __init__(self, text: str, made: Run) -> None:
        super().__init__(text)
        self.made = made


def run(*command: str, loud: bool = False) -> Run:
    """Run a command to its end and measure it. What it says on standard error is kept, or with `loud` heard at once.

    Raises Failed, with what it said, if it fails.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=None if loud else err)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        made = Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / UNITS_PER_MB, out.read())
        if child.returncode:
            raise Failed(f"{' '.join(command)} ended with {child.returncode}: {err.read().decode()}", made)
        return made


def repeat(runs: int, *command: str) -> list[Run]:
    """The same command so many times, after once that does not count: files and byte code are then warm."""
    run(*command)
    return [run(*command) for _ in range(runs)]


def spread(figures: list[float], digits: int = 1) -> str:
    """The median of some figures, and in brackets the least and the greatest."""
    low, middle, high = (f"{one:.{digits}f}" for one in (min(figures), median(figures), max(figures)))
    return middle if low == high else f"{middle} ({low} to {high})"
