"""From the search's numbers to people and hours: no idle shift, none under its minimum, and words that follow."""

from __future__ import annotations

from homecall.household.carers import Carer
from homecall.plan.plan import Plan
from homecall.planner.plan import make_plan
from homecall.rules.book import judge
from homecall.timeline.period import Period
from tests.unit.helpers import ANA, BEN, carer, child, clocks, duty, horizon, household, moment


def planned(*periods: Period, rosa: Carer, days: int = 1) -> Plan:
    """The best plan of Ana, Mia and Rosa, without a breach."""
    family = household(*periods, carers=[rosa])
    made = make_plan(family, horizon(days))
    assert judge(family, made).clean
    return made


def shifts(*periods: Period, rosa: Carer) -> list[str]:
    """Rosa's shifts in it."""
    return clocks([s.span for s in planned(*periods, rosa=rosa).shifts])


def test_guaranteed_hours_are_not_idled_away() -> None:
    """Rosa's forty hours are paid anyway; she has no shift in which she has no child."""
    rosa = carer("Mon 07:00-18:00", rate=20.0, guaranteed=280.0, min_shift=1.0)
    plan = planned(duty("4 09:00-12:00"), rosa=rosa)
    assert plan.tier("cost").parts["pay"] == 0
    assert [s.span for s in plan.shifts] == [c.span for c in plan.cover if c.lead == "rosa"]


def test_a_short_need_meets_the_minimum() -> None:
    """One hour of need and three of shift, inside what is offered."""
    rosa = carer("Mon 09:00-18:00", rate=20.0, min_shift=3.0)
    assert shifts(duty("4 09:00-10:00"), rosa=rosa) == ["4 09:00-12:00"]


def test_nobody_is_asked_for_nothing() -> None:
    """A free parent needs no carer."""
    assert shifts(rosa=carer(rate=20.0)) == []


def kept(*lines: str, who: str) -> Plan:
    """A plan with a play on Monday afternoon; `lines` are Ana's work."""
    play = moment(dated="4 14:00-15:00", importance="must", who=who)
    family = household(*(duty(line) for line in lines), parents=[ANA, BEN], moments=(play,), children=[child()])
    made = make_plan(family, horizon())
    assert judge(family, made).clean
    return made


def test_a_dated_moment_is_listed_kept_or_missed() -> None:
    """With the parents who come, and with nobody where it is missed."""
    (come,), (missed,) = kept(who="all").moments, kept("4 13:00-16:00", who="all").moments
    assert (come.kept, come.parents) == (True, ("ana", "ben"))
    assert (missed.kept, missed.parents) == (False, ())


def test_any_parent_will_do() -> None:
    """Ana works, so Ben goes."""
    (come,) = kept("4 13:00-16:00", who="any").moments
    assert (come.kept, come.parents) == (True, ("ben",))


def test_cover_is_in_order_and_in_whole_leads() -> None:
    """By child and time, each lead in one piece."""
    family = household(children=[child("zoe"), child("ada")])
    cover = make_plan(family, horizon(2)).cover
    assert [(c.child, clocks([c.span])) for c in cover] == [("ada", ["4 00:00-00:00"]), ("zoe", ["4 00:00-00:00"])]
    assert {c.span.minutes for c in cover} == {2880}
