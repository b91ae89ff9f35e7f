"""Which clock a TZID means."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from homecall.sources.ics.lines import Component
from homecall.sources.ics.walk import Budget
from homecall.sources.ics.windows import SHOWN, WINDOWS
from homecall.sources.ics.zones import Dial, Zones, by_name, iana
from homecall.spans.wall import Wall

START = datetime(1970, 1, 1)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    """A wall-clock time in seconds since 1970."""
    return int((datetime(year, month, day, hour, minute) - START).total_seconds())


def instant(zone: str, naive: int) -> int:
    """The same by the database, in UTC seconds."""
    return int((START + timedelta(seconds=naive)).replace(tzinfo=Wall(zone).info).timestamp())


def part(name: str, *lines: str) -> Component:
    """STANDARD or DAYLIGHT."""
    made = Component(name, 1)
    for line in lines:
        word, _, value = line.partition(":")
        made.keep(word, "", value)
    return made


def definition(name: str = "Home", **changes: str) -> Component:
    """A VTIMEZONE with the rules of Chicago."""
    standard = [
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0600",
    ]
    daylight = [
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0600",
        "TZOFFSETTO:-0500",
    ]
    standard = [changes.get(line.partition(":")[0], line) for line in standard]
    made = Component("VTIMEZONE", 1, parts=[part("STANDARD", *standard), part("DAYLIGHT", *daylight)], closed=True)
    made.keep("TZID", "", name)
    return made


def zones(*definitions: Component, **headers: str) -> Zones:
    """The zones of a file; at home it is Chicago."""
    home = iana("America/Chicago")
    assert home is not None
    return Zones(definitions, {0: headers.get("header", "")}, home, Budget(100_000))


def dial(name: str, *definitions: Component, **headers: str) -> Dial:
    """The clock that a name means in that file."""
    return zones(*definitions, **headers).dial(0, name)


@pytest.mark.parametrize("name", [*WINDOWS.values(), *SHOWN.values()])
def test_every_name_of_the_tables_is_a_zone(name: str) -> None:
    """A slip in the table would shift a shift."""
    assert iana(name) is not None


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("America/Denver", "America/Denver"),
        ("/freeassociation.sourceforge.net/America/Denver", "America/Denver"),
        ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Mountain Standard Time", "America/Denver"),
        ("Mountain Standard Time 2", "America/Denver"),
        ("(UTC-07:00) Mountain Time (US & Canada)", "America/Denver"),
        ("(GMT-07.00) Arizona", "America/Phoenix"),
        ("Pacific Time", "America/Los_Angeles"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("UTC", "UTC"),
    ],
)
def test_a_name_is_found_in_each_of_its_dresses(name: str, zone: str) -> None:
    """Prefixes, copies' numbers, menu texts and Windows names lead to one zone."""
    noon = at(2026, 11, 3, 12)

    assert dial(name).utc(noon) == instant(zone, noon)


def test_an_unknown_name_is_refused() -> None:
    """It must not silently become UTC, or the household's."""
    with pytest.raises(ValueError, match="'Mars/Olympus' is not known"):
        dial("Mars/Olympus")


@pytest.mark.parametrize(
    "naive",
    [at(2026, 7, 1, 12), at(2026, 10, 31, 23), at(2026, 11, 1, 0, 59), at(2026, 11, 1, 1, 30), at(2026, 11, 1, 2),
     at(2026, 12, 1), at(2027, 3, 14, 1, 59), at(2027, 3, 14, 2, 30), at(2027, 3, 14, 3), at(2027, 6, 1)],
)  # fmt: skip
def test_a_written_zone_reads_like_the_database(naive: int) -> None:
    """Skipped and repeated times included, and back from the instant."""
    clock = dial("Home", definition())

    assert clock.utc(naive) == instant("America/Chicago", naive)
    assert clock.local(clock.utc(naive)) == dial("America/Chicago").local(clock.utc(naive))


def test_the_files_own_definition_comes_first() -> None:
    """A calendar that redefines Arizona means its own Arizona."""
    noon = at(2026, 7, 1, 12)

    assert dial("America/Phoenix", definition("America/Phoenix")).utc(noon) == instant("America/Chicago", noon)


@pytest.mark.parametrize(
    "broken", [{"TZOFFSETTO": "TZOFFSETTO:six"}, {"DTSTART": "DTSTART:then"}, {"RRULE": "RRULE:FREQ=SECONDLY"}]
)
def test_a_broken_definition_under_a_good_name_is_passed_over(broken: dict[str, str]) -> None:
    """The name says enough; without a good name the zone is refused."""
    noon = at(2026, 11, 3, 12)

    assert dial("America/Denver", definition("America/Denver", **broken)).utc(noon) == instant("America/Denver", noon)
    with pytest.raises(ValueError, match=r".+"):
        dial("Home", definition("Home", **broken))


def test_a_zone_that_starts_again_later_keeps_its_order() -> None:
    """Before its first change a written zone has the offset that it changes from."""
    assert dial("Home", definition()).utc(at(1990, 1, 1)) == at(1990, 1, 1, 6)


@pytest.mark.parametrize("year", [2010, 2050, 2100])
def test_a_written_zone_holds_for_any_year(year: int) -> None:
    """What a series began with long ago is as right as this week."""
    clock = dial("Home", definition())

    assert clock.utc(at(year, 7, 1)) == at(year, 7, 1, 5)
    assert clock.utc(at(year, 12, 1)) == at(year, 12, 1, 6)


def test_a_rule_that_ended_leaves_its_last_offset() -> None:
    """Summer time was given up; the clocks stay where the last change put them."""
    ended = definition(RRULE="RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;UNTIL=20101107T070000Z")
    ended.parts = ended.parts[:1]

    assert dial("Home", ended).utc(at(2026, 7, 1)) == at(2026, 7, 1, 6)


def test_floating_times_are_on_the_clock_of_their_calendar() -> None:
    """X-WR-TIMEZONE tells; where nobody knows it, the clock at home."""
    noon = at(2026, 11, 3, 12)

    assert dial("", header="Europe/Berlin").utc(noon) == at(2026, 11, 3, 11)
    assert dial("", header="Mars/Olympus").utc(noon) == at(2026, 11, 3, 18)
    assert dial("Z", header="Europe/Berlin").utc(noon) == noon


def test_of_two_definitions_the_same_counts_in_either_order() -> None:
    """What a file says must not hang on what stands first in it."""
    one, other = definition("Home"), definition("Home", TZOFFSETTO="TZOFFSETTO:-0700")
    noon = at(2026, 12, 1, 12)

    assert dial("Home", one, other).utc(noon) == dial("Home", other, one).utc(noon)


def test_a_calendar_has_its_own_definition() -> None:
    """Two calendars in one file may mean two clocks by one name."""
    mine, other = definition("Home"), definition("Home", TZOFFSETTO="TZOFFSETTO:-0700")
    other.sheet = 1
    found = zones(mine, other)

    assert found.dial(1, "Home").utc(at(2026, 12, 1)) - found.dial(0, "Home").utc(at(2026, 12, 1)) == 3600


def test_windows_names_agree_with_another_table() -> None:
    """Each name that icalendar knows is known here, and its clock shows the same in summer and in winter."""
    for name, zone in WINDOWS_TO_OLSON.items():
        known = by_name(name)
        assert known is not None, name
        for naive in (at(2026, 1, 15, 12), at(2026, 7, 15, 12)):
            assert known.utc(naive) == instant(zone, naive), name


@pytest.mark.parametrize("zone", ["America/Chicago", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia"])
def test_each_hour_of_two_years_is_as_in_the_database(zone: str) -> None:
    """The offset of a whole day is remembered only where it holds all day."""
    clock = by_name(zone)

    assert clock is not None
    for naive in range(at(2011, 11, 1), at(2013, 11, 1), 1800):
        assert clock.utc(naive) == instant(zone, naive)
