"""What the words say of this very moment: who has the children, where the parents are, what is still to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.outlets.picture.draw import picture_of
from homecall.outlets.ribbon.part import day
from homecall.outlets.words import Words
from homecall.spans.wall import Clock
from tests.unit.outlets.family import MONDAY, family, week_plan


def words_at(clock: str) -> Words:
    """The words of the invented week, read at a time counted from its Monday."""
    home = family()
    plan = week_plan(home)
    now = home.wall.at(MONDAY, Clock.parse(clock))
    return Words(home, plan, picture_of(home, replace(plan, now=now)))


def test_who_has_the_children_is_said_in_one_sentence() -> None:
    """With until when, and who is next."""
    assert words_at("16:40").right_now().endswith(" until 5:45, then Ana.")


def test_a_gap_is_said_before_anything_else() -> None:
    """While nobody has them, that is the sentence."""
    assert words_at("19:00+4").right_now() == "Nobody has both until 9 pm."


def test_outside_the_plan_nothing_is_said() -> None:
    """A moment that is no time of the plan has no sentence."""
    one = words_at("12:00+9")
    assert one.right_now() == ""
    assert one.elsewhere() == ()


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("12:00", "Ana is at work, home at about 5:45 pm."),
        ("12:00", "Ben is at work, home at about 11:25 am tomorrow."),
        ("23:00", "Ben is at work, home at about 11:25 am tomorrow."),
    ],
)
def test_a_parent_who_is_away_is_said_with_when_they_are_home(clock: str, said: str) -> None:
    """Today by the hour, later with the day."""
    assert said in words_at(clock).elsewhere()


def test_a_parent_who_is_free_needs_no_words() -> None:
    """Where somebody is at home, the one sentence says enough."""
    assert not [said for said in words_at("20:00").elsewhere() if said.startswith("Ana ")]


def test_a_moment_is_said_until_it_is_over() -> None:
    """What is still to come of a day, with whom; nothing once it has been."""
    one = words_at("00:10")
    marked = next(day for day in one.picture.days if any(mark.kept for mark in day.marks))
    assert " with " in one.coming(marked)
    later = replace(one.picture, now=marked.span.end)
    assert Words(one.household, one.plan, later).coming(marked) == ""


def test_a_second_day_on_a_page_shares_the_pattern() -> None:
    """Its name stands once on a page."""
    one = words_at("12:00")
    assert 'id="hatch"' in day(one, 0)
    assert 'id="hatch"' not in day(one, 0, again=True)
