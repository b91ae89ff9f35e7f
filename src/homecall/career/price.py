"""What a yes would cost, before it is given: the evenings and the moments that its hours take, counted on the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homecall.career.roles import Hours
from homecall.household.household import Household
from homecall.household.people import Child, Parent
from homecall.plan.plan import Kept, Plan
from homecall.spans.span import Span, union
from homecall.spans.wall import Wall, Weekly
from homecall.timeline.period import BUSY, ON_SITE, Period

MONTH = 30.4375
"""Days of a mean month."""
BEFORE_BED = 60
"""Minutes before the last child's bedtime that count as the evening."""
FEWEST = 7
"""Days that must be known before anything is said a month."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is asked of a parent: its fixed times in every `every`-th week, and hours a week that it takes in all.

    `remote` is true where one need not travel to it.
    """

    parent: str
    times: tuple[Weekly, ...]
    hours: Hours
    every: int = 1
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A moment that the plan keeps with this parent and that an offer's hours lie on."""

    moment: str
    day: date


@dataclass(frozen=True, slots=True)
class Price:
    """What an offer takes out of the days that are known.

    `evenings` are the days on which the parent is at home for bedtime now and would not be; `clashes` those on which
    the offer lies on a duty that they have already. `loose` are its hours a month without a fixed time: nobody can say
    which evenings those take. Without any known day it says nothing.
    """

    days: int
    evenings: tuple[date, ...]
    moments: tuple[Lost, ...]
    clashes: tuple[date, ...]
    loose: Hours

    @property
    def known(self) -> bool:
        """Whether enough days are known to say something of a month."""
        return self.days >= FEWEST

    def a_month(self, count: int) -> float:
        """So many in the days that are known, as so many a month."""
        return count * MONTH / self.days if self.days else 0.0

    def by_moment(self) -> dict[str, int]:
        """How often each moment would be given up in the days that are known."""
        ids = [one.moment for one in self.moments]
        return {id: ids.count(id) for id in sorted(set(ids), key=lambda id: (-ids.count(id), id))}


def price(household: Household, plan: Plan, offer: Offer) -> Price:
    """What an offer would cost, on the days of a plan for which the parent's schedule is known.

    The household's schedules must have been read. An evening counts where the parent is neither at work nor on the
    road in the hour before the last bedtime, and would be with the offer.
    """
    parent = next(one for one in household.parents if one.id == offer.parent)
    wall = household.wall
    days = _days(household, plan, parent.id)
    periods = _periods(household, parent.id)
    asked = {day: _asked(wall, offer, day, days[0]) for day in days}
    spans = union(_with_road(span, 0 if offer.remote else parent.commute) for each in asked.values() for span in each)
    gone = away(parent, periods)
    return Price(
        days=len(days),
        evenings=tuple(day for day in days if _taken(_evening(household, wall, day), gone, spans)),
        moments=tuple(_lost(plan, parent.id, spans)),
        clashes=tuple(day for day, each in asked.items() if _meets(each, [p.span for p in periods if p.kind in BUSY])),
        loose=_loose(offer),
    )


def _days(household: Household, plan: Plan, parent: str) -> list[date]:
    """The local days of the plan through which the parent's schedule is known."""
    wall, known = household.wall, household.schedules.get(parent)
    first, last = wall.date(plan.span.start), wall.date(plan.span.end - 1)
    if known is not None and known.through is not None:
        last = min(last, known.through)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _periods(household: Household, parent: str) -> tuple[Period, ...]:
    known = household.schedules.get(parent)
    return known.periods if known else ()


def _asked(wall: Wall, offer: Offer, day: date, first: date) -> list[Span]:
    """The offer's hours that begin on a day; its weeks are counted from the first day's."""
    monday = first - timedelta(days=first.weekday())
    if ((day - monday).days // 7) % offer.every:
        return []
    return [span for one in offer.times for span in wall.weekly(one, [day])]


def _with_road(span: Span, commute: int) -> Span:
    return Span(span.start - commute, span.end + commute)


def away(parent: Parent, periods: Sequence[Period]) -> tuple[Span, ...]:
    """When duties keep the parent from home, with the road; work at home and entries of unknown hours count too."""
    busy = (one for one in periods if one.kind in BUSY)
    return union(_with_road(one.span, parent.commute if one.kind in ON_SITE else 0) for one in busy)


def _evening(household: Household, wall: Wall, day: date) -> Span | None:
    """The hour before the last child's bedtime; None where there is no child yet."""
    beds = [wall.at(day, child.bedtime) for child in household.children if _born(child, day)]
    return Span(max(beds) - BEFORE_BED, max(beds)) if beds else None


def _born(child: Child, day: date) -> bool:
    return child.born is None or child.born <= day


def _meets(some: Iterable[Span], others: Iterable[Span]) -> bool:
    known = list(others)
    return any(one.overlaps(other) for one in some for other in known)


def _taken(evening: Span | None, away: Sequence[Span], asked: Sequence[Span]) -> bool:
    return evening is not None and not _meets([evening], away) and _meets([evening], asked)


def _lost(plan: Plan, parent: str, asked: Sequence[Span]) -> Iterable[Lost]:
    for one in plan.moments:
        if _with(one, parent) and _meets([one.span], asked):
            yield Lost(one.moment, one.day)


def _with(one: Kept, parent: str) -> bool:
    return one.kept and parent in one.parents


def _loose(offer: Offer) -> Hours:
    """Hours a month beyond the fixed ones."""
    fixed = sum(_minutes(one) * len(one.days) for one in offer.times) / 60 / offer.every
    low, high = (max(0.0, hours - fixed) * MONTH / 7 for hours in (offer.hours.low, offer.hours.high))
    return Hours(0, 0) if high < 1 else Hours(min(low, 168), min(high, 168))


def _minutes(one: Weekly) -> int:
    """The length of a weekly window by the clock."""
    length = one.end.minutes + 1440 * one.end.days - one.start.minutes - 1440 * one.start.days
    return length if length > 0 else length + 1440
