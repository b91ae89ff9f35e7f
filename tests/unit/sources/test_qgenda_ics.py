"""QGenda's calendar subscription, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.qgenda.ics import read
from homecall.sources.reading import understood
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def qgenda(name: str, match: str = "") -> Intake:
    """A corpus file of the subscription."""
    return read((FEEDS / "qgenda" / name).read_bytes(), spec("qgenda-ics", name, match=match), horizon())


def test_free_and_transparent_days_are_work() -> None:
    """The system marks its own night calls so."""
    assert told(qgenda("ics-first-fetch.ics")) == ["2026-10-27 | OB Overnight", "2026-10-29 | OR 1"]


def test_two_fetches_that_say_the_same_are_the_same() -> None:
    """New UIDs and new stamps at every fetch change no entry."""
    first, second = qgenda("ics-first-fetch.ics"), qgenda("ics-second-fetch-with-other-uids.ics")

    assert first.entries == second.entries
    assert {one.uid for one in first.entries} == {""}


def test_the_moment_of_the_fetch_is_known() -> None:
    """A saved calendar can so be told old."""
    assert qgenda("ics-first-fetch.ics").as_of == "2026-10-24T08:20:00-05:00"
    assert qgenda("ics-second-fetch-with-other-uids.ics").as_of == "2026-10-24T08:34:00-05:00"


def test_a_stamp_that_cannot_be_is_no_stamp() -> None:
    """It costs neither the event nor the calendar."""
    intake = qgenda("ics-stamp-that-cannot-be.ics")

    assert intake.as_of == ""
    assert told(intake) == ["2026-10-27 | OR 1"]


def test_the_description_is_not_read() -> None:
    """The abbreviation is the title, and what stands below it stays private."""
    assert [one.title for one in qgenda("ics-full-name-in-the-description.ics").entries] == ["OB Overnight"]


def test_equal_titles_on_one_day_stay_two() -> None:
    """Two rows are two rows, though nothing but their names told them apart."""
    assert told(qgenda("ics-two-of-one-title-on-a-day.ics")) == [
        "2026-10-27 | Late",
        "2026-10-27 | Late",
        "2026-10-27 | Site A",
    ]


def test_hours_are_read_where_the_group_gives_them() -> None:
    """Some groups do not sync whole days; a night over the clock change ends by the clock."""
    assert told(qgenda("ics-timed.ics")) == [
        "2026-10-31 | OB Call | 2026-10-31T17:00:00-05:00 | 2026-11-01T07:00:00-06:00"
    ]


def test_match_picks_titles() -> None:
    """As in any calendar."""
    assert told(qgenda("ics-first-fetch.ics", "OR*")) == ["2026-10-29 | OR 1"]


def test_holidays_far_ahead_do_not_publish_the_time_between() -> None:
    """A summer's holiday that is given out in October leaves the winter unknown."""
    content = (FEEDS / "qgenda" / "ics-holidays-far-ahead.ics").read_bytes()

    intake = understood(content, spec("qgenda-ics"), horizon())

    assert intake.through == date(2026, 11, 13)
    assert "This schedule is whole through 13 November 2026" in intake.notes[0]


def test_a_web_page_is_refused() -> None:
    """A dead key gives a page."""
    with pytest.raises(SourceError, match="web page"):
        read(b"<!DOCTYPE html><title>QGenda</title>", spec("qgenda-ics"), horizon())
