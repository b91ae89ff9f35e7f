"""What known producers get wrong: each habit is read as it is meant, and a calendar without it stays as it is."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.sources.ics.engine import occurrences
from homecall.sources.ics.shown import shown
from homecall.sources.ics.zones import by_name

ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:{}0101T000000\r\nTZOFFSETFROM:-0500\r\n"
    "TZOFFSETTO:-0600\r\nEND:STANDARD\r\nEND:VTIMEZONE"
)


def said(*bodies: str, zone: str = "America/Chicago", head: str = "") -> list[str]:
    """The occurrences of November with their starts and ends, and the reasons of what was not read."""
    events = "".join(f"BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n" for body in bodies)
    content = f"BEGIN:VCALENDAR\r\n{head}\r\n{events}END:VCALENDAR\r\n".encode()
    reading = occurrences(content, date(2026, 11, 1), date(2026, 12, 1), zone)
    clock = by_name(zone)
    assert clock is not None
    return [" ".join(shown(one, clock)) for one in reading.occurrences] + [one.why for one in reading.refused]


def days(end: str) -> list[str]:
    """An all-day duty of 3 November that ends on a day."""
    return said(f"DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:{end}")


def test_amion_ends_a_day_on_itself() -> None:
    """That day is meant."""
    assert days("20261103") == ["2026-11-03 2026-11-04"]


@pytest.mark.parametrize("end", ["20261104", "20261105"])
def test_an_exclusive_end_stays_as_it_is(end: str) -> None:
    """The end of everybody else is the day after the last."""
    assert days(end) == [f"2026-11-03 {end[:4]}-{end[4:6]}-{end[6:]}"]


def at_eight(parameters: str, head: str = "") -> list[str]:
    """A duty of an hour at eight on some clock, shown in Chicago."""
    return said(f"DTSTART;{parameters}:20261103T080000\r\nDURATION:PT1H", head=head)


EIGHT, NINE, TEN = (f"2026-11-03T{n:02}:00:00-06:00 2026-11-03T{n + 1:02}:00:00-06:00" for n in (8, 9, 10))


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("(UTC-06:00) Central Time (US & Canada)", EIGHT),
        ("(GMT-07.00) Arizona", NINE),
        ("(UTC-08:00) Pacific Time (US & Canada)", TEN),
    ],
)
def test_outlook_shows_zones_as_its_menus_do(name: str, told: str, quote: str) -> None:
    """With quotes around the colon or without."""
    assert at_eight(f"TZID={quote}{name}{quote}") == [told]


def test_a_quoted_name_with_a_bracket_is_left_alone() -> None:
    """A zone of the file's own may be called as it likes."""
    head = ZONE.replace("Home", "(UTC) Ours").format("1970")

    assert at_eight('TZID="(UTC) Ours"', head) == [EIGHT]


def test_a_value_that_is_broken_for_another_reason_is_refused() -> None:
    """Only a display name that was cut in two is put together again."""
    assert said("DTSTART;TZID=America/Chicago:at eight: sharp") == [
        "This event was left out: 'at eight: sharp' is not a date or a time."
    ]


@pytest.mark.parametrize(("name", "told"), [("Central Standard Time 1", EIGHT), ("Mountain Standard Time 23", NINE)])
def test_outlook_numbers_its_copies(name: str, told: str) -> None:
    """The number says nothing of the clock."""
    assert at_eight(f"TZID={name}") == [told]


@pytest.mark.parametrize("name", ["Russia Time Zone 10", "Etc/GMT+6", "Aus Central W. Standard Time"])
def test_numbers_that_belong_to_a_name_stay(name: str) -> None:
    """Whole names come first."""
    assert by_name(name) is not None


def test_outlook_writes_utc_as_an_address() -> None:
    """Its other address means nothing without a definition."""
    assert at_eight("TZID=tzone://Microsoft/Utc") == ["2026-11-03T02:00:00-06:00 2026-11-03T03:00:00-06:00"]
    assert "'tzone://Microsoft/Custom' is not known" in at_eight("TZID=tzone://Microsoft/Custom")[0]


@pytest.mark.parametrize(("name", "told"), [("Pacific Time", TEN), ("Mountain", NINE), ("Central Time", EIGHT)])
def test_webex_names_zones_as_people_say_them(name: str, told: str) -> None:
    """In North America these words have one meaning."""
    assert at_eight(f"TZID={name}") == [told]


@pytest.mark.parametrize("name", ["Summer Time", "Time", "Pacific Ocean", "CST", "Mars/Olympus"])
def test_what_nobody_calls_a_zone_is_not_guessed(name: str) -> None:
    """An unknown zone is told, and never UTC."""
    assert at_eight(f"TZID={name}") == [f"This event was left out: its time zone '{name}' is not known."]


@pytest.mark.parametrize("prefix", ["/freeassociation.sourceforge.net/", "/citadel.org/20210210_1/", "/"])
def test_evolution_puts_an_address_before_the_zone(prefix: str) -> None:
    """The end of it is an IANA name."""
    assert at_eight(f"TZID={prefix}America/Denver") == [NINE]


def test_an_address_with_a_definition_is_what_it_defines() -> None:
    """The file's own word comes first."""
    name = "/freeassociation.sourceforge.net/America/Denver"

    assert at_eight(f"TZID={name}", ZONE.replace("Home", name).format("1970")) == [EIGHT]


@pytest.mark.parametrize("year", ["0001", "1601", "1970"])
def test_a_zone_may_begin_in_the_year_one(year: str) -> None:
    """So do those of .NET; later ones stay."""
    assert at_eight("TZID=Home", ZONE.format(year)) == [EIGHT]


def test_a_rota_gives_one_uid_to_many_duties() -> None:
    """Each is kept: a lost duty is a child that nobody fetches."""
    each = [f"UID:rota\r\nSUMMARY:Call\r\nDTSTART;VALUE=DATE:2026110{n}" for n in (3, 4, 5)]

    assert said(*each) == [f"2026-11-0{n} 2026-11-0{n + 1}" for n in (3, 4, 5)]
    assert said(*reversed(each)) == said(*each)


@pytest.mark.parametrize("order", [1, -1])
def test_a_sequence_says_which_of_them_is_newest(order: int) -> None:
    """Then they are revisions of one duty."""
    each = [f"UID:rota\r\nSEQUENCE:{n}\r\nDTSTART;VALUE=DATE:2026110{n}" for n in (3, 4)]

    assert said(*each[::order]) == ["2026-11-04 2026-11-05"]


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=TU\\,WE;COUNT=2", "FREQ=WEEKLY\\;BYDAY=TU\\,WE\\;COUNT=2"])
def test_ruby_escapes_a_rule(rule: str) -> None:
    """The commas and semicolons are meant without their backslashes."""
    assert len(said(f"DTSTART:20261103T140000Z\r\nDURATION:PT1H\r\nRRULE:{rule}")) == 2


def test_a_stray_backslash_in_a_rule_is_refused_as_ever() -> None:
    """Nobody knows what it means."""
    assert "BYDAY" in said("DTSTART:20261103T140000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=T\\U")[0]
