"""What titles are guessed to mean, and how sure that is."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.cases.book import CASES
from homecall.household.codec import read, write
from homecall.household.household import Household
from homecall.household.people import Child, Parent, ShiftMeaning
from homecall.sources.guess.guess import Guess, Seen, guess, guess_of
from homecall.sources.guess.words import Sure
from homecall.sources.titles import exactly, fits
from homecall.spans.wall import Clock
from homecall.timeline.period import BUSY, Kind
from tests.unit.sources.roster_titles import EVERY

WEEKEND = frozenset({5, 6})


def line(shift: ShiftMeaning) -> str:
    """A line in a word: kind, hours, days, company."""
    hours = f" {shift.start}-{shift.end}" if shift.start else ""
    days = "" if len(shift.days) == 7 else " weekdays" if 0 in shift.days else " weekends"
    return f"{shift.kind}{hours}{days}{f' with {shift.with_title}' if shift.with_title else ''}"


def lines(found: Guess) -> list[str]:
    """All lines of a guess."""
    return [line(one) for one in found.shifts]


def hours(text: str) -> tuple[tuple[Clock, Clock], ...]:
    """One pair of clock times that a schedule gives."""
    start, _, end = text.partition("-")
    return ((Clock.parse(start), Clock.parse(end)),)


@pytest.mark.parametrize(
    "title", ["Vacation", "VAC", "PTO", "LV", "Vac*", "FMLA", "Vacation Week", "Jury Duty", "sick"]
)
def test_time_off_is_sure(title: str) -> None:
    """These words mean one thing on every roster."""
    found = guess_of(title)
    assert (lines(found), found.word) == (["leave"], "sure")


@pytest.mark.parametrize(
    "title", ["CA Post Call", "Post-Call", "CA Home Post Call", "ANNOUNCEMENT", "Week 23 of 2026", "Post Night-"]
)
def test_lines_that_are_no_work_are_sure_markers(title: str) -> None:
    """After a call, notices, week labels."""
    found = guess_of(title)
    assert (lines(found), found.word) == (["marker"], "sure")


@pytest.mark.parametrize("title", ["PC", "OFF", "NW", "APN/OFF", "NC-MICU"])
def test_short_codes_that_free_a_parent_are_only_likely(title: str) -> None:
    """PC may be post call, and may be primary care: somebody has to look."""
    found = guess_of(title)
    assert (lines(found), found.word) == (["marker"], "likely")


@pytest.mark.parametrize(
    "title", ["SC", "BU", "JEO", "Jeopardy", "HOPC SC", "Urology backup call", "Neph Night Home Call"]
)
def test_backup_and_call_from_home_are_home_call(title: str) -> None:
    """One may be called, and is at home until then; the word for backup does not turn into call in the hospital."""
    found = guess_of(title)
    assert (lines(found), found.word) == (["home_call"], "likely")


def test_home_call_with_hours_is_sure() -> None:
    """Nothing about it is made up."""
    found = guess(Seen("Home call", hours=hours("17:00-07:00+1")))
    assert (lines(found), found.word) == (["home_call"], "sure")


@pytest.mark.parametrize(
    ("title", "said"), [("NF", "night 19:00-07:00+1"), ("Nocturnist 7p-7a", "night 19:00-07:00+1")]
)
def test_nights_are_nights(title: str, said: str) -> None:
    """Night float, overnight, nocturnist."""
    assert lines(guess_of(title)) == [said]


def test_usual_hours_are_never_sure() -> None:
    """A habit of other hospitals is offered, and said to be one."""
    habit, told = guess_of("Night Float"), guess_of("Night Float 8p-8a")
    assert (habit.word, told.word) == ("likely", "sure")
    assert "please set yours" in habit.why


@pytest.mark.parametrize("title", ["7p-7a", "0700-1700", "15:30-00:30", "12p-12a", "10p-8a", "Swing Shift 12p-8p"])
def test_a_title_that_is_its_hours_is_a_shift(title: str) -> None:
    """Emergency departments name shifts so."""
    found = guess_of(title)
    assert found.word == "sure"
    assert found.shifts[0].start is not None


@pytest.mark.parametrize("title", ["10p-8a", "E1 7p-7a", "FED 11p-7a", "ICU 7p-7a"])
def test_a_shift_by_night_is_a_night(title: str) -> None:
    """It earns the rest of one."""
    assert [one.kind for one in guess_of(title).shifts] == [Kind.NIGHT]


@pytest.mark.parametrize("title", ["Stroke Call 24h", "Faculty 24h OB Call", "PICU 24"])
def test_a_day_and_a_night_is_a_call_in_the_hospital(title: str) -> None:
    """Nobody is at home for twenty-four hours of duty named by their length."""
    assert lines(guess_of(title)) == ["in_house_call 07:00-07:00+1"]


def test_a_call_without_more_is_unsure_and_counts_as_in_the_hospital() -> None:
    """From home or in the hospital: the guess is the one that leaves no child waiting."""
    found = guess_of("Call")
    assert lines(found) == ["in_house_call 16:00-08:00+1 weekdays", "in_house_call 08:00-08:00+1 weekends"]
    assert found.word == "unsure"


def test_a_night_call_out_of_the_pool_is_one_line_for_every_pool() -> None:
    """From the afternoon on weekdays, around the clock at weekends; the bare pool is a marker."""
    call, pool = guess_of("Call: NC-MICU"), guess_of("NC-MICU")
    assert lines(call) == ["in_house_call 16:00-08:00+1 weekdays", "in_house_call 08:00-08:00+1 weekends"]
    assert [one.title for one in (*call.shifts, *pool.shifts)] == ["Call: NC-*", "Call: NC-*", "NC-*"]


def test_the_pool_beside_its_call_is_sure() -> None:
    """A day with both shows how this roster speaks."""
    assert guess_of("NC-MICU", ["Call: NC-MICU"]).word == "sure"


def test_a_service_is_a_day_of_work_on_weekdays_and_off_at_weekends() -> None:
    """A rotation runs for weeks; its weekends have calls of their own."""
    assert lines(guess_of("MICU")) == ["work 07:00-17:00 weekdays", "marker"]


def test_a_weekend_of_a_service_is_work() -> None:
    """Where the title says weekend it is not off."""
    assert lines(guess_of("Ward Weekend")) == ["work 07:00-17:00"]


def test_a_call_beside_its_service_at_a_weekend_is_24_hours() -> None:
    """The set of titles says what one of them does not."""
    found = guess_of("Call: Wards", ["Wards A"], WEEKEND)
    assert lines(found)[-1] == "in_house_call 08:00-08:00+1 weekends"
    assert "beside “Wards A”, it is 24 hours" in found.why


@pytest.mark.parametrize(("title", "said"), [("NORTH", []), ("MICU", ["work 07:00-17:00 weekdays", "marker"])])
def test_beside_late_the_late_counts(title: str, said: list[str]) -> None:
    """The base line of such a day is no second duty."""
    assert lines(guess_of(title, ["Late"])) == ["marker with Late", *said]


def test_beside_late_leave_stays_leave() -> None:
    """Only work gives way."""
    assert lines(guess_of("Vacation", ["Late"])) == ["leave"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("PM: Continuity Clinic", "clinic 13:00-17:00"),
        ("AM: Research", "work 08:00-12:00"),
        ("NW, am", "marker 08:00-12:00"),
        ("PRECEPT, pm", "clinic 13:00-17:00"),
        ("PM: Vacation", "leave 13:00-17:00"),
    ],
)
def test_a_half_day_is_half_a_day(title: str, said: str) -> None:
    """Morning and afternoon, in front or behind."""
    assert lines(guess_of(title)) == [said]


def test_w_is_a_weekend_off_only_at_weekends() -> None:
    """On a Tuesday it must be something else."""
    assert (guess_of("W", weekdays=WEEKEND).word, guess_of("W").word) == ("likely", "unsure")


@pytest.mark.parametrize(
    "title", ["Vacation coverage", "Post Call Clinic", "Vacation planning meeting", "Holiday call"]
)
def test_a_title_that_also_says_work_is_busy_and_unsure(title: str) -> None:
    """A free word inside a busy title frees nobody."""
    found = guess_of(title)
    assert {one.kind for one in found.shifts} <= BUSY
    assert found.word == "unsure"


def test_the_hours_of_the_schedule_count() -> None:
    """No hours are written where the schedule has them, whatever the title says."""
    found = guess(Seen("Flex Shift (Default 3p-11p)", hours=hours("16:00-00:00+1")))
    assert lines(found) == ["work"]


@pytest.mark.parametrize(
    ("given_", "kind"),
    [
        ("07:00-17:00", "work"),
        ("19:00-07:00+1", "night"),
        ("07:00-07:00+1", "in_house_call"),
        ("23:00-07:00+1", "night"),
    ],
)
def test_an_unknown_title_is_told_by_its_hours_and_unsure(given_: str, kind: str) -> None:
    """A dentist has hours too."""
    found = guess(Seen("XYZ", hours=hours(given_)))
    assert (lines(found), found.word) == ([kind], "unsure")


@pytest.mark.parametrize("title", ["XYZ", "NC", "•••", "  ", "", "Rivera, Ana"])
def test_of_some_titles_nobody_can_know(title: str) -> None:
    """No line is offered; the title stays busy."""
    found = guess_of(title)
    assert (found.shifts, found.sure) == ((), Sure.UNSURE)


def test_a_masked_title_keeps_its_meaning() -> None:
    """The duty is still there when the patient is not."""
    assert lines(guess_of("Clinic •••")) == ["clinic 08:00-17:00"]


@pytest.mark.parametrize("title", EVERY)
def test_every_guess_fits_its_title_and_can_be_written(title: str) -> None:
    """What is offered explains what was asked, and the household file takes it."""
    found = guess_of(title)
    home = Household("x", "America/Chicago", (Parent("a", "A", shifts=found.shifts),), (CHILD,))
    assert all(fits(one.title, title) for one in found.shifts)
    assert read(write(home), "h") == home


CHILD = Child("b", "B", None, Clock(390), Clock(1170))


@given(st.text(max_size=300))
def test_a_pattern_made_of_a_title_fits_it(title: str) -> None:
    """Whatever signs it holds, and however long it is, unless it is blank or holds what no file may."""
    pattern = exactly(title)
    assert len(pattern) <= 200
    if pattern and title.isprintable():
        assert fits(pattern, title)


@given(st.text(max_size=60), st.lists(st.sampled_from(["Late", "Wards", "Call: NC-A", ""]), max_size=2))
def test_whatever_a_title_says_a_guess_is_in_words(title: str, beside: list[str]) -> None:
    """Nothing that people type breaks it, and each guess has its reason."""
    found = guess_of(title, beside)
    assert found.why.endswith(".")
    assert found.shifts or found.sure is Sure.UNSURE


def test_a_pattern_made_of_a_title_fits_no_other() -> None:
    """Stars and brackets in titles are only letters."""
    assert not fits(exactly("Vac*"), "Vacuum repair")
    assert not fits(exactly("[AB] day"), "A day")


def _known() -> list[tuple[str, ShiftMeaning]]:
    """The plain titles of the named families, with the first line that a person wrote for each."""
    folders = (files("homecall.cases") / one.name / "household.toml" for one in CASES)
    parents = (parent for folder in folders for parent in read(folder.read_text("utf-8"), "h").parents)
    first: dict[tuple[str, str], ShiftMeaning] = {}
    for number, parent in enumerate(parents):
        for shift in parent.shifts:
            first.setdefault((str(number), shift.title), shift)
    return [(title.replace("*", "A"), shift) for (_, title), shift in first.items()]


@pytest.mark.parametrize(("title", "meant"), _known())
def test_no_sure_guess_contradicts_the_named_families(title: str, meant: ShiftMeaning) -> None:
    """What people wrote by hand for these rosters is what a sure guess says, or nothing is sure."""
    found = guess_of(title)
    assert found.sure < Sure.SURE or meant.kind in {one.kind for one in found.shifts}


def test_most_titles_of_the_named_families_are_guessed_as_people_meant_them() -> None:
    """Free or busy is right in nine of ten, and never free where a person said busy, if it is more than unsure."""
    pairs = [(guess_of(title), meant.kind in BUSY) for title, meant in _known()]
    told = [(bool({one.kind for one in found.shifts} & BUSY), busy) for found, busy in pairs if found.shifts]
    wrongly_free = [
        found.title
        for found, busy in pairs
        if found.sure and found.shifts and busy and not {one.kind for one in found.shifts} & BUSY
    ]

    assert sum(mine == busy for mine, busy in told) >= 0.9 * len(told)
    assert wrongly_free == []


def test_the_words_are_written_once() -> None:
    """A code or phrase in two entries would make the second one dead."""
    data = tomllib.loads((files("homecall.sources.guess") / "words.toml").read_text("utf-8"))
    said = [one for word in data["words"] for key in ("phrases", "codes") for one in word.get(key, [])]
    assert sorted(said) == sorted(set(said))
