"""Several feeds about one person: repeats and contradictions."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.sources.merge import contradictions, disagreements, merged
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Period
from tests.unit.sources.corpus import HOME

DAY = date(2026, 12, 3)


def period(kind: Kind, hours: str = "07:00-17:00", title: str = "Wards", source: str = "a") -> Period:
    """A period on one day; without hours it fills the day."""
    start, _, end = hours.partition("-")
    span = HOME.span(DAY, Clock.parse(start), Clock.parse(end)) if hours else HOME.day(DAY)
    return Period("ana", span, kind, title, DAY, source, whole_day=not hours)


def test_a_shift_told_by_two_feeds_is_the_first_feeds() -> None:
    """The title of the first schedule stays, whatever the copy calls it."""
    found = merged([period(Kind.WORK), period(Kind.WORK, title="Work", source="b")])

    assert [(one.title, one.source) for one in found] == [("Wards", "a")]


def test_two_titles_at_the_same_hours_of_one_feed_both_stay() -> None:
    """A roster that lists two things means two things."""
    assert len(merged([period(Kind.WORK), period(Kind.WORK, title="Late")])) == 2


def test_the_same_line_twice_in_one_feed_is_one() -> None:
    """A doubled row is a slip."""
    assert len(merged([period(Kind.WORK), period(Kind.WORK)])) == 1


def test_unmapped_titles_of_two_feeds_stay_apart() -> None:
    """Each is a question for the family."""
    found = merged([period(Kind.UNMAPPED, "", "NC-X"), period(Kind.UNMAPPED, "", "ZZ", "b")])

    assert [one.title for one in found] == ["NC-X", "ZZ"]


def test_periods_come_in_order_of_time() -> None:
    """Whatever order the feeds stand in."""
    late, early = period(Kind.WORK, "18:00-22:00"), period(Kind.CLINIC, "08:00-12:00")

    assert merged([late, early]) == (early, late)


@pytest.mark.parametrize(
    "other",
    [
        period(Kind.LEAVE, "", "Vacation", "b"),
        period(Kind.CLINIC, "12:00-20:00", "Clinic", "b"),
        period(Kind.WORK, "07:00-19:00", "Wards", "b"),
        period(Kind.NIGHT, "", "Night", "b"),
    ],
    ids=lambda one: one.title,
)
def test_a_contradiction_is_seen_from_either_side(other: Period) -> None:
    """Leave against work, or different duties at one time."""
    work = period(Kind.WORK)

    assert len(disagreements([work], [other])) == 1
    assert len(disagreements([other], [work])) == 1


@pytest.mark.parametrize(
    "other",
    [
        period(Kind.WORK, source="b"),
        period(Kind.WORK, "", "Wards", "b"),
        period(Kind.CLINIC, "18:00-20:00", "Clinic", "b"),
        period(Kind.HOME_CALL, "", "Home call", "b"),
        period(Kind.MARKER, "", "Week 3", "b"),
        period(Kind.UNMAPPED, "", "NC-X", "b"),
    ],
    ids=lambda one: one.title,
)
def test_what_can_be_true_together_is_no_contradiction(other: Period) -> None:
    """The same duty with or without hours, other hours, calls from home, markers and open questions."""
    assert disagreements([period(Kind.WORK)], [other]) == ()


def test_one_sentence_a_day_is_enough() -> None:
    """Three quarrels about one day are told once."""
    others = [period(Kind.LEAVE, "", "Vacation", "b"), period(Kind.CLINIC, "12:00-20:00", "Clinic", "b")]

    assert tuple(one.sentence for one in disagreements([period(Kind.WORK)], others)) == (
        "The two schedules disagree on 3 December: a says Wards, b says Vacation. Both are kept until you decide.",
    )


def test_each_feed_is_compared_with_all_before_it() -> None:
    """The note stands on the later feed of the two."""
    leave = period(Kind.LEAVE, "", "Vacation", "c")

    found = contradictions([[period(Kind.WORK)], [period(Kind.WORK, source="b")], [leave]])

    assert [len(one) for one in found] == [0, 0, 1]


def test_a_long_period_is_compared_with_a_short_one_far_inside_it() -> None:
    """A call over the weekend contradicts leave on its last day, though other duties start in between."""
    call = period(Kind.IN_HOUSE_CALL, "07:00-17:00+3", "Call")
    later = [period(Kind.LEAVE, "08:00+3-12:00+3", "Vacation", "b"), period(Kind.MARKER, "", "Week 3", "b")]

    assert len(disagreements([call], later)) == 1
    assert len(disagreements(later, [call])) == 1
