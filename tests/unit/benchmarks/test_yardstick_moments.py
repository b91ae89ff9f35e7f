"""Moments, habits and handoffs by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.household.moments import Moment, Usual
from homecall.household.prices import Prices
from homecall.spans.wall import parse_weekly
from homecall.timeline.period import Kind
from tests.unit.benchmarks.made import ANA, BEN, LEO, MIA, ahead, best, duty, home, place, rosa, value, when

PLAY = Moment("play", "Play", ("mia",), "any", start=when("4 10:00"), end=when("4 11:00"))
STORY = Moment("story", "Story", ("mia",), "each", window=parse_weekly("Mon-Sun 19:00-19:45"), minutes=15)


@pytest.mark.parametrize(("rate", "cost"), [(10.0, 33), (20.0, 40)])
def test_a_should_moment_is_kept_if_that_is_cheaper_than_missing_it(rate: float, cost: float) -> None:
    """Leo needs somebody for an hour: an ask at 15, the hour, two handoffs; a miss is 40."""
    asked = rosa("", on_request=rosa("Mon 06:00-22:00").hours, rate=rate)
    answer = best(home(children=(MIA, LEO), carers=(asked,), moments=(PLAY,)))
    assert value(answer) == cost
    assert [one.moment for one in answer.moments] == (["play"] if rate == 10 else [])


def test_cover_comes_before_a_must_moment() -> None:
    """Ana alone with Leo cannot leave him for Mia's play."""
    answer = best(home(children=(MIA, LEO), moments=(replace(PLAY, importance="must"),)))
    assert value(answer, "uncovered_minutes") == 0
    assert value(answer, "must_missed") == 1


def test_a_must_moment_comes_before_cost() -> None:
    """The dear sitter is asked: 15, an hour at 100, two handoffs."""
    asked = rosa("", on_request=rosa("Mon 06:00-22:00").hours, rate=100.0)
    answer = best(home(children=(MIA, LEO), carers=(asked,), moments=(replace(PLAY, importance="must"),)))
    assert value(answer, "must_missed") == 0
    assert value(answer) == 123


def test_travel_lengthens_the_absence_from_the_other_children() -> None:
    """An hour and 20 minutes either side at 60 an hour: 100, an ask, two handoffs."""
    asked = rosa("", on_request=rosa("Mon 06:00-22:00").hours, rate=60.0)
    must = replace(PLAY, importance="must", travel=20)
    assert value(best(home(children=(MIA, LEO), carers=(asked,), moments=(must,)))) == 100 + 15 + 8


def test_travel_must_be_free_of_duty() -> None:
    """Home at 09:45 for a play at 10:00 that is 20 minutes away: too late."""
    must = replace(PLAY, importance="must", travel=20)
    answer = best(home(duty("4 08:00-09:45"), moments=(must,)))
    assert value(answer, "must_missed") == 1


@pytest.mark.parametrize(("who", "missed"), [("any", 0), ("all", 1), ("each", 1), ("listed", 1)])
def test_who_is_asked_for_decides_whether_a_dated_moment_is_kept(who: str, missed: int) -> None:
    """Ben works; Ana could go. `listed` asks for Ben."""
    must = replace(PLAY, importance="must", who=who, parents=("ben",) if who == "listed" else ())
    answer = best(home(duty("4 08:00-12:00", person="ben"), parents=(ANA, BEN), moments=(must,)))
    assert value(answer, "must_missed") == missed


@pytest.mark.parametrize(("start", "missed"), [("4 10:45", 1), ("4 11:00", 0)])
def test_nobody_is_at_two_moments_at_once(start: str, missed: int) -> None:
    """Ana is alone with Mia, and wanted at a second must while the first still runs, or just as it ends."""
    first = replace(PLAY, importance="must")
    second = replace(first, id="fair", start=when(start), end=when("4 12:00"))
    assert value(best(home(moments=(first, second))), "must_missed") == missed


def test_each_parent_has_a_shortfall_of_their_own() -> None:
    """Ben works on both evenings, Ana is there: two times 40."""
    away = [duty(f"{day} 18:00-20:00", person="ben") for day in (4, 5)]
    answer = best(home(*away, parents=(ANA, BEN), moments=(STORY,)), ahead(2))
    assert value(answer) == 80
    assert [one.parents for one in answer.moments] == [("ana",), ("ana",)]


@pytest.mark.parametrize(("goal", "days", "wanted"), [(4, 2, 1), (4, 7, 4), (7, 3, 3), (1, 3, 0)])
def test_a_goal_scales_with_the_days_of_its_week(goal: int, days: int, wanted: int) -> None:
    """Nobody is ever there in the evening, so the shortfall is the goal itself."""
    evenings = [duty(f"{day} 18:30-20:00", Kind.REMOTE) for day in range(4, 11)]
    answer = best(home(*evenings, moments=(replace(STORY, goal=goal),)), ahead(days))
    assert answer.parts["moments"] == pytest.approx(40 * wanted)


def test_home_call_keeps_no_ritual() -> None:
    """A parent who may be called in is no promise."""
    assert value(best(home(duty("4 18:00-22:00", Kind.HOME_CALL), moments=(STORY,)))) == 40


def test_a_sleeping_child_has_no_ritual() -> None:
    """Bedtime at 19:10 leaves ten minutes of the window."""
    assert (
        value(best(home(children=(replace(MIA, bedtime=parse_weekly("Mon 19:10-20:00").start),), moments=(STORY,))))
        == 40
    )


@pytest.mark.parametrize(("nice", "cost"), [(10.0, 8), (5.0, 5)])
def test_time_alone_takes_the_other_child_off_ones_hands(nice: float, cost: float) -> None:
    """Two handoffs of Leo at 4 against the price of a nice moment."""
    alone = Moment("alone", "Us", ("mia",), "each", (), "nice", window=parse_weekly("Mon 09:00-11:00"), minutes=30)
    family = home(children=(MIA, LEO), carers=(rosa(),), moments=(replace(alone, one_on_one=True),))
    assert value(best(replace(family, prices=Prices(nice=nice)))) == cost


def test_time_alone_needs_no_sitter_while_the_other_is_in_a_place() -> None:
    """Leo is at preschool."""
    alone = Moment("alone", "Us", ("mia",), "each", window=parse_weekly("Mon 09:00-11:00"), minutes=30)
    leo = replace(LEO, places=(place("Mon 09:00-11:00"),))
    assert value(best(home(children=(MIA, leo), moments=(replace(alone, one_on_one=True),)))) == 0


def test_driving_a_sibling_is_not_being_at_home() -> None:
    """The only 15 minutes before duty are those of Leo's way home from preschool."""
    leo = replace(LEO, places=(place("Mon 17:00-19:00", 45),))
    story = replace(STORY, window=parse_weekly("Mon 19:00-19:45"))
    assert value(best(home(children=(MIA, leo), moments=(story,)))) == 40


@pytest.mark.parametrize(("hours", "cost"), [("08:15-17:00", 5), ("06:00-08:00", 4), ("06:00-08:15", 5)])
def test_what_is_usual_is_kept_if_it_costs_less(hours: str, cost: float) -> None:
    """Ben usually has 08:00-08:30. Home at eight he can, for one handoff; away in the window he cannot."""
    usual = Usual(("mia",), "ben", parse_weekly("Mon 08:00-08:30"))
    answer = best(home(duty(f"4 {hours}", Kind.REMOTE, person="ben"), parents=(ANA, BEN), usual=(usual,)))
    assert value(answer) == cost


def test_an_instant_in_a_place_breaks_no_habit() -> None:
    """Ben is there for the part of the window that needs him."""
    mia = replace(MIA, places=(place("Mon 08:15-12:00"),))
    usual = Usual(("mia",), "ben", parse_weekly("Mon 08:00-08:30"))
    assert (
        value(best(home(duty("4 08:15-11:00", person="ben"), parents=(BEN, ANA), children=(mia,), usual=(usual,)))) == 0
    )


def test_a_night_without_a_parent_has_its_price() -> None:
    """Night 19:00-07:00, rest to 14:00: two handoffs by day, and 30 for the night."""
    always = rosa("Mon-Sun 00:00-24:00", overnight=True)
    family = home(duty("4 19:00-07:00", Kind.NIGHT), carers=(always,), prices=Prices(night_without_parent=30.0))
    answer = best(family, ahead(2))
    assert value(answer) == 38
    assert answer.parts["nights"] == pytest.approx(30)


def test_two_children_are_handed_over_together() -> None:
    """One handoff each way however many children."""
    assert value(best(home(duty("4 08:00-12:00"), children=(MIA, LEO), carers=(rosa(),)))) == 8
