"""Titles to meanings: patterns, day-sets, hours given and hours missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from homecall.household.people import Parent, ShiftMeaning
from homecall.sources.base import Entry
from homecall.sources.meanings import periods
from homecall.sources.titles import fits
from homecall.spans.span import Span
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Overrun, Period
from tests.unit.sources.corpus import HOME

MONDAY = date(2026, 11, 2)
BEFORE_CHANGE = date(2026, 10, 31)


def entry(title: str, day: date = MONDAY, start: str = "", end: str = "") -> Entry:
    """One line of a roster, with hours if both are given."""
    return Entry(title, day, HOME.span(day, Clock.parse(start), Clock.parse(end)) if start else None)


def meant(entries: list[Entry], *shifts: ShiftMeaning) -> tuple[Period, ...]:
    """The periods of one feed for a parent with these shifts."""
    return periods(entries, Parent("ana", "Ana", shifts=shifts), "rota.ics", HOME)[0]


def hours(period: Period) -> str:
    """The local hours of a period."""
    start, end = HOME.local(period.span.start), HOME.local(period.span.end)
    return f"{start:%d %H:%M}-{end:%d %H:%M}"


@pytest.mark.parametrize(
    ("pattern", "title"),
    [("Call: *", "call: NC-A"), ("wards ?", "Wards  A"), ("[AB]-day", "b-day"), ("Vac*", "Vac*"), ("PC", " pc ")],
)
def test_a_pattern_fits_without_regard_to_case_and_spaces(pattern: str, title: str) -> None:
    """Schedulers are not careful with either."""
    assert fits(pattern, title)


@pytest.mark.parametrize(("pattern", "title"), [("Call", "Call: A"), ("NC-*", "Call: NC-A"), ("", "x")])
def test_a_pattern_must_fit_the_whole_title(pattern: str, title: str) -> None:
    """A piece of a title is not the title."""
    assert not fits(pattern, title)


def test_the_first_shift_that_fits_wins() -> None:
    """The order of the household file decides."""
    found = meant([entry("Call: A")], ShiftMeaning("Call: A", Kind.HOME_CALL), ShiftMeaning("*", Kind.WORK))

    assert [one.kind for one in found] == [Kind.HOME_CALL]


def test_a_shift_may_hold_on_some_days_only() -> None:
    """A call on a weekday and on a weekend are two different duties."""
    weekend = ShiftMeaning(
        "Call", Kind.IN_HOUSE_CALL, Clock.parse("08:00"), Clock.parse("08:00"), days=frozenset({5, 6})
    )
    weekday = ShiftMeaning("Call", Kind.NIGHT, Clock.parse("16:00"), Clock.parse("08:00"))

    found = meant([entry("Call", MONDAY), entry("Call", BEFORE_CHANGE)], weekend, weekday)

    assert [one.kind for one in found] == [Kind.NIGHT, Kind.IN_HOUSE_CALL]


def test_a_shift_may_ask_for_another_title_of_the_day() -> None:
    """A call beside a weekend rotation means something else than a call alone."""
    both = ShiftMeaning("Call*", Kind.IN_HOUSE_CALL, with_title="Weekend *")
    tuesday = MONDAY + timedelta(days=1)

    found = meant(
        [entry("Call A"), entry("Weekend Wards"), entry("Call A", tuesday)], both, ShiftMeaning("*", Kind.HOME_CALL)
    )

    assert [one.kind for one in found] == [Kind.IN_HOUSE_CALL, Kind.HOME_CALL, Kind.HOME_CALL]


def test_a_shift_may_ask_for_the_absence_of_a_title() -> None:
    """A site code beside "Late" is only a marker."""
    day = ShiftMeaning("Site B", Kind.WORK, without="Late")

    found = meant([entry("Site B"), entry("Late")], day, ShiftMeaning("*", Kind.MARKER))

    assert [one.kind for one in found] == [Kind.MARKER, Kind.MARKER]


@pytest.mark.parametrize(
    ("start", "end", "want"),
    [
        ("07:00", "17:00", "02 07:00-02 17:00"),
        ("07:00", "11:00+1", "02 07:00-03 11:00"),
        ("19:00", "07:00", "02 19:00-03 07:00"),
        ("08:00", "08:00", "02 08:00-03 08:00"),
        ("08:00", "24:00", "02 08:00-03 00:00"),
    ],
)
def test_clock_times_of_the_shift_replace_the_feeds(start: str, end: str, want: str) -> None:
    """They stand on the day of the entry; an end that is not later is on the next day."""
    shift = ShiftMeaning("Call", Kind.IN_HOUSE_CALL, Clock.parse(start), Clock.parse(end))

    assert [hours(one) for one in meant([entry("Call", start="09:00", end="10:00")], shift)] == [want]


@pytest.mark.parametrize(
    ("start", "end", "want"),
    [
        ("06:00", None, "02 06:00-03 08:00"),
        (None, "20:00", "02 18:00-02 20:00"),
        (None, "09:00+1", "02 18:00-03 09:00"),
    ],
)
def test_one_clock_time_keeps_the_feeds_other(start: str | None, end: str | None, want: str) -> None:
    """Where only the start is given the end comes from the feed, and the other way round."""
    shift = ShiftMeaning(
        "Call", Kind.IN_HOUSE_CALL, Clock.parse(start) if start else None, Clock.parse(end) if end else None
    )

    assert [hours(one) for one in meant([entry("Call", start="18:00", end="08:00")], shift)] == [want]


def test_one_clock_time_without_a_feeds_other_is_no_hours() -> None:
    """A start alone does not say how long the duty takes."""
    found = meant([entry("Call")], ShiftMeaning("Call", Kind.WORK, Clock.parse("07:00")))

    assert (found[0].whole_day, hours(found[0])) == (True, "02 00:00-03 00:00")


def test_hours_over_a_clock_change_follow_the_wall() -> None:
    """A 28-hour call on the long night lasts 29."""
    shift = ShiftMeaning("Call", Kind.IN_HOUSE_CALL, Clock.parse("07:00"), Clock.parse("11:00+1"))

    assert meant([entry("Call", BEFORE_CHANGE)], shift)[0].span.minutes == 29 * 60


def test_an_unmapped_title_fills_the_days_it_touches() -> None:
    """Nobody said what it is, so it is busy for both of its days, and listed once."""
    parent = Parent("ana", "Ana")
    lines = [entry("NC-X", start="22:00", end="06:00"), entry("NC-X"), entry("ZZ")]

    found, unmapped = periods(lines, parent, "rota.ics", HOME)

    assert unmapped == ("NC-X", "ZZ")
    assert [hours(one) for one in found] == ["02 00:00-04 00:00", "02 00:00-03 00:00", "02 00:00-03 00:00"]
    assert {(one.kind, one.whole_day) for one in found} == {(Kind.UNMAPPED, True)}


def test_an_end_at_midnight_touches_no_further_day() -> None:
    """Half-open: a duty until midnight is of one day."""
    assert hours(meant([entry("NC-X", start="12:00", end="24:00")])[0]) == "02 00:00-03 00:00"


def test_a_mapped_duty_without_hours_fills_its_day_without_overrun() -> None:
    """Busy all day, and nothing is known of how late it ends."""
    found = meant([entry("Wards")], ShiftMeaning("Wards", Kind.WORK, overrun=Overrun(30, 90)))

    assert (found[0].kind, found[0].whole_day, found[0].overrun) == (Kind.WORK, True, None)


def test_a_duty_with_hours_keeps_its_own_overrun() -> None:
    """How late it ends comes from the household's table."""
    found = meant(
        [entry("Wards", start="07:00", end="17:00")], ShiftMeaning("Wards", Kind.WORK, overrun=Overrun(30, 90))
    )

    assert (found[0].whole_day, found[0].overrun) == (False, Overrun(30, 90))


def test_a_period_knows_where_it_comes_from() -> None:
    """Person, title, roster day and feed stay with it."""
    found = meant([entry("Wards", start="07:00", end="17:00")], ShiftMeaning("*", Kind.WORK))[0]

    assert (found.person, found.title, found.day, found.source) == ("ana", "Wards", MONDAY, "rota.ics")
    assert found.span == Span(HOME.at(MONDAY, Clock(420)), HOME.at(MONDAY, Clock(1020)))
