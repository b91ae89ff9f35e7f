"""The price of a yes."""

from __future__ import annotations

from dataclasses import replace

from homecall.career.price import Offer, price
from homecall.career.roles import Hours
from homecall.spans.wall import parse_weekly
from tests.unit.career.families import day, duty, family, kept, plan


def offer(text: str = "Tue 17:30-19:00", high: float = 1.5, every: int = 1, *, remote: bool = False) -> Offer:
    """What Ana is asked for."""
    return Offer("ana", (parse_weekly(text),), Hours(min(2, high), high), every, remote)


def test_an_evening_counts_where_the_road_home_reaches_into_it() -> None:
    """The meeting ends at seven; with half an hour home she misses the hour before Mia's eight o'clock."""
    found = price(family(), plan(), offer())
    assert found.evenings == (day(1), day(8))
    assert round(found.a_month(len(found.evenings))) == 4


def test_from_home_it_costs_no_evening() -> None:
    """Without the road it is over when the evening begins."""
    assert price(family(), plan(), offer(remote=True)).evenings == ()


def test_an_evening_that_is_work_already_is_not_taken_again() -> None:
    """On a late day she would not have been there anyway, and the two lie on one another."""
    found = price(family(duty(1, "08:00", "21:00")), plan(), offer())
    assert found.evenings == (day(8),)
    assert found.clashes == (day(1),)


def test_every_other_week_costs_half() -> None:
    """Counted from the plan's first week."""
    assert price(family(), plan(days=28), offer(every=2)).evenings == (day(1), day(15))


def test_moments_that_the_plan_keeps_with_her_are_named() -> None:
    """Ben's are not hers, and one that is not kept is not lost."""
    there = (kept(1, "ana"), kept(1, "ben"), kept(8, "ana", had=False), kept(2, "ana"))
    found = price(family(), plan(*there), offer("Mon-Sun 18:00-20:00"))
    assert found.by_moment() == {"bed": 2}
    assert [one.day for one in found.moments] == [day(1), day(2)]


def test_only_days_on_which_her_schedule_is_known_say_anything() -> None:
    """Four known days are too few for a month."""
    found = price(family(through=day(3)), plan(), offer())
    assert (found.days, found.known) == (4, False)


def test_hours_without_a_fixed_time_are_told_apart() -> None:
    """Two to four hours a week, of which an hour and a half are fixed: the rest is in no evening yet."""
    found = price(family(), plan(), offer(high=4))
    assert (round(found.loose.low, 1), round(found.loose.high, 1)) == (2.2, 10.9)


def test_a_family_whose_child_is_not_born_has_no_evenings_to_lose() -> None:
    """The price is honest: nothing is taken that is not there."""
    home = family()
    young = replace(home.children[0], born=day(300))
    assert price(replace(home, children=(young,)), plan(), offer()).evenings == ()
