"""A timeline as plain values and back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.spans.span import Span
from homecall.timeline.codec import read, read_feed, write, write_feed
from homecall.timeline.disagreement import About, Disagreement
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Feed, Reject, Timeline

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
SPANS = st.tuples(st.integers(0, 10**8), st.integers(1, 10**4)).map(lambda two: Span(two[0], two[0] + two[1]))
OVERRUNS = st.tuples(st.floats(0, 500), st.floats(0, 500)).map(lambda two: Overrun(two[0], two[0] + two[1]))
PERIODS = st.builds(
    Period, st.text(), SPANS, st.sampled_from(Kind), st.text(), DAYS, st.text(), st.booleans(), st.none() | OVERRUNS
)
FEEDS = st.builds(
    Feed,
    st.text(),
    st.text(),
    st.none() | DAYS,
    rejects=st.lists(st.builds(Reject)).map(tuple),
    unmapped=st.lists(st.text()).map(tuple),
    notes=st.lists(st.text()).map(tuple),
    held=st.integers(0, 9),
)
TIMELINES = st.builds(
    Timeline,
    st.text(),
    st.lists(PERIODS, max_size=4).map(tuple),
    st.none() | DAYS,
    st.lists(FEEDS, max_size=2).map(tuple),
    st.lists(st.builds(Disagreement, DAYS, st.sampled_from(About), PERIODS, PERIODS), max_size=2).map(tuple),
)


@given(TIMELINES)
def test_what_is_written_reads_as_the_same_timeline(timeline: Timeline) -> None:
    """By way of JSON, to the last field."""
    assert read(json.loads(json.dumps(write(timeline)))) == timeline


@given(FEEDS)
def test_what_is_written_reads_as_the_same_feed(feed: Feed) -> None:
    """A feed alone, as calendars of places are kept."""
    assert read_feed(json.loads(json.dumps(write_feed(feed)))) == feed


@pytest.mark.parametrize("missing", ["person", "periods", "through", "feeds", "disagreements"])
def test_a_timeline_without_a_part_is_refused(missing: str) -> None:
    """Half of what was known is not taken for all of it."""
    said = write(Timeline("ana"))
    del said[missing]
    with pytest.raises(KeyError):
        read(said)
