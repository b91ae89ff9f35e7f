"""Edits change the year that they speak of, and say what they fit nothing in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from homecall.errors import ScenarioError
from homecall.futures.rotation import Cycle, Rotation
from homecall.futures.scenario import (
    AddHours,
    AddWork,
    ChangeIncome,
    DropMoment,
    DropWork,
    Edit,
    Hire,
    LetGo,
    MoreHours,
    MoveWork,
    Relocate,
    ScaleWork,
    Scenario,
    composed,
)  # fmt: skip
from homecall.futures.setting import Setting, setting_of
from homecall.futures.weeks import kinds
from homecall.household.household import Household
from homecall.spans.wall import Clock, parse_days, parse_weekly
from homecall.timeline.period import Kind
from tests.unit.futures.made import setting, working
from tests.unit.helpers import MONDAY, WALL, carer, child, household, moment, place

THURSDAY = parse_days("Thu")
HOME = household(*working(), carers=(carer(),), through=MONDAY + timedelta(days=6))


def changed(*edits: Edit, family: Household = HOME) -> Setting:
    """Four weeks with these edits."""
    return setting(family, Scenario("try", edits))


def days(found: Setting, title: str = "Clinic") -> list[int]:
    """On which days of the year, from 0, a duty falls."""
    line = found.household.schedules["ana"].periods
    return [(p.day - MONDAY).days for p in line if p.title == title and MONDAY <= p.day < MONDAY + timedelta(28)]


def test_published_weeks_come_again_and_again() -> None:
    """One week is known, and four are lived."""
    assert days(changed()) == [n for n in range(28) if n % 7 < 5]
    assert changed().repeated == ("ana",)


def test_a_rotation_takes_the_place_of_what_is_published() -> None:
    """For the parent that it names."""
    call = Rotation("ana", "Call", Kind.NIGHT, Clock(1140), Clock(420), MONDAY, Cycle(1, 6))
    found = setting(HOME, Scenario("try", rotations=(call,)))
    assert (days(found), days(found, "Call"), found.repeated) == ([], [0, 7, 14, 21], ())


def test_dropping_takes_one_weekday() -> None:
    """The Thursday clinic goes."""
    assert days(changed(DropWork("ana", "clin*", THURSDAY))) == [n for n in range(28) if n % 7 in (0, 1, 2, 4)]


def test_scaling_spreads_what_is_left() -> None:
    """Three of four stay."""
    once = household(*working((4,)), through=MONDAY + timedelta(days=6))
    assert days(changed(ScaleWork("ana", "Clinic", 0.5), family=once)) in ([0, 14], [7, 21])
    assert len(days(changed(ScaleWork("ana", "Clinic", 0.75)))) == 15


def test_moving_changes_the_end_or_the_day() -> None:
    """The start stays with a new end; a day later it is another day's duty."""
    first = changed(MoveWork("ana", "Clinic", end=Clock(960))).household.schedules["ana"].periods
    assert {WALL.local(p.span.end).hour for p in first} == {16}
    assert {WALL.local(p.span.start).hour for p in first} == {8}
    assert days(changed(MoveWork("ana", "Clinic", THURSDAY, later=2)))[:5] == [0, 1, 2, 4, 5]


def test_work_is_added_every_other_week() -> None:
    """And floating work beside it."""
    found = changed(AddWork("ana", "Board", THURSDAY, Clock(1080), Clock(1140), every=2), AddHours("ana", "Post", 3))
    assert days(found, "Board") == [3, 17]
    assert found.floating == {"ana": 3.0}


def test_people_come_and_go() -> None:
    """Hired, given hours, let go."""
    sam = carer("Mon 16:00-20:00", id="sam")
    found = changed(Hire(sam), MoreHours("sam", (parse_weekly("Tue 16:00-20:00"),), paid=4), LetGo("rosa"))
    (only,) = found.household.carers
    assert (only.id, len(only.hours), only.guaranteed) == ("sam", 2, 4.0)


def test_a_move_nearer_and_an_income_are_the_familys() -> None:
    """Commute and money."""
    found = changed(Relocate("ana", 10), ChangeIncome("ana", 500), ChangeIncome("ana", -200))
    assert (found.household.parents[0].commute, found.incomes) == (10, {"ana": 300.0})


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (DropWork("ana", "Surgery", where="try.toml:3"), "no work with the title"),
        (DropWork("eve", "Clinic"), "no parent"),
        (LetGo("kim"), "no carer"),
        (Hire(carer()), "already"),
        (DropMoment("talk"), "no moment"),
    ],
)
def test_an_edit_that_fits_nothing_says_so(edit: Edit, message: str) -> None:
    """With what there is."""
    with pytest.raises(ScenarioError, match=message) as caught:
        changed(edit)
    assert caught.value.cure
    assert caught.value.where == edit.where


def test_a_parent_of_whom_no_week_is_known_needs_a_rotation() -> None:
    """Half a week is no pattern."""
    half = household(*working((4, 5)), through=MONDAY + timedelta(days=2))
    with pytest.raises(ScenarioError, match=r"No whole week of Ana's work.*rotations"):
        setting_of(half, Scenario("try"), MONDAY, 4)


def test_scenarios_add_up_and_the_later_one_holds() -> None:
    """Edits in order, rates and rotations by name."""
    one = Scenario("one", (DropMoment("talk"),), shocks={"bad_night": 0.1, "child_ill_days": 3.0}, tax=0.2)
    both = composed("both", one, Scenario("two", (LetGo("rosa"),), shocks={"bad_night": 0.5}))
    assert (both.name, len(both.edits), both.tax) == ("both", 2, 0.2)
    assert both.shocks == {"bad_night": 0.5, "child_ill_days": 3.0}


def test_an_overrun_that_is_said_reaches_the_plan_too() -> None:
    """The schedule's duties carry it."""
    found = setting(HOME, Scenario("try", overruns={"ana/work": (10.0, 20.0)}))
    assert {p.overrun.median for p in found.household.schedules["ana"].periods if p.overrun} == {10.0}


def test_moments_can_be_dropped() -> None:
    """What the family lets go of is not counted."""
    family = household(*working(), through=MONDAY + timedelta(days=6), moments=(moment("Mon 19:00-19:45"),))
    assert changed(DropMoment("talk"), family=family).household.moments == ()


def test_a_year_keeps_its_clock_over_both_changes() -> None:
    """Duties begin at eight by the wall, in March and in November too; one kind of week stands for all."""
    found = setting_of(HOME, Scenario("try"), MONDAY, 52)
    starts = {WALL.local(p.span.start).strftime("%H:%M") for p in found.household.schedules["ana"].periods}
    assert starts == {"08:00"}
    assert {p.span.minutes for p in found.household.schedules["ana"].periods} == {540}
    (kind,) = kinds(found)
    assert len(kind.weeks) == 52
    lengths = [WALL.midnight(day + timedelta(days=7)) - WALL.midnight(day) for day in found.mondays]
    assert {minutes // 60 for minutes in lengths} == {167, 168, 169}
    assert WALL.midnight(kind.monday + timedelta(days=7)) - WALL.midnight(kind.monday) == 168 * 60


def test_a_call_over_the_night_of_a_change_keeps_its_hours_on_the_wall() -> None:
    """From six to six is an hour less in March and one more in November."""
    nights = Rotation("ana", "Night", Kind.NIGHT, Clock(18 * 60), Clock(6 * 60), MONDAY, days=parse_days("Sat"))
    found = setting_of(HOME, Scenario("try", rotations=(nights,)), MONDAY, 52)
    hours = [p.span.minutes // 60 for p in found.household.schedules["ana"].periods]
    assert sorted(set(hours)) == [11, 12, 13]
    assert (hours.count(11), hours.count(13)) == (1, 1)


def test_breaks_that_the_family_knows_are_weeks_of_their_own() -> None:
    """A place that is shut on known days makes its week another kind, and no other."""
    shut = place("Mon-Fri 08:00-16:00", 0, *(MONDAY + timedelta(days=n) for n in range(7, 12)))
    family = household(*working(), children=(child("mia", "07:00-20:00", shut),), through=MONDAY + timedelta(days=6))
    assert sorted(kind.weeks for kind in kinds(setting_of(family, Scenario("try"), MONDAY, 4))) == [(0, 2, 3), (1,)]
