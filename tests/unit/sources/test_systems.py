"""Calendars as Google, Outlook, Apple, schools, teams and hospital systems write them, read as plain calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from homecall.sources.gather import closures
from homecall.sources.ics.read import read
from tests.unit.sources.corpus import FEEDS, expected, horizon, spec, told

SYSTEMS = ("google", "outlook", "apple", "school", "team", "ukg", "lightning", "shiftadmin")
FILES = sorted(file for system in SYSTEMS for file in (FEEDS / system).glob("*.ics"))


def name(file: Path) -> str:
    """The system and the trap."""
    return f"{file.parent.name}/{file.stem}"


def test_every_system_has_a_calendar() -> None:
    """No folder is empty, or the next test would say nothing of it."""
    assert {file.parent.name for file in FILES} == set(SYSTEMS)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_calendar_of_each_system_gives_what_it_says(file: Path) -> None:
    """The plain kind reads them all, without a reject."""
    want = expected(file)

    intake = read(file.read_bytes(), spec("ics", file.name), want.horizon)

    assert told(intake) == want.entries
    assert str(intake.through) == want.through
    assert intake.rejects == ()


def test_a_school_is_closed_on_its_all_day_events_alone() -> None:
    """Conferences in the afternoon close nothing."""
    days = closures("closures-are-all-day.ics", horizon(), FEEDS / "school")

    assert list(days) == [date(2026, 11, day) for day in (3, 11, 12, 13)]
