"""A stretch of the horizon as indices: slots between marks, and who may lead whom in which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from homecall.household.household import Household
from homecall.household.prices import Prices
from homecall.rules.facts import Facts
from homecall.rules.facts.adults import Duty
from homecall.rules.facts.facts import QUARTER
from homecall.rules.lateness import excess
from homecall.spans.span import HOUR, Minute, Span, covers, intersect

NOTHING = 1e-4
"""A share of a currency unit that nobody would miss: a hundredth of a cent."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A parent away at a dated moment that began before this stretch, with the children of that moment."""

    parent: str
    span: Span
    children: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """What was decided before this stretch and reaches into it; empty at the start of the horizon.

    `leads` are who had each child in the last slot (None: a gap; absent: nobody needed to). `duty` is each carer's
    shift time of the last days. `uses` counts the shifts already used. `away` are the parents still at a moment.
    `edge` says that the stretch begins where the horizon does. `loose` says that nothing is known of what came
    before, and that starting there costs nothing: a relaxation, good for bounds. `goes_on` says that the horizon goes
    on after the stretch. `kept` counts how often a recurring moment is settled already, by moment, week and parent
    (empty where the moment is the family's).
    """

    leads: dict[str, str | None] = field(default_factory=dict)
    duty: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)
    away: tuple[Absence, ...] = ()
    edge: bool = True
    loose: bool = False
    goes_on: bool = False
    kept: dict[tuple[str, int, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One planning stretch. Slot i runs from mark i to mark i + 1; outside the planner nobody knows of slots."""

    facts: Facts
    past: Past = field(default_factory=Past)

    @property
    def household(self) -> Household:
        """The family."""
        return self.facts.household

    @property
    def prices(self) -> Prices:
        """The family's prices."""
        return self.facts.household.prices

    @cached_property
    def marks(self) -> tuple[Minute, ...]:
        """The marks; one more than there are slots."""
        return self.facts.marks

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Minutes of each slot."""
        return tuple(b - a for a, b in pairwise(self.marks))

    @cached_property
    def index(self) -> dict[Minute, int]:
        """The position of each mark."""
        return {m: i for i, m in enumerate(self.marks)}

    def slots(self, span: Span) -> range:
        """The slots that make up a span whose ends are marks; what lies outside the horizon is left out."""
        frame = self.facts.horizon.span
        inside = span.clip(frame)
        return range(self.index[inside.start], self.index[inside.end]) if inside else range(0)

    def span(self, slot: int) -> Span:
        """The time of a slot."""
        return Span(self.marks[slot], self.marks[slot + 1])

    def torn(self, span: Span) -> bool:
        """Whether the span may be a part of one that is counted once and lies over an edge nobody looks past."""
        frame = self.facts.horizon.span
        return (self.past.loose and span.start == frame.start) or (self.past.goes_on and span.end == frame.end)

    def touched(self, span: Span) -> range:
        """The slots that share any time with a span, whose ends need not be marks."""
        return range(
            max(0, bisect_right(self.marks, span.start) - 1), min(bisect_left(self.marks, span.end), len(self.lengths))
        )

    @cached_property
    def adults(self) -> tuple[str, ...]:
        """Parents, then carers."""
        return (*self.facts.parents, *self.facts.carers)

    @cached_property
    def needs(self) -> dict[str, frozenset[int]]:
        """The slots in which each child needs cover."""
        return {c: frozenset(i for s in f.needs for i in self.slots(s)) for c, f in self.facts.children.items()}

    @cached_property
    def legs(self) -> dict[str, tuple[range, ...]]:
        """The slots of each of a child's legs."""
        return {c: tuple(self.slots(leg) for leg in f.legs) for c, f in self.facts.children.items()}

    @cached_property
    def open(self) -> dict[str, frozenset[int]]:
        """The slots in which each adult may have anybody at all: free parents, carers who may be on shift."""
        found = {p: frozenset(i for s in f.free for i in self.slots(s)) for p, f in self.facts.parents.items()}
        for carer, facts in self.facts.carers.items():
            usual = [i for s in facts.hours for i in self.slots(s)]
            asked = [i for s in facts.on_request for i in self.slots(s) if self.marks[i] >= facts.earliest_ask]
            asked += [i for s in intersect(facts.on_request, facts.agreed) for i in self.slots(s)]
            found[carer] = frozenset((*usual, *asked))
        return found

    @cached_property
    def may_lead(self) -> dict[tuple[str, str], frozenset[int]]:
        """The slots in which an adult (second) may lead a child (first)."""
        return {(c, a): self._may_lead(c, a) for c in self.facts.children for a in self.adults}

    def _may_lead(self, child: str, adult: str) -> frozenset[int]:
        slots = set(self.needs[child] & self.open[adult])
        facts = self.facts.children[child]
        if adult in self.facts.carers:
            if adult not in self._overnight:
                slots -= {i for s in facts.asleep for i in self.slots(s)}
            if self.facts.carers[adult].limits.infant_months:
                slots = {i for i in slots if self.marks[i] >= facts.young_until}
        for gone in self.past.away:
            if gone.parent == adult and child not in gone.children:
                slots.difference_update(self.touched(gone.span))
        for leg, span in zip(self.legs[child], facts.legs, strict=True):
            if not slots.issuperset(leg) or not self._drives(adult, span):
                slots.difference_update(leg)
        return frozenset(slots)

    @cached_property
    def _overnight(self) -> frozenset[str]:
        return frozenset(c.id for c in self.household.carers if c.overnight)

    @cached_property
    def _drivers(self) -> frozenset[str]:
        parents = {p.id for p in self.household.parents if p.drives}
        return frozenset(parents | {c.id for c in self.household.carers if c.drives})

    def _drives(self, adult: str, leg: Span) -> bool:
        parent = self.facts.parents.get(adult)
        return adult in self._drivers and not (parent and intersect(parent.no_drive, [leg]))

    @cached_property
    def strolls(self) -> dict[int, int]:
        """For each slot the first slot of its stroll: neighbours in which nothing can ever be gained by a change.

        In a stroll the same people may lead throughout; no window, limit, price or fact begins or ends inside; nobody
        may be away at a moment; and no one-on-one falls in it. Where only parents may lead and nobody is still likely
        to be late, a change of lead inside could as well happen at its beginning: the adult who has a child at its end
        is free at its beginning too, a later end of the lead before costs no less, and where two parents are free
        taking over costs nothing. What a longer lead can add to lateness is less than the handoffs it saves.

        Where a carer may lead as well, some parent can have every child, and nobody is late at all: if a child is with
        that parent at any time of the stroll, it can be for all of it. The carer takes over at its end instead of
        inside, and hands over at its beginning. No handoff is added, none costs more, and no shift gets longer.
        """
        first: dict[int, int] = {}
        for slot in range(len(self.lengths)):
            joined = slot > 0 and self.marks[slot] not in self._breaks and self._calm(slot) and self._calm(slot - 1)
            alike = joined and self._able(slot) == self._able(slot - 1)
            first[slot] = first[slot - 1] if alike else slot
        return first

    def steady(self, slot: int) -> bool:
        """Whether carers too have no reason to change inside a stroll: only one of them, if any, may lead there."""
        return len(self._carers_at(slot)) <= 1

    def _calm(self, slot: int) -> bool:
        return slot not in self._busy_slots and (not self._carers_at(slot) or self._helped(slot))

    def _helped(self, slot: int) -> bool:
        """Whether carers who may lead here can do without a change of lead inside a stroll."""
        children = [c for c in self.facts.children if slot in self.needs[c]]
        covered = all((c, slot) in self.sure for c in children) and slot not in self._late_slots
        return covered and (len(children) == 1 or self.steady(slot))

    def _carers_at(self, slot: int) -> frozenset[str]:
        return self._able(slot)[1]

    def _able(self, slot: int) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
        """Who may lead whom in a slot, and which carers are among them."""
        return self._all_able.get(slot, (frozenset(), frozenset()))

    @cached_property
    def _all_able(self) -> dict[int, tuple[frozenset[tuple[str, str]], frozenset[str]]]:
        found: dict[int, set[tuple[str, str]]] = {}
        for pair, slots in self.may_lead.items():
            for slot in slots:
                found.setdefault(slot, set()).add(pair)
        carers = self.facts.carers
        return {i: (frozenset(pairs), frozenset(a for _, a in pairs if a in carers)) for i, pairs in found.items()}

    @cached_property
    def _breaks(self) -> frozenset[Minute]:
        """The marks at which anything begins or ends; all others are plain quarters of an hour."""
        wall = self.facts.horizon.wall
        clock = {m: wall.local(m).strftime("%H:%M") for m in self.marks}
        turns = {m for m, text in clock.items() if text in ("00:00", "06:00", "21:00", "22:00")}
        # Just before the night a handoff is still cheap, so that one may be put off till then and no further.
        last = {a for a, b in pairwise(self.marks) if clock[b] == "21:00" and self.facts.carers}
        return frozenset(self.facts.edges | turns | last)

    @cached_property
    def _busy_slots(self) -> frozenset[int]:
        """Slots of journeys, of one-on-ones, of dated moments, and of lateness that could be worth a detour."""
        spans = [leg for child in self.facts.children.values() for leg in child.legs]
        spans += [o.window for o in self.facts.occasions if o.moment.one_on_one]
        spans += [d.away for d in self.facts.dated]
        spans += [late for p in self.facts.parents.values() for d in p.duties if (late := self._late(d))]
        return frozenset(i for s in spans for i in self.touched(s))

    @cached_property
    def _late_slots(self) -> frozenset[int]:
        """Slots in which one parent is free alone and may still be late by more than nothing."""
        found: set[int] = set()
        for parent, facts in self.facts.parents.items():
            others = set().union(*(self.open[p] for p in self.facts.parents if p != parent))
            spans = [late for d in facts.duties if (late := self._late(d, NOTHING))]
            found |= {i for s in spans for i in self.touched(s) if i not in others}
        return frozenset(found)

    def _late(self, duty: Duty, worth: float | None = None) -> Span | None:
        """The time after a duty in which lateness may still be worth more than handing a child over twice."""
        if duty.overrun is None or not duty.on_site:
            return None
        if worth is None:
            worth = 2 * min(self.prices.handoff, self.prices.night_handoff) / max(1, len(self.facts.children))
        price, minutes = self.prices.late_minute, 0
        while price * excess(duty.overrun, minutes) > worth and minutes < 48 * HOUR:
            minutes += QUARTER
        return Span(duty.span.end, duty.home + minutes) if duty.home + minutes > duty.span.end else None

    @cached_property
    def sure(self) -> frozenset[tuple[str, int]]:
        """Children and slots that some parent can always cover: a gap there is in no best plan."""
        away = {(p, i) for d in self.facts.dated for p in d.able for i in self.slots(d.away)}
        return frozenset(
            (c, i)
            for c in self.facts.children
            for p in self.facts.parents
            for i in self.may_lead[c, p]
            if (p, i) not in away and not any(i in leg for leg in self.legs[c])
        )

    @cached_property
    def outside(self) -> dict[str, frozenset[int]]:
        """The slots in which a carer would have to be asked."""
        return {
            k: frozenset(i for i in self.open[k] if not covers(f.hours, self.span(i)))
            for k, f in self.facts.carers.items()
        }
