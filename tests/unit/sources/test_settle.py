"""Several schedules of one parent: copies give way to the roster, and the family's word counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.household.people import Parent, ShiftMeaning, SourceSpec
from homecall.sources.gather import timeline
from homecall.sources.settle import Account, Settled, is_roster, settle, similar
from homecall.spans.span import instant
from homecall.spans.wall import Clock, Horizon
from homecall.timeline.disagreement import About
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline
from tests.unit.sources.corpus import HOME

DAY = date(2026, 12, 3)
ROSTER = SourceSpec("amion-619", path="amion.csv")
CALENDAR = SourceSpec("ics", path="ana.ics")
ANA = Parent("ana", "Ana Rivera")


def period(kind: Kind, title: str, hours: str = "07:00-17:00", day: date = DAY, source: str = "amion.csv") -> Period:
    """A period of one day; without hours it fills the day."""
    start, _, end = hours.partition("-")
    span = HOME.span(day, Clock.parse(start), Clock.parse(end)) if hours else HOME.day(day)
    return Period("ana", span, kind, title, day, source, whole_day=not hours)


def copy(kind: Kind, title: str, hours: str = "07:00-17:00", day: date = DAY) -> Period:
    """The same in the calendar."""
    return period(kind, title, hours, day, "ana.ics")


def told(
    roster: list[Period], calendar: list[Period], first: SourceSpec = ROSTER, then: SourceSpec = CALENDAR
) -> Settled:
    """What is left of the calendar beside the roster."""
    return settle(ANA, [Account(first, tuple(roster)), Account(then, tuple(calendar))])[1]


WARDS = period(Kind.WORK, "Wards A")


@pytest.mark.parametrize(
    "title", ["Wards A", "wards  a", "Ana: Wards A", "Ana's Wards A shift", "Wards A 7a-5p", "Mommy - Wards A"]
)
def test_a_copy_without_a_meaning_makes_nobody_busy_all_day(title: str) -> None:
    """The calendar of a parent says what the roster says, in other words and without a line in the household."""
    assert told([WARDS], [copy(Kind.UNMAPPED, title, "")]) == Settled((), ())


@pytest.mark.parametrize("title", ["Wards B", "Wards", "Backup Wards A", "Wards A dinner", "No Wards A", "Dentist", ""])
def test_another_title_is_no_copy(title: str) -> None:
    """A word more may turn the meaning round."""
    other = copy(Kind.UNMAPPED, title, "")
    assert told([WARDS], [other]).periods == (other,)


def test_a_copy_of_another_day_is_no_copy() -> None:
    """The shift may have been traded; the calendar knows of a day that the roster does not."""
    other = copy(Kind.UNMAPPED, "Wards A", "", date(2026, 12, 4))
    assert told([WARDS], [other]).periods == (other,)


def test_the_hours_of_the_roster_count_and_the_others_are_said() -> None:
    """A copy was made once; the roster is kept."""
    left = told([WARDS], [copy(Kind.WORK, "Wards A", "07:00-19:00")])

    assert left.periods == ()
    assert left.notes == (
        "The two schedules disagree on 3 December: amion.csv says Wards A, ana.ics says Wards A at other hours. "
        "The hours of amion.csv count.",
    )
    assert left.disagreements[0].settled


def test_a_copy_at_the_same_hours_is_nothing_to_speak_of() -> None:
    """They agree."""
    assert told([WARDS], [copy(Kind.WORK, "Wards A")]) == Settled((), ())


def test_a_night_copied_as_two_pieces_is_one_night() -> None:
    """Some calendars cut at midnight; the second piece overlaps the shift of the day before."""
    night = period(Kind.NIGHT, "Nights", "19:00-07:00+1")
    pieces = [copy(Kind.NIGHT, "Nights", "19:00-24:00"), copy(Kind.NIGHT, "Nights", "00:00-07:00", date(2026, 12, 4))]

    assert told([night], pieces).periods == ()


def test_the_roster_wins_wherever_it_stands() -> None:
    """The order of the household is not the order of trust."""
    calendar, roster = settle(
        ANA, [Account(CALENDAR, (copy(Kind.WORK, "Wards A", "07:00-19:00"),)), Account(ROSTER, (WARDS,))]
    )
    assert (calendar.periods, roster.periods) == ((), (WARDS,))


def test_two_calendars_are_equals() -> None:
    """Neither is a roster, so both are kept where they differ, and that is said."""
    other = copy(Kind.WORK, "Wards A", "07:00-19:00")
    left = told([WARDS], [other], first=SourceSpec("ics", path="other.ics"))

    assert left.periods == (other,)
    assert [(one.about, one.settled) for one in left.disagreements] == [(About.DUTY, False)]


def test_leave_against_work_is_asked_and_both_are_kept() -> None:
    """A calendar that says vacation is no copy: somebody has to know."""
    vacation = copy(Kind.LEAVE, "Vacation", "")
    left = told([WARDS], [vacation])

    assert left.periods == (vacation,)
    assert left.disagreements[0].about is About.LEAVE
    assert left.disagreements[0].choices == (
        ("amion.csv", 'wrong_on = ["2026-12-03"]'), ("ana.ics", 'wrong_on = ["2026-12-03"]')
    )  # fmt: skip


def test_what_is_wrong_on_a_day_does_not_count_on_it() -> None:
    """The family's answer ends the question, for that day."""
    wrong = replace(CALENDAR, wrong_on=(DAY,))
    later = copy(Kind.LEAVE, "Vacation", "", date(2026, 12, 4))

    assert told([WARDS], [copy(Kind.LEAVE, "Vacation", ""), later], then=wrong) == Settled((later,), ())


def test_a_schedule_that_yields_keeps_what_contradicts_nothing() -> None:
    """A calendar kept by hand counts where the roster is silent."""
    yielding = replace(CALENDAR, yields=True)
    evening = copy(Kind.CLINIC, "Evening clinic", "18:00-20:00")
    left = told([WARDS], [copy(Kind.CLINIC, "Clinic", "16:00-20:00"), evening], then=yielding)

    assert left == Settled((evening,), ())


def test_two_that_yield_give_way_to_neither() -> None:
    """If nobody insists, it stays a question."""
    first, then = replace(ROSTER, yields=True), replace(CALENDAR, yields=True)
    left = told([WARDS], [copy(Kind.LEAVE, "Vacation", "")], first, then)
    assert len(left.disagreements) == 1


@pytest.mark.parametrize(
    ("spec", "roster"),
    [
        (SourceSpec("ics", path="a.ics"), False),
        (SourceSpec("ics", url="https://calendar.google.com/calendar/ical/x/basic.ics"), False),
        (SourceSpec("ics", url="webcal://app.qgenda.com/ical?key=x"), True),
        (SourceSpec("ics", url="https://lblite.lightning-bolt.com/ical/x"), True),
        (SourceSpec("ics", url="https://notqgenda.com/ical"), False),
        (SourceSpec("qgenda-ics", path="q.ics"), True),
        (SourceSpec("grid", path="b.xlsx"), True),
        (SourceSpec("amion-mail", path="m.txt"), False),
    ],
)
def test_a_roster_is_known_by_its_kind_or_its_host(spec: SourceSpec, *, roster: bool) -> None:
    """A calendar of a scheduling system is a roster; messages about changes are neither."""
    assert is_roster(spec) is roster


def test_a_title_of_nothing_but_hours_is_compared_by_them() -> None:
    """Else every such shift would be like every other."""
    assert similar("Ana 7a-5p", "7a-5p", frozenset({"ana"}))
    assert not similar("9a-8p", "7a-5p")


@given(st.lists(st.sampled_from(["Wards A", "Clinic", "NF"]), max_size=4), st.booleans())
def test_a_roster_is_never_changed_by_a_calendar(titles: list[str], yields: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """Whatever a calendar says, each shift of the roster stays."""
    roster = tuple(period(Kind.WORK, title) for title in ("Wards A", "NF"))
    spec = replace(CALENDAR, yields=yields)
    first, _ = settle(ANA, [Account(ROSTER, roster), Account(spec, tuple(copy(Kind.NIGHT, one) for one in titles))])
    assert first.periods == roster


CSV = "start,end,title\n2026-12-03T07:00,2026-12-03T17:00,Wards A\n2026-12-31,2026-12-31,Off\n"
ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Ana: Wards A
DTSTART:20261203T070000
DTEND:20261203T190000
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Book club
DTSTART:20261231T190000
DTEND:20261231T210000
END:VEVENT
END:VCALENDAR
"""


def read(folder: Path, *more: ShiftMeaning) -> Timeline:
    """Ana's time from her department's list and her own calendar."""
    (folder / "list.csv").write_text(CSV)
    (folder / "ana.ics").write_text(ICS)
    shifts = (ShiftMeaning("Wards A", Kind.WORK), ShiftMeaning("Off", Kind.MARKER), *more)
    ana = Parent("ana", "Ana", schedule=(SourceSpec("csv", path="list.csv"), CALENDAR), shifts=shifts)
    now = instant(datetime.fromisoformat("2026-11-29T12:00:00-06:00"))
    return timeline(ana, Horizon(HOME, date(2026, 11, 30), 35, now), folder)


def test_a_family_with_a_copy_is_asked_only_about_what_is_new(tmp_path: Path) -> None:
    """The copied shift counts by the list, and is no open title; the book club is."""
    found = read(tmp_path)

    assert [(one.title, one.kind.value) for one in found.periods] == [
        ("Wards A", "work"), ("Off", "marker"), ("Book club", "unmapped")
    ]  # fmt: skip
    assert [feed.unmapped for feed in found.feeds] == [(), ("Book club",)]
    assert found.disagreements == ()


def test_the_disagreements_of_a_timeline_are_those_its_feeds_speak_of(tmp_path: Path) -> None:
    """Values for the app, sentences for people, and both the same."""
    found = read(tmp_path, ShiftMeaning("* Wards A", Kind.WORK))

    assert [(one.day, one.about) for one in found.disagreements] == [(DAY, About.HOURS)]
    assert found.feeds[1].notes == (found.disagreements[0].sentence,)
