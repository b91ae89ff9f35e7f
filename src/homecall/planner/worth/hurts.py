"""Where a plan hurts: what of its three tiers lies in which days, so that no change of those days can save more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from homecall.household.carers import Carer
from homecall.rules.base import Case
from homecall.rules.facts import Facts
from homecall.rules.facts.facts import Week
from homecall.rules.tired import driven_tired, nights_before_operating
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

    def lying(self, free: Free, after: Facts | None = None) -> Gain:
        """The most that a plan which differs in the free days alone can save, tier by tier, whatever is changed there.

        No tier has a part that is below nothing, and what is counted outside the free days stays as it is. Where the
        facts `after` the change are given, minutes count only where somebody could be there by them.
        """
        if free not in self._known:
            must, moments = self._moments(free)
            pay = sum(self._pay(carer, free) for carer in self.case.facts.household.carers)
            cost = moments + pay + self._taking_over(free) + self._habits(free) + self._tired(free)
            self._known[free] = (float(self._gaps(free, self.case.facts)), float(must), cost)
        known = self._known[free]
        return known if after is None else (float(self._gaps(free, after)), known[1], known[2])

    def _gaps(self, free: Free, facts: Facts) -> int:
        """The uncovered child-minutes in the free days in which somebody could be there."""
        gaps = (c for c in self.case.plan.cover if c.lead is None)
        parts = ((c.child, part) for c in gaps for part in intersect([c.span], free))
        return sum(minutes_in(self._able(facts, child, part), part) for child, part in parts)

    def _able(self, facts: Facts, child: str, span: Span) -> tuple[Span, ...]:
        """When in the span anybody could have the child, as far as their hours say."""
        kid = facts.children[child]
        found = [s for p in facts.parents.values() for s in intersect(p.free, [span])]
        for carer in facts.household.carers:
            offers = facts.carers[carer.id]
            time = intersect(offers.available, [span])
            time = time if carer.overnight else subtract(time, kid.asleep)
            early = [Span(span.start, offers.earliest_ask)] if offers.earliest_ask > span.start else []
            time = subtract(time, intersect(subtract(offers.on_request, offers.agreed), early)) if early else time
            found += [s for s in time if not offers.limits.infant_months or s.end > kid.young_until]
        return union(found)

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
        weeks = [w for w in self.case.facts.weeks if any(w.span.overlaps(s) for s in free)]
        saved = sum(_week_pay(carer, duty, w) - _week_pay(carer, left, w) for w in weeks)
        asks = _touched(self.case.blocks[carer.id], free) * self.case.facts.household.prices.ask
        return saved + asks + carer.per_use * _touched(duty, free)

    def _taking_over(self, free: Free) -> float:
        """Handoffs in the days and at their edges; lateness also of the day on either side, which they bear on."""
        facts = self.case.facts
        edges, near = _wider(free, 1), _wider(free, DAY)
        handed = sum(handoff_price(facts, t.at) for t in take_overs(self.case) if t.handed and _holds(edges, t.at))
        lateness = sum(minutes for one, minutes in late(self.case) if _holds(near, one.at))
        return handed + lateness * facts.household.prices.late_minute

    def _habits(self, free: Free) -> float:
        """Usual days that are not kept, and nights without a parent, which have a price."""
        prices = self.case.facts.household.prices
        return (
            _touched(self._unusual, free) * prices.unusual + _touched(self._alone, free) * prices.night_without_parent
        )

    def _tired(self, free: Free) -> float:
        """Journeys with a tired parent at the wheel, and nights before operating, which have a price."""
        prices, case = self.case.facts.household.prices, self.case
        legs, dark = [leg for _, leg in driven_tired(case)], [night for _, night in nights_before_operating(case)]
        return _touched(legs, free) * prices.amber_leg + _touched(dark, free) * prices.night_before_operating

    @cached_property
    def _unusual(self) -> list[Span]:
        """The windows of the usual days that are not kept."""
        missed = [u for u in self.case.facts.usual if any(not self._leads(u.usual.lead, *part) for part in u.parts)]
        return list({(id(u.usual), u.day): u.window for u in missed}.values())

    def _leads(self, adult: str, child: str, span: Span) -> bool:
        """Whether an adult has a child throughout."""
        return not subtract([span], [c.span for c in self.case.covers_of[child] if c.lead == adult])

    @cached_property
    def _alone(self) -> list[Span]:
        """The nights that no parent leads in."""
        led = [c.span for p in self.case.facts.parents for c in self.case.led_by[p]]
        return [n for n in self.case.facts.nights if not any(n.overlaps(s) for s in led)]

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


def _week_pay(carer: Carer, duty: Iterable[Span], week: Week) -> float:
    return week_pay(carer, [minutes_in(duty, day) for day in week.days], week.share)


def _wider(free: Free, minutes: int) -> Free:
    return union(Span(s.start - minutes, s.end + minutes) for s in free)


def _holds(spans: Free, at: Minute) -> bool:
    return any(s.holds(at) for s in spans)


def _touched(things: Iterable[Span], free: Free) -> int:
    """How many of the things lie in the free days, in part at least."""
    return sum(any(s.overlaps(one) for s in free) for one in things)
