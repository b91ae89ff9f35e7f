"""A day as a table: every band with its child, its hours and who has it, for ears and for careful eyes."""

from __future__ import annotations

from homecall.outlets.picture.model import Band, Day, Row
from homecall.outlets.ribbon.markup import Markup, el
from homecall.outlets.ribbon.shapes import Links, band_address
from homecall.outlets.words import Words, long_day
from homecall.tongue import noted, say

_HEADINGS = (noted("Child"), noted("From"), noted("To"), noted("With"))


def day_table(words: Words, day: Day, links: Links | None = None) -> Markup:
    """The table of one day; the day is its caption, and with `links` each name leads somewhere."""
    head = el("thead", el("tr", *(el("th", say(name), scope="col") for name in _HEADINGS)))
    body = el("tbody", *_rows(words, day, links))
    caption = el("caption", say("{day}: who has each child", day=long_day(day.date)))
    return el("table", caption, head, body)


def _rows(words: Words, day: Day, links: Links | None) -> list[Markup]:
    return [_row(words, row, band, links) for row in day.rows for band in row.bands if band.kind != "unborn"]


def _row(words: Words, row: Row, band: Band, links: Links | None) -> Markup:
    times = (el("td", words.voice.clock(at)) for at in (band.span.start, band.span.end))
    address = band_address(links, row, band)
    label = el("a", band.label, href=address) if address else band.label
    who = el("td", label, class_="gap" if band.kind == "gap" else None)
    return el("tr", el("th", row.name, scope="row"), *times, who)
