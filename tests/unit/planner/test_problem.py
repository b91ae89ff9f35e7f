"""A stretch as indices: who may lead whom and when, strolls, what is sure, what is torn at an edge."""

from __future__ import annotations

from datetime import date

from homecall.household.people import Parent
from homecall.planner.problem import Past, Problem
from homecall.spans.span import Span, union
from homecall.timeline.period import Kind
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


def test_a_carer_who_may_lead_breaks_a_stroll() -> None:
    """Every quarter hour of theirs is a decision of its own."""
    problem = Problem(facts(household(carers=[carer("Mon 12:00-13:00")])))
    noon = problem.slots(span("4 12:00-13:00"))
    assert [problem.strolls[i] for i in noon] == list(noon)


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
