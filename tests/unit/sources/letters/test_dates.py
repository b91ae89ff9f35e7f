"""The days and times that lines of letters name."""

from __future__ import annotations

from datetime import date, time

import pytest

from homecall.sources.letters.letter import About, Letter
from homecall.sources.letters.read import read_letter
from homecall.sources.letters.times import ASSUMED, times_in

TODAY = date(2026, 10, 1)


def read(text: str, zone: str = "America/Chicago") -> Letter:
    """What a pasted text says to a family in a zone."""
    return read_letter(text, "pasted", About(TODAY, zone))


def days(text: str, zone: str = "America/Chicago") -> list[tuple[str, str]]:
    """First and last day of each proposal."""
    return [(f"{one.first}", f"{one.last}") for one in read(text, zone).proposals]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Mon 12 Oct – Fri 16 Oct: autumn break", "2026-10-12", "2026-10-16"),
        ("No school Nov 25-27", "2026-11-25", "2026-11-27"),
        ("Thursday, December 17th 6:30pm winter concert", "2026-12-17", "2026-12-17"),
        ("Nov. 25, 26 and 27: closed", "2026-11-25", "2026-11-27"),
        ("Closed 12–16 October", "2026-10-12", "2026-10-16"),
        ("No hay clases del 25 al 27 de noviembre", "2026-11-25", "2026-11-27"),
        ("Cerrado 25 y 26 de noviembre", "2026-11-25", "2026-11-26"),
        ("Winter break Dec 21 - Jan 3", "2026-12-21", "2027-01-03"),
        ("Closed 2026-11-25", "2026-11-25", "2026-11-25"),
        ("Closed 15/02/27 - 19/02/27", "2027-02-15", "2027-02-19"),
    ],
)
def test_a_line_names_its_days(line: str, first: str, last: str) -> None:
    """Whatever way a school writes them, in English or in Spanish."""
    assert days(line) == [(first, last)]


def test_a_list_of_days_is_one_proposal_each() -> None:
    """Days that do not follow one another are no range."""
    assert [one for one, _ in days("Swim lessons Dec 3, 10 and 17")] == ["2026-12-03", "2026-12-10", "2026-12-17"]


@pytest.mark.parametrize(("zone", "day"), [("America/Chicago", "2026-12-10"), ("Europe/Madrid", "2026-10-12")])
def test_the_country_says_whether_the_month_comes_first(zone: str, day: str) -> None:
    """12/10 is in December in Chicago and in October in Madrid."""
    assert days("12/10 closed", zone) == [(day, day)]


def test_the_weekday_says_it_before_the_country_does() -> None:
    """The twelfth of October is a Monday in 2026, the tenth of December is none."""
    assert days("Monday 12/10 closed") == [("2026-10-12", "2026-10-12")]


def test_another_date_of_the_letter_says_it_too() -> None:
    """Who writes 25/11 writes the day first, wherever they live."""
    assert days("25/11 closed\n12/10 closed")[0] == ("2026-10-12", "2026-10-12")


def test_a_spanish_letter_in_chicago_leaves_it_open() -> None:
    """Its writer may follow either habit: it is said, and nobody is sure."""
    found = read("Estimadas familias, el 12/10 no hay clases en la escuela.").proposals[0]
    assert not found.sure
    assert "month may come first" in found.why


def test_a_weekday_that_does_not_fit_is_said() -> None:
    """One of the two is a slip, and a parent knows which."""
    found = read("Closed on Friday, November 25").proposals[0]
    assert not found.sure
    assert found.why.startswith("The weekday and the date do not go together.")


def test_a_school_year_decides_the_year() -> None:
    """June of a calendar for 2026-2027 is in 2027, and September of it is past."""
    letter = read("Calendar 2026-2027\nSept 7 closed\nJune 11 half day")
    assert [f"{one.first}" for one in letter.proposals] == ["2027-06-11"]
    assert [one.why for one in letter.rejects] == ["It is past."]


def test_day_numbers_stand_under_their_month() -> None:
    """A calendar with the month as its heading needs no month in its lines."""
    assert days("NOVEMBER 2026\n3 Tue  Closed\n26-27  Closed")[1] == ("2026-11-26", "2026-11-27")


def test_a_day_that_cannot_be_is_left_out_with_the_reason() -> None:
    """31 November is nobody's day."""
    letter = read("Nov 31 bake sale")
    assert not letter.proposals
    assert letter.rejects[0].why == "The calendar has no such day."


@pytest.mark.parametrize(
    "line", ["Open 24/7", "We read 3/4 of a book", "Call 555-0134", "Closed 1/2 day soon", "Tuition is $12.50"]
)
def test_figures_that_are_no_day_are_none(line: str) -> None:
    """Fractions, prices and telephones are not dates."""
    assert days(line) == []


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("6:30pm concert", time(18, 30), None),
        ("concert 5 to 7 pm", time(17), time(19)),
        ("11 to 1 pm", time(11), time(13)),
        ("de 9:00 a 12:00", time(9), time(12)),
        ("a las 18:30 h", time(18, 30), None),
        ("2.15pm", time(14, 15), None),
        ("closing at noon", time(12), None),
        ("al mediodía", time(12), None),
    ],
)
def test_a_line_names_its_hours(line: str, start: time, end: time | None) -> None:
    """With am or pm, by twenty-four hours, as a word."""
    found = times_in(line)
    assert (found.start, found.end, found.doubt) == (start, end, "")


def test_an_hour_without_its_half_of_the_day_is_a_guess() -> None:
    """A parade at 1:30 is after noon, most likely."""
    found = times_in("parade 1:30")
    assert (found.start, found.doubt) == (time(13, 30), ASSUMED)


def test_the_numbers_of_a_day_are_no_time() -> None:
    """A bare number is left for the date."""
    assert times_in("25 de noviembre").start is None
