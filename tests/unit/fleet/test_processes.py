"""Real processes: killed, hung, orphaned, and given more than a pipe holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from homecall.fleet.job import Carried, Failure, Job, Planned, Report, Result
from homecall.fleet.pool import Limits, Work, work
from homecall.fleet.processes import Processes
from tests.fitness.reading import ROOT
from tests.unit.fleet.made import WHEN, jobs, play, threads, weigh

ORPHANS = """
import os, sys, time
from homecall.fleet.pool import Limits, work
from homecall.fleet.processes import Processes
from tests.unit.fleet.made import jobs, play
if __name__ == "__main__":
    crew = Processes(2, play)
    coming = work(jobs("a", "stuck-one", "b", "stuck-two"), crew, Limits(600.0))
    next(coming), next(coming)
    sys.stdout.write(f"{os.getpid()}\\n")
    sys.stdout.flush()
    next(coming)
"""


@pytest.fixture(autouse=True)
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where workers note what they begin."""
    monkeypatch.setenv("FLEET_MARKS", str(tmp_path))
    return tmp_path


def run(names: Iterator[Job], play: Work, size: int = 2, limits: Limits | None = None) -> dict[str, Result]:
    """What comes of them, by name."""
    return {job.id: report.result for job, report in work(names, Processes(size, play), limits or Limits())}


def begun(marks: Path, name: str) -> list[int]:
    """The processes that began a job."""
    return [int(one.suffix[1:]) for one in sorted(marks.glob(f"{name}.*"))]


def alive(process: int) -> bool:
    """Whether a process is there and no corpse."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_jobs_are_done_by_several_processes(marks: Path) -> None:
    """Everything comes back, from others than this one."""
    names = [f"slow-{n}" for n in range(6)]
    assert sorted(run(jobs(*names), play)) == names
    workers = {one for name in names for one in begun(marks, name)}
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_a_killed_worker_loses_nothing_and_repeats_only_its_own_job(marks: Path) -> None:
    """The job that was under way is done again by another; no other is begun twice."""
    names = ["slow-a", "dies-once", "slow-b", "slow-c", "slow-d", "slow-e"]
    done = run(jobs(*names), play)
    assert all(isinstance(done[name], Planned) for name in names)
    assert {name: len(begun(marks, name)) for name in names} == dict.fromkeys(names, 1) | {"dies-once": 2}


def test_a_household_that_kills_every_worker_is_a_failure(marks: Path) -> None:
    """It is tried twice, as asked, and its neighbours are planned."""
    done = run(jobs("slow-a", "dies-always", "slow-b"), play, limits=Limits(tries=2))
    result = done["dies-always"]
    assert isinstance(result, Failure)
    assert (
        result.sentence
        == "The worker that planned this household was ended by SIGKILL, perhaps for want of memory, 2 times."
    )
    assert len(begun(marks, "dies-always")) == 2
    assert all(isinstance(done[name], Planned) for name in ("slow-a", "slow-b"))


def test_a_household_that_hangs_is_ended_and_searched_by_the_clock(marks: Path) -> None:
    """Its first worker is gone, its second has answered."""
    done = run(jobs("hangs-long", "slow-b"), play, limits=Limits(seconds=1.0))
    result = done["hangs-long"]
    assert isinstance(result, Planned)
    assert result.clocked
    first, second = begun(marks, "hangs-long")
    assert first != second
    assert not alive(first)


def test_long_messages_do_not_wait_for_each_other() -> None:
    """Jobs and plans that no pipe can hold pass each other by."""
    text = "x" * 3_000_000
    many = (Job(n, f"h{n}", Carried(text, {}), WHEN) for n in range(8))
    done = run(many, weigh)
    assert [len(one.plan) for one in done.values() if isinstance(one, Planned)] == [2 * len(text)] * 8


def test_a_worker_has_two_threads_and_no_more() -> None:
    """One searches and one listens; number libraries are told to start none."""
    (result,) = run(jobs("a"), threads, size=1).values()
    assert isinstance(result, Planned)
    assert result.plan == b"a 2 1"


def test_workers_end_with_the_run() -> None:
    """When the run is left, no process is."""
    crew = Processes(2, play)
    coming = work(jobs(*"abcdefgh"), crew, Limits())
    next(coming)
    children = [int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()]
    coming.close()  # type: ignore[attr-defined] # an iterator that is a generator
    assert children
    assert not any(alive(one) for one in children if "spawn_main" in _command(one))


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8")
    except FileNotFoundError:
        return ""


def test_workers_end_when_the_run_is_killed(marks: Path) -> None:
    """Even in the middle of a search nobody will hear of."""
    known = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    script = marks / "orphans.py"
    script.write_text(ORPHANS, "utf-8")
    with subprocess.Popen([sys.executable, str(script)], env=known, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        run.stdout.readline()
        workers = _until(lambda: [*begun(marks, "stuck-one"), *begun(marks, "stuck-two")], 2)
        run.send_signal(signal.SIGKILL)
    assert _until(lambda: [one for one in workers if not alive(one)], 2) == workers


def _until(look: object, size: int) -> list[int]:
    assert callable(look)
    end = time.monotonic() + 30
    while len(found := list(look())) < size and time.monotonic() < end:
        time.sleep(0.02)
    return found


def test_reports_come_back_as_they_were() -> None:
    """A report survives the way between processes."""
    ((_, done),) = work(jobs("a"), Processes(1, play), Limits())
    assert done == Report(Planned(b"a", "optimal", (("cost", 1.0, 1.0),)), 0.5)
