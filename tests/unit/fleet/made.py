"""Jobs without a solver, households of a few lines, and work for workers that goes wrong on purpose."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from homecall.fleet.job import Carried, Failure, Job, Planned, Report, Search, When
from tests.households import HOME, MIA, ROWS, ana, rosa

WHEN = When(datetime(2027, 1, 3, 18, tzinfo=UTC), date(2027, 1, 4), 1)
TEXT = HOME + ana(rules="") + MIA + rosa()


def job(name: str, number: int = 0) -> Job:
    """A job that can be planned for real."""
    return Job(number, name, Carried(TEXT, {"ana.csv": ROWS.encode()}), WHEN)


def jobs(*names: str) -> Iterator[Job]:
    """Jobs in that order."""
    return (job(name, number) for number, name in enumerate(names))


def report(text: str, clocked: bool = False) -> Report:  # noqa: FBT001, FBT002 (a test reads better so)
    """A plan that says something."""
    return Report(Planned(text.encode(), "optimal", (("cost", 1.0, 1.0),), clocked), 0.5)


def failed(kind: str = "HouseholdError") -> Report:
    """A failure of that kind."""
    return Report(Failure(kind, "It cannot be.", "home:1", "Change it."))


def mark(name: str) -> int:
    """Count the times that something was begun, over all processes; `FLEET_MARKS` names the folder."""
    folder = Path(os.environ["FLEET_MARKS"])
    number = len(list(folder.glob(f"{name}.*")))
    (folder / f"{name}.{number}.{os.getpid()}").touch()
    return number + 1


def play(job: Job, search: Search) -> Report:
    """What the job's name says: `dies…` each time, `dies-once…`, `hangs…` without a clock, `stuck…` with one too."""
    time_ = mark(job.id) if "-" in job.id else 1
    if job.id.startswith("dies") and (time_ == 1 or "once" not in job.id):
        os.kill(os.getpid(), signal.SIGKILL)
    if job.id.startswith("stuck") or (job.id.startswith("hangs") and not search.clocked):
        time.sleep(60)
    if job.id.startswith("slow"):
        time.sleep(0.2)
    return report(job.id, search.clocked)


def threads(job: Job, _search: Search) -> Report:
    """How many threads of this process there are, and whether number libraries were told to start none."""
    return report(f"{job.id} {threading.active_count()} {os.environ.get('OMP_NUM_THREADS')}")


def weigh(job: Job, _search: Search) -> Report:
    """A long answer to a long question."""
    assert isinstance(job.household, Carried)
    return report(job.household.text * 2)


def never_ready() -> None:
    """What a worker does that cannot begin."""
    os._exit(3)
