"""What stands on a band and where: names that fit whole, waking before sleeping, and the hours beside them."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.outlets.picture.model import Band, Day, Picture, Row
from homecall.spans.span import Minute, Span, intersect, subtract
from homecall.spans.wall import Clock, Wall
from homecall.tongue import hours, say

_EMS = (
    ("iljI.,:;'’ |!", 0.34),
    ("ftr-", 0.42),
    ("sckvxyz", 0.56),
    ("mwMW@★·", 0.93),
    ("ABCDEFGHJKLNOPQRSTUVXYZ", 0.73),
)
"""Widths of letters in ems, on the wide side of the bold faces of common system typefaces; others count as 0.62."""


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a system typeface at this size, in pixels; on the wide side."""
    return sum(next((em for letters, em in _EMS if letter in letters), 0.62) for letter in text) * size


def fitted(choices: tuple[str, ...], room: float, size: float) -> str:
    """The first choice that fits the room, or nothing: a label is whole or absent, never cut."""
    return next((text for text in choices if text and text_width(text, size) <= room), "")


def label_choices(picture: Picture, band: Band) -> tuple[str, ...]:
    """What may stand on a band, longest first: the name, then the initials."""
    person = picture.by_id.get(band.who)
    return (band.label, *((person.initials,) if person else ()))


def label_places(picture: Picture, row: Row, band: Band) -> Iterator[tuple[str, Span, bool]]:
    """Where a label may stand, best first: each text in waking pieces before sleeping ones, long before short."""
    pieces = sorted(awake_pieces(row, band), key=lambda piece: (not piece[1], -piece[0].minutes))
    for text in label_choices(picture, band):
        yield from ((text, span, awake) for span, awake in pieces)


def awake_pieces(row: Row, band: Band) -> tuple[tuple[Span, bool], ...]:
    """The band cut where the child falls asleep and wakes; true is awake. A gap is never made small."""
    if band.kind == "gap":
        return ((band.span, True),)
    awake = [(span, True) for span in subtract([band.span], row.asleep)]
    return tuple(sorted(awake + [(span, False) for span in intersect([band.span], row.asleep)]))


def hour_ticks(wall: Wall, day: Day, step: int) -> tuple[tuple[Minute, str], ...]:
    """Every `step` hours of the wall clock with its words, at their true instants.

    Those at the ends of the day, or of the part of it that is drawn, are left out.
    """
    counted = hours(wall.zone)
    ticks = ((wall.at(day.date, Clock(hour * 60)), _hour(hour, counted)) for hour in range(step, 24, step))
    return tuple((at, name) for at, name in ticks if day.span.start < at < day.span.end)


def _hour(hour: int, counted: int) -> str:
    if counted == 24:
        return f"{hour}:00"
    if hour == 12:
        return say("noon")
    return say("{time} pm", time=hour % 12 or 12) if hour > 12 else say("{time} am", time=hour % 12 or 12)
