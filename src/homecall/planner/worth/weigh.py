"""The gain of a change: the touched days decided anew with it and without it, all else as in the plan in force."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar, cast

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.planner.worth.hurts import NOTHING, Free, Gain, Hurts
from homecall.planner.worth.otherwise import Otherwise, otherwise
from homecall.planner.worth.search import Prepared, decided, prepared, tiers_of
from homecall.planner.worth.touched import parts
from homecall.rules.base import Case
from homecall.rules.book import RULES
from homecall.rules.facts import Facts, facts_of, horizon_of

Answer = TypeVar("Answer")
LEAST_SECONDS = 0.05
CENT = 0.005
Changes = tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is gained, and whether it is proven that no more could be in those days; `found` where there is a plan."""

    gain: Gain
    proven: bool
    found: bool = True


class Memo:
    """Answers that are worked out once, whoever asks first; others who ask meanwhile wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cells: dict[Hashable, tuple[threading.Lock, list[object]]] = {}

    def get(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """The answer that belongs to the key."""
        with self._lock:
            lock, answer = self._cells.setdefault(key, (threading.Lock(), []))
        with lock:
            if not answer:
                answer.append(work())
        return cast(Answer, answer[0])

    def drop(self, key: Hashable) -> None:
        """Forget an answer, to make room."""
        with self._lock:
            self._cells.pop(key, None)


@dataclass(frozen=True)
class Scale:
    """One plan in force and the facts it was made for, with what has been weighed already."""

    facts: Facts
    plan: Plan
    effort: Effort
    stop: float
    memo: Memo = field(default_factory=Memo)

    @cached_property
    def hurts(self) -> Hurts:
        """Where the plan hurts."""
        return Hurts(Case(self.facts, self.plan))

    @cached_property
    def tiers(self) -> Gain:
        """The plan's tiers."""
        return tiers_of(self.facts, self.plan)

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return self.effort.clock() > self.stop

    @property
    def left(self) -> float:
        """The seconds there are, a moment at least."""
        return max(LEAST_SECONDS, self.stop - self.effort.clock())

    def changed(self, changes: Changes) -> Facts:
        """The facts with the changes; without any, as they are."""
        return self.memo.get(("facts", changes), lambda: self._changed(changes))

    def _changed(self, changes: Changes) -> Facts:
        return facts_of(otherwise(self.facts, *changes), self.facts.horizon, self.facts)

    def parts(self, changes: Changes) -> tuple[Free, ...]:
        """The days that the changes touch, in groups that have nothing to do with each other."""
        return self.memo.get(("parts", changes), lambda: parts(self.facts, self.changed(changes), self.hurts))

    def lying(self, changes: Changes) -> Gain:
        """What the plan has in the touched days: no change of them can gain more."""
        return added(self.hurts.lying(free, self.changed(changes)) for free in self.parts(changes))

    def itself(self, changes: Changes) -> Gain:
        """What the changed facts gain of themselves: the plan in force, counted by them."""
        return less(self.tiers, self.as_is(changes))

    def as_is(self, changes: Changes) -> Gain:
        """The tiers of the plan in force by the changed facts."""
        return self.memo.get(("as is", changes), lambda: tiers_of(self.changed(changes), self.plan))

    def ready(self, changes: Changes, free: Free) -> Prepared:
        """The free days with their model, before they are decided anew."""
        work = partial(prepared, self.changed(changes), self.plan, free, self.left)
        return self.memo.get(("ready", changes, free), work)

    def part(self, changes: Changes, free: Free) -> Outcome:
        """What more is gained where the free days are decided anew under the changed facts."""
        return self.memo.get(("part", changes, free), lambda: self._part(changes, free))

    def _part(self, changes: Changes, free: Free) -> Outcome:
        found = decided(self.ready(changes, free), self.left)
        self.memo.drop(("ready", changes, free))
        if found is None:
            return Outcome(NOTHING, proven=False, found=False)
        gain = less(self.as_is(changes), found.tiers)
        if not found.proven and gain < NOTHING and self._holds(changes):
            return Outcome(NOTHING, proven=False)
        return Outcome(gain, found.proven)

    def _holds(self, changes: Changes) -> bool:
        """Whether the plan in force keeps every rule under the changed facts, and so could stay as it is."""
        case = Case(self.changed(changes), self.plan)
        return not any(True for rule in RULES for _ in rule.check(case))

    def raw(self, changes: Changes) -> Outcome:
        """What is gained against the plan in force."""
        found = [self.part(changes, free) for free in self.parts(changes)]
        gain = added([self.itself(changes), *(p.gain for p in found)])
        return Outcome(gain, all(p.proven for p in found), all(p.found for p in found))

    def anyway(self, changes: Changes) -> Outcome:
        """What could be gained in the same days with nothing otherwise: nothing where the plan is proven best."""
        if self.plan.status == "optimal":
            return Outcome(NOTHING, proven=True)
        found = [self._as_it_is(free) for free in self.parts(changes)]
        return Outcome(added(one.gain for one in found), all(one.proven for one in found))

    def _as_it_is(self, free: Free) -> Outcome:
        found = self.part((), free)
        return Outcome(max(found.gain, NOTHING), found.proven)


def scale(family: Household, plan: Plan, effort: Effort | None = None) -> Scale:
    """What weighs changes of a plan in force. The family is the one that the plan was made for.

    Every instant at which the plan changes stays one at which a plan may.
    """
    effort = effort or Effort()
    spans = [c.span for c in plan.cover] + [s.span for s in plan.shifts] + [k.span for k in plan.moments if k.kept]
    at = {m for span in spans for m in (span.start, span.end)}
    marked = replace(family, marks=tuple(sorted({*family.marks, *at})))
    return Scale(facts_of(marked, horizon_of(marked, plan)), plan, effort, effort.clock() + effort.seconds)


def added(gains: Iterable[Gain]) -> Gain:
    """The sum, tier by tier."""
    minutes = musts = cost = 0.0
    for one in gains:
        minutes, musts, cost = minutes + one[0], musts + one[1], cost + one[2]
    return minutes, musts, round(cost, 6)


def less(one: Gain, other: Gain) -> Gain:
    """The difference, tier by tier."""
    return one[0] - other[0], one[1] - other[1], round(one[2] - other[2], 6)


def small(gain: Gain) -> bool:
    """Whether it is no gain that anybody would notice: not a minute, not a must, not a cent."""
    return gain <= (0.0, 0.0, CENT)
