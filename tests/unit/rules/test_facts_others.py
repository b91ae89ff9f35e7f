"""Carers' windows, moments, usual days, nights, weeks and marks as facts (readings R1, R3, R11, R12, R20, R21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homecall.errors import HouseholdError
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.packs.read import limits, names, pack
from homecall.spans.wall import Horizon, Wall
from homecall.timeline.period import Period
from tests.unit.helpers import (
    ANA,
    BEN,
    WALL,
    at,
    carer,
    case,
    child,
    clocks,
    duty,
    facts,
    horizon,
    household,
    moment,
    place,
    span,
    usual,
)


def test_where_windows_overlap_hours_count() -> None:
    """Only the rest of what may be asked for needs an ask."""
    rosa = facts(household(carers=[carer("Mon 08:00-12:00", "Mon 06:00-20:00")])).carers["rosa"]
    assert clocks(rosa.hours) == ["4 08:00-12:00"]
    assert clocks(rosa.on_request) == ["4 06:00-08:00", "4 12:00-20:00"]
    assert clocks(rosa.available) == ["4 06:00-20:00"]


def test_a_carers_night_reaches_over_midnight_and_in_from_sunday() -> None:
    """Windows that start the day before count, clipped to the horizon."""
    rosa = facts(household(carers=[carer("Mon-Sun 22:00-06:00")])).carers["rosa"]
    assert clocks(rosa.hours) == ["4 00:00-06:00", "4 22:00-00:00"]


def test_notice_counts_from_now() -> None:
    """48 hours from Saturday noon."""
    rosa = facts(household(carers=[carer(notice=48.0)]), now="2 12:00").carers["rosa"]
    assert rosa.earliest_ask == at("4 12:00")


def test_the_stricter_limit_holds() -> None:
    """A pack's ten hours against a carer's own eight; what nobody limits is free."""
    pair = limits(carer(rules="us-au-pair", max_day=8.0, max_week=50.0))
    assert (pair.day, pair.any24, pair.week, pair.days_off, pair.infant_months) == (480, 600, 2700, 1.5, 3)
    free = limits(carer(min_shift=2.5))
    assert (free.day, free.any24, free.week, free.rest_in_week, free.shortest) == (None, None, None, None, 150)


def test_every_pack_has_its_sources_and_its_date() -> None:
    """A number without a source is an opinion."""
    assert names()[0] == "none"
    for name in names()[1:]:
        assert pack(name).sources
        assert date.fromisoformat(pack(name).as_of)


def test_an_unknown_pack_is_refused_with_the_known_ones() -> None:
    """The cure lists them."""
    with pytest.raises(HouseholdError, match=r"no rule pack 'us-nany'.*us-nanny"):
        pack("us-nany")


def test_a_dated_moment_knows_who_could_come() -> None:
    """Ben is at work until five minutes before the travel would end."""
    play = moment(dated="4 14:00-15:00", travel=15, who="all")
    family = household(duty("4 08:00-13:50", person="ben"), parents=[ANA, BEN], moments=(play,))
    (found,) = facts(family).dated
    assert (found.wanted, found.able) == (("ana", "ben"), ("ana",))
    assert clocks([found.away]) == ["4 13:45-15:15"]


def test_a_dated_moment_counts_if_it_starts_inside() -> None:
    """One that ends after the horizon does; one that began before does not."""
    late, early = moment(dated="4 23:00-01:00"), moment(dated="3 23:00-01:00")
    assert len(facts(household(moments=(late,))).dated) == 1
    assert facts(household(moments=(early,))).dated == ()


def test_occasions_have_their_day_and_week() -> None:
    """Tuesdays of three weeks from Monday on."""
    family = household(moments=(moment("Tue 18:00-19:00"),))
    found = facts(family, days=21).occasions
    assert [(o.day.day, o.week) for o in found] == [(5, 0), (12, 1), (19, 2)]


def test_a_window_over_the_end_of_the_horizon_is_cut() -> None:
    """22:00 to 02:00 has two hours on the last day."""
    (found,) = facts(household(moments=(moment("Mon 22:00-02:00"),))).occasions
    assert clocks([found.window]) == ["4 22:00-00:00"]


def test_a_usual_day_is_what_its_children_need_of_the_window() -> None:
    """In preschool from 09:00 on, the window from 08:00 to 10:00 asks for one hour; one in a place asks for none."""
    kids = [child("mia", "07:00-20:00", place("Mon 09:00-15:00"))]
    family = household(children=kids, usual=(usual("Mon 08:00-10:00"), usual("Mon 10:00-12:00")))
    (found,) = facts(family).usual
    assert [(kid, clocks([part])) for kid, part in found.parts] == [("mia", ["4 08:00-09:00"])]


def test_nights_are_cut_to_the_horizon() -> None:
    """Where some child needs cover; none does before it is born."""
    assert clocks(facts(household(), days=2).nights) == ["4 00:00-06:00", "4 22:00-06:00", "5 22:00-00:00"]
    born = household(children=[child("mia", born=date(2027, 1, 5))])
    assert clocks(facts(born, days=2).nights) == ["4 22:00-06:00", "5 22:00-00:00"]


def test_weeks_know_their_share() -> None:
    """Two clipped ends and what lies between."""
    found = facts_of(household(), Horizon(WALL, date(2027, 1, 7), 14, 0)).weeks
    assert [w.share for w in found] == [4 / 7, 1.0, 3 / 7]
    assert [w.whole for w in found] == [False, True, False]


def _marks(*periods: Period, **more: Any) -> set[str]:
    """The marks of Monday off the quarter hours."""
    found = facts(household(*periods, **more)).marks
    return {f"{WALL.local(m):%H:%M}" for m in found if WALL.local(m).minute % 15}


def test_marks_are_every_quarter_hour_and_every_edge() -> None:
    """Wake and bedtime, journeys, windows, moments with their travel; nothing else."""
    kid = child("mia", "06:50-19:40", place("Mon 08:32-15:00", 21))
    rosa, talk = carer("Mon 07:02-12:00", "Mon 12:00-18:03"), moment("Mon 18:04-19:00")
    play = moment(dated="4 16:05-16:30", travel=3, id="play")
    found = _marks(children=[kid], carers=[rosa], moments=(talk, play), usual=(usual("Mon 07:07-08:00"),))
    assert found == {
        "06:50", "19:40", "08:32", "08:11", "15:21", "07:02", "18:03", "18:04", "16:05", "16:02", "16:33", "07:07",
    }  # fmt: skip


def test_marks_hold_every_period_even_inside_a_duty() -> None:
    """Work with its road and rest, a meeting inside a long day, leave: each begins and ends at a mark."""
    from homecall.timeline.period import Kind

    ana = replace(ANA, commute=7)
    parts = (duty("4 08:00-17:01"), duty("4 12:02-13:03"), duty("4 20:04-21:05", Kind.LEAVE))
    assert _marks(*parts, parents=[ana]) == {"07:53", "17:01", "17:08", "12:02", "13:03", "20:04", "21:05"}


def test_marks_hold_every_window_even_where_windows_overlap() -> None:
    """Two windows of one carer that overlap keep their four edges."""
    assert _marks(carers=[carer("Mon 08:01-12:02;Mon 10:03-14:04")]) == {"08:01", "12:02", "10:03", "14:04"}


def test_the_first_and_last_instant_are_marks() -> None:
    """And quarter hours follow a day of 25 hours: 101 marks for its 100 slots."""
    fall = Horizon(Wall("America/Chicago"), date(2026, 11, 1), 1, 0)
    found = facts_of(household(), fall).marks
    assert (found[0], found[-1], len(found)) == (fall.span.start, fall.span.end, 101)


def test_a_plan_knows_its_horizon() -> None:
    """Whole days, from the instants alone."""
    made = case(household(), days=9)
    assert horizon_of(household(), made.plan) == made.facts.horizon


def test_facts_of_a_changed_family_are_those_worked_out_anew() -> None:
    """Who did not change keeps their facts, and nothing is different for it."""
    before = household(duty("4 08:00-17:00"), carers=(carer(), carer("Mon 08:00-12:00", id="joan")))
    known = facts_of(before, horizon(2))
    away = replace(before, carers=(replace(before.carers[0], away=(span("4 10:00-12:00"),)), before.carers[1]))
    found = facts_of(away, horizon(2), known)
    assert found == facts_of(away, horizon(2))
    assert found.carers["joan"] is known.carers["joan"]


def test_facts_over_other_days_are_of_no_use() -> None:
    """A known week says nothing of the next one."""
    home = household(duty("4 08:00-17:00"), duty("5 08:00-17:00"), carers=(carer(),))
    assert facts_of(home, horizon(2), facts_of(home, horizon(1))) == facts_of(home, horizon(2))
