"""The planner's answers, remembered: the same question has the same answer, and thousands of evenings ask few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from homecall.errors import HomecallError
from homecall.plan.codec import write
from homecall.spans.span import instant
from homecall.web.plans import making
from homecall.web.plans.hand import Failure, Hand
from homecall.web.plans.making import Answer, Order


class Remembering(Hand):
    """A hand that makes every plan once."""

    def ask(self, order: Order, wanted: Callable[[], bool], every: float) -> Iterator[Answer | Failure]:
        """The answers of `make`, which are the same for the same order."""
        key = _of(order)
        if key not in PLANS:
            PLANS[key] = tuple(self._made(order))
        yield from PLANS[key]

    def _made(self, order: Order) -> Iterator[Answer | Failure]:
        try:
            yield from making.make(order)
        except HomecallError as wrong:
            yield Failure(str(wrong), again=False)


def _of(order: Order) -> tuple[Any, ...]:
    """All that an answer comes from: whole minutes, and none where a plan in force is changed."""
    at, shelf = instant(order.now), tuple(sorted(order.shelf.items()))
    when = (at, order.first, order.hurry, order.seconds, shelf) if not order.plan else ()
    own = tuple(sorted((who, repr(one)) for who, one in order.own.items()))
    return (order.text, order.happened, order.plan, order.parts, order.situation, own, when)


PLANS: dict[tuple[Any, ...], tuple[Answer | Failure, ...]] = {}
OTHERS: dict[tuple[Any, ...], tuple[Any, ...]] = {}


def remembered(search: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def asked(household: Any, plan: Any, *more: Any) -> Iterator[Any]:
        key = (search.__name__, repr(household), write(plan), *more)
        if key not in OTHERS:
            OTHERS[key] = tuple(search(household, plan, *more))
        yield from OTHERS[key]

    return asked
