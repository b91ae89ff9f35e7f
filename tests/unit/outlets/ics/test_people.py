"""What stands in the calendar of a parent, a carer and a child, and what must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.outlets.ics.render import render
from homecall.plan.plan import Cover, Plan, Risk, Shift
from tests.unit.outlets.ics.strict import Seen, seen
from tests.unit.outlets.ics.week import asked_plan, at, family, plan, rich_plan, span

HOME = family()


def of(person: str, category: str, made: Plan | None = None) -> list[Seen]:
    """The events of one category in a person's calendar."""
    content = render(HOME, made or rich_plan(HOME), person)
    return [one for one in seen(content) if one.category == category]


def test_who_is_tired_is_told_who_could_come() -> None:
    """Nobody rested at home is a note of the parent's own event, and of nobody else's."""
    made = rich_plan(HOME)
    at_ = next(c for c in made.cover if c.lead == "ben").span.start
    noted = replace(made, risks=(Risk("ben", at_, "Call", 0.0, 0.0, "joan", "tired", at_ + 60),))
    notes = "".join(one.notes for one in of("ben", "With the children", noted))
    assert "you are likely tired, and nobody at home is rested; Aunt Joan could come." in notes
    assert "tired" not in "".join(one.notes for one in of("ana", "With the children", noted))


def test_a_night_is_one_event() -> None:
    """From Saturday evening to Sunday morning Ana has one stretch, though the children join it one by one."""
    night = of("ana", "With the children")[1]
    assert (night.title, night.span) == ("You have Mia and Leo", span(HOME, "31 18:30", "1 09:00"))


def test_a_stretch_says_which_hours_are_whose() -> None:
    """Where one child joins later, the description says from when."""
    notes = of("ana", "With the children")[1].notes.split("\n")
    assert notes[:2] == ["Mia: 6:30 pm to 9 am", "Leo: 7 pm to 9 am"]


def test_a_stretch_that_all_share_needs_no_hours() -> None:
    """Ben has both from the same minute to the same minute on Saturday; of Mia's coming back he is told nothing."""
    same = {child: "31 00:00 ana, 31 09:00 ben, 31 18:30 ana" for child in ("mia", "leo")}
    assert [one.notes for one in of("ben", "With the children", plan(HOME, same, days=1))] == [""]


def test_a_parent_is_told_of_the_school_run() -> None:
    """Whoever has Mia just before preschool reads where she goes and by when."""
    notes = [one.notes for one in of("ana", "With the children")]
    assert any("Mia to Oak Street preschool by 8:30 am" in note for note in notes)
    assert any("Mia from Oak Street preschool at 3 pm" in note for note in notes)


def test_a_parent_may_be_late() -> None:
    """A take-over at risk says so, and who stands behind, without the name of the shift."""
    notes = [one.notes for one in of("ben", "With the children")]
    assert any("You may be late for 3 pm; Aunt Joan stands behind." in note for note in notes)
    assert not any("NC-A" in note for note in notes)


def test_a_parent_on_home_call_reads_that_nobody_stands_behind() -> None:
    """Home call has words of its own, and an empty backup is said, not hidden."""
    notes = of("ana", "With the children")[1].notes
    assert "You are on call from home and may have to go in; nobody stands behind yet." in notes


def test_children_who_go_together_are_named_together() -> None:
    """Two children in one preschool are one school run, not two."""
    leo = replace(HOME.children[1], places=HOME.children[0].places)
    home = replace(HOME, children=(HOME.children[0], leo))
    turns = {"mia": "31 00:00 ana", "leo": "31 00:00 ana"}
    night, day = (one.notes for one in seen(render(home, plan(home, turns, days=3), "ana")))
    assert night == "Mia and Leo to Oak Street preschool by Monday 8:30 am"
    assert day == "Mia and Leo from Oak Street preschool at 3 pm"


def test_stretches_of_more_than_a_day_name_the_day() -> None:
    """Over two days "8:30 am" could be either; the weekday is said."""
    alone = {"mia": "31 00:00 ana", "leo": "31 00:00 ana"}
    (one,) = of("ana", "With the children", plan(HOME, alone))
    assert "Mia to Oak Street preschool by Monday 8:30 am" in one.notes
    assert "Mia from Oak Street preschool at Tuesday 3 pm" in one.notes


def test_a_moment_is_in_the_calendar_of_its_parents() -> None:
    """The play is in both; its description says who else is there and when to leave."""
    (play,) = of("ana", "Moments")
    assert (play.title, play.span) == ("School play", span(HOME, "2 14:00", "2 15:30"))
    assert play.notes == "With Mia.\nBen too.\nLeave by 1:45 pm."


def test_a_moment_that_is_not_kept_is_not_promised() -> None:
    """Monday's bedtime, which nobody can keep, is nowhere; Ben's of Sunday is only Ben's."""
    assert [one.title for one in of("ana", "Moments")] == ["School play"]
    assert [one.title for one in of("ben", "Moments")] == ["Roses and thorns", "School play"]


def test_a_missed_moment_is_not_shown_to_those_who_were_meant() -> None:
    """A play that cannot be kept is in no calendar, even where the plan says who would have gone."""
    made = rich_plan(HOME)
    missed = replace(made, moments=tuple(replace(one, kept=False) for one in made.moments))
    assert of("ana", "Moments", missed) == []


@pytest.mark.parametrize("parent", ["ana", "ben"])
def test_a_gap_is_in_each_parents_calendar(parent: str) -> None:
    """Hours without anybody are said to both, with the children and whom to ask."""
    (gap,) = of(parent, "Nobody yet")
    assert (gap.title, gap.span) == ("Nobody yet for Mia and Leo", span(HOME, "1 13:00", "1 15:00"))
    assert "Leo: 1 to 2 pm" in gap.notes
    assert "Aunt Joan could be asked: Sunday 1 November, 1 to 2:30 pm." in gap.notes


def test_a_gap_of_one_child_names_it_alone() -> None:
    """Where only Mia has nobody, nobody else is named."""
    turns = {"mia": "31 00:00 ana, 31 09:00 -, 31 11:00 ana", "leo": "31 00:00 ana"}
    (gap,) = of("ben", "Nobody yet", plan(HOME, turns, days=1))
    assert gap.title == "Nobody yet for Mia"


def test_time_that_the_plan_forgot_is_a_gap() -> None:
    """A hole in the cover is not hidden."""
    made = plan(HOME)
    holed = replace(made, cover=tuple(c for c in made.cover if not (c.child == "leo" and c.lead == "rosa")))
    assert span(HOME, "1 09:00", "1 15:00") in [one.span for one in of("ana", "Nobody yet", holed)]


@pytest.mark.parametrize("person", ["rosa", "joan", "mia"])
def test_only_parents_are_told_of_gaps(person: str) -> None:
    """Neither a carer nor a child finds an open hour in their calendar."""
    assert of(person, "Nobody yet") == []


def test_a_carer_sees_shifts_with_the_children() -> None:
    """Rosa's hours are there, with whom she has in them."""
    shifts = of("rosa", "Hours")
    assert [one.span for one in shifts] == [span(HOME, "1 09:00", "1 13:00"), span(HOME, "2 09:00", "2 17:00")]
    assert [one.title for one in shifts] == ["You have Mia and Leo", "You have Leo"]
    assert {one.status for one in shifts} == {"CONFIRMED"}


def test_an_asked_shift_is_a_question() -> None:
    """What nobody has said yes to is tentative and asks."""
    (ask,) = of("joan", "Hours", asked_plan(HOME))
    assert (ask.title, ask.status) == ("Can you have Mia and Leo?", "TENTATIVE")


def test_a_shift_that_is_partly_an_ask_says_which_part() -> None:
    """Aunt Joan is here from noon, and asked for one to three."""
    (ask,) = of("joan", "Hours", asked_plan(HOME, start="1 12:00"))
    assert "The ask is for 1 to 3 pm." in ask.notes.split("\n")


def test_a_shift_without_children_is_still_a_shift() -> None:
    """Paid time with nobody to look after stays in the carer's calendar."""
    spare = Shift("joan", span(HOME, "31 12:00", "31 13:00"), asked=False, pay=9.0)
    (one,) = of("joan", "Hours", replace(plan(HOME), shifts=(spare,)))
    assert (one.title, one.notes) == ("You are here", "")
    (asked,) = of("joan", "Hours", replace(plan(HOME), shifts=(replace(spare, asked=True),)))
    assert asked.title == "Can you be here?"


@pytest.mark.parametrize("word", ["NC-A", "Home call", "110", "27.5", "Ben", "Ana", "late", "thorns", "play"])
def test_a_carer_learns_nothing_of_others(word: str) -> None:
    """No work, no pay, no parents' hours or moments: only Rosa's own time and the children's."""
    assert [one for one in seen(render(HOME, rich_plan(HOME), "rosa")) if word in f"{one.title} {one.notes}"] == []


@pytest.mark.parametrize("person", ["ana", "ben", "rosa", "joan", "mia", "leo"])
def test_no_calendar_names_a_shift_or_money(person: str) -> None:
    """Titles of duties and amounts of money leave in no calendar at all."""
    events = seen(render(HOME, replace(rich_plan(HOME), shifts=asked_plan(HOME).shifts), person))
    said = " ".join(f"{one.title} {one.notes}" for one in events)
    assert [word for word in ("NC-A", "Home call", "110", "30.0", "27.5") if word in said] == []


def test_a_child_sees_who_is_here_and_where_it_goes() -> None:
    """Mia's Monday: Ben, Ana, preschool, Ana, Ben."""
    day = [one for one in seen(render(HOME, plan(HOME), "mia")) if one.span.start >= at(HOME, "1 15:00")][:5]
    titles = [one.title for one in day]
    assert titles == ["With Ben", "With Ana", "Oak Street preschool", "With Ana", "With Ben"]


def test_a_child_is_not_promised_what_will_probably_break() -> None:
    """Where Ben is more likely late than not, the child reads of the one who stands behind, too."""
    late = next(one for one in of("mia", "Who is here") if one.span.start == at(HOME, "1 15:00"))
    assert (late.title, late.status) == ("With Ben or Aunt Joan", "TENTATIVE")


def test_a_child_is_not_promised_a_carer_who_has_not_said_yes() -> None:
    """An ask is tentative for the child as well."""
    joan = [one for one in of("mia", "Who is here", asked_plan(HOME)) if one.title == "With Aunt Joan"]
    assert [one.status for one in joan] == ["TENTATIVE"]


def test_cover_by_somebody_unknown_keeps_the_id() -> None:
    """A lead whom the household does not list is shown by id, not dropped."""
    cover = (Cover("mia", span(HOME, "31 00:00", "1 00:00"), "zoe"),)
    assert [one.title for one in of("mia", "Who is here", replace(plan(HOME), cover=cover))] == ["With zoe"]
