"""The situations that the families were written for really are in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.rules.facts.facts import facts_of
from homecall.spans.span import HOUR, Span, covers, intersect, minutes_in
from homecall.timeline.period import Kind
from tests.unit.cases.families import facts, family, gathered, horizon, nobody_home, out_of_reach, span, titles


def free_for(name: str, moment: str) -> set[str]:
    """The parents who could come to a dated moment, the way there and back included."""
    (dated,) = [one for one in facts(name).dated if one.moment.id == moment]
    return {parent for parent, known in facts(name).parents.items() if covers(known.free, dated.away)}


def carers_in(name: str, wanted: Span, *, asked: bool) -> set[str]:
    """The carers who could be there for all of it, with an ask or without."""
    every = facts(name).carers.values()
    return {one.id for one in every if covers(one.available if asked else one.hours, wanted)}


def test_two_residents_have_the_size_of_the_benchmark() -> None:
    """Two parents, two children, four carers, six moments."""
    home = family("two-residents")
    assert [len(people) for people in (home.parents, home.children, home.carers, home.moments)] == [2, 2, 4, 6]


def test_two_residents_an_evening_that_an_ask_closes() -> None:
    """On 9 December nobody is home until ten to nine, and only the neighbour, asked, could come."""
    evening = span("two-residents", date(2026, 12, 9), "19:00", "20:50")
    assert covers(nobody_home("two-residents"), evening)
    assert carers_in("two-residents", evening, asked=False) == set()
    assert carers_in("two-residents", evening, asked=True) == {"joan"}


def test_two_residents_a_morning_that_an_ask_closes() -> None:
    """On 2 December one is still on call when the other has left, before the nanny comes."""
    early = span("two-residents", date(2026, 12, 2), "06:10", "07:00")
    assert covers(nobody_home("two-residents"), early)
    assert carers_in("two-residents", early, asked=True) >= {"joan"}


def test_two_residents_one_night_that_only_a_trade_closes() -> None:
    """From half past ten on 22 December until the neighbour is up, nobody can be there: the one such gap."""
    night = span("two-residents", date(2026, 12, 22), "22:30", "05:45")
    assert out_of_reach("two-residents") == (night,)
    assert titles("two-residents", "ana", date(2026, 12, 22)) == ["Call: NC-D"]
    assert titles("two-residents", "ben", date(2026, 12, 22)) == ["OB Overnight"]


def test_two_residents_one_parent_can_see_the_play() -> None:
    """Ana rests after her call; Ben can go."""
    assert free_for("two-residents", "play") == {"ben"}


def test_two_residents_both_can_hear_the_recital() -> None:
    """The Sunday of the recital is free for both."""
    assert free_for("two-residents", "recital") == {"ana", "ben"}


def test_two_residents_some_saturday_mornings_are_whole_and_some_are_not() -> None:
    """Saturday mornings with both parents exist on one of the first two Saturdays and not on the other."""
    both = intersect(*(known.free for known in facts("two-residents").parents.values()))
    mornings = [span("two-residents", date(2026, 12, day), "08:00", "11:00") for day in (5, 12)]
    assert [covers(both, morning) for morning in mornings] == [False, True]


def test_two_residents_the_late_row_stands_for_the_day() -> None:
    """A day with GOR and Late is one duty until half past eight, not two."""
    late = [p for p in gathered("two-residents").schedules["ben"].periods if p.day == date(2026, 12, 9)]
    assert {p.title: p.kind for p in late} == {"GOR": Kind.MARKER, "Late": Kind.WORK}
    assert facts("two-residents").household.wall.iso(max(p.span.end for p in late if p.kind is Kind.WORK))[:16] == (
        "2026-12-09T20:30"
    )


def test_home_call_meets_the_week_of_nights() -> None:
    """On Omar's five nights Nora is on home call, may lead, and so nobody is out of reach."""
    known = facts("home-call-and-resident").parents
    nights = [p.span for p in gathered("home-call-and-resident").schedules["omar"].periods if p.kind is Kind.NIGHT]
    called = [night for night in nights if minutes_in(known["nora"].home_call, night) > 10 * HOUR]
    assert len(called) == 5
    assert out_of_reach("home-call-and-resident") == ()


def test_home_call_has_a_standby_in_those_evenings() -> None:
    """The neighbour is there without asking, ten minutes away."""
    evening = span("home-call-and-resident", date(2026, 11, 26), "18:00", "22:00")
    assert carers_in("home-call-and-resident", evening, asked=False) == {"walt"}
    assert next(c.standby for c in family("home-call-and-resident").carers if c.id == "walt") == 10


def test_home_call_clinics_skip_their_exceptions() -> None:
    """The clinic series leaves out Thanksgiving and the conference, and the half day replaces the operating day."""
    name = "home-call-and-resident"
    assert "Clinic" not in titles(name, "nora", date(2026, 11, 26))
    assert titles(name, "nora", date(2026, 12, 3)) == ["Conference (Portland)"]
    assert "OR block (half)" in titles(name, "nora", date(2026, 11, 25))
    assert "OR block" not in titles(name, "nora", date(2026, 11, 25))


def test_home_call_windows_zone_is_pacific_time() -> None:
    """`Pacific Standard Time` is read as the family's own clock."""
    (clinic,) = [
        p for p in gathered("home-call-and-resident").schedules["nora"].periods
        if p.day == date(2026, 11, 17) and p.kind is Kind.CLINIC
    ]  # fmt: skip
    assert clinic.span == span("home-call-and-resident", date(2026, 11, 17), "08:00", "16:30")


def test_the_baby_is_born_in_the_plan_and_stays_too_young() -> None:
    """Ivo needs somebody from the day he is born, and is under three months to the end of the plan."""
    ivo = facts("single-parent-au-pair").children["ivo"]
    born = family("single-parent-au-pair").wall.midnight(date(2027, 1, 13))
    assert ivo.needs[0].start == born
    assert ivo.young_until > facts("single-parent-au-pair").horizon.span.end


def test_the_baby_has_nobody_on_one_night() -> None:
    """On 29 January Jonas is on nights, and only the au pair could be there, who may not have Ivo."""
    night = span("single-parent-au-pair", date(2027, 1, 29), "22:40", "07:20")
    assert covers(nobody_home("single-parent-au-pair"), night)
    assert carers_in("single-parent-au-pair", night, asked=True) == {"camila"}
    assert next(c.rules for c in family("single-parent-au-pair").carers if c.id == "camila") == "us-au-pair"


def test_the_other_night_can_be_asked_for() -> None:
    """The night before, the aunt could stay with him."""
    night = span("single-parent-au-pair", date(2027, 1, 28), "22:40", "07:20")
    assert carers_in("single-parent-au-pair", night, asked=True) >= {"camila", "margit"}


def test_six_children_have_their_size() -> None:
    """Two parents, six children, eight carers, twelve moments."""
    home = family("six-children")
    assert [len(people) for people in (home.parents, home.children, home.carers, home.moments)] == [2, 6, 8, 12]


def test_six_children_school_and_daycare_close_apart() -> None:
    """On the day of teacher conferences the four at school are home and the little ones at daycare."""
    day = span("six-children", date(2027, 2, 19), "09:00", "14:00")
    home = {child for child, known in facts("six-children").children.items() if covers(known.needs, day)}
    assert home == {"anand", "klara", "nikhil", "frieda"}


def test_six_children_one_saturday_has_no_parent_until_the_afternoon() -> None:
    """Ingrid has the labor floor, Sanjay rounds; somebody can be asked for all of it."""
    saturday = span("six-children", date(2027, 2, 13), "07:45", "14:15")
    assert covers(nobody_home("six-children"), saturday)
    assert carers_in("six-children", saturday, asked=False) == set()
    assert carers_in("six-children", saturday, asked=True) == {"oma"}


def test_six_children_no_parent_can_come_to_the_conferences() -> None:
    """A moment that only a trade could keep, beside two musts that can be kept."""
    assert free_for("six-children", "conferences") == set()
    assert free_for("six-children", "science") == {"ingrid"}
    assert free_for("six-children", "recital") == {"sanjay"}


def test_the_call_over_the_clock_change_is_an_hour_longer() -> None:
    """From 07:00 to 11:00 the next day, 28 hours on the wall, 29 elapsed."""
    (call,) = [p for p in gathered("clock-change").schedules["theo"].periods
               if p.kind is Kind.IN_HOUSE_CALL and p.day == date(2026, 10, 31)]  # fmt: skip
    assert call.span.minutes == 29 * HOUR


def test_the_sitter_crosses_midnight_and_the_change() -> None:
    """Liv is there from 18:00 to 08:00, fifteen hours, while both parents are at work."""
    (night,) = [s for s in facts("clock-change").carers["liv"].hours if s.minutes == 15 * HOUR]
    working = span("clock-change", date(2026, 10, 31), "18:40", "07:20")
    assert covers(nobody_home("clock-change"), working)
    assert night.covers(working)


def test_the_clinic_does_not_move_with_the_clocks() -> None:
    """Amion's clinics in UTC are at one in the afternoon before the change and after it."""
    clinics = [p.span for p in gathered("clock-change").schedules["theo"].periods if p.kind is Kind.CLINIC]
    days = [date(2026, 10, 29), date(2026, 11, 5)]
    assert set(clinics) >= {span("clock-change", day, "13:00", "17:00") for day in days}


def test_the_morning_after_can_be_asked_for() -> None:
    """When the sitter has gone and both rest, Grandad could come."""
    morning = span("clock-change", date(2026, 11, 1), "08:20", "11:25")
    assert covers(nobody_home("clock-change"), morning)
    assert carers_in("clock-change", morning, asked=True) == {"grandad"}


def test_nobody_to_help_has_one_gap_and_two_shifts_to_trade() -> None:
    """One night has nobody, and both shifts of that day are in the way."""
    name = "nobody-to-help"
    assert family(name).carers == ()
    assert out_of_reach(name) == (span(name, date(2026, 12, 16), "18:40", "06:30"),)
    assert titles(name, "tomas", date(2026, 12, 16)) == ["Nocturnist 7p-7a"]
    assert titles(name, "yuki", date(2026, 12, 16)) == ["Stroke Call 24h"]


@pytest.mark.parametrize("trader", ["tomas", "yuki"])
def test_nobody_to_help_one_trade_is_enough(trader: str) -> None:
    """Whoever gives away that day's shift is free for all of the gap."""
    home, day = gathered("nobody-to-help"), date(2026, 12, 16)
    line = home.schedules[trader]
    traded = replace(line, periods=tuple(p for p in line.periods if p.day != day))
    after = facts_of(home.with_schedules({**home.schedules, trader: traded}), horizon("nobody-to-help"))
    assert covers(after.parents[trader].free, span("nobody-to-help", day, "18:40", "06:30"))


def test_the_stopped_feed_leaves_the_rest_of_the_month_unknown() -> None:
    """From 14 December nobody knows where Rin is, though the phone's calendar goes on."""
    unknown = facts("stopped-feed").parents["rin"].unknown
    assert unknown[0].start == family("stopped-feed").wall.midnight(date(2026, 12, 14))
    assert facts("stopped-feed").parents["jules"].unknown == ()


def test_school_is_closed_on_a_working_day() -> None:
    """On 4 December school is shut, both parents work, and the sitter has to be asked."""
    day = span("stopped-feed", date(2026, 12, 4), "09:00", "14:30")
    assert covers(facts("stopped-feed").children["hana"].needs, day)
    assert covers(nobody_home("stopped-feed"), day)
    assert carers_in("stopped-feed", day, asked=False) == set()
    assert carers_in("stopped-feed", day, asked=True) == {"odile"}
