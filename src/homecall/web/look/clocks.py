"""Days and times as the reader's language says them, for pages."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils.translation import gettext as _

from homecall.plan.voice import Voice, listed, long_day, time_of_day
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Wall, Weekly
from homecall.tongue import hours as count
from homecall.tongue import month, month_short, weekday_short


def day(at: date) -> str:
    """A day with its weekday: "Thursday 10 December"."""
    return long_day(at)


def short_day(at: date) -> str:
    """A day in little room: "Thu 10 Dec"."""
    said = {"weekday": weekday_short(at), "day": at.day, "month": month_short(at)}
    return _("%(weekday)s %(day)s %(month)s") % said


def full_day(at: date) -> str:
    """A day that may lie far off, with its year: "10 December 2026"."""
    return _("%(day)s %(month)s %(year)s") % {"day": at.day, "month": month(at), "year": at.year}


def clock(wall: Wall, at: Minute) -> str:
    """A time of day on the family's wall."""
    return _whole(Voice(wall).clock(at))


def reading(at: time, zone: str) -> str:
    """What a clock shows, said as a family in that zone says it."""
    return _whole(time_of_day(at.hour, at.minute, count(zone)))


def stamp(at: datetime) -> str:
    """An instant by the clock of its own zone: "10 December 2026, 6:30 pm"."""
    said = {"day": full_day(at.date()), "time": reading(at.time(), getattr(at.tzinfo, "key", ""))}
    return _("%(day)s, %(time)s") % said


def hours(wall: Wall, span: Span) -> str:
    """From when to when; an end on a later day is said with it."""
    return Voice(wall).span(span)


def on(wall: Wall, span: Span) -> str:
    """Day and hours: "Thursday 10 December, 2 to 3:30 pm"."""
    return Voice(wall).on(span)


def names(who: list[str]) -> str:
    """Some people in one phrase: "Ana", "Ana and Ben", "Ana, Ben and Rosa"."""
    return listed(who)


def window(wall: Wall, weekly: Weekly) -> str:
    """Hours of a week: "Mon–Fri 7 am to 6:30 pm"."""
    monday = date(2024, 1, 1)  # any Monday will do: only the names of days and the readings of clocks are looked at
    span = wall.window(monday, weekly.start, weekly.end) or wall.day(monday)
    said = {"days": _days(sorted(weekly.days)), "start": clock(wall, span.start), "end": clock(wall, span.end)}
    return _("%(days)s %(start)s to %(end)s") % said


def _days(days: list[int]) -> str:
    """Weekdays, runs of three and more as a range."""
    runs: list[list[int]] = []
    for one in days:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    named = [[weekday_short(date(2024, 1, 1 + one)) for one in run] for run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in named)


def _whole(said: str) -> str:
    """A time that does not break at the end of a line."""
    return said.replace(" ", "\N{NO-BREAK SPACE}")
