"""The queue: nothing is lost, nothing is done twice, the newest wins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from homecall.web.family.models import Family
from homecall.web.jobs import store as jobs

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def family() -> int:
    """A family without anything."""
    return int(Family.objects.create(made=NOW, seen=NOW).pk)


def taken(worker: str = "one", at: datetime = NOW) -> jobs.Claim:
    """The job that is taken."""
    claim = jobs.claim(worker, at)
    assert claim is not None
    return claim


def test_an_empty_queue_gives_nothing(family: int) -> None:
    """And a family without a job waits for nothing."""
    assert jobs.claim("one", NOW) is None
    assert not jobs.progress(family).renewing


def test_a_job_is_one_workers(family: int) -> None:
    """A second worker finds nothing while the first holds it."""
    jobs.want(family, NOW)
    assert taken().family == family
    assert jobs.claim("two", NOW + SECOND) is None


def test_a_finished_job_is_over(family: int) -> None:
    """Nobody waits, nobody finds it."""
    jobs.want(family, NOW)
    assert jobs.finish(taken())
    assert jobs.claim("one", NOW + SECOND) is None
    assert not jobs.progress(family).renewing


def test_what_is_asked_meanwhile_is_wanted_still(family: int) -> None:
    """A change during the work is not taken for done with it."""
    jobs.want(family, NOW)
    claim = taken()
    jobs.want(family, NOW + SECOND)
    assert jobs.finish(claim)
    assert jobs.progress(family).renewing
    assert taken("two", NOW + SECOND).wanted == 2


def test_a_worker_learns_that_its_work_is_old(family: int) -> None:
    """Renewing fails once something newer is wanted, and holds as long as not."""
    jobs.want(family, NOW)
    claim = taken()
    assert jobs.renew(claim, NOW + SECOND)
    jobs.want(family, NOW + SECOND)
    assert not jobs.renew(claim, NOW + 2 * SECOND)


def test_many_askings_are_one_job(family: int) -> None:
    """Ten changes in a row are planned once."""
    for _ in range(10):
        jobs.want(family, NOW)
    assert jobs.finish(taken())
    assert jobs.claim("one", NOW) is None


def test_a_killed_worker_loses_nothing(family: int) -> None:
    """When its lease has run out another takes the job, and what the first still says counts for nothing."""
    jobs.want(family, NOW)
    dead = taken("dead")
    later = NOW + jobs.LEASE
    assert jobs.claim("two", later - SECOND) is None
    alive = taken("two", later)
    assert (alive.wanted, alive.tries) == (dead.wanted, 2)
    assert not jobs.renew(dead, later)
    assert not jobs.finish(dead)
    assert jobs.finish(alive)


def test_a_lease_that_is_renewed_holds(family: int) -> None:
    """Long work is not taken away from a worker that lives."""
    jobs.want(family, NOW)
    claim = taken()
    jobs.renew(claim, NOW + 20 * SECOND)
    assert jobs.claim("two", NOW + jobs.LEASE + SECOND) is None


def test_a_job_is_done_once(family: int) -> None:
    """Finishing twice is finishing once."""
    jobs.want(family, NOW)
    claim = taken()
    assert jobs.finish(claim)
    assert not jobs.finish(claim)


def test_the_longest_wait_comes_first(family: int) -> None:
    """Whoever asked first is served first."""
    other = int(Family.objects.create(made=NOW, seen=NOW).pk)
    jobs.want(other, NOW - SECOND)
    jobs.want(family, NOW - 2 * SECOND)
    assert [taken().family, taken().family] == [family, other]


def test_a_postponed_job_waits_and_says_why(family: int) -> None:
    """A server that does not answer is asked later, and the family knows."""
    jobs.want(family, NOW)
    jobs.postpone(taken(), "It does not answer.", NOW + 60 * SECOND)
    assert jobs.claim("one", NOW + SECOND) is None
    assert jobs.progress(family).said == "It does not answer."
    assert taken(at=NOW + 60 * SECOND).tries == 2


def test_a_failure_is_said_until_the_next_asking(family: int) -> None:
    """A job that failed for good is over; asking again forgets what went wrong."""
    jobs.want(family, NOW)
    jobs.finish(taken(), "This schedule is no schedule.")
    assert jobs.progress(family) == jobs.Progress(renewing=False, since=NOW, said="This schedule is no schedule.")
    jobs.want(family, NOW + SECOND)
    assert jobs.progress(family).said == ""


def test_kinds_do_not_wait_for_each_other(family: int) -> None:
    """Each kind of work has its own line."""
    jobs.want(family, NOW, "board")
    assert jobs.claim("one", NOW) is None
    assert taken_of("board").kind == "board"


def taken_of(kind: str) -> jobs.Claim:
    """The job of a kind that is taken."""
    claim = jobs.claim("one", NOW, kind)
    assert claim is not None
    return claim
