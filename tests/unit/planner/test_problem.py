"""A stretch as indices: who may lead whom and when, strolls, what is sure, what is torn at an edge."""

from __future__ import annotations

from datetime import date

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.planner.model.build import build
from homecall.planner.problem import Past, Problem
from homecall.spans.span import Span, union
from homecall.timeline.period import Kind, Overrun
from tests.unit.helpers import ANA, BEN, carer, child, clocks, duty, facts, household, moment, place, span


def when(problem: Problem, slots: frozenset[int]) -> list[str]:
    """The slots as time."""
    return clocks(union(Span(problem.marks[i], problem.marks[i + 1]) for i in slots))


def test_slots_lie_between_marks() -> None:
    """As many as marks less one, and all of the day together."""
    problem = Problem(facts(household()))
    assert len(problem.lengths) == len(problem.marks) - 1
    assert sum(problem.lengths) == 1440
    assert when(problem, frozenset(problem.slots(span("4 08:00-09:00")))) == ["4 08:00-09:00"]


def test_a_parent_may_lead_when_free() -> None:
    """Until the road to work begins."""
    problem = Problem(facts(household(duty("4 09:00-17:00"), parents=[Parent("ana", "Ana", commute=25)])))
    assert when(problem, problem.may_lead["mia", "ana"]) == ["4 00:00-08:35", "4 17:25-00:00"]


def test_a_carer_without_nights_may_lead_the_waking_child() -> None:
    """And only inside what is offered, once the notice is up."""
    rosa = carer("Mon 05:00-10:00", "Mon 10:00-22:00", overnight=False, notice=24.0)
    problem = Problem(facts(household(carers=[rosa]), now="3 11:10"))
    assert when(problem, problem.may_lead["mia", "rosa"]) == ["4 07:00-10:00", "4 11:15-20:00"]
    assert when(problem, problem.outside["rosa"]) == ["4 11:15-22:00"]


def test_an_au_pair_may_lead_from_the_day_a_child_is_three_months_old() -> None:
    """Midnight of the 5th."""
    family = household(children=[child("mia", born=date(2026, 10, 5))], carers=[carer(rules="us-au-pair")])
    problem = Problem(facts(family, days=2))
    assert when(problem, problem.may_lead["mia", "rosa"]) == ["5 00:00-00:00"]


def test_a_journey_is_led_whole_or_not() -> None:
    """Ana is back at 15:10, in the middle of the way home; Rosa does not drive."""
    kids = [child("mia", "07:00-20:00", place("Mon 09:00-15:00", 20))]
    family = household(duty("4 11:00-15:10"), children=kids, carers=[carer(drives=False)])
    problem = Problem(facts(family))
    assert when(problem, problem.may_lead["mia", "ana"]) == ["4 00:00-09:00", "4 15:20-00:00"]
    assert when(problem, problem.may_lead["mia", "rosa"]) == ["4 00:00-08:40", "4 15:20-00:00"]


def test_a_quiet_night_is_one_decision() -> None:
    """With nobody to hand over to but parents, slots belong to strolls that break at 06:00, 21:00 and 22:00."""
    problem = Problem(facts(household(parents=[ANA, BEN])))
    starts = sorted({problem.marks[i] for i in problem.strolls.values()})
    assert clocks([Span(a, a + 1) for a in starts]) == [
        f"4 {c}:00-{c}:01" for c in ("00", "06", "07", "20", "21", "22")
    ]


NOON = "Mon 12:00-13:00"


def strolls(family: Household) -> list[int]:
    """How many slots each stroll between noon and one has."""
    problem = Problem(facts(family))
    first = [problem.strolls[i] for i in problem.slots(span("4 12:00-13:00"))]
    return [first.count(i) for i in sorted(set(first))]


def test_one_carer_beside_a_free_parent_is_one_decision() -> None:
    """Whoever has the child at noon can as well have it till one."""
    assert strolls(household(carers=[carer(NOON)])) == [4]


def test_carers_where_no_parent_is_free_break_a_stroll() -> None:
    """A limit may end the carer's time at any quarter of an hour."""
    assert strolls(household(duty("4 09:00-17:00"), carers=[carer(NOON)])) == [1, 1, 1, 1]


def test_two_carers_for_two_children_break_a_stroll() -> None:
    """One may take a child over together with the other's."""
    two = [carer(NOON), carer(NOON, id="joan")]
    assert strolls(household(children=[child("mia"), child("leo")], carers=two)) == [1, 1, 1, 1]


def test_two_carers_for_one_child_may_relieve_each_other_in_a_stroll() -> None:
    """The parents' part is one decision; who of the carers has the child is not."""
    problem = Problem(facts(household(carers=[carer(NOON), carer(NOON, id="joan")])))
    leads = build(problem).leads.lead
    slots = problem.slots(span("4 12:00-13:00"))
    assert len({leads["mia", "ana", i] for i in slots}) == 1
    assert len({leads["mia", "joan", i] for i in slots}) == 4


def test_a_parent_who_may_be_late_breaks_a_stroll_with_a_carer() -> None:
    """Every quarter of an hour that the carer stays makes it less likely that nobody is there."""
    assert strolls(household(duty("4 06:00-11:00", overrun=Overrun(60, 150)), carers=[carer(NOON)])) == [1, 1, 1, 1]


def test_before_the_night_a_handoff_can_still_be_put_off() -> None:
    """To the last mark at which it is cheap, a quarter to nine."""
    problem = Problem(facts(household(carers=[carer("Mon 12:00-23:00", overnight=True)])))
    late = {problem.marks[problem.strolls[i]] for i in problem.slots(span("4 20:30-21:30"))}
    assert "4 20:45-20:46" in clocks([Span(m, m + 1) for m in sorted(late)])


def test_where_a_parent_can_always_lead_no_gap_is_thought_of() -> None:
    """But at a journey, and where a moment may take the parent away."""
    play = moment(dated="4 14:00-15:00", children=("leo",))
    kids = [child("mia", "07:00-20:00", place("Mon 08:00-12:00", 15)), child("leo")]
    problem = Problem(facts(household(duty("4 18:00-19:00", Kind.REMOTE), children=kids, moments=(play,))))
    sure = frozenset(i for c, i in problem.sure if c == "mia")
    assert when(problem, sure) == ["4 00:00-07:45", "4 12:15-14:00", "4 15:00-18:00", "4 19:00-00:00"]


def test_what_lies_over_an_edge_is_torn() -> None:
    """The first night at a loose start and the last where the horizon goes on; none where it is whole."""
    known = facts(household())
    first, last = known.nights
    whole, loose, more = Problem(known), Problem(known, Past(loose=True)), Problem(known, Past(goes_on=True))
    assert [whole.torn(first), loose.torn(first), more.torn(first)] == [False, True, False]
    assert [whole.torn(last), loose.torn(last), more.torn(last)] == [False, False, True]
