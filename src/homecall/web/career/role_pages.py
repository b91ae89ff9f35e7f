"""The forms of roles as data: one role, what the schedules show, what a yes would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from homecall.career.found import Found
from homecall.career.price import Price
from homecall.career.roles import Role
from homecall.career.table import written
from homecall.futures.shocks import RATES
from homecall.household.household import Household
from homecall.tongue import weekday_short
from homecall.web.career.words import KINDS, a_month, figure, spoken
from homecall.web.look.clocks import short_day, window

MONDAY = date(2024, 1, 1)
"""Any Monday: only the names of days are looked at."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing to choose: its value, what it is called, whether it is chosen."""

    value: str
    said: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RoleForm:
    """The form of a role, as it was typed or as the role is. `id` is empty for a new one."""

    id: str
    values: Mapping[str, str]
    parents: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    days: tuple[Choice, ...]
    times: str
    temporary: bool
    wrong: str = ""


def role_form(household: Household, typed: QueryDict | None, role: Role | None, mine: str, wrong: str = "") -> RoleForm:
    """The form: what was typed counts before the role, and the role before what is usual."""
    values = _typed(typed) if typed is not None else _of(role) if role else {"parent": mine, "kind": "committee"}
    chosen = set(typed.getlist("day")) if typed is not None else set(values.get("days", "").split())
    return RoleForm(
        id=role.id if role else "",
        values=values,
        parents=tuple(Choice(one.id, one.name, one.id == values.get("parent")) for one in household.parents),
        kinds=tuple(Choice(kind.value, str(said), kind.value == values.get("kind")) for kind, said in KINDS.items()),
        days=tuple(Choice(str(at), _day(at), str(at) in chosen) for at in range(7)),
        times=values.get("times", ""),
        temporary=values.get("temporary") == "1",
        wrong=wrong,
    )


def _day(at: int) -> str:
    return str(weekday_short(MONDAY.replace(day=1 + at)))


def _typed(typed: QueryDict) -> dict[str, str]:
    return {name: typed.get(name, "")[:500] for name in typed}


def _of(role: Role) -> dict[str, str]:
    """A role as the fields of its form."""
    hours = role.stints[-1].hours
    values = {
        "title": role.title,
        "parent": role.parent,
        "kind": role.kind.value,
        "low": f"{hours.low:g}",
        "high": f"{hours.high:g}" if hours.high != hours.low else "",
        "every": str(role.every) if role.every != 1 else "",
        "start": role.start.isoformat(),
        "end": role.end.isoformat() if role.end else "",
        "temporary": "1" if role.end else "0",
        "income": f"{role.income:g}" if role.income else "",
        "meaning": role.meaning,
        "successor": role.successor,
    }
    return values | _fixed(role)


def _fixed(role: Role) -> dict[str, str]:
    """Fixed hours as days and two times where they are that simple, else as text."""
    if len(role.times) != 1 or role.times[0].end.days or role.times[0].start.days:
        return {"times": written(role.times)}
    one = role.times[0]
    return {"days": " ".join(map(str, sorted(one.days))), "from": str(one.start), "to": str(one.end)}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A role that a schedule shows. `key` is its place in the list, by which it is ticked."""

    key: int
    who: str
    title: str
    said: str
    hours: str


def found_lines(household: Household, found: tuple[Found, ...]) -> tuple[FoundLine, ...]:
    """What the schedules show, to be ticked."""
    return tuple(
        FoundLine(at, household.names[one.parent], one.title, _seen(household, one), spoken(one.hours))
        for at, one in enumerate(found)
    )


def _seen(household: Household, one: Found) -> str:
    said = _("%(count)d times in the %(days)d days that are known") % {"count": one.count, "days": one.days}
    if one.from_home:
        home = _("Call from home: only visits are counted, as many as are published, %(hours)s hours each.")
        return f"{said}. {home % {'hours': figure(RATES.visit_hours)}}"
    if not one.times:
        return said
    return f"{said}: {'; '.join(window(household.wall, each) for each in one.times)}"


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """What a yes would cost, in words: the sentence, what it stands on, and what else to know."""

    headline: str
    lines: tuple[str, ...]
    stands: str


def price_said(household: Household, price: Price, parent: str, title: str) -> PriceSaid:
    """The price of a yes. What it does not take is said before what it does."""
    name, what = household.names[parent], title or _("This")
    if not price.known:
        return PriceSaid(
            _("%(name)s’s schedule is known for too few days to tell.") % {"name": name}, (), _("Ask again once it is.")
        )
    lines = [*_moments(household, price), *_loose(price), *_clashes(price)]
    stands = _("Counted on the %(days)d days of the plan for which %(name)s’s schedule is known.") % {
        "days": price.days,
        "name": name,
    }
    if not price.evenings:
        return PriceSaid(_("%(what)s takes no evening at home.") % {"what": what}, tuple(lines), stands)
    count = price.a_month(len(price.evenings))
    taken = a_month(count, _("%(count)s bedtime a month"), _("%(count)s bedtimes a month"))
    shown = ", ".join(short_day(day) for day in price.evenings[:4])
    more = _("Such as %(days)s.") % {"days": shown}
    return PriceSaid(_("%(what)s costs %(taken)s.") % {"what": what, "taken": taken}, (more, *lines), stands)


def _moments(household: Household, price: Price) -> list[str]:
    """Every moment that would be given up, by its title."""
    titles = {one.id: one.title for one in household.moments}
    said = []
    for id, count in price.by_moment().items():
        times = a_month(price.a_month(count), _("about once a month"), _("about %(count)s times a month"))
        said.append(
            _("“%(moment)s” would have to find another time %(times)s.")
            % {"moment": titles.get(id, id), "times": times}
        )
    return said


def _loose(price: Price) -> list[str]:
    low, high = round(price.loose.low), round(price.loose.high)
    if high < 1:
        return []
    hours = str(high) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    return [
        _("Beside that, %(hours)s hours a month have no fixed time; nobody can say yet which evenings they take.")
        % {"hours": hours}
    ]


def _clashes(price: Price) -> list[str]:
    if not price.clashes:
        return []
    days = ", ".join(short_day(day) for day in price.clashes[:4])
    return [_("It lies on work that is there already, such as on %(days)s.") % {"days": days}]
