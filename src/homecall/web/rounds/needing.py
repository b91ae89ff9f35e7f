"""For which hours of a plan somebody has to be asked."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, subtract
from homecall.web.rounds import store
from homecall.web.rounds.others import new_time

STEP = 5
"""Minutes of a clock's marks: of hours that have begun, what is left from the next one on is asked for and told."""
WORTH = 15
"""So many minutes have to be left for somebody to come: our own assumption."""


def needs(
    household: Household, old: Plan, new: Plan, now: Minute, spoken: tuple[tuple[str, Span], ...] = ()
) -> Iterator[store.Need]:
    """The hours of a new plan for which somebody has to be asked: not planned before, nor spoken of already.

    Of hours that have begun what is left, if it is worth the way: else nobody would hear that they are counted on.
    """
    for carer in household.carers:
        for span in subtract(new_time(old, new, carer.id), [s for who, s in spoken if who == carer.id]):
            if left := _left(span, now):
                yield need(household, new, carer.id, left)


def _left(span: Span, now: Minute) -> Span | None:
    if span.start > now:
        return span
    start = next_mark(now)
    return Span(start, span.end) if span.end - start >= WORTH else None


def next_mark(now: Minute) -> Minute:
    """The clock's next mark. What is otherwise until then alone is over before anybody has read of it."""
    return -(-now // STEP) * STEP


def open_asks(plan: Plan, spoken: tuple[tuple[str, Span], ...], now: Minute) -> Iterator[tuple[str, Span]]:
    """For which hours of a plan somebody would be asked who has not been spoken to, soonest first."""
    mine = (one for one in plan.asks if one.kind == "carer" and one.span.start > now)
    for ask in sorted(mine, key=lambda one: (one.span, one.of)):
        for span in subtract([ask.span], [said for who, said in spoken if who == ask.of]):
            yield ask.of, span


def need(household: Household, plan: Plan, carer: str, span: Span) -> store.Need:
    """Hours of a carer, with the children whom they are for."""
    led = {c.child for c in plan.cover if c.lead == carer and c.span.overlaps(span)}
    children = tuple((c.id, c.name) for c in household.children if c.id in led or not led)
    return store.Need(carer, household.names.get(carer, carer), span, children)
