"""Markup: text cannot become an element."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from homecall.outlets.ribbon.markup import Markup, el, figure, join


def test_text_is_escaped_and_markup_is_not() -> None:
    """Elements nest; words stay words."""
    assert el("p", "a < b", el("b", "&")) == "<p>a &lt; b<b>&amp;</b></p>"


def test_attributes_are_escaped_named_and_left_out() -> None:
    """Quotes, hyphens, reserved words, None."""
    assert el("a", class_='"x"', aria_label="y", href=None) == '<a class="&quot;x&quot;" aria-label="y"></a>'


def test_shapes_without_children_close_themselves() -> None:
    """And are drawn as short as can be."""
    assert el("rect", x=1.5, width=2.0, rx=0) == '<rect x="1.5" width="2" rx="0"/>'


def test_figures_keep_a_thousandth_of_a_pixel() -> None:
    """More would be weight, less would not be exact to the minute."""
    assert [figure(value) for value in (0.12345, 10.0, 0.0001, 100)] == ["0.123", "10", "0", "100"]


@given(st.text())
def test_no_text_opens_an_element(text: str) -> None:
    """Whatever it is."""
    assert "<" not in join(text)
    assert isinstance(join(text), Markup)
