"""What the reader takes from a household file."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from homecall.household.codec import LARGEST, decode, read
from homecall.household.moments import Usual
from homecall.household.people import ShiftMeaning, SourceSpec
from homecall.household.places import Place
from homecall.household.prices import Prices
from homecall.spans.wall import Clock, Weekly, parse_weekly
from homecall.timeline.period import Kind, Overrun
from tests.unit.household.texts import EXAMPLE, REST, SMALL, changed, refusal

PLANNING = Path(__file__).parents[3] / "docs" / "reference" / "planning.md"


def test_the_copy_is_the_example_of_the_contract() -> None:
    """The corpus holds the very example that the contract shows."""
    found = re.search(r"```toml\n(.*?)```", PLANNING.read_text("utf-8"), re.DOTALL)
    assert found is not None
    assert found[1] == EXAMPLE


def test_the_example_alone_speaks_of_a_child_it_does_not_have() -> None:
    """The contract's excerpt leaves out Leo and Ben; the reader says so where Leo is named first."""
    error = refusal(EXAMPLE)
    line = next(number for number, text in enumerate(EXAMPLE.splitlines(), 1) if '"leo"' in text)
    assert error.where == f"household.toml:{line}"
    assert '"leo"' in error.message


def test_the_example_with_its_people_reads() -> None:
    """The parent of the contract's example arrives whole."""
    ana = read(EXAMPLE + REST, "household.toml").parents[0]
    assert (ana.id, ana.name, ana.work_rules, ana.commute, ana.drives) == ("ana", "Ana", "acgme-resident", 25, True)
    assert ana.schedule == (SourceSpec("amion-619", path="feeds/amion-619.csv", match="Rivera"),)
    overrun = Overrun(60.0, 150.0)
    assert ana.shifts == (ShiftMeaning("Call: *", Kind.IN_HOUSE_CALL, Clock(7 * 60), Clock(11 * 60, 1), overrun),)


def test_the_child_of_the_example_reads() -> None:
    """The child arrives with its place and the days that it is closed."""
    mia = read(EXAMPLE + REST, "household.toml").children[0]
    closed = frozenset({date(2026, 11, 26), date(2026, 11, 27)})
    assert (mia.born, mia.wakes, mia.bedtime) == (date(2022, 3, 5), Clock(405), Clock(1185))
    assert mia.places == (Place("Oak Street preschool", parse_weekly("Mon-Fri 08:30-15:00"), 15, closed),)


def test_the_carer_of_the_example_reads() -> None:
    """The carer arrives with every term."""
    rosa = read(EXAMPLE + REST, "household.toml").carers[0]
    assert rosa.hours == (parse_weekly("Mon-Fri 07:00-18:30"),)
    assert rosa.on_request == (parse_weekly("Sat 08:00-20:00"),)
    assert (rosa.kind, rosa.rules, rosa.rate, rosa.guaranteed) == ("nanny", "us-nanny", 27.5, 40.0)
    assert (rosa.min_shift, rosa.max_day, rosa.max_week, rosa.notice) == (3.0, 10.0, 50.0, 48.0)
    assert (rosa.drives, rosa.overnight, rosa.standby, rosa.per_use, rosa.uses_left) == (True, False, 30, 0.0, 10)


def test_the_moments_of_the_example_read() -> None:
    """Recurring and dated moments arrive in the order of the file."""
    bedtime, play, saturday = read(EXAMPLE + REST, "household.toml").moments
    assert (bedtime.who, bedtime.goal, bedtime.minutes) == ("each", 4, 15)
    assert (play.start, play.end) == tuple(map(datetime.fromisoformat, ("2026-12-10T14:00", "2026-12-10T15:30")))
    assert (play.travel, play.importance, play.dated) == (15, "must", True)
    assert saturday.window == parse_weekly("Sat 08:00-11:00")


def test_the_rest_of_the_example_reads() -> None:
    """The usual entry and the prices arrive; the example's prices are the defaults."""
    household = read(EXAMPLE + REST, "household.toml")
    assert household.usual == (Usual(("mia",), "ben", parse_weekly("Tue,Thu 08:00-08:30")),)
    assert household.prices == Prices()
    assert (household.name, household.timezone) == ("The Rivera-Okafor family", "America/Chicago")


def test_parents_children_and_carers_have_defaults() -> None:
    """What is left out means the least surprising thing."""
    household = read(SMALL, "household.toml")
    ben, mia, rosa = household.parents[1], household.children[0], household.carers[0]
    assert (ben.name, ben.work_rules, ben.commute, ben.drives) == ("Ben", "none", 0, True)
    assert (mia.wakes, mia.bedtime, mia.places[0].travel) == (Clock(390), Clock(1170), 0)
    assert (rosa.name, rosa.rules, rosa.drives, rosa.overnight) == ("Rosa", "none", False, False)
    assert (rosa.standby, rosa.uses_left, rosa.max_day, rosa.max_week) == (None, None, 24.0, 168.0)


def test_moments_have_defaults() -> None:
    """A moment is for anyone, every day, for its whole window, and should happen."""
    story, play = read(SMALL, "household.toml").moments
    assert (story.title, story.who, story.importance, story.goal) == ("Story", "any", "should", None)
    assert story.window == Weekly(frozenset(range(7)), Clock(19 * 60), Clock(19 * 60 + 45))
    assert (story.minutes, story.one_on_one, play.travel) == (45, False, 0)


def test_a_birthday_may_be_missing_or_in_quotes() -> None:
    """A child without a birthday was born long ago; a date in quotes is a date."""
    assert read(changed("born = 2022-03-05\n", ""), "x").children[0].born is None
    assert read(changed("born = 2022-03-05", 'born = "2022-03-05"'), "x").children[0].born == date(2022, 3, 5)


def test_numbers_may_be_written_either_way() -> None:
    """25.0 minutes are 25 minutes, and 15 is a price."""
    household = read(changed("commute = 25", "commute = 25.0"), "x")
    assert household.parents[0].commute == 25
    assert isinstance(household.parents[0].commute, int)
    assert isinstance(household.prices.ask, float)


def test_a_schedule_may_say_how_far_it_reaches_and_name_a_sheet() -> None:
    """`published_through` and `sheet` belong to a schedule; a link may be webcal."""
    text = changed(
        'path = "ana.ics"', 'url = "webcal://x.example/s"\npublished_through = 2026-12-31\nsheet = "Block 6"'
    )
    expected = SourceSpec("ics", url="webcal://x.example/s", published_through=date(2026, 12, 31), sheet="Block 6")
    assert read(text, "x").parents[0].schedule == (expected,)


def test_a_schedule_may_say_how_its_sheet_is_laid_out() -> None:
    """`layout` is one of a few words, `first_day` a date."""
    text = changed('path = "ana.ics"', 'path = "year.xlsx"\nlayout = "annual"\nfirst_day = 2026-06-24')
    expected = SourceSpec("ics", path="year.xlsx", layout="annual", first_day=date(2026, 6, 24))
    assert read(text, "x").parents[0].schedule == (expected,)


def test_an_unknown_layout_is_refused_with_the_nearest() -> None:
    """A slip in the word is named with what was probably meant."""
    assert '"annual"' in refusal(changed('path = "ana.ics"', 'path = "year.xlsx"\nlayout = "anual"')).cure


def test_a_shift_may_depend_on_its_day() -> None:
    """`days`, `with` and `without` are the conditions of a shift."""
    text = changed('kind = "night"', 'kind = "night"\ndays = "Sat-Sun"\nwith = "Clinic*"\nwithout = "Jeopardy"')
    shift = read(text, "x").parents[0].shifts[0]
    assert (shift.days, shift.with_title, shift.without) == (frozenset({5, 6}), "Clinic*", "Jeopardy")


def test_a_list_in_who_names_parents() -> None:
    """Listed parents are kept in their order."""
    moment = read(changed('id = "story"', 'id = "story"\nwho = ["ben", "ana"]'), "x").moments[0]
    assert (moment.who, moment.parents) == ("listed", ("ben", "ana"))


def test_a_moment_may_be_one_on_one() -> None:
    """`one_on_one` belongs to a moment with a window."""
    assert read(changed('id = "story"', 'id = "story"\none_on_one = true'), "x").moments[0].one_on_one


def test_a_place_may_close_the_next_day() -> None:
    """An end with +1 is after any start."""
    text = changed('start = "08:30"\nend = "15:00"', 'start = "18:00"\nend = "08:00+1"')
    assert read(text, "x").children[0].places[0].hours.end == Clock(480, 1)


def test_closed_takes_days_ranges_and_native_dates() -> None:
    """Both ends of a range are closed."""
    text = changed('end = "15:00"', 'end = "15:00"\nclosed = [2026-11-26, "2026-12-30/2027-01-01"]')
    days = ("2026-11-26", "2026-12-30", "2026-12-31", "2027-01-01")
    assert read(text, "x").children[0].places[0].closed == frozenset(map(date.fromisoformat, days))


def test_days_may_be_written_in_full() -> None:
    """Whole words and short ones mean the same."""
    text = changed('days = "Mon-Fri"', 'days = "Monday - fri, Sunday"')
    assert read(text, "x").children[0].places[0].hours.days == frozenset({0, 1, 2, 3, 4, 6})


def test_a_shift_as_long_as_the_longest_stretch_is_possible() -> None:
    """Hours and hours on request that touch make one stretch, over midnight and over the weekend."""
    terms = 'hours = ["Sun 18:00-24:00"]\non_request = ["Mon 00:00-06:00"]\nmin_shift = 12'
    text = changed('hours = ["Mon-Fri 07:00-18:30"]', terms)
    assert read(text, "x").carers[0].min_shift == 12.0


def test_a_byte_order_mark_and_line_ends_of_windows_are_no_hindrance() -> None:
    """A file saved by a Windows editor reads like any other."""
    content = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert read(decode(content, "x"), "x") == read(SMALL, "x")
    assert read("\ufeff" + SMALL, "x") == read(SMALL, "x")


def test_the_largest_file_reads() -> None:
    """The limit itself is allowed."""
    text = SMALL + "#" * (LARGEST - len(SMALL))
    assert read(text, "x") == read(SMALL, "x")


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "UTC"])
def test_every_zone_by_its_name_is_known(zone: str) -> None:
    """A family lives anywhere."""
    assert read(changed("America/Chicago", zone), "x").timezone == zone
