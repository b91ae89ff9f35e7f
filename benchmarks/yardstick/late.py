"""The price of a parent who may be late (readings R16 and R17).

For a parent who takes over at slot t, a variable says of each later slot whether some child taken over then has been
theirs ever since. The chance of still being away, integrated over the slot, is its price; it falls from slot to slot,
and only the first minutes of a standby count. With `count` the number of times so far that the parent has begun to
lead a child, that child is such a one in slot s if they lead it in s, did not lead it before t, and have begun no
lead of it after t.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.yardstick.core import Core, Number
from benchmarks.yardstick.facts import Facts, away
from benchmarks.yardstick.overrun import expected, mean, smaller
from benchmarks.yardstick.work import Duty, home_at
from homecall.spans.span import Minute
from homecall.timeline.period import Overrun

TAIL = 1e-4
"""Money. A lead is priced until what is left of its tail is worth less than this."""


def last_duty(facts: Facts, parent: str, instant: Minute) -> Duty | None:
    """The last duty with an overrun that ended before or at the instant."""
    ended = [d for d in facts.work[parent].duties if d.overrun is not None and d.span.end <= instant]
    return ended[-1] if ended else None


def standby(facts: Facts, slot: int) -> float:
    """Minutes until somebody who stands by at the start of the slot is there; infinite where nobody does."""
    carers = [c for c in facts.household.carers if slot in facts.may[c.id] - facts.asked[c.id]]
    return float(min((c.standby for c in carers if c.standby is not None), default=float("inf")))


def add_lateness(made: Core) -> None:
    """The expected uncovered minutes of every time at which a parent may take over."""
    made.parts.setdefault("lateness", [])
    for parent in made.facts.work:
        counts = {child: _counts(made, child, parent) for child in made.facts.need}
        for first in sorted(made.facts.may[parent]):
            others = [p for p in made.facts.work if p != parent and first in made.facts.may[p]]
            freely = _presence(made, others, made.facts.slots[first].start)
            if freely is not None:
                _takeover(made, parent, first, counts, freely)


def _presence(made: Core, others: list[str], instant: Minute) -> Number | None:
    """1 or more if another parent is at home, as an expression; None if one of them always is."""
    total: Number = 0.0
    for parent in others:
        gone = [a for m in _going(made, instant) if (a := made.attend.get((parent, m))) is not None]
        if not gone:
            return None
        absent = gone[0]
        if len(gone) > 1:
            absent = made.amount(1.0)
            for one in gone:
                made.at_most(one, absent)
        total = total + (1.0 - absent)
    return total


def _going(made: Core, instant: Minute) -> Iterator[str]:
    for moment in made.facts.household.moments:
        around = away(made.facts.horizon, moment)
        if around is not None and around.holds(instant):
            yield moment.id


def _counts(made: Core, child: str, parent: str) -> list[Number]:
    """How often the parent has begun to lead the child, up to and with each slot; exact both ways."""
    counts: list[Number] = []
    for n in range(len(made.facts.slots)):
        before: Number = counts[-1] if counts else 0.0
        if (child, parent, n) not in made.lead:
            counts.append(before)
            continue
        lead, led = made.lead[child, parent, n], made.leads(child, parent, n - 1)
        count = made.amount()
        made.at_most(lead - led, count - before)
        made.at_most(before, count)
        made.at_most(count - before, lead)
        made.at_most(count - before, 1.0 - led)
        counts.append(count)
    return counts


def _takeover(made: Core, parent: str, first: int, counts: dict[str, list[Number]], freely: Number) -> None:
    duty = last_duty(made.facts, parent, made.facts.slots[first].start)
    children = [child for child in made.facts.need if (child, parent, first) in made.lead]
    if duty is None or duty.overrun is None or not children:
        return
    for n, weight in _weights(made.facts, parent, duty, duty.overrun, first):
        mine = [child for child in children if (child, parent, n) in made.lead]
        if not mine:
            return
        held = made.amount(1.0)
        for child in mine:
            begun = counts[child][n] - counts[child][first]
            led = made.leads(child, parent, first - 1)
            made.at_most(made.lead[child, parent, n] - led - begun - freely, held)
        made.price("lateness", made.facts.household.prices.late_minute * weight * held)


def _weights(facts: Facts, parent: str, duty: Duty, overrun: Overrun, first: int) -> Iterator[tuple[int, float]]:
    """Expected minutes away in each slot from the first on, until the standby is there or the tail is worth nothing."""
    home_by = home_at(facts.work[parent].parent, duty)
    limit = facts.slots[first].start + standby(facts, first)
    for n in range(first, len(facts.slots)):
        begin, end = facts.slots[n].start - home_by, min(facts.slots[n].end, limit) - home_by
        left = mean(overrun) - smaller(overrun, begin)
        if end <= begin or left * facts.household.prices.late_minute < TAIL or n not in facts.may[parent]:
            return
        yield n, expected(overrun, begin, end)
