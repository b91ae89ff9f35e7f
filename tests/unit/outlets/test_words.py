"""The sentences: times as a family says them, people before hours, and honest words for how sure a plan is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.words import Voice, Words, date_range, listed, number
from homecall.plan.plan import Ask, Kept, Plan, Risk, Tier
from homecall.spans.span import Span
from homecall.spans.wall import Clock
from tests.unit.outlets.family import MONDAY, family, plan_for, week_plan

CALM = {day: "00:00 ana 07:00 rosa 18:00 ben" for day in range(7)}


def words_of(home: Household, plan: Plan) -> Words:
    """The words of a plan."""
    return Words(home, plan, picture_of(home, plan))


def said(start: str, end: str, hours: int = 12) -> str:
    """How a span on MONDAY is said."""
    wall = family().wall
    return Voice(wall, hours).span(Span(wall.at(MONDAY, Clock.parse(start)), wall.at(MONDAY, Clock.parse(end))))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("18:30", "21:00", "6:30 to 9 pm"),
        ("11:00", "14:00", "11 am to 2 pm"),
        ("07:00", "11:30", "7 to 11:30 am"),
        ("12:00", "15:00", "noon to 3 pm"),
        ("12:30", "15:00", "12:30 to 3 pm"),
        ("09:00", "12:00", "9 am to noon"),
        ("18:00", "00:00+1", "6 pm to midnight"),
        ("21:00", "06:00+1", "9 pm to 6 am"),
        ("20:00", "13:00+1", "8 pm to Tuesday 1 pm"),
        ("08:00", "10:00+2", "8 am to Wednesday 10 am"),
    ],
)
def test_a_span_is_said_as_a_family_says_it(start: str, end: str, words: str) -> None:
    """The half of the day once where once is enough; the weekday where the end could be mistaken."""
    assert said(start, end) == words


def test_a_family_may_count_24_hours() -> None:
    """The habit is theirs."""
    assert said("18:30", "21:00", hours=24) == "18:30 to 21:00"


@pytest.mark.parametrize(
    ("hours", "part"),
    [("07:00 09:00", "morning"), ("13:00 16:00", "afternoon"), ("18:30 21:00", "evening"), ("22:00 05:00+1", "night")],
)
def test_a_stretch_has_the_name_of_its_middle(hours: str, part: str) -> None:
    """Half past six to nine is an evening."""
    wall = family().wall
    start, end = (wall.at(MONDAY, Clock.parse(clock)) for clock in hours.split())
    assert Voice(wall).part(Span(start, end)) == part


def test_dates_name_the_month_once_where_once_is_enough() -> None:
    """As at the head of every ribbon."""
    assert date_range(date(2026, 11, 30), date(2026, 12, 6)) == "30 November – 6 December"
    assert date_range(date(2026, 12, 7), date(2026, 12, 13)) == "7 – 13 December"
    assert date_range(MONDAY, MONDAY) == "Monday 30 November"


def test_lists_and_numbers_read_as_sentences() -> None:
    """Words up to twelve, figures beyond."""
    assert listed(["Mia", "Leo", "Zoe"]) == "Mia, Leo and Zoe"
    assert listed([]) == ""
    assert (number(1), number(12), number(13)) == ("one", "twelve", "13")


def test_a_single_gap_is_the_headline() -> None:
    """And the line under it says when, and that the rest is well."""
    home = family()
    words = words_of(home, week_plan(home))
    assert words.headline() == "One evening needs somebody."
    assert words.lede() == "Friday 4 December, 6:30 to 9 pm, both. Everything else is covered."


def test_gaps_of_several_kinds_are_counted_apart() -> None:
    """The commoner kind first."""
    home = family(schedules={})
    leads = CALM | {1: "00:00 ana 07:00 - 08:00 ana 18:00 - 21:00 ana", 2: "00:00 ana 18:00 - 21:00 ana"}
    assert words_of(home, plan_for(home, leads=leads)).headline() == "Two evenings and one morning need somebody."


def test_gaps_of_siblings_at_one_time_are_one() -> None:
    """A family needs one evening filled, not two."""
    home = family()
    (hole,) = words_of(home, week_plan(home)).holes
    assert hole.children == ("Mia", "Leo")


def test_a_gap_over_midnight_is_one() -> None:
    """Days are a matter of drawing."""
    home = family(schedules={})
    leads = CALM | {1: "00:00 ana 22:00 -", 2: "00:00 - 06:00 ana"}
    (hole,) = words_of(home, plan_for(home, leads=leads)).holes
    assert hole.span.minutes == 8 * 60


def test_a_gap_of_one_child_names_that_child() -> None:
    """Only where not all are meant."""
    home = family(schedules={})
    leads = CALM | {0: "00:00 ana 09:00 - 11:00 ana"}
    assert "9 to 11 am, Leo." in words_of(home, plan_for(home, leads=leads)).lede()


def test_when_all_is_covered_the_headline_says_who_has_the_children_now() -> None:
    """Words before numbers."""
    home = family(schedules={})
    words = words_of(home, plan_for(home, leads=CALM, now="0 16:40"))
    assert words.headline() == "Rosa has both until 6, then Ben."
    assert words.lede() == "Every hour is covered."


def test_late_in_the_evening_the_next_change_is_tomorrow() -> None:
    """The hour alone would mislead."""
    home = family(schedules={})
    words = words_of(home, plan_for(home, leads=CALM | {1: "00:00 ben 07:00 rosa"}, now="0 22:00"))
    assert words.headline() == "Ben has both until tomorrow at 7 am, then Rosa."


def test_children_apart_are_named_apart() -> None:
    """At ten on Monday Mia is at preschool and Leo is not."""
    home = family(schedules={})
    headline = words_of(home, plan_for(home, leads=CALM, now="0 10:00")).headline()
    assert headline == "Mia is at Preschool; Rosa has Leo."


def test_without_gap_and_before_it_begins_every_hour_is_covered() -> None:
    """The calmest of headlines."""
    home = family(schedules={})
    assert words_of(home, plan_for(home, leads=CALM)).headline() == "Every hour is covered."


def test_a_poster_never_speaks_of_now() -> None:
    """It hangs for a week."""
    home = family(schedules={})
    assert words_of(home, plan_for(home, leads=CALM, now="0 16:40")).summary() == "Every hour is covered."


def test_proven_is_said_only_when_every_bound_is_met() -> None:
    """Optimal by name and by number."""
    home = family()
    plan = week_plan(home)
    open_ = (*plan.tiers[:2], Tier("cost", 412.5, 400.5))
    assert words_of(home, plan).certainty().startswith("Proven best")
    assert words_of(home, replace(plan, tiers=open_)).certainty().startswith("Likely best")
    assert words_of(home, replace(plan, status="feasible")).certainty().startswith("Likely best")


@pytest.mark.parametrize(
    ("name", "value", "bound", "words"),
    [
        ("cost", 412.5, 400.5, "nothing more could be covered, but a plan that asks less of everybody may exist"),
        ("uncovered_minutes", 150.0, 60.0, "at most 1.5 more hours of a child’s time could be covered"),
        ("must_missed", 2.0, 1.0, "at most one more must moment could be kept"),
    ],
)
def test_the_bound_is_said_in_words(name: str, value: float, bound: float, words: str) -> None:
    """How far the plan may be from the best one."""
    home = family()
    plan = replace(week_plan(home), status="feasible", tiers=(Tier(name, value, bound),))
    assert words in words_of(home, plan).certainty()


def test_asks_say_whom_and_when() -> None:
    """For a carer, for work, and for a moment."""
    home = family()
    plan = week_plan(home)
    words = words_of(home, plan)
    moment = Ask("moment", "play", plan.asks[0].span, "", "")
    assert words.ask(plan.asks[0]) == "Ask Aunt Joan: Friday 4 December, 6:30 to 9 pm"
    assert words.ask(plan.asks[1]) == "At Ben’s work: Friday 4 December, 4 to 6:30 pm"
    assert words.ask(moment).startswith("School play: Friday")


def test_a_risk_names_the_backup_or_says_that_there_is_none() -> None:
    """Lateness and home call are said differently."""
    home = family()
    plan = week_plan(home)
    late, call = (words_of(home, plan).risk(risk) for risk in plan.risks)
    assert late.endswith("Ben may be late after “Clinic”, about four times in ten. Aunt Joan stands behind.")
    assert call.endswith("on call from home and may have to go in. Nobody stands behind yet.")


def test_nobody_rested_is_said_with_its_hours_and_who_could_come() -> None:
    """From when until when, after which duty, and apart from what may be late."""
    home = family()
    plan = week_plan(home)
    start = plan.span.start
    tired = Risk("ana", start, "Call", 0.0, 0.0, "joan", "tired", start + 90)
    words = words_of(home, replace(plan, risks=(*plan.risks, tired, replace(tired, standby="", after=""))))
    said, bare = (words.risk(risk) for risk in words.tired(plan.span))
    assert said.endswith("after “Call” Ana is likely tired, and nobody at home is rested. Aunt Joan could come.")
    assert bare.endswith(": Ana is likely tired, and nobody at home is rested. Nobody stands behind yet.")
    assert words.late(plan.span) == plan.risks


@pytest.mark.parametrize(("chance", "words"), [(0.01, "seldom"), (0.1, "one time in ten"), (0.99, "nearly always")])
def test_a_chance_is_said_in_tenths(chance: float, words: str) -> None:
    """No decimals."""
    home = family()
    plan = week_plan(home)
    assert words in words_of(home, plan).risk(Risk("ben", plan.now, "", chance, 1.0, ""))


def test_recurring_moments_are_gathered_and_dated_ones_come_first() -> None:
    """One line a moment, kept and open apart."""
    words = words_of(home := family(), week_plan(home))
    kept = words.moments(kept=True)
    assert kept[0] == "School play: Thursday 3 December, 1 to 2:30 pm, with Ben"
    assert kept[1] == "Roses and thorns: Mon 30 Ana, Tue 1 Ben, Wed 2 Ben, Thu 3 Ben, Sat 5 Ben"
    assert words.moments(kept=False) == ("Roses and thorns: Fri 4",)


def test_a_missed_play_is_still_open_never_failed() -> None:
    """It is offered again, not counted up."""
    home = family()
    plan = week_plan(home)
    missed = tuple(replace(one, kept=False, parents=()) if one.moment == "play" else one for one in plan.moments)
    words = words_of(home, replace(plan, moments=missed))
    assert ("moment", "School play, 1 pm, still open") in words.day_notes(words.picture.days[3])


def test_the_notes_of_a_day_say_what_is_special() -> None:
    """A gap, a moment, a risk; an ordinary day has none."""
    words = words_of(home := family(), week_plan(home))
    notes = [words.day_notes(day) for day in words.picture.days]
    assert notes[0] == ()
    assert notes[2] == (("late", "Ben may be late at 6 pm; Aunt Joan stands behind"),)
    assert notes[4] == (("gap", "6:30 to 9 pm: nobody yet"),)


def test_a_day_of_another_length_says_so() -> None:
    """Twice a year."""
    home = family(schedules={})
    words = words_of(home, plan_for(home, date(2027, 3, 14), 1, CALM))
    assert words.day_notes(words.picture.days[0]) == (("clock", "The clocks change: 23 hours today"),)


def test_a_moment_the_household_forgot_keeps_its_id() -> None:
    """A plan made from an older file still reads."""
    home = family()
    plan = week_plan(home)
    stray = Kept("pancakes", MONDAY, plan.moments[0].span, ("ana",), ("mia",), kept=True)
    words = words_of(home, replace(plan, moments=(stray,)))
    assert words.moments(kept=True) == ("pancakes: Mon 30 Ana",)


def test_a_child_about_to_be_born_does_not_end_todays_sentence() -> None:
    """Its first midnight is no handoff for its sister."""
    home = family(schedules={})
    baby = replace(home.children[1], born=date(2026, 12, 1), places=())
    home = replace(home, children=(replace(home.children[0], places=()), baby))
    plan = plan_for(home, leads={day: "00:00 ana" for day in range(7)}, now="0 18:00")
    assert words_of(home, plan).headline() == "Ana has Mia."


def test_many_times_of_one_ritual_are_counted_by_parent() -> None:
    """Four weeks of bedtimes are no list."""
    home = family()
    plan = week_plan(home)
    often = tuple(replace(plan.moments[at % 2]) for at in range(12))
    words = words_of(home, replace(plan, moments=often))
    assert words.moments(kept=True) == ("Roses and thorns: twelve times, 6 with Ana and 6 with Ben",)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("00:00", "07:00", "until 7 am"),
        ("18:00", "00:00+1", "from 6 pm"),
        ("07:00", "08:15", "7 to 8:15 am"),
        ("00:00", "00:00+1", "all day"),
    ],
)
def test_a_band_that_goes_on_past_the_day_says_so(start: str, end: str, words: str) -> None:
    """Midnight is a matter of drawing, not of the family."""
    wall = family().wall
    span = Span(wall.at(MONDAY, Clock.parse(start)), wall.at(MONDAY, Clock.parse(end)))
    assert Voice(wall).within(span, wall.day(MONDAY)) == words


@pytest.mark.parametrize(
    ("leads", "headline"),
    [
        ({1: "00:00 ana 09:00 - 22:00 ana"}, "One day needs somebody."),
        ({1: "00:00 -", 2: "00:00 - 12:00 ana"}, "One stretch needs somebody."),
        (
            {
                1: "00:00 ana 06:00 - 07:00 ana 12:30 - 16:00 ana 18:00 - 20:00 ana",
                2: "00:00 ana 06:00 - 07:00 ana",
            },
            "Four stretches of time need somebody.",
        ),
    ],
)
def test_longer_and_mixed_gaps_have_their_own_words(leads: dict[int, str], headline: str) -> None:
    """A day, a stretch of days, and many of several kinds."""
    home = family(schedules={})
    home = replace(home, children=(replace(home.children[0], places=()),))
    assert words_of(home, plan_for(home, leads={day: "00:00 ana" for day in range(7)} | leads)).headline() == headline


def test_many_gaps_are_led_by_the_first() -> None:
    """The rest are marked in the ribbon; a list would be a wall."""
    home = family(schedules={})
    leads = {day: "00:00 ana 18:00 - 21:00 ana" for day in range(7)}
    lede = words_of(home, plan_for(home, leads=leads)).lede()
    assert lede.startswith("The first is Monday 30 November, 6 to 9 pm.")


def test_an_ask_of_somebody_unknown_keeps_the_id() -> None:
    """A plan of an older household still reads."""
    home = family()
    ask = replace(week_plan(home).asks[0], of="kim")
    assert words_of(home, week_plan(home)).ask(ask).startswith("Ask kim: ")


def test_unknown_time_says_whose_from_when_and_why() -> None:
    """One sentence with one full stop."""
    home = family()
    plan = week_plan(home)
    said = words_of(home, plan).unknown(replace(plan.unknown[0], why="the feed ends there."))
    assert said == "From Saturday 12 December Ben’s time is not known: the feed ends there."


def test_the_plan_says_when_it_was_made() -> None:
    """A page on a fridge can be told from a newer one."""
    home = family()
    assert words_of(home, week_plan(home)).made() == "Made Sunday 29 November, 8 pm"


def test_an_only_child_at_a_place_is_there_until_it_ends() -> None:
    """A place is where one is, not somebody who has one."""
    home = family(schedules={})
    home = replace(home, children=home.children[:1])
    assert (
        words_of(home, plan_for(home, leads=CALM, now="0 10:00")).headline()
        == "Mia is at Preschool until 3, then Rosa."
    )
