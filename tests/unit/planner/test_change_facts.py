"""What happened changes facts alone: duties, visits, places and hours, and only from now on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homecall.errors import HouseholdError, PlanError
from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.plan.plan import Plan
from homecall.planner.change.changed import changed, facts_for, in_time, settled
from homecall.planner.change.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.timeline.period import Kind, Overrun
from tests.unit.helpers import at, carer, case, child, clocks, duty, household, place, span

TUESDAY = date(2027, 1, 5)
ANA = Parent("ana", "Ana", commute=20)


def family(**more: Any) -> Household:
    """Ana works from 8 to 17 with an overrun; Mia is at preschool from 9 to 15; Rosa may come all day."""
    work = [duty(f"{day} 08:00-17:00", overrun=Overrun(30, 60)) for day in (4, 5)]
    home = {"parents": (ANA,), "children": (child("mia", "07:00-20:00", place("Mon-Fri 09:00-15:00", 10)),)}
    return household(*work, **{**home, "carers": (carer(),), **more})


def plan_of(home: Household, *cover: str, shifts: tuple[str, ...] = ()) -> Plan:
    """A plan of two days, as far as it is written."""
    return case(home, cover, shifts, days=2).plan


def after(home: Household, now: str, *happened: Happening, plan: Plan | None = None) -> Facts:
    """The facts after what happened."""
    made = plan or plan_of(home)
    in_time(made, at(now))
    scheduled = facts_of(home, horizon_of(home, made))
    return changed(scheduled, settled(facts_for(scheduled, made), made, at(now)), made, happened, at(now))


def test_a_late_duty_ends_later_and_is_taken_at_its_word() -> None:
    """The running duty moves its end, the next one stays, and no overrun is guessed on top of what was said."""
    found = after(family(), "4 16:00", Late("ana", 90)).parents["ana"].duties
    assert clocks([d.span for d in found]) == ["4 08:00-18:30", "5 08:00-17:00"]
    assert [d.overrun is None for d in found] == [True, False]


def test_a_parent_on_the_way_home_may_still_be_late() -> None:
    """Ten minutes after the scheduled end the duty that is late is that one."""
    found = after(family(), "4 17:10", Late("ana", 60)).parents["ana"].duties
    assert clocks([d.span for d in found]) == ["4 08:00-18:00", "5 08:00-17:00"]


def test_late_before_the_duty_means_the_next_one() -> None:
    """In the evening it is tomorrow's duty that will end late."""
    found = after(family(), "4 20:00", Late("ana", 30)).parents["ana"].duties
    assert clocks([d.span for d in found]) == ["4 08:00-17:00", "5 08:00-17:30"]


def test_an_early_duty_ends_now_at_the_earliest() -> None:
    """Released three hours early at four o'clock means at four."""
    found = after(family(), "4 16:00", Early("ana", 180)).parents["ana"]
    assert clocks([found.duties[0].span]) == ["4 08:00-16:00"]
    assert found.duties[0].home == at("4 16:20")


def test_early_drops_what_would_have_come_after() -> None:
    """Where two entries make one duty, the second one falls away with the end of the first."""
    home = household(duty("4 08:00-12:00"), duty("4 12:00-17:00", title="Late list"), parents=(ANA,))
    found = after(home, "4 09:00", Early("ana", 360)).parents["ana"].duties
    assert [(d.title, clocks([d.span])) for d in found] == [("Duty", ["4 08:00-11:00"])]


def test_a_visit_from_home_call_lasts_two_hours_with_its_roads() -> None:
    """Called in at eight, and home again at ten; the roads are inside."""
    home = household(duty("4 17:00-07:00", Kind.HOME_CALL), parents=(ANA,))
    found = after(home, "4 20:00", CalledIn("ana")).parents["ana"]
    assert clocks(found.working) == ["4 20:20-21:40"]
    assert clocks(found.road) == ["4 20:00-20:20", "4 21:40-22:00"]


def test_a_visit_may_have_its_own_hours() -> None:
    """An end that is known is used, and carries no overrun."""
    home = household(duty("4 17:00-07:00", Kind.HOME_CALL), parents=(ANA,))
    found = after(home, "4 20:00", CalledIn("ana", at("4 21:00"), at("4 22:30"))).parents["ana"]
    assert clocks([found.duties[0].span]) == ["4 21:20-22:10"]
    assert found.duties[0].overrun is None


def test_who_drives_a_child_arrives_first() -> None:
    """A call in the middle of a journey counts from its end."""
    home = household(
        duty("4 07:00-22:00", Kind.HOME_CALL),
        parents=(ANA,),
        children=(child("mia", "07:00-20:00", place("Mon-Fri 09:00-15:00", 20)),),
    )
    made = plan_of(home, "mia ana 4 15:00-20:00")
    assert clocks(after(home, "4 15:05", CalledIn("ana"), plan=made).parents["ana"].road[:1]) == ["4 15:20-15:40"]


def test_an_ill_child_stays_at_home_today_and_tomorrow() -> None:
    """Before the day begins, both days' stays and journeys are gone."""
    found = after(family(), "4 06:00", Ill("mia")).children["mia"]
    assert (found.stays, found.legs) == ((), ())


def test_a_child_taken_ill_in_its_place_is_fetched_now() -> None:
    """The stay ends now with a journey home; what was before is as it was."""
    found = after(family(), "4 11:07", Ill("mia")).children["mia"]
    assert clocks(found.placed) == ["4 09:00-11:07"]
    assert clocks(found.legs) == ["4 08:50-09:00", "4 11:07-11:17"]


def test_an_illness_may_be_for_one_day() -> None:
    """Only the day that was named is at home."""
    found = after(family(), "4 06:00", Ill("mia", frozenset({TUESDAY}))).children["mia"]
    assert clocks(found.placed) == ["4 09:00-15:00"]


def test_a_closed_place_has_none_of_its_children() -> None:
    """Every child who goes there stays at home, and who goes elsewhere goes."""
    other = replace(place("Mon-Fri 10:00-12:00"), name="Music")
    kids = (child("mia", "07:00-20:00", place("Mon-Fri 09:00-15:00")), child("leo", "07:00-20:00", other))
    found = after(family(children=kids), "4 06:00", Closed("Preschool", frozenset({TUESDAY})))
    assert clocks(found.children["mia"].placed) == ["4 09:00-15:00"]
    assert clocks(found.children["leo"].placed) == ["4 10:00-12:00", "5 10:00-12:00"]


def test_a_carer_who_cancels_has_no_hours_left_that_day() -> None:
    """What was before now is as it was."""
    found = after(family(), "4 10:00", Cancelled("rosa", date(2027, 1, 4))).carers["rosa"]
    assert clocks(found.hours) == ["4 00:00-10:00", "5 00:00-00:00"]


def test_a_carer_may_cancel_some_hours() -> None:
    """Only the span that was named is gone."""
    found = after(family(), "4 10:00", Cancelled("rosa", span("4 14:00-16:00"))).carers["rosa"]
    assert clocks(found.hours[:2]) == ["4 00:00-14:00", "4 16:00-00:00"]


def test_what_was_asked_is_agreed() -> None:
    """An ask in the plan in force needs no second notice."""
    home = family(carers=(carer("Mon-Fri 08:00-10:00", "Mon-Fri 10:00-20:00", notice=48.0),))
    made = plan_of(home, shifts=("rosa 4 09:00-14:00",))
    found = after(home, "4 06:00", Ill("mia"), plan=made).carers["rosa"]
    assert clocks(found.agreed) == ["4 10:00-14:00"]


def test_the_household_that_was_given_is_left_alone() -> None:
    """A change makes a new household."""
    home = family()
    same = family()
    after(home, "4 08:30", Late("ana", 90), Ill("mia"), Cancelled("rosa", TUESDAY))
    assert home == same


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (Late("zoe", 10), "'zoe' is not a parent"),
        (Early("zoe", 10), "'zoe' is not a parent"),
        (Late("ana", 0), "no time to be late"),
        (Early("ana", 1200), "not longer"),
        (CalledIn("ana"), "not on call from home"),
        (Ill("zoe"), "'zoe' is not a child"),
        (Ill("mia", frozenset({date(2027, 1, 3)})), "still to come"),
        (Closed("Zoo", frozenset({TUESDAY})), "No child goes to 'Zoo'"),
        (Cancelled("zoe", TUESDAY), "'zoe' is not a carer"),
        (Cancelled("rosa", date(2027, 1, 3)), "no hours left"),
    ],
)
def test_nothing_to_apply_to_is_said_with_a_cure(one: Happening, says: str) -> None:
    """Unknown people, lengths that cannot be, and days that are over are refused in a sentence."""
    with pytest.raises(HouseholdError, match=says) as caught:
        after(family(), "4 09:00", one)
    assert caught.value.cure


def test_a_parent_without_a_duty_to_come_is_not_late() -> None:
    """After the last duty there is nothing that could end later."""
    with pytest.raises(HouseholdError, match="has no duty"):
        after(family(), "5 20:00", Late("ana", 30))


def test_a_moment_outside_the_plan_is_refused() -> None:
    """A plan that is over cannot be changed."""
    with pytest.raises(PlanError, match="outside the plan"):
        after(family(), "9 20:00", Ill("mia"))
