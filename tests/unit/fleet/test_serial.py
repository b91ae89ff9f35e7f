"""A crew of one: this process itself."""

from __future__ import annotations

from homecall.fleet.job import Job, Planned, Report, Search
from homecall.fleet.pool import Limits, work
from homecall.fleet.serial import PARTS, Serial
from tests.unit.fleet.made import failed, jobs, report


class Slow:
    """Work that takes some seconds of a clock of its own."""

    def __init__(self, seconds: float, answer: Report) -> None:
        self.now = 0.0
        self.seconds = seconds
        self.answer = answer
        self.searches: list[Search] = []

    def clock(self) -> float:
        """Its clock."""
        return self.now

    def do(self, _job: Job, search: Search) -> Report:
        """Let the time pass."""
        self.now += self.seconds
        self.searches.append(search)
        return self.answer


def run(slow: Slow) -> Report:
    """One job, ten seconds allowed."""
    ((_, done),) = work(jobs("a"), Serial(10.0, slow.do, slow.clock), Limits(10.0), slow.clock)
    return done


def test_jobs_are_done_in_their_order() -> None:
    """One after the other."""
    done = [job.id for job, _ in work(jobs(*"abcdefg"), Serial(60.0, lambda job, _: report(job.id)), Limits())]
    assert done == list("abcdefg")


def test_a_plan_in_time_has_no_clock_in_it() -> None:
    """It is as it was made."""
    slow = Slow(9.0, report("a"))
    assert run(slow) == slow.answer
    assert slow.searches == [Search(10.0 * PARTS)]


def test_a_plan_that_took_longer_counts_as_ended_by_a_clock() -> None:
    """The solver's own limit may have been in it."""
    result = run(Slow(11.0, report("a"))).result
    assert isinstance(result, Planned)
    assert result.clocked


def test_a_late_failure_stays_as_it_is() -> None:
    """There is no plan that a clock could have ended."""
    slow = Slow(11.0, failed())
    assert run(slow) == slow.answer
