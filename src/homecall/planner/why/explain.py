"""Answers to "why?": about a gap, a moment, a lead, or the cost of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Cover, Plan
from homecall.plan.voice import either, together
from homecall.planner.why.asks import gaps
from homecall.planner.why.choice import Otherwise, otherwise
from homecall.planner.why.gaps import ways
from homecall.planner.why.ways import in_the_way
from homecall.rules.base import Case
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.facts.occasions import Dated, Occasion
from homecall.rules.value import leads, shortfalls
from homecall.spans.span import Span, intersect
from homecall.tongue import joined, month_short, noted, say, weekday_short

CURE = (
    'Ask about "gaps", "cost", a moment such as "play", a child such as "mia", '
    'a time such as "2026-12-04T18:30", or both: "mia@2026-12-04T18:30".'
)
PARTS = {
    "pay": noted("carers' pay beyond the hours that are paid anyway, with fees"),
    "asks": noted("asking for help"),
    "handoffs": noted("children changing hands"),
    "lateness": noted("the minutes somebody may be late"),
    "moments": noted("moments that did not find their place"),
    "usual": noted("days that run other than usual"),
    "nights": noted("nights without a parent"),
    "amber_legs": noted("journeys with a tired parent at the wheel"),
    "operating_nights": noted("nights with the children before operating"),
}
CENT = 0.005
_TIMES = {0: noted("no times"), 1: noted("once"), 2: noted("twice")}


def explain(household: Household, plan: Plan, what: str) -> tuple[str, ...]:
    """Sentences that answer "why?".

    `what` is "gaps", "cost", the id of a moment or a child, a local time, or a child's id with `@` and a local time.
    Raises PlanError where the plan has no such thing, or speaks of people that the household does not have.
    """
    case = Case(facts_of(household, horizon_of(household, plan)), plan)
    _known(case)
    if what == "gaps":
        return tuple(_gaps(case, gaps(case), say("Every hour is covered.")))
    if what == "cost":
        return tuple(_cost(case))
    if what in {moment.id for moment in household.moments}:
        return tuple(_moment(case, what))
    if what in case.facts.children:
        mine = tuple(gap for gap in gaps(case) if gap.child == what)
        return tuple(_gaps(case, mine, say("{name} has somebody at every hour.", name=case.name(what))))
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
    values = {"child": case.name(gap.child), "hours": case.when(gap.span)}
    more = say("The nearest ways, cheapest first:") if nearest else say("Nobody in this household could be asked.")
    yield joined(" ", (say("Nobody has {child} yet, {hours}.", **values), more))
    for n, way in enumerate(nearest, start=1):
        yield joined("", (f"{n}. ", way.text))


def _cost(case: Case) -> Iterator[str]:
    tier = next((tier for tier in case.plan.tiers if tier.name == "cost"), None)
    if tier is None:
        raise PlanError(
            say("This plan does not say what it costs."), cure=say("Run homecall judge to have it counted.")
        )
    cost, bound = f"{tier.value:.2f}", f"{tier.bound:.2f}"
    if tier.value <= tier.bound + CENT:
        yield say("The plan costs {cost}. Proven: with the same cover and musts, no plan costs less.", cost=cost)
    else:
        yield say(
            "The plan costs {cost}. No plan with this cover could cost less than {bound}.", cost=cost, bound=bound
        )
    parts = [(name, part) for name, part in sorted(tier.parts.items(), key=lambda p: (-p[1], p[0])) if part >= CENT]
    if parts:
        yield say("It is counted in the prices of your household file; only pay and fees are money:")
    for name, part in parts:
        yield say("{cost} for {what}.", cost=f"{part:.2f}", what=say(PARTS[name]) if name in PARTS else name)


def _lead(case: Case, child: str, at: int) -> Iterator[str]:
    for _, lead in leads(case.covers_of[child]):
        if lead.span.holds(at):
            yield from _gap(case, lead) if lead.lead is None else _choice(case, lead, lead.lead, at)
            return
    stays = [s.name for s in case.facts.children[child].stays if s.span.holds(at)]
    if stays:
        yield say("{name} is at {place} then; nobody else is needed.", name=case.name(child), place=stays[0])
    else:
        yield say("{name} is not with you yet then; nobody else is needed.", name=case.name(child))


def _choice(case: Case, lead: Cover, who: str, at: int) -> Iterator[str]:
    name, child = case.name(who), case.name(lead.child)
    yield say("{name} has {child}, {hours}.", name=name, child=child, hours=case.when(lead.span))
    try:
        other = otherwise(case.facts, lead.child, who, at)
    except LookupError:  # a plan that somebody changed by hand
        yield say("By the rules {name} could not; homecall judge says which.", name=name)
        return
    if other is None:
        yield say("What the next best would cost could not be worked out in the time given.")
        return
    values = {"name": name, "instead": _instead(case, child, other), "worse": _worse(other)}
    if other.proven:
        yield say("Without {name} then, {instead} would {worse}.", **values)
    else:
        yield say("Without {name} then, {instead} would, as far as could be worked out, {worse}.", **values)
    for adult in dict.fromkeys((who, other.lead or who)):
        yield from _tired(case, lead.child, adult, at)


def _tired(case: Case, child: str, adult: str, at: int) -> Iterator[str]:
    """What the plan weighs of an adult who has a child, or would, where rest is by the model."""
    parent = case.facts.parents.get(adult)
    legs = [leg for leg in case.facts.children[child].legs if leg.holds(at)]
    if parent and intersect(legs, parent.amber):
        yield say("{name} is likely tired at the wheel then; the plan weighs that.", name=case.name(adult))
    if any(who == adult and night.holds(at) for who, night in case.facts.before_operating):
        yield say("{name} operates in the morning; the plan weighs that night.", name=case.name(adult))


def _instead(case: Case, child: str, other: Otherwise) -> str:
    if not other.lead:
        return say("{child} having nobody", child=child)
    return say("{name} having {child}", name=case.name(other.lead), child=child)


def _worse(other: Otherwise) -> str:
    if other.minutes > 0:
        return say("leave children without cover for {minutes} minutes more", minutes=f"{other.minutes:.0f}")
    if other.musts > 0:
        return say("cost a moment that must be kept")
    return say("cost {cost} more", cost=f"{other.cost:.2f}") if other.cost > CENT else say("be just as good")


def _moment(case: Case, moment: str) -> Iterator[str]:
    one = next(m for m in case.facts.household.moments if m.id == moment)
    dated = [d for d in case.facts.dated if d.moment.id == moment]
    occasions = [o for o in case.facts.occasions if o.moment.id == moment]
    if not dated and not occasions:
        days = case.when(case.plan.span)
        yield say("{title} does not fall into the days of this plan, {days}.", title=one.title, days=days)
    elif dated:
        yield from _dated(case, dated[0])
    else:
        yield from _recurring(case, one.title, occasions)


def _recurring(case: Case, title: str, occasions: list[Occasion]) -> Iterator[str]:
    kept, short = len(case.kept[occasions[0].moment.id]), sum(shortfalls(case, occasions[0].moment.id))
    if short:
        values = {"title": title, "times": _times(kept), "more": _times(short)}
        yield say("{title} is kept {times}; {more} more would be all you wished for.", **values)
    else:
        yield say("{title} is kept {times}, as wished.", title=title, times=_times(kept))
    for occasion in occasions if short else ():
        yield from _missed_day(case, occasion)


def _times(count: int) -> str:
    return say(_TIMES[count]) if count in _TIMES else say("{number} times", number=count)


def _missed_day(case: Case, occasion: Occasion) -> Iterator[str]:
    kept = {p for k in case.kept[occasion.moment.id] if k.day == occasion.day for p in k.parents}
    for parent in occasion.wanted:
        if parent not in kept:
            reasons = list(_hindrances(case, occasion.window, parent))
            if reasons:
                day, month = weekday_short(occasion.day), month_short(occasion.day)
                day = say("{weekday} {day} {month}", weekday=day, day=occasion.day.day, month=month)
                yield joined("", (day, ": ", reasons[0], "."))


def _hindrances(case: Case, span: Span, parent: str) -> Iterator[str]:
    """What keeps a parent from a span, the duty that is easiest to give up first."""
    name, facts = case.name(parent), case.facts.parents[parent]
    for _, duty in in_the_way(case, span, (parent,)):
        shared = duty.span.clip(span)
        values = {"name": name, "duty": duty.title, "hours": case.when(duty.span)}
        if shared:
            yield say("{name} has {duty}, {hours}; {shared} would have to be free", **values, shared=case.when(shared))
        else:
            yield say("{name} has {duty}, {hours}; the way there or home falls into it", **values)
    if intersect([span], facts.rest):
        yield say("{name} is resting after a long duty or a night", name=name)
    if intersect([span], facts.unknown):
        yield say("{name}'s schedule is not out yet", name=name)


def _dated(case: Case, dated: Dated) -> Iterator[str]:
    kept = case.kept[dated.moment.id]
    if kept:
        names = together([case.name(p) for p in kept[0].parents])
        yield say("{title} is kept, with {names}.", title=dated.moment.title, names=names)
        return
    values = {"title": dated.moment.title, "hours": case.when(dated.span)}
    yield say("{title}, {hours}, has no parent yet as things stand.", **values)
    for parent in dated.wanted:
        yield from (joined("", (reason, ".")) for reason in _hindrances(case, dated.away, parent))
    if dated.able:
        names = either([case.name(p) for p in dated.able])
        yield say("{names} would be free, if somebody could have the other children meanwhile.", names=names)
