"""Rounds in the worker: what time brings on, who else could come, and what the family said yes to beforehand."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from homecall.plan.codec import write
from homecall.plan.plan import Plan
from homecall.plan.spoken import parts
from homecall.spans.span import Span, instant, subtract
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened.models import Proposal
from homecall.web.jobs import store as jobs
from homecall.web.look.drawn import DRAWN
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans
from homecall.web.rounds import following, store
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.others import beside, others, willing

Spoken = tuple[tuple[str, Span], ...]
"""Who has been spoken to for which hours."""
NEAR = 10
"""Minutes before somebody's time to answer is over, in which the next who could be asked must be known."""


def go_on(worker: str, stop: threading.Event) -> bool:
    """Bring on all rounds that are due, then look for others who could be asked in one. False where none was."""
    now = instant(world.now())
    due = store.due(now)
    for family, id in due:
        if stop.is_set():
            return True
        store.go_on(family, id, now)
    return consented() or look() or bool(due)


def consented() -> bool:
    """Accept what families have said yes to beforehand; each proposal is looked at once in the life of a worker."""
    waiting = Proposal.objects.filter(family__consents__isnull=False).order_by("pk").values_list("family", "pk")
    for family, id in waiting.distinct():
        if DRAWN.add(f"consented:{id}", 1, 24 * 3600) and following.by_itself(family):
            return True
    return False


def look() -> bool:
    """Look for others in the round that has waited longest. False where none waits, or where all can wait longer.

    It is begun anew where the worker dies meanwhile; two workers who do it at once find the same, and the first keeps.
    """
    row = _next()
    if row is None:
        return False
    about, shown = families.about(row.family_id), plans.shown(Seat(row.family_id, Role.PARENT))
    found: list[store.Other] = []
    known = frozenset(Invited.objects.filter(round=row).values_list("who", flat=True))
    if about is not None and shown is not None and shown.id == row.base:
        now, span = max(instant(about.now), shown.plan.now), Span(row.start, row.end)
        spoken = store.spoken(row.family_id, now, but=row.pk)
        for who, plan in (
            within(willing(shown.scheduled, shown.plan, span, now, known | over(span, spoken)), row, known, spoken)
            if row.extra
            else fresh(others(shown.scheduled, shown.plan, known, span, now), span, spoken)
        ):
            name = shown.household.names.get(who, who)
            if beside(shown.household, shown.plan, plan, Span(row.start, row.end), now):
                found.append(store.Other(who, name))  # their yes is a way to be proposed: it touches others too
            else:
                found.append(store.Other(who, name, write(plan), parts(plan), plan.status))
    now = instant(families.now(row.family_id))
    store.join(row.family_id, row.pk, found, now, Span(row.start, row.end))
    return True


def fresh(found: Iterable[tuple[str, Plan]], span: Span, spoken: Spoken) -> Iterator[tuple[str, Plan]]:
    """Those who have not been spoken to for any of the hours: they have answered, or are asked in another round."""
    return ((who, plan) for who, plan in found if not any(one == who and said.overlaps(span) for one, said in spoken))


def over(span: Span, spoken: Spoken) -> frozenset[str]:
    """Those who have been spoken to for all of the hours: no search is needed to leave them out."""
    return frozenset(who for who, _said in spoken if not subtract([span], [said for one, said in spoken if one == who]))


def within(
    found: Iterable[tuple[str, Plan]], row: Round, known: frozenset[str] = frozenset(), spoken: Spoken = ()
) -> Iterator[tuple[str, Plan]]:
    """Those who can fill the same hours of a gap as the first of them, to which the round's own hours are cut.

    Where somebody can help only for a part of it, they are asked for that part: what is left stays open for others.
    Nobody is in it who is `known`, asked already; the hours that they were asked for stay as they are. Hours that
    somebody has been `spoken` to for in another round are none of theirs.
    """
    hours = Span(row.start, row.end) if known else None
    for who, plan in found:
        shifts = (cut for one in plan.shifts if one.carer == who and (cut := one.span.clip(Span(row.start, row.end))))
        mine = subtract(shifts, [said for one, said in spoken if one == who])
        if hours is None and mine:
            hours = mine[0]
            row.start, row.end = hours.start, hours.end
        if hours is not None and who not in known and any(one.covers(hours) for one in mine):
            yield who, plan


def _next() -> Round | None:
    """The round to look in now. While other families wait for a first answer, only those in which it is urgent.

    Looking takes longer than answering what happened, and in a round with somebody who is given time to answer it is
    wanted only when they have let that pass.
    """
    rounds = Round.objects.filter(state="open", looked=False).order_by("pk")
    if jobs.waiting(world.now(), jobs.CHANGE):
        mine = Invited.objects.filter(round=OuterRef("pk"), reply="asked", until__gt=instant(world.now()) + NEAR)
        rounds = rounds.exclude(Exists(mine), manner="one")
    return rounds.first()
