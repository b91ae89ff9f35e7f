"""One change after another, and changes at odd times: the plan knows what has happened, and nobody says it twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homecall.errors import HouseholdError, PlanError
from homecall.household.household import Household
from homecall.plan.codec import read, write
from homecall.plan.diff import told
from homecall.plan.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late, Offered, Said
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.change.replan import replan
from homecall.planner.plan import make_plan
from homecall.rules.book import judge
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.spans.span import Span
from homecall.spans.wall import Clock, Horizon
from homecall.timeline.period import Kind
from tests.unit.helpers import ANA, BEN, WALL, at, carer, child, clocks, duty, horizon, household, moment, place, span

MONDAY, TUESDAY = date(2027, 1, 4), date(2027, 1, 5)
WEEK = tuple(duty(f"{day} 08:00-17:00") for day in (4, 5, 6))


def family(**more: Any) -> Household:
    """Ana works from 8 to 17; Mia is at preschool till three; Rosa costs twenty an hour and may be asked at night."""
    kid = child("mia", "07:00-20:00", place("Mon-Fri 09:00-15:00", 10))
    rosa = carer("Mon-Sun 06:00-18:00", "Mon-Sun 18:00-24:00", rate=20.0, notice=2.0)
    return replace(household(*WEEK, children=(kid,), carers=(rosa, carer(id="joan", rate=30.0))), **more)


def again(home: Household, old: Plan, now: str, *happened: Happening) -> Plan:
    """The plan after what happened, written and read, which the judge accepts and which leaves the past alone."""
    new = read(write(replan(home, old, happened, at(now)).plan))
    assert judge(made_for(home, new), new).breaches == ()
    assert at(now) == old.span.start or told(old, new, old.span.start, at(now)) == frozenset()
    return new


def known(home: Household, plan: Plan) -> Facts:
    """The facts of the family that a plan was made for."""
    return facts_of(made_for(home, plan), horizon_of(home, plan))


def test_a_re_plan_says_what_happened() -> None:
    """First things first, each with the instant at which it was said."""
    home = family()
    first = again(home, make_plan(home, horizon(3)), "4 16:00", Late("ana", 90))
    second = again(home, first, "4 17:30", Ill("mia"), Cancelled("joan", TUESDAY))
    assert first.happened == (Said(at("4 16:00"), Late("ana", 90)),)
    assert second.happened[1:] == (Said(at("4 17:30"), Ill("mia")), Said(at("4 17:30"), Cancelled("joan", TUESDAY)))
    assert second.happened[:1] == first.happened


def test_a_plan_to_which_nothing_happened_is_for_the_family_as_it_is() -> None:
    """Nothing is worked out for it."""
    home = family()
    assert made_for(home, make_plan(home, horizon(1))) is home


def test_what_happened_holds_for_the_plans_that_follow() -> None:
    """After the second change Ana still comes at half past six, and Mia is still at home."""
    home = family()
    first = again(home, make_plan(home, horizon(3)), "4 16:00", Late("ana", 90))
    facts = known(home, again(home, first, "4 17:30", Ill("mia")))
    assert clocks([facts.parents["ana"].duties[0].span]) == ["4 08:00-18:30"]
    assert clocks(facts.children["mia"].placed) == ["4 09:00-15:00", "6 09:00-15:00"]


def test_what_was_agreed_stays_agreed_and_new_asks_keep_their_notice() -> None:
    """Rosa was asked at four for the evening; the next plan at half past seven need not ask her in time again."""
    home = family(carers=(carer("Mon-Sun 06:00-17:00", "Mon-Sun 17:00-24:00", rate=20.0, notice=1.0),))
    first = again(home, make_plan(home, horizon(2)), "4 16:00", Late("ana", 180))
    assert first.agreed == ()
    second = again(home, first, "4 19:30", Ill("mia"))
    assert [(a.carer, *clocks([a.span])) for a in second.agreed] == [("rosa", "4 17:00-20:00")]
    late = replace(second, agreed=())
    assert {b.rule for b in judge(made_for(home, late), late).breaches} == {"asks-in-time"}


def test_an_ask_that_came_to_nothing_is_agreed_no_more() -> None:
    """Rosa was asked for the evening and then could not come; the plan after that knows of no ask."""
    home = family(carers=(carer("Mon-Sun 06:00-17:00", "Mon-Sun 17:00-24:00", rate=20.0, notice=1.0),))
    first = again(home, make_plan(home, horizon(2)), "4 15:00", Late("ana", 180))
    second = again(home, first, "4 15:30", Cancelled("rosa", span("4 17:00-24:00")))
    third = again(home, second, "4 15:45", Ill("mia"))
    assert clocks([a.span for a in second.agreed]) == ["4 17:00-20:00"]
    assert third.agreed == ()


def test_the_same_word_twice_is_one_word() -> None:
    """Late counts from the end in the schedule, and what was said last holds."""
    home = family()
    first = again(home, make_plan(home, horizon(3)), "4 16:00", Late("ana", 90))
    same = known(home, again(home, first, "4 16:30", Late("ana", 90)))
    more = known(home, again(home, first, "4 18:00", Late("ana", 120)))
    less = known(home, again(home, first, "4 16:30", Early("ana", 30)))
    ends = [clocks([f.parents["ana"].duties[0].span]) for f in (same, more, less)]
    assert ends == [["4 08:00-18:30"], ["4 08:00-19:00"], ["4 08:00-16:30"]]


def test_a_duty_that_ran_into_the_next_keeps_the_next() -> None:
    """A morning that ran over into the afternoon's duty: what is then said of the end is of the afternoon's."""
    home = family(schedules=household(duty("4 07:00-11:00"), duty("4 13:00-17:00", title="Clinic")).schedules)
    first = again(home, make_plan(home, horizon(2)), "4 10:00", Late("ana", 150))
    facts = known(home, again(home, first, "4 15:00", Late("ana", 30)))
    assert clocks([d.span for d in facts.parents["ana"].duties]) == ["4 07:00-17:30"]


def test_ill_and_closed_twice_change_nothing_more() -> None:
    """The child is at home already."""
    home = family()
    first = again(home, make_plan(home, horizon(3)), "4 06:00", Ill("mia"))
    second = again(home, first, "4 06:30", Ill("mia"), Closed("Preschool", frozenset((MONDAY,))))
    assert known(home, second).children == known(home, first).children
    assert told(first, second, at("4 06:30"), second.span.end) == frozenset()


def test_who_has_cancelled_cannot_cancel_again() -> None:
    """There is nothing left of that day."""
    home = family()
    first = again(home, make_plan(home, horizon(3)), "4 06:00", Cancelled("rosa", TUESDAY))
    with pytest.raises(HouseholdError, match="Rosa has no hours left in that time"):
        again(home, first, "4 07:00", Cancelled("rosa", TUESDAY))


def test_a_second_call_is_another_visit() -> None:
    """Back home at ten, and called in again at midnight."""
    home = household(duty("4 17:00-07:00", Kind.HOME_CALL), parents=(ANA, BEN))
    first = again(home, make_plan(home, horizon(2)), "4 20:00", CalledIn("ana"))
    facts = known(home, again(home, first, "5 00:00", CalledIn("ana")))
    assert clocks(facts.parents["ana"].working) == ["4 20:00-22:00", "5 00:00-02:00"]


def test_nothing_is_said_before_what_is_known() -> None:
    """A plan that knows of four o'clock is no plan for two o'clock."""
    home = family()
    first = again(home, make_plan(home, horizon(3)), "4 16:00", Late("ana", 90))
    with pytest.raises(PlanError, match="happened after that moment") as caught:
        replan(home, first, (Ill("mia"),), at("4 14:00"))
    assert caught.value.cure


def test_what_happened_to_strangers_is_refused() -> None:
    """A plan by another hand that speaks of somebody who is not there."""
    home = family()
    plan = replace(make_plan(home, horizon(1)), happened=(Said(at("4 12:00"), Late("zoe", 10)),))
    with pytest.raises(HouseholdError, match="'zoe' is not a parent"):
        made_for(home, plan)


def test_the_last_minutes_of_a_plan_can_be_changed() -> None:
    """A quarter of an hour before its end there is little to decide, and tomorrow is another plan's."""
    home = family(schedules=household(duty("4 14:00-24:00"), duty("5 14:00-24:00")).schedules)
    old = make_plan(home, horizon(2))
    new = again(home, old, "5 23:45", Late("ana", 60))
    assert new.span == old.span
    assert [c.lead for c in new.cover if c.span.end == new.span.end] == ["rosa"]
    assert new.tier("told").value == 0


def test_where_nothing_is_left_to_decide_nothing_changes() -> None:
    """The last quarter of an hour is a moment under way, which is not cut in two."""
    talk = moment("Mon-Sun 23:45-24:00", who="any")
    home = household(duty("5 08:00-17:00"), children=(child("mia", "00:30-00:15"),), moments=(talk,))
    old = make_plan(home, horizon(1))
    new = again(home, old, "4 23:50", Late("ana", 60))
    assert (new.cover, new.moments) == (old.cover, old.moments)
    assert [k.kept for k in new.moments] == [True]


def test_an_instant_between_marks_is_one() -> None:
    """At three thirty-seven, Rosa goes and Joan comes."""
    home = family()
    new = again(home, make_plan(home, horizon(2)), "4 15:37", Cancelled("rosa", MONDAY))
    assert next(c.span.start for c in new.cover if c.lead == "joan") == at("4 15:37")


def test_a_plan_made_beforehand_can_be_changed_at_its_first_instant() -> None:
    """The freeze reaches from midnight on; what must be told is told."""
    home = family()
    new = again(home, make_plan(home, horizon(2)), "4 00:00", Cancelled("rosa", MONDAY))
    assert new.tier("told").value == 1
    assert {s.carer for s in new.shifts if s.span.overlaps(WALL.day(MONDAY))} == {"joan"}


def test_a_night_on_which_the_clocks_change_is_counted_in_minutes() -> None:
    """In the night to 14 March an hour is missing: a duty to 9 that runs over by two hours ends at 11 by the clock."""
    first = date(2027, 3, 13)
    start, end = WALL.at(first, Clock.parse("20:00")), WALL.at(date(2027, 3, 14), Clock.parse("09:00"))
    night = replace(duty("4 20:00-09:00", Kind.NIGHT), span=Span(start, end), day=first)
    home = household(night, carers=(carer(rate=20.0),))
    old = make_plan(home, Horizon(WALL, first, 2, start - 24 * 60))
    new = replan(home, old, (Late("ana", 120),), end - 90).plan
    assert judge(made_for(home, new), new).breaches == ()
    assert known(home, new).parents["ana"].duties[0].span.minutes == 12 * 60 + 120
    assert [c.lead for c in new.cover if c.span.holds(end + 60)] == ["rosa"]


def test_a_moment_under_way_goes_on() -> None:
    """Said in the middle of the talk, which is kept to its end."""
    talk = moment("Mon-Sun 18:00-18:30", who="any")
    home = family(moments=(talk,))
    old = make_plan(home, horizon(2))
    kept = next(k for k in old.moments if k.kept and k.day == MONDAY)
    new = again(home, old, "4 18:07" if kept.span.start < at("4 18:07") < kept.span.end else "4 18:20", Ill("mia"))
    assert kept in new.moments


def test_who_offers_to_come_may_come_without_notice() -> None:
    """Joan wants a day's notice and has no such hours; she has said that she comes, and nobody else can."""
    evening = carer("Mon-Sun 06:00-17:00", rate=20.0)
    joan = carer("", "Mon-Sun 18:00-20:00", id="joan", rate=30.0, notice=24.0)
    home = family(carers=(evening, joan))
    late = again(home, make_plan(home, horizon(2)), "4 16:00", Late("ana", 180))
    assert late.rank[0] == 180
    helped = again(home, late, "4 16:10", Offered("joan", span("4 16:30-21:00")))
    assert helped.rank[0] == 0
    third = again(home, helped, "4 16:20", Late("ana", 240))
    assert clocks([one.span for one in third.shifts if one.carer == "joan"]) == ["4 17:00-21:00"]


def test_an_offer_for_time_that_is_over_is_refused() -> None:
    """With the carer's name; so is one from somebody whom nobody knows."""
    home = family()
    old = make_plan(home, horizon(2))
    with pytest.raises(HouseholdError, match="no hours left"):
        again(home, old, "4 16:00", Offered("rosa", span("4 10:00-12:00")))
    with pytest.raises(HouseholdError, match="max"):
        again(home, old, "4 16:00", Offered("max", span("4 18:00-19:00")))
