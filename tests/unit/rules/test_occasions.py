"""Moments that a plan calls kept really are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child, Parent
from homecall.rules.occasions import RULE
from homecall.timeline.period import Kind, Period
from tests.unit.helpers import ANA, BEN, breaches, carer, case, child, duty, household, moment, place

EVENING = moment("Mon-Sun 18:00-19:00")
DAY = ["mia ana 4 00:00-24:00"]
BROKEN = [("talk", 1)]


def home(*periods: Period, of: Moment = EVENING, kids: tuple[Child, ...] = (), **more: Any) -> Household:
    """Ana, Ben and their children with a moment."""
    parents: tuple[Parent, ...] = (ANA, BEN)
    return household(*periods, parents=parents, children=kids, moments=(of,), **more)


def kept(family: Household, *lines: str, cover: list[str] | None = None) -> list[tuple[str, float]]:
    """What the rule says of these kept moments."""
    return breaches(RULE, case(family, cover or DAY, ["rosa 4 17:00-20:00"] if family.carers else [], lines))


def test_a_quarter_hour_in_the_window_is_kept() -> None:
    """Ana is free and Mia is at home and awake."""
    assert kept(home(), "talk ana 4 18:00-18:15") == []


@pytest.mark.parametrize("when", ["4 17:45-18:00", "4 19:00-19:15", "4 18:05-18:20", "4 18:00-18:30"])
def test_it_lies_between_marks_of_its_window(when: str) -> None:
    """Before it, after it, off the quarter hour, or longer than to the first mark that suffices."""
    assert kept(home(), f"talk ana {when}") == BROKEN


def test_its_minutes_are_rounded_up_to_a_mark() -> None:
    """Twenty minutes from 18:00 on end at 18:30."""
    longer = home(of=replace(EVENING, minutes=20))
    assert kept(longer, "talk ana 4 18:00-18:30") == []
    assert kept(longer, "talk ana 4 18:00-18:15") == BROKEN


def test_it_falls_on_one_of_its_days() -> None:
    """A Tuesday's moment is not kept on a Monday."""
    tuesday = home(of=moment("Tue 18:00-19:00"))
    assert kept(tuesday, "talk ana 4 18:00-18:15") == BROKEN


@pytest.mark.parametrize("kind", [Kind.WORK, Kind.REMOTE, Kind.HOME_CALL])
def test_its_parent_is_free_and_not_on_call(kind: Kind) -> None:
    """Work of any kind and home call stand in the way; leave does not."""
    assert kept(home(duty("4 18:00-19:00", kind)), "talk ana 4 18:00-18:15") == BROKEN
    assert kept(home(duty("4 18:00-19:00", Kind.LEAVE)), "talk ana 4 18:00-18:15") == []


@pytest.mark.parametrize(
    "kid",
    [
        child("mia", "07:00-18:00"),
        child("mia", "07:00-20:00", place("Mon 17:00-18:30")),
        child("mia", "07:00-20:00", place("Mon 13:00-18:00", 15)),
        child("mia", born=date(2027, 1, 5)),
    ],
)
def test_its_child_is_born_awake_and_at_home(kid: Child) -> None:
    """Asleep, in a place, on the way home, not yet born."""
    assert kept(home(kids=(kid,)), "talk ana 4 18:00-18:15", cover=["mia ben 4 18:00-24:00"]) == BROKEN


def test_its_parent_drives_nobody_in_that_time() -> None:
    """Ana fetches Leo at 18:00; Ben could have."""
    leo = child("leo", "07:00-20:00", place("Mon 13:00-18:00", 15))
    family = home(kids=(child(), leo))
    assert kept(family, "talk ana 4 18:00-18:15", cover=[*DAY, "leo ana 4 18:00-24:00"]) == BROKEN
    assert kept(family, "talk ana 4 18:00-18:15", cover=[*DAY, "leo ben 4 18:00-24:00"]) == []


@pytest.mark.parametrize(
    ("who", "parents", "right"),
    [
        ("any", "ana", True),
        ("any", "ana,ben", True),
        ("each", "ben", True),
        ("all", "ana", False),
        ("all", "ana,ben", True),
        ("listed", "ana", False),
        ("listed", "ben", True),
        ("any", "rosa", False),
    ],
)
def test_it_has_the_parents_asked_for(who: str, parents: str, right: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """Any of them, each on their own, all together, or exactly those listed; Ben is listed."""
    family = home(of=replace(EVENING, who=who, parents=("ben",) if who == "listed" else ()))
    assert (kept(family, f"talk {parents} 4 18:00-18:15") == []) is right


def test_it_counts_once_a_day() -> None:
    """Twice on a day is a breach for the family; where each has their own, one for each parent is right."""
    twice = ("talk ana 4 18:00-18:15", "talk ben 4 18:30-18:45")
    assert kept(home(), *twice) == BROKEN
    assert kept(home(of=replace(EVENING, who="each")), *twice) == []
    again = (*twice, "talk ben 4 18:45-19:00")
    assert kept(home(of=replace(EVENING, who="each")), *again) == BROKEN


def test_one_on_one_is_one_on_one() -> None:
    """Ana leads Mia, and somebody else has Leo; a gap is nobody."""
    family = home(of=replace(EVENING, one_on_one=True), kids=(child(), child("leo")))
    talk = "talk ana 4 18:00-18:15"
    assert kept(family, talk, cover=[*DAY, "leo ben 4 00:00-24:00"]) == []
    assert kept(family, talk, cover=[*DAY, "leo ana 4 00:00-24:00"]) == BROKEN
    assert kept(family, talk, cover=[*DAY, "leo - 4 00:00-24:00"]) == BROKEN
    assert kept(family, talk, cover=["mia ben 4 00:00-24:00", "leo ben 4 00:00-24:00"]) == BROKEN


def test_one_on_one_leaves_the_other_child_in_a_place_or_with_a_carer() -> None:
    """Dance class and Rosa are both somebody else."""
    talk, alone = "talk ana 4 18:00-18:15", replace(EVENING, one_on_one=True)
    dancing = home(of=alone, kids=(child(), child("leo", "07:00-20:00", place("Mon 17:00-19:00"))))
    assert kept(dancing, talk, cover=[*DAY, "leo ana 4 00:00-17:00", "leo ana 4 19:00-24:00"]) == []
    helped = home(of=alone, kids=(child(), child("leo")), carers=[carer()])
    assert kept(helped, talk, cover=[*DAY, "leo rosa 4 17:00-20:00"]) == []


def test_a_parent_away_at_a_dated_moment_keeps_no_other() -> None:
    """A play with travel at 18:00 takes Ana away; without travel it is at home."""
    play = moment(dated="4 18:00-19:00", id="play")
    lines = ("play ana 4 18:00-19:00", "talk ana 4 18:15-18:30")
    family = household(parents=[ANA, BEN], moments=(EVENING, replace(play, travel=15)))
    assert kept(family, *lines) == BROKEN
    assert kept(household(parents=[ANA, BEN], moments=(EVENING, play)), *lines) == []


def test_a_dated_moment_is_at_its_time_with_its_parents() -> None:
    """All parents for `each` and `all`; and at the time that is written."""
    family = home(of=moment(dated="4 14:00-15:00", who="each"))
    assert kept(family, "talk ana,ben 4 14:00-15:00") == []
    assert kept(family, "talk ana 4 14:00-15:00") == BROKEN
    assert kept(family, "talk ana,ben 4 14:00-15:15") == BROKEN


def test_a_dated_moment_needs_its_travel_free() -> None:
    """Work until 13:50 leaves no quarter hour to get there by 14:00."""
    play = moment(dated="4 14:00-15:00", travel=15)
    assert kept(home(duty("4 08:00-13:50"), of=play), "talk ana 4 14:00-15:00") == BROKEN
    assert kept(home(duty("4 08:00-13:45"), of=play), "talk ana 4 14:00-15:00") == []
    assert kept(home(duty("4 13:00-16:00", Kind.HOME_CALL), of=play), "talk ana 4 14:00-15:00") == []


def test_a_moment_nobody_has_is_refused_in_words() -> None:
    """A plan of another household is a breach, not a crash."""
    assert kept(home(), "zoo ana 4 18:00-18:15") == [("zoo", 1)]
