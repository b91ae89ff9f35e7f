"""Any small family and anything that happens: clean plans, a past that stands, and people counted as they are told."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import families
from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.plan.codec import read, write
from homecall.plan.diff import changes, sentences, told
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.change.happened import CalledIn, Cancelled, Early, Happening, Ill, Late, Offered, concerned
from homecall.planner.change.replan import FREEZE, replan
from homecall.planner.plan import make_plan
from homecall.rules.book import judge
from homecall.spans.span import Minute, Span

CASES = st.tuples(st.integers(0, 400), st.integers(0, 10_000))


@cache
def in_force(seed: int) -> tuple[Household, Plan]:
    """A family and its plan of three days."""
    family = families.small(seed)
    return family, make_plan(family, families.horizon(seed, 3))


def news(family: Household, now: Minute, dice: Random) -> Happening:
    """Something that happens to somebody."""
    parent, kid = dice.choice(family.parents).id, dice.choice(family.children).id
    today = family.wall.date(now)
    found: list[Happening] = [Late(parent, dice.choice((15, 50, 90))), Early(parent, 45), CalledIn(parent), Ill(kid)]
    found += [Cancelled(c.id, today + timedelta(days=dice.randrange(2))) for c in family.carers]
    found += [Offered(c.id, Span(now, now + 60 * dice.randrange(1, 9))) for c in family.carers]
    return dice.choice(found)


def scene(seed: int, chance: int) -> tuple[Household, Plan, Plan, tuple[Happening, ...], Minute] | None:
    """A family, its plan, what came of it, and why; None where the dice found nothing to apply to."""
    family, old = in_force(seed)
    dice = Random(chance)
    now = old.span.start + dice.randrange(0, old.span.minutes - 60, dice.choice((7, 15)))
    happened = (news(family, now, dice),)
    try:
        return family, old, replan(family, old, happened, now).plan, happened, now
    except HouseholdError:
        return None


@settings(max_examples=30, deadline=None)
@given(CASES)
def test_every_re_plan_is_clean_and_leaves_the_past(which: tuple[int, int]) -> None:
    """The judge accepts it for the changed household, and nobody did anything else before now."""
    if found := scene(*which):
        family, old, new, _, now = found
        assert judge(made_for(family, new), new).breaches == ()
        assert now == old.span.start or told(old, new, old.span.start, now) == frozenset()
        assert new.span == old.span


@settings(max_examples=20, deadline=None)
@given(CASES)
def test_the_tier_counts_who_is_told(which: tuple[int, int]) -> None:
    """The number of people told is the one that the plans themselves show, and as small as was proven."""
    if found := scene(*which):
        _, old, new, happened, now = found
        count = len(told(old, new, now, min(now + FREEZE, old.span.end)) - concerned(happened))
        assert new.tier("told").value == count
        assert new.tier("told").bound == count


@settings(max_examples=20, deadline=None)
@given(CASES)
def test_the_difference_can_be_said(which: tuple[int, int]) -> None:
    """There are sentences if there are changes, none without, and the plan can be written and read again."""
    if found := scene(*which):
        family, old, new, _, now = found
        assert bool(sentences(family, old, new, now)) == bool(changes(old, new))
        assert read(write(new), "plan.json") == new


@settings(max_examples=5, deadline=None)
@given(CASES)
def test_the_same_question_gets_the_same_answer(which: tuple[int, int]) -> None:
    """Byte for byte."""
    first, second = scene(*which), scene(*which)
    assert (first is None) == (second is None)
    if first and second:
        assert write(first[2]) == write(second[2])


@settings(max_examples=15, deadline=None)
@given(CASES)
def test_a_plan_knows_the_family_it_was_made_for(which: tuple[int, int]) -> None:
    """Read again from its file, it leads to the same people and schedules as were planned for."""
    family, old = in_force(which[0])
    dice = Random(which[1])
    now = old.span.start + dice.randrange(0, old.span.minutes - 60, 15)
    try:
        answer = replan(family, old, (news(family, now, dice), news(family, now, dice)), now)
    except HouseholdError:
        return
    found, meant = made_for(family, read(write(answer.plan))), answer.facts.household
    assert (found.schedules, found.children, found.carers) == (meant.schedules, meant.children, meant.carers)


@settings(max_examples=15, deadline=None)
@given(CASES)
def test_one_change_may_follow_another(which: tuple[int, int]) -> None:
    """The second plan starts from the first, is clean for all that happened, and leaves the time before it alone."""
    if found := scene(*which):
        family, _, first, happened, now = found
        later = min(now + 90, first.span.end - 30)
        try:
            second = replan(family, first, (news(family, later, Random(which[1] + 1)),), max(now, later)).plan
        except HouseholdError:
            return
        assert judge(made_for(family, second), second).breaches == ()
        assert second.happened[0].what == happened[0]
        assert told(first, second, first.span.start, max(now, later)) == frozenset()
