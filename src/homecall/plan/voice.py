"""How times and lists are said: by the wall clock of a family, in the words of a parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from homecall.spans.span import HOUR, Minute, Span
from homecall.spans.wall import Wall
from homecall.tongue import clock, joined, month, say, say_n, time_of_day, weekday

__all__ = ["Voice", "either", "full_day", "lasting", "listed", "long_day", "time_of_day", "together"]

_PARTS = ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening"), (24, "night"))


def listed(items: Sequence[str]) -> str:
    """The items as one phrase: "Mia", "Mia and Leo", "Mia, Leo and Zoe"."""
    if len(items) < 2:
        return items[0] if items else ""
    return say("{first} and {last}", first=joined(", ", items[:-1]), last=items[-1])


def either(items: Sequence[str]) -> str:
    """One of the items: "Mia", "Mia or Leo", "Mia or Leo or Zoe"."""
    return reduce(lambda first, last: say("{first} or {last}", first=first, last=last), items)


def together(items: Sequence[str]) -> str:
    """All of the items, each with its "and": "Mia", "Mia and Leo", "Mia and Leo and Zoe"."""
    return reduce(lambda first, last: say("{first} and {last}", first=first, last=last), items)


def long_day(day: date) -> str:
    """A day in a sentence: "Friday 4 December"."""
    return say("{weekday} {day} {month}", weekday=weekday(day), day=day.day, month=month(day))


def full_day(day: date) -> str:
    """A day with its year: "4 December 2026"."""
    return say("{day} {month} {year}", day=day.day, month=month(day), year=day.year)


def lasting(minutes: int) -> str:
    """A length of time: "15 minutes", "2 hours", "3 h 30 min"."""
    whole, rest = divmod(minutes, HOUR)
    if not whole:
        return say_n("{count} minutes", "{count} minutes", rest)
    if rest:
        return say("{hours} h {minutes} min", hours=whole, minutes=rest)
    return say_n("{count} hour", "{count} hours", whole)


@dataclass(frozen=True)
class Voice:
    """How one family says times: its wall clock, and whether it counts 12 or 24 hours; 0 is as the reader counts."""

    wall: Wall
    hours: int = 0

    def clock(self, at: Minute, *, half: bool = True) -> str:
        """A time of day: "6:30 pm", "18:30"; without `half` the bare "6:30" where the half of the day is plain."""
        local = self.wall.local(at)
        if self.hours:
            return time_of_day(local.hour, local.minute, self.hours, half=half)
        return clock(local.hour, local.minute, self.wall.zone, half=half)

    def span(self, span: Span) -> str:
        """From when to when: "6:30 to 9 pm", "11 am to 2 pm"; an end on a later day says its weekday."""
        start, end = self.wall.local(span.start), self.wall.local(span.end)
        until = self.clock(span.end)
        midnight = end.hour == end.minute == 0
        if span.end - span.start > 24 * HOUR or (end.date() > start.date() and not midnight and end.hour >= 12):
            until = say("{weekday} {time}", weekday=weekday(end.date()), time=until)
        same = start.date() == end.date() and (start.hour >= 12) == (end.hour >= 12)
        plain = same and all(one.hour % 12 or one.minute for one in (start, end))
        return say("{start} to {end}", start=self.clock(span.start, half=not plain), end=until)

    def within(self, span: Span, day: Span) -> str:
        """The span as seen on one day: "7 to 8:15 am"; "until 7 am" or "from 6 pm" where it goes on past the day."""
        if span == day:
            return say("all day")
        if span.end == day.end:
            return say("from {time}", time=self.clock(span.start))
        if span.start == day.start:
            return say("until {time}", time=self.clock(span.end))
        return self.span(span)

    def on(self, span: Span) -> str:
        """Day and hours: "Friday 4 December, 6:30 to 9 pm"."""
        return say("{day}, {hours}", day=long_day(self.wall.date(span.start)), hours=self.span(span))

    def part(self, span: Span) -> str:
        """What one calls the span: a morning, an afternoon, an evening, a night, a day, or a stretch of days."""
        if span.minutes > 24 * HOUR:
            return "stretch"
        if span.minutes >= 12 * HOUR:
            return "day"
        hour = self.wall.local((span.start + span.end) // 2).hour
        return next(name for until, name in _PARTS if hour < until)
