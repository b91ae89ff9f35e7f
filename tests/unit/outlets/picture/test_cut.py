"""Less of a picture: a part of a day, and the children alone."""

from __future__ import annotations

from homecall.outlets.picture.cut import between, children_only
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Day, Picture
from homecall.spans.span import HOUR, Span
from tests.unit.outlets.family import family, week_plan


def drawn() -> Picture:
    """A week of the family, as it is on Wednesday at 16:40."""
    return picture_of(family(), week_plan(family(), now="2 16:40"))


def halves(day: Day) -> tuple[Day, Day]:
    """The day until three, and from then on."""
    three = day.span.start + 15 * HOUR
    return between(day, Span(day.span.start, three)), between(day, Span(three, day.span.end))


def test_the_parts_of_a_day_are_the_whole_of_it() -> None:
    """Nobody's minute is lost or told twice."""
    day = drawn().days[2]
    parts = halves(day)
    for at, row in enumerate(day.rows):
        assert sum(band.span.minutes for one in parts for band in one.rows[at].bands) == day.span.minutes
        assert [one.rows[at].name for one in parts] == [row.name, row.name]
    for kind in ("marks", "flags"):
        assert [mark for one in parts for mark in getattr(one, kind)] == list(getattr(day, kind))


def test_now_is_in_one_part_only() -> None:
    """The part that is over has none."""
    over, ahead = halves(drawn().days[2])
    assert (over.now, ahead.now) == (None, drawn().now)


def test_the_children_alone_are_drawn_with_those_who_have_them() -> None:
    """No line of an adult is left, and nobody who never has a child."""
    picture = children_only(drawn())
    leads = {band.who for day in picture.days for row in day.rows for band in row.bands if band.kind == "lead"}
    assert {one.id for one in picture.people} == leads
    assert not any(day.threads or day.flags for day in picture.days)
