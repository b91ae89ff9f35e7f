"""Whole runs: from files to files, stopped, killed, gone on with, and the same everywhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.fleet.stored import families, to_folder, to_parquet
from homecall.errors import FleetError
from homecall.fleet.dest import Dest, Form, about
from homecall.fleet.job import Failure, Job, Refused, Report, Search
from homecall.fleet.ledger import Counts
from homecall.fleet.pool import Crew, Limits, Work
from homecall.fleet.processes import Processes
from homecall.fleet.run import Step, run
from homecall.fleet.serial import Serial
from homecall.fleet.sources.base import Households
from homecall.fleet.sources.book import households
from tests.fitness.reading import ROOT
from tests.unit.fleet.made import WHEN, failed, jobs, play, report

KILLED = """
import sys
from pathlib import Path
from tests.unit.fleet.test_run import Made, go
from homecall.fleet.processes import Processes
from tests.unit.fleet.made import play
if __name__ == "__main__":
    go(Made(tuple(f"slow-{n}" for n in range(40))), Path(sys.argv[1]), Processes(2, play))
"""
FLEET = 10
"""Generated families that are planned for real."""


@dataclass(frozen=True)
class Made:
    """A source of made-up households, which may break off before the end."""

    names: tuple[str, ...]
    breaks: bool = False
    name: str = "made"

    def count(self) -> int:
        """As many as it has names."""
        return len(self.names)

    def jobs(self) -> Iterator[Job | Refused]:
        """One for each name; none of these households has a `?` in its name."""
        for one in jobs(*self.names):
            refused = Refused(one.number, one.id, Failure("HouseholdError", "It cannot be."))
            yield refused if "?" in one.id else one
        if self.breaks:
            raise FleetError("The source is gone.")


def go(made: Households, out: Path, crew: Crew, *, again: bool = False, tell: Callable[[Step], None] = print) -> Counts:
    """A run into a folder."""
    with closing(Dest(out, about(made.name, WHEN, Form.JSON))) as dest:
        return run(made, dest, crew, Limits(), again=again, tell=tell)


def serially(work: Work) -> Serial:
    """A crew of this process."""
    return Serial(60.0, work)


def named(job: Job, _search: Search) -> Report:
    """A plan that says its name; a failure for `bad…`."""
    return failed() if job.id.startswith("bad") else report(job.id)


def kept(out: Path) -> dict[str, bytes]:
    """All that a run has made, by path; the ledger and the description are its own."""
    own = ("ledger.sqlite", "run.json")
    files = (one for one in sorted(out.rglob("*")) if one.is_file() and not one.name.startswith(own))
    return {str(one.relative_to(out)): one.read_bytes() for one in files}


def test_everything_is_planned_or_told(tmp_path: Path) -> None:
    """Each household of the source is a plan or a failure; none is lost."""
    counts = go(Made(("a", "bad-b", "c", "?")), tmp_path / "out", serially(named))
    assert (counts.households, counts.planned, counts.failed) == (4, 2, {"HouseholdError": 2})


def test_two_of_one_name_are_told(tmp_path: Path) -> None:
    """The first is planned, the second is a failure and not silently the first."""
    counts = go(Made(("a", "b", "a")), tmp_path / "out", serially(named))
    assert (counts.households, counts.planned, counts.failed) == (3, 2, {"HouseholdError": 1})
    assert "has the id 'a'" in (tmp_path / "out" / "failures.jsonl").read_text("utf-8")


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    """One step for each household, whatever became of it."""
    steps: list[Step] = []
    go(Made(("a", "bad", "?", "a")), tmp_path / "out", serially(named), tell=steps.append)
    assert [one.behind for one in steps] == [1, 2, 3, 4]
    assert {one.of for one in steps} == {4}


def test_a_second_run_does_nothing_again(tmp_path: Path) -> None:
    """What is planned stays, what failed stays failed, and both are counted."""
    first = go(Made(("a", "bad", "c")), tmp_path / "out", serially(named))
    before = kept(tmp_path / "out")

    def never(_job: Job, _search: Search) -> Report:
        raise AssertionError("nothing is left to do")

    assert go(Made(("a", "bad", "c")), tmp_path / "out", serially(never)) == first
    assert kept(tmp_path / "out") == before


def test_again_tries_those_that_failed(tmp_path: Path) -> None:
    """And no others."""
    go(Made(("a", "bad", "c")), tmp_path / "out", serially(named))
    tried: list[str] = []

    def better(job: Job, _search: Search) -> Report:
        tried.append(job.id)
        return report(job.id)

    counts = go(Made(("a", "bad", "c")), tmp_path / "out", serially(better), again=True)
    assert tried == ["bad"]
    assert (counts.planned, counts.failed) == (3, {})


def test_a_source_that_breaks_off_costs_nothing_finished(tmp_path: Path) -> None:
    """The next run has only the rest to do."""
    names = tuple(f"h{n}" for n in range(9))
    with pytest.raises(FleetError, match="source is gone"):
        go(Made(names, breaks=True), tmp_path / "out", serially(named))
    done = len(list((tmp_path / "out" / "plans").rglob("*.json")))
    tried: list[str] = []

    def rest(job: Job, _search: Search) -> Report:
        tried.append(job.id)
        return report(job.id)

    go(Made(names), tmp_path / "out", serially(rest))
    assert 0 < done < 9
    assert len(tried) == 9 - done


def test_a_run_killed_at_any_instant_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed three times over, it ends as if it had not been, and has repeated no more than what was under way."""
    monkeypatch.setenv("FLEET_MARKS", str(tmp_path))
    out, marks = tmp_path / "out", tmp_path
    for target in (3, 12, 23):
        _kill_at(target, out, marks)
    go(Made(tuple(f"slow-{n}" for n in range(40))), out, Processes(2, play))
    plans = {one.stem: one.read_bytes() for one in out.glob("plans/*/*.json")}
    assert plans == {f"slow-{n}": f"slow-{n}".encode() for n in range(40)}
    assert len(list(marks.glob("slow-*"))) <= 40 + 3 * 2 * 2


def _kill_at(target: int, out: Path, folder: Path) -> None:
    """Begin the run in a process of its own, and kill it when so much is done."""
    known = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    script = folder / "killed.py"
    script.write_text(KILLED, "utf-8")
    with subprocess.Popen([sys.executable, str(script), str(out)], env=known, stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while len(list(out.glob("plans/*/*.json"))) < target and process.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)


def real(source: Path, out: Path, crew: Crew, form: Form = Form.JSON) -> dict[str, bytes]:
    """What a run of generated families, planned for real, leaves."""
    found = households(str(source), WHEN)
    with closing(Dest(out, about(found.name, WHEN, form))) as dest:
        counts = run(found, dest, crew, Limits())
    assert (counts.households, counts.planned, counts.clocked) == (FLEET, FLEET, 0)
    return kept(out)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated families in a folder and in a Parquet file."""
    folder = tmp_path_factory.mktemp("fleet")
    to_folder(families(FLEET, 1), folder / "families")
    to_parquet(families(FLEET, 1), folder / "families.parquet")
    return folder


@pytest.mark.slow
def test_serial_and_processes_give_the_same_bytes(fleet: Path, tmp_path: Path) -> None:
    """Plans, failures and numbers, one by one and two at a time."""
    serial = real(fleet / "families.parquet", tmp_path / "serial", Serial(60.0))
    assert real(fleet / "families.parquet", tmp_path / "two", Processes(2)) == serial
    assert len(serial) == FLEET + 2


@pytest.mark.slow
def test_one_table_or_many_files_hold_the_same_plans(fleet: Path, tmp_path: Path) -> None:
    """The form of the answer does not change it."""
    from pyarrow import parquet

    files = real(fleet / "families", tmp_path / "files", Processes(2))
    real(fleet / "families", tmp_path / "table", Processes(2), Form.PARQUET)
    rows = parquet.read_table(tmp_path / "table" / "plans.parquet").to_pylist()
    plans = {Path(name).stem: content for name, content in files.items() if name.startswith("plans")}
    assert {row["id"]: row["plan"].encode() for row in rows} == plans


@pytest.mark.slow
def test_a_worker_killed_from_outside_changes_no_byte(fleet: Path, tmp_path: Path) -> None:
    """Somebody ends a worker in the middle of a real run; the plans are those of a quiet one."""
    quiet = real(fleet / "families.parquet", tmp_path / "quiet", Serial(60.0))
    killed: list[int] = []

    def kill(step: Step) -> None:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()
        if step.behind == 3:
            killed.extend(int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes())
            with suppress(ProcessLookupError):
                os.kill(killed[0], signal.SIGKILL)

    found = households(str(fleet / "families.parquet"), WHEN)
    with closing(Dest(tmp_path / "out", about(found.name, WHEN, Form.JSON))) as dest:
        run(found, dest, Processes(2), Limits(), tell=kill)
    assert killed
    assert kept(tmp_path / "out") == quiet
