"""Content lines: nothing in a name can break a calendar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.outlets.ics.lines import LIMIT, clean, escape, fold, unfold


def test_text_that_means_something_to_calendars_is_escaped() -> None:
    """Backslash, semicolon, comma and line break are written as RFC 5545 wants them."""
    assert escape("a\\b;c,d\ne") == r"a\\b\;c\,d\ne"


@pytest.mark.parametrize("hostile", ["Mia\r\nBEGIN:VEVENT", "Mia\nBEGIN:VEVENT", "Mia\x0b\u2028\x85\tBEGIN:VEVENT"])
def test_a_name_stays_on_its_line(hostile: str) -> None:
    """Whatever ends lines somewhere becomes one space."""
    assert clean(hostile) == "Mia BEGIN:VEVENT"


def test_half_a_character_is_replaced() -> None:
    """A lone surrogate, which UTF-8 cannot hold, becomes a question mark and not a failure."""
    assert clean("Mi\ud83da") == "Mi?a"


def test_a_line_of_75_octets_is_left_whole() -> None:
    """The limit itself is allowed."""
    line = "SUMMARY:" + "x" * (LIMIT - 8)
    assert fold(line) == line.encode() + b"\r\n"


def test_a_line_of_76_octets_is_folded() -> None:
    """One octet more goes to a line that starts with a space."""
    assert fold("SUMMARY:" + "x" * (LIMIT - 7)).split(b"\r\n")[1:] == [b" x", b""]


def test_folding_cuts_between_characters() -> None:
    """A character of four octets that does not fit goes to the next line whole."""
    pieces = fold("SUMMARY:" + "x" * 65 + "👩‍⚕️" * 20).split(b"\r\n")
    assert all(piece.decode("utf-8") is not None for piece in pieces)
    assert max(len(piece) for piece in pieces) <= LIMIT


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_unfolding_gives_the_line_back(text: str) -> None:
    """Folding loses nothing, and no piece is longer than the limit."""
    folded = fold(f"SUMMARY:{text}")
    assert unfold(folded.decode()) == [f"SUMMARY:{text}", ""]
    assert all(len(piece) <= LIMIT for piece in folded.split(b"\r\n"))


def test_bare_line_feeds_are_read() -> None:
    """A file whose line ends were changed on the way is unfolded all the same."""
    assert unfold("SUMMARY:Mia\n  and Leo\nEND:VEVENT\n") == ["SUMMARY:Mia and Leo", "END:VEVENT", ""]
