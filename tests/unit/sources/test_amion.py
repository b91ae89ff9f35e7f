"""Amion's reports 619 and 625c, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.amion.read import read_619, read_625c
from homecall.sources.base import Intake
from tests.unit.sources.corpus import FEEDS, horizon, spec, told


def rpt619(name: str, match: str = "Rivera") -> Intake:
    """A corpus file of report 619, read for one person."""
    return read_619((FEEDS / "amion" / name).read_bytes(), spec("amion-619", name, match=match), horizon())


def rpt625c(name: str, match: str = "Rivera") -> Intake:
    """A corpus file of report 625c, read for one person."""
    return read_625c((FEEDS / "amion" / name).read_bytes(), spec("amion-625c", name, match=match), horizon())


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("619-plain-day.txt", "2026-10-27 | 6a-4p | 2026-10-27T06:00:00-05:00 | 2026-10-27T16:00:00-05:00"),
        ("619-ends-next-day.txt", "2026-10-31 | 10p-8a | 2026-10-31T22:00:00-05:00 | 2026-11-01T08:00:00-06:00"),
        ("619-midnight-end.txt", "2026-10-27 | 12p-12a | 2026-10-27T12:00:00-05:00 | 2026-10-28T00:00:00-05:00"),
        (
            "619-equal-times-are-24-hours.txt",
            "2026-10-27 | ON CALL | 2026-10-27T06:00:00-05:00 | 2026-10-28T06:00:00-05:00",
        ),
        (
            "619-ten-columns-with-division.txt",
            "2026-10-27 | ON CALL | 2026-10-27T06:00:00-05:00 | 2026-10-27T16:00:00-05:00",
        ),
        (
            "619-label-disagrees-with-hours.txt",
            "2026-10-27 | Flex Shift (Default 3p-11p) | 2026-10-27T16:00:00-05:00 | 2026-10-28T00:00:00-05:00",
        ),
    ],
)
def test_619_reads_the_duty(name: str, entry: str) -> None:
    """A line's own times count, an end that is not later falls on the next day, and labels are only titles."""
    assert told(rpt619(name)) == [entry]


def test_619_takes_only_the_wanted_person() -> None:
    """A colleague's rows stay out, whatever else the line says."""
    assert [one.title for one in rpt619("619-plain-day.txt", "Okafor").entries] == ["9a-8p (Triage until 12p)"]


def test_619_says_when_it_was_written() -> None:
    """The header's time is given with the offset of its own zone."""
    assert rpt619("619-plain-day.txt").as_of == "2026-10-24T19:06:00-05:00"


def test_619_an_unfilled_duty_shows_how_far_the_roster_goes() -> None:
    """Nobody is `---`, yet the schedule is published through that day."""
    intake = rpt619("619-unfilled-counts-for-through.txt")

    assert len(intake.entries) == 1
    assert intake.through == date(2026, 11, 8)


def test_619_refuses_broken_lines_one_by_one() -> None:
    """A wrong month, a wrong hour and a cut line are rejects that name their lines; the rest is read."""
    intake = rpt619("619-broken-lines.txt")

    assert [one.where for one in intake.rejects] == ["line 7", "line 8", "line 9"]
    assert "'2561' is not a time of day" in intake.rejects[1].why
    assert [one.day for one in intake.entries] == [date(2026, 10, 30)]


def test_619_reads_latin_1_names() -> None:
    """A name with an umlaut is found by that name."""
    assert len(rpt619("619-latin-1-name.txt", "Müller").entries) == 1


def test_619_prefers_a_whole_name_to_a_part_of_one() -> None:
    """Lee is Lee, not Leeson."""
    intake = rpt619("619-two-of-one-name.txt", "Lee")

    assert [one.title for one in intake.entries] == ["Wards"]
    assert intake.notes == ()


@pytest.mark.parametrize("match", ["Ana Lee", "lee, ana", "19"])
def test_619_finds_a_person_by_either_order_or_number(match: str) -> None:
    """First and last name may stand either way, and the number of the staff list counts too."""
    assert [one.title for one in rpt619("619-two-of-one-name.txt", match).entries] == ["Wards"]


def test_619_notes_another_zone_than_the_familys() -> None:
    """The hours are read as the household's, and the family is told of the difference."""
    assert rpt619("619-other-zone-in-header.txt").notes == (
        "The report names Pacific time; its hours were read as America/Chicago.",
    )


def test_619_notes_a_name_that_nobody_has() -> None:
    """A slip in `match` gives no entries, and the nearest name."""
    intake = rpt619("619-plain-day.txt", "Riviera")

    assert intake.entries == ()
    assert intake.notes == ('Nobody in this schedule fits "Riviera"; the nearest name there is "Rivera".',)
    assert intake.through == date(2026, 10, 27)


def test_619_wants_a_match_where_several_are_listed() -> None:
    """Taking everybody's rows, or nobody's, would both be wrong."""
    with pytest.raises(SourceError, match="The schedule lists 2 people") as caught:
        rpt619("619-plain-day.txt", "")

    assert "Okafor, Rivera" in caught.value.cure


def test_619_with_a_header_and_no_rows_is_empty() -> None:
    """A report of days on which nobody works is no error."""
    intake = rpt619("619-header-and-no-rows.txt")

    assert (intake.entries, intake.through) == ((), None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("error-no-file.txt", "Amion has no such schedule"),
        ("error-bad-password.txt", "refused the password"),
        ("error-login-page.txt", "A web page came instead"),
    ],
)
def test_619_knows_amions_refusals(name: str, words: str) -> None:
    """Amion answers 200 to everything; its words say what happened."""
    with pytest.raises(SourceError, match=words):
        rpt619(name)


@pytest.mark.parametrize("name", ["625c-commas.csv", "625c-tabs.txt", "625c-fewer-lines-above-the-header.csv"])
def test_625c_finds_its_header(name: str) -> None:
    """Commas or tabs, and however many lines stand above the header."""
    intake = rpt625c(name, "Ana Rivera")

    assert told(intake) == ["2026-10-27 | Wards A | 2026-10-27T07:00:00-05:00 | 2026-10-27T17:00:00-05:00"]
    assert intake.through == date(2026, 11, 5)
    assert intake.rejects == ()


def test_625c_overlooks_the_asterisk_on_a_name() -> None:
    """The scheduler's mark is not part of the name; the title keeps its own."""
    assert [one.title for one in rpt625c("625c-asterisk-on-the-name.csv", "Rivera, Ana").entries] == ["Vac*"]


def test_625c_services_are_nobody() -> None:
    """A pager that bears a name is not the person, though its row shows how far the roster goes."""
    intake = rpt625c("625c-services-are-nobody.csv")

    assert [one.title for one in intake.entries] == ["Wards A"]
    assert intake.through == date(2026, 11, 9)


def test_625c_keeps_a_comma_in_the_title() -> None:
    """`NW, am` is one title."""
    assert [one.title for one in rpt625c("625c-half-day.csv").entries] == ["NW, am"]


def test_625c_without_times_is_all_day() -> None:
    """Leave has no hours, and none are invented."""
    assert told(rpt625c("625c-without-times.csv")) == ["2026-10-27 | Vac"]


def test_625c_without_a_header_is_refused() -> None:
    """Guessing columns by position would one day read a pager number as a date."""
    with pytest.raises(SourceError, match="no header row was found"):
        rpt625c("error-625c-without-header.csv")


def test_619_keeps_both_parts_of_a_split_shift() -> None:
    """One duty with a gap in the middle is two rows, and two times of work."""
    assert [one.partition(" | Extra Shift | ")[2][11:16] for one in told(rpt619("619-split-shift.txt"))] == [
        "06:00",
        "14:00",
    ]


@pytest.mark.parametrize("name", ["619-four-lines-above.txt", "619-ten-columns-with-a-tail.txt"])
def test_619_is_read_with_fewer_lines_above_and_more_columns_behind(name: str) -> None:
    """Duties are known by their own columns, whatever stands around them."""
    assert told(rpt619(name))[0].startswith("2026-10-27 | Wards | 2026-10-27T06:00:00-05:00")
    assert rpt619(name).rejects == ()


def test_619_says_which_hours_were_probably_never_set() -> None:
    """Amion writes 8 to 18 and 18 to 6 by itself; a title that says the same hours means them."""
    intake = rpt619("619-hours-that-nobody-set.txt")

    assert intake.understood.startswith("Wards at 08:00-18:00: these are probably default hours")
    assert " Night Float at 18:00-06:00: these are probably default hours" in intake.understood
    assert intake.notes == ()


def test_619_warns_of_the_academic_year() -> None:
    """A report that speaks of no day of the plan was asked for with the wrong year."""
    (note,) = rpt619("619-academic-year-trap.txt").notes

    assert note.startswith("This report speaks of 2025-10-27 to 2026-06-30, and of no day of the plan.")
    assert "Month=7-26&Days=365" in note


def test_706_is_told_apart_from_a_roster() -> None:
    """The list of staff holds no duties, and says so instead of giving an empty schedule."""
    with pytest.raises(SourceError, match="list of staff") as caught:
        rpt625c("error-706-list-of-staff.txt")

    assert "Rpt=625c" in caught.value.cure


@pytest.mark.parametrize(
    "name", ["625c-columns-in-another-order.csv", "625c-without-staff-type.csv", "625btabs--with-dashes.txt"]
)
def test_625c_finds_its_columns_by_name(name: str) -> None:
    """The order of the columns, a missing staff type and unfilled rows change nothing."""
    assert told(rpt625c(name)) == ["2026-10-27 | Wards A | 2026-10-27T07:00:00-05:00 | 2026-10-27T17:00:00-05:00"]


def test_625c_an_unfilled_row_shows_how_far_the_roster_goes() -> None:
    """Nobody is `---` here too."""
    assert rpt625c("625btabs--with-dashes.txt").through == date(2026, 11, 3)


def test_625c_services_may_bear_an_asterisk() -> None:
    """`Services*` is nobody's, like `Services`."""
    assert [one.day.day for one in rpt625c("625c-service-with-an-asterisk.csv").entries] == [27]


def test_625c_matches_the_number_of_another_system() -> None:
    """A hospital's own number stands where Amion's would."""
    assert [one.title for one in rpt625c("625c-external-id.csv", "EPICID:R654321").entries] == ["Clinic"]


def test_625c_keeps_each_half_of_a_day_with_its_hours() -> None:
    """A morning and an afternoon are two duties."""
    assert [line.split(" | ")[1] for line in told(rpt625c("625c-two-halves-of-a-day.csv"))] == ["NW, am", "PRECEPT, pm"]


def test_625c_gives_every_leave_label_as_a_day_without_hours() -> None:
    """What the labels mean is the table's to say; none of them is lost."""
    intake = rpt625c("625c-leave-labels.csv")

    assert [one.title for one in intake.entries] == ["Vac", "Sick", "LWOP", "Jury Duty", "Personal Holiday"]
    assert all(one.span is None for one in intake.entries)


def test_625c_says_which_hours_were_probably_never_set() -> None:
    """The same doubt as in the other report."""
    assert rpt625c("625c-hours-that-nobody-set.csv").understood.startswith("Clinic at 08:00-18:00: these are probably")
