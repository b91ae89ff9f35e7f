"""What happened, between its rows and the core."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from homecall.plan.happened import Happening, Said
from homecall.spans.span import Span
from homecall.spans.wall import Wall
from homecall.web import world
from homecall.web.happened.models import Happened, Proposal
from homecall.web.happened.text import read, written
from homecall.web.jobs import store as jobs
from homecall.web.look.kept import columns, heard

HOLDS = timedelta(days=2)
"""So long something that happened is put to a plan that is made anew; illness is said of two days."""

ANSWERS = ("cancelled", "offered")
"""Kinds of what carers answer."""
WEEKS = timedelta(days=60)
"""So long before its hours it may have been said that somebody can or cannot come."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened as a page shows it."""

    id: int
    said: str
    by: str
    agreed: bool


@transaction.atomic
def say(family: int, one: Said, wall: Wall, said: str, by: str) -> int:
    """Keep what happened and ask for a way. What the same person said of the same before is over. Gives its id.

    What was said of other hours is not the same: who cannot come in two of them has said both.
    """
    what = written(one, wall)
    found = json.loads(what)
    row = Happened(family_id=family, at=wall.local(one.at), kind=found["kind"], who=found["who"], what=what)
    kept = columns(said, 300)
    row.said, row.parts, row.by = kept["said"], kept["parts"], by[:200]
    same = (
        old for old in open_of(family).filter(kind=row.kind, who=row.who) if not _apart(one.what, read(old.what).what)
    )
    open_of(family).filter(pk__in=[old.pk for old in same]).update(state="over")
    row.save()
    jobs.want(family, world.now(), jobs.CHANGE)
    return row.pk


def _apart(one: Happening, other: Happening) -> bool:
    """Whether two happenings are of hours that have nothing in common; False for whatever has no hours of its own."""
    hours = [getattr(it, "span", getattr(it, "when", None)) for it in (one, other)]
    return isinstance(hours[0], Span) and isinstance(hours[1], Span) and not hours[0].overlaps(hours[1])


@transaction.atomic
def settle(family: int, one: Said, wall: Wall, said: str, by: str, *, decide: bool) -> None:
    """Keep what somebody answered. It holds at once, or with `decide` a way is looked for."""
    if decide:
        say(family, one, wall, said, by)
        return
    what = written(one, wall)
    found = json.loads(what)
    row = Happened(family_id=family, at=wall.local(one.at), kind=found["kind"], who=found["who"], what=what)
    kept = columns(said, 300)
    row.said, row.parts, row.by, row.state = kept["said"], kept["parts"], by[:200], "agreed"
    row.save()


def is_over(family: int, what: Happening) -> None:
    """What was said and waits for a decision holds no more; the proposal that stood on it goes with it."""
    waiting = _of(what, open_of(family))
    if not waiting:
        return
    open_of(family).filter(pk__in=waiting).update(state="over")
    Proposal.objects.filter(family=family).delete()
    if open_of(family).exists():
        jobs.want(family, world.now(), jobs.CHANGE)


def ended(family: int, what: Happening) -> None:
    """What was agreed on holds no longer for a plan that is made anew."""
    agreed = Happened.objects.filter(family=family, state="agreed")
    agreed.filter(pk__in=_of(what, agreed)).update(state="over")


def decide_on(family: int, what: Happening) -> bool:
    """What was kept as holding is to be decided on after all: a way is looked for. False where it is not kept."""
    agreed = Happened.objects.filter(family=family, state="agreed")
    found = _of(what, agreed.order_by("pk"))
    if not found or not agreed.filter(pk=found[-1]).update(state="open"):
        return False
    jobs.want(family, world.now(), jobs.CHANGE)
    return True


def _of(what: Happening, rows: QuerySet[Happened]) -> list[int]:
    """The rows that say just this."""
    return [row.pk for row in rows if read(row.what).what == what]


def open_of(family: int) -> QuerySet[Happened]:
    """The rows that nobody has decided on yet, in the order in which they were said."""
    return Happened.objects.filter(family=family, state="open").order_by("pk")


def open_texts(family: int) -> tuple[int, tuple[str, ...]]:
    """The id of the newest open row, 0 without any, and the texts of all of them."""
    rows = list(open_of(family).values_list("pk", "what"))
    return max((pk for pk, _what in rows), default=0), tuple(what for _pk, what in rows)


def to_answer(family: int, now: datetime, known: Iterable[Happening]) -> tuple[str, ...]:
    """The texts of all that a way is looked for with: what is open, and what holds and a plan does not know yet.

    That is what carers have answered for hours to come; `known` is what the plan says has happened. In the order in
    which it was said.
    """
    left = Counter(known)
    holds = Q(state="open") | Q(state="agreed", kind__in=ANSWERS, at__gte=now - WEEKS)
    rows = Happened.objects.filter(holds, family=family).order_by("pk").values_list("state", "what")
    found: list[str] = []
    for state, what in rows:
        answer = read(what).what
        if state == "agreed" and left[answer]:
            left[answer] -= 1
        elif state == "open" or _to_come(what, now):
            found.append(what)
    return tuple(found)


def holds(family: int, what: Happening) -> bool:
    """Whether something is agreed on."""
    return bool(_of(what, Happened.objects.filter(family=family, state="agreed")))


def in_force(family: int, now: datetime) -> tuple[str, ...]:
    """The texts of what was agreed on and may still matter to a plan that is made anew."""
    recent = Q(at__gte=now - HOLDS) | Q(kind__in=ANSWERS, at__gte=now - WEEKS)
    rows = Happened.objects.filter(recent, family=family, state="agreed").order_by("pk").values_list("at", "what")
    return tuple(what for at, what in rows if at >= now - HOLDS or _to_come(what, now))


def _to_come(what: str, now: datetime) -> bool:
    """Whether the hours of somebody who cannot come, or who can, are not over."""
    found = json.loads(what)
    return "end" in found and datetime.fromisoformat(found["end"]) > now


def told(family: int, now: datetime) -> tuple[Told, ...]:
    """What is open or in force, in order."""
    rows = Happened.objects.filter(family=family, state__in=("open", "agreed"), at__gte=now - HOLDS).order_by("pk")
    return tuple(Told(row.pk, heard(row.said, row.parts), row.by, row.state == "agreed") for row in rows)


def proposal(family: int) -> Proposal | None:
    """The proposal that waits, if any."""
    return Proposal.objects.filter(family=family).first()


def propose(family: int, base: int, upto: int, status: str, text: str, parts: str = "") -> None:
    """Put a proposal in the place of the one before."""
    Proposal.objects.filter(family=family).delete()
    row = Proposal(family_id=family, base=base, upto=upto, made=world.now(), status=status)
    row.text, row.parts = text, parts
    row.save()


def agree(family: int) -> None:
    """All that is open holds from now on; its proposal is in force and waits no more."""
    open_of(family).update(state="agreed")
    Proposal.objects.filter(family=family).delete()


@transaction.atomic
def leave(family: int) -> None:
    """Decide to leave everything as it was."""
    open_of(family).update(state="left")
    Proposal.objects.filter(family=family).delete()


@transaction.atomic
def take_back(family: int, id: int) -> bool:
    """Say that something did not happen after all. False where it is not there; what stood on it is made anew."""
    mine = Happened.objects.filter(family=family, pk=id)
    was = mine.filter(state__in=("open", "agreed")).values_list("state", flat=True).first()
    if was is None:
        return False
    mine.update(state="back")
    Proposal.objects.filter(family=family).delete()
    if was == "agreed":
        jobs.want(family, world.now())
    if open_of(family).exists():
        jobs.want(family, world.now(), jobs.CHANGE)
    return True
