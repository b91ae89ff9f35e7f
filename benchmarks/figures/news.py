"""What may happen to a family while its plan runs: one disruption of each kind that the plan gives occasion for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.happened import CalledIn, Cancelled, Early, Happening, Ill, Late
from homecall.spans.span import HOUR, Minute
from homecall.spans.wall import Clock
from homecall.timeline.period import Kind, Period

ON_SITE = {Kind.WORK, Kind.CLINIC, Kind.IN_HOUSE_CALL, Kind.NIGHT}


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened, said at `now`, an aware datetime on the family's clock."""

    kind: str
    happened: Happening
    now: datetime


Said = tuple[Minute, Happening]


def news(home: Household, plan: Plan, seed: str) -> Iterator[News]:
    """For each kind the one that the dice choose; none for a kind that nothing in the plan gives occasion for."""
    for kind, occasions in KINDS.items():
        found = [(now, one) for now, one in occasions(home, plan) if plan.span.holds(now)]
        if found:
            now, happened = Random(f"{kind} {seed}").choice(found)
            yield News(kind, happened, home.wall.local(now))


def _duties(home: Household, plan: Plan, kinds: set[Kind]) -> Iterator[Period]:
    """Duties of some kinds inside the plan, as far as the schedules are known."""
    for line in home.schedules.values():
        for period in line.periods:
            known = line.through is None or period.day <= line.through
            if known and period.kind in kinds and plan.span.covers(period.span):
                yield period


def _late(home: Household, plan: Plan) -> Iterator[Said]:
    """An hour before a duty ends: it will be an hour and a half longer."""
    return ((p.span.end - HOUR, Late(p.person, 90)) for p in _duties(home, plan, ON_SITE))


def _early(home: Household, plan: Plan) -> Iterator[Said]:
    """Two hours before a duty ends: it ends an hour earlier."""
    return ((p.span.end - 2 * HOUR, Early(p.person, 60)) for p in _duties(home, plan, ON_SITE))


def _called_in(home: Household, plan: Plan) -> Iterator[Said]:
    """Four hours into a call from home."""
    return ((p.span.start + 4 * HOUR, CalledIn(p.person)) for p in _duties(home, plan, {Kind.HOME_CALL}))


def _ill(home: Household, plan: Plan) -> Iterator[Said]:
    """At half past six on a weekday morning."""
    first, last = home.wall.date(plan.span.start), home.wall.date(plan.span.end - 1)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    born = [c for c in home.children if c.born is None or c.born <= first]
    mornings = [home.wall.at(day, Clock.parse("06:30")) for day in days if day.weekday() < 5]
    return ((now, Ill(child.id)) for child in born for now in mornings)


def _cancelled(home: Household, plan: Plan) -> Iterator[Said]:
    """Twelve hours before a carer's shift, for that day."""
    return ((s.span.start - 12 * HOUR, Cancelled(s.carer, home.wall.date(s.span.start))) for s in plan.shifts)


KINDS: dict[str, Callable[[Household, Plan], Iterator[Said]]] = {
    "late": _late,
    "ill": _ill,
    "cancel": _cancelled,
    "called-in": _called_in,
    "early": _early,
}
