"""Days and times as the reader's language says them, for pages."""

from __future__ import annotations

from datetime import date, time

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from homecall.spans.span import DAY, Minute, Span
from homecall.spans.wall import Wall, Weekly


def day(at: date) -> str:
    """A day with its weekday: "Thursday, December 10"."""
    return _("%(weekday)s, %(day)s") % {"weekday": date_format(at, "l"), "day": date_format(at, "MONTH_DAY_FORMAT")}


def short_day(at: date) -> str:
    """A day in little room: "Thu December 10"."""
    return _("%(weekday)s %(day)s") % {"weekday": date_format(at, "D"), "day": date_format(at, "MONTH_DAY_FORMAT")}


def clock(wall: Wall, at: Minute) -> str:
    """A time of day on the family's wall."""
    local = wall.local(at)
    return time_format(time(local.hour, local.minute), "TIME_FORMAT").replace(" ", "\N{NO-BREAK SPACE}")


def hours(wall: Wall, span: Span) -> str:
    """From when to when; an end on a later day is said with it."""
    start, end = wall.local(span.start).date(), wall.local(span.end).date()
    until = clock(wall, span.end)
    if end > start and span.end - span.start > DAY // 2:
        until = _("%(time)s on %(day)s") % {"time": until, "day": short_day(end)}
    return _("%(start)s to %(end)s") % {"start": clock(wall, span.start), "end": until}


def on(wall: Wall, span: Span) -> str:
    """Day and hours: "Thursday, December 10, 2 p.m. to 3:30 p.m."."""
    return _("%(day)s, %(hours)s") % {"day": day(wall.date(span.start)), "hours": hours(wall, span)}


def names(who: list[str]) -> str:
    """Some people in one phrase: "Ana", "Ana and Ben", "Ana, Ben and Rosa"."""
    if len(who) < 2:
        return "".join(who)
    return _("%(first)s and %(last)s") % {"first": ", ".join(who[:-1]), "last": who[-1]}


def window(wall: Wall, weekly: Weekly) -> str:
    """Hours of a week: "Mon–Fri 7 a.m. to 6:30 p.m."."""
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
    named = [[date_format(date(2024, 1, 1 + one), "D") for one in run] for run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in named)
