"""Tones: how much a parent is there, beside their line, only where the family plans by the model of sleep."""

from __future__ import annotations

from dataclasses import replace

from homecall.outlets.picture.cut import between
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Picture, Tone
from homecall.outlets.picture.tones import modelled, toned
from homecall.outlets.ribbon.part import children_week, week
from homecall.outlets.ribbon.render import render
from homecall.spans.span import Span
from tests.unit.helpers import ANA, BEN, case, clocks, duty, household

HOME = replace(household(duty("4 07:00 - 5 11:00"), parents=(ANA, BEN)), rest="model")
PLAN = case(HOME, ["mia ben 4 07:00 - 7 00:00"], [], [], days=3).plan


def drawn(rest: str = "model") -> Picture:
    """Three days with Ana's call in them."""
    family = replace(HOME, rest=rest)
    return modelled(family, picture_of(family, PLAN))


def tones(picture: Picture, who: str = "ana") -> list[Tone]:
    """All tones of somebody."""
    threads = (thread for day in picture.days for thread in day.threads if thread.person == who)
    return [tone for thread in threads for tone in thread.tones]


def test_after_a_call_another_should_drive_and_the_reason_says_who_found_that() -> None:
    """The first of all that is said of her is the hours, with a paper."""
    wheel = next(one for one in tones(drawn()) if one.fullness == "wheel")
    assert wheel.said.startswith("Ana: somebody else should drive, ")
    assert "Barger" in wheel.said or "Tefft" in wheel.said


def test_by_constants_nothing_is_said_of_anybody() -> None:
    """The picture is the one it was."""
    assert drawn("constants") == picture_of(replace(HOME, rest="constants"), PLAN)
    assert not drawn("constants").toned


def test_at_work_and_asleep_there_is_no_tone() -> None:
    """On the morning of her call there is an hour of waking up, and then a day and a night at work."""
    spans = [one.span for one in tones(drawn())][:2]
    assert clocks(spans) == ["4 06:00-07:00", "5 11:00-12:00"]


def test_a_part_of_a_day_keeps_the_tones_inside_it() -> None:
    """Cut where the part ends."""
    day = drawn().days[1]
    part = Span(day.span.start + 700, day.span.start + 800)
    cut = between(day, part)
    spans = [tone.span for thread in cut.threads for tone in thread.tones]
    assert spans
    assert all(part.covers(one) for one in spans)


def test_the_page_draws_them_by_width_and_without_red() -> None:
    """Each has its words, the wheel a dotted edge; the legend says what they mean, and only where there are any."""
    page = render(HOME, PLAN).decode()
    assert page.count('class="edge"') == 2 * len([t for t in tones(drawn()) if t.fullness == "wheel"]) + 1
    assert "tired, or perhaps still asleep" in page
    assert "safe to drive" not in page
    assert 'class="tone' not in render(replace(HOME, rest="constants"), PLAN).decode()


def test_a_page_may_say_where_a_tone_leads_and_children_have_none() -> None:
    """A link with a place for a finger; the ribbon for readers has no adult's line at all."""
    one = Tone(Span(PLAN.span.start + 600, PLAN.span.start + 700), "there", "Ana: there.", "/why/ana/")
    page = week(HOME, PLAN, 0, None, lambda who, day: [one] if who == "ana" and day.span.covers(one.span) else [])
    assert page.count('href="/why/ana/"') == 2
    assert 'class="tone' not in children_week(HOME, PLAN, 0)
    assert toned(drawn(), lambda _who, _day: ()).toned is False
