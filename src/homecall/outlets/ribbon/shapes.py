"""What the wide, the small and the tall ribbon share: insets, colour classes, the hatch of a gap, anchors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from homecall.outlets.picture.model import Band, Day, Flag, Picture, Row, Tone
from homecall.outlets.ribbon.markup import Markup, el
from homecall.spans.span import Minute

INSET = 0.75
"""Pixels that a band stays away from its true ends, so that neighbours do not touch."""

WIDE, NARROW, TOUCH = 10.0, 7.0, 11.0
"""Pixels across a line: of a full tone, of half a one, of where a finger may meet it."""

Links = Callable[[str, str, Minute], str]
"""Where a part of the ribbon leads: by its kind ("gap", "lead" or "risk"), whose it is, and when."""


def ink_class(picture: Picture, who: str) -> str:
    """The style class of a person's colour; somebody unknown is drawn like a place."""
    person = picture.by_id.get(who)
    return f"p{person.position % 8}" if person else "place"


def hatch(name: str) -> Markup:
    """The pattern of a gap, which needs no colour to be seen."""
    line = el("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", class_="hatchline")
    ground = el("rect", width=8, height=8, class_="hatchground")
    return el("defs", el("pattern", ground, line, id=name, width=8, height=8, patternUnits="userSpaceOnUse"))


def day_id(day: date) -> str:
    """The anchor of a day on the page."""
    return f"day-{day.isoformat()}"


def band_address(links: Links | None, row: Row, band: Band) -> str | None:
    """Where a band leads: time without anybody and time with somebody do, places do not."""
    return links(band.kind, row.child, band.span.start) if links and band.kind in ("gap", "lead") else None


def flag_address(links: Links | None, flag: Flag) -> str | None:
    """Where a late note leads."""
    return links("risk", flag.parent, flag.at) if links else None


def tone(one: Tone, box: Callable[[float], dict[str, float]], kind: str) -> Markup:
    """How much somebody is there, as a soft strip over their line; `box` is a rectangle along the line, so thick.

    The fuller the wider, and where another should drive the edge is dotted: neither needs colour to be seen.
    """
    shapes = [_strip(box, NARROW if one.fullness == "half" else WIDE, "edge" if one.fullness == "wheel" else "soft")]
    title = Markup("")
    if one.address:
        shapes.append(_strip(box, TOUCH, "hit"))
    else:
        title = el("title", one.said)
    return linked(one.address or None, one.said, el("g", title, *shapes, class_=f"tone {one.fullness} {kind}"))


def _strip(box: Callable[[float], dict[str, float]], thick: float, kind: str) -> Markup:
    return el("rect", **box(thick), rx=thick / 2, class_=kind)


def leads(day: Day) -> bool:
    """Whether a tone of a day leads somewhere."""
    return any(one.address for thread in day.threads for one in thread.tones)


def linked(address: str | None, said: str, shape: Markup) -> Markup:
    """The shape as a link that says what it is, as a title beside the words that fit; the shape alone without one."""
    return el("a", el("title", said), shape, href=address) if address else shape
