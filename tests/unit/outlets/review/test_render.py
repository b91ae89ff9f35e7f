"""The review as PDF."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from homecall.outlets.review.render import Review, Section, render

REVIEW = Review(
    family="The Rivera-Okafor family",
    days="2026",
    question="Does it support the kind of presence we want at home?",
    answer="Mostly.",
    lede="62 moments were kept.",
    sections=(Section("Kept", ("Roses and thorns: 48 times", "Pancake Sunday: 7 times")),),
    foot="It belongs to the family.",
)


def text(review: Review) -> str:
    """What the pages say, with the breaks of lines as spaces."""
    pages = PdfReader(io.BytesIO(render(review))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_word_stands_on_the_page() -> None:
    """The answer, and what it rests on."""
    said = text(REVIEW)
    for word in (REVIEW.family, "2026", "Mostly.", "62 moments were kept.", "Pancake Sunday: 7 times", REVIEW.foot):
        assert word in said


@pytest.mark.parametrize("hostile", ["#panic()", "$ x^2 $", "*bold* _not_", '#import "x"', "ñ 家 🙂", "= Heading"])
def test_words_are_words_and_never_code(hostile: str) -> None:
    """A season may be called anything."""
    said = text(replace(REVIEW, sections=(Section(hostile, (hostile,)),)))
    assert hostile.replace("🙂", "").split()[0] in said


def test_a_long_review_goes_on_to_the_next_page() -> None:
    """Nothing is cut off."""
    lines = tuple(f"Moment {n}: {n} times" for n in range(120))
    assert "Moment 119: 119 times" in text(replace(REVIEW, sections=(Section("Kept", lines),)))


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("us-letter", 612)])
def test_it_fits_the_paper_of_the_place(paper: str, width: int) -> None:
    """And the same review gives the same bytes."""
    one = render(replace(REVIEW, paper=paper))
    assert round(float(PdfReader(io.BytesIO(one)).pages[0].mediabox.width)) == width
    assert one == render(replace(REVIEW, paper=paper))
