"""Pieces of the ribbon for a page that has a frame of its own: a week, the legend, the style sheet."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.ribbon.days import week_section
from homecall.outlets.ribbon.markup import Markup, el
from homecall.outlets.ribbon.sections import legend, people
from homecall.outlets.ribbon.shapes import hatch
from homecall.outlets.ribbon.theme import theme
from homecall.outlets.words import Words
from homecall.plan.plan import Plan


def week(household: Household, plan: Plan, at: int) -> Markup:
    """One week of the plan, the first at 0, exactly as the plan's page draws it, with the people and the legend.

    The household is the one that the plan was made for, its schedules read. Raises IndexError for a week that the
    plan does not have.
    """
    picture = picture_of(household, plan)
    words = Words(household, plan, picture)
    patterns = el("svg", hatch("hatch"), width=0, height=0, class_="patterns", aria_hidden="true")
    return el("div", patterns, people(picture), week_section(words, picture, at), legend(), class_="ribbon")


@cache
def stylesheet() -> str:
    """The rules that the pieces need, colours first. The same for everybody."""
    css = files("homecall.outlets.ribbon").joinpath("style.css").read_text("utf-8")
    return f"{theme()}{css}.patterns{{position:absolute}}\n"


@cache
def stamp() -> str:
    """A short name for this very style sheet, for browsers to know it by."""
    return sha256(stylesheet().encode()).hexdigest()[:16]
