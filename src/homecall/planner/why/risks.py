"""Where somebody may be late, called away or too tired, and who stands behind."""

from __future__ import annotations

import math
from collections.abc import Iterator

from homecall.plan.plan import Risk
from homecall.rules.base import Case
from homecall.rules.lateness import backed_by
from homecall.rules.tired import nobody_rested
from homecall.rules.value import late
from homecall.spans.span import HOUR, Minute, Span, holds, intersect

WORTH_SAYING = 0.05
"""Chances under this are not shown."""
CALLED_IN_A_NIGHT = 0.7
"""Visits to the hospital in a weekday night of home call: 3.5 calls, a fifth of which need going in.

Urology in Canada, 97 on-call days (cuaj.ca article 4333). Spread evenly over 14 hours; other fields will differ.
"""
_NIGHT_HOURS = 14


def risks(case: Case) -> tuple[Risk, ...]:
    """The risks of a plan, by time."""
    found = [*_late(case), *_called_in(case), *_tired(case)]
    return tuple(sorted(found, key=lambda r: (r.at, r.parent, r.kind)))


def _late(case: Case) -> Iterator[Risk]:
    for exposed, minutes in late(case):
        if exposed.chance >= WORTH_SAYING:
            yield Risk(
                exposed.parent,
                exposed.at,
                exposed.duty.title,
                round(exposed.chance, 3),
                round(minutes, 2),
                exposed.standby,
            )


def _called_in(case: Case) -> Iterator[Risk]:
    """A parent who leads while on home call, for each call."""
    for parent, facts in case.facts.parents.items():
        led = [c.span for c in case.led_by[parent]]
        for call in facts.calls:
            exposed = intersect(led, [call.span])
            if exposed:
                hours = sum(s.minutes for s in exposed) / HOUR
                chance = 1 - math.exp(-CALLED_IN_A_NIGHT * hours / _NIGHT_HOURS)
                behind = _behind(case, parent, exposed[0])
                yield Risk(parent, exposed[0].start, call.title, round(chance, 3), 0.0, behind, "home_call")


def _tired(case: Case) -> Iterator[Risk]:
    """Time in which nobody at home is rested; the backup is a carer who could be there."""
    for parent, span in nobody_rested(case):
        done = [d.title for d in case.facts.parents[parent].duties if d.span.end <= span.start]
        behind = _carer(case, span.start)
        yield Risk(parent, span.start, "".join(done[-1:]), 0.0, 0.0, behind, "tired", span.end)


def _carer(case: Case, at: Minute) -> str:
    """The carer who could be there soonest, else one whose hours it is, else one who may still be asked; or nobody."""
    facts = case.facts.carers
    for one in sorted(case.facts.household.carers, key=lambda c: (c.standby is None, c.standby or 0, c.id)):
        if holds(facts[one.id].hours, at):
            return one.id
    asked = (c.id for c in case.facts.household.carers if holds(facts[c.id].on_request, at))
    return min((one for one in asked if facts[one].earliest_ask <= at), default="")


def _behind(case: Case, parent: str, span: Span) -> str:
    """The other parent if free, else the carer who could be there soonest at the start of the span."""
    other = backed_by(case.facts, parent, span.start, case.away)
    ready = [c for c in case.facts.household.carers if c.standby is not None]
    ready = [c for c in ready if holds(case.facts.carers[c.id].hours, span.start)]
    return other or min(((c.standby or 0, c.id) for c in ready), default=(0, ""))[1]
