"""Children, their places, and carers, as the household file describes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from homecall.household.carers import CARER_KINDS, Carer
from homecall.household.codec.keys import LABOUR_PACKS, MOST_MINUTES, MOST_MONEY, WEEK_HOURS, YEAR_HOURS
from homecall.household.codec.table import Table
from homecall.household.codec.times import clock, day, days_listed, days_of, longest, weeklies
from homecall.household.people import Child
from homecall.household.places import Place
from homecall.spans.span import HOUR
from homecall.spans.wall import Clock, Weekly

_ID = re.compile(r"\w[\w-]{0,39}")
_WAKES, _BEDTIME = "06:30", "19:30"


def identity(table: Table, name: str = "name") -> tuple[str, str]:
    """The id of a person or a moment, and its name (or what else the key is), which defaults to the id as a title."""
    id_ = table.text("id")
    if not _ID.fullmatch(id_):
        cure = 'Write a short word without spaces, such as id = "mia".'
        table.refuse("id", f'An id cannot be "{id_[:40]}".', cure)
    return id_, table.text(name, id_.title())


def refuse_double_ids(tables: Iterable[Table]) -> None:
    """Raises HouseholdError at the second of two tables with one id; capitals make no difference."""
    seen: dict[str, Table] = {}
    for table in tables:
        first = seen.setdefault(str(table.values["id"]).casefold(), table)
        if first is not table:
            line = first.document.place((*first.path, "id")).rpartition(":")[2]
            message = f'{table.label} has the id "{table.values["id"]}", as {first.label} has on line {line}.'
            table.refuse("id", message, "Give each an id of their own.")


def child_of(table: Table) -> Child:
    """The child that a [[children]] table describes."""
    id_, name = identity(table)
    wakes, bedtime = _hour(table, "wakes", _WAKES), _hour(table, "bedtime", _BEDTIME)
    if wakes == bedtime:
        table.refuse("bedtime", f"{table.label} wakes and goes to bed at {wakes}.", "Change one of them.")
    places = tuple(_place(one) for one in table.tables("places"))
    return Child(id_, name, day(table, "born"), wakes, bedtime, places)


def _hour(table: Table, key: str, default: str) -> Clock:
    return clock(table, key) if table.has(key) else Clock.parse(default)


def _place(table: Table) -> Place:
    start, end = clock(table, "start"), clock(table, "end", days=1, midnight=True)
    if (end.days, end.minutes) <= (start.days, start.minutes):
        what = "opens and closes at the same time" if end == start else "opens after it closes"
        cure = f'Swap them, or write end = "{end}+1" if it closes the next day.'
        table.refuse("end", f"{table.label} {what}: {start} to {end}.", cure)
    if table.has("closed_titles") and not table.has("closed_from"):
        cure = 'Name the calendar too: closed_from = "feeds/school.ics".'
        table.refuse("closed_titles", f"{table.said('closed_titles')} says nothing without closed_from.", cure)
    return Place(
        name=table.text("name"),
        hours=Weekly(days_of(table), start, end),
        travel=table.whole("travel", 0, at_most=MOST_MINUTES, unit="minutes"),
        closed=days_listed(table, "closed"),
        closed_from=table.text("closed_from", ""),
        closed_titles=table.texts("closed_titles", at_most=50, example='["No school*", "Closed*"]'),
    )


def carer_of(table: Table) -> Carer:
    """The carer that a [[carers]] table describes."""
    id_, name = identity(table)
    carer = Carer(
        id=id_,
        name=name,
        kind=table.choice("kind", CARER_KINDS),
        hours=weeklies(table, "hours"),
        on_request=weeklies(table, "on_request"),
        rate=table.number("rate", 0, at_most=MOST_MONEY, unit="money an hour"),
        rules=table.choice("rules", LABOUR_PACKS, "none"),
        guaranteed=_hours(table, "guaranteed", 0, WEEK_HOURS),
        min_shift=_hours(table, "min_shift", 0, WEEK_HOURS),
        max_day=_hours(table, "max_day", 24, 24),
        max_week=_hours(table, "max_week", WEEK_HOURS, WEEK_HOURS),
        notice=_hours(table, "notice", 0, YEAR_HOURS),
        drives=table.flag("drives", default=False),
        overnight=table.flag("overnight", default=False),
        standby=_maybe(table, "standby", "minutes"),
        per_use=table.number("per_use", 0, at_most=MOST_MONEY, unit="money"),
        uses_left=_maybe(table, "uses_left", "shifts"),
    )
    _refuse_limits(table, carer)
    return carer


def _hours(table: Table, key: str, default: float, at_most: float) -> float:
    return table.number(key, default, at_most=at_most, unit="hours")


def _maybe(table: Table, key: str, unit: str) -> int | None:
    return table.whole(key, 0, at_most=MOST_MINUTES, unit=unit) if table.has(key) else None


def _refuse_limits(table: Table, carer: Carer) -> None:
    """Raises HouseholdError where a carer's own limits contradict each other."""
    for key in ("max_day", "max_week"):
        if table.has(key) and not getattr(carer, key):
            table.refuse(key, f"{table.said(key)} is 0, so they could never come.", "Leave the line out for no limit.")
    if carer.guaranteed > carer.max_week:
        message = f"{table.label} is guaranteed {carer.guaranteed:g} hours a week and may work {carer.max_week:g}."
        table.refuse("guaranteed", message, 'Lower "guaranteed" or raise "max_week".')
    for key, most in (("max_day", carer.max_day), ("max_week", carer.max_week)):
        if carer.min_shift > most:
            message = f'{table.label} has a shortest shift of {carer.min_shift:g} hours and a "{key}" of {most:g}.'
            table.refuse("min_shift", message, f'Lower "min_shift" or raise "{key}".')
    stretch = longest((*carer.hours, *carer.on_request)) / HOUR
    if carer.min_shift > stretch:
        message = (
            f"{table.label} comes for at least {carer.min_shift:g} hours, but their longest stretch of "
            f'"hours" and "on_request" is {stretch:g} hours.'
        )
        table.refuse("min_shift", message, 'Lower "min_shift", or give them longer hours.')
