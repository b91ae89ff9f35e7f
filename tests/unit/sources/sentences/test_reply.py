"""Answers by mail: the own words are found, and only what is plain counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.sources.sentences.amounts import Reading
from homecall.sources.sentences.reply import Hours, own_words, reply_of

HALF_PAST = Reading(18 * 60 + 30, sure=True)
EIGHT = Reading(20 * 60, sure=True)
SIX = Reading(6 * 60, sure=False)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Yes", "yes"),
        ("yes, gladly!", "yes"),
        ("Sure, no problem", "yes"),
        ("No problem", "yes"),
        ("I can.", "yes"),
        ("Sí, claro", "yes"),
        ("Vale", "yes"),
        ("No", "no"),
        ("No, sorry.", "no"),
        ("Sorry, I can't", "no"),
        ("Unfortunately not", "no"),
        ("Lo siento, no puedo", "no"),
        ("from 18:30", Hours(start=HALF_PAST)),
        ("No, but I could from 18:30", Hours(start=HALF_PAST)),
        ("Yes, but only until 8 pm", Hours(until=EIGHT)),
        ("from 18:30 until 8pm", Hours(HALF_PAST, EIGHT)),
        ("Puedo desde las 18:30 hasta las 8 pm", Hours(HALF_PAST, EIGHT)),
        ("only after about 6", Hours(start=SIX)),
        ("Perhaps", None),
        ("OK, let me check", None),
        ("Yes if I get home in time", None),
        ("Puede ser, si puedo", None),
        ("Maybe from 18:30", None),
        ("I can or I can not, will see", None),
        ("", None),
        ("What do you pay?", None),
    ],
)
def test_an_answer_is_understood(said: str, meant: object) -> None:
    """Yes, no, other hours; anything else is asked about."""
    assert reply_of(own_words(said)) == meant


@pytest.mark.parametrize(
    "quoted",
    [
        "> Can you come? Reply no if not.",
        "On Mon, 4 Jan 2027 at 15:00, Homecall <post@example.org> wrote:\n> no",
        "On Mon, 4 Jan 2027 at 15:00, Homecall <post@home.example.org>\nwrote:\n> no",
        "El lun, 4 ene 2027 a las 15:00, Homecall <post@example.org> escribió:\n> no",
        "-----Original Message-----\nno",
        "________________________________\nFrom: Homecall\nno",
        "-- \nNo Name Ltd",
        "Sent from my phone, no typos meant",
    ],
)
def test_what_is_quoted_does_not_count(quoted: str) -> None:
    """Nor does a signature: every program quotes in its own way."""
    assert reply_of(own_words(f"Yes\n\n{quoted}")) == "yes"


@given(st.text(max_size=2000))
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    """Whatever it is, its own words are few, and it means something or nothing."""
    assert len(own_words(text)) <= 300
    reply_of(own_words(text))
