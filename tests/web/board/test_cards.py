"""Whom a child is shown, and whom it is never promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.household.household import Household
from homecall.plan.plan import Risk
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Period
from homecall.web.board.cards import MOST, cards
from homecall.web.board.sight import Sight
from tests.web.board.seen import FAMILY, MIA, WALL, at, cover, duty, sight

DAY = (
    cover("04 00:00", "04 08:30", "ana"),
    cover("04 15:00", "04 18:00", "rosa"),
    cover("04 18:00", "05 06:00", "ben"),
    cover("05 06:00", "05 08:30", "ana"),
    cover("05 15:00", "06 08:30", "ben"),
)
EVENING = duty("ben", "04 08:00", "04 17:20", overrun=(30, 90))
"""Ben's shift, from which he is home at 17:50 if it ends in time."""


def said(sight: Sight, child: str = "mia") -> list[tuple[str, str]]:
    """Each card as what it is and who stands on it."""
    return [(card.what, "|".join(card.who) or card.place) for card in cards(sight, child)]


def test_a_day_has_five_cards() -> None:
    """From now to the morning after, in their order."""
    expected = [("now", "ana"), ("brings", "ana"), ("picks_up", "rosa"), ("bed", "ben"), ("wakes", "ana")]
    assert said(sight("04 07:30", *DAY)) == expected


def test_what_is_over_is_not_shown() -> None:
    """In the afternoon nobody needs to know who brought the child."""
    assert said(sight("04 16:00", *DAY)) == [("now", "rosa"), ("bed", "ben"), ("wakes", "ana")]


def test_a_child_at_preschool_is_at_preschool() -> None:
    """And sees who comes for it."""
    seen = said(sight("04 10:00", *DAY))
    assert seen[0] == ("now", "Oak Street preschool")
    assert seen[1] == ("picks_up", "rosa")


@pytest.mark.parametrize("now", ["04 20:00", "04 23:59", "05 00:00", "05 06:59"])
def test_a_child_that_sleeps_sees_tomorrow(now: str) -> None:
    """The same cards from bedtime to waking up, midnight or not."""
    assert said(sight(now, *DAY)) == [("wakes", "ana"), ("brings", "ana"), ("picks_up", "ben"), ("bed", "ben")]


def test_the_last_minute_before_bedtime_is_today() -> None:
    """Who puts to bed stands there until the child sleeps."""
    assert said(sight("04 19:59", *DAY))[1] == ("bed", "ben")


def test_before_the_plan_begins_its_first_day_is_shown() -> None:
    """On the evening before, with nothing claimed about tonight."""
    assert said(sight("03 18:00", *DAY))[0] == ("wakes", "ana")


def test_a_gap_promises_nobody() -> None:
    """The card is there and is empty."""
    evening = (cover("04 15:00", "04 19:00", "rosa"), cover("04 19:00", "04 23:00", None))
    assert ("bed", "") in said(sight("04 16:00", *evening))


def test_time_that_the_plan_says_nothing_of_promises_nobody() -> None:
    """As where a family has one day's plan."""
    assert said(sight("04 16:00", cover("04 15:00", "04 21:00", "rosa")))[-1] == ("wakes", "")


def test_who_may_be_late_stands_beside_the_one_before() -> None:
    """Ben may be late at six o'clock, and Rosa has her until he comes."""
    seen = cards(sight("04 18:05", *DAY, duties=(replace(EVENING, span=EVENING.span),)), "mia")
    assert seen[0].who == ("rosa",), "more likely late than not: only the sure one"
    both = cards(sight("04 18:25", *DAY, duties=(EVENING,)), "mia")
    assert both[0].who == ("rosa", "ben")


def test_by_bedtime_he_is_surely_there() -> None:
    """The chance is that of each card's own hour."""
    assert said(sight("04 18:05", *DAY, duties=(EVENING,)))[1] == ("bed", "ben")


@pytest.mark.parametrize(("limit", "who"), [(0.0, ("rosa", "ben")), (0.45, ("ben",))])
def test_the_family_says_how_sure_is_sure(limit: float, who: tuple[str, ...]) -> None:
    """A higher limit shows more of what is planned."""
    assert cards(sight("04 18:25", *DAY, duties=(EVENING,), limit=limit), "mia")[0].who == who


def test_without_anybody_behind_nobody_is_promised() -> None:
    """Straight from preschool to a parent who is late, while the other works."""
    alone = (cover("04 15:00", "05 08:30", "ben"),)
    late = duty("ben", "04 06:00", "04 14:20", overrun=(60, 150))
    away = duty("ana", "04 08:00", "05 08:00")
    assert said(sight("04 10:00", *alone, duties=(late, away)))[1] == ("picks_up", "")


def test_the_other_parent_stands_in_if_free() -> None:
    """Nobody else is needed then."""
    alone = (cover("04 15:00", "05 08:30", "ben"),)
    late = duty("ben", "04 06:00", "04 14:20", overrun=(60, 150))
    assert said(sight("04 10:00", *alone, duties=(late,)))[1] == ("picks_up", "ana")


def call() -> Period:
    """Ben's call from home, from the evening to the morning."""
    return duty("ben", "04 18:00", "05 08:00", Kind.HOME_CALL)


def test_on_call_from_home_both_stand_there_once_it_is_likely() -> None:
    """At bedtime he is most likely still there; by the morning he may have been called in."""
    risk = Risk("ben", at("04 18:00"), "Shift", 0.3, 0.0, "rosa", "home_call")
    night = (cover("04 15:00", "04 18:00", "rosa"), cover("04 18:00", "05 08:30", "ben"))
    seen = said(sight("04 16:00", *night, duties=(call(),), risks=(risk,)))
    assert seen[1:] == [("bed", "ben"), ("wakes", "rosa|ben")]


def test_an_old_plan_says_nothing() -> None:
    """A day after it was made, or when it is over."""
    fresh = sight("04 16:00", *DAY)
    assert not fresh.stale
    assert cards(replace(fresh, plan=replace(fresh.plan, now=fresh.now - 1441)), "mia") == ()
    assert cards(sight("18 09:00", *DAY), "mia") == ()


def test_a_child_that_is_not_born_has_no_cards() -> None:
    """Nor has one that is born tomorrow."""
    family = replace(FAMILY, children=(replace(MIA, born=date(2027, 1, 5)),))
    assert cards(sight("04 16:00", *DAY, family=family), "mia") == ()


def test_the_night_on_which_clocks_change_has_its_own_morning() -> None:
    """Seven o'clock is seven o'clock, an hour sooner by the sun."""
    night = (cover("03-13 15:00", "03-14 07:00", "ben"), cover("03-14 07:00", "03-14 21:00", "ana"))
    seen = sight("04 16:00")
    plan = replace(seen.plan, cover=night, now=at("03-13 15:00"), span=replace(seen.plan.span, end=at("03-20 00:00")))
    cards_ = cards(replace(seen, plan=plan, now=at("03-13 16:00")), "mia")
    assert (cards_[-1].who, WALL.local(cards_[-1].at).hour) == (("ana",), 7)


def test_a_child_that_goes_to_bed_after_midnight_sees_today() -> None:
    """A teenager's Monday ends on Tuesday."""
    late = replace(MIA, bedtime=Clock.parse("00:30"), places=())
    family: Household = replace(FAMILY, children=(late,))
    assert [card.what for card in cards(sight("05 00:05", *DAY, family=family), "mia")] == ["now", "bed", "wakes"]


def test_there_are_never_more_than_five() -> None:
    """With two places a day, being brought is left out first."""
    lesson = replace(MIA.places[0], name="Piano", hours=replace(MIA.places[0].hours, start=Clock(960), end=Clock(1020)))
    family = replace(FAMILY, children=(replace(MIA, places=(*MIA.places, lesson)),))
    seen = [card.what for card in cards(sight("04 07:30", *DAY, family=family), "mia")]
    assert seen == ["now", "picks_up", "picks_up", "bed", "wakes"]
    assert len(seen) == MOST
