"""What the families' feeds say, read by the real readers: everything, except what is broken on purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from homecall.cases.book import CASES, Case
from homecall.timeline.period import Kind
from tests.unit.cases.families import feeds, gathered

EACH = pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
SOUND = pytest.mark.parametrize("one", [c for c in CASES if c.name != "stopped-feed"], ids=lambda one: one.name)
THROUGH = {
    ("two-residents", "amion-619.csv"): date(2026, 12, 27),
    ("two-residents", "qgenda.ics"): date(2026, 12, 27),
    ("home-call-and-resident", "outlook.ics"): date(2027, 1, 31),
    ("home-call-and-resident", "amion-625c.csv"): date(2026, 12, 13),
    ("single-parent-au-pair", "shiftadmin.ics"): date(2027, 1, 31),
    ("six-children", "block-9.xlsx"): date(2027, 2, 28),
    ("six-children", "qgenda-schedule.csv"): date(2027, 2, 28),
    ("clock-change", "amion.ics"): date(2026, 11, 15),
    ("clock-change", "shifts.csv"): date(2026, 11, 8),
    ("nobody-to-help", "qgenda-schedule.csv"): date(2026, 12, 20),
    ("nobody-to-help", "qgenda.ics"): date(2026, 12, 20),
    ("stopped-feed", "amion-619.csv"): date(2026, 12, 13),
    ("stopped-feed", "google.ics"): date(2026, 12, 27),
    ("stopped-feed", "jules.csv"): date(2026, 12, 31),
}


def test_every_feed_is_published_through_the_day_intended() -> None:
    """Each feed's last day is the one that the case was written for."""
    assert {(c.name, name): feed.through for c in CASES for name, feed in feeds(c.name).items()} == THROUGH


@SOUND
def test_a_sound_family_has_no_rejects(one: Case) -> None:
    """Every line of every feed can be read."""
    assert {name: feed.rejects for name, feed in feeds(one.name).items() if feed.rejects} == {}


@SOUND
def test_a_sound_family_has_a_meaning_for_every_title(one: Case) -> None:
    """No title is left unexplained."""
    assert {name: feed.unmapped for name, feed in feeds(one.name).items() if feed.unmapped} == {}


@SOUND
def test_a_sound_family_has_no_notes(one: Case) -> None:
    """Nothing about its feeds is worth a sentence: fresh, of one mind, everybody found."""
    assert {name: feed.notes for name, feed in feeds(one.name).items() if feed.notes} == {}


@SOUND
def test_a_sound_family_is_known_to_the_end_of_its_plan(one: Case) -> None:
    """Nobody's time becomes unknown inside the weeks that are planned."""
    last = one.start + timedelta(days=one.weeks * 7 - 1)
    assert [p for p, line in gathered(one.name).schedules.items() if line.through is None or line.through < last] == []


@EACH
def test_every_feed_says_something_of_its_parent(one: Case) -> None:
    """No feed is empty for the person whose it is, and each gives working time."""
    assert [name for name, feed in feeds(one.name).items() if feed.entries < 5] == []
    for line in gathered(one.name).schedules.values():
        assert sum(period.kind not in (Kind.MARKER, Kind.LEAVE) for period in line.periods) >= 5


@EACH
def test_every_duty_has_hours(one: Case) -> None:
    """All-day duties get their hours from the household; only the unexplained title is without."""
    busy = (Kind.MARKER, Kind.LEAVE, Kind.UNMAPPED)
    periods = [p for line in gathered(one.name).schedules.values() for p in line.periods]
    assert [(p.title, p.day) for p in periods if p.whole_day and p.kind not in busy] == []


def test_reading_a_whole_programme_keeps_one_person() -> None:
    """Of a file with everybody's rows only Ana's are read, although her colleagues take the same calls."""
    calls = [p.day for p in gathered("two-residents").schedules["ana"].periods if p.kind is Kind.IN_HOUSE_CALL]
    assert [day.day for day in calls if day.month == 12] == [1, 5, 9, 13, 22]


def test_the_stopped_feed_says_when_it_was_written() -> None:
    """The feed that stopped is four weeks old and a note says so."""
    feed = feeds("stopped-feed")["amion-619.csv"]
    assert feed.as_of.startswith("2026-11-02")
    assert any("2 November 2026" in note for note in feed.notes)


def test_the_line_that_broke_off_is_a_reject() -> None:
    """The last line of the stopped feed is cut short: it is shown, and it publishes no further day."""
    (reject,) = feeds("stopped-feed")["amion-619.csv"].rejects
    assert "12-14-26" in reject.text
    assert feeds("stopped-feed")["amion-619.csv"].through == date(2026, 12, 13)


def test_the_title_nobody_knows_is_asked_about() -> None:
    """One title is unmapped, and its day counts as busy from midnight to midnight."""
    assert {name: feed.unmapped for name, feed in feeds("stopped-feed").items()} == {
        "amion-619.csv": ("ECMO Surge 2",), "google.ics": (), "jules.csv": (),
    }  # fmt: skip
    (surge,) = [p for p in gathered("stopped-feed").schedules["rin"].periods if p.kind is Kind.UNMAPPED]
    assert (surge.day, surge.span.minutes, surge.whole_day) == (date(2026, 12, 11), 24 * 60, True)


def test_the_two_feeds_disagree_about_one_day() -> None:
    """The phone and Amion differ on 8 December and nowhere else."""
    (note,) = feeds("stopped-feed")["google.ics"].notes
    assert "8 December" in note
    assert "Peds Ward" in note
    assert "Peds Late" in note
