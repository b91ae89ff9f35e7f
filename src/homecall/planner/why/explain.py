"""Answers to "why?": about a gap, a moment, a lead, or the cost of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Cover, Plan
from homecall.planner.why.asks import gaps
from homecall.planner.why.choice import Otherwise, otherwise
from homecall.planner.why.gaps import ways
from homecall.planner.why.ways import in_the_way
from homecall.rules.base import Case
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.facts.occasions import Dated, Occasion
from homecall.rules.value import leads, shortfalls

CURE = 'Ask about "gaps", "cost", a moment such as "play", or a child at a time such as "mia@2026-12-04T18:30".'
PARTS = {
    "pay": "carers' pay beyond the hours that are paid anyway, with fees",
    "asks": "asking for help",
    "handoffs": "children changing hands",
    "lateness": "the minutes somebody may be late",
    "moments": "moments that did not find their place",
    "usual": "days that run other than usual",
    "nights": "nights without a parent",
}


def explain(household: Household, plan: Plan, what: str) -> tuple[str, ...]:
    """Sentences that answer "why?". `what` is "gaps", "cost", a moment's id, or a child's id with `@` and a local time.

    Raises PlanError where the plan has no such thing.
    """
    case = Case(facts_of(household, horizon_of(household, plan)), plan)
    child, at, when = what.partition("@")
    if what == "gaps":
        return tuple(_all_gaps(case))
    if what == "cost":
        return tuple(_cost(case))
    if child in case.facts.children and at:
        return tuple(_lead(case, child, _instant(case, when)))
    if child in case.kept:
        return tuple(_moment(case, child))
    raise PlanError(f"This plan knows nothing called {what!r}.", cure=CURE)


def _instant(case: Case, when: str) -> int:
    try:
        at = datetime.fromisoformat(when)
    except ValueError as wrong:
        raise PlanError(f"{when!r} is no time.", cure=CURE) from wrong
    minute = int(at.timestamp() // 60) if at.tzinfo else case.facts.horizon.wall.localize(at)
    if not case.plan.span.holds(minute):
        raise PlanError(f"{when!r} is outside the plan.", cure=f"The plan runs {case.when(case.plan.span)}.")
    return minute


def _all_gaps(case: Case) -> Iterator[str]:
    found = gaps(case)
    if not found:
        yield "Every hour is covered."
    for gap in found:
        yield from _gap(case, gap)


def _gap(case: Case, gap: Cover) -> Iterator[str]:
    yield f"Nobody has {case.name(gap.child)} yet, {case.when(gap.span)}. The nearest ways, cheapest first:"
    for n, way in enumerate(ways(case, gap), start=1):
        yield f"{n}. {way.text}"


def _cost(case: Case) -> Iterator[str]:
    tier = case.plan.tier("cost")
    yield f"The plan costs {tier.value:.2f}; nothing under {tier.bound:.2f} is possible with the same cover and musts."
    for name, part in sorted(tier.parts.items(), key=lambda p: -p[1]):
        if part:
            yield f"{part:.2f} for {PARTS.get(name, name)}."


def _lead(case: Case, child: str, at: int) -> Iterator[str]:
    for _, lead in leads(case.covers_of[child]):
        if lead.span.holds(at):
            yield from _gap(case, lead) if lead.lead is None else _choice(case, lead, lead.lead, at)
            return
    stays = [s.name for s in case.facts.children[child].stays if s.span.holds(at)]
    where = f"is at {stays[0]} then" if stays else "is not with you yet then"
    yield f"{case.name(child)} {where}; nobody else is needed."


def _choice(case: Case, lead: Cover, who: str, at: int) -> Iterator[str]:
    name, child = case.name(who), case.name(lead.child)
    yield f"{name} has {child}, {case.when(lead.span)}."
    other = otherwise(case.facts, lead.child, who, at)
    if other is None:
        yield "What the next best would cost could not be worked out in the time given."
        return
    word = "would" if other.proven else "would, as far as could be worked out,"
    yield f"Without {name} then, {_instead(case, child, other)} {word} {_worse(other)}."


def _instead(case: Case, child: str, other: Otherwise) -> str:
    return f"{case.name(other.lead)} having {child}" if other.lead else f"{child} having nobody"


def _worse(other: Otherwise) -> str:
    if other.minutes > 0:
        return f"leave children without cover for {other.minutes:.0f} minutes more"
    if other.musts > 0:
        return "cost a moment that must be kept"
    return f"cost {other.cost:.2f} more" if other.cost > 0.005 else "be just as good"


def _moment(case: Case, moment: str) -> Iterator[str]:
    dated = [d for d in case.facts.dated if d.moment.id == moment]
    if dated:
        yield from _dated(case, dated[0])
        return
    title = next(m.title for m in case.facts.household.moments if m.id == moment)
    kept, short = len(case.kept[moment]), sum(shortfalls(case, moment))
    yield f"{title} is kept {kept} times" + (f"; {short} more would reach the goal." if short else ", as wished.")
    for occasion in (o for o in case.facts.occasions if o.moment.id == moment) if short else ():
        yield from _missed_day(case, occasion)


def _missed_day(case: Case, occasion: Occasion) -> Iterator[str]:
    kept = {p for k in case.kept[occasion.moment.id] if k.day == occasion.day for p in k.parents}
    for parent in occasion.wanted:
        blocks = in_the_way(case, occasion.window, (parent,))
        if parent not in kept and blocks:
            duty = blocks[0][1]
            yield f"{occasion.day:%a %-d %b}: {case.name(parent)} has {duty.title}, {case.when(duty.span)}."


def _dated(case: Case, dated: Dated) -> Iterator[str]:
    kept = case.kept[dated.moment.id]
    if kept:
        names = " and ".join(case.name(p) for p in kept[0].parents)
        yield f"{dated.moment.title} is kept, with {names}."
        return
    yield f"{dated.moment.title} cannot be kept as things stand, {case.when(dated.span)}."
    for parent, duty in in_the_way(case, dated.away, dated.wanted):
        shared = duty.span.clip(dated.away)
        hours = f"; {case.when(shared)} would have to be free" if shared else "; the way home would have to be shorter"
        yield f"{case.name(parent)} has {duty.title}, {case.when(duty.span)}{hours}."
    if dated.able:
        names = " or ".join(case.name(p) for p in dated.able)
        yield f"{names} would be free, if somebody could have the other children meanwhile."
