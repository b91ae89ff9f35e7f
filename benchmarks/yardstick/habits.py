"""Handoffs, what is usual, and nights without a parent (readings R19 and R20)."""

from __future__ import annotations

from ortools.math_opt.python import mathopt

from benchmarks.yardstick.core import Core, Number
from benchmarks.yardstick.home import clipped
from homecall.household.moments import Usual
from homecall.spans.span import HOUR, Span
from homecall.spans.wall import Clock


def add_habits(made: Core) -> None:
    """The three prices that steadiness has."""
    for adult in made.facts.may:
        for slot in range(1, len(made.facts.slots)):
            _handoff(made, adult, slot)
    for usual in made.facts.household.usual:
        for _, span in clipped(made.facts.horizon, usual.window):
            _usual(made, usual, span)
    for span in nights(made):
        _night(made, span)


def _handoff(made: Core, adult: str, slot: int) -> None:
    needing = made.facts.need
    children = [c for c in needing if (c, adult, slot) in made.lead and slot - 1 in needing[c]]
    if not children:
        return
    taken = made.amount(1.0)
    for child in children:
        nobody = made.gap[child, slot - 1]
        made.at_most(made.lead[child, adult, slot] - made.leads(child, adult, slot - 1) - nobody, taken)
    made.price("handoffs", _handoff_price(made, slot) * taken)


def _handoff_price(made: Core, slot: int) -> float:
    hour = made.facts.horizon.wall.local(made.facts.slots[slot].start).hour
    prices = made.facts.household.prices
    return prices.night_handoff if hour >= 21 or hour < 6 else prices.handoff


def _usual(made: Core, usual: Usual, span: Span) -> None:
    """One price for the day if any instant of the window that needs cover has another lead."""
    unkept = made.amount(1.0)
    for child in usual.children:
        for slot in made.facts.of(span):
            if slot in made.facts.need[child]:
                made.at_most(1.0 - made.leads(child, usual.lead, slot), unkept)
    made.price("usual", made.facts.household.prices.unusual * unkept)


def nights(made: Core) -> list[Span]:
    """Each night from 22:00 to 06:00, cut to the horizon."""
    horizon = made.facts.horizon
    whole = [horizon.wall.span(day, Clock(22 * HOUR), Clock(6 * HOUR)) for day in horizon.around(before=1)]
    return [cut for cut in (night.clip(horizon.span) for night in whole) if cut is not None]


def _night(made: Core, span: Span) -> None:
    slots = made.facts.of(span)
    needing = [(child, slot) for child, need in made.facts.need.items() for slot in slots if slot in need]
    if not needing:
        return
    by_parents: list[Number] = [made.leads(c, parent, slot) for c, slot in needing for parent in made.facts.work]
    alone = made.amount(1.0)
    made.at_most(1.0 - mathopt.LinearSum(by_parents), alone)
    made.price("nights", made.facts.household.prices.night_without_parent * alone)
