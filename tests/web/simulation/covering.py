"""Whether the cover that a plan in force speaks of is there: by the judge of the core, and by what people have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homecall.spans.span import Span, instant
from homecall.web.happened import store as happened
from homecall.web.happened.models import Happened
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from homecall.workflow import judge
from tests.web.simulation.quickly import quickly

if TYPE_CHECKING:
    from tests.web.simulation.people import People

VERDICTS: dict[tuple[str, str, str], tuple[str, ...]] = {}
"""What the judge said of a plan, the schedules that it stands on, and the household."""


def judged(life: People) -> None:
    """Each plan in force keeps the rules, by the judge of the core; a plan is looked at when it comes."""
    (newest,) = quickly("plan")[0]
    if newest != life.newest:
        life.newest = newest
        shown = plans.shown(life.seat)
        assert shown is not None
        life.broken += _verdict(shown)


def _verdict(shown: Shown) -> tuple[str, ...]:
    key = shown.text, shown.situation, shown.file
    if key not in VERDICTS:
        breaches = judge(shown.scheduled, shown.plan).breaches
        VERDICTS[key] = tuple(f"the plan in force breaks {one.rule}: {one.text}" for one in breaches)
    return VERDICTS[key]


def relied_on(life: People) -> None:
    """Nobody who has said no is relied on for a child, unless the parents are to decide on it, or have left it so."""
    shown, now = plans.shown(life.seat), instant(life.clock())
    assert shown is not None
    if happened.open_texts(life.family)[0]:
        return
    left = set(Happened.objects.filter(kind="cancelled", state="left").values_list("who", flat=True))
    hours = {pk: Span(start, end) for pk, _state, _wake, _looked, start, end in quickly("rounds")}
    no = [(who, hours[round]) for round, who, reply in quickly("invited") if reply == "no" and who not in left]
    for one in shown.plan.cover:
        if one.span.start > now and any(who == one.lead and one.span.overlaps(span) for who, span in no):
            life.broken.append(f"{one.lead} has said no and is relied on for {one.child}")
