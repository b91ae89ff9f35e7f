"""Amion's calendar subscription, one trap a file."""

from __future__ import annotations

import time
from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.amion.ics import read
from homecall.sources.amion.runs import held
from homecall.sources.base import Intake
from homecall.sources.ics.read import read as read_plainly
from homecall.spans.wall import Wall
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def amion(name: str, match: str = "") -> Intake:
    """A corpus file of the subscription."""
    return read((FEEDS / "amion" / name).read_bytes(), spec("amion-ics", name, match=match), horizon())


def hours(intake: Intake) -> list[str]:
    """The start and the end of each entry, to the minute and without its date and offset."""
    parts = [line.split(" | ") for line in told(intake)]
    return [f"{day[5:]} {times[0][11:16]}-{times[1][11:16]}" if times else day[5:] for day, _, *times in parts]


@pytest.mark.parametrize("name", ["ics-run-over-the-clock-change.ics", "ics-until-on-the-last-day.ics",
                                  "ics-unknown-group-zone.ics"])  # fmt: skip
def test_a_run_stays_at_its_clock_time(name: str) -> None:
    """A clinic at one is at one after the clocks fall back, down to the last day of its run."""
    assert hours(amion(name)) == ["10-25 13:00-17:00", "11-01 13:00-17:00", "11-08 13:00-17:00"]


def test_the_same_calendar_drifts_as_a_plain_one() -> None:
    """Without this kind the standard holds: what is in UTC stays in UTC."""
    content = (FEEDS / "amion" / "ics-run-over-the-clock-change.ics").read_bytes()

    assert hours(read_plainly(content, spec("ics"), horizon()))[1] == "11-01 12:00-16:00"


def test_a_struck_day_of_a_run_stays_struck() -> None:
    """The exception moves with the run that it is cut from."""
    assert hours(amion("ics-struck-day-of-a-run.ics")) == ["10-25 13:00-17:00", "11-08 13:00-17:00"]


def test_a_run_keeps_the_clock_of_its_group() -> None:
    """Where the calendar names a zone without summer time, the run does not move in it, and so moves at home."""
    assert hours(amion("ics-run-in-the-groups-own-zone.ics")) == ["10-25 13:00-17:00", "11-01 12:00-16:00"]


def test_a_run_of_days_is_cut_into_days() -> None:
    """An end that is equal to the start means that day."""
    assert told(amion("ics-run-of-days.ics")) == [f"2026-11-{day:02} | On-call A" for day in (9, 10, 11)]


def test_a_run_that_was_cut_anew_says_the_same() -> None:
    """Editing one day changes the runs and their numbers, and no duty."""
    assert told(amion("ics-recut-run.ics")) == told(amion("ics-run-of-days.ics"))


def test_halves_of_a_day_get_their_likely_hours() -> None:
    """Morning is eight to twelve and afternoon one to five, said to be only likely; other days keep none."""
    intake = amion("ics-halves-without-hours.ics")

    assert hours(intake) == ["10-27 08:00-12:00", "10-27 13:00-17:00", "10-28"]
    assert '"AM: …" as 08:00-12:00 and "PM: …" as 13:00-17:00 is likely' in intake.understood


def test_hours_of_the_calendar_are_not_overruled() -> None:
    """`PM:` beside hours of its own is only a title."""
    assert amion("ics-run-over-the-clock-change.ics").understood == ""


def test_week_labels_are_no_duties_and_publish_nothing() -> None:
    """They run far ahead of the schedule; they are counted, and what cannot be read keeps its line."""
    intake = amion("ics-week-labels.ics")

    assert told(intake) == ["2026-10-27 | Wards"]
    assert intake.through == date(2026, 10, 27)
    assert intake.understood == '2 labels such as "Week 1 of 2026" are no duties and were left out.'
    assert [one.where for one in intake.rejects] == ["line 28"]


def test_markers_and_leave_keep_their_titles() -> None:
    """Only the family's table says what is no work."""
    assert [line.partition(" | ")[2] for line in told(amion("ics-titles-that-are-not-work.ics"))] == [
        "NC-RED",
        "Call: NC-RED",
        "Vacation",
        "Week in review",
    ]


def test_match_picks_titles() -> None:
    """As in any calendar."""
    assert told(amion("ics-titles-that-are-not-work.ics", "Call:*")) == ["2026-10-28 | Call: NC-RED"]


def test_a_cut_calendar_is_refused() -> None:
    """Half of a download is no schedule."""
    with pytest.raises(SourceError, match="cut off"):
        amion("error-ics-cut-off.ics")


def test_a_web_page_is_refused() -> None:
    """What is no calendar at all is told as such."""
    with pytest.raises(SourceError, match="web page"):
        read(b"<html>sign in</html>", spec("amion-ics"), horizon())


@pytest.mark.parametrize("line", ["DTSTART:20261345T180000Z", "DTSTART;VALUE=DATE:20261025", "DTSTART:20261025T180000"])
def test_only_a_readable_run_in_utc_is_touched(line: str) -> None:
    """Days, local times and dates that cannot be are left to the calendar's reader."""
    event = f"BEGIN:VEVENT\n{line}\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT"

    assert held(event, Wall("America/Chicago")) == event


def test_an_event_that_was_never_closed_is_not_taken_for_a_label() -> None:
    """The label behind it is no reason to leave out the duty before it."""
    content = (FEEDS / "amion" / "ics-week-labels.ics").read_bytes().replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\nX-A:1")
    broken = content.replace(b"SUMMARY:Week 18 of 2026", b"SUMMARY:Call").replace(b"END:VEVENT", b"", 1)

    assert next(one.why for one in read(broken, spec("amion-ics"), horizon()).rejects).startswith("This event")


def test_letters_folded_in_two_stay_whole() -> None:
    """Lines are cut by octets, and mending must not mistake the halves of a letter for two letters."""
    content = (FEEDS / "amion" / "ics-run-of-days.ics").read_text().replace("On-call A", "Präsenz").encode()
    folded = content.replace("ä".encode(), b"\xc3\r\n \xa4")

    assert {one.title for one in read(folded, spec("amion-ics"), horizon()).entries} == {"Präsenz"}


def test_events_that_are_never_closed_take_no_time() -> None:
    """Looking for the end of each would; the calendar's reader then says what it thinks of them."""
    content = b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nSUMMARY:x\n" * 100_001 + b"END:VCALENDAR\n"
    started = time.process_time()

    with pytest.raises(SourceError, match="more than 100,000 events"):
        read(content, spec("amion-ics"), horizon())

    assert time.process_time() - started < 5
