"""Pieces of the ribbon for a page that has a frame of its own: a week, a day, the legend, the style sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from homecall.household.household import Household
from homecall.outlets.picture.cut import between, children_only
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Day, Picture
from homecall.outlets.picture.tones import Tones, toned
from homecall.outlets.ribbon.days import week_section
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.sections import legend, people
from homecall.outlets.ribbon.shapes import Links, hatch
from homecall.outlets.ribbon.small import SmallDay
from homecall.outlets.ribbon.table import day_table
from homecall.outlets.ribbon.tall import TallDay
from homecall.outlets.ribbon.theme import theme
from homecall.outlets.ribbon.wide import WideDay
from homecall.outlets.words import Words, short_day
from homecall.plan.plan import Plan
from homecall.spans.span import HOUR, Minute, Span
from homecall.tongue import say

BEFORE = HOUR
"""So long before now a phone's day begins; what was earlier is folded."""
SHOWN = 6 * HOUR
"""So much of a day a phone shows at least: late in the evening it reaches further back."""
WORTH = 3 * HOUR
"""A shorter time is not worth a fold."""


def coming_weeks(household: Household, plan: Plan) -> Picture:
    """The picture of a plan in weeks of seven days from its first one on: what lies ahead, whatever weekday it is."""
    return replace(picture_of(household, plan), sevens=True)


def week(
    household: Household,
    plan: Plan,
    at: int,
    links: Links | None = None,
    tones: Tones | None = None,
    words: Words | None = None,
) -> Markup:
    """Seven days of the plan, the first at 0, as the plan's page draws them, with the people and the legend.

    The household is the one that the plan was made for, its schedules read. With `links` gaps, bands
    and late notes lead somewhere. With `tones` the adults' lines say how much somebody is there. With `words` the
    coming weeks are drawn already. Raises IndexError for a week that the plan does not have.
    """
    picture = words.picture if words else coming_weeks(household, plan)
    picture = toned(picture, tones, [day.date for day in picture.weeks[at]]) if tones else picture
    return _framed(Words(household, plan, picture), at, links, legend(tones=picture.toned))


def children_week(household: Household, plan: Plan, at: int) -> Markup:
    """The same seven days with the children alone: no adult's line, nobody who may be late."""
    picture = children_only(coming_weeks(household, plan))
    return _framed(Words(household, plan, picture), at, None, legend(adults=False))


def _framed(words: Words, at: int, links: Links | None, marks: Markup) -> Markup:
    picture = words.picture
    patterns = el("svg", hatch("hatch"), width=0, height=0, class_="patterns", aria_hidden="true")
    return el("div", patterns, people(picture), week_section(words, picture, at, links), marks, class_="ribbon")


def day(words: Words, at: int, *, again: bool = False) -> Markup:
    """One day of the plan, the first at 0, as the plan's page draws it: wide for a desk, downwards for a phone.

    The line of now stands where the words' picture has it, and a phone's drawing begins shortly before it. A second
    piece on a page is drawn `again`, without the pattern that both share. Raises IndexError for a day that the plan
    does not have.
    """
    picture = words.picture
    one = picture.days[at]
    shared = el("svg", hatch("hatch"), width=0, height=0, class_="patterns", aria_hidden="true")
    patterns = Markup("") if again else shared
    wide = el("div", WideDay(picture, words, one, axis=True).svg(), class_="desk")
    tall = el("div", *_downwards(words, one), class_="phone")
    table = el("details", el("summary", say("Read it as a table")), el("div", day_table(words, one)), class_="tables")
    return el("div", patterns, people(picture), wide, tall, table, class_="ribbon")


def _downwards(words: Words, one: Day) -> tuple[Markup, ...]:
    """A phone's day, what is over by now folded away."""
    begin = _begin(one)
    if begin - one.span.start < WORTH:
        return (TallDay(words.picture, words, one).svg(),)
    over, ahead = between(one, Span(one.span.start, begin)), between(one, Span(begin, one.span.end))
    folded = el(
        "details",
        el("summary", say("Earlier today")),
        TallDay(words.picture, words, over).svg(),
        class_="earlier",
    )
    return folded, TallDay(words.picture, words, ahead).svg()


def _begin(one: Day) -> Minute:
    """A full hour shortly before now; the day's own begin where now is on another day."""
    if one.now is None:
        return one.span.start
    latest = min(one.now - BEFORE, one.span.end - SHOWN)
    return one.span.start + max(0, latest - one.span.start) // HOUR * HOUR


def strips(words: Words, at: int) -> Markup:
    """The days of one week as small strips with what is special about each, for many weeks on one page.

    The first week, at 0, brings the pattern of a gap along for all. Raises IndexError for a week that there is not.
    """
    shared = el("svg", hatch("hatch"), width=0, height=0, class_="patterns", aria_hidden="true")
    days = (_strip(words, one) for one in words.picture.weeks[at])
    return join(Markup("") if at else shared, el("ol", *days, class_="strips"))


def _strip(words: Words, one: Day) -> Markup:
    notes = [el("li", said, class_=kind) for kind, said in words.day_notes(one)]
    listed = el("ul", *notes, class_="notes") if notes else Markup("")
    return el("li", el("b", short_day(one.date)), SmallDay(words.picture, one).svg(), listed)


@cache
def stylesheet() -> str:
    """The rules that the pieces need, colours first. The same for everybody."""
    css = files("homecall.outlets.ribbon").joinpath("style.css").read_text("utf-8")
    return f"{theme()}{css}.patterns{{position:absolute}}\n"


@cache
def stamp() -> str:
    """A short name for this very style sheet, for browsers to know it by."""
    return sha256(stylesheet().encode()).hexdigest()[:16]
