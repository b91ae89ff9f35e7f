"""Logs of sleep: the CSV, the Health export, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from homecall.errors import RestError
from homecall.rest.logged import read_csv, read_health

HEAD = "sleep_id,sleep_start,sleep_end\n"
RECORD = '<Record type="HKCategoryTypeIdentifierSleepAnalysis" startDate="{}" endDate="{}" value="{}"/>'
CORE, BED = "HKCategoryValueSleepAnalysisAsleepCore", "HKCategoryValueSleepAnalysisInBed"


def health(*records: str) -> bytes:
    """An export with these records, and the declarations that every export begins with."""
    head = "<!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)><!ATTLIST Record type CDATA #REQUIRED>]>"
    return f"{head}<HealthData>{''.join(records)}</HealthData>".encode()


def test_sleeps_come_in_the_order_of_time() -> None:
    """Whatever the order of the lines; empty lines are nothing."""
    text = HEAD + "2,2027-03-02 23:00,2027-03-03 06:30\n\n1,2027-03-01 22:00:00,2027-03-02 07:00:00\n"
    assert [(one.start.day, one.line) for one in read_csv(text, "log.csv")] == [(1, 4), (2, 2)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("when,until\n", r"log.csv:1: There is no column sleep_start"),
        (HEAD + "1,yesterday,2027-03-02 07:00\n", r"log.csv:2: 'yesterday' is no date"),
        (HEAD + "1,2027-03-01 23:00Z,2027-03-02 07:00\n", "has a zone"),
        (HEAD + "1,2027-03-02 07:00,2027-03-01 23:00\n", "ends before it begins"),
        (HEAD + "1,2027-03-01 23:00\n", "A time is missing"),
        (HEAD + "1,2027-03-01 23:00,2027-03-02 07:00\n2,2027-03-02 06:00,2027-03-02 08:00\n", "log.csv:3: .* line 2"),
        (HEAD + '1,"' + "x" * 200_000, "cannot be read as a CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    """The line, what it is, and what a line looks like."""
    with pytest.raises(RestError, match=said):
        read_csv(text, "log.csv")


def test_stages_of_a_night_are_one_sleep_and_time_in_bed_is_none() -> None:
    """A watch writes a record a stage; the instants keep their zones, and come out in UTC."""
    content = health(
        RECORD.format("2027-03-01 22:30:00 -0600", "2027-03-01 23:00:00 -0600", BED),
        RECORD.format("2027-03-01 23:00:00 -0600", "2027-03-02 03:00:00 -0600", CORE),
        RECORD.format("2027-03-02 03:00:00 -0600", "2027-03-02 06:00:00 -0600", CORE.replace("Core", "REM")),
    )
    night = (datetime(2027, 3, 2, 5, tzinfo=UTC), datetime(2027, 3, 2, 12, tzinfo=UTC))
    assert read_health(iter([content[:100], content[100:]]), "export.xml") == (night,)


def test_a_cut_export_and_one_with_entities_are_refused() -> None:
    """A bomb of entities is not unpacked, and half a file is no file."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><HealthData>&b;</HealthData>'
    with pytest.raises(RestError, match="declares entities"):
        read_health(iter([bomb]), "export.xml")
    with pytest.raises(RestError, match="cut off"):
        read_health(iter([health()[:-5]]), "export.xml")


def test_a_record_without_times_says_nothing() -> None:
    """It is no sleep, and no reason to lose the others."""
    content = health(f'<Record value="{CORE}"/>', RECORD.format("now", "then", CORE))
    assert read_health(iter([content]), "export.xml") == ()
