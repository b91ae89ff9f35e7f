"""A typical week, settled before any luck is drawn: its days, slot by slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from homecall.futures.day import AWAKE, NOBODY, QUARTER, Chance, Ending, Flags, Frame, Grown, Helper, Young, inside
from homecall.futures.overrun import MOST_LATE
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty, ParentFacts
from homecall.rules.packs.read import pack
from homecall.rules.value import goal_of
from homecall.spans.span import DAY, HOUR, Minute, Span, intersect, minutes_in, subtract
from homecall.timeline.period import Kind as PeriodKind


def goal(facts: Facts, moment: str, days: int) -> int:
    """How often a moment is wanted in a whole week with so many days for it."""
    wanted = next(m.goal for m in facts.household.moments if m.id == moment)
    return min(goal_of(7, days, wanted), days)


@dataclass(frozen=True)
class Week:
    """A typical week: its facts and its plan, None where nobody has planned it and leads are found day by day.

    `visit` is how many minutes a visit from home call takes, the way included; `rates` are visits an hour by weekday
    or weekend and by day or night.
    """

    facts: Facts
    plan: Plan | None
    visit: int
    hourly: tuple[float, float, float, float]

    def frames(self) -> Iterator[Frame]:
        """Its seven days."""
        endings = tuple(self._endings())
        for n, day in enumerate(self.facts.horizon.dates):
            yield self._frame(n, self.facts.horizon.wall.day(day), endings)

    def _frame(self, n: int, span: Span, endings: tuple[Ending, ...]) -> Frame:
        mine = tuple(e for e in endings if e.reach.overlaps(span))
        starts = self._starts(span, mine)
        evening, awake = self._evening(n), self._awake(n)
        grown = tuple(
            self._grown(f, starts, [e for e in mine if e.parent == i], n) for i, f in enumerate(self._parents)
        )
        helpers = tuple(self._helper(c, starts, span) for c in self.facts.household.carers)
        return Frame(
            day=n,
            span=span,
            starts=starts,
            lengths=np.diff(starts, append=span.end),
            parents=grown,
            children=tuple(self._young(c.id, starts, helpers) for c in self.facts.household.children),
            carers=helpers,
            endings=mine,
            chances=tuple(self._chances(n, starts, span)),
            dated=tuple(self._dated(n, starts)),
            evening=inside(starts, evening),
            awake=inside(starts, awake),
        )

    @property
    def _parents(self) -> tuple[ParentFacts, ...]:
        return tuple(self.facts.parents.values())

    def _starts(self, span: Span, endings: Sequence[Ending]) -> NDArray[np.int64]:
        marks = {*range(span.start, span.end, QUARTER), *(m for m in self.facts.edges if span.holds(m))}
        for one in endings:
            for zero in (one.end, one.home, *((one.rest.start, one.rest.end) if one.rest else ())):
                if (zero - span.start) % QUARTER:
                    marks |= {m for m in range(zero, zero + MOST_LATE, QUARTER) if span.holds(m)}
        return np.array(sorted(marks), dtype=np.int64)

    def _endings(self) -> Iterator[Ending]:
        zero = self.facts.horizon.span.start
        for n, parent in enumerate(self._parents):
            for duty in parent.duties:
                if duty.on_site and zero - 24 * HOUR < duty.span.end <= self.facts.horizon.span.end + 12 * HOUR:
                    yield self._ending(n, parent, duty)

    def _ending(self, n: int, parent: ParentFacts, duty: Duty) -> Ending:
        wall, first = self.facts.horizon.wall, self.facts.horizon.first
        kind = self.kind_of(self.facts.household, parent.id, duty)
        usual = pack(self.facts.household.parents[n].work_rules).overrun.get(kind)
        over = duty.overrun or usual
        cut = duty.span.start + duty.span.minutes // 2
        return Ending(
            parent=n,
            day=(wall.date(duty.span.end) - first).days,
            key=f"{parent.id}/{kind}",
            end=duty.span.end,
            home=duty.home,
            rest=duty.rest,
            median=over.median if over else 0.0,
            p90=over.p90 if over else 0.0,
            called_off=cut - cut % QUARTER if kind is PeriodKind.CLINIC and duty.span.minutes <= 12 * HOUR else None,
        )

    @staticmethod
    def kind_of(household: Household, parent: str, duty: Duty) -> PeriodKind:
        """What a duty is at its end."""
        line = household.schedules.get(parent)
        last = [p for p in line.periods if p.span.end == duty.span.end] if line else []
        return next((p.kind for p in last if p.title == duty.title), PeriodKind.WORK)

    def _grown(self, facts: ParentFacts, starts: NDArray[np.int64], mine: Sequence[Ending], day: int) -> Grown:
        blocked = inside(starts, [*facts.working, *facts.road, *facts.unknown])
        earned = [e.rest for e in mine if e.rest]
        on_call = inside(starts, facts.home_call)
        return Grown(
            open=~blocked,
            rest=inside(starts, subtract(facts.rest, earned)),
            home_call=on_call,
            tired=inside(starts, facts.tired),
            no_drive=inside(starts, facts.no_drive),
            drives=facts.drives,
            rates=self._rates(starts, on_call & ~blocked, day),
        )

    def _rates(self, starts: NDArray[np.int64], on_call: Flags, day: int) -> NDArray[np.float64]:
        """Visits to expect in each half hour of the day."""
        wall, date = self.facts.horizon.wall, self.facts.horizon.first + timedelta(days=day)
        zero, found = wall.midnight(date), np.zeros(48)
        for half in range(48):
            slot = int(np.searchsorted(starts, zero + 30 * half, side="right")) - 1
            if on_call[slot]:
                night = half < 16 or half >= 46
                found[half] = self.hourly[2 * (day >= 5) + night] / 2
        return found

    def _helper(self, carer: Carer, starts: NDArray[np.int64], span: Span) -> Helper:
        facts = self.facts.carers[carer.id]
        duty = self._duty(carer)
        worked = minutes_in(duty, span)
        return Helper(
            hours=inside(starts, facts.hours),
            asked=inside(starts, facts.on_request),
            shift=inside(starts, duty),
            room=self._room(carer, duty, worked),
            notice=carer.notice * HOUR,
            overnight=carer.overnight,
            drives=carer.drives,
            shortest=facts.limits.shortest,
        )

    def _duty(self, carer: Carer) -> tuple[Span, ...]:
        """A carer's shifts by the plan, as far as they are offered."""
        shifts = self.plan.shifts if self.plan else ()
        return intersect((s.span for s in shifts if s.carer == carer.id), self.facts.carers[carer.id].available)

    def _room(self, carer: Carer, duty: Sequence[Span], worked: int) -> float:
        """The minutes that a carer may still add to a day, by their limits and days off."""
        limits = self.facts.carers[carer.id].limits
        daily = [most - worked for most in (limits.day, limits.any24, 24 * HOUR) if most is not None]
        weekly = [] if limits.week is None else [limits.week - sum(s.minutes for s in duty)]
        due = max(limits.days_off or 0, (limits.rest_in_week or 0) / DAY)
        if not worked and self._spare_days(duty) < due:
            return 0.0
        return float(max(0, min([*daily, *weekly])))

    def _spare_days(self, duty: Sequence[Span]) -> int:
        """The free days that a carer's week would be left with if they came on one of them."""
        wall = self.facts.horizon.wall
        return sum(not minutes_in(duty, wall.day(day)) for day in self.facts.horizon.dates) - 1

    def _young(self, child: str, starts: NDArray[np.int64], helpers: Sequence[Helper]) -> Young:
        facts = self.facts.children[child]
        ranges = []
        for leg in facts.legs:
            first, last = (int(np.searchsorted(starts, at)) for at in (leg.start, leg.end))
            if first < last:
                ranges.append((first, last))
        led = self._led(child, starts)
        return Young(
            needs=inside(starts, facts.needs),
            needs_home=inside(starts, facts.around),
            asleep=inside(starts, facts.asleep),
            there=inside(starts, [*facts.placed, *facts.legs]),
            legs=tuple(ranges),
            led=led,
            order=self._order(led, helpers),
            barred=self._barred(facts.young_until, int(starts[0])),
        )

    def _barred(self, until: Minute, start: Minute) -> frozenset[int]:
        """The numbers of the carers whose rules keep them from a child under some months."""
        carers = enumerate(self.facts.household.carers, start=len(self.facts.parents))
        return frozenset(n for n, c in carers if start < until and self.facts.carers[c.id].limits.infant_months)

    @property
    def limited(self) -> frozenset[int]:
        """The numbers, among the carers, of those who may be used so many times a year: no typical week has them."""
        return frozenset(n for n, c in enumerate(self.facts.household.carers) if c.uses_left is not None)

    @property
    def adults(self) -> tuple[str, ...]:
        """The ids of all adults: parents first."""
        return (*self.facts.parents, *self.facts.carers)

    def _led(self, child: str, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        found = np.full(len(starts), NOBODY, dtype=np.int64)
        number = {id_: n for n, id_ in enumerate(self.adults)}
        for cover in self.plan.cover if self.plan else ():
            if cover.child == child and cover.lead is not None:
                first, last = np.searchsorted(starts, [cover.span.start, cover.span.end])
                found[first:last] = number[cover.lead]
        return found

    def _order(self, led: NDArray[np.int64], helpers: Sequence[Helper]) -> NDArray[np.int64]:
        """Who is thought of in each slot: the plan's lead, who led before and is in their hours, parents, the rest."""
        parents, carers = range(len(self.facts.parents)), self.facts.household.carers
        cheap = sorted(
            range(len(carers)), key=lambda k: (not carers[k].hours, carers[k].rate * (not carers[k].guaranteed))
        )
        usual = [*parents, *(len(self.facts.parents) + k for k in cheap)]
        rows, before = np.empty((len(usual), len(led)), dtype=np.int64), NOBODY
        first = 0
        for last in (*(np.flatnonzero(np.diff(led)) + 1).tolist(), len(led)):
            lead = int(led[first])
            for ready, part in self._parts(before, first, last, helpers):
                known = [one for one in (lead, before if ready else NOBODY) if one != NOBODY]
                rows[:, part] = np.array(list(dict.fromkeys([*known, *usual])))[:, None]
            before, first = lead if lead != NOBODY else before, last
        return rows

    def _parts(
        self, before: int, first: int, last: int, helpers: Sequence[Helper]
    ) -> tuple[tuple[bool, NDArray[np.intp]], ...]:
        """The slots in which who led before is a carer within their hours, and the others."""
        slots, carer = np.arange(first, last), before - len(self.facts.parents)
        ready = helpers[carer].hours[first:last] if carer >= 0 else np.zeros(last - first, dtype=bool)
        return (True, slots[ready]), (False, slots[~ready])

    def _evening(self, day: int) -> list[Span]:
        wall, date = self.facts.horizon.wall, self.facts.horizon.dates[day]
        last = max((wall.at(date, c.bedtime) for c in self.facts.household.children), default=wall.noon(date))
        return [Span(last - HOUR, last)]

    def _awake(self, day: int) -> list[Span]:
        wall, date = self.facts.horizon.wall, self.facts.horizon.dates[day]
        return [Span(wall.at(date, AWAKE[0]), wall.at(date, AWAKE[1]))]

    def _chances(self, day: int, starts: NDArray[np.int64], span: Span) -> Iterator[Chance]:
        date = self.facts.horizon.dates[day]
        ends = {int(m): n for n, m in enumerate((*starts, span.end))}
        for one in self.facts.occasions:
            if one.day != date:
                continue
            ways = tuple(
                (ends[m], ends[m + one.moment.minutes])
                for m in ends
                if m >= one.window.start and m + one.moment.minutes <= one.window.end and m + one.moment.minutes in ends
            )
            for who, parents, every in self._wanted(one.moment.who, one.wanted):
                yield Chance(
                    one.moment.id, who, parents, every, self._numbers(one.moment.children), one.moment.one_on_one, ways
                )

    def _wanted(self, who: str, wanted: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...], bool]]:
        """Whose moment it is: each parent's, or the family's, with whether all of them must be there."""
        ids = list(self.facts.parents)
        if who == "each":
            yield from ((parent, (ids.index(parent),), True) for parent in wanted)
        else:
            yield "", tuple(ids.index(p) for p in wanted), who != "any"

    def _numbers(self, children: Iterable[str]) -> tuple[int, ...]:
        ids = list(self.facts.children)
        return tuple(ids.index(child) for child in children)

    def _dated(self, day: int, starts: NDArray[np.int64]) -> Iterator[Chance]:
        ids = list(self.facts.parents)
        for one in self.facts.dated:
            if one.day == self.facts.horizon.dates[day]:
                first, last = (int(np.searchsorted(starts, at)) for at in (one.away.start, one.away.end))
                parents = tuple(ids.index(p) for p in one.wanted)
                who, every = one.moment.who, one.moment.who != "any"
                yield Chance(
                    one.moment.id, "", parents, every, self._numbers(one.moment.children), who == "", ((first, last),)
                )
