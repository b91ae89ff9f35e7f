"""The ledger as data: hours and what is due for them, by week, and whom there is to thank."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.rules.value import week_pay
from homecall.spans.span import HOUR, minutes_in
from homecall.spans.wall import Wall
from homecall.web.ledger.store import Stint
from homecall.web.look.clocks import day, hours

COLUMNS = ("carer", "name", "week", "date", "start", "end", "hours", "rate", "fee", "set right by")
WEEKS = ("carer", "name", "week", "hours", "guaranteed hours", "overtime and beyond", "fees", "due")


@dataclass(frozen=True, slots=True)
class Line:
    """Some hours, and the readings of the clock that stand in the form to set them right."""

    id: int
    said: str
    start: str
    end: str
    by: str


@dataclass(frozen=True, slots=True)
class Due:
    """One carer's week."""

    name: str
    said: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A month of weeks, newest first; `thanks` are sentences of help that nobody is paid for."""

    title: str
    weeks: tuple[tuple[str, tuple[Due, ...]], ...]
    thanks: tuple[tuple[str, str], ...]
    carers: tuple[tuple[str, str], ...]
    today: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Week:
    """A carer's week: minutes worked, fees, and pay by the terms of the household (overtime by their labour pack)."""

    carer: Carer
    monday: date
    stints: tuple[Stint, ...]
    minutes: int
    guaranteed: float
    beyond: float
    fees: float

    @property
    def due(self) -> float:
        """All of it."""
        return self.guaranteed + self.beyond + self.fees


def weeks(household: Household, stints: Iterable[Stint]) -> tuple[Week, ...]:
    """The weeks of each carer in which they helped, newest first; a stint counts in the week in which it begins."""
    wall, found = household.wall, dict[tuple[date, str], list[Stint]]()
    for one in stints:
        first = wall.date(one.span.start)
        found.setdefault((first - timedelta(days=first.weekday()), one.carer), []).append(one)
    known = {one.id: one for one in household.carers}
    ordered = sorted(found.items(), key=lambda item: (-item[0][0].toordinal(), item[1][0].name))
    return tuple(
        _week(wall, known.get(who) or Carer(who, s[0].name, "relative"), monday, s) for (monday, who), s in ordered
    )


def _week(wall: Wall, carer: Carer, monday: date, stints: list[Stint]) -> Week:
    spans = [one.span for one in stints]
    days = [minutes_in(spans, wall.day(monday + timedelta(days=n))) for n in range(8)]
    worked, fees = [*days[:6], days[6] + days[7]], carer.per_use * len(stints)
    beyond = week_pay(carer, worked, 1.0)
    return Week(carer, monday, tuple(stints), sum(worked), carer.guaranteed * carer.rate, beyond, fees)


def ledger_page(
    household: Household, month: date, stints: tuple[Stint, ...], today: date, thanked: set[str]
) -> LedgerPage:
    """The page of a month. `thanked` are the carers to whom a thank you was noted in it."""
    found = dict[date, list[Due]]()
    for week in weeks(household, stints):
        found.setdefault(week.monday, []).append(_due(household.wall, week))
    before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=32)).replace(day=1)
    return LedgerPage(
        title=day_of_month(month),
        weeks=tuple((_("Week of %(day)s") % {"day": day(monday)}, tuple(dues)) for monday, dues in found.items()),
        thanks=tuple(_to_thank(household, stints, thanked)),
        carers=tuple((one.id, one.name) for one in household.carers),
        today=today.isoformat(),
        before=f"{before:%Y-%m}",
        after=f"{after:%Y-%m}" if after <= today else "",
    )


def day_of_month(month: date) -> str:
    """A month with its year."""
    from homecall.tongue import month as name

    return f"{name(month)} {month.year}"


def _due(wall: Wall, week: Week) -> Due:
    said = _("%(hours)s hours.") % {"hours": number_format(week.minutes / HOUR, 2)}
    if week.due:
        said += " " + _("Due: %(money)s.") % {"money": number_format(week.due, 2, force_grouping=True)}
    return Due(week.carer.name, said, tuple(_line(wall, one) for one in week.stints))


def _line(wall: Wall, one: Stint) -> Line:
    start, end = (f"{wall.local(at):%Y-%m-%dT%H:%M}" for at in (one.span.start, one.span.end))
    said = _("%(day)s, %(hours)s") % {"day": day(wall.date(one.span.start)), "hours": hours(wall, one.span)}
    return Line(one.id, said, start, end, one.by)


def _to_thank(household: Household, stints: Iterable[Stint], thanked: set[str]) -> Iterator[tuple[str, str]]:
    """Help that nobody is paid for, the latest of each: a thank you, or a favour to give back."""
    free = {one.id for one in household.carers if not one.rate and not one.per_use}
    latest = {one.carer: one for one in stints if one.carer in free and one.carer not in thanked}
    for one in latest.values():
        when = {"name": one.name, "day": day(household.wall.date(one.span.start))}
        yield one.carer, _("%(name)s was there for you on %(day)s.") % when


def hours_csv(household: Household, stints: Iterable[Stint]) -> str:
    """Every stint as a line, for payroll: local times as YYYY-MM-DD and HH:MM, hours as a decimal."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for week in weeks(household, stints):
        for one in week.stints:
            start, end = (household.wall.local(at) for at in (one.span.start, one.span.end))
            amount = f"{one.span.minutes / HOUR:.2f}"
            kept = (start.date().isoformat(), f"{start:%H:%M}", f"{end:%H:%M}", amount)
            terms = (f"{week.carer.rate:.2f}", f"{week.carer.per_use:.2f}", _safe(one.by))
            lines.writerow((_safe(one.carer), _safe(one.name), week.monday.isoformat(), *kept, *terms))
    return out.getvalue()


def weeks_csv(household: Household, stints: Iterable[Stint]) -> str:
    """Every carer's week as a line, with what is due for it."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(WEEKS)
    for one in weeks(household, stints):
        money = (f"{one.carer.guaranteed:.2f}", f"{one.beyond:.2f}", f"{one.fees:.2f}", f"{one.due:.2f}")
        name = (_safe(one.carer.id), _safe(one.carer.name), one.monday.isoformat())
        lines.writerow((*name, f"{one.minutes / HOUR:.2f}", *money))
    return out.getvalue()


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
