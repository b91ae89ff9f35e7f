"""Spans: half-open whole minutes, and the algebra on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import TimeError
from homecall.spans.span import Span, covers, holds, instant, intersect, minutes_in, show, subtract, union

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=6)


def _minutes(spans: tuple[Span, ...] | list[Span]) -> set[int]:
    return {m for s in spans for m in range(s.start, s.end)}


def test_a_span_ends_after_it_starts() -> None:
    """An empty or backward span is refused with both its instants."""
    with pytest.raises(TimeError, match=r"1970-01-01T01:00Z to 1970-01-01T01:00Z"):
        Span(60, 60)


def test_touching_spans_share_nothing() -> None:
    """The end of one is the start of the next and belongs to the next only."""
    morning, noon = Span(0, 60), Span(60, 120)
    assert not morning.overlaps(noon)
    assert morning.clip(noon) is None
    assert not morning.holds(60)
    assert noon.holds(60)


def test_a_span_covers_itself_and_what_is_inside() -> None:
    """Covering is not strict; sticking out on either side is not covered."""
    day = Span(0, 100)
    assert day.covers(day)
    assert day.covers(Span(10, 20))
    assert not day.covers(Span(-1, 20))
    assert not day.covers(Span(90, 101))


def test_clip_is_the_shared_time() -> None:
    """The part of both, whichever way round."""
    assert Span(0, 50).clip(Span(30, 90)) == Span(30, 50) == Span(30, 90).clip(Span(0, 50))
    assert Span(0, 50).minutes == 50


def test_an_instant_needs_a_zone() -> None:
    """A naive datetime is refused with a cure."""
    with pytest.raises(TimeError, match=r"has no zone.*offset"):
        instant(datetime(2027, 1, 4, 8))


def test_an_instant_drops_seconds_and_follows_its_offset() -> None:
    """08:00:59 at five hours behind is 13:00 in UTC; before the epoch seconds are dropped downwards, too."""
    behind = timezone(timedelta(hours=-5))
    assert instant(datetime(2027, 1, 4, 8, 0, 59, tzinfo=behind)) == instant(datetime(2027, 1, 4, 13, tzinfo=UTC))
    assert instant(datetime(1969, 12, 31, 23, 59, 30, tzinfo=UTC)) == -1


def test_show_writes_utc() -> None:
    """Messages to engineers say Z."""
    assert show(0) == "1970-01-01T00:00Z"


def test_union_joins_touching_and_nested_spans() -> None:
    """Touching ones become one; a nested one vanishes; order does not matter."""
    assert union([Span(60, 70), Span(0, 30), Span(30, 40), Span(5, 10)]) == (Span(0, 40), Span(60, 70))


def test_subtract_leaves_the_ends() -> None:
    """A hole in the middle leaves two pieces; a hole over everything leaves none."""
    assert subtract([Span(0, 100)], [Span(20, 30), Span(90, 120)]) == (Span(0, 20), Span(30, 90))
    assert subtract([Span(0, 100)], [Span(-5, 100)]) == ()


@given(SPANS, SPANS)
def test_the_algebra_is_that_of_sets_of_minutes(left: list[Span], right: list[Span]) -> None:
    """Union, intersection and difference agree with plain sets, and come back sorted and disjoint."""
    ours = (union([*left, *right]), intersect(left, right), subtract(left, right))
    one, two = _minutes(left), _minutes(right)
    for found, meant in zip(ours, (one | two, one & two, one - two), strict=True):
        assert _minutes(found) == meant
        assert sum(s.minutes for s in found) == len(meant)
        assert list(found) == sorted(found)


@given(SPANS, st.integers(-5, 80), st.integers(1, 20))
def test_looking_up_agrees_with_minutes(spans: list[Span], start: int, length: int) -> None:
    """`covers`, `holds` and `minutes_in` say what the minutes say."""
    joined, window = union(spans), Span(start, start + length)
    minutes = _minutes(joined)
    assert covers(joined, window) == (_minutes([window]) <= minutes)
    assert holds(joined, start) == (start in minutes)
    assert minutes_in(joined, window) == len(_minutes([window]) & minutes)
