"""What a plan is worth: the three tiers, from household and plan alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from homecall.household.carers import Carer
from homecall.plan.plan import Cover
from homecall.rules.base import Case
from homecall.rules.facts.facts import Facts, Week
from homecall.rules.facts.occasions import wanted_parents
from homecall.rules.lateness import Exposure, backed_by, exposure
from homecall.rules.packs.read import pack
from homecall.rules.tired import driven_tired, nights_before_operating
from homecall.spans.span import HOUR, Minute, Span, minutes_in, subtract

_EVENING, _MORNING = 21, 6


@dataclass(frozen=True, slots=True)
class Value:
    """The tiers of a plan: uncovered child-minutes, musts missed, and the cost by part."""

    uncovered_minutes: int
    must_missed: int
    parts: dict[str, float]

    @property
    def cost(self) -> float:
        """The third tier, in the household's currency."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class TakeOver:
    """An adult who leads some children from `at` on and did not just before. `lead` is the longest of those leads.

    `handed` says whether any of the children came from another adult.
    """

    adult: str
    at: Minute
    lead: int
    handed: bool


def value(case: Case) -> Value:
    """The tiers of a plan. Where the plan breaks rules, the value is of the plan as written."""
    must, misses = _moments(case)
    blocks = sum(len(b) for b in case.blocks.values())
    prices = case.facts.household.prices
    parts = {
        "pay": sum(_pay(case, c) for c in case.facts.household.carers),
        "asks": blocks * prices.ask,
        "handoffs": sum(handoff_price(case.facts, t.at) for t in take_overs(case) if t.handed),
        "lateness": sum(m for _, m in late(case)) * prices.late_minute,
        "moments": misses,
        "usual": len({(id(u.usual), u.day) for u in case.facts.usual} - _usual_kept(case)) * prices.unusual,
        "nights": sum(1 for n in case.facts.nights if not _with_parent(case, n)) * prices.night_without_parent,
    }
    if case.facts.household.rest == "model":
        parts["amber_legs"] = len(driven_tired(case)) * prices.amber_leg
        parts["operating_nights"] = len(nights_before_operating(case)) * prices.night_before_operating
    return Value(sum(c.span.minutes for c in case.plan.cover if c.lead is None), must, parts)


def leads(covers: tuple[Cover, ...]) -> Iterator[tuple[Cover | None, Cover]]:
    """A child's leads with neighbours of one lead joined, each with what came right before it (None: nothing did)."""
    before: Cover | None = None
    current: Cover | None = None
    for cover in covers:
        if current and current.lead == cover.lead and current.span.end == cover.span.start:
            current = Cover(cover.child, Span(current.span.start, cover.span.end), cover.lead)
            continue
        if current:
            yield before, current
            before = current if current.span.end == cover.span.start else None
        current = cover
    if current:
        yield before, current


def take_overs(case: Case) -> tuple[TakeOver, ...]:
    """Every take-over of the plan, one for each adult and instant, in order."""
    found: dict[tuple[Minute, str], TakeOver] = {}
    for covers in case.covers_of.values():
        for before, lead in leads(covers):
            if lead.lead is not None:
                key = (lead.span.start, lead.lead)
                old = found.get(key, TakeOver(lead.lead, lead.span.start, 0, handed=False))
                handed = old.handed or (before is not None and before.lead is not None)
                found[key] = TakeOver(lead.lead, lead.span.start, max(old.lead, lead.span.minutes), handed)
    return tuple(found[key] for key in sorted(found))


def late(case: Case) -> Iterator[tuple[Exposure, float]]:
    """Every take-over behind a duty that nobody else stands behind, with its expected uncovered minutes."""
    for taken in take_overs(case):
        parent = case.facts.parents.get(taken.adult)
        if parent and not backed_by(case.facts, parent.id, taken.at, case.away):
            exposed = exposure(case.facts, parent, taken.at)
            if exposed:
                yield exposed, exposed.minutes(taken.lead)


def handoff_price(facts: Facts, at: Minute) -> float:
    """The price of a handoff at that instant, by the family's clock; the evening's hour is night, the morning's not."""
    hour = facts.horizon.wall.local(at).hour
    prices = facts.household.prices
    return prices.night_handoff if hour >= _EVENING or hour < _MORNING else prices.handoff


def week_pay(carer: Carer, days: list[int], share: float) -> float:
    """The marginal pay of a carer's week from the minutes of each of its days; `share` is the week's days / 7.

    Guaranteed hours cost nothing; overtime is half the rate on top (planning contract, section 5; readings R14, R15).
    """
    law = pack(carer.rules)
    worked, guaranteed = sum(days) / HOUR, carer.guaranteed * share
    pay = carer.rate * max(0.0, worked - guaranteed)
    if law.overtime_week_hours is not None:
        daily = law.overtime_day_hours
        over = max(0.0, worked - max(law.overtime_week_hours * share, guaranteed))
        over = max(over, sum(max(0.0, d / HOUR - daily) for d in days) if daily is not None else 0.0)
        pay += carer.rate / 2 * over
    return pay


def _pay(case: Case, carer: Carer) -> float:
    duty = case.on_duty[carer.id]
    weeks = ((week, [s for s in duty if s.overlaps(week.span)]) for week in case.facts.weeks)
    return sum(week_pay(carer, _by_day(mine, week), week.share) for week, mine in weeks) + carer.per_use * len(duty)


def _by_day(duty: Sequence[Span], week: Week) -> list[int]:
    return [minutes_in(duty, day) for day in week.days]


def shift_pay(case: Case, carer: Carer) -> tuple[float, ...]:
    """The pay of each of a carer's shifts, in order of time: what it adds to its week after those before it."""
    days = [[0] * len(week.days) for week in case.facts.weeks]
    paid, pays = [0.0] * len(days), []
    for shift in case.on_duty[carer.id]:
        added = carer.per_use
        for n, week in enumerate(case.facts.weeks):
            if week.span.overlaps(shift):
                days[n] = [d + m for d, m in zip(days[n], _by_day((shift,), week), strict=True)]
                upto = week_pay(carer, days[n], week.share)
                added, paid[n] = added + upto - paid[n], upto
        pays.append(added)
    return tuple(pays)


def goal_of(days: int, in_week: int, goal: int | None) -> int:
    """The goal of a moment in a week of so many `days`, `in_week` of which are days of its window."""
    return in_week if goal is None else goal if days == 7 else round(goal * days / 7)


def _moments(case: Case) -> tuple[int, float]:
    """Musts missed, and the price of the should and nice ones missed."""
    prices = case.facts.household.prices
    price = {"must": 0.0, "should": prices.should, "nice": prices.nice}
    missed = _missed(case)
    ranks = {m.id: m.importance for m in case.facts.household.moments}
    must = sum(n for moment, n in missed.items() if ranks[moment] == "must")
    return must, sum(n * price[ranks[moment]] for moment, n in missed.items())


def _missed(case: Case) -> dict[str, int]:
    missed: dict[str, int] = defaultdict(int)
    for dated in case.facts.dated:
        missed[dated.moment.id] += 0 if case.kept[dated.moment.id] else 1
    for moment in case.facts.household.moments:
        for shortfall in shortfalls(case, moment.id):
            missed[moment.id] += shortfall
    return missed


def shortfalls(case: Case, moment_id: str) -> Iterator[int]:
    """What is missing to a recurring moment's goal, week by week, and parent by parent where `who` is "each"."""
    occasions = [o for o in case.facts.occasions if o.moment.id == moment_id]
    moment = next(m for m in case.facts.household.moments if m.id == moment_id)
    if moment.dated:
        return
    for n, week in enumerate(case.facts.horizon.weeks):
        here = [o for o in occasions if o.week == n]
        goal = goal_of(len(week), len(here), moment.goal)
        kept = [k for k in case.kept[moment_id] if k.day in week]
        for parent in wanted_parents(moment, case.facts.household) if moment.who == "each" else ("",):
            times = sum(1 for k in kept if not parent or parent in k.parents)
            yield max(0, goal - times)


def _usual_kept(case: Case) -> set[tuple[int, date]]:
    kept: set[tuple[int, date]] = set()
    for day in case.facts.usual:
        led = {c: [x.span for x in case.covers_of[c] if x.lead == day.usual.lead] for c, _ in day.parts}
        if not any(subtract([part], led[child]) for child, part in day.parts):
            kept.add((id(day.usual), day.day))
    return kept


def _with_parent(case: Case, night: Span) -> bool:
    return any(c.span.overlaps(night) for p in case.facts.parents for c in case.led_by[p])
