"""Questions between their rows and the pages: the only module that touches them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import transaction

from homecall.tongue import parts_of, with_parts
from homecall.web import world
from homecall.web.asking.answers import Key
from homecall.web.asking.models import Question
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Seat, rows

WHY = "why"
"""The kind of work that answers questions."""
MOST = 40
"""Questions that may be asked of one plan: each is a search of some seconds."""


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for its answer."""

    id: int
    plan: int
    key: Key


@transaction.atomic
def ask(seat: Seat, plan: int, key: Key) -> bool:
    """Ask once, and the worker with it. False where so many were asked of this plan that no more are taken."""
    mine = Question.objects.filter(family=seat.family, plan=plan)
    same = {"child": key.who, "minute": key.at}
    if mine.filter(**same).exists():
        return True
    if mine.count() >= MOST:
        return False
    Question.objects.get_or_create(plan_id=plan, **same, defaults={"family_id": seat.family})
    jobs.want(seat.family, world.now(), WHY)
    return True


def said(seat: Seat, plan: int, key: Key) -> tuple[str, ...] | None:
    """The answer: no sentence while it waits, None where nobody has asked."""
    mine = rows(Question, seat).filter(plan=plan, child=key.who, minute=key.at)
    found = mine.values_list("said", flat=True).first()
    return None if found is None else _heard(found)


def waiting(family: int) -> list[Open]:
    """What a family waits for, in the order in which it was asked."""
    found = Question.objects.filter(family=family, said="").order_by("pk")
    return [Open(one.pk, one.plan_id, Key(one.child, one.minute)) for one in found]


def keep(id: int, lines: tuple[str, ...]) -> None:
    """Keep the answer to a question, if its plan is still there; each reader has it in their own words."""
    Question.objects.filter(pk=id).update(said=json.dumps([lines, parts_of(lines)], ensure_ascii=False))


def _heard(kept: str) -> tuple[str, ...]:
    """The sentences of an answer; those of before are plain lines."""
    if not kept.startswith("[["):
        return tuple(kept.splitlines())
    lines, known = json.loads(kept)
    return tuple(with_parts(line, known) for line in lines)
