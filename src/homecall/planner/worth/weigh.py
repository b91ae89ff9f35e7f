"""The gain of a change: the touched days decided anew with it and without it, all else as in the plan in force."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.plan import Effort
from homecall.planner.worth.hurts import NOTHING, Free, Gain, Hurts
from homecall.planner.worth.otherwise import Otherwise, otherwise
from homecall.planner.worth.search import search, tiers_of
from homecall.planner.worth.touched import parts, weeks_of
from homecall.rules.base import Case
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.spans.span import Span

Answer = TypeVar("Answer")
LEAST_SECONDS = 0.05
CENT = 0.005
Changes = tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is gained in all, and in each group of days beyond what the changed facts gain of themselves."""

    gain: Gain
    by_part: dict[Free, Gain]
    itself: Gain
    proven: bool


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
        """The facts with the changes."""
        return self.memo.get(("facts", changes), lambda: self._changed(changes))

    def _changed(self, changes: Changes) -> Facts:
        return facts_of(otherwise(self.facts, *changes), self.facts.horizon, self.facts)

    def parts(self, changes: Changes) -> tuple[Free, ...]:
        """The days that the changes touch, in groups that have nothing to do with each other."""
        return self.memo.get(("parts", changes), lambda: parts(self.facts, self.changed(changes), self.hurts))

    def lying(self, changes: Changes) -> Gain:
        """What the plan has in the touched days: no change of them can gain more."""
        return added(self.hurts.lying(free) for free in self.parts(changes))

    def raw(self, changes: Changes, above: Outcome | None = None) -> Outcome:
        """What is gained against the plan in force; `above` is the outcome of changes that allow all that these do."""
        return self.memo.get(("raw", changes), lambda: self._raw(changes, above))

    def _raw(self, changes: Changes, above: Outcome | None) -> Outcome:
        facts = self.changed(changes)
        as_is = tiers_of(facts, self.plan)
        itself = less(self.tiers, as_is)
        hopeless = above.by_part if above and above.proven and above.itself == NOTHING else {}
        by_part: dict[Free, Gain] = {}
        proven = True
        for free in self.parts(changes):
            if (free in hopeless and small(hopeless[free])) or (itself == NOTHING and small(self.hurts.lying(free))):
                by_part[free] = NOTHING
                continue
            found = search(facts, self.plan, free, self.left)
            by_part[free] = less(as_is, found.tiers) if found else NOTHING
            proven = proven and found is not None and found.proven
        return Outcome(added((itself, *by_part.values())), by_part, itself, proven)

    def anyway(self, changes: Changes) -> Outcome:
        """What could be gained in the same days with nothing otherwise: none where the plan is proven best."""
        if self.plan.status == "optimal":
            return Outcome(NOTHING, {}, NOTHING, proven=True)
        found = [self._as_it_is(free) for free in self.parts(changes)]
        gain = added(one.gain for one in found)
        return Outcome(gain, {}, NOTHING, proven=all(one.proven for one in found))

    def _as_it_is(self, free: Free) -> Outcome:
        def work() -> Outcome:
            found = search(self.facts, self.plan, free, self.left)
            gain = less(self.tiers, found.tiers) if found else NOTHING
            return Outcome(max(gain, NOTHING), {}, NOTHING, found is not None and found.proven)

        return self.memo.get(("as it is", free), work)


def scale(household: Household, plan: Plan, effort: Effort | None = None) -> Scale:
    """What weighs changes of a plan in force. The household is the one that the schedules speak of.

    Every instant at which the plan changes stays one at which a plan may. Raises HouseholdError or PlanError where the
    plan is none of this household's.
    """
    effort = effort or Effort()
    family = made_for(household, plan)
    things = (*plan.cover, *plan.shifts, *(k for k in plan.moments if k.kept))
    at = {m for one in things for m in (one.span.start, one.span.end)}
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
