"""What a plan says has happened, as JSON: one object for each thing, with the instant at which it was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from homecall.errors import PlanError
from homecall.plan.happened import Agreed, CalledIn, Cancelled, Closed, Early, Happening, Ill, Late, Offered, Said
from homecall.plan.part import Part
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span
from homecall.spans.wall import Wall

HAPPENED = "kind who minutes start end days child at"
"""The keys that one thing may have; each kind has its own of them."""
KEYS: dict[str, str] = {
    "late": "minutes",
    "early": "minutes",
    "called_in": "start end",
    "ill": "days",
    "cancelled": "days start end",
    "closed": "days child",
    "offered": "start end",
}
"""The kinds, and the keys of each beside `kind`, `who` and `at`."""
LONGEST = 24 * 60
"""Minutes that somebody may be late or early by."""


def said(plan: Plan) -> dict[str, Any]:
    """The keys of a plan that only a re-plan has: nothing where nothing has happened."""
    at = Wall(plan.timezone).iso
    happened = [said_of(one, at) for one in plan.happened]
    agreed = [{"carer": a.carer, "start": at(a.span.start), "end": at(a.span.end)} for a in plan.agreed]
    return {key: found for key, found in (("happened", happened), ("agreed", agreed)) if found}


def said_of(one: Said, at: Callable[[Minute], str]) -> dict[str, Any]:
    """One thing that happened, as `read_said` reads it; `at` writes an instant."""
    return {**_what(one.what, at), "at": at(one.at)}


def _what(one: Happening, at: Callable[[Minute], str]) -> dict[str, Any]:
    match one:
        case Late() | Early():
            return {"kind": "late" if isinstance(one, Late) else "early", "who": one.parent, "minutes": one.minutes}
        case CalledIn():
            ends = {"start": one.at, "end": one.until}
            return {"kind": "called_in", "who": one.parent, **{k: at(m) for k, m in ends.items() if m is not None}}
        case Ill():
            return {"kind": "ill", "who": one.child, **_days(one.days)}
        case Cancelled(when=Span() as span):
            return {"kind": "cancelled", "who": one.carer, "start": at(span.start), "end": at(span.end)}
        case Offered(span=span):
            return {"kind": "offered", "who": one.carer, "start": at(span.start), "end": at(span.end)}
        case Cancelled(when=date() as day):
            return {"kind": "cancelled", "who": one.carer, **_days(frozenset((day,)))}
        case Closed():
            child = {"child": one.child} if one.child else {}
            return {"kind": "closed", "who": one.place, **_days(one.days), **child}
    raise AssertionError(one)


def _days(days: frozenset[date]) -> dict[str, list[str]]:
    return {"days": [day.isoformat() for day in sorted(days)]} if days else {}


def read_said(part: Part) -> Said:
    """One thing that happened. Raises PlanError where it has a key that its kind does not have."""
    kind = part.one_of("kind", tuple(KEYS))
    for key in part.data:
        if key not in ("kind", "who", "at", *KEYS[kind].split()):
            raise PlanError(f"{key!r} says nothing of a kind {kind!r}.", where=part.where, cure="Take it out.")
    return Said(part.at("at"), _READERS[kind](part, part.take("who", str)))


def read_agreed(part: Part) -> Agreed:
    """Time that a carer had been asked for."""
    return Agreed(part.take("carer", str), part.span())


def _minutes(part: Part) -> int:
    minutes = part.take("minutes", float)
    if minutes != int(minutes) or not 0 < minutes <= LONGEST:
        raise PlanError("'minutes' is no whole number from 1 to 1440.", where=part.where)
    return int(minutes)


def _instant(part: Part, key: str) -> Minute | None:
    return part.at(key) if key in part.data else None


def _called_in(part: Part, who: str) -> Happening:
    return CalledIn(who, _instant(part, "start"), _instant(part, "end"))


def _cancelled(part: Part, who: str) -> Happening:
    days = part.days("days")
    if len(days) == 1 and not {"start", "end"} & part.data.keys():
        return Cancelled(who, next(iter(days)))
    if days:
        raise PlanError("A carer cancels one day, or from a start to an end.", where=part.where)
    return Cancelled(who, part.span())


_READERS: dict[str, Callable[[Part, str], Happening]] = {
    "late": lambda part, who: Late(who, _minutes(part)),
    "early": lambda part, who: Early(who, _minutes(part)),
    "called_in": _called_in,
    "ill": lambda part, who: Ill(who, part.days("days")),
    "cancelled": _cancelled,
    "closed": lambda part, who: Closed(who, part.days("days"), part.take("child", str) if "child" in part.data else ""),
    "offered": lambda part, who: Offered(who, part.span()),
}
