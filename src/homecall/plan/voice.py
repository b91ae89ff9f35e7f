"""How times and lists are said: by the wall clock of a family, in the words of a parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homecall.spans.span import HOUR, Minute, Span
from homecall.spans.wall import Wall

_PARTS = ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening"), (24, "night"))


def listed(items: Sequence[str]) -> str:
    """The items as one phrase: "Mia", "Mia and Leo", "Mia, Leo and Zoe"."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def long_day(day: date) -> str:
    """A day in a sentence: "Friday 4 December"."""
    return f"{day:%A} {day.day} {day:%B}"


def lasting(minutes: int) -> str:
    """A length of time: "15 minutes", "2 hours", "3 h 30 min"."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} hour{'s' if hours > 1 else ''}"


@dataclass(frozen=True)
class Voice:
    """How one family says times: its wall clock, and whether it counts 12 or 24 hours."""

    wall: Wall
    hours: int = 12

    def clock(self, at: Minute, *, half: bool = True) -> str:
        """A time of day: "6:30 pm", "18:30"; without `half` the bare "6:30" where the half of the day is plain."""
        local = self.wall.local(at)
        if self.hours == 24:
            return f"{local:%H:%M}"
        if half and local.minute == 0 and local.hour % 12 == 0:
            return "noon" if local.hour else "midnight"
        minutes = f":{local.minute:02}" if local.minute else ""
        return f"{local.hour % 12 or 12}{minutes}" + (f" {'pm' if local.hour >= 12 else 'am'}" if half else "")

    def span(self, span: Span) -> str:
        """From when to when: "6:30 to 9 pm", "11 am to 2 pm"; an end on a later day says its weekday."""
        start, end = self.wall.local(span.start), self.wall.local(span.end)
        until = self.clock(span.end)
        if span.end - span.start > 24 * HOUR or (end.date() > start.date() and until != "midnight" and end.hour >= 12):
            until = f"{end:%A} {until}"
        same = start.date() == end.date() and (start.hour >= 12) == (end.hour >= 12)
        plain = same and all(one.hour % 12 or one.minute for one in (start, end))
        return f"{self.clock(span.start, half=not plain)} to {until}"

    def within(self, span: Span, day: Span) -> str:
        """The span as seen on one day: "7 to 8:15 am"; "until 7 am" or "from 6 pm" where it goes on past the day."""
        if span.start == day.start or span.end == day.end:
            said = f"until {self.clock(span.end)}" if span.end != day.end else f"from {self.clock(span.start)}"
            return said if span != day else "all day"
        return self.span(span)

    def on(self, span: Span) -> str:
        """Day and hours: "Friday 4 December, 6:30 to 9 pm"."""
        return f"{long_day(self.wall.date(span.start))}, {self.span(span)}"

    def part(self, span: Span) -> str:
        """What one calls the span: a morning, an afternoon, an evening, a night, a day, or a stretch of days."""
        if span.minutes > 24 * HOUR:
            return "stretch"
        if span.minutes >= 12 * HOUR:
            return "day"
        hour = self.wall.local((span.start + span.end) // 2).hour
        return next(name for until, name in _PARTS if hour < until)
