"""The judge of a simulated month knows who has answered for which hours, and each plan that was ever in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.month.living import Month
from benchmarks.month.living_world import world_of
from benchmarks.month.telling import spoken
from homecall.spans.span import Span
from homecall.web.plans.models import Plan
from homecall.web.rounds.models import Invited, Round

HOURS, HALF, REST = Span(600, 720), Span(600, 660), Span(660, 720)


def answered(reply: str, state: str = "open", span: Span = HOURS, counter: Span | None = None) -> Invited:
    """How somebody stands in a round of some hours."""
    row = Round(start=span.start, end=span.end, last=span.start - 15, state=state)
    offer = {"counter_start": counter.start, "counter_end": counter.end} if counter else {}
    return Invited(round=row, who="rosa", reply=reply, **offer)


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([answered("no", "withdrawn", Span(600, 620))], "they have said no to these hours"),
        ([answered("counter", "nobody", counter=REST)], "they have said no to these hours"),
        ([answered("yes", "settled", counter=REST)], "they have said no to these hours"),
        ([answered("yes", "settled", HALF), answered("yes", "settled", REST)], "they have said yes to these hours"),
        ([answered("silent", "nobody", Span(700, 800))], "they are being asked for these hours already"),
        ([answered("yes", "settled", HALF)], ""),
        ([answered("left", "withdrawn"), answered("silent", "withdrawn"), answered("no", span=Span(720, 800))], ""),
    ],
)  # fmt: skip
def test_what_somebody_has_answered_already_need_not_be_asked(others: list[Invited], why: str) -> None:
    """A no to any part and a yes to all of it, in as many answers as there are; what was withdrawn may be asked."""
    assert spoken(others, HOURS, 500) == why


@pytest.fixture
def month(db: None) -> Iterator[Month]:
    """An hour of a family that nothing happens to, its first plan in force."""
    life = Month(4, days=1)
    life.luck = life.judge.luck = replace(life.luck, events=())
    with world_of(life):
        life.people()
        life.work()
        yield life


def test_plans_that_come_in_one_instant_are_each_known(month: Month) -> None:
    """Somebody is told of the first of them and the judge looks after the second."""
    row, first = Plan.objects.get(), month.judge.shown
    row.pk = None
    row.save()
    second = row.pk
    row.pk = None
    row.save()
    month.judge.follow(month.family, month.now)
    assert month.judge.before[second] == first
    assert month.judge.before[row.pk].id == second
    assert month.judge.shown is not None
    assert month.judge.shown.id == row.pk
