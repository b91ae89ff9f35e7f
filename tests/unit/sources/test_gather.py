"""All schedules of a household on one clock: what is known, what is merged, what contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from homecall.errors import FetchError, SourceError
from homecall.household.household import Household
from homecall.household.people import Child, Parent, ShiftMeaning, SourceSpec
from homecall.household.places import Place
from homecall.sources.gather import gather
from homecall.spans.wall import Clock, parse_weekly
from homecall.timeline.period import Kind
from homecall.timeline.timeline import Timeline
from tests.unit.sources.corpus import horizon

SHIFTS = (
    ShiftMeaning("Wards", Kind.WORK),
    ShiftMeaning("Clinic", Kind.CLINIC),
    ShiftMeaning("Vacation", Kind.LEAVE),
)


def household(*specs: SourceSpec, places: tuple[Place, ...] = ()) -> Household:
    """One parent with these schedules, and a child with these places."""
    ana = Parent("ana", "Ana", schedule=specs, shifts=SHIFTS)
    mia = Child("mia", "Mia", None, Clock.parse("06:45"), Clock.parse("19:45"), places)
    return Household("The Riveras", "America/Chicago", (ana,), (mia,))


def feed(base: Path, name: str, rows: Sequence[str]) -> SourceSpec:
    """Writes a table of `start,end,title` and gives its source."""
    (base / name).write_text("\n".join(["start,end,title", *rows]) + "\n", encoding="utf-8")
    return SourceSpec("csv", path=name)


def timeline(base: Path, *specs: SourceSpec) -> Timeline:
    """Ana's time, gathered."""
    return gather(household(*specs), horizon(), base).schedules["ana"]


WARDS = "2026-11-03T07:00,2026-11-03T17:00,Wards"


def test_a_parent_without_schedules_is_known_for_ever(tmp_path: Path) -> None:
    """Nothing to read is not the same as reading nothing."""
    assert timeline(tmp_path) == Timeline("ana")


def test_a_schedule_speaks_through_its_last_day(tmp_path: Path) -> None:
    """The feed's entries become periods, known through the last of them."""
    found = timeline(tmp_path, feed(tmp_path, "a.csv", [WARDS]))

    assert found.through == date(2026, 11, 3)
    assert [(one.kind, one.source) for one in found.periods] == [(Kind.WORK, "a.csv")]
    assert (found.feeds[0].entries, found.feeds[0].notes) == (1, ())


def test_two_schedules_are_known_through_the_earlier_end(tmp_path: Path) -> None:
    """Beyond the shorter one a duty may be missing."""
    longer = feed(tmp_path, "b.csv", ["2026-11-20T07:00,2026-11-20T17:00,Clinic"])

    assert timeline(tmp_path, feed(tmp_path, "a.csv", [WARDS]), longer).through == date(2026, 11, 3)


def test_published_through_overrides_the_feed(tmp_path: Path) -> None:
    """The family may know better than the last entry."""
    feed(tmp_path, "a.csv", [WARDS])
    spec = SourceSpec("csv", path="a.csv", published_through=date(2026, 11, 15))

    found = timeline(tmp_path, spec)

    assert (found.through, found.feeds[0].through) == (date(2026, 11, 15), date(2026, 11, 15))


def test_an_empty_schedule_is_unknown_and_says_so(tmp_path: Path) -> None:
    """Absence is never free time."""
    found = timeline(tmp_path, feed(tmp_path, "a.csv", []))

    assert found.through == date.min
    assert found.feeds[0].through is None
    assert found.feeds[0].notes == ("This schedule holds no day at all, so that time is unknown, not free.",)


def test_the_same_shift_from_two_feeds_is_one(tmp_path: Path) -> None:
    """A copy in a second calendar is not a second duty, and no contradiction."""
    found = timeline(tmp_path, feed(tmp_path, "a.csv", [WARDS]), feed(tmp_path, "b.csv", [WARDS]))

    assert [one.source for one in found.periods] == ["a.csv"]
    assert found.feeds[1].notes == ()


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("2026-11-03,,Vacation", "Vacation"),
        ("2026-11-03T12:00,2026-11-03T20:00,Clinic", "Clinic"),
        ("2026-11-03T07:00,2026-11-03T19:00,Wards", "Wards"),
    ],
)
def test_feeds_that_contradict_each_other_are_both_kept_and_noted(tmp_path: Path, row: str, title: str) -> None:
    """Leave against work, another duty, other hours: the family decides."""
    found = timeline(tmp_path, feed(tmp_path, "a.csv", [WARDS]), feed(tmp_path, "b.csv", [row]))

    assert len(found.periods) == 2
    assert found.feeds[0].notes == ()
    assert found.feeds[1].notes == (
        f"The two schedules disagree on 3 November: a.csv says Wards, b.csv says {title}. "
        "Both are kept until you decide.",
    )


def test_duties_that_do_not_overlap_are_no_contradiction(tmp_path: Path) -> None:
    """Two schedules may each hold a part of the day."""
    evening = feed(tmp_path, "b.csv", ["2026-11-03T18:00,2026-11-03T22:00,Clinic"])

    assert timeline(tmp_path, feed(tmp_path, "a.csv", [WARDS]), evening).feeds[1].notes == ()


def test_unmapped_titles_and_rejects_are_listed(tmp_path: Path) -> None:
    """What could not be understood stands on the feed."""
    found = timeline(tmp_path, feed(tmp_path, "a.csv", [WARDS, "2026-11-04,,NC-X", "soon,,Wards"])).feeds[0]

    assert found.unmapped == ("NC-X",)
    assert [one.where for one in found.rejects] == ["line 4"]


def test_a_stale_schedule_is_noted(tmp_path: Path) -> None:
    """A report of more than a week ago says its date."""
    line = '"Rivera",19,1,"Wards",48,18,10-27-26,0600,1600\n'
    (tmp_path / "a.txt").write_text(f"Assignments for 10-1-26 (as of Oct 1 19:06 2026 US CT)\n{line}", encoding="utf-8")

    found = timeline(tmp_path, SourceSpec("amion-619", path="a.txt", match="Rivera")).feeds[0]

    assert found.notes == ("This schedule was last written on 1 October 2026; fetch it again if it may have changed.",)


def test_periods_long_before_the_plan_are_dropped(tmp_path: Path) -> None:
    """Only what can still earn rest is kept, yet the schedule's last day stands."""
    found = timeline(tmp_path, feed(tmp_path, "a.csv", ["2026-10-21T07:00,2026-10-21T17:00,Wards", WARDS]))

    assert [one.day for one in found.periods] == [date(2026, 11, 3)]


def test_a_places_calendar_closes_it(tmp_path: Path) -> None:
    """All-day entries of the school's calendar join the days that the file gives; timed ones do not."""
    events = [
        "DTSTART;VALUE=DATE:20261111\r\nSUMMARY:Closed",
        "DTSTART:20261112T160000Z\r\nDTEND:20261112T170000Z\r\nSUMMARY:Concert",
    ]
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    (tmp_path / "school.ics").write_text(f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n", encoding="utf-8", newline="")
    given = frozenset({date(2026, 11, 26)})
    school = Place("School", parse_weekly("Mon-Fri 08:30-15:00"), closed=given, closed_from="school.ics")

    found = gather(household(places=(school,)), horizon(), tmp_path)

    assert found.children[0].places[0].closed == given | {date(2026, 11, 11)}


def test_titles_may_say_what_closes_a_place(tmp_path: Path) -> None:
    """A day of pictures and an early release without an end are no closures."""
    events = [
        "DTSTART;VALUE=DATE:20261111\r\nSUMMARY:No school: Veterans Day",
        "DTSTART;VALUE=DATE:20261112\r\nSUMMARY:Picture day",
        "DTSTART:20261113T180000Z\r\nSUMMARY:Early release",
    ]
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    (tmp_path / "school.ics").write_text(f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n", encoding="utf-8", newline="")
    hours = parse_weekly("Mon-Fri 08:30-15:00")
    every = Place("School", hours, closed_from="school.ics")
    some = Place("School", hours, closed_from="school.ics", closed_titles=("closed*", "NO school*"))

    closed = [
        gather(household(places=(one,)), horizon(), tmp_path).children[0].places[0].closed for one in (every, some)
    ]

    assert closed == [{date(2026, 11, day) for day in (11, 12, 13)}, {date(2026, 11, 11)}]


def test_an_unknown_kind_names_the_nearest(tmp_path: Path) -> None:
    """A slip in the kind is told with the kind that was meant."""
    with pytest.raises(SourceError, match=r'"amion-691" is not a kind of schedule. Did you mean "amion-619"'):
        timeline(tmp_path, SourceSpec("amion-691", path="a.txt"))


def test_a_missing_schedule_stops_the_reading(tmp_path: Path) -> None:
    """No plan is made on a schedule that is not there."""
    with pytest.raises(FetchError, match=r"a\.csv: There is no such file"):
        timeline(tmp_path, SourceSpec("csv", path="a.csv"))


def test_nothing_of_the_household_is_lost(tmp_path: Path) -> None:
    """Gathering adds schedules and closures, and changes nothing else."""
    before = household(feed(tmp_path, "a.csv", [WARDS]))

    after = gather(before, horizon(), tmp_path)

    assert (after.parents, after.children, after.name) == (before.parents, before.children, before.name)
    assert before.schedules == {}


@pytest.mark.parametrize("through", [None, date(2026, 12, 31)])
def test_a_schedule_of_other_people_leaves_a_parent_unknown(tmp_path: Path, through: date | None) -> None:
    """A misspelled `match` never makes a parent free, not even where the family says how far the schedule goes."""
    (tmp_path / "a.csv").write_text(f"start,end,title,person\n{WARDS},Rivera\n", encoding="utf-8")
    found = timeline(tmp_path, SourceSpec("csv", path="a.csv", match="Riviera", published_through=through))

    assert (found.through, found.feeds[0].through, found.feeds[0].entries) == (date.min, None, 0)
    assert "unknown, not free" in found.feeds[0].notes[-1]


def test_a_calendar_of_other_titles_leaves_a_parent_unknown(tmp_path: Path) -> None:
    """In a shared calendar, too, nothing found is nothing known."""
    event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Rivera call\r\nDTSTART:20261103T130000Z\r\nDTEND:20261103T200000Z\r\n"
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n"
    (tmp_path / "a.ics").write_text(text, encoding="utf-8")

    assert timeline(tmp_path, SourceSpec("ics", path="a.ics", match="Riviera*")).through == date.min
    assert timeline(tmp_path, SourceSpec("ics", path="a.ics", match="Rivera*")).through == date(2026, 11, 3)


def test_a_parent_without_a_duty_in_these_weeks_is_free(tmp_path: Path) -> None:
    """Who stands in the schedule, only earlier, is known through its last day."""
    rows = "2026-01-03T07:00,2026-01-03T17:00,Wards,Rivera\n2026-11-30T07:00,2026-11-30T17:00,Wards,Okafor"
    (tmp_path / "a.csv").write_text(f"start,end,title,person\n{rows}\n", encoding="utf-8")
    found = timeline(tmp_path, SourceSpec("csv", path="a.csv", match="Rivera"))

    assert (found.through, found.feeds[0].notes) == (date(2026, 11, 30), ())
