"""What was kept, remembered by the worker while plans come and go."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from homecall.plan.plan import Kept
from homecall.spans.span import Minute, instant
from homecall.web.moments.models import Held, Known, Mark
from homecall.web.people.access import Role, Seat, rows
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan
from homecall.web.plans.store import Shown

LOG = logging.getLogger(__name__)
LOOKS_BACK = timedelta(weeks=8)
"""So far back rituals are told; moments with a date are told for a year."""
YEAR = timedelta(days=365)
MOST = 2000
"""Rows that one look back reads."""


@dataclass(frozen=True, slots=True)
class Past:
    """A moment that had its place: on how many days, and last on which day, with whom."""

    moment: str
    title: str
    dated: bool
    days: int
    last: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """How a parent's schedule came last: for the days after `before`, through `through`, first seen on `seen`."""

    before: date
    through: date
    seen: date


def remember(now: datetime) -> None:
    """Hold what has ended since the last look, of every family whose clock runs.

    A family whose plan is the same and has nothing that ended costs no reading of it.
    """
    marks = {one.family_id: one for one in Mark.objects.all()}
    newest = Plan.objects.filter(family__demo=False).values_list("family").annotate(Max("pk"))
    at = instant(now)
    for family, plan in newest:
        mark = marks.get(family)
        if mark is None or mark.plan != plan or (mark.next is not None and mark.next <= at):
            _or_skip(family, plan, mark, at)


def _or_skip(family: int, plan: int, mark: Mark | None, at: Minute) -> None:
    """Remember, or skip a plan that cannot be read: one family's rows must not keep all others waiting."""
    try:
        _remember(family, plan, mark, at)
    except Exception:
        LOG.exception("What was kept of plan %d could not be remembered.", plan)
        Mark.objects.update_or_create(family_id=family, defaults={"plan": plan, "until": at, "next": None})


@transaction.atomic
def _remember(family: int, plan: int, mark: Mark | None, at: Minute) -> None:
    """Take what ended out of the plan of the mark up to the next one's making, and then out of that one."""
    seat, since = Seat(family, Role.PARENT), mark.until if mark else at
    shown = plans.shown_as(seat, plan)
    if shown is None:
        return
    if mark is not None and mark.plan != plan and (before := plans.shown_as(seat, mark.plan)):
        changed = min(at, max(since, instant(shown.made)))
        _hold(before, since, changed)
        since = changed
    _hold(shown, since, at)
    if mark is None or mark.plan != plan:
        _reach(shown, at)
    ahead = min((one.span.end for one in shown.plan.moments if one.kept and one.span.end > at), default=None)
    Mark.objects.update_or_create(family_id=family, defaults={"plan": plan, "until": at, "next": ahead})


def _hold(shown: Shown, since: Minute, until: Minute) -> None:
    """Hold the moments of a plan that ended after one instant and not after another."""
    known = {one.id: one for one in shown.household.moments}
    over = [one for one in shown.plan.moments if one.kept and since < one.span.end <= until and one.moment in known]
    Held.objects.bulk_create(
        [
            Held(
                family_id=shown.family, moment=one.moment[:100], title=known[one.moment].title[:200],
                dated=known[one.moment].dated, day=one.day, at=one.span.start, people=_joined(one),
                children=" ".join(one.children)[:500],
            )
            for one in over
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _joined(one: Kept) -> str:
    return " ".join(one.parents)[:300]


def _reach(shown: Shown, at: Minute) -> None:
    today = shown.household.wall.date(at)
    for parent, line in shown.household.schedules.items():
        if line.through is not None:
            Known.objects.get_or_create(
                family_id=shown.family, parent=parent[:100], through=line.through, defaults={"seen": today}
            )


def past(seat: Seat, today: date) -> tuple[Past, ...]:
    """What had its place before today: with a date first, then what comes back, each with its newest first."""
    found = rows(Held, seat).filter(day__gte=today - YEAR, day__lt=today).order_by("-day", "-at", "pk")
    recent = [one for one in found[:MOST] if one.dated or one.day >= today - LOOKS_BACK]
    by_moment: dict[str, list[Held]] = {}
    for one in recent:
        by_moment.setdefault(one.moment, []).append(one)
    told = [_past(same) for same in by_moment.values()]
    return tuple(sorted(told, key=lambda one: (not one.dated, -one.last.toordinal(), one.title)))


def _past(same: list[Held]) -> Past:
    last = same[0]
    who = sorted({person for one in same if one.day == last.day for person in one.people.split()})
    return Past(last.moment, last.title, last.dated, len({one.day for one in same}), last.day, tuple(who))


def blocks(seat: Seat) -> dict[str, Block]:
    """How each parent's schedule came last; nobody is there whose schedule was never seen to grow."""
    found: dict[str, list[Known]] = {}
    for one in rows(Known, seat).order_by("parent", "-through")[:MOST]:
        found.setdefault(one.parent, []).append(one)
    return dict(_blocks(found.items()))


def _blocks(found: Iterable[tuple[str, list[Known]]]) -> Iterable[tuple[str, Block]]:
    for parent, lines in found:
        if len(lines) > 1 and lines[1].seen < lines[0].seen <= lines[0].through:
            yield parent, Block(lines[1].through, lines[0].through, lines[0].seen)
