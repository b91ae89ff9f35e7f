"""Calendars that are too much: each ends in bounded time with a report of what was left out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.ics.engine import occurrences
from homecall.sources.ics.read import read
from tests.unit.sources.corpus import horizon, spec, told

SIXTY = ",".join(str(n) for n in range(60))


def calendar(*bodies: str) -> bytes:
    """A calendar of events with these bodies."""
    events = "".join(f"BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n" for body in bodies)
    return f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode()


def day(title: str, more: str = "") -> str:
    """The body of an all-day event on 3 November."""
    return f"UID:{title}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:20261103{more}"


def taken(content: bytes, match: str = "") -> Intake:
    """What is read of a calendar."""
    return read(content, spec("ics", match=match), horizon())


@pytest.fixture
def quickly() -> Iterator[None]:
    """Fails a test that takes more than five seconds of computing, whatever else the machine does."""
    began = time.process_time()
    yield
    assert time.process_time() - began < 5


@pytest.mark.usefixtures("quickly")
def test_two_thousand_daily_series_are_followed() -> None:
    """Old daily series are walked from just before the plan, not from their beginnings."""
    bodies = [f"UID:{n}\r\nSUMMARY:S{n}\r\nDTSTART;VALUE=DATE:19990101\r\nRRULE:FREQ=DAILY" for n in range(500)]

    intake = taken(calendar(*bodies))

    assert intake.rejects == ()
    assert len(intake.entries) == 500 * 33


@pytest.mark.usefixtures("quickly")
def test_more_than_two_hundred_thousand_occurrences_are_a_reject() -> None:
    """What came before the limit is kept, and the series after it are named: a year of 20,000 events is below it."""
    bodies = [f"UID:{n}\r\nSUMMARY:S{n}\r\nDTSTART;VALUE=DATE:20250101\r\nRRULE:FREQ=DAILY" for n in range(800)]

    reading = occurrences(calendar(*bodies), date(2026, 1, 1), date(2027, 1, 1), "America/Chicago")

    assert len(reading.occurrences) == 200_000
    assert {(one.why, one.limit) for one in reading.refused} == {
        ("This event was not read to its end: the calendar holds more than 200,000 occurrences.", "calendar")
    }
    assert len(reading.refused) == 253


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=2000000000", "FREQ=SECONDLY;BYSECOND=0,30"])
def test_a_series_without_end_within_the_day_is_cut(rule: str) -> None:
    """Its first starts are read: even its beginning is busy time, which was once left out. The limit is named."""
    pump = f"UID:u\r\nSUMMARY:Pump\r\nDTSTART:20261103T080000Z\r\nRRULE:{rule}"

    reading = occurrences(calendar(pump, day("Good")), date(2026, 10, 26), date(2026, 11, 23), "America/Chicago")

    assert [one.summary for one in reading.occurrences].count("Pump") == 12_000
    assert "Good" in {one.summary for one in reading.occurrences}
    why = "This event was not read to its end: it repeats more than 12,000 times in this window."
    assert [(one.why, one.limit) for one in reading.refused] == [(why, "series")]


def test_a_plan_follows_a_series_less_far() -> None:
    """Nobody's duties start two thousand times in a month; what is read of them still counts as busy."""
    intake = taken(calendar("UID:u\r\nDTSTART:20261103T080000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=MINUTELY", day("Good")))

    assert len(intake.entries) == 2_001
    assert "more than 2,000 times" in intake.rejects[0].why


@pytest.mark.usefixtures("quickly")
def test_a_rule_that_never_fits_within_the_day_ends() -> None:
    """The thirtieth of February is looked for day by day, not second by second."""
    rule = "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
    body = f"UID:u\r\nSUMMARY:S\r\nDTSTART:16010101T000000Z\r\n{rule}"

    reading = occurrences(calendar(body), date(2026, 1, 1), date(2027, 1, 1), "UTC")

    assert (reading.occurrences, reading.refused) == ((), ())


@pytest.mark.usefixtures("quickly")
def test_many_lists_of_times_run_out_of_steps() -> None:
    """Each second of some days, by three lists, in many events: the first are read, the rest is named."""
    lists = f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE={SIXTY};BYSECOND={SIXTY}"
    bodies = [f"UID:{n}\r\nDTSTART:20260101T000000Z\r\nRRULE:FREQ=YEARLY;{lists};BYDAY=MO" for n in range(100)]

    reading = occurrences(calendar(*bodies), date(2026, 1, 1), date(2027, 1, 1), "UTC")

    assert {one.limit for one in reading.refused} == {"series", "steps"}
    assert len(reading.refused) == 100


@pytest.mark.usefixtures("quickly")
def test_counted_series_from_long_ago_end() -> None:
    """Rules that must be counted from the year 1600 run out of budget and say so."""
    rule = "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=999999"
    bodies = [f"UID:{n}\r\nSUMMARY:S\r\nDTSTART;VALUE=DATE:16000103\r\n{rule}" for n in range(30)]

    intake = taken(calendar(*bodies, day("Good")))

    assert "too long to follow" in intake.rejects[-1].why
    assert "2026-11-03 | Good" in told(intake)


@pytest.mark.usefixtures("quickly")
def test_a_million_exceptions_are_a_reject() -> None:
    """One event with too many dates is left out; the rest is read."""
    dates = ",".join(f"2{n:03}1103T{m:02}{s:02}00Z" for n in range(200) for m in range(24) for s in range(60))

    intake = taken(calendar(day("Many", f"\r\nRRULE:FREQ=DAILY\r\nEXDATE:{dates}"), day("Good")))

    assert [one.why for one in intake.rejects] == ["This event was left out: it lists more than 20000 dates."]
    assert told(intake) == ["2026-11-03 | Good"]


@pytest.mark.usefixtures("quickly")
def test_of_too_many_events_the_last_are_kept() -> None:
    """Those that start first are missed least; how many they are is said."""
    old = ["DTSTART;VALUE=DATE:20100104"] * 3
    intake = taken(calendar(*old, *["UID:1\r\nDTSTART;VALUE=DATE:20261103"] * 49_999, day("Good")))

    why = "The calendar holds more than 50,000 events; the 3 that start first were left out, single ones before series."
    assert [(one.where, one.why) for one in intake.rejects] == [("line 2", why)]
    assert told(intake) == ["2026-11-03 | (untitled)", "2026-11-03 | Good"]


@pytest.mark.usefixtures("quickly")
def test_of_too_many_events_series_and_their_changes_are_kept() -> None:
    """A series may have begun years ago and still be somebody's week."""
    series = "UID:s\r\nSUMMARY:Clinic\r\nDTSTART;VALUE=DATE:20200107\r\nRRULE:FREQ=WEEKLY"
    change = "UID:s\r\nSUMMARY:Moved\r\nRECURRENCE-ID;VALUE=DATE:20261027\r\nDTSTART;VALUE=DATE:20261029"
    intake = taken(calendar(series, change, *["UID:1\r\nDTSTART;VALUE=DATE:20270503"] * 70_000))

    assert intake.rejects[0].why.startswith("The calendar holds more than 50,000 events; the 20,002 that")
    assert told(intake)[:2] == ["2026-10-29 | Moved", "2026-11-03 | Clinic"]


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("newest", ["first", "last"])
def test_what_is_kept_of_too_many_does_not_hang_on_their_order(newest: str) -> None:
    """Files may list the newest first."""
    old, new = ["DTSTART;VALUE=DATE:20100104"] * 30_000, ["UID:1\r\nDTSTART;VALUE=DATE:20261103"] * 45_000
    events = (*new, *old) if newest == "first" else (*old, *new)

    assert told(taken(calendar(*events))) == ["2026-11-03 | (untitled)"]


@pytest.mark.usefixtures("quickly")
def test_more_than_a_hundred_thousand_events_are_refused() -> None:
    """The whole calendar is refused, since no family has so many duties."""
    with pytest.raises(SourceError, match="more than 100,000 events"):
        taken(calendar(*["UID:1\r\nDTSTART;VALUE=DATE:20261103"] * 100_001))


@pytest.mark.usefixtures("quickly")
def test_a_text_folded_after_each_letter_is_joined() -> None:
    """Folding may be as fine as it likes."""
    title = "W" * 20_000
    folded = "\r\n ".join(f"SUMMARY:{title}")

    assert taken(calendar(f"DTSTART;VALUE=DATE:20261103\r\n{folded}")).entries[0].title == title


@pytest.mark.usefixtures("quickly")
def test_nested_components_do_no_harm() -> None:
    """Thousands of brackets inside an event are skipped."""
    deep = "BEGIN:X\r\n" * 20_000 + "END:X\r\n" * 20_000

    assert told(taken(calendar(f"{day('Good')}\r\n{deep}STATUS:CONFIRMED"))) == ["2026-11-03 | Good"]


def test_an_all_day_event_of_centuries_is_cut_to_the_plan() -> None:
    """Only the days around the plan are made; the last day still counts."""
    intake = taken(calendar("SUMMARY:Long\r\nDTSTART;VALUE=DATE:16010101\r\nDTEND;VALUE=DATE:21990101"))

    assert len(intake.entries) == 33
    assert intake.through == date(2198, 12, 31)


def test_match_is_a_pattern_on_titles_and_the_last_day_is_anyones() -> None:
    """A shared calendar is filtered by title, yet shows how far it goes."""
    other = "UID:b\r\nSUMMARY:Okafor: Clinic\r\nDTSTART;VALUE=DATE:20261110"

    intake = taken(calendar(day("Rivera: Wards"), other), match="rivera:*")

    assert told(intake) == ["2026-11-03 | Rivera: Wards"]
    assert intake.through == date(2026, 11, 10)
    assert intake.notes == ()


def test_a_match_that_fits_no_title_is_noted() -> None:
    """The nearest title is named."""
    intake = taken(calendar(day("Rivera")), match="Riviera")

    assert intake.entries == ()
    assert intake.notes == ('No title in this calendar fits "Riviera"; the nearest one is "Rivera".',)


def test_a_reject_tells_where_it_stands_and_what_it_says() -> None:
    """The line of the file and the title, cut to one readable line."""
    intake = taken(calendar(f"SUMMARY:{'Wards ' * 40}\r\nDTSTART:soon"))

    assert intake.rejects[0].where == "line 2"
    assert len(intake.rejects[0].text) == 120
    assert intake.rejects[0].why == "This event was left out: 'soon' is not a date or a time."
