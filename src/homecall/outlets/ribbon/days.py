"""The days of the ribbon, a week to a section."""

from __future__ import annotations

from homecall.outlets.picture.model import Day, Picture
from homecall.outlets.ribbon.markup import Markup, el
from homecall.outlets.ribbon.shapes import Links, day_id
from homecall.outlets.ribbon.small import SmallDay
from homecall.outlets.ribbon.table import day_table
from homecall.outlets.ribbon.tall import TallDay
from homecall.outlets.ribbon.wide import WideDay
from homecall.outlets.words import Words, date_range, long_day, short_day
from homecall.tongue import say


def _dates(week: tuple[Day, ...]) -> str:
    return date_range(week[0].date, week[-1].date)


def week_section(words: Words, picture: Picture, at: int, links: Links | None = None) -> Markup:
    """The week at that place of the picture: its days, and folded behind them the same as a table."""
    week = picture.weeks[at]
    hidden = "away" if len(picture.weeks) == 1 else None
    title = el("h2", _dates(week), id=f"week-{at}", class_=hidden)
    axes = (day is week[0] or day.span.minutes != 1440 for day in week)
    days = (_day(words, picture, day, links, axis=axis) for day, axis in zip(week, axes, strict=True))
    tables = el("div", *(day_table(words, day, links) for day in week), class_="grid")
    folded = el(
        "details", el("summary", say("Read it as a table"), _away(f", {_dates(week)}")), tables, class_="tables"
    )
    return el("section", title, *days, folded, class_="week", aria_labelledby=f"week-{at}")


def _away(text: str) -> Markup:
    return el("span", text, class_="away")


def _day(words: Words, picture: Picture, day: Day, links: Links | None, *, axis: bool) -> Markup:
    name = day_id(day.date)
    title = el("h3", el("span", short_day(day.date), aria_hidden="true"), _away(long_day(day.date)), id=name)
    wide = el("div", WideDay(picture, words, day, axis, links).svg(), class_="desk")
    notes = [el("li", said, class_=kind) for kind, said in words.day_notes(day)]
    listed = el("ul", *notes, class_="notes phone") if notes else Markup("")
    parts = (title, listed, wide, _clock_note(words, day), _phone(words, picture, day, links))
    return el("section", *parts, class_="day axis" if axis else "day", aria_labelledby=name)


def _clock_note(words: Words, day: Day) -> Markup:
    notes = [el("li", said, class_=kind) for kind, said in words.day_notes(day) if kind == "clock"]
    return el("ul", *notes, class_="notes desk") if notes else Markup("")


def _phone(words: Words, picture: Picture, day: Day, links: Links | None) -> Markup:
    """The strip that opens into the day hour by hour; today, or else the first day, stands open."""
    today = any(one.now is not None for one in picture.days)
    is_open = "open" if (day.now is not None if today else day is picture.days[0]) else None
    hint = el("span", say("Hour by hour"), class_="hint")
    summary = el("summary", SmallDay(picture, day).svg(), hint)
    return el("details", summary, TallDay(picture, words, day, links).svg(), class_="hours phone", open=is_open)
