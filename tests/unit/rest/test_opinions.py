"""Second opinions: each model against itself, and where they part."""

from __future__ import annotations

from homecall.household.own import Own
from homecall.household.people import BED, UP, Parent
from homecall.rest.opinions import Opinions, opinions
from homecall.rest.person import person_of
from homecall.spans.span import Span
from tests.unit.rest.made import WALL, at

ANA = Parent("ana", "Ana")


def said(instant: int, *log: Span) -> Opinions:
    """What the models say of Ana, who has no duty, after what she logged."""
    frame = Span(at(-14, "00:00"), at(7, "00:00"))
    (found,) = opinions(person_of(ANA, (), WALL, frame, Own(log)), [instant], BED, UP)
    return found


def test_after_good_nights_nobody_is_tired_at_noon_and_everybody_long_after_midnight() -> None:
    """All three agree."""
    assert said(at(3, "12:00")) == Opinions(three_process=False, unified=False, two_process=False)
    awake = Span(at(3, "05:00"), at(3, "07:00"))  # up until five
    assert said(at(3, "04:00"), awake) == Opinions(three_process=True, unified=True, two_process=True)


def test_after_a_fortnight_of_short_nights_the_one_that_remembers_weeks_says_otherwise() -> None:
    """Four hours a night: by noon only the unified model still counts them."""
    short = [Span(at(day, "03:00"), at(day, "07:00")) for day in range(-13, 4)]
    found = said(at(3, "12:00"), *short)
    assert found.unified
    assert not found.three_process


def test_at_the_very_hour_that_they_are_held_against_each_says_tired() -> None:
    """Seventeen hours after a usual night; an hour earlier none does."""
    assert said(at(4, "00:00"), Span(at(4, "00:30"), at(4, "07:00"))) == Opinions(
        three_process=True, unified=True, two_process=True
    )
    assert not said(at(3, "21:00")).unified
