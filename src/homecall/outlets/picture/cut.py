"""Less of a picture: a part of a day, or the children alone."""

from __future__ import annotations

from dataclasses import replace

from homecall.outlets.picture.model import Band, Day, Picture, Row, Segment, Thread, Tone
from homecall.spans.span import Span


def between(day: Day, part: Span) -> Day:
    """The part of a day. Bands and lines end where it ends; a mark belongs to where its middle lies."""
    rows = (replace(row, bands=_bands(row, part), asleep=_inside(row.asleep, part)) for row in day.rows)
    threads = (Thread(one.person, _segments(one, part), _tones(one, part)) for one in day.threads)
    marks = tuple(one for one in day.marks if part.holds((one.span.start + one.span.end) // 2))
    flags = tuple(one for one in day.flags if part.holds(one.at))
    now = day.now if day.now is not None and part.holds(day.now) else None
    same = replace(day, span=part, rows=tuple(rows), threads=tuple(threads))
    return replace(same, marks=marks, flags=flags, now=now)


def children_only(picture: Picture) -> Picture:
    """The picture without the adults' lines and without where somebody may run late: who has the children, no more.

    Of the people those stay who have them at some time.
    """
    leads = {band.who for day in picture.days for row in day.rows for band in row.bands}
    people = tuple(one for one in picture.people if one.id in leads)
    return replace(picture, people=people, days=tuple(replace(one, threads=(), flags=()) for one in picture.days))


def _bands(row: Row, part: Span) -> tuple[Band, ...]:
    return tuple(replace(one, span=cut) for one in row.bands if (cut := one.span.clip(part)))


def _segments(thread: Thread, part: Span) -> tuple[Segment, ...]:
    return tuple(replace(one, span=cut) for one in thread.segments if (cut := one.span.clip(part)))


def _tones(thread: Thread, part: Span) -> tuple[Tone, ...]:
    return tuple(replace(one, span=cut) for one in thread.tones if (cut := one.span.clip(part)))


def _inside(spans: tuple[Span, ...], part: Span) -> tuple[Span, ...]:
    return tuple(cut for one in spans if (cut := one.clip(part)))
