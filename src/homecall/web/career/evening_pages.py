"""The page on where work ends, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homecall.career.after import DEFAULTS, LOOK, Log, Monthly, default, evenings, spill
from homecall.tongue import say
from homecall.web.career.own import LogRow, Open
from homecall.web.career.role_pages import Choice
from homecall.web.career.words import figure
from homecall.web.look.clocks import full_day, short_day

TAPS = (15, 30, 60, 120)
"""Minutes that one tap logs."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the look back: "own", "taken" or nothing, with its words."""

    state: str
    said: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that was logged."""

    id: int
    said: str


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """Something that is parked, and until when it can wait."""

    id: int
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class EveningPage:
    """How the evenings were, what is parked, and what figures say where nothing was logged."""

    headline: str
    said: tuple[str, ...]
    days: tuple[DayMark, ...]
    logs: tuple[LogLine, ...]
    parked: tuple[ParkedLine, ...]
    closed: bool
    taps: tuple[tuple[int, str], ...]
    fields: tuple[Choice, ...]
    estimate: tuple[str, ...]
    source: str
    imported: tuple[str, ...]
    tomorrow: date


@dataclass(frozen=True, slots=True)
class Own:
    """All that an account keeps of it. `worked` is how many days a week it works, by its schedule, 0 where unknown."""

    logs: tuple[LogRow, ...]
    closed: frozenset[date]
    parked: tuple[Open, ...]
    specialty: str
    imported: tuple[Monthly, ...]
    worked: float
    today: date


def evening_page(own: Own) -> EveningPage:
    """The page of an account."""
    logs = tuple(one.log for one in own.logs)
    chosen = default(own.specialty)
    return EveningPage(
        headline=_("Today is closed.") if own.today in own.closed else _("Where does work end today?"),
        said=_said(own, logs),
        days=_days(own, logs),
        logs=tuple(LogLine(one.id, _logged(one.log)) for one in own.logs[:8]),
        parked=tuple(ParkedLine(one.id, one.words, _waits(one, own.today)) for one in own.parked),
        closed=own.today in own.closed,
        taps=tuple((minutes, length(minutes)) for minutes in TAPS),
        fields=tuple(Choice(one.id, say(one.name), one.id == own.specialty) for one in DEFAULTS),
        estimate=_estimate(own) if chosen else (),
        source=say(chosen.source) if chosen else "",
        imported=_imported(own),
        tomorrow=own.today + timedelta(days=1),
    )


def length(minutes: float) -> str:
    """So long: "15 minutes", "half an hour", "2 hours"."""
    if minutes < 60:
        whole = round(minutes)
        return ngettext("%(minutes)d minute", "%(minutes)d minutes", whole) % {"minutes": whole}
    count = 1 if minutes == 60 else 2
    return ngettext("%(hours)s hour", "%(hours)s hours", count) % {"hours": figure(minutes / 60)}


def _said(own: Own, logs: tuple[Log, ...]) -> tuple[str, ...]:
    """The evenings of the look back: one's own before those that work took."""
    found = spill(logs, own.closed, own.today)
    if found.days == found.unknown:
        return ()
    mine = ngettext("%(own)d evening was yours.", "%(own)d evenings were yours.", found.own) % {"own": found.own}
    said = [_("In the last four weeks, %(evenings)s") % {"evenings": mine}] if found.own else []
    if found.taken:
        values = {"taken": found.taken, "evenings": figure(evenings(found.minutes))}
        text = ngettext(
            "Work came along on %(taken)d, as much as %(evenings)s whole evenings.",
            "Work came along on %(taken)d, as much as %(evenings)s whole evenings.",
            found.taken,
        )
        said.append(text % values)
    return tuple(said)


def _days(own: Own, logs: tuple[Log, ...]) -> tuple[DayMark, ...]:
    """The days of the look back in order, today last."""
    late = {one.day for one in logs}
    marks = []
    for back in range(LOOK - 1, -1, -1):
        day = own.today - timedelta(days=back)
        state = "taken" if day in late else "own" if day in own.closed else ""
        words = {"taken": _("%(day)s: work came along"), "own": _("%(day)s: yours"), "": _("%(day)s: nothing was said")}
        marks.append(DayMark(state, words[state] % {"day": short_day(day)}))
    return tuple(marks)


def _logged(one: Log) -> str:
    return _("%(day)s, %(length)s") % {"day": short_day(one.day), "length": length(one.minutes)}


def _waits(one: Open, today: date) -> str:
    """Until when something can wait."""
    if one.until is None:
        return _("can wait for any day")
    if one.until <= today:
        return _("waited until today")
    return _("can wait until %(day)s") % {"day": short_day(one.until)}


def _estimate(own: Own) -> tuple[str, ...]:
    """What figures would lead one to expect, as an estimate and in evenings."""
    chosen = default(own.specialty)
    if chosen is None:
        return ()
    days = own.worked or 5.0
    low, high = (figure(evenings(minutes * days)) for minutes in (chosen.low, chosen.high))
    values = {"middle": figure(evenings(chosen.minutes * days)), "low": low, "high": high, "days": figure(days)}
    said = _(
        "An estimate, not your own: with %(days)s working days, others in your field work about %(middle)s"
        " evenings a week after hours, mostly %(low)s to %(high)s."
    )
    return (said % values,)


def _imported(own: Own) -> tuple[str, ...]:
    """What an import said of its last months, in evenings a week."""
    days = own.worked or 5.0
    said = _("%(month)s: about %(evenings)s evenings a week")
    return tuple(
        said % {"month": full_day(one.since), "evenings": figure(evenings(one.minutes * days))}
        for one in own.imported[-6:]
    )
