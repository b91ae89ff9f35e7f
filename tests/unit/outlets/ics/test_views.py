"""Busy hours only, and the calendar that the whole family shares."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from homecall.errors import PlanError
from homecall.outlets.ics.render import render
from homecall.outlets.ics.views import FAMILY, View
from tests.unit.outlets.ics.strict import problems, seen
from tests.unit.outlets.ics.week import asked_plan, family, plan, rich_plan, span

HOME = family()
ADULTS = ("ana", "ben", "rosa", "joan")
WORDS = ("Mia", "Leo", "Rosa", "Joan", "preschool", "play", "Roses", "NC-A", "late")


@pytest.mark.parametrize("person", HOME.names)
def test_busy_hours_say_nothing_else(person: str) -> None:
    """No name, place, moment or reason stands in a calendar of busy hours, except whose it is."""
    content = render(HOME, asked_plan(HOME), person, scope="busy")
    body = content.decode().replace("\r\n ", "").split("BEGIN:VEVENT", 1)
    assert problems(content) == []
    assert [word for word in WORDS if len(body) == 2 and word in body[1]] == []
    assert {(one.title, one.notes) for one in seen(content)} <= {("Busy", "")}


def test_busy_hours_are_joined() -> None:
    """A play inside the hours with the children is not a second event."""
    busy = [one.span for one in seen(render(HOME, rich_plan(HOME), "ana", scope="busy"))]
    assert all(first.end < second.start for first, second in pairwise(busy))
    assert any(one.covers(span(HOME, "2 14:00", "2 15:30")) for one in busy)


def test_hours_that_need_a_yes_are_busy_perhaps() -> None:
    """Aunt Joan has not answered yet: her hours are taken tentatively."""
    (asked,) = seen(render(HOME, asked_plan(HOME), "joan", scope="busy"))
    assert (asked.status, asked.span) == ("TENTATIVE", span(HOME, "1 13:00", "1 15:00"))


def test_open_hours_make_nobody_busy() -> None:
    """A gap stands in a parent's full calendar and takes none of their time."""
    nobody = {"mia": "31 00:00 -", "leo": "31 00:00 -"}
    made = plan(HOME, nobody)
    assert seen(render(HOME, made, "ana"))
    assert seen(render(HOME, made, "ana", scope="busy")) == []


def test_the_two_scopes_are_two_calendars() -> None:
    """The busy one does not follow the full one: that would tell of it in its cancelled events."""
    full = render(HOME, rich_plan(HOME), "ana")
    with pytest.raises(PlanError, match="belongs to somebody else"):
        render(HOME, rich_plan(HOME), "ana", full, scope="busy")
    assert {one.uid for one in seen(full)}.isdisjoint(
        one.uid for one in seen(render(HOME, rich_plan(HOME), "ana", scope="busy"))
    )


def test_the_family_sees_who_has_whom() -> None:
    """Every lead of the plan stands once in the shared calendar, with a name and not as "you"."""
    titles = {one.title for one in seen(render(HOME, rich_plan(HOME), FAMILY))}
    assert {"Ana has Mia and Leo", "Rosa has Mia and Leo", "Nobody yet for Mia and Leo", "School play"} <= titles
    assert not any("You" in title for title in titles)


def test_the_family_calendar_tells_no_risk() -> None:
    """Lateness and home call are for the parent whom they concern."""
    text = render(HOME, rich_plan(HOME), FAMILY).decode()
    assert problems(text.encode()) == []
    assert [word for word in ("late", "call from home", "NC-A") if word in text] == []


def test_shared_events_take_nobodys_time() -> None:
    """They are public within the calendar, and transparent: what is private would be hidden from those it is for."""
    text = render(HOME, rich_plan(HOME), FAMILY).decode()
    assert "CLASS:PUBLIC" in text
    assert "CLASS:PRIVATE" not in text
    assert "TRANSP:OPAQUE" not in text


def test_an_ask_is_said_as_one() -> None:
    """Aunt Joan has not agreed; the family's calendar does not say that she comes."""
    (joan,) = [one for one in seen(render(HOME, asked_plan(HOME), FAMILY)) if "Joan" in one.title]
    assert (joan.title.split(" Mia")[0], joan.status) == ("Aunt Joan is asked to have", "TENTATIVE")


def test_a_family_is_never_all_busy() -> None:
    """Busy hours of nobody in particular are refused with a cure."""
    with pytest.raises(PlanError, match="Say whose with --person"):
        View(HOME, FAMILY, "busy")


def test_somebody_unknown_is_refused() -> None:
    """The sentence names the ids there are."""
    with pytest.raises(PlanError, match="The ids are ana, ben, mia, leo, rosa, joan"):
        View(HOME, "max")


def test_busy_hours_follow_their_own_past() -> None:
    """The same plan again gives the same octets, and a changed evening changes one event."""
    before = render(HOME, rich_plan(HOME), "ana", scope="busy")
    again = replace(rich_plan(HOME), now=rich_plan(HOME).now + 90)
    assert render(HOME, again, "ana", before, scope="busy") == before
