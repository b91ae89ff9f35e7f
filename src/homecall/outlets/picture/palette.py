"""The colours: one a person, one for a child without cover, one for lateness, and two grounds to put them on.

The person colours differ in lightness as well as in hue, so that they stay apart for eyes without red or green cones
and on a grey printer. None is near the gap's red. White text on any of them has a contrast of 4.5 or more (WCAG AA).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """One person's colour as `#rrggbb`, in its three uses.

    `fill` carries white text on the light ground and on paper, and is itself legible as text there; `deep` carries
    white text on the dark ground; `glow` is for lines and text on the dark ground.
    """

    name: str
    fill: str
    deep: str
    glow: str


INKS = (
    Ink("teal", "#14776f", "#14776f", "#66bdb3"),
    Ink("indigo", "#33429c", "#4456ad", "#a0b0f4"),
    Ink("bronze", "#906209", "#906209", "#d3a55f"),
    Ink("plum", "#633060", "#7d4879", "#d69ed1"),
    Ink("blue", "#0b6fbd", "#1268b0", "#7db6ee"),
    Ink("umber", "#45210a", "#6b4229", "#d0a58c"),
    Ink("olive", "#465210", "#55631c", "#a9b777"),
    Ink("violet", "#3a0a6b", "#6a48a4", "#bba6ec"),
)
"""In the order they are given out. A ninth person gets the first again; initials tell the two apart."""

GAP = "#b3202c"
GAP_DARK = "#ff777c"
"""A child without cover, on the light and on the dark ground. Nothing else is ever drawn in these."""

AMBER = "#e09b24"
"""Somebody may run late. A line colour; its words are in the text colour."""

GROUND = "#fbf6ef"
GROUND_DARK = "#16171b"
TEXT = "#292723"
TEXT_DARK = "#ece7df"
MUTED = "#66615a"
MUTED_DARK = "#a5a098"
PLACE = "#ebe3d6"
PLACE_DARK = "#2c2e34"
"""A place that has the child: quiet, because nobody in the family is needed."""


def ink(position: int) -> Ink:
    """The colour of the person at this position in the household, parents first, then carers."""
    return INKS[position % len(INKS)]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21, whichever comes first."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
