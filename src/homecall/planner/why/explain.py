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
from homecall.spans.span import Span, intersect

CURE = (
    'Ask about "gaps", "cost", a moment such as "play", a child such as "mia", '
    'a time such as "2026-12-04T18:30", or both: "mia@2026-12-04T18:30".'
)
PARTS = {
    "pay": "carers' pay beyond the hours that are paid anyway, with fees",
    "asks": "asking for help",
    "handoffs": "children changing hands",
    "lateness": "the minutes somebody may be late",
    "moments": "moments that did not find their place",
    "usual": "days that run other than usual",
    "nights": "nights without a parent",
}
CENT = 0.005
_TIMES = {0: "no times", 1: "once", 2: "twice"}


def explain(household: Household, plan: Plan, what: str) -> tuple[str, ...]:
    """Sentences that answer "why?".

    `what` is "gaps", "cost", the id of a moment or a child, a local time, or a child's id with `@` and a local time.
    Raises PlanError where the plan has no such thing, or speaks of people that the household does not have.
    """
    case = Case(facts_of(household, horizon_of(household, plan)), plan)
    _known(case)
    if what == "gaps":
        return tuple(_gaps(case, gaps(case), "Every hour is covered."))
    if what == "cost":
        return tuple(_cost(case))
    if what in {moment.id for moment in household.moments}:
        return tuple(_moment(case, what))
    if what in case.facts.children:
        mine = tuple(gap for gap in gaps(case) if gap.child == what)
        return tuple(_gaps(case, mine, f"{case.name(what)} has somebody at every hour."))
    return _then(case, what)


def gaps_asked(household: Household, plan: Plan, what: str) -> bool:
    """Whether a question that has an answer is about time without cover that there is."""
    case = Case(facts_of(household, horizon_of(household, plan)), plan)
    found, (child, at, when) = gaps(case), what.rpartition("@")
    if what == "gaps" or what in case.facts.children:
        return any(what in ("gaps", gap.child) for gap in found)
    if what == "cost" or what in {moment.id for moment in household.moments}:
        return False
    minute = _instant(case, when)
    return any(gap.span.holds(minute) and (not at or gap.child == child) for gap in found)


def _known(case: Case) -> None:
    """Raises PlanError if the plan names somebody or something that the household does not have."""
    plan, family = case.plan, case.facts.household
    adults = {*case.facts.parents, *case.facts.carers}
    strangers = {c.child for c in plan.cover} - set(case.facts.children)
    strangers |= {c.lead for c in plan.cover if c.lead} - adults
    strangers |= {s.carer for s in plan.shifts} - set(case.facts.carers)
    strangers |= {k.moment for k in plan.moments} - {m.id for m in family.moments}
    if strangers:
        cure = "Run homecall judge to see all that is wrong with this plan."
        raise PlanError(f"The plan speaks of {min(strangers)!r}, and the household does not.", cure=cure)


def _then(case: Case, what: str) -> tuple[str, ...]:
    """Who has a child at a time, and why; every child where none is named."""
    child, at, when = what.rpartition("@")
    if at and child not in case.facts.children:
        raise PlanError(f"There is no child {child!r} in this household.", cure=CURE)
    minute = _instant(case, when)
    wanted = (child,) if at else tuple(case.facts.children)
    return tuple(sentence for one in wanted for sentence in _lead(case, one, minute))


def _instant(case: Case, when: str) -> int:
    try:
        at = datetime.fromisoformat(when)
        minute = int(at.timestamp() // 60) if at.tzinfo else case.facts.horizon.wall.localize(at)
    except (ValueError, OverflowError) as wrong:
        raise PlanError(f"This plan knows nothing called {when!r}, and it is no time.", cure=CURE) from wrong
    if not case.plan.span.holds(minute):
        raise PlanError(f"{when!r} is outside the plan.", cure=f"The plan runs {case.when(case.plan.span)}.")
    return minute


def _gaps(case: Case, found: tuple[Cover, ...], none: str) -> Iterator[str]:
    if not found:
        yield none
    for gap in found:
        yield from _gap(case, gap)


def _gap(case: Case, gap: Cover) -> Iterator[str]:
    nearest = ways(case, gap)
    more = "The nearest ways, cheapest first:" if nearest else "Nobody in this household could be asked."
    yield f"Nobody has {case.name(gap.child)} yet, {case.when(gap.span)}. {more}"
    for n, way in enumerate(nearest, start=1):
        yield f"{n}. {way.text}"


def _cost(case: Case) -> Iterator[str]:
    tier = next((tier for tier in case.plan.tiers if tier.name == "cost"), None)
    if tier is None:
        raise PlanError("This plan does not say what it costs.", cure="Run homecall judge to have it counted.")
    if tier.value <= tier.bound + CENT:
        yield f"The plan costs {tier.value:.2f}. Proven: with the same cover and musts, no plan costs less."
    else:
        yield f"The plan costs {tier.value:.2f}. No plan with this cover could cost less than {tier.bound:.2f}."
    parts = [(name, part) for name, part in sorted(tier.parts.items(), key=lambda p: (-p[1], p[0])) if part >= CENT]
    if parts:
        yield "It is counted in the prices of your household file; only pay and fees are money:"
    for name, part in parts:
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
    try:
        other = otherwise(case.facts, lead.child, who, at)
    except LookupError:  # a plan that somebody changed by hand
        yield f"By the rules {name} could not; homecall judge says which."
        return
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
    return f"cost {other.cost:.2f} more" if other.cost > CENT else "be just as good"


def _moment(case: Case, moment: str) -> Iterator[str]:
    one = next(m for m in case.facts.household.moments if m.id == moment)
    dated = [d for d in case.facts.dated if d.moment.id == moment]
    occasions = [o for o in case.facts.occasions if o.moment.id == moment]
    if not dated and not occasions:
        yield f"{one.title} does not fall into the days of this plan, {case.when(case.plan.span)}."
    elif dated:
        yield from _dated(case, dated[0])
    else:
        yield from _recurring(case, one.title, occasions)


def _recurring(case: Case, title: str, occasions: list[Occasion]) -> Iterator[str]:
    kept, short = len(case.kept[occasions[0].moment.id]), sum(shortfalls(case, occasions[0].moment.id))
    more = f"; {_times(short)} more would be all you wished for." if short else ", as wished."
    yield f"{title} is kept {_times(kept)}{more}"
    for occasion in occasions if short else ():
        yield from _missed_day(case, occasion)


def _times(count: int) -> str:
    return _TIMES.get(count, f"{count} times")


def _missed_day(case: Case, occasion: Occasion) -> Iterator[str]:
    kept = {p for k in case.kept[occasion.moment.id] if k.day == occasion.day for p in k.parents}
    for parent in occasion.wanted:
        if parent not in kept:
            reasons = list(_hindrances(case, occasion.window, parent))
            if reasons:
                yield f"{occasion.day:%a %-d %b}: {reasons[0]}."


def _hindrances(case: Case, span: Span, parent: str) -> Iterator[str]:
    """What keeps a parent from a span, the duty that is easiest to give up first."""
    name, facts = case.name(parent), case.facts.parents[parent]
    for _, duty in in_the_way(case, span, (parent,)):
        shared = duty.span.clip(span)
        hours = f"; {case.when(shared)} would have to be free" if shared else "; the way there or home falls into it"
        yield f"{name} has {duty.title}, {case.when(duty.span)}{hours}"
    if intersect([span], facts.rest):
        yield f"{name} is resting after a long duty or a night"
    if intersect([span], facts.unknown):
        yield f"{name}'s schedule is not out yet"


def _dated(case: Case, dated: Dated) -> Iterator[str]:
    kept = case.kept[dated.moment.id]
    if kept:
        names = " and ".join(case.name(p) for p in kept[0].parents)
        yield f"{dated.moment.title} is kept, with {names}."
        return
    yield f"{dated.moment.title}, {case.when(dated.span)}, has no parent yet as things stand."
    for parent in dated.wanted:
        yield from (f"{reason}." for reason in _hindrances(case, dated.away, parent))
    if dated.able:
        names = " or ".join(case.name(p) for p in dated.able)
        yield f"{names} would be free, if somebody could have the other children meanwhile."
