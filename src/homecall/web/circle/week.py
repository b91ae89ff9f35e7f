"""A carer's week out of the plan: what is behind them, what is ahead, and what is due for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from homecall.household.carers import Carer
from homecall.plan.plan import Plan
from homecall.spans.span import HOUR, Minute, Span, minutes_in
from homecall.spans.wall import Wall


@dataclass(frozen=True, slots=True)
class CarerWeek:
    """Minutes behind and ahead, and pay. `guaranteed` is due anyway, `beyond` comes on top of it, fees included.

    `whole` is false where the plan does not hold the beginning of the week: then what was before is not known here.
    """

    span: Span
    worked: int
    ahead: int
    guaranteed: float
    beyond: float
    whole: bool

    @property
    def due(self) -> float:
        """All that the week costs."""
        return self.guaranteed + self.beyond


def this_week(wall: Wall, plan: Plan, now: Minute) -> Span:
    """Monday to Sunday around now, or around the plan's first day where that is later."""
    day = wall.date(max(now, plan.span.start))
    first = day - timedelta(days=day.weekday())
    return Span(wall.midnight(first), wall.midnight(first + timedelta(days=7)))


def carer_week(carer: Carer, plan: Plan, week: Span, now: Minute) -> CarerWeek:
    """The week of one carer. A shift's pay counts in the week in which it begins."""
    shifts = [one for one in plan.shifts if one.carer == carer.id and one.span.overlaps(week)]
    spans = [one.span for one in shifts]
    cut = min(max(now, week.start), week.end)
    worked = minutes_in(spans, Span(week.start, cut)) if cut > week.start else 0
    return CarerWeek(
        span=week,
        worked=worked,
        ahead=minutes_in(spans, week) - worked,
        guaranteed=carer.guaranteed * carer.rate,
        beyond=sum(one.pay for one in shifts if week.holds(one.span.start)),
        whole=plan.span.start <= week.start,
    )


def as_hours(minutes: int) -> float:
    """Minutes as hours, to a quarter."""
    return round(minutes / HOUR * 4) / 4
