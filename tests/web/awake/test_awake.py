"""The page "when am I really there": every hour has a state, a reason and a source, and nobody is told to drive."""

from __future__ import annotations

import re

import pytest

from homecall.rules.facts.course import UNKNOWN, Course
from homecall.web.awake.instant import line_now, second
from homecall.web.awake.pages import awake_page, days_of, week_of
from homecall.web.awake.words import REASONS, STATES, length, reason
from homecall.web.plans import store as plans
from homecall.web.plans.sight import seen
from homecall.web.plans.store import Shown
from tests.web.made import Sitting, seat
from tests.web.queries import growth


@pytest.fixture
def shown(demo: Sitting) -> Shown:
    """The demo family's plan."""
    found = plans.shown(seat(demo.family))
    assert found is not None
    return found


@pytest.fixture
def week(shown: Shown) -> Course:
    """Ana's first week."""
    return seen(shown, shown.household.parents[0], days_of(shown, 0), shown.plan.now)


def test_a_day_is_covered_by_states_without_a_hole(shown: Shown, week: Course) -> None:
    """Every minute of every day is in one state, and each has its words."""
    for day in days_of(shown, 0):
        found = week.stretches(day)
        assert sum(one.span.minutes for one in found) == week.wall.day(day).minutes
        assert all(one.state in STATES for one in found)


def test_after_a_night_or_a_call_somebody_else_should_drive(shown: Shown, week: Course) -> None:
    """Somewhere in a resident's hard week, with a reason that names hours and a paper."""
    found = [one for day in days_of(shown, 0) for one in week.stretches(day) if one.state == "not_to_drive"]
    assert found
    assert all(one.fitness and one.fitness.source for one in found)


def test_a_sleep_has_its_range_and_source(shown: Shown) -> None:
    """Typical, low and high length, in words."""
    page = awake_page(shown, shown.household.parents[0], 0, shown.plan.now)
    naps = [nap for day in page.days for nap in day.sleeps]
    assert naps
    assert all("between" in nap.ranged and nap.source for nap in naps)


def test_a_day_beyond_the_schedule_is_not_known(shown: Shown, week: Course) -> None:
    """It is one stretch, and nothing is guessed."""
    last = week.schedule.through
    assert last is not None
    (only,) = week.stretches(last.fromordinal(last.toordinal() + 1))
    assert only.state == UNKNOWN


def test_every_reason_of_the_model_can_be_said_in_another_language(week: Course) -> None:
    """Each reason of four hard weeks is a sentence that the page knows, so that none stays English."""
    looks = range(week.frame.start, week.frame.end, 30)
    found = {week.person.at(at).reason for at in looks}
    unknown = {one for one in found if not any(re.fullmatch(pattern, one) for pattern, _said in REASONS)}
    assert len(found) > 8
    assert not unknown


def test_the_page_is_calm_and_never_says_safe(parent: Sitting) -> None:
    """Ana's own week, with her name on no score and nothing safe."""
    text = parent.client.get("/awake/").content.decode()
    assert "When am I really there" in text
    assert "How sure is that?" in text
    assert "safe to drive" not in text.lower()
    assert 'class="tone is-present"' in text


def test_one_parent_at_a_time_the_own_first(parent: Sitting, shown: Shown) -> None:
    """The other one is a link away, and somebody else is not there."""
    other = next(one for one in shown.household.parents if one.id != "ana")
    assert f"When {other.name} is really there" in parent.client.get(f"/awake/0/{other.id}/").content.decode()
    assert parent.client.get("/awake/0/rosa/").status_code == 404


def test_a_week_beyond_the_plan_is_the_last_one(demo: Sitting) -> None:
    """An old link still shows something."""
    assert demo.client.get("/awake/900/ana/").status_code == 200


def test_the_pages_ask_little(parent: Sitting, shown: Shown) -> None:
    """As many queries for every family."""
    for path in ("/awake/", "/awake/now/", "/awake/why/{at}/ana/"):
        assert growth(parent.client, path.format(at=shown.plan.span.start + 900), lambda: None) <= 12


def test_a_tone_leads_to_its_reason_and_that_to_what_the_model_does_not_know(demo: Sitting, shown: Shown) -> None:
    """From the table of a day to the instant, with its source, and on to the page that says how unsure it is."""
    page = awake_page(shown, shown.household.parents[0], 0, shown.plan.now)
    part = next(part for day in page.days for part in day.parts if part.state == "not_to_drive")
    text = demo.client.get(f"/awake/why/{part.at}/ana/").content.decode()
    assert part.why in text.replace("&#x27;", "'")
    assert "From: " in text
    assert 'href="/awake/about/"' in text
    about = demo.client.get("/awake/about/").content.decode()
    assert all(word in about for word in ("28 to 42", "taken as fixed", "no medical device", "Darwent et al. 2010"))


@pytest.mark.parametrize("path", ["/awake/why/0/ana/", "/awake/why/99999999999999/ana/", "/awake/why/{at}/rosa/"])
def test_an_instant_outside_the_plan_or_of_somebody_else_is_not_there(demo: Sitting, shown: Shown, path: str) -> None:
    """Whatever stands in the address."""
    assert demo.client.get(path.format(at=shown.plan.span.start)).status_code == 404


def test_today_says_how_awake_each_parent_is(parent: Sitting, shown: Shown) -> None:
    """A sentence for each, with its reason a tap away, and the question for whoever has an account."""
    text = parent.client.get("/awake/now/").content.decode()
    assert all(f"{one.name}: " in text for one in shown.household.parents)
    assert text.count('name="score"') == 9
    assert "/awake/now/" in parent.client.get("/today/").content.decode()


def test_who_only_looks_around_is_not_asked(demo: Sitting) -> None:
    """Nobody's answer could be kept."""
    assert 'name="score"' not in demo.client.get("/awake/now/").content.decode()
    assert "With an account" in demo.client.get("/awake/").content.decode()


def test_lengths_are_said_to_five_minutes() -> None:
    """Finer would be a lie."""
    assert [length(one) for one in (31, 120, 172)] == ["30 min", "2 h", "2 h 50 min"]
    assert reason("Slept about 1 hour in the last 24 hours.") == "Slept about 1 hour in the last 24 hours."


def test_another_model_speaks_only_where_it_says_otherwise(week: Course) -> None:
    """Agreed hours have no second opinion; where gates say tired and models do not, the gates go first."""
    looks = [
        (at, one) for at in range(week.frame.start + 4 * 1440, week.frame.end, 180) if (one := week.at(at)).fitness
    ]
    said = {at: second(week, at, one.state) for at, one in looks if one.state in ("present", "tired", "not_to_drive")}
    assert any(not lines for lines in said.values())
    tired = [line for at, lines in said.items() for line in lines if week.at(at).state != "present"]
    assert tired
    assert all("accidents goes first" in line for line in tired)


def test_a_line_for_today_says_what_is_and_what_comes(shown: Shown) -> None:
    """At work now, really there later, by the same quarters of an hour as the week."""
    ana = shown.household.parents[0]
    begin = shown.plan.span.start
    lines = [line_now(shown, ana, begin + minutes) for minutes in range(0, 1440, 67)]
    said = " ".join(line.said for line in lines if line)
    assert "at work or on the way" in said
    assert "; really there" in said
    assert line_now(shown, ana, begin - 1440) is None


def test_without_a_number_the_page_opens_at_the_week_of_today(demo: Sitting, shown: Shown) -> None:
    """Before the plan its first week, after it its last; where today is in it, it is marked."""
    begin, end = shown.plan.span.start, shown.plan.span.end
    assert [week_of(shown, at) for at in (begin - 1440, begin, end - 1, end + 14400)][:2] == [0, 0]
    assert week_of(shown, end - 1) == week_of(shown, end + 14400)
    assert ">today<" in demo.client.get("/awake/").content.decode()
