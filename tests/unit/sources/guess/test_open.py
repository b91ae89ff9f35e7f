"""Which titles wait for an answer, and what their schedules show of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from homecall.household.household import Household
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.sources.base import Entry
from homecall.sources.gather import Desk, gathered
from homecall.sources.guess.open import Open, open_titles, unexplained
from homecall.spans.span import instant
from homecall.spans.wall import Clock, Horizon
from homecall.timeline.period import Kind
from tests.unit.sources.corpus import HOME

MONDAY = date(2026, 11, 30)
SATURDAY = date(2026, 12, 5)


def entry(title: str, day: date, start: str = "", end: str = "") -> Entry:
    """One line of a roster, with hours if both are given."""
    return Entry(title, day, HOME.span(day, Clock.parse(start), Clock.parse(end)) if start else None)


def test_what_a_title_shows_is_gathered_over_its_days() -> None:
    """Days, weekdays and the other titles of those days."""
    entries = [entry("NF", SATURDAY), entry("Wards", SATURDAY), entry("NF", MONDAY), entry("Clinic", date(2026, 12, 1))]

    found = unexplained(entries, Parent("ana", "Ana", shifts=(ShiftMeaning("Wards", Kind.WORK),)), HOME)

    assert [one.title for one in found] == ["NF", "Clinic"]
    assert (found[0].days, found[0].weekdays) == ((MONDAY, SATURDAY), frozenset({0, 5}))
    assert found[0].beside == {"Wards"}


def test_a_title_is_open_only_on_the_days_that_nothing_explains() -> None:
    """A line for weekends leaves its weekdays open."""
    weekend = ShiftMeaning("Call", Kind.IN_HOUSE_CALL, days=frozenset({5, 6}))

    found = unexplained([entry("Call", SATURDAY), entry("Call", MONDAY)], Parent("a", "A", shifts=(weekend,)), HOME)

    assert [one.days for one in found] == [(MONDAY,)]


def test_the_hours_of_the_schedule_are_seen_on_the_wall() -> None:
    """Each pair once, over midnight too; none where some day has none."""
    nights = [entry("N", MONDAY, "19:00", "07:00"), entry("N", SATURDAY, "19:00", "07:00"), entry("X", MONDAY)]
    mixed = [entry("M", MONDAY, "07:00", "12:00"), entry("M", SATURDAY)]

    found = unexplained([*nights, *mixed], Parent("a", "A"), HOME)

    assert [(one.title, [f"{a}-{b}" for a, b in one.hours]) for one in found] == [
        ("N", ["19:00-07:00+1"]), ("X", []), ("M", [])
    ]  # fmt: skip


LIST = "start,end,title\n2026-12-03,2026-12-03,Zebra A\n2026-12-04,2026-12-04,Wards\n"
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Ana: Wards
DTSTART:20261204T070000
DTEND:20261204T190000
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Zebra A
DTSTART;VALUE=DATE:20261210
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Roe\\, Jane MRN 1234567
DTSTART;VALUE=DATE:20261211
END:VEVENT
END:VCALENDAR
"""


def waiting(folder: Path) -> tuple[Open, ...]:
    """What a family with a list and a calendar is asked."""
    (folder / "list.csv").write_text(LIST)
    (folder / "ana.ics").write_text(CALENDAR)
    schedule = (SourceSpec("csv", path="list.csv"), SourceSpec("ics", path="ana.ics"))
    ana = Parent("ana", "Ana", schedule=schedule, shifts=(ShiftMeaning("Wards", Kind.WORK),))
    home = Household("x", "America/Chicago", (ana,), (Child("b", "B", None, Clock(390), Clock(1170)),))
    now = instant(datetime.fromisoformat("2026-11-29T12:00:00-06:00"))
    desk = Desk(Horizon(HOME, MONDAY, 14, now), folder)
    return open_titles(gathered(home, desk), desk)


def test_a_title_on_two_schedules_is_asked_once_and_a_copy_never(tmp_path: Path) -> None:
    """The list explains the copy of its shift; what both say is one question."""
    found = waiting(tmp_path)
    assert [(one.source, one.seen.title) for one in found][:1] == [("list.csv", "Zebra A")]
    assert [one.seen.title for one in found].count("Zebra A") == 1
    assert "Ana: Wards" not in {one.seen.title for one in found}


def test_a_question_names_no_patient(tmp_path: Path) -> None:
    """What is asked about is what is left of the title."""
    assert waiting(tmp_path)[-1].seen.title == "•••"
