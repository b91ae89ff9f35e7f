"""The judge of a simulated month sees what is planted: somebody told for nothing, a child alone for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from benchmarks.month.homes import FIRST, home
from benchmarks.month.living import Month
from benchmarks.month.living_world import world_of
from benchmarks.month.luck import Luck, luck
from homecall.plan.codec import read, write
from homecall.spans.span import Span, instant
from homecall.web.plans.models import Plan
from homecall.web.post import store as post


@pytest.fixture
def month(db: None) -> Iterator[Month]:
    """Two days of a family that nothing happens to, its first plan in force on the evening before."""
    life = Month(4, days=2)
    life.luck = life.judge.luck = replace(life.luck, events=())
    with world_of(life):
        life.people()
        life.work()
        yield life


def first_day(life: Month) -> tuple[int, int]:
    """The first day's start and end."""
    midnight = life.home.at(datetime.combine(FIRST, time()))
    return instant(midnight), instant(midnight + timedelta(days=1))


def test_a_day_as_it_was_planned_is_right(month: Month) -> None:
    """Nobody is alone, and nobody was told anything."""
    month.judge.live(*first_day(month))
    month.judge.end(month.family, first_day(month)[1], [], month.delivered)
    assert month.judge.wrong == []


def test_a_gap_that_somebody_could_have_covered_is_counted(month: Month) -> None:
    """A parent is at home and leads nobody; nor has anybody heard of it."""
    row = Plan.objects.get()
    plan = read(row.text, "the plan")
    start, end = first_day(month)
    one = next(c for c in plan.cover if c.lead in month.home.parents and start <= c.span.start < end)
    alone = tuple(replace(c, lead=None) if c == one else c for c in plan.cover)
    Plan.objects.filter(pk=row.pk).update(text=write(replace(plan, cover=alone)))
    month.judge.shown = None
    month.judge.follow(month.family, month.now)
    month.judge.live(start, end)
    month.judge.end(month.family, end, [], month.delivered)
    assert {line.partition(":")[0] for line in month.judge.wrong} == {"avoidable", "unsaid"}


def test_a_message_to_somebody_who_need_not_know_is_counted(month: Month) -> None:
    """It says that the plan has changed, and for them it has not."""
    carer = month.home.carers[0]
    month.judge.before[Plan.objects.get().pk] = month.judge.shown  # type: ignore[assignment] # it is there
    key = f"plan:{Plan.objects.get().pk}:{carer}"
    post.queue(month.family, carer, "change", key, "News", "None.", now=month.now, urgent=True)
    while not month.delivered:
        month.now += timedelta(minutes=1)
        month.work()
    assert [line.partition(":")[0] for line in month.judge.wrong] == ["needless"]


def test_the_same_number_is_the_same_family_and_the_same_luck() -> None:
    """Whoever it was found in, it replays."""
    assert home(17) == home(17)
    assert luck(home(17), 30) == luck(home(17), 30)
    assert len({home(number).text for number in range(60)}) == 60


def test_whoever_worked_all_night_is_at_home_and_cannot_have_a_child() -> None:
    """The hour after coming home they can, then they sleep; nor can they on the way to work, to the minute."""
    life, who, gone = next(one for n in range(60) if (one := first_night(luck(home(n), 30))) is not None)
    day = date(2000, 1, 1)
    assert life.there_for(who, Span(gone.end, gone.end + 60), day)
    assert not life.there_for(who, Span(gone.end, gone.end + 75), day)
    assert not life.there_for(who, Span(gone.start - 15, gone.start + 1), day)


def first_night(life: Luck) -> tuple[Luck, str, Span] | None:
    """The first time away that somebody sleeps after."""
    for who, rests in life.asleep.items():
        return life, who, next(one for one in life.away[who] if one.end == rests[0].start - 60)
    return None
