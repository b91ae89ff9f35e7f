"""The page outlet: one self-contained HTML file, without script and without any other file."""

from __future__ import annotations

from importlib.resources import files

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Picture
from homecall.outlets.picture.tones import modelled
from homecall.outlets.ribbon.days import week_section
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.sections import head, legend, more, people
from homecall.outlets.ribbon.shapes import hatch
from homecall.outlets.ribbon.theme import theme
from homecall.outlets.words import Words
from homecall.plan.plan import Plan
from homecall.tongue import language, month_short, say


def render(household: Household, plan: Plan) -> bytes:
    """The page in UTF-8. The same plan gives the same bytes."""
    picture = modelled(household, picture_of(household, plan))
    words = Words(household, plan, picture)
    page = el("html", _head(words), el("body", _body(words, picture)), lang=language())
    return f"<!doctype html>\n{page}\n".encode()


def _head(words: Words) -> Markup:
    css = files("homecall.outlets.ribbon").joinpath("style.css").read_text("utf-8")
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", f"{words.household.name}, {words.dates()}"),
        el("style", Markup(theme() + css)),
    )


def _body(words: Words, picture: Picture) -> Markup:
    skip = el("a", say("Skip to the days"), class_="away skip", href="#days")
    patterns = el("svg", hatch("hatch"), width=0, height=0, style="position:absolute", aria_hidden="true")
    weeks = (week_section(words, picture, at) for at in range(len(picture.weeks)))
    days = el("div", people(picture), _weeks_nav(picture), *weeks, legend(tones=picture.toned), id="days")
    foot = el("footer", _made(words), class_="foot")
    return join(skip, patterns, el("div", head(words), el("main", days, more(words)), foot, class_="sheet"))


def _made(words: Words) -> str:
    zone = words.picture.wall.zone.replace("_", " ")
    return say("{made}. Times are those of {zone}.", made=words.made(), zone=zone)


def _weeks_nav(picture: Picture) -> Markup:
    if len(picture.weeks) < 2:
        return Markup("")
    starts = (week[0].date for week in picture.weeks)
    links = (
        el("a", say("{day} {month}", day=start.day, month=month_short(start)), href=f"#week-{at}")
        for at, start in enumerate(starts)
    )
    return el("nav", *links, class_="weeks-nav", aria_label=say("Weeks"))
