"""Carers: the shape of shifts, limits, labour packs, asks and pay (readings R11 to R15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ortools.math_opt.python import mathopt

from benchmarks.yardstick.core import Core, Number
from homecall.household.carers import Carer
from homecall.spans.span import DAY, HOUR, Span
from homecall.spans.wall import Clock

FULL_WEEK = 40.0
CALIFORNIA_DAY = 9.0
OVERTIME = ("us-nanny", "us-ca-nanny", "us-ny-nanny")


def add_shifts(made: Core) -> None:
    """Every rule and price of every carer."""
    for carer in made.facts.household.carers:
        _shape(made, carer)
        _asks(made, carer)
        _limits(made, carer)
        if carer.rules == "us-au-pair":
            _au_pair(made, carer)
        if carer.rules == "us-ny-nanny":
            _rest_day(made, carer)
        for week in made.facts.horizon.weeks:
            _pay(made, carer, week)


def hours(made: Core, carer: Carer, span: Span) -> Number:
    """Hours of shift inside a span; a slot that sticks out counts by the part inside."""
    terms: list[Number] = [0.0]
    first = made.facts.of(span).start
    for n in range(max(0, first - 1), len(made.facts.slots)):
        slot = made.facts.slots[n]
        if slot.start >= span.end:
            break
        shared = slot.clip(span)
        if shared is not None and (carer.id, n) in made.on:
            terms.append(shared.minutes / HOUR * made.on[carer.id, n])
    return mathopt.LinearSum(terms)


def _shape(made: Core, carer: Carer) -> None:
    """A start wherever a shift begins; minimum length, fee and allowance hang on it."""
    starts: list[Number] = [0.0]
    for n in sorted(made.facts.may[carer.id]):
        start = made.amount(1.0)
        made.at_most(made.on[carer.id, n] - made.shift(carer.id, n - 1), start)
        starts.append(start)
        if n > 0:
            _minimum(made, carer, n, start)
    total = mathopt.LinearSum(starts)
    made.price("pay", carer.per_use * total)
    if carer.uses_left is not None:
        made.at_most(total, float(carer.uses_left))


def _minimum(made: Core, carer: Carer, first: int, start: mathopt.Variable) -> None:
    end = made.facts.slots[first].start + round(carer.min_shift * HOUR)
    for n in range(first, len(made.facts.slots)):
        if made.facts.slots[n].start >= end:
            return
        made.at_most(start, made.shift(carer.id, n))


def _asks(made: Core, carer: Carer) -> None:
    asked = made.facts.asked[carer.id]
    for n in sorted(asked):
        ask = made.amount(1.0)
        before = made.shift(carer.id, n - 1) if n - 1 in asked else 0.0
        made.at_most(made.on[carer.id, n] - before, ask)
        made.price("asks", made.facts.household.prices.ask * ask)


def _limits(made: Core, carer: Carer) -> None:
    horizon = made.facts.horizon
    for day in horizon.dates:
        made.at_most(hours(made, carer, horizon.wall.day(day)), carer.max_day)
    for week in horizon.weeks:
        made.at_most(_week_hours(made, carer, week), carer.max_week * len(week) / 7)


def _week(made: Core, week: tuple[date, ...]) -> Span:
    return Span(made.facts.horizon.wall.day(week[0]).start, made.facts.horizon.wall.day(week[-1]).end)


def _week_hours(made: Core, carer: Carer, week: tuple[date, ...]) -> Number:
    return hours(made, carer, _week(made, week))


def _au_pair(made: Core, carer: Carer) -> None:
    horizon = made.facts.horizon
    for day in horizon.dates:
        made.at_most(hours(made, carer, horizon.wall.day(day)), 10.0)
    starts = {slot.start for slot in made.facts.slots} | {slot.end - DAY for slot in made.facts.slots}
    for start in sorted(starts):
        made.at_most(hours(made, carer, Span(start, start + DAY)), 10.0)
    for week in horizon.weeks:
        made.at_most(_week_hours(made, carer, week), 45.0 * len(week) / 7)
        if len(week) == 7:
            _days_off(made, carer, week)


def _days_off(made: Core, carer: Carer, week: tuple[date, ...]) -> None:
    """One day without shift, and half of another one."""
    wholes: list[Number] = []
    halves: list[Number] = []
    for day in week:
        free, morning, afternoon = made.whole(), made.whole(), made.whole()
        noon = made.facts.horizon.wall.at(day, Clock(12 * HOUR))
        span = made.facts.horizon.wall.day(day)
        _off(made, carer, Span(span.start, noon), free + morning)
        _off(made, carer, Span(noon, span.end), free + afternoon)
        made.at_most(free + morning + afternoon, 1.0)
        wholes.append(free)
        halves.extend((morning, afternoon))
    made.at_most(1.0, mathopt.LinearSum(wholes))
    made.at_most(1.0, mathopt.LinearSum(halves))


def _off(made: Core, carer: Carer, span: Span, chosen: Number) -> None:
    """No shift in the span if it is chosen."""
    for n in made.facts.of(span):
        made.at_most(made.shift(carer.id, n), 1.0 - chosen)


def _rest_day(made: Core, carer: Carer) -> None:
    """In each whole week some 24 hours running without shift."""
    for week in made.facts.horizon.weeks:
        if len(week) == 7:
            _day_of_rest(made, carer, _week(made, week))


def _day_of_rest(made: Core, carer: Carer, week: Span) -> None:
    """Exactly one of the stretches is named as the rest, so that those over one slot may be summed."""
    over: dict[int, list[Number]] = {}
    rests: list[Number] = []
    for n in made.facts.of(week):
        span = Span(made.facts.slots[n].start, made.facts.slots[n].start + DAY)
        if span.end <= week.end:
            rests.append(made.whole())
            for m in made.facts.of(span):
                over.setdefault(m, []).append(rests[-1])
    made.model.add_linear_constraint(mathopt.LinearSum(rests) == 1.0)
    for m, covering in over.items():
        made.at_most(made.shift(carer.id, m), 1.0 - mathopt.LinearSum(covering))


def _pay(made: Core, carer: Carer, week: tuple[date, ...]) -> None:
    scale = len(week) / 7
    worked = _week_hours(made, carer, week)
    beyond = made.amount()
    made.at_most(worked - carer.guaranteed * scale, beyond)
    made.price("pay", carer.rate * beyond)
    if carer.rules in OVERTIME:
        over = made.amount()
        made.at_most(worked - max(FULL_WEEK, carer.guaranteed) * scale, over)
        made.price("pay", carer.rate / 2 * over)
        if carer.rules == "us-ca-nanny":
            made.at_most(mathopt.LinearSum(list(_long_days(made, carer, week))), over)


def _long_days(made: Core, carer: Carer, week: tuple[date, ...]) -> Iterable[Number]:
    for day in week:
        excess = made.amount()
        made.at_most(hours(made, carer, made.facts.horizon.wall.day(day)) - CALIFORNIA_DAY, excess)
        yield excess
    yield 0.0
