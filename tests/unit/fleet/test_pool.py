"""The pool: who gets what, what happens to the lost and to the late, with a crew that plays its part."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

import pytest

from homecall.errors import FleetError
from homecall.fleet.job import Failure, Job, Planned, Report, Search
from homecall.fleet.pool import EXTRA, Hand, Limits, Lost, News, Ready, work
from tests.unit.fleet.made import jobs, report

Plays = Callable[[Job, Search], News | None]
"""What a worker says to a job; None for one that never says anything."""


class Player:
    """A worker that says what the play has for it, one thing at a time."""

    def __init__(self, plays: Plays, first: News) -> None:
        self.plays = plays
        self.said: deque[News | None] = deque([first])
        self.stopped = False

    def give(self, job: Job, search: Search) -> None:
        """Note what it will say."""
        self.said.append(self.plays(job, search))

    def stop(self) -> None:
        """Note that it was stopped."""
        self.stopped = True


class Players:
    """A crew of such, with a clock that moves only while everybody is silent."""

    at_hand = 2

    def __init__(self, size: int, plays: Plays, first: News | None = None) -> None:
        self.size = size
        self.plays = plays
        self.first = first or Ready()
        self.hired: list[Player] = []
        self.now = 0.0

    def hire(self) -> Hand:
        """One more."""
        self.hired.append(Player(self.plays, self.first))
        return self.hired[-1]

    def wait(self, hands: Sequence[Hand], seconds: float) -> list[tuple[Hand, News]]:
        """What the first of each has to say."""
        players = [one for one in hands if isinstance(one, Player) and one.said and one.said[0] is not None]
        if not players:
            self.now += seconds
        return [(one, said) for one in players if (said := one.said.popleft()) is not None]

    def close(self) -> None:
        """Nothing."""


def play(crew: Players, names: Sequence[str], limits: Limits | None = None) -> dict[str, Report]:
    """Everything that comes out, by the job's name."""
    done = list(work(jobs(*names), crew, limits or Limits(), lambda: crew.now))
    assert len({job.id for job, _ in done}) == len(done)
    return {job.id: report for job, report in done}


def answers(job: Job, search: Search) -> News:
    """A worker that does its work."""
    return report(job.id, search.clocked)


def plan(one: Report) -> bytes:
    """The plan of a report that has one."""
    assert isinstance(one.result, Planned)
    return one.result.plan


def test_every_job_comes_back_once() -> None:
    """Seventeen jobs, three workers, seventeen answers."""
    names = [f"h{n}" for n in range(17)]
    done = play(Players(3, answers), names)
    assert sorted(done) == sorted(names)
    assert all(plan(one) == name.encode() for name, one in done.items())


def test_no_job_no_worker() -> None:
    """Nobody is hired for nothing."""
    crew = Players(2, answers)
    assert play(crew, []) == {}
    assert crew.hired == []


def test_few_jobs_hire_few_workers() -> None:
    """Two jobs need two workers, not eight."""
    crew = Players(8, answers)
    play(crew, ["a", "b"])
    assert len(crew.hired) == 2


def test_the_source_is_drawn_as_it_is_needed() -> None:
    """However long the source is, only a few of its households are held at once."""
    drawn = 0

    def endless() -> Iterator[Job]:
        nonlocal drawn
        for one in jobs(*(str(n) for n in range(10_000))):
            drawn += 1
            yield one

    crew = Players(2, answers)
    coming = work(endless(), crew, Limits(), lambda: crew.now)
    for behind in range(100):
        next(coming)
        assert drawn - behind <= 2 * crew.size * crew.at_hand + crew.size


def test_the_first_search_has_no_clock() -> None:
    """A job is first given without one, so that its plan is the same anywhere."""
    given: list[Search] = []

    def plays(job: Job, search: Search) -> News:
        given.append(search)
        return report(job.id)

    play(Players(1, plays), ["a", "b"])
    assert [one.clocked for one in given] == [False, False]


def test_a_late_job_is_searched_again_by_the_clock() -> None:
    """What is not done in its seconds is stopped with its worker, and once more given, with an end to it."""
    crew = Players(1, lambda job, search: report(job.id, clocked=True) if search.clocked or job.id == "b" else None)
    done = play(crew, ["a", "b"], Limits(seconds=7))
    assert {name: plan(one) for name, one in done.items()} == {"a": b"a", "b": b"b"}
    assert [one.stopped for one in crew.hired] == [True, True]
    assert crew.now == 7


def test_a_late_job_does_not_keep_the_next_one_waiting_twice() -> None:
    """The one at hand behind it goes first when the worker is replaced."""
    crew = Players(1, lambda job, search: report(job.id) if search.clocked or job.id != "a" else None)
    assert list(play(crew, ["a", "b", "c"])) == ["b", "a", "c"]


def test_a_stuck_job_is_a_failure() -> None:
    """What does not even end by the clock is given up, after a bounded time."""
    crew = Players(1, lambda job, _: None if job.id == "stuck" else report(job.id))
    done = play(crew, ["stuck", "b"], Limits(seconds=10))
    result = done["stuck"].result
    assert isinstance(result, Failure)
    assert result.kind == "TooLong"
    assert crew.now == pytest.approx(10 + 10 * EXTRA[0] + EXTRA[1])
    assert plan(done["b"]) == b"b"


def test_a_lost_worker_is_replaced_and_its_job_tried_again() -> None:
    """Once lost, once more given."""
    falls = iter([True])
    crew = Players(1, lambda job, _: Lost("fell") if job.id == "b" and next(falls, False) else report(job.id))
    done = play(crew, ["a", "b", "c"])
    assert {name: plan(one) for name, one in done.items()} == {"a": b"a", "b": b"b", "c": b"c"}
    assert len(crew.hired) == 2


def test_a_job_that_loses_every_worker_is_a_failure() -> None:
    """It is tried so many times and no more; the others are planned."""
    given: list[str] = []

    def plays(job: Job, _search: Search) -> News:
        given.append(job.id)
        return Lost("was ended by SIGKILL") if job.id == "poison" else report(job.id)

    done = play(Players(1, plays), ["a", "poison", "c"], Limits(tries=4))
    result = done["poison"].result
    assert isinstance(result, Failure)
    assert result.kind == "WorkerLost"
    assert result.sentence == "The worker that planned this household was ended by SIGKILL, 4 times."
    assert given.count("poison") == 4
    assert plan(done["c"]) == b"c"


def test_a_job_at_hand_is_not_blamed_for_the_loss() -> None:
    """Only what a lost worker was at counts against the job: the one behind it has all its tries left."""
    crew = Players(1, lambda job, _: Lost("fell") if job.id == "poison" else report(job.id))
    done = play(crew, ["poison", "b", "c", "d"], Limits(tries=2))
    assert [type(one.result) for name, one in sorted(done.items()) if name != "poison"] == [Planned] * 3


def test_workers_that_never_get_ready_end_the_run() -> None:
    """Where no worker can be had, the run says so, and does not blame the households."""
    crew = Players(2, answers, first=Lost("ended by itself with code 3"))
    with pytest.raises(FleetError, match="No worker gets ready: the last ended by itself with code 3"):
        play(crew, ["a", "b"])
    assert all(one.stopped for one in crew.hired)


def test_workers_that_never_come_do_not_end_a_run_that_goes_on() -> None:
    """A cluster with fewer cores than asked for does the work with those that it has."""

    class Short(Players):
        def hire(self) -> Hand:
            one = super().hire()
            if len(self.hired) > 1:
                self.hired[-1].said[0] = None
            return one

    crew = Short(5, answers)
    names = [f"h{n}" for n in range(20)]
    assert sorted(play(crew, names)) == sorted(names)


def test_a_run_that_is_left_stops_its_workers() -> None:
    """Whoever stops asking leaves nobody at work."""
    crew = Players(3, answers)
    coming = work(jobs(*"abcdefghi"), crew, Limits(), lambda: crew.now)
    next(coming)
    assert isinstance(coming, Iterator)
    coming.close()  # type: ignore[attr-defined] # an iterator that is a generator
    assert crew.hired
    assert all(one.stopped for one in crew.hired)


def test_the_last_jobs_are_spread() -> None:
    """Nobody holds two while somebody holds none."""
    held: dict[str, int] = {}

    class Watch(Players):
        def wait(self, hands: Sequence[Hand], seconds: float) -> list[tuple[Hand, News]]:
            players = [one for one in hands if isinstance(one, Player)]
            held["most"] = max(held.get("most", 0), *(sum(s is not None for s in one.said) for one in players))
            return super().wait(hands, seconds)

    play(Watch(4, answers), list("abcd"))
    assert held["most"] <= 2  # its first word and one job
