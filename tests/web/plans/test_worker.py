"""The worker: what families wait for is made, whatever happens to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Revision
from homecall.web.jobs import store as jobs
from homecall.web.plans import store, tending
from homecall.web.plans.hand import Failure, Hand
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.models import Plan
from homecall.web.plans.worker import Worker
from tests.web.made import FILES, NOW, SMALL, planned, seat

pytestmark = pytest.mark.django_db


class Scripted(Hand):
    """A hand that gives what it was told to, and does something in between."""

    def __init__(self, *words: Answer | Failure, between: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.words, self.between, self.orders, self.dropped = words, between, list[Order](), 0

    def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
        """The words as they were given."""
        self.orders.append(order)
        for word in self.words:
            self.between()
            if not wanted():
                return
            yield word

    def warm(self) -> None:
        """Nothing has to be loaded."""

    def drop(self) -> None:
        """Counted."""
        self.dropped += 1


@pytest.fixture
def family() -> int:
    """A small family that waits for its first plan."""
    made = families.create(SMALL, "Ana", pinned=NOW)
    families.keep_upload(made, "ana.csv", FILES["ana.csv"])
    return made


@pytest.fixture
def quick(answer: Answer) -> Answer:
    """The demo's plan as one that a better one follows."""
    return replace(answer, final=False)


@pytest.fixture
def final(answer: Answer) -> Answer:
    """The demo's plan as the last word."""
    return replace(answer, final=True, days=28)


def worker(tmp_path: Path, hand: Hand) -> Worker:
    """A worker with that hand."""
    return Worker("one", tmp_path, hand)


def test_a_plan_is_kept_and_the_job_is_over(family: int, final: Answer, tmp_path: Path) -> None:
    """One look at the queue, one plan."""
    one = worker(tmp_path, Scripted(final))
    assert one.once()
    assert store.newest_id(seat(family)) > 0
    assert not jobs.progress(family).renewing
    assert not one.once()


def test_the_better_plan_takes_the_place_of_the_quick_one(
    family: int, quick: Answer, final: Answer, tmp_path: Path
) -> None:
    """The first is on the screen meanwhile, and gone afterwards."""
    seen: list[list[bool]] = []
    look = lambda: seen.append(list(Plan.objects.values_list("final", flat=True)))  # noqa: E731 (one look)
    worker(tmp_path, Scripted(quick, final, between=look)).once()
    assert seen == [[], [False]]
    assert list(Plan.objects.values_list("final", flat=True)) == [True]


def test_an_order_holds_all_that_a_plan_needs(family: int, tmp_path: Path) -> None:
    """The newest text, the files, the family's own now."""
    jobs_claim = jobs.claim("one", world.now())
    assert jobs_claim is not None
    order = worker(tmp_path, Hand()).order(jobs_claim)
    assert (order.text, order.shelf, order.now, order.revision) == (SMALL, FILES, NOW, 1)


def test_a_last_word_that_comes_too_late_costs_no_hand(family: int, final: Answer, tmp_path: Path) -> None:
    """Nothing is on its way any more that would have to be stopped: the warm process answers the next order."""

    class Late(Scripted):
        def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
            families.revise(family, SMALL.replace("Home", "Us"), "Ben", "Renamed.")
            yield from self.words

    hand = Late(final)
    worker(tmp_path, hand).once()
    assert (store.newest_id(seat(family)), hand.dropped) == (0, 0)


def test_the_newest_wins(family: int, final: Answer, tmp_path: Path) -> None:
    """A change while a plan is made: the old plan is not kept, and the new one is made next."""
    changed: list[int] = []

    def change() -> None:
        if not changed:
            changed.append(families.revise(family, SMALL.replace("Home", "Us"), "Ben", "Renamed."))

    hand = Scripted(final, between=change)
    one = worker(tmp_path, hand)
    one.once()
    assert store.newest_id(seat(family)) == 0
    one.once()
    assert [order.revision for order in hand.orders] == [1, 2]
    assert Plan.objects.get().revision == 2


def test_a_family_without_a_plan_waits_for_no_better_one_of_others(
    family: int, quick: Answer, final: Answer, tmp_path: Path
) -> None:
    """While four weeks are searched for those who have a week, somebody new comes: theirs is made first."""
    later: list[int] = []

    def come() -> None:
        if not later and store.has_plan(family):
            later.append(families.create(SMALL, "Eve", pinned=NOW))

    hand = Scripted(quick, final, between=come)
    one = worker(tmp_path, hand)
    one.once()
    assert jobs.progress(family).renewing
    jobs.want(family, world.now() - timedelta(hours=1))
    one.once()
    assert store.has_plan(later[0])
    assert [order.hurry for order in hand.orders] == [True, True]


def test_a_temporary_failure_is_tried_again(family: int, final: Answer, tmp_path: Path) -> None:
    """After a while, with a sentence meanwhile; the job stays."""
    worker(tmp_path, Scripted(Failure("It does not answer.", again=True))).once()
    progress = jobs.progress(family)
    assert (progress.renewing, progress.said) == (True, "It does not answer.")
    assert not worker(tmp_path, Scripted(final)).once()


def test_a_lasting_failure_ends_the_job(family: int, tmp_path: Path) -> None:
    """There is nothing to wait for until something is changed."""
    worker(tmp_path, Scripted(Failure("This is no schedule.", again=False))).once()
    progress = jobs.progress(family)
    assert (progress.renewing, progress.said) == (False, "This is no schedule.")


def test_a_job_that_kills_every_worker_is_given_up(
    family: int, final: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some tries it stands no longer in everybody's way."""
    start = world.now()
    for tries in range(jobs.MOST_TRIES):
        assert jobs.claim(f"dead {tries}", start + tries * jobs.LEASE) is not None
    monkeypatch.setattr(world, "now", lambda: start + jobs.MOST_TRIES * jobs.LEASE)
    hand = Scripted(final)
    assert worker(tmp_path, hand).once()
    assert hand.orders == []
    assert "Homecall itself failed" in jobs.progress(family).said


def test_a_worker_that_is_stopped_lets_its_job_go(family: int, final: Answer, tmp_path: Path) -> None:
    """The next one need not wait for the lease to run out."""
    one = worker(tmp_path, Scripted(final))
    one.stop.set()
    one.once()
    assert store.newest_id(seat(family)) == 0
    assert jobs.claim("two", world.now()) is not None


def test_an_erased_family_is_no_reason_to_fall(family: int, final: Answer, tmp_path: Path) -> None:
    """A family that goes while its plan is made takes the plan along."""
    worker(tmp_path, Scripted(final, between=lambda: families.erase(family))).once()
    assert not Plan.objects.exists()


def test_a_plan_of_yesterday_is_made_anew(answer: Answer, tmp_path: Path) -> None:
    """Without anybody's asking; one that is asked for already is not asked for twice."""
    family = families.create(SMALL, "Ana")
    planned(family, replace(answer, final=True, first=date(2026, 1, 1)))
    tending.tend(tmp_path)
    assert jobs.progress(family).renewing
    tending.tend(tmp_path)
    claim = jobs.claim("one", world.now())
    assert claim is not None
    assert claim.wanted == 2


def test_demos_that_were_left_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a day, with what their addresses said; families that live stay."""
    demo, alive = families.create(SMALL, "x", demo=True), families.create(SMALL, "Ana")
    (tmp_path / "memory" / str(demo)).mkdir(parents=True)
    later = world.now() + tending.DEMO_LASTS + timedelta(minutes=1)
    monkeypatch.setattr(world, "now", lambda: later)
    tending.tend(tmp_path)
    assert families.about(demo) is None
    assert families.about(alive) is not None
    assert not (tmp_path / "memory" / str(demo)).exists()


@pytest.mark.django_db(transaction=True)
def test_what_other_pages_keep_is_tidied_each_round(tmp_path: Path) -> None:
    """With the moment at which it happens, so that a page needs no clock for it."""
    one, seen = worker(tmp_path, Scripted()), list[datetime]()
    one._answer = lambda woken: None  # type: ignore[method-assign] # nothing happens here

    def tidy(now: datetime) -> None:
        seen.append(now)
        one.stop.set()

    one.tidies = (tidy,)
    one.run(lambda: 0.0)
    assert [abs((at - world.now()).total_seconds()) < 60 for at in seen] == [True]


def test_a_new_family_sees_a_short_plan_first_for_an_hour(
    family: int, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is still answering; later a change goes straight to the whole plan."""
    planned(family, answer)
    now = world.now()
    for minutes, hurry in ((1, True), (59, True), (61, False)):
        monkeypatch.setattr(world, "now", lambda later=now + timedelta(minutes=minutes): later)
        jobs.want(family, world.now())
        claim = jobs.claim("one", world.now())
        assert claim is not None
        assert worker(tmp_path, Scripted()).order(claim).hurry is hurry
        jobs.release(claim)


def test_a_household_that_cannot_be_read_keeps_nobody_waiting(
    family: int, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a change of the format that it was not made for."""
    planned(family, answer)
    broken = families.create(SMALL, "Else")
    planned(broken, answer)
    Revision.objects.filter(family=broken).update(text="format = 99")
    later = world.now() + timedelta(days=2)
    monkeypatch.setattr(world, "now", lambda: later)
    tending.tend(tmp_path)
    assert jobs.progress(family).renewing
    assert not jobs.progress(broken).renewing


def test_a_plan_is_kept_with_what_follows_from_it_or_not_at_all(family: int, tmp_path: Path, final: Answer) -> None:
    """A disk that refuses between the two: the next worker does both, and nobody's news is lost."""
    planned(family, final)
    jobs.want(family, world.now())
    heard, full = list[int](), [OperationalError("disk is full")]

    def follow(of: int, before: store.Shown) -> None:
        if full:
            raise full.pop()
        heard.append(before.id)

    old = store.newest_id(seat(family))
    one = worker(tmp_path, Scripted(final))
    one.renewed = (follow,)
    with pytest.raises(OperationalError):
        one.once()
    assert store.newest_id(seat(family)) == old
    claim = jobs.claim("next", world.now() + jobs.LEASE + timedelta(seconds=1))
    assert claim is not None
    jobs.release(claim)
    assert one.once()
    assert heard == [old]
    assert store.newest_id(seat(family)) > old


def test_what_follows_from_a_plan_is_held_against_the_last_that_was_no_draft(
    family: int, tmp_path: Path, quick: Answer, final: Answer
) -> None:
    """Of a family's first plan nothing follows, however often it was made better; drafts are no news to anybody."""
    heard = list[int]()
    one = worker(tmp_path, Scripted(quick, final))
    one.renewed = (lambda _of, before: heard.append(before.id),)
    assert one.once()
    assert heard == []
    first = store.newest_id(seat(family))
    one = worker(tmp_path, Scripted(quick, quick, final))
    one.renewed = (lambda _of, before: heard.append(before.id),)
    jobs.want(family, world.now())
    assert one.once()
    assert heard == [first]
