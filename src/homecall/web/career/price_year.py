"""What a yes or a role costs through a year that is lived: as a scenario to be lived, and as sentences once it was."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from homecall.career.price import MONTH, Offer
from homecall.career.roles import Role
from homecall.career.table import LONGEST
from homecall.career.table import written as hours_written
from homecall.household.codec.writer import days_written
from homecall.household.household import Household
from homecall.tongue import say
from homecall.web.career.results import Change, Result, Told
from homecall.web.career.studio import Living
from homecall.web.career.studio_pages import number, signed
from homecall.web.career.writing import Tables, Written, file_of


@dataclass(frozen=True, slots=True)
class YearPrice:
    """How the price through a year stands: its sentences, whether it is being counted, whether it can be asked for."""

    lines: tuple[str, ...]
    busy: bool
    doing: str
    wrong: str = ""


def scenario_of(offer: Offer, title: str, household: Household) -> Written:
    """An offer as a change of the year: what the schedule has is given up in it, what it has not is taken on."""
    name, what = household.names[offer.parent], title[:LONGEST] or say("A new role")
    if on_schedule(offer.parent, what, household):
        said = say("{name} gives up {title}", name=name, title=what)
        return file_of(said, [("drop", {"parent": offer.parent, "title": what})])
    said = say("{name} says yes: {title}", name=name, title=what)
    return file_of(said, _added(offer, what))


def on_schedule(parent: str, title: str, household: Household) -> bool:
    """Whether a parent's schedule holds work by this title."""
    line = household.schedules.get(parent)
    return any(one.title.casefold() == title.casefold() for one in line.periods) if line else False


def _added(offer: Offer, title: str) -> Tables:
    """The fixed hours as duties, and what is beyond them as hours without a fixed time."""
    kind = "remote" if offer.remote else "work"
    tables: Tables = []
    for one in offer.times:
        days = {} if len(one.days) == 7 else {"days": days_written(one.days)}
        hours = {"start": str(one.start), "end": str(one.end)}
        every = {"every": offer.every} if offer.every != 1 else {}
        tables.append(("add", {"parent": offer.parent, "title": title, "kind": kind, **days, **hours, **every}))
    loose = round(max(0.0, offer.hours.middle - _fixed(offer)), 2)
    if loose > 0:
        tables.append(("add", {"parent": offer.parent, "title": title, "hours": loose}))
    return tables


def _fixed(offer: Offer) -> float:
    """The fixed hours a week."""
    minutes = sum(((one.end.minutes - one.start.minutes - 1) % 1440 + 1) * len(one.days) for one in offer.times)
    return minutes / 60 / offer.every


def price_of_year(found: Living, change: Written) -> YearPrice:
    """What the year that was lived last says of a change."""
    told = next((one for one in found.result.told if one.text == change.text), None) if found.result else None
    lines = _lines(told, found.result) if told and found.result else ()
    doing = _("It is being counted through a year, a thousand times.") if found.busy else ""
    return YearPrice(lines, found.busy and not lines, doing, told.wrong if told else found.said)


def _lines(told: Told, result: Result) -> tuple[str, ...]:
    months = result.weeks * 7 / MONTH
    evenings, moments = told.changes.get("evenings"), told.changes.get("moments")
    if evenings is None or moments is None or not months:
        return ()
    stands = _("Counted through %(weeks)d weeks, lived %(lives)s times with the same luck with it and without it.")
    values = {"weeks": result.weeks, "lives": f"{result.lives:,}"}
    there = (
        (_("Your schedule holds it already: this is what it would be without it."),) if "[[drop]]" in told.text else ()
    )
    return (*there, _evenings(evenings, months), _moments(moments, months), stands % values)


def _evenings(one: Change, months: float) -> str:
    mean, values = one.mean / months, _range(one, months)
    if one.verdict == "cannot tell":
        return _("Through a year nobody can tell what it does to bedtimes (%(low)s to %(high)s a month).") % values
    if one.verdict == "same" or number(abs(mean)) == "0":
        return _("Through a year it takes no bedtime.")
    if mean < 0:
        return _("Through a year it takes about %(count)s bedtimes a month (%(low)s to %(high)s).") % values
    return _("Through a year it gives about %(count)s bedtimes a month (%(low)s to %(high)s).") % values


def _moments(one: Change, months: float) -> str:
    mean, values = one.mean / months, _range(one, months)
    if one.verdict == "cannot tell":
        return _("Nobody can tell what it does to the moments you keep (%(low)s to %(high)s a month).") % values
    if one.verdict == "same" or number(abs(mean)) == "0":
        return _("The moments you keep stay the same.")
    if mean < 0:
        return _("About %(count)s moments fewer are kept a month (%(low)s to %(high)s).") % values
    return _("About %(count)s moments more are kept a month (%(low)s to %(high)s).") % values


def _range(one: Change, months: float) -> dict[str, str]:
    """The mean without a sign and the interval, the smaller change first; with signs where they differ."""
    low, high = one.low / months, one.high / months
    if one.verdict == "cannot tell" or low * high < 0:
        return {"count": number(abs(one.mean) / months), "low": signed(low), "high": signed(high)}
    near, far = sorted((abs(low), abs(high)))
    return {"count": number(abs(one.mean) / months), "low": number(near), "high": number(far)}


def query_of(role: Role) -> str:
    """The query by which the price page counts a role that is held."""
    hours = role.stints[-1].hours
    plain = {"title": role.title, "parent": role.parent, "low": f"{hours.low:g}", "high": f"{hours.high:g}"}
    more = {"every": str(role.every)} if role.every != 1 else {}
    return urlencode({**plain, **more, "times": hours_written(role.times)})
