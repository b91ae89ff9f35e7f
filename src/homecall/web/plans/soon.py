"""Who would have to be asked for hours that all but begin, or that somebody has said yes to: nobody counts on them
where somebody else is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from homecall.errors import PlanError
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.plan.happened import Cancelled, Happening, Offered
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.spans.span import HOUR, Minute, Span, intersect, subtract, union
from homecall.spans.wall import Wall
from homecall.workflow import replan

TO_ANSWER = 35
"""Minutes before its hours at which somebody has to be asked, to have any time to answer."""


def changed(household: Household, plan: Plan, happened: tuple[Happening, ...], at: Minute, effort: Effort) -> Plan:
    """The plan after what happened, said at one instant; raises as `workflow.replan` does.

    Somebody new is asked for hours that begin within `TO_ANSWER` only where a child would have nobody without that, or
    a must be missed.
    """
    now = household.wall.local(at)
    found = replan(household, plan, happened, now, effort)
    if not _hasty(plan, found, happened, at):
        return found
    patient = replace(household, carers=tuple(map(_in_time, household.carers)))
    return _calm(found, lambda: replan(patient, plan, happened, now, effort))


def renewed(household: Household, before: Plan, make: Callable[[Household], Plan], at: Minute) -> Plan:
    """A plan made anew; raises as `make` does.

    Nobody new is asked for hours that begin within `TO_ANSWER`, or in the place of somebody who has said yes to them,
    but where a child would have nobody without that, or a must be missed. It is made again for each who would be.
    """
    found = first = make(household)
    away: dict[str, tuple[Span, ...]] = {}
    for _next in household.carers:  # who may not come is followed by who would cost a little more
        rash = _rash(household.wall, before, found, at)
        if not rash:
            return found
        away |= {who: union((*away.get(who, ()), *spans)) for who, spans in rash.items()}
        patient = replace(household, carers=tuple(_without(one, away.get(one.id, ())) for one in household.carers))
        found = _calm(first, partial(make, patient))
    return first if _rash(household.wall, before, found, at) else found


def _calm(found: Plan, again: Callable[[], Plan]) -> Plan:
    """The plan of a second search, where no child and no must loses by it, else the first."""
    with suppress(PlanError):  # nothing was found in the time that there is
        calm = again()
        if calm.rank[:2] <= found.rank[:2]:
            return calm
    return found


def _rash(wall: Wall, before: Plan, after: Plan, at: Minute) -> dict[str, tuple[Span, ...]]:
    """Hours for which somebody would newly be asked too late, or in the place of whoever said yes, by whom."""
    happened = tuple(one.what for one in after.happened)
    said = [one for one in happened if isinstance(one, Offered)]
    no = [(one.carer, _hours(wall, one.when)) for one in happened if isinstance(one, Cancelled)]
    free = [(one.carer, subtract([one.span], _planned(after, one.carer))) for one in said]
    found: dict[str, tuple[Span, ...]] = {}
    for who, part in _newly(before, after, happened, at):
        others = (
            subtract(spans, [span for name, span in no if name == other]) for other, spans in free if other != who
        )
        taken = intersect([part], union(span for spans in others for span in spans))
        rash = [part] if part.start < at + TO_ANSWER else [one for one in taken if one.end > at]
        found[who] = union((*found.get(who, ()), *rash))
    return {who: spans for who, spans in found.items() if spans}


def _without(carer: Carer, hours: tuple[Span, ...]) -> Carer:
    """The carer, who cannot come in some hours and is asked for none that all but begin."""
    return replace(_in_time(carer), away=(*carer.away, *hours))


def _hasty(before: Plan, after: Plan, happened: tuple[Happening, ...], at: Minute) -> bool:
    """Whether anybody would newly be asked with no time to answer."""
    return any(part.start < at + TO_ANSWER for _who, part in _newly(before, after, happened, at))


def _newly(before: Plan, after: Plan, happened: tuple[Happening, ...], at: Minute) -> Iterator[tuple[str, Span]]:
    """Who would be asked for hours to come for which they are not planned yet, with each of these."""
    for one in after.asks:
        if one.kind == "carer" and one.span.end > at:
            new = subtract([one.span], _spoken_of(before, happened, one.of))
            yield from ((one.of, part) for part in new if part.end > at)


def _spoken_of(plan: Plan, happened: tuple[Happening, ...], who: str) -> list[Span]:
    """Hours that somebody is planned for, or has said they can come in."""
    said = [one.span for one in happened if isinstance(one, Offered) and one.carer == who]
    return said + _planned(plan, who)


def _hours(wall: Wall, when: date | Span) -> Span:
    return when if isinstance(when, Span) else wall.day(when)


def _planned(plan: Plan, who: str) -> list[Span]:
    return [one.span for one in plan.shifts if one.carer == who]


def _in_time(carer: Carer) -> Carer:
    """The carer, who is not to be asked later than this."""
    return replace(carer, notice=max(carer.notice, TO_ANSWER / HOUR))
