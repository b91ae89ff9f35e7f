"""The changes that gain most: whatever could still be among them is looked at more closely, until they are exact.

What a change can gain is known to be at most something long before it is known exactly: first what lies in its days,
then what everything of its kind would gain there together, then the sum of what its days gain one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.plan import Effort
from homecall.planner.worth.hurts import NOTHING, Free, Gain
from homecall.planner.worth.otherwise import Otherwise
from homecall.planner.worth.things import Thing, led, relied_on, things
from homecall.planner.worth.weigh import CENT, Changes, Scale, added, scale, small
from homecall.planner.worth.worth import Worth, exact

AT_ONCE = 4
"""So many changes are looked at side by side, on however many cores: always the same ones, and so the same work."""
CENTS = 2
"""Decimals of money that decide which of two changes is better: searches are exact to less than that."""
LITTLE: Gain = (0.0, 0.0, -CENT)


@dataclass(frozen=True, slots=True)
class _Bid:
    """A change with the most that it can gain; `worth` where that is exact.

    `room` is the most that is left in each group of days of the `changes` that are looked at, the change itself or
    those above it. `known` of these groups have been decided anew, in those `begun` the gaps alone.
    """

    order: int
    thing: Thing
    most: Gain
    changes: Changes
    room: Mapping[Free, Gain]
    known: frozenset[Free] = frozenset()
    begun: frozenset[Free] = frozenset()
    worth: Worth | None = None

    @property
    def rank(self) -> tuple[float, ...]:
        """Sorts the most hopeful first, and what is equal to the cent in its order."""
        return (*(-round(part, CENTS) for part in self.most), self.order)


def worths(household: Household, plan: Plan, effort: Effort | None = None, most: int = 10) -> tuple[Worth, ...]:
    """The changes that gain most, the best first; fewer where fewer gain anything. The same for any number of cores.

    The household is the one that the schedules speak of. Where the time runs out before the list is certain, nothing
    in it is called proven.
    """
    return best(scale(made_for(household, plan), plan, effort), most)


def best(on: Scale, most: int) -> tuple[Worth, ...]:
    """The changes that gain most, on a scale."""
    bids = [_opened(on, n, thing) for n, thing in enumerate(things(on))]
    bids = _narrowed(on, [b for b in bids if not small(b.most)], most)
    sure = not on.late and all(b.worth for b in bids[:most])
    found = [b.worth for b in bids if b.worth][:most]
    return tuple(w if sure else replace(w, proven=False) for w in found)


def relied(household: Household, plan: Plan, effort: Effort | None = None, most: int = 10) -> tuple[Worth, ...]:
    """What the plan rests on most: the asks and shifts without which it would be worst, the weightiest first."""
    on = scale(made_for(household, plan), plan, effort)
    left = sorted(relied_on(on), key=lambda one: (-led(on, one), one.span, one.carer))
    found: list[Worth] = []
    with ThreadPoolExecutor(on.effort.cores) as pool:
        while left and not on.late and not (len(found) >= most and -found[most - 1].gain[0] > led(on, left[0])):
            batch, left = left[:AT_ONCE], left[AT_ONCE:]
            found += (w for w in pool.map(lambda one: _exact(on, one), batch) if w)
            found.sort(key=lambda w: w.gain)  # stable: of equals the earlier batch, and in it the earlier one
    kept = [w for w in found if small(w.gain) and w.gain < LITTLE][:most]
    return tuple(replace(w, proven=False) for w in kept) if on.late else tuple(kept)


def _exact(on: Scale, change: Otherwise) -> Worth | None:
    """What a change is worth; None where the time ran out before a plan was found."""
    try:
        return exact(on, change)
    except PlanError:
        return None


def _opened(on: Scale, order: int, thing: Thing) -> _Bid:
    """A bid of which only is known what lies in its days."""
    after = on.changed(thing.above)
    room = {free: on.hurts.lying(free, after) for free in on.parts(thing.above)}
    return _Bid(order, thing, added(room.values()), thing.above, room)


def _narrowed(on: Scale, bids: list[_Bid], most: int) -> list[_Bid]:
    """The bids in order, the first `most` of them exact unless time ran out."""
    with ThreadPoolExecutor(on.effort.cores) as pool:  # the solver runs outside Python's lock
        while True:
            bids.sort(key=lambda b: b.rank)
            open_ = [b for b in bids[:most] if b.worth is None]
            if not open_ or on.late:
                return bids
            chosen = list({b.changes: b for b in reversed(open_)}.values())[-AT_ONCE:]
            closer = {b.order: b for b in pool.map(lambda bid: _closer(on, bid), chosen)}
            bids = [b for bid in bids if not small((b := closer.get(bid.order, bid)).most)]


def _closer(on: Scale, bid: _Bid) -> _Bid:
    """The bid after one more look: at a group of days, then at the change alone, then at the days as they are."""
    left = [free for free in bid.room if free not in bid.known]
    if left:
        free = max(left, key=lambda one: bid.room[one])
        return _looked(on, bid, free) if free in bid.begun or not bid.room[free][0] else _begun(on, bid, free)
    if bid.changes != (bid.thing.change,):
        return _alone(on, bid)
    worth = _exact(on, bid.thing.change)
    return replace(bid, most=worth.gain, worth=worth) if worth else replace(bid, most=NOTHING)


def _begun(on: Scale, bid: _Bid, free: Free) -> _Bid:
    """The bid with the gaps of one group of days relaxed: that takes half as long, and often is enough."""
    minutes, must, cost = bid.room[free]
    room = {**bid.room, free: (min(minutes, on.ready(bid.changes, free).minutes), must, cost)}
    total = added([on.itself(bid.changes), *room.values()])
    return replace(bid, room=room, begun=bid.begun | {free}, most=min(bid.most, total))


def _looked(on: Scale, bid: _Bid, free: Free) -> _Bid:
    """The bid with one group of days decided anew."""
    found = on.part(bid.changes, free)
    room = {**bid.room, free: found.gain if found.proven else bid.room[free]}
    total = added([on.itself(bid.changes), *room.values()])
    return replace(bid, room=room, known=bid.known | {free}, most=min(bid.most, total))


def _alone(on: Scale, bid: _Bid) -> _Bid:
    """The bid of the change itself, which gains no more in a group of days than all that is above it."""
    own: Changes = (bid.thing.change,)
    above = bid.room if on.itself(bid.changes) == on.itself(own) == NOTHING else {}
    after = on.changed(own)
    lying = {free: on.hurts.lying(free, after) for free in on.parts(own)}
    room = {free: min(most, above.get(free, most)) for free, most in lying.items()}
    total = added([on.itself(own), *room.values()])
    known = frozenset(free for free in room if small(room[free]))
    return replace(bid, changes=own, room=room, known=known, begun=frozenset(), most=min(bid.most, total))
