"""What careers are to a family, between its rows and the core: roles, seasons, money."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction

from homecall.career.kept import Occasion
from homecall.career.money import RETURN, SPREAD, Purse
from homecall.career.roles import Hours, Role, RoleKind, Stint
from homecall.career.season import Season
from homecall.career.table import times as read_times
from homecall.career.table import written
from homecall.errors import CareerError
from homecall.tongue import say
from homecall.web.career.models import CareerRole, CareerSeason, MoneyRow
from homecall.web.moments.models import Held
from homecall.web.people.access import Seat, rows

MOST_ROLES = 200
MOST_SEASONS = 100
MOST_HELD = 20_000
"""Kept moments that one look back reads: some five a day for ten years."""


def roles(seat: Seat) -> tuple[Role, ...]:
    """The roles of the seat's family, in the order in which they were written down. One query."""
    return tuple(_role(row) for row in rows(CareerRole, seat).order_by("pk")[:MOST_ROLES])


def role(seat: Seat, id: int) -> Role | None:
    """A role by its id; None where the family has none such."""
    row = rows(CareerRole, seat).filter(pk=id).first()
    return _role(row) if row else None


def _role(row: CareerRole) -> Role:
    stints = tuple(Stint(date.fromisoformat(day), Hours(low, high)) for day, low, high in json.loads(row.stints))
    same = (row.parent, row.title, RoleKind(row.kind), stints, read_times(row.times), row.every)
    return Role(str(row.pk), *same, row.promised, row.end, row.over, row.income, row.meaning, row.successor)


@transaction.atomic
def keep_roles(seat: Seat, made: Iterable[Role]) -> int:
    """Write roles down that are new. Gives how many. Raises CareerError where there would be too many."""
    new = list(made)
    if rows(CareerRole, seat).count() + len(new) > MOST_ROLES:
        raise CareerError(say("There are too many roles."), cure=say("Take out those that are long over."))
    for one in new:
        row = CareerRole(family_id=seat.family)
        _fill(row, one)
        row.save()
    return len(new)


@transaction.atomic
def change_role(seat: Seat, one: Role) -> bool:
    """Keep a role as it is now in the place of the one with its id. False where there is none."""
    row = rows(CareerRole, seat).filter(pk=int(one.id)).select_for_update().first()
    if row is None:
        return False
    _fill(row, one)
    row.save()
    return True


def _fill(row: CareerRole, one: Role) -> None:
    row.parent, row.title, row.kind = one.parent[:100], one.title[:200], one.kind.value
    row.stints = json.dumps([[s.since.isoformat(), s.hours.low, s.hours.high] for s in one.stints])
    row.times, row.every = written(one.times)[:500], one.every
    row.promised, row.end, row.over = one.promised, one.end, one.over
    row.income, row.meaning, row.successor = one.income, one.meaning[:200], one.successor[:200]


def forget_role(seat: Seat, id: int) -> bool:
    """Take a role out, with its past. False where the seat has none such."""
    return rows(CareerRole, seat).filter(pk=id).delete()[0] > 0


def with_hours(one: Role, hours: Hours, since: date) -> Role:
    """A role with other hours from a day on; what it was before stays, for its drift."""
    if one.hours(since) == hours:
        return one
    before = tuple(stint for stint in one.stints if stint.since < since)
    return replace(one, stints=(*before, Stint(max(since, one.start) if before else one.start, hours)))


def seasons(seat: Seat) -> tuple[Season, ...]:
    """The seasons of the seat's family, the latest end first. One query."""
    return tuple(_season(row) for row in rows(CareerSeason, seat).order_by("-end", "-pk")[:MOST_SEASONS])


def _season(row: CareerSeason) -> Season:
    goals = tuple(line for line in row.goals.splitlines() if line)
    return Season(str(row.pk), row.title, row.start, row.end, goals, row.looked, row.learned)


def keep_season(seat: Seat, one: Season) -> None:
    """Write a season down. Raises CareerError where there would be too many."""
    if rows(CareerSeason, seat).count() >= MOST_SEASONS:
        raise CareerError(say("There are too many seasons."), cure=say("Take out those of long ago."))
    row = CareerSeason(family_id=seat.family, title=one.title[:200], start=one.start, end=one.end)
    row.goals, row.looked, row.learned = "\n".join(one.goals), one.looked, one.learned[:500]
    row.save()


def look_again(seat: Seat, id: int, day: date, learned: str) -> bool:
    """Note that the family has looked again at a season. False where it has none such."""
    return rows(CareerSeason, seat).filter(pk=id).update(looked=day, learned=learned[:500]) > 0


def forget_season(seat: Seat, id: int) -> bool:
    """Take a season out. False where the seat has none such."""
    return rows(CareerSeason, seat).filter(pk=id).delete()[0] > 0


def purse(seat: Seat) -> Purse | None:
    """What the family said of its money; None where it has said nothing."""
    row = rows(MoneyRow, seat).first()
    if row is None:
        return None
    return Purse(row.savings, row.spending, row.care, row.other, row.tax, row.mean, row.spread)


def keep_purse(seat: Seat, one: Purse) -> None:
    """Keep what the family says of its money."""
    new = {name: getattr(one, name) for name in ("savings", "spending", "care", "other", "tax", "mean", "spread")}
    MoneyRow.objects.update_or_create(family_id=seat.family, defaults=new)


def forget_purse(seat: Seat) -> None:
    """Take all that was said of money away."""
    rows(MoneyRow, seat).delete()


def usual_purse() -> Purse:
    """A purse of which only the assumptions are known."""
    return Purse(mean=RETURN, spread=SPREAD)


def occasions(seat: Seat) -> tuple[Occasion, ...]:
    """The moments that had their place, as the worker remembers them, the newest first. One query."""
    found = rows(Held, seat).order_by("-day", "-at", "pk")[:MOST_HELD]
    return tuple(
        Occasion(one.moment, one.day, one.at, tuple(one.people.split()), one.title, tuple(one.children.split()))
        for one in found
    )
