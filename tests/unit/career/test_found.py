"""Roles as schedules show them."""

from __future__ import annotations

from homecall.career.found import Visits, found, kind_of
from homecall.career.roles import Hours, RoleKind
from homecall.spans.wall import parse_weekly
from homecall.timeline.period import Kind
from tests.unit.career.families import duty, family

VISITS = Visits(weekday=0.5, weekend=1.5, hours=2.0, weekday_call=14 * 60, weekend_call=14 * 60)


def test_a_title_that_comes_back_at_the_same_hours_is_fixed() -> None:
    """Three Thursdays of clinic are a clinic on Thursdays."""
    duties = [duty(7 * week + 3, "13:00", "17:00", "Clinic", Kind.CLINIC) for week in range(3)]
    (one,) = found(family(*duties))
    assert (one.title, one.count, one.times) == ("Clinic", 3, (parse_weekly("Thu 13:00-17:00"),))
    assert one.hours == Hours(4, 4)


def test_hours_that_change_float() -> None:
    """Wards on other days each week have no fixed time, and a range of hours."""
    some = {0: ("08:00", "17:00"), 1: ("08:00", "18:00"), 9: ("09:00", "12:00"), 20: ("08:00", "09:00")}
    (one,) = found(family(*(duty(n, *hours, "Wards") for n, hours in some.items())))
    assert one.times == ()
    assert (one.hours.low, one.hours.high) == (1.0, 19.0)


def test_what_comes_once_is_no_role_and_case_makes_no_other() -> None:
    """A lecture is an event; "CLINIC" is the clinic."""
    duties = (duty(0, title="Clinic"), duty(7, title="CLINIC "), duty(2, title="A lecture"))
    assert [one.title for one in found(family(*duties))] == ["Clinic"]


def test_leave_is_no_role_and_a_call_from_home_none_where_nobody_says_what_it_asks() -> None:
    """Nobody knows from a schedule alone how much of a home call was work."""
    some = [duty(n, kind=kind) for n, kind in enumerate([Kind.LEAVE, Kind.LEAVE, Kind.HOME_CALL, Kind.HOME_CALL])]
    assert found(family(*some)) == ()
    assert [one.from_home for one in found(family(*some), VISITS)] == [True]


def test_calls_from_home_ask_for_their_visits() -> None:
    """One weekday's call a week asks for an hour, with both days of a weekend for seven, at no fixed time."""
    calls = [duty(n, "17:00", "07:00", "Home call", Kind.HOME_CALL) for n in (0, 7, 12, 13)]
    (one,) = found(family(*calls), VISITS)
    assert (one.hours, one.times, one.kind) == (Hours(1.0, 7.0), (), RoleKind.CALL)


def test_half_a_call_from_home_asks_for_half() -> None:
    """Rates hold for a whole call; what is longer than that is one call still."""
    calls = [duty(n, "17:00", end, "Home call", Kind.HOME_CALL) for n, end in enumerate(["00:00", "07:00", "17:00"])]
    assert [VISITS.expected(one) for one in calls] == [0.5, 1.0, 1.0]


def test_words_say_what_a_title_is() -> None:
    """What a title means in the household comes before its words."""
    said = {"Quality Committee": RoleKind.COMMITTEE, "Research half day": RoleKind.RESEARCH, "GOR": RoleKind.CLINICAL}
    assert {title: kind_of(title) for title in said} == said
    assert kind_of("Teaching night", Kind.NIGHT) is RoleKind.CALL
