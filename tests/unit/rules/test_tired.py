"""What tiredness costs: an amber wheel, a night before operating; and nothing of it where rest is by constants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.household.gates import Gates
from homecall.household.household import Household
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.rules.base import Case
from homecall.rules.facts.facts import facts_of
from homecall.rules.leads import WHOLE_LEGS
from homecall.rules.tired import driven_tired, nights_before_operating, nobody_rested
from homecall.rules.value import value
from homecall.timeline.period import Kind, Period
from tests.unit.helpers import (
    ANA,
    BEN,
    breaches,
    carer,
    case,
    child,
    clocks,
    duty,
    horizon,
    household,
    place,
)

NIGHT = duty("4 19:00-07:00", Kind.NIGHT)
SCHOOL = place("Mon-Fri 14:00-17:30", 15)
PRICES = Prices(amber_leg=7.0, night_before_operating=3.0)
OPERATION = replace(duty("5 07:30-15:00"), operates=True)


def family(*periods: Period, means: str = "model", places: tuple[Place, ...] = (SCHOOL,), kids: int = 1) -> Household:
    """Ana and Ben with Mia, and with Leo where there are two."""
    children = [child("mia", "07:00-20:00", *places), child("leo", "07:00-20:00", *places)][:kids]
    return household(*periods, parents=(ANA, BEN), children=children, carers=[carer()], prices=PRICES, rest=means)


def led(home: Household, *lines: str) -> Case:
    """Three days with these leads."""
    return case(home, lines, days=3)


def test_a_tired_wheel_is_amber_and_not_red() -> None:
    """In the afternoon after a last night Ana is tired; what is red is refused, and no price of it is asked."""
    ana = facts_of(family(NIGHT), horizon(3)).parents["ana"]
    assert "5 12:30-22:30" in clocks(ana.amber)
    assert clocks(ana.no_drive) == ["5 07:00-08:00"]
    assert not any(a.overlaps(r) for a in ana.amber for r in ana.no_drive)


def test_a_leg_driven_tired_has_its_price() -> None:
    """The way there and the way back after a night, each once."""
    lines = ("mia ana 5 13:45-14:00", "mia ana 5 17:30-17:45")
    found = led(family(NIGHT), *lines)
    assert [(who, clocks([leg])) for who, leg in driven_tired(found)] == [
        ("ana", ["5 13:45-14:00"]),
        ("ana", ["5 17:30-17:45"]),
    ]
    assert value(found).parts["amber_legs"] == 14.0
    assert breaches(WHOLE_LEGS, found) == []


def test_siblings_on_one_way_are_one_drive() -> None:
    """Two children, one car."""
    lines = ("mia ana 5 17:30-17:45", "leo ana 5 17:30-17:45")
    assert value(led(family(NIGHT, kids=2), *lines)).parts["amber_legs"] == 7.0


@pytest.mark.parametrize("who", ["ben", "rosa", "-"])
def test_others_drive_for_nothing(who: str) -> None:
    """A rested parent, a carer, and nobody."""
    assert value(led(family(NIGHT), f"mia {who} 5 17:30-17:45")).parts["amber_legs"] == 0


def test_a_rested_parent_drives_for_nothing() -> None:
    """The day after a usual night."""
    assert value(led(family(), "mia ana 5 17:30-17:45")).parts["amber_legs"] == 0


def test_a_night_before_operating_has_its_price() -> None:
    """Any minute between ten and six, once a night; the other parent's night has none."""
    home = family(OPERATION, places=())
    assert clocks([night for _, night in facts_of(home, horizon(3)).before_operating]) == ["4 22:00-06:00"]
    for line, price in (("mia ana 4 20:00-22:15", 3.0), ("mia ana 4 20:00-22:00", 0.0), ("mia ben 4 22:00-23:00", 0.0)):
        assert value(led(home, line)).parts["operating_nights"] == price
    both = led(home, "mia ana 4 22:00-23:00", "mia ana 5 02:00-04:00")
    assert [who for who, _ in nights_before_operating(both)] == ["ana"]


@pytest.mark.parametrize(
    "more",
    [
        (replace(duty("5 08:00-12:00", person="ben"), operates=True),),
        (duty("4 23:00 - 5 01:00", person="ben"),),
        (replace(duty("4 20:00-07:00", Kind.NIGHT, person="ben")),),
    ],
)
def test_no_price_where_the_other_could_not_have_them(more: tuple[Period, ...]) -> None:
    """Ben operates too, or is not there all night."""
    assert facts_of(family(OPERATION, *more), horizon(3)).before_operating == ()


def test_an_afternoon_in_the_operating_room_wants_no_other_night() -> None:
    """A duty that begins at noon or later leaves the morning to sleep."""
    late = replace(duty("5 12:00-18:00"), operates=True)
    assert facts_of(family(late), horizon(3)).before_operating == ()


def test_nothing_of_it_counts_by_constants() -> None:
    """The same days have no amber, no such night, and no such part of the cost."""
    home = family(NIGHT, replace(OPERATION, span=duty("6 07:30-15:00").span), means="constants")
    known = facts_of(home, horizon(3))
    assert (known.parents["ana"].amber, known.before_operating) == ((), ())
    assert not {"amber_legs", "operating_nights"} & set(value(led(home, "mia ana 5 17:30-17:45")).parts)


HOME = family(NIGHT, duty("5 08:00-17:00", person="ben"), places=())
AFTERNOON = "mia ana 5 14:00-21:00"


def alone(found: Case) -> list[tuple[str, str]]:
    """Who is named, and when nobody at home is rested."""
    return [(who, clocks([span])[0]) for who, span in nobody_rested(found)]


def test_nobody_is_rested_until_the_other_parent_is_home() -> None:
    """Ana is tired after her night and Ben at work; at five he is there, and there is nothing to say."""
    assert alone(led(HOME, AFTERNOON)) == [("ana", "5 14:00-17:00")]


def test_a_sleeping_child_wants_nobody_rested() -> None:
    """From bedtime on a tired parent is a parent."""
    gone = family(NIGHT, duty("5 08:00-23:30", person="ben"), places=())
    assert alone(led(gone, AFTERNOON)) == [("ana", "5 14:00-20:00")]


def test_a_carer_on_shift_is_somebody_rested() -> None:
    """For as long as they are there."""
    found = case(HOME, [AFTERNOON], ["rosa 5 15:00-16:00"], days=3)
    assert alone(found) == [("ana", "5 14:00-15:00"), ("ana", "5 16:00-17:00")]


def test_two_tired_parents_are_nobody_rested() -> None:
    """Both had a night; one note names the one who has the child first."""
    both = family(NIGHT, replace(NIGHT, person="ben"), places=())
    assert alone(led(both, "mia ben 5 14:00-16:00", "mia ana 5 16:00-18:00")) == [("ben", "5 14:00-18:00")]
    assert alone(led(family(NIGHT, places=()), AFTERNOON)) == []


def test_less_than_half_an_hour_is_not_said() -> None:
    """Nor anything by constants."""
    assert alone(led(HOME, "mia ana 5 16:40-18:00")) == []
    assert alone(led(replace(HOME, rest="constants"), AFTERNOON)) == []


def test_the_first_hour_after_waking_is_amber_and_no_want_of_rest() -> None:
    """On the morning after a long night's sleep: a price at the wheel, and nobody to call."""
    away = family(NIGHT, duty("6 06:00-17:00", person="ben"), places=())
    ana = facts_of(away, horizon(3)).parents["ana"]
    assert clocks(ana.amber)[-1] == "6 07:15-08:15"
    assert clocks(ana.worn)[-1].startswith("5 ")
    assert alone(led(away, "mia ana 6 07:00-12:00")) == []


def test_a_familys_own_gates_hold_for_wheel_price_and_backup() -> None:
    """A stricter red keeps Ana from the wheel all afternoon; a looser amber makes her nobody to worry about."""
    strict = replace(HOME, gates=Gates(red_slept=7.0))
    loose = replace(HOME, gates=Gates(amber_slept=0, amber_slept_two_days=0, amber_chance=1, amber_chance_p90=1))
    wheels = [clocks(facts_of(one, horizon(3)).parents["ana"].no_drive) for one in (HOME, strict)]
    assert wheels[0] == ["5 07:00-08:00"]
    assert any(span.startswith("5 12:30-") for span in wheels[1])
    assert alone(led(loose, AFTERNOON)) == []
