"""The calendar as a file: strict to the octet, true to the plan to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.errors import PlanError
from homecall.outlets.ics.event import times
from homecall.outlets.ics.render import render
from homecall.plan.plan import Plan
from homecall.spans.span import Span, union
from homecall.spans.wall import Clock, Wall
from tests.unit.outlets.ics.strict import blocks, expanded, problems, seen
from tests.unit.outlets.ics.week import asked_plan, family, led, plan, rich_plan

HOME = family()
EVERYBODY = ("ana", "ben", "rosa", "joan", "mia", "leo")
ZONES = ("America/Chicago", "Australia/Lord_Howe", "UTC", "Pacific/Apia")
HOSTILE = (
    "Mia, Mia; Mia",
    "Mia\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "👩‍⚕️" * 40,
    "Ж" * 200,
    "\\n;:,\"'",
    "a\x00b\x07c\u2028d",
    " ",
)


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("zone", ZONES)
def test_a_strict_reader_finds_nothing_wrong(person: str, zone: str) -> None:
    """Line ends, lengths, nesting, properties and ids are right for everybody in every zone."""
    home = family(zone)
    assert problems(render(home, rich_plan(home), person)) == []


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("person", EVERYBODY)
def test_no_name_breaks_a_calendar(name: str, person: str) -> None:
    """Commas, line breaks, emoji and long names everywhere leave a good file with as many events."""
    place = replace(HOME.children[0].places[0], name=name)
    home = replace(
        HOME,
        name=name,
        parents=tuple(replace(one, name=name) for one in HOME.parents),
        children=tuple(replace(one, name=name, places=(place,) if one.places else ()) for one in HOME.children),
        carers=tuple(replace(one, name=name) for one in HOME.carers),
        moments=tuple(replace(one, title=name) for one in HOME.moments),
    )
    content = render(home, rich_plan(home), person)
    assert problems(content) == []
    assert len(seen(content)) == len(seen(render(HOME, rich_plan(HOME), person)))


def test_a_name_is_read_back_as_it_was_written() -> None:
    """Escaping is undone by a reader: nothing is lost from a name with commas and backslashes."""
    name = 'Mia, "the; one" \\ only 🦄'
    home = replace(HOME, children=(replace(HOME.children[0], name=name), HOME.children[1]))
    assert f"You have {name} and Leo" in [one.title for one in seen(render(home, plan(home), "ana"))]


@pytest.mark.parametrize("parent", ["ana", "ben"])
@pytest.mark.parametrize("zone", ZONES)
def test_stretches_are_the_plan_to_the_minute(parent: str, zone: str) -> None:
    """Expanded by another library, over midnight and the clock change, a parent's time is what the plan says."""
    home = family(zone)
    made = plan(home)
    assert union(expanded(render(home, made, parent), "With the children")) == union(led(made, parent))


@pytest.mark.parametrize("zone", ZONES)
def test_gaps_are_the_plan_to_the_minute(zone: str) -> None:
    """The open hours in the calendar are those of the plan, no more and no less."""
    home = family(zone)
    made = plan(home)
    assert union(expanded(render(home, made, "ana"), "Nobody yet")) == union(led(made, None))


def test_shifts_are_the_plan_to_the_minute() -> None:
    """Each shift of a carer is one event, with the shift's own times."""
    made = asked_plan(HOME)
    for carer in ("rosa", "joan"):
        shifts = [shift.span for shift in made.shifts if shift.carer == carer]
        assert sorted(expanded(render(HOME, made, carer), "Hours")) == sorted(shifts)


@pytest.mark.parametrize("child", ["mia", "leo"])
def test_a_childs_day_is_whole(child: str) -> None:
    """Who is here, places and gaps together fill the whole plan."""
    made = plan(HOME)
    content = render(HOME, made, child)
    gaps = [c.span for c in made.cover if c.child == child and c.lead is None]
    assert union([*expanded(content, "Who is here"), *expanded(content, "Places"), *gaps]) == (made.span,)


def test_the_night_of_the_change_has_its_hour_more() -> None:
    """Half past six to nine is fourteen and a half hours by the clock and fifteen and a half in truth."""
    night = max(seen(render(HOME, plan(HOME), "ana")), key=lambda one: one.span.minutes if "Leo" in one.title else 0)
    assert night.span.minutes == 15 * 60 + 30


def test_the_hour_that_comes_twice_is_written_in_utc() -> None:
    """A local time that occurs twice means the first; the second can only be said in UTC."""
    wall = Wall("America/Chicago")
    first = wall.at(date(2026, 11, 1), Clock.parse("01:30"))
    assert times(Span(first, first + 15), wall)[0] == "DTSTART;TZID=America/Chicago:20261101T013000"
    assert times(Span(first + 60, first + 90), wall) == ("DTSTART:20261101T073000Z", "DTEND:20261101T080000Z")


def test_a_handover_in_the_hour_that_comes_twice_is_exact() -> None:
    """Ana hands over at the second half past one; both parents' calendars say that minute."""
    made = plan(HOME, {"mia": "31 00:00 ana, 2 00:00 ben", "leo": "31 00:00 ana, 2 00:00 ben"}, days=3)
    second = HOME.wall.at(date(2026, 11, 1), Clock.parse("01:30")) + 60
    cut = [replace(c, span=Span(c.span.start, second)) for c in made.cover if c.lead == "ana"]
    rest = [replace(c, lead="ben", span=Span(second, c.span.end)) for c in made.cover if c.lead == "ana"]
    moved = replace(made, cover=(*cut, *rest, *(c for c in made.cover if c.lead == "ben")))
    for parent in ("ana", "ben"):
        assert union(expanded(render(HOME, moved, parent), "With the children")) == union(led(moved, parent))


def test_the_head_says_whose_it_is_and_when_to_look_again() -> None:
    """Name, publishing method and refresh hints stand where applications look for them."""
    lines = render(HOME, plan(HOME), "ana").decode().split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "X-WR-CALNAME:Ana · The Rivera-Okafor family" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines


def test_every_zone_in_use_is_explained() -> None:
    """The rules of the zone are in the file, for the plan's year."""
    content = render(HOME, plan(HOME), "ana").decode()
    assert content.count("BEGIN:VTIMEZONE") == content.count("TZID:America/Chicago\r\n") == 1
    assert "DTSTART:20261101T020000\r\nTZOFFSETFROM:-0500" in content


def test_stamps_come_from_the_plan() -> None:
    """No clock but the plan's is looked at."""
    stamps = {line for lines in blocks(render(HOME, plan(HOME), "ana")).values() for line in lines if "STAMP" in line}
    assert stamps == {"DTSTAMP:20261031T010000Z"}


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_same_plan_gives_the_same_bytes(person: str) -> None:
    """There is no order or dice of its own in the outlet."""
    made = rich_plan(HOME)
    shuffled: Plan = replace(made, cover=made.cover[::-1], shifts=made.shifts[::-1], moments=made.moments[::-1])
    assert render(HOME, made, person) == render(family(), rich_plan(family()), person)
    assert render(HOME, shuffled, person) == render(HOME, made, person)


def test_ids_of_two_people_never_meet() -> None:
    """Whoever subscribes to all calendars of a family gets every event."""
    ids = [uid for person in EVERYBODY for uid in blocks(render(HOME, rich_plan(HOME), person))]
    assert len(ids) == len(set(ids))
    assert all(uid.endswith("@homecall") for uid in ids)


def test_an_unknown_person_is_refused() -> None:
    """The sentence names the id and those that would do."""
    with pytest.raises(PlanError, match=r"the id 'zoe'.*ana, ben, mia"):
        render(HOME, plan(HOME), "zoe")


def test_somebody_with_nothing_to_do_has_a_good_empty_calendar() -> None:
    """Aunt Joan is not needed: a calendar without events, which is still a calendar."""
    content = render(HOME, plan(HOME), "joan")
    assert (problems(content), seen(content)) == ([], [])
