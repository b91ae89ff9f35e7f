"""The page outlet: one self-contained HTML file, without script and without any other file."""

from __future__ import annotations

from importlib.resources import files

from homecall.household.household import Household
from homecall.outlets.picture.draw import picture_of
from homecall.outlets.picture.model import Day, Picture
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.sections import head, legend, more, people
from homecall.outlets.ribbon.shapes import day_id, hatch
from homecall.outlets.ribbon.small import SmallDay
from homecall.outlets.ribbon.table import day_table
from homecall.outlets.ribbon.tall import TallDay
from homecall.outlets.ribbon.theme import theme
from homecall.outlets.ribbon.wide import WideDay
from homecall.outlets.words import Words, date_range, long_day, short_day
from homecall.plan.plan import Plan


def render(household: Household, plan: Plan) -> bytes:
    """The page in UTF-8. The same plan gives the same bytes."""
    picture = picture_of(household, plan)
    words = Words(household, plan, picture)
    page = el("html", _head(words), el("body", _body(words, picture)), lang="en")
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
    skip = el("a", "Skip to the days", class_="away skip", href="#days")
    patterns = el("svg", hatch("hatch"), width=0, height=0, style="position:absolute", aria_hidden="true")
    weeks = (_week(words, picture, at, week) for at, week in enumerate(picture.weeks))
    days = el("div", people(picture), _weeks_nav(picture), *weeks, legend(), id="days")
    foot = el("footer", f"{words.made()}. Times are those of {picture.wall.zone.replace('_', ' ')}.", class_="foot")
    return join(skip, patterns, el("div", head(words), el("main", days, more(words)), foot, class_="sheet"))


def _weeks_nav(picture: Picture) -> Markup:
    if len(picture.weeks) < 2:
        return Markup("")
    starts = (week[0].date for week in picture.weeks)
    links = (el("a", f"{start.day} {start:%b}", href=f"#week-{at}") for at, start in enumerate(starts))
    return el("nav", *links, class_="weeks-nav", aria_label="Weeks")


def _dates(week: tuple[Day, ...]) -> str:
    return date_range(week[0].date, week[-1].date)


def _week(words: Words, picture: Picture, at: int, week: tuple[Day, ...]) -> Markup:
    hidden = "away" if len(picture.weeks) == 1 else None
    title = el("h2", _dates(week), id=f"week-{at}", class_=hidden)
    days = (_day(words, picture, day, axis=day is week[0] or day.span.minutes != 1440) for day in week)
    tables = el("div", *(day_table(words, day) for day in week), class_="grid")
    folded = el("details", el("summary", "Read it as a table", _away(f", {_dates(week)}")), tables, class_="tables")
    return el("section", title, *days, folded, class_="week", aria_labelledby=f"week-{at}")


def _away(text: str) -> Markup:
    return el("span", text, class_="away")


def _day(words: Words, picture: Picture, day: Day, *, axis: bool) -> Markup:
    name = day_id(day.date)
    title = el("h3", el("span", short_day(day.date), aria_hidden="true"), _away(long_day(day.date)), id=name)
    wide = el("div", WideDay(picture, words, day, axis).svg(), class_="desk")
    notes = [el("li", said, class_=kind) for kind, said in words.day_notes(day)]
    listed = el("ul", *notes, class_="notes phone") if notes else Markup("")
    parts = (title, listed, wide, _clock_note(words, day), _phone(words, picture, day))
    return el("section", *parts, class_="day axis" if axis else "day", aria_labelledby=name)


def _clock_note(words: Words, day: Day) -> Markup:
    notes = [el("li", said, class_=kind) for kind, said in words.day_notes(day) if kind == "clock"]
    return el("ul", *notes, class_="notes desk") if notes else Markup("")


def _phone(words: Words, picture: Picture, day: Day) -> Markup:
    """The strip that opens into the day hour by hour; today, or else the first day, stands open."""
    today = any(one.now is not None for one in picture.days)
    is_open = "open" if (day.now is not None if today else day is picture.days[0]) else None
    hint = el("span", "Hour by hour", class_="hint")
    summary = el("summary", SmallDay(picture, day).svg(), hint)
    return el("details", summary, TallDay(picture, words, day).svg(), class_="hours phone", open=is_open)
