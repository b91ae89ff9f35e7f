"""What is asked often in thousands of evenings and always has the same answer, remembered: the planner's, and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any

from homecall.errors import HomecallError
from homecall.plan.codec import read, write
from homecall.spans.span import instant
from homecall.web.plans import changing, making, situation
from homecall.web.plans import store as plans
from homecall.web.plans.hand import Failure, Hand
from homecall.web.plans.making import Answer, Order
from homecall.web.rounds import others, settling, store, untold, working


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
    return (order.text, order.happened, order.plan, order.parts, order.situation, order.before, own, when)


PLANS: dict[tuple[Any, ...], tuple[Answer | Failure, ...]] = {}
OTHERS: dict[tuple[Any, ...], tuple[Any, ...]] = {}


def remembered(search: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def asked(household: Any, plan: Any, *more: Any) -> Iterator[Any]:
        key = (search.__name__, repr(household), write(plan), *more)
        if key not in OTHERS:
            OTHERS[key] = tuple(search(household, plan, *more))
        yield from OTHERS[key]

    return asked


plan_of = lru_cache(maxsize=512)(read)
SETTLED: dict[tuple[int, str], Any] = {}


def settled(household: Any, text: str) -> Any:
    """A household with what its schedules said; kept beside it, so that its id is nobody else's."""
    key = id(household), text
    if key not in SETTLED:
        SETTLED[key] = household, situation.settled(household, text)
    return SETTLED[key][1]


Put = tuple[ModuleType, str, Any]
"""A module, a name in it, and what is put there."""
KEPT: list[Put] = [
    (working, "others", remembered(others.others)),
    (working, "willing", remembered(others.willing)),
    (plans, "settled", settled),
    *((module, "read_plan", plan_of) for module in (plans, changing, making, settling, untold, store)),
]
"""What is put in the place of which name: the same function, which need not begin anew for the same question."""
