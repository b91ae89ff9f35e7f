"""Who may lead: each rule kept, and broken by so many minutes."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.household.people import Child, Parent
from homecall.rules.leads import ASLEEP, DATED_COMPANY, INFANTS, KNOWN, ON_SHIFT, PARENT_FREE, WHOLE_LEGS
from homecall.timeline.period import Kind
from tests.unit.helpers import ANA, breaches, carer, case, child, duty, household, moment, place

DAY = ["mia ana 4 00:00-24:00"]


def test_a_lead_is_an_adult_of_the_household() -> None:
    """A stranger and a child are none."""
    lines = ["mia ana 4 00:00-08:00", "mia zoe 4 08:00-09:00", "mia mia 4 09:00-09:30"]
    assert breaches(KNOWN, case(household(), lines)) == [("zoe", 60), ("mia", 30)]
    assert breaches(KNOWN, case(household(), DAY)) == []


def test_a_parent_leads_when_free() -> None:
    """A free day is free, and so is leave."""
    assert breaches(PARENT_FREE, case(household(duty("4 09:00-17:00", Kind.LEAVE)), DAY)) == []


def test_a_parent_does_not_lead_at_work_or_on_the_road() -> None:
    """Eight hours of work and twice twenty-five minutes of road are 530 minutes."""
    family = household(duty("4 09:00-17:00"), parents=[Parent("ana", "Ana", commute=25)])
    assert breaches(PARENT_FREE, case(family, DAY)) == [("ana", 530)]


def test_a_parent_does_not_lead_while_resting() -> None:
    """Home at 07:00 from a night, asleep from 08:00 to 14:00."""
    family = household(duty("3 19:00-07:00", Kind.NIGHT))
    lines = ["mia ana 4 07:00-08:00", "mia ana 4 08:00-24:00"]
    assert breaches(PARENT_FREE, case(family, lines)) == [("ana", 360)]


def test_a_parent_does_not_lead_in_unknown_time() -> None:
    """The schedule ends on the 4th; the 5th is nobody's to count on."""
    family = household(through=date(2027, 1, 4))
    lines = [*DAY, "mia ana 5 00:00-24:00"]
    assert breaches(PARENT_FREE, case(family, lines, days=2)) == [("ana", 1440)]


def test_a_parent_on_home_call_may_lead() -> None:
    """It is a risk, not a breach."""
    family = household(duty("4 17:00-07:00", Kind.HOME_CALL))
    assert breaches(PARENT_FREE, case(family, DAY)) == []


def test_a_carer_leads_on_shift() -> None:
    """The hour past the end of the shift is one too many."""
    made = case(household(carers=[carer()]), ["mia rosa 4 08:00-13:00"], ["rosa 4 08:00-12:00"])
    assert breaches(ON_SHIFT, made) == [("rosa", 60)]
    made = case(household(carers=[carer()]), ["mia rosa 4 08:00-12:00"], ["rosa 4 08:00-12:00"])
    assert breaches(ON_SHIFT, made) == []


def test_a_carer_without_nights_leads_no_sleeping_child() -> None:
    """Mia wakes at 07:00; from 06:15 on is 45 minutes of sleep."""
    lines = ["mia rosa 4 06:15-12:00"]
    assert breaches(ASLEEP, case(household(carers=[carer(overnight=False)]), lines)) == [("rosa", 45)]
    assert breaches(ASLEEP, case(household(carers=[carer()]), lines)) == []


def test_each_child_sleeps_by_its_own_clock() -> None:
    """Leo is awake at 06:30, so the carer may have him, and not Mia."""
    family = household(children=[child(), child("leo", "06:00-20:00")], carers=[carer(overnight=False)])
    assert breaches(ASLEEP, case(family, ["mia rosa 4 06:30-12:00", "leo rosa 4 06:30-12:00"])) == [("rosa", 30)]


@pytest.fixture
def school() -> list[Child]:
    """Mia, whose preschool is twenty minutes away."""
    return [child("mia", "07:00-20:00", place("Mon 09:00-15:00", 20))]


def test_a_journey_has_one_lead(school: list[Child]) -> None:
    """Handing over on the way breaks it, once, by its twenty minutes."""
    family = household(children=school, carers=[carer()])
    lines = ["mia ana 4 00:00-08:50", "mia rosa 4 08:50-09:00"]
    assert breaches(WHOLE_LEGS, case(family, lines)) == [("ana", 20)]
    lines = ["mia ana 4 00:00-08:40", "mia rosa 4 08:40-09:00"]
    assert breaches(WHOLE_LEGS, case(family, lines)) == []


def test_a_journey_is_no_half_gap(school: list[Child]) -> None:
    """A gap for a part of a journey breaks it; a gap for all of it does not."""
    family = household(children=school)
    half = ["mia ana 4 00:00-08:50", "mia - 4 08:50-09:00"]
    assert breaches(WHOLE_LEGS, case(family, half)) == [("ana", 20)]
    assert breaches(WHOLE_LEGS, case(family, ["mia ana 4 00:00-08:40", "mia - 4 08:40-09:00"])) == []


def test_who_does_not_drive_has_no_journey(school: list[Child]) -> None:
    """Neither a carer nor a parent without a licence."""
    ben = Parent("ben", "Ben", drives=False)
    family = household(parents=[ANA, ben], children=school, carers=[carer(drives=False)])
    lines = ["mia ben 4 08:40-09:00", "mia rosa 4 15:00-15:20"]
    assert breaches(WHOLE_LEGS, case(family, lines)) == [("ben", 20), ("rosa", 20)]


def test_a_parent_does_not_drive_after_a_long_duty(school: list[Child]) -> None:
    """28 hours end at 11:00, rest lasts from 12:00 to 16:00: the way home at 15:00 is barred, one at 17:00 is not."""
    call = duty("3 07:00 - 4 11:00", Kind.IN_HOUSE_CALL)
    family = household(call, children=school)
    assert breaches(WHOLE_LEGS, case(family, ["mia ana 4 15:00-15:20"])) == [("ana", 20)]
    later = [child("mia", "07:00-20:00", place("Mon 09:00-17:00", 20))]
    assert breaches(WHOLE_LEGS, case(household(call, children=later), ["mia ana 4 17:00-17:20"])) == []


@pytest.mark.parametrize(("born", "minutes"), [(date(2026, 10, 5), 120), (date(2026, 10, 4), 0)])
def test_an_au_pair_has_no_infant_alone(born: date, minutes: int) -> None:
    """Three months old tomorrow is too young, three months old today is not."""
    family = household(children=[child("mia", born=born)], carers=[carer(rules="us-au-pair")])
    made = case(family, ["mia rosa 4 08:00-10:00"], ["rosa 4 08:00-10:00"])
    assert breaches(INFANTS, made) == ([("rosa", minutes)] if minutes else [])
    assert breaches(INFANTS, case(household(carers=[carer()]), ["mia rosa 4 08:00-10:00"])) == []


def test_parents_at_a_moment_lead_nobody_else() -> None:
    """Ana is at Mia's play from 14:00 to 15:00, with a quarter hour of travel: Leo is not hers for those 90 minutes."""
    play = moment(dated="4 14:00-15:00", travel=15)
    family = household(children=[child(), child("leo")], moments=(play,))
    lines = [*DAY, "leo ana 4 00:00-24:00"]
    assert breaches(DATED_COMPANY, case(family, lines, moments=["talk ana 4 14:00-15:00"])) == [("ana", 90)]
    assert breaches(DATED_COMPANY, case(family, lines)) == []
    assert breaches(DATED_COMPANY, case(family, DAY, moments=["talk ana 4 14:00-15:00"])) == []
