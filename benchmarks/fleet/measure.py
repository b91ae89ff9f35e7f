"""One run over many households, measured: seconds, processor seconds, memory, and the bytes that it left."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from homecall.fleet.dest import Dest, Form, about
from homecall.fleet.job import When
from homecall.fleet.ledger import Counts
from homecall.fleet.pool import Crew, Limits
from homecall.fleet.run import Step, run
from homecall.fleet.sources.parquet import Parquet

Tell = Callable[[Step], None]
WEIGHED = 50
"""After so many households the workers are weighed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run took.

    `cpu` is of the households alone, `own` of the run that hands them out and keeps their plans, `others` of all else
    that the machine did meanwhile. `plans` holds a digest of each plan that no clock ended, `size` is the bytes of
    those plans. `memory` is the most that the run itself held, and then any worker, in MB.
    """

    counts: Counts
    wall: float
    cpu: float
    own: float
    others: float
    size: int
    plans: dict[str, str]
    memory: tuple[float, float]

    @property
    def rate(self) -> float:
        """Households a second."""
        return self.counts.households / self.wall


def measure(source: Path, out: Path, crew: Crew, seconds: float, tell: Tell) -> Ran:
    """Plan all rows of a file, which say themselves for when."""
    households = Parquet(source, When(datetime(2027, 1, 1, tzinfo=UTC), None, 7))
    with closing(Dest(out, about(households.name, households.when, Form.JSON))) as dest, closing(crew):
        watch, began, spent, before = _Watch(tell), time.perf_counter(), time.process_time(), busy()
        counts = run(households, dest, crew, Limits(seconds), tell=watch)
        wall, own = time.perf_counter() - began, time.process_time() - spent
        others = max(0.0, busy() - before - own - dest.ledger.cpu())
        files = {line.id: dest.path(line.id) for line in dest.ledger.lines() if line.status and not line.clocked}
        size = sum(path.stat().st_size for path in files.values())
        plans = {name: _digest(path) for name, path in files.items()}
        return Ran(counts, wall, dest.ledger.cpu(), own, others, size, plans, (_peak(os.getpid()), watch.most))


def busy() -> float:
    """Seconds that the cores of this machine have worked since it was started, all together; 0 where nobody says."""
    stat = Path("/proc/stat")
    if not stat.is_file():
        return 0.0
    user, nice, system, _idle, _wait, *rest = (int(one) for one in stat.read_text("utf-8").split("\n")[0].split()[1:8])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


class _Watch:
    """Passes progress on, and now and then weighs the workers."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.most = 0.0

    def __call__(self, step: Step) -> None:
        if step.behind % WEIGHED == 0:
            self.most = max(self.most, *(_peak(one) for one in workers()), 0.0)
        self.tell(step)


def _peak(process: int) -> float:
    """The most memory that a process ever held, in MB; 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def workers() -> list[int]:
    """The processes that work for this one."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()
    return [int(one) for one in children if "spawn_main" in _command(one)]


def _command(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8")
    except OSError:
        return ""


def killer(at: int, killed: list[int]) -> Tell:
    """Kills a worker, without a warning, when so many households are behind; notes whom."""

    def tell(step: Step) -> None:
        if step.behind == at and not killed:
            killed.extend(workers()[:1])
            with suppress(ProcessLookupError):
                os.kill(killed[0], signal.SIGKILL)

    return tell
