"""Sentences as people say them, in two languages: what is plain is understood, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.sentences.amounts import Reading
from homecall.sources.sentences.understand import Known, Meaning, Unclear, understand

MONDAY = date(2027, 1, 4)
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 4))
WORDS = "late early ill no not Rosa Mia hasta until 7 19:30 pm h 40 hora y media hoy mañana ' ? . a las"
DAYCARE = "Little Lantern daycare"
KNOWN = Known(
    {"ana": "Ana", "ben": "Benjamín"},
    {"mia": "Mia", "leo": "Leo"},
    {"rosa": "Rosa Díaz", "june": "June"},
    {"Oak Street preschool": ("mia",), "Little Lantern daycare": ("leo",)},
    "ana",
    MONDAY,
)
SEVEN = Reading(19 * 60, sure=True)
HALF_PAST = Reading(19 * 60 + 30, sure=True)
UNSURE = Reading(7 * 60, sure=False)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("running late 40", Meaning("late", ("ana",), 40)),
        ("Running late, 40 min", Meaning("late", ("ana",), 40)),
        ("late until 19:30", Meaning("late", ("ana",), at=HALF_PAST)),
        ("I'm late until 7:30 pm.", Meaning("late", ("ana",), at=HALF_PAST)),
        ("late until 7", Meaning("late", ("ana",), at=UNSURE)),
        ("late, don't know how long", Meaning("late", ("ana",))),
        ("stuck", Meaning("late", ("ana",))),
        ("Benjamin is an hour late", Meaning("late", ("ben",), 60)),
        ("Benjamín is running an hour and a half late", Meaning("late", ("ben",), 90)),
        ("case runs over 2h 15", Meaning("late", ("ana",), 135)),
        ("1.5 hours late today", Meaning("late", ("ana",), 90)),
        ("me retraso 40 minutos", Meaning("late", ("ana",), 40)),
        ("llego tarde, media hora", Meaning("late", ("ana",), 30)),
        ("tarde hasta las 19:30", Meaning("late", ("ana",), at=HALF_PAST)),
        ("tarde hasta las 7 de la tarde", Meaning("late", ("ana",), at=SEVEN)),
        ("se alarga, no sé hasta cuándo", Meaning("late", ("ana",))),
        ("free early 30", Meaning("early", ("ana",), 30)),
        ("free at 3 pm", Meaning("early", ("ana",), at=Reading(15 * 60, sure=True))),
        ("libre una hora antes", Meaning("early", ("ana",), 60)),
        ("called in", Meaning("called", ("ana",))),
        ("Benjamín got called in", Meaning("called", ("ben",))),
        ("called in until 11pm", Meaning("called", ("ana",), at=Reading(23 * 60, sure=True))),
        ("me han llamado", Meaning("called", ("ana",))),
        ("Mia is ill", Meaning("ill", ("mia",))),
        ("Mia and Leo have a fever", Meaning("ill", ("mia", "leo"))),
        ("the kids are sick", Meaning("ill", ("mia", "leo"))),
        ("Leo está enfermo", Meaning("ill", ("leo",))),
        ("Mia sick until tomorrow", Meaning("ill", ("mia",), days=(MONDAY, TUESDAY))),
        ("Mia is ill until Wednesday", Meaning("ill", ("mia",), days=(MONDAY, TUESDAY, WEDNESDAY))),
        ("Mia está enferma hasta el miércoles", Meaning("ill", ("mia",), days=(MONDAY, TUESDAY, WEDNESDAY))),
        ("Mia is ill until 3 pm", Meaning("ill", ("mia",), days=(MONDAY,))),
        ("Rosa cancels until Wednesday", Meaning("cancelled", ("rosa",), days=(MONDAY, TUESDAY, WEDNESDAY))),
        ("Rosa cannot come today", Meaning("cancelled", ("rosa",), days=(MONDAY,))),
        ("Rosa can’t come", Meaning("cancelled", ("rosa",))),
        ("Rosa is sick", Meaning("cancelled", ("rosa",))),
        ("Rosa called in sick", Meaning("cancelled", ("rosa",))),
        ("Rosa isn't coming on Friday", Meaning("cancelled", ("rosa",), days=(FRIDAY,))),
        ("Rosa Díaz no puede venir mañana", Meaning("cancelled", ("rosa",), days=(TUESDAY,))),
        ("daycare closed tomorrow", Meaning("closed", ("Little Lantern daycare",), days=(TUESDAY,))),
        ("Oak Street preschool is closed", Meaning("closed", ("Oak Street preschool",))),
        ("no school for Mia", Meaning("closed", ("Oak Street preschool",))),
        ("mañana no hay guardería", Meaning("closed", ("Little Lantern daycare",), days=(TUESDAY,))),
        ("guarde cerrada hasta el miércoles", Meaning("closed", (DAYCARE,), days=(MONDAY, TUESDAY, WEDNESDAY))),
    ],
)  # fmt: skip
def test_a_plain_sentence_is_understood(said: str, meant: Meaning) -> None:
    """Whatever its language, its capitals and its accents."""
    assert understand(said, KNOWN) == meant


@pytest.mark.parametrize(
    ("said", "day", "hours"),
    [
        ("Rosa cancels until 3 pm", None, (0, 15)),
        ("Rosa cannot come until 5", None, (0, 17)),
        ("Rosa cannot come before noon", None, (0, 12)),
        ("Rosa cannot come tomorrow morning", TUESDAY, (0, 12)),
        ("Rosa can’t come this afternoon", MONDAY, (12, 18)),
        ("Rosa cancels tonight", MONDAY, (17, 24)),
        ("Rosa cannot come tomorrow after 3", TUESDAY, (15, 24)),
        ("Rosa cannot come on Friday from 2 to 4 pm", FRIDAY, (14, 16)),
        ("Rosa cannot come between 9 and 12 tomorrow", TUESDAY, (9, 12)),
        ("Rosa won't come from 8 to 4", None, (8, 16)),
        ("Rosa cannot come tomorrow until 8", TUESDAY, (0, 20)),
        ("Rosa no puede venir mañana por la mañana", TUESDAY, (0, 12)),
        ("Rosa no puede venir esta tarde", MONDAY, (12, 20)),
        ("Rosa no viene el viernes de 14 a 16", FRIDAY, (14, 16)),
        ("Rosa cancela hasta las 3 de la tarde", None, (0, 15)),
        ("Rosa no puede venir mañana antes de las 10", TUESDAY, (0, 22)),
        ("Rosa no puede venir mañana a partir de las 15:00", TUESDAY, (15, 24)),
        ("Good morning, Rosa cannot come tomorrow", TUESDAY, None),
    ],
)
def test_a_carer_may_be_missing_for_some_hours(said: str, day: date | None, hours: tuple[int, int] | None) -> None:
    """Of a day; where the half of it is not said, rather too many hours than that a child is alone."""
    minutes = (hours[0] * 60, hours[1] * 60) if hours else None
    assert understand(said, KNOWN) == Meaning("cancelled", ("rosa",), days=(day,) if day else (), hours=minutes)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "nothing"),
        ("hello", "nothing"),
        ("40", "nothing"),
        ("Mia is not ill", "not"),
        ("is Mia ill?", "not"),
        ("I am not late", "not"),
        ("I won’t be late", "not"),
        ("Mia no está enferma", "not"),
        ("no longer late", "not"),
        ("late or early", "several"),
        ("Rosa is late", "several"),
        ("Rosa cannot come at 3 pm", "several"),
        ("Rosa cannot come until 3 pm on Friday and on Monday", "several"),
        ("Rosa cannot come this morning and tonight", "several"),
        ("Rosa called this morning, she cannot come", "several"),
        ("Rosa cannot come in the morning?", "not"),
        ("daycare closed until noon", "several"),
        ("late tomorrow 40", "day"),
        ("somebody is ill", "who"),
        ("snow day", "who"),
        ("Rosa and June cannot come", "who"),
        ("late " + "x" * 300, "long"),
    ],
)
def test_what_is_not_plain_is_asked_about(said: str, why: str) -> None:
    """Rather once too often: a plan stands on it."""
    found = understand(said, KNOWN)
    assert isinstance(found, Unclear)
    assert found.why == why


def test_who_may_be_meant_is_offered() -> None:
    """A day off school is one of two places."""
    assert understand("closed today", KNOWN) == Unclear(
        "who", "closed", ("Oak Street preschool", "Little Lantern daycare")
    )


def test_a_name_is_no_word() -> None:
    """A child called Will, and a carer called Early, mean themselves."""
    odd = Known({"ana": "Ana"}, {"w": "Late"}, {"e": "Early"}, {}, "ana", MONDAY)
    assert understand("Late is ill", odd) == Meaning("ill", ("w",))
    assert understand("Early cannot come", odd) == Meaning("cancelled", ("e",))


@given(st.text(max_size=400))
def test_nothing_that_is_typed_breaks_it(said: str) -> None:
    """Whatever it is, it means something or is asked about."""
    assert isinstance(understand(said, KNOWN), Meaning | Unclear)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40))
def test_words_in_any_order_are_read_in_time(words: list[str]) -> None:
    """No form of sentence takes long to be looked for."""
    assert isinstance(understand(" ".join(words), KNOWN), Meaning | Unclear)
