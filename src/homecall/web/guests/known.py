"""What guests may know, cut out of a plan: a carer their hours, a reader who is with the children."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from homecall.household.household import Household
from homecall.household.people import Child
from homecall.plan.plan import Plan, Shift
from homecall.rules.facts import horizon_of
from homecall.rules.facts.children import ChildFacts, child_facts
from homecall.spans.span import Minute, Span, intersect, union


@dataclass(frozen=True, slots=True)
class Stay:
    """A child in a place, as far as it touches somebody's hours."""

    place: str
    span: Span


@dataclass(frozen=True, slots=True)
class With:
    """One child in a carer's hours.

    `before` is who hands the child over and `after` who takes it, both names, empty where nobody is known or the
    child goes to or comes from a place. `wakes` and `bedtime` are instants inside the hours, None where they are not.
    """

    name: str
    spans: tuple[Span, ...]
    before: str
    after: str
    stays: tuple[Stay, ...]
    wakes: Minute | None
    bedtime: Minute | None


@dataclass(frozen=True, slots=True)
class Hours:
    """One shift of a carer. `asked` where it still needs a yes."""

    span: Span
    asked: bool
    children: tuple[With, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """All that one carer may know of a plan. `standby` are the instants at which they may be called."""

    name: str
    timezone: str
    hours: tuple[Hours, ...]
    standby: tuple[Minute, ...]


def known_to(household: Household, plan: Plan, carer: str) -> Known | None:
    """What a carer may know; None for somebody who is no carer of the household."""
    found = next((one for one in household.carers if one.id == carer), None)
    if found is None:
        return None
    horizon = horizon_of(household, plan)
    facts = {child.id: child_facts(child, horizon) for child in household.children}
    cut = _Cut(household, plan, carer, facts)
    shifts = sorted((one for one in plan.shifts if one.carer == carer), key=lambda one: one.span)
    # Whether tired parents want somebody beside them is theirs to say.
    behind = tuple(sorted({risk.at for risk in plan.risks if risk.standby == carer and risk.kind != "tired"}))
    return Known(found.name, household.timezone, tuple(cut.hours(one) for one in shifts), behind)


def readable(plan: Plan) -> Plan:
    """What a reader may know: who is with the children and which moments are kept, and a gap where nobody is.

    No asks, prices, chances of being late, findings, nor what was said or agreed, and no moment that is missed.
    Hours that still need a yes stay marked, for they are not settled.
    """
    unpaid = tuple(replace(one, pay=0.0) for one in plan.shifts)
    none: tuple[()] = ()
    kept = tuple(one for one in plan.moments if one.kept)
    bare = replace(plan, shifts=unpaid, moments=kept, tiers=none, asks=none, risks=none, unknown=none)
    return replace(bare, findings=none, happened=none, agreed=none)


@dataclass(frozen=True, slots=True)
class _Cut:
    household: Household
    plan: Plan
    carer: str
    facts: dict[str, ChildFacts]

    def hours(self, shift: Shift) -> Hours:
        with_them = (self._with(child, shift.span) for child in self.household.children)
        return Hours(shift.span, shift.asked, tuple(one for one in with_them if one))

    def _with(self, child: Child, frame: Span) -> With | None:
        mine = union(c.span for c in self.plan.cover if c.child == child.id and c.lead == self.carer)
        spans = intersect(mine, [frame])
        if not spans:
            return None
        facts = self.facts[child.id]
        stays = (Stay(one.name, one.span) for one in facts.stays if _touches(one.span, spans))
        before = self._lead(child.id, end=spans[0].start)
        after = self._lead(child.id, start=spans[-1].end)
        wakes = _first((night.end for night in facts.asleep), spans)
        bedtime = _first((night.start for night in facts.asleep), spans)
        return With(child.name, spans, before, after, tuple(stays), wakes, bedtime)

    def _lead(self, child: str, *, start: Minute | None = None, end: Minute | None = None) -> str:
        """Who has the child from an instant on, or until it; nobody where that is the carer."""
        for cover in self.plan.cover:
            meets = cover.span.start == start or cover.span.end == end
            if cover.child == child and meets and cover.lead not in (None, self.carer):
                return self.household.names.get(str(cover.lead), "")
        return ""


def _touches(stay: Span, spans: Iterable[Span]) -> bool:
    return any(one.start == stay.end or one.end == stay.start for one in spans)


def _first(instants: Iterable[Minute], spans: tuple[Span, ...]) -> Minute | None:
    return next((at for at in sorted(instants) if any(one.start <= at < one.end for one in spans)), None)
