"""Small changes: what the catalogue holds, what is allowed, and what is best for what it gives up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from homecall.futures.scenario import ChangeIncome, DropWork, Edit, LetGo, Scenario
from homecall.futures.smallest import (
    HOUR_WORTH,
    Change,
    Weighed,
    allowed,
    catalogue,
    frontier,
    hour_worth,
    pairs,
    ranked,
    weigh,
    work_hours,
)  # fmt: skip
from homecall.futures.year import Difference
from homecall.spans.wall import parse_days
from homecall.timeline.period import Kind
from tests.unit.futures.made import setting, working, year
from tests.unit.helpers import MONDAY, carer, duty, household

CALLS = tuple(duty(f"{n} 19:00-07:00", Kind.NIGHT, title="Night") for n in (8, 9))
HOME = household(*working((4, 5, 6, 7)), *CALLS, carers=(carer("Mon-Fri 07:00-17:00"),), through=MONDAY + timedelta(6))
YEAR = setting(HOME, weeks=12)


def weighed(name: str, gain: float, cost: float, *edits: Edit) -> Weighed:
    """A change that gains and gives up so much."""
    certain = Difference("moments", gain, gain, gain, "more")
    return Weighed(Change(name, edits), certain, certain, 0.0, cost, cost, ())


def test_the_catalogue_is_made_from_the_familys_own_work_and_circle() -> None:
    """Fewer nights, shorter days, a longer day of the nanny, somebody new."""
    names = [change.name for change in catalogue(YEAR)]
    assert "Ana does one Night in four fewer" in names
    assert "Clinic ends an hour earlier for Ana on Mondays" in names
    assert "Rosa stays an hour longer on weekdays" in names
    assert any(name.startswith("Somebody comes") for name in names)


def test_work_that_is_to_be_kept_is_not_touched() -> None:
    """By its title."""
    assert not any("Night" in change.name for change in catalogue(YEAR, ["night*"]))


def test_pairs_are_of_different_things() -> None:
    """Two edits of one duty on one day are no pair."""
    one, two = Change("one", (LetGo("rosa"),)), Change("two", (DropWork("ana", "Clinic"),))
    assert [pair.name for pair in pairs([one, two, replace(one, name="again")])] == ["one; and two", "two; and again"]


def test_hours_given_up_are_those_of_the_schedule() -> None:
    """Nine hours of every Monday."""
    less = setting(HOME, Scenario("less", (DropWork("ana", "Clinic", parse_days("Mon")),)), weeks=12)
    assert work_hours(YEAR) - work_hours(less) == 12 * 9
    assert weigh(Change("less", ()), (less, YEAR), (year(), year())).gives_up == 12 * 9 * HOUR_WORTH


def test_an_hour_is_worth_what_it_earns() -> None:
    """After tax."""
    paid = setting(HOME, Scenario("paid", (ChangeIncome("ana", 52_000),), tax=0.5), weeks=12)
    assert hour_worth(paid) == 52_000 / 2 * 12 / 52 / work_hours(YEAR)


def test_nothing_that_takes_from_a_must_or_from_cover_is_allowed() -> None:
    """Presence alone is not enough."""
    good = weigh(Change("good", ()), (YEAR, YEAR), (year(evenings=2.0), year()))
    assert allowed(good, year(evenings=2.0), year(), ["talk"])
    assert not allowed(good, year(evenings=2.0), year(moments=1.0), ["talk"])
    bare = weigh(Change("bare", ()), (YEAR, YEAR), (year(evenings=2.0, uncovered=5.0), year()))
    assert not allowed(bare, year(evenings=2.0, uncovered=5.0), year(), [])


def test_what_cannot_be_told_is_not_allowed() -> None:
    """No gain, no suggestion."""
    none = weigh(Change("none", ()), (YEAR, YEAR), (year(), year()))
    assert not allowed(none, year(), year(), [])


def test_the_frontier_holds_what_no_other_beats() -> None:
    """More for more, in order of what is given up."""
    found = [weighed("dear", 9, 900), weighed("cheap", 5, 100), weighed("beaten", 4, 200), weighed("best", 9, 800)]
    assert [one.change.name for one in frontier(found)] == ["cheap", "best"]


def test_the_best_are_about_different_work() -> None:
    """The second of the same duty is left out, however good."""
    monday, friday = (DropWork("ana", "Clinic", parse_days(day)) for day in ("Mon", "Fri"))
    found = [weighed("a", 9, 100, monday), weighed("b", 8, 100, friday), weighed("c", 3, 100, LetGo("rosa"))]
    assert [one.change.name for one in ranked(found, 3)] == ["a", "c"]


def test_reasons_say_whose_evenings_and_which_moments() -> None:
    """What is certain alone."""
    found = weigh(Change("good", ()), (YEAR, YEAR), (year(evenings=2.0), year()))
    assert found.reasons == ("4 more evenings at home for Ana",)
