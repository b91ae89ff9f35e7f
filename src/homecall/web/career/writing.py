"""Scenario files from a few answers: what a family can change without knowing the format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from homecall.career.roles import Role
from homecall.career.table import LONGEST, number
from homecall.errors import CareerError
from homecall.household.codec.writer import days_written
from homecall.household.household import Household
from homecall.spans.wall import Clock
from homecall.tongue import say

Tables = list[tuple[str, Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Written:
    """A scenario as a file, with its name."""

    name: str
    text: str


def written(post: QueryDict, household: Household, roles: tuple[Role, ...]) -> Written:
    """The scenario that a form describes. Raises CareerError or TimeError where it cannot be."""
    what = post.get("what", "")
    made = _MADE.get(what)
    if made is None:
        raise CareerError(say("Nothing was chosen."), cure=say("Choose what should change."))
    name, tables = made(post, household, roles)
    given = " ".join(post.get("name", "").split())[:LONGEST]
    return file_of(given or name, tables)


def file_of(name: str, tables: Tables) -> Written:
    """A scenario of these tables under a name."""
    lines = ["format = 1", f"name = {json.dumps(name, ensure_ascii=False)}"]
    for key, values in tables:
        lines += ["", f"[[{key}]]", *(f"{key} = {json.dumps(one, ensure_ascii=False)}" for key, one in values.items())]
    return Written(name, "\n".join(lines) + "\n")


def _duty(post: QueryDict, household: Household) -> tuple[str, str, str]:
    """A parent, their name and the title of a duty, from a choice such as "ana|Wards *"."""
    parent, bar, title = post.get("duty", "").partition("|")
    if not bar or parent not in household.names:
        raise CareerError(say("It is not clear which work is meant."), cure=say("Choose one from the list."))
    return parent, household.names[parent], title[:LONGEST]


def _days(post: QueryDict) -> dict[str, object]:
    on = frozenset(int(one) for one in post.getlist("day") if one in "0123456" and len(one) == 1)
    return {"days": days_written(on)} if on and len(on) < 7 else {}


def _give_up(post: QueryDict, household: Household, _roles: tuple[Role, ...]) -> tuple[str, Tables]:
    parent, name, title = _duty(post, household)
    said = say("{name} gives up {title}", name=name, title=title)
    return said, [("drop", {"parent": parent, "title": title, **_days(post)})]


def _fewer(post: QueryDict, household: Household, _roles: tuple[Role, ...]) -> tuple[str, Tables]:
    parent, name, title = _duty(post, household)
    share = number(post.get("share", "")) / 100
    if not 0 < share < 1:
        raise CareerError(say("That is not fewer."), cure=say("Give 1 to 99 per cent that stay."))
    said = say("{name}: {share} % of {title}", name=name, share=round(100 * share), title=title)
    return said, [("scale", {"parent": parent, "title": title, "share": share, **_days(post)})]


def _hand_on(post: QueryDict, household: Household, roles: tuple[Role, ...]) -> tuple[str, Tables]:
    one = next((role for role in roles if role.id == post.get("role")), None)
    if one is None or one.parent not in household.names:
        raise CareerError(say("It is not clear which role is meant."), cure=say("Choose one from the list."))
    hours = one.stints[-1].hours.middle
    said = say("{name} hands on {title}", name=household.names[one.parent], title=one.title)
    tables: Tables = [("add", {"parent": one.parent, "title": one.title, "hours": -hours})]
    if one.income:
        tables.append(("income", {"parent": one.parent, "by": -one.income}))
    return said, tables


def _more_help(post: QueryDict, household: Household, _roles: tuple[Role, ...]) -> tuple[str, Tables]:
    carer = next((one for one in household.carers if one.id == post.get("carer")), None)
    on = frozenset(int(one) for one in post.getlist("day") if one in "0123456" and len(one) == 1)
    if carer is None or not on:
        raise CareerError(say("It is not clear who helps when."), cure=say("Choose somebody, and the days."))
    start, end = Clock.parse(post.get("from", "")), Clock.parse(post.get("to", ""))
    hours = f"{days_written(on)} {start}-{end}"
    paid = round(len(on) * ((end.minutes - start.minutes) % 1440) / 60, 2)
    said = say("{name} also {hours}", name=carer.name, hours=hours)
    return said, [("hours", {"carer": carer.id, "hours": [hours], "paid": paid if carer.rate else 0.0})]


def _nearer(post: QueryDict, household: Household, _roles: tuple[Role, ...]) -> tuple[str, Tables]:
    parent, minutes = post.get("parent", ""), int(number(post.get("commute", "")))
    if parent not in {one.id for one in household.parents}:
        raise CareerError(say("It is not clear whose way it is."), cure=say("Choose one of the parents."))
    said = say("{name}’s way to work takes {minutes} minutes", name=household.names[parent], minutes=minutes)
    return said, [("relocate", {"parent": parent, "commute": minutes})]


_MADE = {"give-up": _give_up, "fewer": _fewer, "hand-on": _hand_on, "help": _more_help, "nearer": _nearer}
"""What each choice of the form writes."""


def composed(some: list[Written], name: str) -> Written:
    """One scenario of several: their tables one after the other, under a name of its own."""
    bodies = [one.text.split("\n", 2)[2] for one in some]
    given = name or say(" and ").join(one.name for one in some)
    return Written(given[:LONGEST], file_of(given[:LONGEST], []).text + "".join(bodies))
