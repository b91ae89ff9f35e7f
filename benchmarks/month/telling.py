"""Whether a message was needed: something is otherwise for whoever hears it, or they are asked, or wanted to know."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.month.homes import Person
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, subtract
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from homecall.web.post.models import Message
from homecall.web.rounds.models import Invited, Round, Untold

View = frozenset[tuple[str, Minute]]
"""What somebody does, minute by minute: with which child, or on duty."""


def needless(
    row: Message, now: Minute, shown: Shown | None, before: Mapping[int, Shown], people: Mapping[str, Person]
) -> str:
    """Why a message need not have been sent at this instant; empty where it had to be."""
    if row.kind in ("evening", "week"):
        return _digest(row, people[row.to])
    if row.kind == "change":
        return _change(row, now, shown, before)
    if row.kind == "spare":
        return _spare(row, now, shown)
    if row.kind == "untold":
        return _untold(row, now, shown)
    if row.kind == "gap":
        return (
            ""
            if shown is not None and any(one.lead is None and one.span.end > now for one in shown.plan.cover)
            else "no gap"
        )
    asked = Round.objects.filter(pk=int(row.topic.partition(":")[2] or 0)).first() if row.topic else None
    if asked is None:
        return "nobody knows what it is about"
    if asked.end <= now:
        return "the hours are over"
    return _asked(row, asked, shown, now) if row.kind == "ask" else _answered(row, asked)


def _asked(row: Message, asked: Round, shown: Shown | None, now: Minute) -> str:
    """An ask: for hours that are open, and of somebody who has not answered for them."""
    span, mine = Span(asked.start, asked.end), Invited.objects.filter(family=row.family_id, who=row.to)
    helps = asked.state == "open" or (asked.state == "nobody" and now < asked.last)
    if not helps or shown is None:
        return f"the round is {asked.state}"
    together = mine if asked.manner == "one" else Invited.objects.filter(round=asked).exclude(reply="next")
    people = {row.to, *together.values_list("who", flat=True)}
    counted = any(one.carer in people and one.asked and one.span.overlaps(span) for one in shown.plan.shifts)
    gap = any(one.lead is None and one.span.overlaps(span) for one in shown.plan.cover)
    if not counted and not gap:
        return "the plan in force does not need the hours"
    return spoken([one for one in mine.exclude(round=asked).select_related("round").defer("text", "parts")], span, now)


def spoken(others: list[Invited], span: Span, now: Minute) -> str:
    """Whether they have answered for any of the hours already, or are being asked; an offer is a no to what it is not.

    A yes to a part alone leaves something to ask; a no to a part does not, as all of it cannot be done then.
    """
    yes: list[Span] = []
    for one in others:
        whole, row = Span(one.round.start, one.round.end), one.round
        said = Span(one.counter_start or row.start, one.counter_end or row.end)
        if one.reply == "yes" and row.state == "settled":
            yes.append(said)
        if any(rest.overlaps(span) for rest in _refused(one, whole, said)):
            return "they have said no to these hours"
        going = row.state == "open" or (row.state == "nobody" and now < row.last)
        if going and one.reply in ("asked", "silent", "counter") and whole.overlaps(span):
            return "they are being asked for these hours already"
    return "" if subtract([span], yes) else "they have said yes to these hours"


def _refused(one: Invited, whole: Span, said: Span) -> tuple[Span, ...]:
    if one.reply == "no":
        return (whole,)
    return subtract([whole], [said]) if one.reply in ("yes", "counter") else ()


def _answered(row: Message, asked: Round) -> str:
    """What comes of asking: only for whoever takes part, and only where it is so."""
    mine = Invited.objects.filter(round=asked, who=row.to).first()
    if mine is None:
        replies = set(Invited.objects.filter(round=asked).values_list("reply", flat=True))
        wanted = {"nobody": asked.state == "nobody", "booked": "yes" in replies, "counter": "counter" in replies}
        return "" if wanted.get(row.kind) else f"{row.kind} to a parent while the round is {asked.state}"
    if row.kind == "booked":
        return "" if mine.reply == "yes" else f"their answer stands as {mine.reply}"
    if row.kind == "too_late":
        return "" if mine.reply == "late" else f"their answer stands as {mine.reply}"
    heard = Message.objects.filter(family=row.family_id, topic=row.topic, to=row.to, state="sent", kind="ask").exists()
    return "" if heard and row.kind in ("settled", "no_longer") else "they have never heard of it"


def _digest(row: Message, one: Person) -> str:
    wanted = one.evening is not None if row.kind == "evening" else one.week
    return "" if wanted and row.body else "they did not want it"


def _change(row: Message, now: Minute, shown: Shown | None, before: Mapping[int, Shown]) -> str:
    """A change of the plan: at this instant they do something else from now on than by the plan that they know.

    That is the one the message names, or where it is forgotten the one before the plan that it tells of: more than one
    may have come since they last heard.
    """
    known, made = row.topic.removeprefix("plan:"), int(row.key.split(":")[1])
    was = plans.shown_as(Seat(row.family_id, Role.PARENT), int(known)) if known.isdecimal() else None
    was = was or before.get(made)
    if was is None or shown is None:
        return "nobody knows from what it has changed"
    frame = Span(now, max(now + 1, min(was.plan.span.end, shown.plan.span.end)))
    return "" if view(was.plan, row.to, frame) != view(shown.plan, row.to, frame) else "nothing is otherwise for them"


def _untold(row: Message, now: Minute, shown: Shown | None) -> str:
    """Somebody who helps does something else than in the plan that they know."""
    for one in Untold.objects.filter(family=row.family_id):
        was = plans.shown_as(Seat(row.family_id, Role.PARENT), one.base)
        if was is None or shown is None or was.plan.span.end <= now:
            continue
        frame = Span(now, min(was.plan.span.end, shown.plan.span.end))
        if view(was.plan, one.who, frame) != view(shown.plan, one.who, frame):
            return ""
    return "everybody knows"


def view(plan: Plan, who: str, frame: Span) -> View:
    """What somebody does in a time, in steps of five minutes."""
    led = ((one.child, one.span) for one in plan.cover if one.lead == who)
    duty = (("", one.span) for one in plan.shifts if one.carer == who)
    cut = ((what, span.clip(frame)) for what, span in (*led, *duty))
    return frozenset((what, at) for what, span in cut if span for at in range(-(-span.start // 5) * 5, span.end, 5))


def _spare(row: Message, now: Minute, shown: Shown | None) -> str:
    """Somebody has said yes, and the plan does without."""
    who, start = row.key.split(":")[1:3]
    if shown is None or int(start) <= now:
        return "the hours have begun"
    return (
        ""
        if not any(one.carer == who and one.span.holds(int(start)) for one in shown.plan.shifts)
        else "they are planned"
    )
