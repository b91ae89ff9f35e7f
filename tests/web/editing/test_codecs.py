"""What people type, and what it is taken for; where things stand, and how they are found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homecall.errors import HomecallError
from homecall.household.codec import read
from homecall.household.household import Household
from homecall.spans.wall import parse_weekly
from homecall.timeline.period import Overrun
from homecall.web.editing import spots
from homecall.web.editing.codecs import Codec, Number, Text, clock_of
from homecall.web.editing.codecs_hours import Dates, Hours, HoursRows, Late, Lines
from homecall.web.editing.inputs import of_field, rows_of
from tests.households import HOME, MIA, ana, rosa


def family() -> Household:
    """Ana, Mia and Rosa."""
    return read(HOME + ana() + MIA + rosa(), "household.toml")


def parsed(codec: Codec, raw: dict[str, Any]) -> Any:
    """What a codec makes of inputs, each with one text or several."""
    texts = {end: (value,) if isinstance(value, str) else tuple(value) for end, value in raw.items()}
    return codec.parse(texts, None, family())


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("7:30", "07:30"),
        ("19.30", "19:30"),
        ("7 pm", "19:00"),
        ("7:15 A.M.", "07:15"),
        ("12 am", "00:00"),
        ("9", "09:00"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, clock: str) -> None:
    """A browser without a clock to choose from sends what was typed."""
    assert str(clock_of(text)) == clock


@pytest.mark.parametrize("text", ["25:00", "7:75", "soon", "24:00", "٣ pm x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """With what was typed in the sentence."""
    with pytest.raises(HomecallError, match="is not a time of day"):
        clock_of(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("27.5", 27.5), ("27,5", 27.5), ("$1,200", 1200.0), (" 8 ", 8.0), ("", 0.0), ("1,200.50", 1200.5)],
)
def test_numbers_are_read_as_people_write_them(text: str, number: float) -> None:
    """A comma is a point before one or two figures, and nothing before three."""
    assert parsed(Number(), {"": text} if text else {}) == number


@pytest.mark.parametrize("text", ["nan", "inf", "1e400", "ten", "1.2.3", "-"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Nor is one that no household can hold."""
    with pytest.raises(HomecallError, match="is not a number"):
        parsed(Number(), {"": text})


def test_a_fraction_of_a_minute_is_refused() -> None:
    """Minutes are whole."""
    with pytest.raises(HomecallError, match="whole number"):
        parsed(Number(whole=True), {"": "2.5"})


def test_text_loses_the_space_around_it() -> None:
    """A phone's keyboard likes to add some."""
    assert parsed(Text(), {"": " Rosa "}) == "Rosa"


@pytest.mark.parametrize(
    ("start", "end", "later", "written"),
    [
        ("07:00", "19:00", "", "07:00-19:00"),
        ("22:00", "06:00", "", "22:00-06:00"),
        ("22:00", "06:00", "1", "22:00-06:00"),
        ("08:00", "20:00", "1", "08:00-20:00+1"),
        ("17:00", "00:00", "", "17:00-24:00"),
    ],
)
def test_hours_over_midnight_are_meant_as_they_look(start: str, end: str, later: str, written: str) -> None:
    """An end before the start is on the next day, said or not; midnight ends the day."""
    raw = {"days": ["0", "4"], "start": start, "end": end} | ({"endlater": later} if later else {})
    assert parsed(Hours(), raw) == parse_weekly(f"Mon,Fri {written}")


def test_a_row_with_days_alone_says_nothing_yet() -> None:
    """Ticking days is not a promise."""
    assert parsed(HoursRows(), {"0.days": ["1"]}) == ()


def test_half_a_row_is_refused() -> None:
    """Nobody guesses when somebody goes home."""
    with pytest.raises(HomecallError, match="Both times"):
        parsed(HoursRows(), {"0.days": ["1"], "0.start": "08:00"})


def test_closed_days_are_single_days_and_ranges() -> None:
    """Either date of a row is enough for one day."""
    raw = {"0.first": "2026-11-26", "0.last": "2026-11-27", "1.last": "2026-12-24"}
    assert parsed(Dates(), raw) == frozenset(map(date.fromisoformat, ("2026-11-26", "2026-11-27", "2026-12-24")))


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-11-27", "2026-11-26", "is before"),
        ("2000-01-01", "2026-01-01", "ten years"),
        ("someday", "", "not a date"),
    ],
)
def test_closed_days_that_cannot_be_are_refused(first: str, last: str, sentence: str) -> None:
    """Before they make a list of ten thousand days."""
    with pytest.raises(HomecallError, match=sentence):
        parsed(Dates(), {"0.first": first} | ({"0.last": last} if last else {}))


def test_titles_are_one_a_line() -> None:
    """Blank lines are nothing."""
    assert parsed(Lines(), {"": "No school*\n\n Closed \n"}) == ("No school*", "Closed")


def test_lateness_is_both_numbers_or_none() -> None:
    """One of two is a question."""
    assert parsed(Late(), {"median": "30", "p90": "90"}) == Overrun(30, 90)
    assert parsed(Late(), {}) is None
    with pytest.raises(HomecallError, match="Both have to stand here"):
        parsed(Late(), {"median": "30"})


def test_a_field_takes_only_what_is_its_own() -> None:
    """Names that begin alike are other fields."""
    sent = {"rate": ["20"], "rates": ["1"], "rate.x": ["2", ""], "rate.y": [""]}
    assert of_field("rate", sent) == {"": ("20",), "x": ("2",)}


def test_rows_come_in_the_order_of_their_numbers() -> None:
    """Whatever else is sent beside them."""
    raw = {"10.first": ("b",), "2.first": ("a",), "x.first": ("c",), "9999999.first": ("d",), "first": ("e",)}
    assert [row["first"] for row in rows_of(raw)] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [
        ("carer", "Rosa", "rosa-2"),
        ("carer", "Aunt Joan!", "aunt-joan"),
        ("moment", "Rosa", "rosa"),
        ("child", "✨", "child"),
    ],
)
def test_an_id_is_made_from_a_name(kind: str, name: str, id: str) -> None:
    """Short, allowed, and nobody else's: moments have their own."""
    assert spots.fresh_id(family(), kind, name) == id


def test_a_moment_has_the_form_of_its_sort() -> None:
    """A ritual is not turned into a day by a wrong address."""
    text = HOME + ana() + MIA + '[[moments]]\nid = "bath"\nchildren = ["mia"]\nwindow = "19:00-19:45"\n'
    home = read(text, "household.toml")
    assert spots.get(home, "moment", "bath") is None
    assert spots.get(home, "ritual", "bath") == home.moments[0]


def test_a_title_is_found_again_where_another_was_removed() -> None:
    """By what it says; one that is gone itself is a new one of the same parent."""
    shift = family().parents[0].shifts[0]
    two = replace(family().parents[0], shifts=(shift, replace(shift, title="Night")))
    before, after = (replace(family(), parents=(one,)) for one in (two, replace(two, shifts=two.shifts[1:])))
    assert spots.moved(before, after, "shift", "ana.1") == "ana.0"
    assert spots.moved(before, after, "shift", "ana.0") == "ana."
    assert spots.moved(before, replace(after, carers=()), "carer", "rosa") == ""
