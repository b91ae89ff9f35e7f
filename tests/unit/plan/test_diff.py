"""The difference of two plans: by person, in words, and who must be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from homecall.household.household import Household
from homecall.plan.diff import Change, changes, doings, sentences, told
from homecall.plan.plan import Plan
from homecall.spans.span import Span
from tests.unit.helpers import ANA, BEN, at, carer, case, child, clocks, household, moment, span

TALK = moment("Mon-Sun 18:00-19:00")
PLAY = replace(moment(dated="4 14:00-15:00"), id="play", title="School play")
HOME: Household = household(
    parents=(ANA, BEN),
    children=(child("mia"), child("leo")),
    carers=(carer(), carer(id="joan", on_request="Mon-Sun 19:00-22:00", hours="")),
    moments=(TALK, PLAY),
)


def plan(*cover: str, shifts: Sequence[str] = (), asked: Sequence[str] = (), moments: Sequence[str] = ()) -> Plan:
    """A plan of three days with these lines; `asked` are shifts outside a carer's hours."""
    made = case(HOME, cover, (*shifts, *asked), moments, days=3).plan
    wanted = {span(line.split(" ", 1)[1]) for line in asked}
    return replace(made, shifts=tuple(replace(s, asked=s.span in wanted) for s in made.shifts))


def said(old: Plan, new: Plan, now: str = "4 12:00") -> tuple[str, ...]:
    """What changes, in words."""
    return sentences(HOME, old, new, at(now))


def both(lead: str, when: str) -> tuple[str, str]:
    """Both children with one lead."""
    return f"leo {lead} {when}", f"mia {lead} {when}"


def test_the_same_plan_has_no_difference() -> None:
    """However its cover is cut, a plan that says the same says nothing new."""
    whole = plan("mia ana 4 08:00-12:00", shifts=["rosa 4 08:00-12:00"])
    cut = plan("mia ana 4 08:00-10:00", "mia ana 4 10:00-12:00", shifts=["rosa 4 08:00-12:00"])
    assert changes(whole, cut) == ()
    assert said(whole, cut) == ()
    assert told(whole, cut, whole.span.start, whole.span.end) == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("4 08:00-18:00", "4 08:00-19:30", "Rosa stays until 7:30 pm."),
        ("4 08:00-18:00", "4 08:00-16:00", "Rosa is off from 4 pm."),
        ("4 13:00-18:00", "4 12:30-18:00", "Rosa comes at 12:30 pm."),
        ("4 13:00-18:00", "4 14:00-18:00", "Rosa comes at 2 pm."),
        ("5 08:00-18:00", "5 08:00-19:30", "Rosa stays until 7:30 pm tomorrow."),
        ("6 08:00-18:00", "6 08:00-19:30", "Rosa stays until 7:30 pm on Wednesday 6 January."),
    ],
)
def test_a_shift_that_moves_is_said_by_its_end_that_moves(before: str, after: str, sentence: str) -> None:
    """Longer, shorter, earlier, later, and the day where it is not today."""
    assert said(plan(shifts=[f"rosa {before}"]), plan(shifts=[f"rosa {after}"])) == (sentence,)


def test_a_new_shift_outside_the_hours_is_an_ask() -> None:
    """Joan would have to say yes; Rosa just comes."""
    new = plan(shifts=["rosa 4 15:00-18:00"], asked=["joan 4 19:30-21:00"])
    assert said(plan(), new) == ("Rosa comes from 3 to 6 pm.", "Joan is asked for 7:30 to 9 pm.")


def test_staying_longer_may_be_an_ask() -> None:
    """An end outside the hours is asked for."""
    old, new = plan(shifts=["joan 4 18:00-19:00"]), plan(asked=["joan 4 18:00-20:00"])
    assert said(old, new) == ("Joan is asked to stay until 8 pm.",)


def test_coming_earlier_may_be_an_ask() -> None:
    """A start outside the hours is asked for."""
    old, new = plan(shifts=["joan 4 18:00-19:00"]), plan(asked=["joan 4 17:00-19:00"])
    assert said(old, new) == ("Joan is asked to come at 5 pm.",)


def test_a_shift_that_falls_away_leaves_somebody_free() -> None:
    """No blame and no reason: they are off."""
    assert said(plan(shifts=["rosa 4 15:00-18:00"]), plan()) == ("Rosa is off from 3 to 6 pm.",)


def test_children_who_change_hands_together_are_named_together() -> None:
    """In the order of the family, with the one who had them."""
    old, new = plan(*both("ana", "4 18:00-20:00")), plan(*both("ben", "4 18:00-20:00"))
    assert said(old, new) == ("Ben has Mia and Leo from 6 to 8 pm instead of Ana.",)


def test_only_the_part_that_changes_is_said() -> None:
    """Ben had the children later anyway."""
    old = plan("mia ana 4 17:00-18:00", "mia ben 4 18:00-20:00")
    assert said(old, plan("mia ben 4 17:00-20:00")) == ("Ben has Mia from 5 to 6 pm instead of Ana.",)


def test_two_who_had_a_child_are_both_named() -> None:
    """One stretch with a new lead is one sentence."""
    old = plan("mia ana 4 17:00-18:00", "mia rosa 4 18:00-19:00")
    assert said(old, plan("mia ben 4 17:00-19:00")) == ("Ben has Mia from 5 to 7 pm instead of Ana and Rosa.",)


def test_a_carer_who_comes_has_the_children_as_a_matter_of_course() -> None:
    """The ask says it; what they had in the shift before is said."""
    old = plan("mia ana 4 17:00-19:00", shifts=["rosa 4 15:00-18:00"])
    new = plan("mia rosa 4 17:00-19:00", shifts=["rosa 4 15:00-18:00"], asked=["joan 4 19:30-21:00"])
    assert "Rosa has Mia from 5 to 7 pm instead of Ana." in said(old, new)
    longer = plan("mia rosa 4 18:00-19:00", shifts=["rosa 4 15:00-19:00"])
    assert said(plan(shifts=["rosa 4 15:00-18:00"]), longer) == ("Rosa stays until 7 pm.",)


def test_a_child_without_anybody_is_said_last_but_for_moments() -> None:
    """People first, and “yet” for what is open."""
    old = plan("leo ana 4 17:00-19:00", "mia ana 4 17:00-19:00")
    new = plan("leo - 4 17:00-19:00", "mia ben 4 17:00-19:00")
    assert said(old, new) == ("Ben has Mia from 5 to 7 pm instead of Ana.", "Nobody has Leo from 5 to 7 pm yet.")


def test_a_child_at_home_after_all_has_somebody_new() -> None:
    """Where a place had the child before, nobody is stood in for."""
    assert said(plan(), plan("mia ben 4 13:00-15:00")) == ("Ben has Mia from 1 to 3 pm.",)


def test_a_play_on_a_day_that_changes_is_kept() -> None:
    """On a day with news it is good to hear that the play stands; on another it needs no word."""
    old = plan("mia ana 4 17:00-19:00", moments=["play ana 4 14:00-15:00"])
    new = plan("mia ben 4 17:00-19:00", moments=["play ana 4 14:00-15:00"])
    assert said(old, new)[-1] == "School play is kept."
    later = plan("mia ana 4 17:00-19:00", "mia ana 5 17:00-19:00", moments=["play ana 4 14:00-15:00"])
    assert said(old, later, "5 12:00") == ("Ana has Mia from 5 to 7 pm.",)


def test_a_play_with_another_parent_says_with_whom() -> None:
    """Kept, and by whom."""
    old, new = plan(moments=["play ana 4 14:00-15:00"]), plan(moments=["play ben 4 14:00-15:00"])
    assert said(old, new) == ("School play is kept, with Ben.",)


def test_a_play_that_is_lost_is_said_plainly() -> None:
    """As things stand: it is not over before it is over."""
    assert said(plan(moments=["play ana 4 14:00-15:00"]), plan()) == ("School play cannot be kept as things stand.",)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [("4", "Roses and thorns waits for another day."), ("5", "Roses and thorns does not fit in tomorrow.")],
)
def test_a_ritual_that_does_not_fit_is_not_a_failure(when: str, sentence: str) -> None:
    """It is said once, whoever it was to be with, and is not counted."""
    lost = [f"talk ana {when} 18:00-18:15", f"talk ben {when} 18:30-18:45"]
    assert said(plan(moments=lost), plan()) == (sentence,)


def test_a_ritual_that_only_moves_an_hour_is_no_news() -> None:
    """The same parents on the same day."""
    old, new = plan(moments=["talk ana 4 18:00-18:15"]), plan(moments=["talk ana 4 18:30-18:45"])
    assert said(old, new) == ()


def test_people_come_by_whoever_is_first() -> None:
    """All of one person's news together, the person whose first change is earliest before the others."""
    old = plan("mia ana 4 13:00-15:00", "mia ben 4 15:00-16:00", "mia ana 4 16:00-17:00")
    new = plan("mia ben 4 13:00-15:00", "mia ana 4 15:00-16:00", "mia ben 4 16:00-17:00")
    assert [c.who for c in changes(old, new)] == ["ben", "ben", "ana"]


def test_a_change_knows_whom_it_is_instead_of() -> None:
    """What a sentence says is there to be used otherwise."""
    old, new = plan("mia ana 4 17:00-19:00"), plan("mia ben 4 17:00-19:00")
    assert changes(old, new) == (Change("has", "ben", span("4 17:00-19:00"), ("mia",), ("ana",)),)


def test_who_does_anything_else_is_told() -> None:
    """The one who no longer comes as well as the one who does; not the one who stays as they were."""
    old = plan("mia ana 4 17:00-19:00", shifts=["rosa 4 08:00-12:00"])
    new = plan("mia ben 4 17:00-19:00", shifts=["rosa 4 08:00-12:00"])
    assert told(old, new, at("4 12:00"), at("5 08:00")) == {"ana", "ben"}


def test_what_lies_outside_the_hours_asked_about_tells_nobody() -> None:
    """The window is half-open: what begins at its end is outside."""
    old, new = plan("mia ana 5 08:00-09:00"), plan("mia ben 5 08:00-09:00")
    assert told(old, new, at("4 12:00"), at("5 08:00")) == frozenset()
    assert told(old, new, at("4 12:00"), at("5 08:01")) == {"ana", "ben"}
    assert told(old, new, at("5 09:00"), at("5 08:00")) == frozenset()


def test_what_somebody_does_is_cut_to_the_window() -> None:
    """By child, and under the empty name the shift."""
    made = plan("mia rosa 4 08:00-12:00", "leo rosa 4 09:00-10:00", shifts=["rosa 4 08:00-12:00"])
    found = doings(made, Span(at("4 09:00"), at("4 11:00")))["rosa"]
    assert {what: clocks(spans) for what, spans in found.items()} == {
        "mia": ["4 09:00-11:00"],
        "leo": ["4 09:00-10:00"],
        "": ["4 09:00-11:00"],
    }
