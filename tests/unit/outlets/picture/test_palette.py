"""The colours: legible, apart for every common kind of eye, and never the gap's red."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from homecall.outlets.picture import palette
from homecall.outlets.picture.palette import INKS, Ink, contrast, ink

EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red cones": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green cones": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _seen(colour: str, eye: str) -> tuple[float, float, float]:
    """The colour in OKLab as that eye sees it."""
    red, green, blue = (sum(a * b for a, b in zip(row, _linear(colour), strict=True)) for row in EYES[eye])
    long = math.cbrt(0.4122 * red + 0.5363 * green + 0.0514 * blue)
    mid = math.cbrt(0.2119 * red + 0.6807 * green + 0.1074 * blue)
    short = math.cbrt(0.0883 * red + 0.2817 * green + 0.6300 * blue)
    return (
        0.2105 * long + 0.7936 * mid - 0.0041 * short,
        1.9780 * long - 2.4286 * mid + 0.4506 * short,
        0.0259 * long + 0.7828 * mid - 0.8087 * short,
    )


@pytest.mark.parametrize("one", INKS, ids=lambda one: one.name)
def test_white_words_are_legible_on_every_person(one: Ink) -> None:
    """4.5 to 1 on both grounds' versions of the colour."""
    assert contrast("#ffffff", one.fill) >= 4.5
    assert contrast("#ffffff", one.deep) >= 4.5


@pytest.mark.parametrize("one", INKS, ids=lambda one: one.name)
def test_a_name_in_its_own_colour_is_legible_on_the_ground(one: Ink) -> None:
    """Names stand in colour beside the thin lines."""
    assert contrast(one.fill, palette.GROUND) >= 4.5
    assert contrast(one.glow, palette.GROUND_DARK) >= 4.5


@pytest.mark.parametrize("one", INKS, ids=lambda one: one.name)
def test_a_band_stands_out_from_the_dark_ground(one: Ink) -> None:
    """The words on it carry the meaning; the band itself must still be seen as a shape."""
    assert contrast(one.deep, palette.GROUND_DARK) >= 2


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (palette.TEXT, palette.GROUND),
        (palette.TEXT_DARK, palette.GROUND_DARK),
        (palette.MUTED, palette.GROUND),
        (palette.MUTED_DARK, palette.GROUND_DARK),
        (palette.MUTED, palette.PLACE),
        (palette.MUTED_DARK, palette.PLACE_DARK),
        (palette.GAP, palette.GROUND),
        (palette.GAP_DARK, palette.GROUND_DARK),
    ],
)
def test_words_are_legible_on_their_ground(text: str, ground: str) -> None:
    """WCAG 2.2 AA for text of any size."""
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("eye", EYES)
def test_people_stay_apart_for_every_common_eye(eye: str) -> None:
    """The smallest distance between any two of the eight, in OKLab."""
    nearest = min(math.dist(_seen(a.fill, eye), _seen(b.fill, eye)) for a, b in combinations(INKS, 2))
    assert nearest >= 0.08


def test_the_first_four_stay_apart_on_a_grey_printer_or_by_hue() -> None:
    """No two of the first four share both lightness and hue."""
    pairs = combinations(INKS[:4], 2)
    assert all(math.dist(_seen(a.fill, "usual"), _seen(b.fill, "usual")) >= 0.12 for a, b in pairs)


@pytest.mark.parametrize("one", INKS, ids=lambda one: one.name)
def test_nobody_is_near_the_red_of_a_gap(one: Ink) -> None:
    """For the usual eye; for the others there is the hatch."""
    assert math.dist(_seen(one.fill, "usual"), _seen(palette.GAP, "usual")) >= 0.14
    assert math.dist(_seen(one.glow, "usual"), _seen(palette.GAP_DARK, "usual")) >= 0.1


def test_a_ninth_person_gets_the_first_colour_again() -> None:
    """A large circle is no error."""
    assert ink(8) == ink(0)


def test_contrast_knows_black_and_white() -> None:
    """The ends of the scale, in either order."""
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)
