"""Whether what waited in the outbox is so still for whoever it is for: asked in the instant in which it would leave."""

from __future__ import annotations

from datetime import datetime

from homecall.plan.diff import told
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, instant, subtract
from homecall.web.family import store as families
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from homecall.web.post.models import Message
from homecall.web.rounds import alone, store, untold
from homecall.web.rounds.models import Invited, Round
from homecall.web.rounds.needing import next_mark

BASE = "plan"
"""What the topic of a change begins with, before the id of the plan that its receiver knows."""


def change(row: Message, now: datetime) -> bool:
    """Whether somebody does anything else from now on than by the plan that they know; yes where that is forgotten."""
    shown, base = _shown(row), base_of(row.topic)
    known = plans.shown_as(_seat(row), base) if base else None
    if shown is None or known is None:
        return True
    end = min(known.plan.span.end, shown.plan.span.end)
    return row.to in told(known.plan, shown.plan, next_mark(_at(row, now)), end)


def base_of(topic: str) -> int:
    """The id of the plan that the receiver of a change knows; 0 where it was not kept."""
    name, _colon, id = topic.partition(":")
    return int(id) if name == BASE and id.isdecimal() else 0


def news(row: Message, now: datetime) -> bool:
    """Whether anybody who helps still does not know what is otherwise for them."""
    shown = _shown(row)
    return shown is None or bool(untold.pending(shown, _at(row, now)))


def gap(row: Message, now: datetime) -> bool:
    """Whether a child still has nobody in any of the hours."""
    shown = _shown(row)
    return shown is None or alone.still(shown.plan, row.topic, _at(row, now))


def spare(row: Message, now: datetime) -> bool:
    """Whether the plan still does without somebody who has said yes to hours that have not begun."""
    shown, at = _shown(row), _at(row, now)
    who, start = row.key.removeprefix("spare:").rpartition(":")[0].rsplit(":", 1)
    mine = [span for one, span in store.booked(row.family_id, at) if one == who and span.start == int(start) > at]
    return shown is None or any(not on_duty(shown.plan, who, span) for span in mine)


def on_duty(plan: Plan, who: str, span: Span) -> bool:
    """Whether a plan counts on somebody in any part of some hours."""
    return any(one.carer == who and one.span.overlaps(span) for one in plan.shifts)


def ask(row: Message, now: datetime) -> bool:
    """Whether somebody is still asked, for hours that the plan in force needs and that they have not answered for."""
    name, _colon, id = row.topic.partition(":")
    asked = Round.objects.filter(family=row.family_id, pk=int(id)).first() if id.isdecimal() else None
    if name != "round" or asked is None:
        return True
    mine = Invited.objects.filter(round=asked, who=row.to, reply__in=("asked", "silent")).exists()
    shown, at = plans.followed(_seat(row)), instant(now)  # a draft ends no round
    open_now = asked.state == "open" or (asked.state == "nobody" and at < asked.last)
    return mine and open_now and (shown is None or _needed(shown.plan, asked)) and not _said(row, asked, at)


def missed(row: Message) -> bool:
    """Whether nobody has said yes, and the family takes somebody for silent who has not heard the question."""
    id = row.topic.partition(":")[2]
    return Invited.objects.filter(round=int(id), round__state="nobody", who=row.to, reply="silent").exists()


def _needed(plan: Plan, asked: Round) -> bool:
    """Whether a plan would have somebody of a round in its hours if they said yes, or has nobody for a child there.

    That need not be who is asked now: a plan that came by itself may count on somebody who has let their time pass.
    """
    span, people = Span(asked.start, asked.end), Invited.objects.filter(round=asked).exclude(reply="next")
    who = set(people.values_list("who", flat=True))
    alone = any(one.lead is None and one.span.overlaps(span) for one in plan.cover)
    return alone or any(one.carer in who and one.asked and one.span.overlaps(span) for one in plan.shifts)


def _said(row: Message, asked: Round, now: Minute) -> bool:
    """Whether they have said yes to all of the hours in other rounds, or no to any of them."""
    span, mine = Span(asked.start, asked.end), Invited.objects.filter(family=row.family_id, who=row.to)
    no = mine.filter(reply="no", round__start__lt=span.end, round__end__gt=span.start).exclude(round=asked)
    yes = (said for who, said in store.booked(row.family_id, now) if who == row.to)
    return not subtract([span], yes) or no.exists()


def _at(row: Message, now: datetime) -> Minute:
    """The family's own now, by which its plan goes."""
    about = families.about(row.family_id)
    return instant(about.now if about else now)


def _seat(row: Message) -> Seat:
    return Seat(row.family_id, Role.PARENT)


def _shown(row: Message) -> Shown | None:
    return plans.shown(_seat(row))
