"""What the lines of a letter are about, and which words belong to which day."""

from __future__ import annotations

from datetime import time

import pytest

from homecall.sources.letters.find import MOST
from tests.unit.sources.letters.test_dates import read


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Nov 25 no school", "closed"),
        ("Nov 25 winter break", "closed"),
        ("Nov 25 winter break concert", "moment"),
        ("Nov 25 parent conferences, no school", "closed"),
        ("Nov 25 early dismissal at 12:30", "early"),
        ("Nov 25 closing at 3:00 pm", "early"),
        ("Nov 25 school resumes", "unclear"),
        ("Nov 25 library books", "unclear"),
        ("25 de noviembre salida temprana", "early"),
        ("25 de noviembre no hay clases", "closed"),
        ("25 de noviembre fiesta de otoño", "moment"),
    ],
)
def test_words_say_what_a_day_is(line: str, what: str) -> None:
    """A closure that is plainly said wins over all, something that takes place over a pause."""
    assert [one.what for one in read(line).proposals] == [what]


def test_the_title_is_what_is_left_of_the_line() -> None:
    """Without its date, its time and the small words around them."""
    assert read("Thursday, December 17th 6:30pm winter concert").proposals[0].title == "winter concert"


def test_a_sentence_gives_the_words_around_what_it_is_about() -> None:
    """And keeps the sentence itself, joined again where the mail had broken it."""
    text = "Dear families, we are glad to invite you all to our winter concert, which will be held on Thursday,\n"
    found = read(text + "December 17th at 6:30 p.m. in the gym. Please bring a plate.").proposals[0]
    assert (found.title, found.start) == ("winter concert", time(18, 30))
    assert found.line.endswith("in the gym.")


def test_each_day_of_a_line_has_its_own_words() -> None:
    """Two days in one line are two proposals."""
    found = read("Nov 11 – Veterans Day, Nov 25-27 – Thanksgiving break").proposals
    assert [one.title for one in found] == ["Veterans Day", "Thanksgiving break"]


def test_a_date_that_stands_alone_takes_the_words_above_and_the_time_below() -> None:
    """As flyers are laid out."""
    found = read("FALL RECITAL\nThe Lark Lane Studio\n\nSaturday, November 14, 2026\n2:00 PM").proposals[0]
    assert (found.title, found.start, found.what) == ("FALL RECITAL", time(14), "moment")


def test_every_proposal_says_where_it_stands() -> None:
    """The line by its number."""
    assert read("Hello\n\nNov 25 closed").proposals[0].where == "line 3"


def test_a_day_without_a_date_is_told_and_not_guessed() -> None:
    """This Friday of which week: nobody knows once the letter has lain about."""
    letter = read("No school this Friday.")
    assert not letter.proposals
    assert letter.rejects[0].why == "It names a day and no date."


def test_the_same_line_twice_is_one_proposal() -> None:
    """A newsletter says things twice."""
    assert len(read("Nov 25 closed\nNov 25 closed").proposals) == 1


def test_a_letter_of_dates_alone_ends_somewhere() -> None:
    """A thousand of them are more than anybody would tick."""
    letter = read("\n".join(f"Nov 25 party {n}" for n in range(1000)))
    assert len(letter.proposals) == MOST
    assert "first 300" in letter.rejects[-1].why
