"""Patients are taken out of titles and rejects; rosters are left alone."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.cases.book import CASES
from homecall.household.people import SourceSpec
from homecall.sources.base import Entry, Intake, private, reject
from homecall.sources.gather import read
from homecall.sources.privacy import MASK, masked
from homecall.spans.span import instant
from homecall.spans.wall import Horizon
from tests.unit.sources.corpus import HOME
from tests.unit.sources.roster_titles import EVERY

DAY = date(2026, 12, 3)


@pytest.mark.parametrize("title", EVERY)
def test_no_title_of_a_roster_is_masked(title: str) -> None:
    """Places, grades, hours, rooms, colleagues' names and weeks are no patients."""
    assert masked(title) == title


PATIENTS = [
    ("Clinic: Smith, John MRN 12345678 DOB 3/4/1950", "Clinic: •••"),
    ("Clinic - new visit MR# 88-12-34", "Clinic - new visit •••"),
    ("lap chole john smith mrn 1234567", "lap chole •••"),
    ("John Q Public DOB 01/02/1980", "•••"),
    ("Consult born 1948-03-12", "Consult •••"),
    ("Clinic 3/4/48", "Clinic •••"),
    ("Consult Maria Gomez 00482913", "Consult •••"),
    ("Call back 555-010-4567", "Call back •••"),
    ("Clinic 123-45-6789", "Clinic •••"),
    ("R123456 clinic", "••• clinic"),
    ("Clinic 67yo M", "Clinic •••"),
    ("Consult 45 y/o F", "Consult •••"),
    ("Consult 3-year-old girl", "Consult •••"),
    ("Pt Smith", "Pt •••"),
    ("patient: MARTIN", "patient: •••"),
    ("pt J.S. lap chole", "pt ••• lap chole"),
    ("AB knee scope", "••• knee scope"),
    ("JD - colonoscopy", "••• - colonoscopy"),
    ("Hip Replacement JM", "Hip Replacement •••"),
    ("O'Brien, Pat ORIF", "••• ORIF"),
    ("Mr. Smith hernia repair", "••• hernia repair"),
    ("Smith, John rm 412", "••• rm 412"),
    ("John Smith rm 412B", "••• rm 412B"),
    ("Post-op check: S. Gupta bed 12", "Post-op check: ••• bed 12"),
]


@pytest.mark.parametrize(("title", "after"), PATIENTS)
def test_a_patient_is_masked_and_the_duty_stays(title: str, after: str) -> None:
    """Record numbers, birthdays, ages, telephones, and names beside what only a patient has."""
    assert masked(title) == after


@pytest.mark.parametrize("title", [title for title, _ in PATIENTS])
def test_a_masked_title_is_not_masked_again(title: str) -> None:
    """What is remembered from one fetch to the next stays the same title."""
    assert masked(masked(title)) == masked(title)


@given(st.text(max_size=80))
def test_any_text_can_be_masked(text: str) -> None:
    """Titles are typed by people, and may hold anything."""
    assert masked(text) == text or MASK in masked(text)


@pytest.mark.parametrize(
    "piece",
    ["A1 b-", "MRN 1234567 Roe ", "Aa Bb 123456 ", "AB ORIF ", "Roe, J rm 412 ", "A.B. ", "(555) ", "1-", "Aa ", " "],
)
def test_a_title_without_end_is_masked_in_time(piece: str) -> None:
    """Whoever writes a calendar may write anything into it: time grows with length, and no faster."""
    begun = time.process_time()
    masked(piece * (100_000 // len(piece)) + "MRN 1234567")
    assert time.process_time() - begun < 3


def test_only_the_titles_of_an_intake_change() -> None:
    """Days, hours and what else the feed said stay; an intake without patients is the same object."""
    intake = Intake((Entry("Clinic MRN 1234567", DAY, None, "u1"), Entry("Wards", DAY, None, "u2")), (), DAY)

    after = private(intake)

    assert after.entries == (Entry("Clinic •••", DAY, None, "u1"), Entry("Wards", DAY, None, "u2"))
    assert private(after) is after


def test_a_reject_shows_no_patient() -> None:
    """What could not be read is shown to people, and so is masked before it is cut."""
    found = reject("line 3", "ward " * 22 + "MRN 123456789", "The day 3/4/1950 is too early.")

    assert found.text == "ward " * 22 + MASK
    assert "1950" not in found.why


def horizon() -> Horizon:
    """Two weeks around the day."""
    return Horizon(HOME, date(2026, 11, 30), 14, instant(datetime.fromisoformat("2026-11-29T12:00:00-06:00")))


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Clinic - Roe\\, Jane MRN 1234567
DESCRIPTION:allergic to latex
LOCATION:Bay 9
COMMENT:bring the films
DTSTART:20261203T090000
DTEND:20261203T170000
END:VEVENT
END:VCALENDAR
"""


def test_nothing_of_a_work_event_but_its_title_and_time_is_kept(tmp_path: Path) -> None:
    """Descriptions, places and comments go; the title goes on without its patient."""
    (tmp_path / "work.ics").write_text(CALENDAR)

    intake = read(SourceSpec("ics", path="work.ics"), horizon(), tmp_path)

    assert [one.title for one in intake.entries] == ["Clinic - •••"]
    assert not any(word in repr(intake) for word in ("latex", "Bay 9", "films", "Roe", "1234567"))


def test_notes_of_a_report_are_not_kept(tmp_path: Path) -> None:
    """Amion's report 625c has columns for notes, pagers and telephones."""
    head = "Name,Staff ID,Assignment Name,Date,Start Time,End Time,Staff Type,Pager,Shift Note\n"
    (tmp_path / "r.csv").write_text(head + '"Roe, Jane",1,Wards,12-3-26,0700,1700,IM R2,5550101,"see latex"\n')

    intake = read(SourceSpec("amion-625c", path="r.csv", match="Roe"), horizon(), tmp_path)

    assert [one.title for one in intake.entries] == ["Wards"]
    assert not any(word in repr(intake) for word in ("latex", "5550101"))


@pytest.mark.parametrize("case", [one.name for one in CASES])
def test_no_named_family_has_a_masked_title(case: str) -> None:
    """The schedules that ship with homecall hold no patients, and none is found in them."""
    folder = Path(__file__).parents[3] / "src" / "homecall" / "cases" / case
    lines = [line for path in folder.glob("feeds/*.csv") for line in path.read_text("latin-1").splitlines()]
    titles = {cell for line in lines for cell in line.replace('"', "").split(",") if not cell.isdigit()}

    assert {title for title in titles if masked(title) != title} == set()
