"""Moments, and who usually does what, as the household file describes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from homecall.household.codec.family import identity, refuse_double_ids
from homecall.household.codec.keys import MOST, MOST_MINUTES
from homecall.household.codec.table import Table, one_of
from homecall.household.codec.times import at, length, window
from homecall.household.moments import IMPORTANCES, Moment, Usual
from homecall.tongue import noted, say

_RECURRING = ("days", "minutes", "goal", "one_on_one")
_WHO = ("each", "any", "all")


@dataclass(frozen=True, slots=True)
class Circle:
    """The ids of everybody whom a moment or a usual entry may speak of."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    carers: tuple[str, ...]


def moments_of(table: Table, circle: Circle) -> tuple[Moment, ...]:
    """The moments of the file, in its order."""
    tables = table.tables("moments")
    moments = tuple(_moment(one, circle) for one in tables)
    refuse_double_ids(tables)
    return moments


def usual_of(table: Table, circle: Circle) -> tuple[Usual, ...]:
    """The usual entries of the file, in its order."""
    return tuple(_usual(one, circle) for one in table.tables("usual"))


def _usual(table: Table, circle: Circle) -> Usual:
    lead = table.text("lead")
    _refuse_strangers(table, "lead", (lead,), (*circle.parents, *circle.carers), say("a parent or a carer"))
    return Usual(_children(table, circle), lead, window(table))


def _moment(table: Table, circle: Circle) -> Moment:
    id_, title = identity(table, "title")
    who, parents = _who(table, circle)
    plain = Moment(
        id=id_,
        title=title,
        children=_children(table, circle),
        who=who,
        parents=parents,
        importance=table.choice("importance", IMPORTANCES, "should"),
    )
    if table.has("at") == table.has("window"):
        what = say('both "at" and "window"') if table.has("at") else say('neither "at" nor "window"')
        cure = say('Give "at" for something that happens once, "window" for something that comes back.')
        table.refuse(
            "window" if table.has("at") else (), say("{label} has {what}.", label=table.label, what=what), cure
        )
    return _dated(table, plain) if table.has("at") else _recurring(table, plain)


def _dated(table: Table, plain: Moment) -> Moment:
    for key in _RECURRING:
        if table.has(key):
            cure = say('Leave it out, or write a "window" in place of "at".')
            table.refuse(key, say("{key} means nothing for a moment that happens once.", key=table.said(key)), cure)
    start, end = at(table)
    travel = table.whole("travel", 0, at_most=MOST_MINUTES, unit=noted("minutes"))
    return replace(plain, start=start, end=end, travel=travel)


def _recurring(table: Table, plain: Moment) -> Moment:
    if table.has("travel"):
        message = say("{key} means nothing for a moment with a window: it happens at home.", key=table.said("travel"))
        table.refuse("travel", message, say('Leave it out, or write "at" in place of "window".'))
    weekly = window(table)
    room = length(weekly)
    minutes = table.whole("minutes", room, at_most=MOST_MINUTES, unit=noted("minutes"))
    if not 0 < minutes <= room:
        message = say(
            "{label} takes {minutes} minutes; its window has {room}.", label=table.label, minutes=minutes, room=room
        )
        table.refuse("minutes", message, say("Write at least 1, or make the window longer."))
    goal = _goal(table, len(weekly.days))
    one_on_one = table.flag("one_on_one", default=False)
    return replace(plain, window=weekly, minutes=minutes, goal=goal, one_on_one=one_on_one)


def _goal(table: Table, days: int) -> int | None:
    if not table.has("goal"):
        return None
    goal = table.whole("goal", 0, at_most=MOST_MINUTES, unit=noted("times a week"))
    if goal == 0:
        table.refuse(
            "goal",
            say("{key} is 0 times a week.", key=table.said("goal")),
            say("Write 1 or more, or leave the moment out."),
        )
    if goal > days:
        message = say(
            "{key} is {goal} times a week, on {days} days, once a day.", key=table.said("goal"), goal=goal, days=days
        )
        table.refuse("goal", message, say("Write at most {days}, or give it more days.", days=days))
    return goal


def _who(table: Table, circle: Circle) -> tuple[str, tuple[str, ...]]:
    """The word for who takes part, and the parents where they are listed."""
    value = table.values.get("who", "any")
    if isinstance(value, list):
        parents = table.texts("who", at_most=MOST["parents"], example='["ana"]')
        _refuse_strangers(table, "who", parents, circle.parents, say("a parent"))
        return "listed", parents
    if value in circle.parents:
        table.refuse(
            "who",
            say("{key} names one parent without a list.", key=table.said("who")),
            say('Write who = ["{value}"].', value=value),
        )
    return table.choice("who", _WHO, "any"), ()


def _children(table: Table, circle: Circle) -> tuple[str, ...]:
    table.need("children")
    children = table.texts("children", at_most=MOST["children"], example='["mia"]')
    _refuse_strangers(table, "children", children, circle.children, say("a child"))
    return children


def _refuse_strangers(table: Table, key: str, ids: tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    """Raises HouseholdError for an empty list, for an id that is not known, and for one that is named twice."""
    if not ids:
        table.refuse(key, say("{key} names nobody.", key=table.said(key)), one_of(known))
    for position, one in enumerate(ids):
        if one not in known:
            message = say('{key} names "{one}", who is not {what} here.', key=table.said(key), one=one, what=what)
            table.refuse((key, position), message, one_of(known, one))
        if one in ids[:position]:
            table.refuse(
                (key, position), say('{key} names "{one}" twice.', key=table.said(key), one=one), say("Name each once.")
            )
