"""The known-hard cases of the planning contract, section 8, each with its answer worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks import families
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner import plan as planning
from homecall.planner.plan import Effort, make_plan
from homecall.planner.solve import OutOfTime
from homecall.rules.book import judge
from homecall.spans.span import union
from homecall.spans.wall import Clock, Horizon
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline
from tests.unit.helpers import (
    ANA,
    BEN,
    MONDAY,
    WALL,
    at,
    carer,
    child,
    clocks,
    duty,
    horizon,
    household,
    moment,
    place,
    usual,
)


def planned(family: Household, days: int = 1, frame: Horizon | None = None) -> Plan:
    """A proven plan without a breach."""
    made = make_plan(family, frame or horizon(days), Effort(30))
    assert judge(family, made).breaches == ()
    assert made.status == "optimal"
    return made


def gaps(plan: Plan) -> list[str]:
    """When somebody is without cover."""
    return clocks(union(c.span for c in plan.cover if c.lead is None))


def test_both_on_call_and_nobody_for_the_night() -> None:
    """The gap is the night itself, and the asks name the two calls that would close it."""
    calls = [duty("4 17:00-09:00", Kind.IN_HOUSE_CALL, person=p, title=f"Call {p}") for p in ("ana", "ben")]
    day = carer("Mon-Sun 06:00-21:00", overnight=False, rate=10.0)
    plan = planned(household(*calls, parents=[ANA, BEN], carers=[day]), days=2)
    assert gaps(plan) == ["4 20:00-07:00"]
    assert plan.tier("uncovered_minutes").value == 11 * 60
    assert {(a.of, a.span) for a in plan.asks if a.kind == "work"} == {(c.person, c.span) for c in calls}


def test_a_call_of_28_hours_on_the_night_clocks_go_back() -> None:
    """29 hours by the clock on the wrist: Rosa is paid 29 x 10, and the night handed over at 11:00."""
    first = date(2026, 10, 31)
    when = WALL.span(first, Clock.parse("07:00"), Clock.parse("11:00+1"))
    family = household(carers=[carer(rate=10.0)]).with_schedules(
        {"ana": Timeline("ana", (Period("ana", when, Kind.IN_HOUSE_CALL, "Call", first, "made"),))}
    )
    plan = planned(family, frame=Horizon(WALL, first, 2, at("1 00:00")))
    on = [s.span for s in plan.shifts]
    assert on[0].start == when.start
    # Four hours of rest from 12:00 to 16:00; the hour between is not worth two handoffs and costs 10 more than 8.
    assert sum(s.minutes for s in on) == (29 + 4) * 60
    assert plan.tier("cost").parts["pay"] == 330


def test_school_closed_on_a_working_day() -> None:
    """Only the Tuesday needs Rosa: from 09:00 to 17:00, and one ask."""
    school = place("Mon-Fri 08:00-18:00", 0, date(2027, 1, 5))
    works = [duty(f"{day} 09:00-17:00") for day in (4, 5, 6)]
    rosa = carer("", "Mon-Fri 06:00-20:00", rate=10.0)
    plan = planned(household(*works, children=[child("mia", "07:00-20:00", school)], carers=[rosa]), days=3)
    assert [clocks([s.span]) for s in plan.shifts] == [["5 09:00-17:00"]]
    assert plan.tier("cost").parts["asks"] == 15


def test_a_newborn_and_an_au_pair() -> None:
    """Born on the Tuesday, it cannot be the au pair's: a gap while Ana works; its brother is hers on both days."""
    kids = [child("mia"), child("leo", born=date(2027, 1, 5))]
    works = [duty(f"{day} 09:00-14:00") for day in (4, 5)]
    pair = carer(rules="us-au-pair", rate=5.0)
    plan = planned(household(*works, children=kids, carers=[pair]), days=2)
    assert gaps(plan) == ["5 09:00-14:00"]
    assert {c.child for c in plan.cover if c.lead is None} == {"leo"}
    assert min(c.span.start for c in plan.cover if c.child == "leo") == at("5 00:00")


def test_a_carer_across_midnight() -> None:
    """One shift from 19:00 to 07:00, at the price of one ask and of one fee."""
    rosa = carer("", "Mon 18:00-08:00", rate=10.0, per_use=5.0)
    plan = planned(household(duty("4 19:00-07:00", Kind.REMOTE), carers=[rosa]), days=2)
    assert clocks([s.span for s in plan.shifts])[0] == "4 19:00-07:00"
    assert plan.tier("cost").parts["asks"] == 15
    assert plan.tier("uncovered_minutes").value == 6 * 60  # the rest after the night, which nobody is asked for


def test_one_parent_and_no_carer() -> None:
    """The working day is a gap, said so, with the work that stands in the way."""
    plan = planned(household(duty("4 09:00-17:00")))
    assert gaps(plan) == ["4 09:00-17:00"]
    assert [(a.kind, a.of) for a in plan.asks] == [("work", "ana")]


def test_a_parent_without_a_schedule_is_free() -> None:
    """And a child led by one parent all day costs nothing."""
    plan = planned(household())
    assert [(c.child, c.lead) for c in plan.cover] == [("mia", "ana")]
    assert plan.tier("cost").value == 0


def test_six_children_on_one_day() -> None:
    """Three in school, three at home, two working parents, two carers: all covered, in one handoff each way."""
    school = place("Mon-Fri 08:00-15:00")
    kids = [child(f"kid{n}", "07:00-20:00", *([school] if n < 3 else [])) for n in range(6)]
    works = [duty("4 09:00-17:00", person=p) for p in ("ana", "ben")]
    helpers = [carer(rate=10.0), carer(id="joan", rate=30.0)]
    plan = planned(household(*works, parents=[ANA, BEN], children=kids, carers=helpers))
    assert plan.tier("uncovered_minutes").value == 0
    assert plan.tier("cost").value == 8 * 10 + 2 * 4
    assert {s.carer for s in plan.shifts} == {"rosa"}


def test_a_feed_that_stopped() -> None:
    """Known through the first day only: on the second nobody counts on Ana, and the plan says from when on."""
    plan = planned(household(through=MONDAY), days=2)
    assert gaps(plan) == ["5 00:00-00:00"]
    assert [(u.parent, u.start) for u in plan.unknown] == [("ana", at("5 00:00"))]
    assert "2027-01-04" in plan.unknown[0].why


def test_a_title_never_seen_before_is_a_busy_day() -> None:
    """Nobody knows its hours, so Ana leads at none of them."""
    day = Period("ana", WALL.day(MONDAY), Kind.UNMAPPED, "XQ", MONDAY, "made", whole_day=True)
    assert gaps(planned(household(day), days=2)) == ["4 00:00-00:00"]


def test_a_play_that_a_shift_stands_against() -> None:
    """A must is missed, and the plan names the shift."""
    play = moment(dated="4 14:00-15:00", importance="must", travel=15)
    school = [child("mia", "07:00-20:00", place("Mon 08:00-18:00"))]
    plan = planned(household(duty("4 09:00-17:00", title="Clinic"), children=school, moments=(play,)))
    assert plan.tier("must_missed").value == 1
    assert [(a.kind, a.of, a.span) for a in plan.asks] == [("moment", "ana", duty("4 09:00-17:00").span)]


def test_one_day_on_which_clocks_jump() -> None:
    """23 hours, all of them covered; a window that the jump swallows troubles nobody."""
    frame = Horizon(WALL, date(2027, 3, 14), 1, at("1 00:00"))
    swallowed = "Sun 02:15-03:00"
    family = household(moments=(moment(swallowed),), usual=(usual(swallowed),), carers=[carer(swallowed)])
    plan = make_plan(family, frame)
    assert judge(family, plan).breaches == ()
    assert sum(c.span.minutes for c in plan.cover) == 23 * 60


@pytest.mark.slow
def test_a_year_is_planned() -> None:
    """One parent, one child, home every day: 53 weeks joined to one long lead."""
    plan = planned(household(), frame=Horizon(WALL, date(2027, 1, 1), 365, at("1 00:00")))
    assert [c.lead for c in plan.cover] == ["ana"]
    assert plan.cover[0].span == plan.span


def test_out_of_time_is_an_honest_plan() -> None:
    """A hundredth of a second for a large family: whatever is found is clean, and no more is claimed than is known."""
    family, frame = families.family(0), families.horizon(0, 7)
    plan = make_plan(family, frame, Effort(0.01))
    assert judge(family, plan).breaches == ()
    assert plan.status == "feasible"
    assert all(tier.bound <= tier.value for tier in plan.tiers)


@pytest.mark.parametrize("days", [1, 9])
def test_nothing_found_is_what_parents_can_do_alone(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Where the solver has no answer at all, Ana has Mia but while she works, and every bound is zero."""

    def nothing(*_args: Any, **_more: Any) -> OutOfTime:
        return OutOfTime({})

    monkeypatch.setattr(planning, "solve", nothing)
    family = household(duty("4 08:00-17:00"), carers=[carer()], moments=(moment("Mon-Sun 18:00-19:00"),))
    plan = make_plan(family, horizon(days))
    assert judge(family, plan).breaches == ()
    assert plan.status == "feasible"
    assert (plan.tier("uncovered_minutes").value, plan.tier("uncovered_minutes").bound) == (540, 0)
    assert not plan.shifts
