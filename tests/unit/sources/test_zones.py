"""Which clock a TZID means."""

from __future__ import annotations

from datetime import datetime

import pytest

from homecall.sources.ics.lines import Component
from homecall.sources.ics.windows import SHOWN, WINDOWS
from homecall.sources.ics.zones import Zones, iana, written
from homecall.spans.wall import Wall
from tests.unit.sources.corpus import horizon


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A naive wall-clock time."""
    return datetime(year, month, day, hour, minute)


def definition(name: str = "Home", **changes: str) -> Component:
    """A VTIMEZONE with the rules of Chicago."""
    standard = Component("STANDARD", 3, ["DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
                                         "TZOFFSETFROM:-0500", "TZOFFSETTO:-0600"])  # fmt: skip
    daylight = Component("DAYLIGHT", 8, ["DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
                                         "TZOFFSETFROM:-0600", "TZOFFSETTO:-0500"])  # fmt: skip
    standard.lines = [changes.get(line.partition(":")[0], line) for line in standard.lines]
    return Component("VTIMEZONE", 1, [f"TZID:{name}"], [standard, daylight], closed=True)


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

    assert Zones([], "", horizon()).named(name)(noon) == Wall(zone).localize(noon)


def test_an_unknown_name_is_refused() -> None:
    """It must not silently become UTC, or the household's."""
    with pytest.raises(ValueError, match="'Mars/Olympus' is not known"):
        Zones([], "", horizon()).named("Mars/Olympus")


@pytest.mark.parametrize(
    "naive",
    [at(2026, 7, 1, 12), at(2026, 10, 31, 23), at(2026, 11, 1, 0, 59), at(2026, 11, 1, 1, 30), at(2026, 11, 1, 2),
     at(2026, 12, 1), at(2027, 3, 14, 1, 59), at(2027, 3, 14, 2, 30), at(2027, 3, 14, 3), at(2027, 6, 1)],
)  # fmt: skip
def test_a_written_zone_reads_like_the_database(naive: datetime) -> None:
    """Skipped and repeated times included."""
    zone = written(definition(), horizon())

    assert zone.localize(naive) == Wall("America/Chicago").localize(naive)


def test_the_files_own_definition_comes_first() -> None:
    """A calendar that redefines Arizona means its own Arizona."""
    zones = Zones([definition("America/Phoenix")], "", horizon())

    assert zones.named("America/Phoenix")(at(2026, 7, 1, 12)) == Wall("America/Chicago").localize(at(2026, 7, 1, 12))


@pytest.mark.parametrize(
    "broken", [{"TZOFFSETTO": "TZOFFSETTO:six"}, {"DTSTART": "DTSTART:then"}, {"RRULE": "RRULE:FREQ=SECONDLY"}]
)
def test_a_broken_definition_under_a_good_name_is_passed_over(broken: dict[str, str]) -> None:
    """The name says enough; without a good name the zone is refused."""
    noon = at(2026, 11, 3, 12)

    assert Zones([definition("America/Denver", **broken)], "", horizon()).named("America/Denver")(noon) == Wall(
        "America/Denver"
    ).localize(noon)
    with pytest.raises(ValueError, match=r".+"):
        Zones([definition("Home", **broken)], "", horizon()).named("Home")


def test_a_zone_that_starts_again_later_keeps_its_order() -> None:
    """Before its first change a written zone has the offset that it changes from."""
    zone = written(definition(), horizon())

    assert zone.localize(at(1990, 1, 1)) == Wall("Etc/GMT+6").localize(at(1990, 1, 1))
