"""The engine of calendars: what an occurrence is, what stands in the window, and what is remembered."""

from __future__ import annotations

from datetime import date
from itertools import repeat

import pytest

from homecall.errors import TimeError
from homecall.sources.ics import engine
from homecall.sources.ics.engine import Reading, occurrences, parse
from homecall.sources.ics.memory import Memory
from homecall.sources.ics.shown import instant, shown
from homecall.sources.ics.zones import by_name

FIRST, LAST = date(2026, 10, 26), date(2026, 11, 23)
ZONES = ["UTC", "America/Chicago", "Australia/Sydney", "Pacific/Apia"]

pytestmark = [pytest.mark.usefixtures("machine_zone"), pytest.mark.parametrize("machine_zone", ZONES, indirect=True)]


def calendar(*bodies: str) -> bytes:
    """A calendar of events with these bodies."""
    events = "".join(f"BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n" for body in bodies)
    return f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode()


def reading(*bodies: str, first: date = FIRST, last: date = LAST) -> Reading:
    """What is read of these events; in the opposite order it is the same."""
    found = occurrences(calendar(*bodies), first, last, "America/Chicago")
    turned = occurrences(calendar(*reversed(bodies)), first, last, "America/Chicago")
    assert turned.occurrences == found.occurrences
    assert sorted(one.why for one in turned.refused) == sorted(one.why for one in found.refused)
    return found


def told(*bodies: str) -> list[str]:
    """Title, start, end and status of each occurrence, on the clock of Chicago."""
    clock = by_name("America/Chicago")
    assert clock is not None
    return [" ".join([one.summary, *shown(one, clock), one.status]) for one in reading(*bodies).occurrences]


SHIFT = "UID:n\r\nSUMMARY:Night\r\nDTSTART;TZID=America/Chicago:20261030T220000\r\n"
DAYS = "UID:d\r\nSUMMARY:Wards\r\nDTSTART;VALUE=DATE:20261102\r\nRRULE:FREQ=DAILY;COUNT=3"


def test_instances_last_as_long_as_their_first() -> None:
    """RFC 5545, 3.8.5.3: an end makes the length exact, so the night on which clocks fall back ends at five."""
    found = told(f"{SHIFT}DTEND;TZID=America/Chicago:20261031T060000\r\nRRULE:FREQ=DAILY;COUNT=2")

    assert found[1] == "Night 2026-10-31T22:00:00-05:00 2026-11-01T05:00:00-06:00 CONFIRMED"


def test_days_of_a_duration_are_days_of_the_wall() -> None:
    """A DURATION of a day is 25 hours on that night; one of 24 hours is 24."""
    day, hours = (told(f"{SHIFT}DURATION:{length}\r\nRRULE:FREQ=DAILY;COUNT=2")[1] for length in ("P1D", "PT24H"))

    assert day == "Night 2026-10-31T22:00:00-05:00 2026-11-01T22:00:00-06:00 CONFIRMED"
    assert hours == "Night 2026-10-31T22:00:00-05:00 2026-11-01T21:00:00-06:00 CONFIRMED"


def test_seconds_are_kept() -> None:
    """Only a plan rounds to minutes."""
    assert told("UID:s\r\nSUMMARY:S\r\nDTSTART:20261103T080001Z\r\nDURATION:PT1S") == [
        "S 2026-11-03T02:00:01-06:00 2026-11-03T02:00:02-06:00 CONFIRMED"
    ]


def test_a_period_has_its_own_length() -> None:
    """Also where the rule gives the same start; a date alone means that day at the usual time."""
    rdate = "RDATE;VALUE=PERIOD;TZID=America/Chicago:20261031T220000/PT2H\r\nRDATE;VALUE=DATE:20261103"
    found = told(f"{SHIFT}DURATION:PT8H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n{rdate}")

    assert [one[6:22] + one[31:48] for one in found] == [
        "2026-10-30T22:00 2026-10-31T06:00", "2026-10-31T22:00 2026-11-01T00:00", "2026-11-03T22:00 2026-11-04T06:00"
    ]  # fmt: skip


def test_what_was_called_off_is_told_as_such() -> None:
    """Its status says so; a plan leaves it out."""
    gone = "UID:d\r\nSUMMARY:Off\r\nRECURRENCE-ID;VALUE=DATE:20261103\r\nSTATUS:CANCELLED"

    assert told(DAYS, gone)[1] == "Off 2026-11-03 2026-11-04 CANCELLED"


def test_a_change_to_all_later_ones_keeps_their_distance() -> None:
    """They move as far as the one that was changed, with its title and its length."""
    replaces = "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261103"
    later = f"UID:d\r\nSUMMARY:Clinic\r\n{replaces}\r\nDTSTART;VALUE=DATE:20261105"

    assert [one[:-10] for one in told(DAYS, later)] == [
        "Wards 2026-11-02 2026-11-03", "Clinic 2026-11-05 2026-11-06", "Clinic 2026-11-06 2026-11-07"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lists",
    [
        "EXDATE:20261103T040000Z",
        "EXDATE;TZID=Europe/Berlin:20261103T050000",
        "EXDATE:20261102T220000",
        "EXDATE;VALUE=DATE:20261102",
        "EXRULE:FREQ=DAILY;INTERVAL=3",
    ],
)
def test_an_exception_strikes_in_each_of_its_forms(lists: str) -> None:
    """In UTC, in another zone, on the clock of the series, by the day and by a rule."""
    found = told(f"{SHIFT}DURATION:PT8H\r\nRRULE:FREQ=DAILY;COUNT=5\r\n{lists}")

    assert found
    assert not any("2026-11-02T22" in one for one in found)


@pytest.mark.parametrize(
    ("start", "length", "inside"),
    [("20261026T045959Z", "PT0S", False), ("20261026T050000Z", "PT0S", True), ("20261025T050000Z", "P1D", False),
     ("20261025T050001Z", "P1D", True), ("20261123T060000Z", "PT1H", False), ("20261123T055959Z", "PT1H", True)],
)  # fmt: skip
def test_the_window_is_half_open(start: str, length: str, inside: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """What overlaps it counts, and what has no length counts where it stands."""
    assert bool(told(f"UID:w\r\nDTSTART:{start}\r\nDURATION:{length}")) is inside


def test_what_is_refused_tells_its_line_in_the_file() -> None:
    """Counted as an editor counts, folds and all."""
    content = calendar("SUMMARY:A\r\n  title\r\nDTSTART:20261103", "SUMMARY:B\r\nDTSTART:soon")

    assert [(one.what, one.line) for one in occurrences(content, FIRST, LAST, "UTC").refused] == [("B", 7)]


def test_an_unknown_zone_to_look_from_is_an_error() -> None:
    """It is the caller's slip, not the calendar's."""
    with pytest.raises(TimeError, match="'Mars' is not a time zone"):
        occurrences(calendar(), FIRST, LAST, "Mars")


def test_the_same_bytes_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for the same days nor, the parsing, for others."""
    content = calendar("UID:memory\r\nDTSTART:20261103")
    first = occurrences(content, FIRST, LAST, "UTC")
    monkeypatch.setattr(engine, "parse", None)

    assert occurrences(bytes(content), FIRST, LAST, "UTC") is first
    assert len(occurrences(content, FIRST, date(2026, 12, 1), "UTC").occurrences) == 1


def test_a_memory_forgets_the_oldest_and_the_heaviest() -> None:
    """Few answers, light together."""
    memory = Memory[str](2, 10, len)

    made = [memory.get(key, repeat(text).__next__) for key, text in ((1, "a"), (2, "b"), (1, "?"), (3, "c"), (2, "B"))]

    assert made == ["a", "b", "a", "c", "B"]
    assert memory.get(4, lambda: "x" * 11) == "x" * 11
    assert memory.get(2, lambda: "new") == "new"


def test_the_offset_of_old_clocks_has_seconds() -> None:
    """Before zones there was the sun."""
    clock = by_name("America/Chicago")

    assert clock is not None
    assert instant(-5_000_000_000, clock).endswith("-05:50:36")


def test_parsing_needs_no_window() -> None:
    """A calendar is taken apart once, whatever is asked of it later."""
    parsed = parse(calendar(SHIFT, "SUMMARY:x"))

    assert (parsed.events, len(parsed.series), [one.why for one in parsed.refused]) == (
        2, 1, ["This event was left out: it has no start."]
    )  # fmt: skip


def test_a_change_of_who_knows_what_leaves_its_series_alone() -> None:
    """It is refused by its name; what it would replace takes place as if it were not there."""
    moved = "UID:d\r\nSUMMARY:Moved\r\nRECURRENCE-ID;TZID=Mars:20261103T070000\r\nDTSTART;VALUE=DATE:20261103"

    found = reading(DAYS, moved)

    assert [one.summary for one in found.occurrences] == ["Wards"] * 3
    assert [one.what for one in found.refused] == ["Moved"]


def test_an_exception_in_an_unknown_zone_refuses_its_series() -> None:
    """Nobody knows what it strikes; the changes of the series are kept. An all-day series needs no zone for it."""
    never, start = "EXDATE;TZID=Mars:20261103T070000", "20261031T220000"
    moved = f"UID:n\r\nSUMMARY:Moved\r\nRECURRENCE-ID;TZID=America/Chicago:{start}\r\nDTSTART:20261104T080000Z"

    found = reading(f"{SHIFT}RRULE:FREQ=DAILY;COUNT=2\r\n{never}", moved)

    assert [one.summary for one in found.occurrences] == ["Moved"]
    assert [one.what for one in found.refused] == ["Night"]
    assert [one[-21:-10] for one in told(f"{DAYS}\r\n{never}")] == [" 2026-11-03", " 2026-11-05"]
