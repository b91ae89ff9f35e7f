"""What QGenda's interface answers, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.qgenda.answer import read
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def answer(name: str, match: str = "Rivera", first: date = date(2026, 10, 26)) -> Intake:
    """A corpus file of the interface, read for one person."""
    return read((FEEDS / "qgenda" / name).read_bytes(), spec("qgenda-json", name, match=match), horizon(first))


PLAIN = ["2026-10-27 | OR 1 | 2026-10-27T07:00:00-05:00 | 2026-10-27T17:00:00-05:00"]


@pytest.mark.parametrize("name", ["answer-plain-duty.json", "answer-inside-value.json", "answer-utc-without-z.json"])
def test_a_duty_has_its_hours_in_utc(name: str) -> None:
    """A bare list or one inside an object; instants with their mark or without."""
    assert told(answer(name)) == PLAIN


@pytest.mark.parametrize("match", ["Ana Rivera", "rivera, ana", "RIV", "1000000001", "s-ana", "19"])
def test_a_person_is_found_by_name_or_number(match: str) -> None:
    """Any handle that the interface knows them by."""
    assert told(answer("answer-plain-duty.json", match)) == PLAIN


def test_anyones_last_day_shows_how_far_it_is_published() -> None:
    """A colleague's duty counts."""
    assert answer("answer-plain-duty.json").through == date(2026, 11, 5)


def test_a_night_over_the_clock_change_is_as_long_as_it_is() -> None:
    """Eleven hours between ten and eight."""
    (entry,) = answer("answer-night-over-the-clock-change.json").entries

    assert entry.day == date(2026, 10, 31)
    assert entry.span is not None
    assert entry.span.minutes == 11 * 60


def test_the_instants_in_utc_are_trusted_over_the_local_times() -> None:
    """In the hour that spring skips, QGenda shows the local start an hour early."""
    intake = answer("answer-local-times-wrong-in-the-spring-gap.json", first=date(2027, 3, 8))

    assert told(intake) == ["2027-03-14 | Night | 2027-03-14T03:30:00-05:00 | 2027-03-14T10:00:00-05:00"]


def test_local_times_count_where_there_are_no_others() -> None:
    """An end that is not later is on the next day."""
    assert told(answer("answer-without-utc.json")) == [
        "2026-10-27 | OR 1 | 2026-10-27T19:00:00-05:00 | 2026-10-28T07:00:00-05:00"
    ]


def test_a_struck_duty_is_gone_and_publishes_nothing() -> None:
    """It is how the interface says deleted."""
    intake = answer("answer-struck.json")

    assert [one.title for one in intake.entries] == ["OR 2"]
    assert intake.through == date(2026, 10, 27)


def test_a_duty_that_is_not_published_is_told_and_not_counted() -> None:
    """A draft may change; what nobody published is unknown, and a colleague's draft is no news."""
    intake = answer("answer-not-published.json")

    assert told(intake) == PLAIN
    assert intake.through == date(2026, 10, 27)
    assert intake.notes == ("1 duty is planned from 12 November on and not published yet; they count once they are.",)


def test_midnight_to_midnight_is_whole_days() -> None:
    """The last midnight is the end of the day before it."""
    assert told(answer("answer-vacation-by-midnights.json")) == [f"2026-10-{day} | Vacation" for day in (27, 28, 29)]


def test_a_minute_before_midnight_is_the_end_of_its_day() -> None:
    """Some groups write whole days so."""
    assert told(answer("answer-day-to-a-minute-before-midnight.json")) == [
        "2026-10-27 | Vacation",
        "2026-10-28 | Vacation",
    ]


def test_a_duty_without_times_is_its_day() -> None:
    """No hours are invented."""
    assert told(answer("answer-without-times.json")) == ["2026-10-27 | Admin Day"]


def test_an_open_shift_is_nobodys() -> None:
    """It shows how far the schedule goes."""
    intake = answer("answer-open-shift.json")

    assert told(intake) == PLAIN
    assert intake.through == date(2026, 11, 6)


def test_the_full_name_stands_in_for_a_missing_abbreviation() -> None:
    """Either is a title."""
    assert [one.title for one in answer("answer-full-name-only.json").entries] == ["Operating Room 1"]


def test_broken_entries_are_refused_one_by_one() -> None:
    """Each is named by its place, with the reason; notes never appear."""
    intake = answer("answer-broken-entries.json")

    assert [one.where for one in intake.rejects] == ["entry 1", "entry 2", "entry 3", "entry 4"]
    assert "it names no task" in intake.rejects[1].why
    assert "it ends before it starts" in intake.rejects[2].why
    assert not any("room 4" in one.text for one in intake.rejects)
    assert [one.title for one in intake.entries] == ["OR 2"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("error-answer-cut.json", "not whole JSON"),
        ("error-answer-message.json", "an error in place of duties"),
        ("error-answer-of-something-else.json", "no list of duties of QGenda"),
        ("error-answer-of-numbers.json", "no list of duties of QGenda"),
    ],
)
def test_what_is_no_schedule_is_refused(name: str, words: str) -> None:
    """An error at 200, half a download and another answer are never an empty schedule."""
    with pytest.raises(SourceError, match=words):
        answer(name)


def test_an_answer_without_end_of_brackets_is_refused() -> None:
    """A bomb of nested lists is no crash."""
    with pytest.raises(SourceError, match="not whole JSON"):
        read(b"[" * 200_000, spec("qgenda-json", match="Rivera"), horizon())
