"""Where a plan hurts: what of its three tiers lies in which days, so that no change of those days can save more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from homecall.household.carers import Carer
from homecall.rules.base import Case
from homecall.rules.facts.facts import Week
from homecall.rules.value import handoff_price, late, shortfalls, take_overs, week_pay
from homecall.spans.span import DAY, Minute, Span, intersect, minutes_in, subtract, union

Gain = tuple[float, float, float]
"""Minutes without cover, musts missed and cost, each as what is saved; compared in this order."""
NOTHING: Gain = (0.0, 0.0, 0.0)
Free = tuple[Span, ...]
"""Whole local days, those that follow each other joined."""


@dataclass(frozen=True)
class Hurts:
    """What lies where in one plan."""

    case: Case
    _known: dict[Free, Gain] = field(default_factory=dict)

    def lying(self, free: Free) -> Gain:
        """The most that a plan which differs in the free days alone can save, tier by tier, whatever is changed there.

        No tier has a part that is below nothing, and what is counted outside the free days stays as it is.
        """
        if free not in self._known:
            gaps = sum(minutes_in(free, c.span) for c in self.case.plan.cover if c.lead is None)
            must, moments = self._moments(free)
            pay = sum(self._pay(carer, free) for carer in self.case.facts.household.carers)
            self._known[free] = (float(gaps), float(must), moments + pay + self._taking_over(free) + self._habits(free))
        return self._known[free]

    def gap_for(self, carer: str, day: Span) -> bool:
        """Whether there is a gap on that day in a carer's hours, or in those that they may be asked for."""
        offered = intersect(self.case.facts.carers[carer].available, [day])
        return any(s.overlaps(c.span) for c in self.case.plan.cover if c.lead is None for s in offered)

    def _pay(self, carer: Carer, free: Free) -> float:
        """The pay and the asks that would be saved if the carer were not there at all in the free days."""
        duty = self.case.on_duty[carer.id]
        left = subtract(duty, free)
        if left == duty:
            return 0.0
        saved = sum(
            week_pay(carer, _by_day(duty, w), w.share) - week_pay(carer, _by_day(left, w), w.share)
            for w in self._weeks(free)
        )
        asks = _touched(self.case.blocks[carer.id], free) * self.case.facts.household.prices.ask
        return saved + asks + carer.per_use * _touched(duty, free)

    def _weeks(self, free: Free) -> list[Week]:
        return [w for w in self.case.facts.weeks if any(w.span.overlaps(s) for s in free)]

    def _taking_over(self, free: Free) -> float:
        """Handoffs in the days and at their edges; lateness also of the day on either side, which they bear on."""
        facts = self.case.facts
        edges, near = _wider(free, 1), _wider(free, DAY)
        handed = sum(handoff_price(facts, t.at) for t in take_overs(self.case) if t.handed and _holds(edges, t.at))
        lateness = sum(minutes for one, minutes in late(self.case) if _holds(near, one.at))
        return handed + lateness * facts.household.prices.late_minute

    def _habits(self, free: Free) -> float:
        """All usual days and nights of the free days that have a price."""
        facts, prices = self.case.facts, self.case.facts.household.prices
        usual = {(id(u.usual), u.day) for u in facts.usual if _touched([u.window], free)}
        return len(usual) * prices.unusual + _touched(facts.nights, free) * prices.night_without_parent

    def _moments(self, free: Free) -> tuple[float, float]:
        """Musts missed, and the price of the others missed, that could be kept in the free days."""
        prices = self.case.facts.household.prices
        price = {"should": prices.should, "nice": prices.nice}
        must = cost = 0.0
        for moment, missed in self._missed(free):
            must += missed * (moment == "must")
            cost += missed * price.get(moment, 0.0)
        return must, cost

    def _missed(self, free: Free) -> Iterable[tuple[str, float]]:
        """What is missed, by importance: dated moments of those days, and recurring ones as often as they could be."""
        facts = self.case.facts
        for dated in facts.dated:
            if _touched([dated.away], free) and not self.case.kept[dated.moment.id]:
                yield dated.moment.importance, 1.0
        for moment in facts.household.moments:
            here = [o for o in facts.occasions if o.moment.id == moment.id and _touched([o.window], free)]
            if here:
                times = sum(len(o.wanted) if moment.who == "each" else 1 for o in here)
                yield moment.importance, float(min(times, sum(shortfalls(self.case, moment.id))))


def _by_day(duty: Iterable[Span], week: Week) -> list[int]:
    return [minutes_in(duty, day) for day in week.days]


def _wider(free: Free, minutes: int) -> Free:
    return union(Span(s.start - minutes, s.end + minutes) for s in free)


def _holds(spans: Free, at: Minute) -> bool:
    return any(s.holds(at) for s in spans)


def _touched(things: Iterable[Span], free: Free) -> int:
    """How many of the things lie in the free days, in part at least."""
    return sum(any(s.overlaps(one) for s in free) for one in things)
