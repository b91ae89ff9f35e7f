"""What a fixed plan costs, minute by minute and with no model: the check on the yardstick's own arithmetic.

It knows leads, shifts and moments only as spans, counts in whole minutes, and integrates lateness numerically.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import NormalDist

from benchmarks.yardstick import home
from benchmarks.yardstick.facts import away
from benchmarks.yardstick.work import Duty, Overruns, Work, home_at, work
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.plan.plan import Cover, Kept
from homecall.spans.span import HOUR, Minute, Span, holds
from homecall.spans.wall import Horizon
from homecall.timeline.period import Overrun

STEPS = 8
"""Points in each minute at which lateness is looked at."""


@dataclass(frozen=True)
class Fixed:
    """A plan with nothing left to decide."""

    household: Household
    horizon: Horizon
    leads: tuple[Cover, ...]
    shifts: tuple[tuple[str, Span], ...]
    moments: tuple[Kept, ...]
    overruns: Overruns

    @cached_property
    def works(self) -> dict[str, Work]:
        """Each parent's time."""
        return {p.id: work(self.household, self.horizon, p, self.overruns) for p in self.household.parents}

    @cached_property
    def by_minute(self) -> dict[str, dict[Minute, str | None]]:
        """Who leads each child in each minute; None in a gap, no entry in a place."""
        found: dict[str, dict[Minute, str | None]] = {child.id: {} for child in self.household.children}
        for cover in self.leads:
            found[cover.child].update(dict.fromkeys(range(cover.span.start, cover.span.end), cover.lead))
        return found

    def away(self, parent: str, instant: Minute) -> bool:
        """Whether the parent is at a dated moment that is kept."""
        kept = {one.moment for one in self.moments if parent in one.parents}
        spans = [away(self.horizon, moment) for moment in self.household.moments if moment.id in kept]
        return any(span.holds(instant) for span in spans if span is not None)


def price(
    household: Household,
    horizon: Horizon,
    leads: tuple[Cover, ...],
    shifts: tuple[tuple[str, Span], ...],
    moments: tuple[Kept, ...],
    overruns: Overruns | None = None,
) -> Mapping[str, float]:
    """Every part of the cost, with `uncovered_minutes` and `must_missed` beside them. Legality is not looked at."""
    plan = Fixed(household, horizon, leads, shifts, moments, overruns or {})
    short = {one.id: _short(plan, one) for one in household.moments}
    worth = {"must": 0.0, "should": household.prices.should, "nice": household.prices.nice}
    return {
        "uncovered_minutes": float(sum(c.span.minutes for c in leads if c.lead is None)),
        "must_missed": float(sum(short[m.id] for m in household.moments if m.importance == "must")),
        "pay": sum(_pay(plan, carer) for carer in household.carers),
        "asks": household.prices.ask * sum(_asks(plan, carer) for carer in household.carers),
        "handoffs": sum(_handoff(plan, at) for _, at in _handoffs(plan)),
        "usual": household.prices.unusual * _unusual(plan),
        "nights": household.prices.night_without_parent * _nights(plan),
        "lateness": household.prices.late_minute * _late(plan),
        "moments": sum(worth[one.importance] * short[one.id] for one in household.moments),
    }


def _minutes(plan: Fixed, carer: Carer) -> list[Minute]:
    return [m for who, span in plan.shifts if who == carer.id for m in range(span.start, span.end)]


def _pay(plan: Fixed, carer: Carer) -> float:
    daily: dict[date, float] = dict.fromkeys(plan.horizon.dates, 0.0)
    for minute in _minutes(plan, carer):
        daily[plan.horizon.wall.date(minute)] += 1 / HOUR
    fees = carer.per_use * sum(who == carer.id for who, _ in plan.shifts)
    return fees + sum(_week_pay(carer, [daily[day] for day in week]) for week in plan.horizon.weeks)


def _week_pay(carer: Carer, daily: list[float]) -> float:
    scale, worked = len(daily) / 7, sum(daily)
    weekly = worked - max(40.0, carer.guaranteed) * scale
    long_days = sum(max(0.0, day - 9.0) for day in daily) if carer.rules == "us-ca-nanny" else 0.0
    over = max(0.0, weekly, long_days) if carer.rules.endswith("nanny") else 0.0
    return carer.rate * max(0.0, worked - carer.guaranteed * scale) + carer.rate / 2 * over


def _asks(plan: Fixed, carer: Carer) -> int:
    hours = home.hours(plan.horizon, carer)
    asked = {minute for minute in _minutes(plan, carer) if not holds(hours, minute)}
    return sum(minute - 1 not in asked for minute in asked)


def _handoffs(plan: Fixed) -> set[tuple[str, Minute]]:
    found: set[tuple[str, Minute]] = set()
    for minutes in plan.by_minute.values():
        for at, lead in minutes.items():
            before = minutes.get(at - 1)
            if lead is not None and before is not None and before != lead:
                found.add((lead, at))
    return found


def _handoff(plan: Fixed, at: Minute) -> float:
    hour = plan.horizon.wall.local(at).hour
    return plan.household.prices.night_handoff if hour >= 21 or hour < 6 else plan.household.prices.handoff


def _unusual(plan: Fixed) -> int:
    days = [(u, span) for u in plan.household.usual for _, span in home.clipped(plan.horizon, u.window)]
    return sum(_led_otherwise(plan, usual.children, usual.lead, span) for usual, span in days)


def _led_otherwise(plan: Fixed, children: Iterable[str], lead: str, span: Span) -> bool:
    minutes = range(span.start, span.end)
    return any(plan.by_minute[c].get(m, lead) != lead for c in children for m in minutes)


def _nights(plan: Fixed) -> int:
    parents = {p.id for p in plan.household.parents}
    nights: dict[date, set[str | None]] = {}
    for minutes in plan.by_minute.values():
        for minute, lead in minutes.items():
            local = plan.horizon.wall.local(minute)
            if local.hour >= 22 or local.hour < 6:
                evening = local.date() - timedelta(days=local.hour < 6)
                nights.setdefault(evening, set()).add(lead)
    return sum(not leads & parents for leads in nights.values())


def _late(plan: Fixed) -> float:
    total = 0.0
    for parent in plan.works:
        longest: dict[Minute, int] = {}
        for minutes in plan.by_minute.values():
            for at in (m for m, lead in minutes.items() if lead == parent and minutes.get(m - 1) != parent):
                length = next(n for n in range(1, len(minutes) + 1) if minutes.get(at + n) != parent)
                longest[at] = max(longest.get(at, 0), length)
        total += sum(_minutes_late(plan, parent, at, length) for at, length in longest.items())
    return total


def _minutes_late(plan: Fixed, parent: str, at: Minute, length: int) -> float:
    others = [p for p in plan.works if p != parent and holds(plan.works[p].free, at)]
    if any(not plan.away(other, at) for other in others):
        return 0.0
    duties = [d for d in plan.works[parent].duties if d.overrun is not None and d.span.end <= at]
    if not duties or duties[-1].overrun is None:
        return 0.0
    ready = [c.standby for c in plan.household.carers if holds(home.hours(plan.horizon, c), at)]
    counted = min([length, *(standby for standby in ready if standby is not None)])
    return _integral(plan, parent, duties[-1], at, counted)


def _integral(plan: Fixed, parent: str, duty: Duty, at: Minute, minutes: int) -> float:
    begun = at - home_at(plan.works[parent].parent, duty)
    points = (begun + (n + 0.5) / STEPS for n in range(minutes * STEPS))
    return sum(still_away(duty.overrun, point) for point in points) / STEPS if duty.overrun else 0.0


def still_away(overrun: Overrun, past: float) -> float:
    """The chance of an overrun of more than `past` minutes."""
    if past < 0 or overrun.median == 0:
        return float(past < 0)
    if overrun.p90 == overrun.median:
        return float(past < overrun.median)
    spread = math.log(overrun.p90 / overrun.median) / NormalDist().inv_cdf(0.9)
    return 1.0 - NormalDist().cdf(math.log(past / overrun.median) / spread)


def _short(plan: Fixed, moment: Moment) -> int:
    kept = [one for one in plan.moments if one.moment == moment.id]
    if moment.dated:
        return int(away(plan.horizon, moment) is not None and not kept)
    people = [p.id for p in plan.household.parents] if moment.who == "each" else [None]
    return sum(_shortfall(moment, week, kept, person) for week in plan.horizon.weeks for person in people)


def _shortfall(moment: Moment, week: tuple[date, ...], kept: list[Kept], parent: str | None) -> int:
    mine = {one.day for one in kept if parent is None or parent in one.parents}
    windows = sum(day.weekday() in moment.window.days for day in week) if moment.window else 0
    wanted = windows if moment.goal is None else round(moment.goal * len(week) / 7)
    return max(0, wanted - len(mine & set(week)))
