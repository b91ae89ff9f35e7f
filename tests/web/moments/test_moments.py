"""The Moments page: kept first, months ahead, gently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.spans.span import Span, instant
from homecall.timeline.period import Kind, Period
from homecall.timeline.timeline import Timeline
from homecall.web.family import store as families
from homecall.web.moments.ahead import coming
from homecall.web.moments.pages import moments_page
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from tests.web.made import Sitting, seat
from tests.web.queries import growth

NOW = instant(datetime.fromisoformat("2026-11-30T06:00:00-06:00"))


@pytest.fixture
def shown(demo: Sitting) -> Shown:
    """The demo family's plan."""
    found = plans.shown(seat(demo.family))
    assert found is not None
    return found


def with_moment(family: Household, at: str, **more: object) -> Household:
    """The family with a dated moment of an hour and a half."""
    start = datetime.fromisoformat(at)
    one = Moment("fair", "Science fair", ("mia",), start=start, end=start.replace(hour=start.hour + 1), **more)  # type: ignore[arg-type] # fields by name
    return replace(family, moments=(*family.moments, one))


def line(person: str, through: date | None, *periods: tuple[str, str]) -> Timeline:
    """A schedule that is known so far, with some work in it."""
    spans = [Span(*(instant(datetime.fromisoformat(f"{at}-06:00")) for at in pair)) for pair in periods]
    made = tuple(Period(person, span, Kind.WORK, "Wards A", date(2027, 2, 3), "x") for span in spans)
    return Timeline(person, made, through)


def test_what_is_kept_stands_first(shown: Shown) -> None:
    """And in the headline; what is open follows."""
    page = moments_page(shown.household, shown, NOW)
    assert "kept" in page.headline or "place this week" in page.headline
    assert all(one.state == "kept" for one in page.kept)
    assert all(one.state != "kept" for one in page.open)


def test_a_moment_beyond_the_schedules_is_not_known_yet(shown: Shown) -> None:
    """It says how far the schedule is known, and when to ask."""
    family = with_moment(shown.household, "2027-02-03T10:00")
    schedules = {one.id: line(one.id, date(2026, 12, 31)) for one in family.parents}
    found = coming(family, schedules, NOW)[-1]
    assert [one.state for one in found.chances] == ["unknown", "unknown"]
    assert not found.enough


def test_a_moment_months_ahead_is_matched_with_the_schedules(shown: Shown) -> None:
    """One parent works, the other is free, and anybody will do."""
    family = with_moment(shown.household, "2027-02-03T10:00")
    work = line("ana", None, ("2027-02-03T07:30", "2027-02-03T17:00"))
    found = coming(family, {"ana": work, "ben": line("ben", None)}, NOW)[-1]
    assert [(one.parent, one.state) for one in found.chances] == [("ana", "works"), ("ben", "free")]
    assert found.enough


def test_a_moment_for_all_needs_all(shown: Shown) -> None:
    """With one of two it still asks for more."""
    family = with_moment(shown.household, "2027-02-03T10:00", who="all")
    work = line("ana", None, ("2027-02-03T07:30", "2027-02-03T17:00"))
    assert not coming(family, {"ana": work}, NOW)[-1].enough


def test_the_road_home_counts_as_work(shown: Shown) -> None:
    """Ana needs 25 minutes from her hospital."""
    family = with_moment(shown.household, "2027-02-03T10:00", who="listed", parents=("ana",))
    work = line("ana", None, ("2027-02-03T05:00", "2027-02-03T09:45"))
    assert coming(family, {"ana": work}, NOW)[-1].chances[0].state == "works"


def test_what_is_over_is_not_coming(shown: Shown) -> None:
    """A moment is shown until it ends."""
    family = with_moment(shown.household, "2026-11-20T10:00")
    assert "fair" not in {one.moment.id for one in coming(family, {}, NOW)}


def test_what_would_open_a_moment_is_said(shown: Shown) -> None:
    """Which duty to trade, and whose schedule to ask about before it is written."""
    family = with_moment(shown.household, "2027-02-03T10:00")
    ana = line("ana", None, ("2027-02-03T07:30", "2027-02-03T17:00"))
    schedules = {"ana": ana, "ben": line("ben", date(2026, 12, 31))}
    known = Shown(*(getattr(shown, name) for name in SHOWN))
    known.__dict__["household"] = replace(shown.household, schedules=schedules)
    found = moments_page(family, known, NOW).open[-1]
    assert "trade “Wards A”" in found.ways[0]
    assert "known through Thursday 31 December" in found.ways[1]


SHOWN = ("id", "family", "revision", "made", "first", "days", "final", "text", "situation", "file")


def test_rituals_tell_what_is_there_and_count_nothing_missed(shown: Shown) -> None:
    """No sentence of a ritual speaks of missing, failing or percent."""
    page = moments_page(shown.household, shown, NOW)
    words = " ".join(said for one in page.rituals for said in (*one.said, one.next)).lower()
    assert [one.id for one in page.rituals] == ["bedtime", "saturday", "breakfast", "pancakes"]
    assert not any(word in words for word in ("miss", "fail", "%", "only", "score", "late"))


def test_a_ritual_without_room_is_offered_again(shown: Shown) -> None:
    """The week in which it is not says so kindly."""
    plan = replace(shown.plan, moments=tuple(one for one in shown.plan.moments if one.moment != "saturday"))
    shown.__dict__["plan"] = plan
    saturday = next(one for one in moments_page(shown.household, shown, NOW).rituals if one.id == "saturday")
    assert saturday.said == ("This week has no room for it; it is offered again.",)
    assert not any(mark.chips for mark in saturday.days)


def test_a_ritual_below_its_wish_says_how_many_are_whose(shown: Shown) -> None:
    """Three of four are Ana's: a fact, and no score."""
    kept = [one for one in shown.plan.moments if one.moment == "bedtime" and one.kept and "ana" in one.parents]
    shown.__dict__["plan"] = replace(shown.plan, moments=tuple(kept[:3]))
    bedtime = next(one for one in moments_page(shown.household, shown, NOW).rituals if one.id == "bedtime")
    assert bedtime.said == ("3 of 4 are Ana’s.",)


def test_without_a_plan_the_page_says_that_it_is_coming(demo: Sitting) -> None:
    """A new family sees no guess about who is free."""
    family = families.newest(demo.family).household
    page = moments_page(family, None, NOW)
    assert not page.planned
    assert not page.open


def test_a_moment_that_was_just_added_is_there_before_the_plan_is(parent: Sitting) -> None:
    """The page shows the household as it is edited, against the schedules that are read."""
    families.change(parent.family, lambda home: with_moment(home, "2026-12-16T10:00"), "Ana", "More.")
    assert "Science fair" in parent.client.get("/moments/").text


def test_a_title_is_text(parent: Sitting) -> None:
    """Whatever stands in it."""
    edit = lambda home: replace(with_moment(home, "2026-12-16T10:00"), name="<b>x</b>")  # noqa: E731 (a change in one line)
    families.change(parent.family, edit, "Ana", "More.")
    assert "<b>x" not in parent.client.get("/moments/").text


def test_the_page_asks_as_much_for_many_moments(parent: Sitting) -> None:
    """Whatever the number of moments."""

    def grow() -> None:
        for n in range(1, 9):
            add = lambda home, n=n: replace(home, moments=(*home.moments, dated(n)))  # noqa: E731 (a change in one line)
            families.change(parent.family, add, "Ana", "More.")

    growth(parent.client, "/moments/", grow)


def dated(number: int) -> Moment:
    """One of many moments."""
    start = datetime(2026, 12, 10 + number, 9)
    return Moment(f"m{number}", f"Moment {number}", ("mia",), start=start, end=start.replace(hour=10))
