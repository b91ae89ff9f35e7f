"""What waited in the outbox and is so no more when it would leave is taken back, and nobody hears of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from homecall.web.jobs import store as jobs
from homecall.web.plans import making
from homecall.web.plans import store as plans
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.store import Shown
from homecall.web.post import desk
from homecall.web.post import store as post
from homecall.web.post.models import Message
from homecall.web.rounds import following
from homecall.web.rounds.models import Round
from tests.households import ROWS
from tests.web.made import planned
from tests.web.rounds.conftest import FAMILY, Life

FREE = ROWS.replace("2027-01-05T08:00,2027-01-05T17:00,Day\n", "")
"""Tuesday is free: Rosa need not come."""


@pytest.fixture(scope="session")
def free() -> Answer:
    """The plan of it, made once."""
    now = datetime.fromisoformat("2027-01-03T18:00:00-06:00")
    return list(making.make(Order(1, FAMILY, now, {"ana.csv": FREE.encode()}, seconds=5)))[-1]


def renewed(life: Life, answer: Answer) -> tuple[Shown, Shown]:
    """Put a plan in force as the worker does: the one before, and the one after."""
    before = plans.shown(life.seat)
    jobs.want(life.family, life.now)
    planned(life.family, answer)
    after = plans.shown(life.seat)
    assert before is not None
    assert after is not None
    return before, after


def install(life: Life, answer: Answer) -> None:
    """Put a plan in force, and tell Rosa of what it changes for her."""
    following.tell(*renewed(life, answer), ["rosa"], life.minute)


def leaves(life: Life, row: Message) -> bool:
    """Whether a message would leave in the morning."""
    return desk.claim(row.pk, "one", life.now + timedelta(hours=15, minutes=30)) is not None


def test_a_change_leaves_while_it_is_so(life: Life, free: Answer) -> None:
    """Rosa is free on Tuesday, and the plan in force says so still."""
    install(life, free)
    assert leaves(life, Message.objects.get(kind="change"))


def test_a_change_that_is_undone_meanwhile_is_taken_back(life: Life, free: Answer, evening: Answer) -> None:
    """The plan that she knows holds again, though nobody took the message back."""
    install(life, free)
    jobs.want(life.family, life.now)
    planned(life.family, evening)
    row = Message.objects.get(kind="change")
    assert not leaves(life, row)
    row.refresh_from_db()
    assert (row.state, row.body, row.lease) == ("withdrawn", "", None)


def test_changes_that_cancel_each_other_out_say_nothing(life: Life, free: Answer, evening: Answer) -> None:
    """There and back while she sleeps: the second is compared with what she knows, not with what she never heard."""
    install(life, free)
    install(life, evening)
    assert list(Message.objects.filter(kind="change").values_list("state", flat=True)) == ["withdrawn"]


def off(before: Shown, after: Shown) -> int:
    """When Rosa's hours are over that one plan has and the other has not."""
    return max(one.span.end for one in before.plan.shifts if one.carer == "rosa" and one not in after.plan.shifts)


@pytest.mark.parametrize(("left", "told"), [(6, True), (4, False)])
def test_what_is_over_by_the_clocks_next_mark_is_told_nobody(
    life: Life, free: Answer, left: int, *, told: bool
) -> None:
    """Rosa has some minutes with the children left: fewer than are worth a word."""
    before, after = renewed(life, free)
    following.tell(before, after, ["rosa"], off(before, after) - left)
    assert Message.objects.exists() is told


@pytest.mark.parametrize(("left", "so"), [(6, True), (4, False)])
def test_a_change_that_waited_until_its_hours_are_all_but_over_stays(
    life: Life, free: Answer, left: int, *, so: bool
) -> None:
    """The network was away for so long."""
    before, after = renewed(life, free)
    following.tell(before, after, ["rosa"], life.minute)
    life.wait(off(before, after) - left - life.minute)
    assert (desk.claim(Message.objects.get().pk, "one", life.now) is not None) is so


def test_an_ask_of_a_round_that_is_over_is_taken_back(asked: Life) -> None:
    """Though the row of the outbox was missed when the round ended."""
    row = Message.objects.get(kind="ask")
    Round.objects.update(state="withdrawn")
    assert desk.claim(row.pk, "one", asked.now) is None
    assert Message.objects.get(pk=row.pk).state == "withdrawn"


def test_what_was_taken_back_is_put_in_again(life: Life) -> None:
    """Under the same key, where it is so again; what has left is not."""
    said = (life.family, "ana", "spare", "spare:rosa:1:ana", "Title", "Body")
    assert post.queue(*said, now=life.now)
    assert not post.queue(*said, now=life.now)
    assert post.take_back(life.family, "ana", "spare") == ("",)
    assert post.queue(*said, now=life.now)
    Message.objects.update(state="sent")
    assert not post.queue(*said, now=life.now)


def test_a_fault_in_asking_holds_no_message_up(asked: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves as if nobody had asked."""
    monkeypatch.setitem(desk.still, "ask", lambda row, now: 1 / 0)
    assert desk.claim(Message.objects.get(kind="ask").pk, "one", asked.now) is not None
