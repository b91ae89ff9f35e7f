"""What a re-plan looks at: the free time and what touches it, whole things only, and the shifts of those weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from homecall.plan.plan import Plan, Tier
from homecall.planner.change.gain import within_reach
from homecall.planner.change.held import held
from homecall.planner.change.near import MARGIN, Near, facts_near, near_of, widened
from homecall.rules.base import Case
from homecall.spans.span import Span
from tests.unit.helpers import ANA, WALL, at, carer, case, child, clocks, duty, household, moment, place, span

FREE = (WALL.day(date(2027, 1, 14)),)
"""A Thursday; its week begins on the 11th, and the one before on the 4th."""


def fortnight(cover: Sequence[str] = (), shifts: Sequence[str] = (), **more: Any) -> Case:
    """A plan of three weeks of a family with a nanny by day, as far as it is written."""
    home = household(carers=(carer("Mon-Sun 06:00-22:00"), carer("Mon-Sun 06:00-22:00", id="joan")), **more)
    return case(home, cover, shifts, days=21)


def near(made: Case) -> Near:
    """What is near to that Thursday."""
    return near_of(made.facts, made.plan, FREE)


def test_a_day_on_either_side_is_near() -> None:
    """From Wednesday to Friday, to the minute."""
    assert MARGIN == 24 * 60
    assert near(fortnight()).spans == (span("13 00:00 - 16 00:00"),)


def test_a_shift_is_near_as_a_whole_or_not_at_all() -> None:
    """One that reaches into Wednesday is looked at from its start, and so is one that leaves on Saturday."""
    found = near(fortnight(shifts=("rosa 12 20:00 - 13 06:00", "rosa 15 20:00 - 16 09:00")))
    assert found.spans == (span("12 20:00 - 16 09:00"),)


def test_a_journey_is_near_as_a_whole() -> None:
    """A way home over midnight is one decision."""
    kid = child("mia", "07:00-20:00", place("Tue 20:00-23:50", 30))
    assert near(fortnight(children=(kid,))).spans[0].start == at("12 23:50")


def test_shifts_of_the_same_weeks_count() -> None:
    """The week's hours are shared out between all of its days; the other weeks' shifts only use somebody up."""
    found = near(
        fortnight(shifts=("rosa 5 08:00-12:00", "rosa 11 08:00-12:00", "joan 17 08:00-12:00", "joan 19 08:00-12:00"))
    )
    assert clocks([s.span for s in found.shifts]) == ["11 08:00-12:00", "17 08:00-12:00"]
    assert found.uses == {"rosa": 1, "joan": 1}


def test_far_off_nobody_needs_or_offers_anything() -> None:
    """But for the shifts that count, in which their carer is as they are."""
    made = fortnight(shifts=("rosa 11 08:00-12:00",))
    found = facts_near(made.facts, near(made), FREE)
    assert clocks(found.children["mia"].needs) == ["13 00:00-00:00"]
    assert clocks(found.carers["rosa"].hours)[0] == "11 08:00-12:00"
    assert len(found.carers["rosa"].hours) == 4
    assert found.weeks == made.facts.weeks


def test_dated_moments_elsewhere_are_left_out() -> None:
    """What is on another day is as it is."""
    here, there = moment(dated="14 14:00-15:00", id="here"), moment(dated="19 14:00-15:00", id="there")
    made = fortnight(moments=(here, there))
    assert [d.moment.id for d in facts_near(made.facts, near(made), FREE).dated] == ["here"]


def test_widening_goes_on_until_nothing_is_torn() -> None:
    """One thing may draw in the next."""
    things = [Span(9, 12), Span(11, 20), Span(30, 40)]
    assert widened((Span(10, 11),), things) == (Span(9, 20),)


def test_there_are_few_marks_where_nothing_is_decided() -> None:
    """Quarters of an hour in the free time, and elsewhere midnights and what begins or ends."""
    made = fortnight()
    found = held(made.facts, made.plan, FREE, frozenset())
    assert sum(1 for m in found.marks if FREE[0].holds(m)) == 96
    assert len(found.marks) < 150 < len(made.facts.marks)


def reach(made: Case, best: Plan) -> bool:
    """Whether the free Thursday could have fewer gaps."""
    best = replace(best, tiers=(Tier("must_missed", 0, 0),))
    return within_reach(held(made.facts, made.plan, FREE, frozenset()), best, 10.0)


def open_thursday(**terms: Any) -> Case:
    """Ana works on Thursday from 8 to 17, and nobody has Mia then."""
    home = household(
        duty("14 08:00-17:00"), parents=(ANA,), carers=(carer("Mon-Fri 08:00-17:00", overnight=False, **terms),)
    )
    return case(home, ["mia - 14 08:00-17:00"], ["rosa 11 08:00-17:00", "rosa 15 08:00-17:00"], days=21)


def test_a_gap_for_which_a_later_day_could_give_way_is_within_reach() -> None:
    """Rosa's week has eighteen hours, all given away; without Friday she could come."""
    made = open_thursday(max_week=18.0)
    assert reach(made, made.plan)


def test_a_gap_that_only_the_past_stands_before_is_not() -> None:
    """Monday is over: what of the week is left without Friday is no shift that she would take."""
    made = open_thursday(max_week=10.0, min_shift=2.0)
    assert not reach(made, made.plan)


def test_where_nobody_is_there_is_nothing_to_reach() -> None:
    """No carer has those hours at all."""
    home = household(duty("14 08:00-17:00"), parents=(ANA,), carers=(carer("Sat 08:00-17:00"),))
    made = case(home, ["mia - 14 08:00-17:00"], days=21)
    assert not reach(made, made.plan)
