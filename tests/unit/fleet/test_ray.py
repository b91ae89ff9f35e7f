"""A real Ray cluster of this machine alone: its actors do what processes do, and are lost as they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from homecall.errors import FleetError
from homecall.fleet.job import Failure, Planned, Result, do
from homecall.fleet.pool import Limits, Work, work
from homecall.fleet.ray import Cluster
from homecall.fleet.serial import Serial
from tests.fitness.reading import ROOT
from tests.unit.fleet.made import jobs, play

pytestmark = [
    pytest.mark.slow,
    # Ray's own ways, which it does not leave to us: what it imports, and sockets that it closes late.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where workers note what they begin."""
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def cluster(marks: Path) -> Iterator[Cluster]:
    """Two cores, no dashboard, nothing told to anyone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLEET_MARKS", str(marks))
        patch.setenv("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
        crew = Cluster(2)
        yield crew
        crew.close()


def run(crew: Cluster, play: Work, names: list[str], limits: Limits | None = None) -> dict[str, Result]:
    """What comes of them, by name."""
    crew.work = play
    return {job.id: report.result for job, report in work(jobs(*names), crew, limits or Limits())}


def begun(marks: Path, name: str) -> list[int]:
    """The processes that began a job."""
    return [int(one.suffix[1:]) for one in sorted(marks.glob(f"{name}.*"))]


def test_the_cluster_gives_the_bytes_of_this_process(cluster: Cluster) -> None:
    """Planned for real, on actors and here: the same plans."""
    there = run(cluster, do, ["a", "b", "c"])
    here = {job.id: report.result for job, report in work(jobs("a", "b", "c"), Serial(60.0), Limits())}
    assert there == here
    assert all(isinstance(one, Planned) for one in there.values())


def test_jobs_are_done_by_several_actors(cluster: Cluster, marks: Path) -> None:
    """Each on a core of its own, in a process of its own."""
    names = [f"slow-r{n}" for n in range(6)]
    assert sorted(run(cluster, play, names)) == names
    assert len({one for name in names for one in begun(marks, name)}) == 2


def test_a_killed_actor_loses_nothing_and_repeats_only_its_own_job(cluster: Cluster, marks: Path) -> None:
    """As with processes."""
    names = ["slow-a", "dies-once", "slow-b", "slow-c", "slow-d"]
    done = run(cluster, play, names)
    assert all(isinstance(done[name], Planned) for name in names)
    assert {name: len(begun(marks, name)) for name in names} == dict.fromkeys(names, 1) | {"dies-once": 2}


def test_a_household_that_kills_every_actor_is_a_failure(cluster: Cluster) -> None:
    """Its neighbours are planned."""
    done = run(cluster, play, ["a", "dies-always", "b"], Limits(tries=2))
    result = done["dies-always"]
    assert isinstance(result, Failure)
    assert result.kind == "WorkerLost"
    assert all(isinstance(done[name], Planned) for name in "ab")


def test_a_household_that_hangs_is_searched_by_the_clock(cluster: Cluster, marks: Path) -> None:
    """Its actor is ended, and another has answered."""
    result = run(cluster, play, ["hangs-long"], Limits(seconds=1.0))["hangs-long"]
    assert isinstance(result, Planned)
    assert result.clocked
    assert len(set(begun(marks, "hangs-long"))) == 2


def test_nothing_is_told_to_the_makers_of_ray(cluster: Cluster) -> None:
    """Its usage reports are off before it starts."""
    assert cluster.size == 2
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_without_ray_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has not got the extra learns how to get it."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(FleetError, match="needs ray, which is not installed") as told:
        Cluster()
    assert told.value.cure == 'Run pip install "homecall[fleet]".'
