"""What each thing is worth: for one change, and the changes that are worth most.

The list is the ten best because what a change can gain is known to be at most something long before it is known
exactly. Whatever could still be among the best is looked at more closely, until all of the first ten are exact.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.planner.worth.hurts import Gain
from homecall.planner.worth.otherwise import Otherwise
from homecall.planner.worth.things import Thing, relied_on, things
from homecall.planner.worth.weigh import CENT, Scale, added, less, scale, small

AT_ONCE = 4
"""So many changes are looked at side by side, on however many cores: the same ones, and so the same list."""
PLACES = 4


@dataclass(frozen=True, slots=True)
class Values:
    """The tiers of a plan: uncovered child-minutes, musts missed, and cost in the household's currency."""

    uncovered_minutes: float
    must_missed: float
    cost: float


@dataclass(frozen=True, slots=True)
class Worth:
    """A change, and the tiers of the whole plan without it and with it, all but the touched days as in the plan.

    `before` is the plan in force, or the best that could be made of the same days as things are, where that is better.
    `proven` says that both are: no plan that differs in those days alone is better.
    """

    change: Otherwise
    before: Values
    after: Values
    proven: bool

    @property
    def gain(self) -> Gain:
        """Minutes without cover, musts missed and cost, each as what is saved; below 0 where it gets worse."""
        one, other = self.before, self.after
        saved = one.cost - other.cost
        return (
            one.uncovered_minutes - other.uncovered_minutes,
            one.must_missed - other.must_missed,
            round(saved, PLACES),
        )


def worth_of(household: Household, plan: Plan, change: Otherwise, effort: Effort | None = None) -> Worth:
    """What one change is worth. The household is the one that the schedules speak of, the plan the one in force.

    Raises HouseholdError where there is nothing to change, PlanError where no plan was found.
    """
    return _exact(scale(household, plan, effort), change)


def _exact(on: Scale, change: Otherwise) -> Worth:
    with_it, without = on.raw((change,)), on.anyway((change,))
    before = less(on.tiers, without.gain)
    return Worth(change, _values(before), _values(less(on.tiers, with_it.gain)), with_it.proven and without.proven)


def _values(tiers: Gain) -> Values:
    return Values(tiers[0], tiers[1], round(tiers[2], PLACES))


@dataclass(frozen=True, slots=True)
class _Bid:
    """A change with the most that it can gain; `worth` where that is exact. `step` counts the looks taken."""

    order: int
    thing: Thing
    most: Gain
    step: int = 0
    worth: Worth | None = None

    @property
    def rank(self) -> tuple[float, ...]:
        """Sorts the most hopeful first, and equals in their order."""
        return (*(-round(part, PLACES) for part in self.most), self.order)


def worths(household: Household, plan: Plan, effort: Effort | None = None, most: int = 10) -> tuple[Worth, ...]:
    """The changes that gain most, the best first; fewer where fewer gain anything. The same for any number of cores.

    Where the time runs out before the list is certain, nothing in it is called proven.
    """
    on = scale(household, plan, effort)
    bids = [_Bid(n, thing, on.lying(thing.above)) for n, thing in enumerate(things(on))]
    bids = _narrowed(on, [b for b in bids if not small(b.most)], most)
    sure = all(b.worth for b in bids[:most])
    found = [b.worth for b in bids if b.worth][:most]
    return tuple(w if sure else replace(w, proven=False) for w in found)


def _narrowed(on: Scale, bids: list[_Bid], most: int) -> list[_Bid]:
    """The bids in order, the first `most` of them exact unless time ran out."""
    with ThreadPoolExecutor(on.effort.cores) as pool:  # the solver runs outside Python's lock
        while True:
            bids.sort(key=lambda b: b.rank)
            open_ = [b for b in bids[:most] if b.worth is None]
            if not open_ or on.late:
                return bids
            chosen = list({b.thing.above if b.step == 0 else b.thing.change: b for b in reversed(open_)}.values())[
                -AT_ONCE:
            ]
            closer = {b.order: b for b in pool.map(lambda bid: _closer(on, bid), chosen)}
            bids = [b for bid in bids if not small((b := closer.get(bid.order, bid)).most)]


def _closer(on: Scale, bid: _Bid) -> _Bid:
    """The bid after one more look: at all that is above the change, at the change, and at the days as they are."""
    above = on.raw(bid.thing.above)
    if bid.step == 0 and not bid.thing.alone:
        room = added((above.gain, (0.0, 0.0, CENT))) if above.proven else bid.most
        return replace(bid, step=1, most=min(bid.most, room))
    if bid.step < 2:
        return replace(bid, step=2, most=on.raw((bid.thing.change,), above).gain)
    worth = _exact(on, bid.thing.change)
    return replace(bid, step=3, most=worth.gain, worth=worth)
