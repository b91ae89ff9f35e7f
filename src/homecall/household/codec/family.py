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
from homecall.tongue import noted, say

_ID = re.compile(r"\w[\w-]{0,39}")
_WAKES, _BEDTIME = "06:30", "19:30"


def identity(table: Table, name: str = "name") -> tuple[str, str]:
    """The id of a person or a moment, and its name (or what else the key is), which defaults to the id as a title."""
    id_ = table.text("id")
    if not _ID.fullmatch(id_):
        cure = say('Write a short word without spaces, such as id = "mia".')
        table.refuse("id", say('An id cannot be "{value}".', value=id_[:40]), cure)
    return id_, table.text(name, id_.title())


def refuse_double_ids(tables: Iterable[Table]) -> None:
    """Raises HouseholdError at the second of two tables with one id; capitals make no difference."""
    seen: dict[str, Table] = {}
    for table in tables:
        first = seen.setdefault(str(table.values["id"]).casefold(), table)
        if first is not table:
            line = first.document.place((*first.path, "id")).rpartition(":")[2]
            message = say(
                '{label} has the id "{value}", as {other} has on line {line}.',
                label=table.label,
                value=table.values["id"],
                other=first.label,
                line=line,
            )
            table.refuse("id", message, say("Give each an id of their own."))


def child_of(table: Table) -> Child:
    """The child that a [[children]] table describes."""
    id_, name = identity(table)
    wakes, bedtime = _hour(table, "wakes", _WAKES), _hour(table, "bedtime", _BEDTIME)
    if wakes == bedtime:
        table.refuse(
            "bedtime",
            say("{label} wakes and goes to bed at {wakes}.", label=table.label, wakes=wakes),
            say("Change one of them."),
        )
    places = tuple(_place(one) for one in table.tables("places"))
    return Child(id_, name, day(table, "born"), wakes, bedtime, places)


def _hour(table: Table, key: str, default: str) -> Clock:
    return clock(table, key) if table.has(key) else Clock.parse(default)


def _place(table: Table) -> Place:
    start, end = clock(table, "start"), clock(table, "end", days=1, midnight=True)
    if (end.days, end.minutes) <= (start.days, start.minutes):
        what = say("opens and closes at the same time") if end == start else say("opens after it closes")
        cure = say('Swap them, or write end = "{end}+1" if it closes the next day.', end=end)
        table.refuse(
            "end", say("{label} {what}: {start} to {end}.", label=table.label, what=what, start=start, end=end), cure
        )
    if table.has("closed_titles") and not table.has("closed_from"):
        cure = say('Name the calendar too: closed_from = "feeds/school.ics".')
        table.refuse(
            "closed_titles", say("{key} says nothing without closed_from.", key=table.said("closed_titles")), cure
        )
    return Place(
        name=table.text("name"),
        hours=Weekly(days_of(table), start, end),
        travel=table.whole("travel", 0, at_most=MOST_MINUTES, unit=noted("minutes")),
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
        rate=table.number("rate", 0, at_most=MOST_MONEY, unit=noted("money an hour")),
        rules=table.choice("rules", LABOUR_PACKS, "none"),
        guaranteed=_hours(table, "guaranteed", 0, WEEK_HOURS),
        min_shift=_hours(table, "min_shift", 0, WEEK_HOURS),
        max_day=_hours(table, "max_day", 24, 24),
        max_week=_hours(table, "max_week", WEEK_HOURS, WEEK_HOURS),
        notice=_hours(table, "notice", 0, YEAR_HOURS),
        drives=table.flag("drives", default=False),
        overnight=table.flag("overnight", default=False),
        standby=_maybe(table, "standby", noted("minutes")),
        per_use=table.number("per_use", 0, at_most=MOST_MONEY, unit=noted("money")),
        uses_left=_maybe(table, "uses_left", noted("shifts")),
    )
    _refuse_limits(table, carer)
    return carer


def _hours(table: Table, key: str, default: float, at_most: float) -> float:
    return table.number(key, default, at_most=at_most, unit=noted("hours"))


def _maybe(table: Table, key: str, unit: str) -> int | None:
    return table.whole(key, 0, at_most=MOST_MINUTES, unit=unit) if table.has(key) else None


def _refuse_limits(table: Table, carer: Carer) -> None:
    """Raises HouseholdError where a carer's own limits contradict each other."""
    for key in ("max_day", "max_week"):
        if table.has(key) and not getattr(carer, key):
            table.refuse(
                key,
                say("{key} is 0, so they could never come.", key=table.said(key)),
                say("Leave the line out for no limit."),
            )
    if carer.guaranteed > carer.max_week:
        message = say(
            "{label} is guaranteed {guaranteed} hours a week and may work {max_week}.",
            label=table.label,
            guaranteed=f"{carer.guaranteed:g}",
            max_week=f"{carer.max_week:g}",
        )
        table.refuse("guaranteed", message, say('Lower "guaranteed" or raise "max_week".'))
    for key, most in (("max_day", carer.max_day), ("max_week", carer.max_week)):
        if carer.min_shift > most:
            message = say(
                '{label} has a shortest shift of {min_shift} hours and a "{key}" of {most}.',
                label=table.label,
                min_shift=f"{carer.min_shift:g}",
                key=key,
                most=f"{most:g}",
            )
            table.refuse("min_shift", message, say('Lower "min_shift" or raise "{key}".', key=key))
    stretch = longest((*carer.hours, *carer.on_request)) / HOUR
    if carer.min_shift > stretch:
        message = say(
            "{label} comes for at least {min_shift} hours, but their longest stretch of "
            '"hours" and "on_request" is {stretch} hours.',
            label=table.label,
            min_shift=f"{carer.min_shift:g}",
            stretch=f"{stretch:g}",
        )
        table.refuse("min_shift", message, say('Lower "min_shift", or give them longer hours.'))
