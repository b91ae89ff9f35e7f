"""Leads, gaps and shifts as variables, and the rules of cover (section 3, readings R9 to R12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ortools.math_opt.python import mathopt

from benchmarks.yardstick.facts import Facts, Slots
from benchmarks.yardstick.home import three_months
from homecall.household.people import Child

Number = Any
"""A linear expression, a variable or a plain number; the solver's package has no types."""


@dataclass(frozen=True)
class Core:
    """The model under construction. A missing key of `lead` or `on` is a variable fixed at 0.

    `attend` says who goes to which dated moment; `parts` collects the terms of the cost by name.
    """

    facts: Facts
    model: mathopt.Model
    lead: dict[tuple[str, str, int], mathopt.Variable] = field(default_factory=dict)
    gap: dict[tuple[str, int], mathopt.Variable] = field(default_factory=dict)
    on: dict[tuple[str, int], mathopt.Variable] = field(default_factory=dict)
    attend: dict[tuple[str, str], mathopt.Variable] = field(default_factory=dict)
    parts: dict[str, list[Number]] = field(default_factory=dict)

    def leads(self, child: str, adult: str, slot: int) -> Number:
        """Whether the adult leads the child in the slot."""
        return self.lead.get((child, adult, slot), 0.0)

    def shift(self, carer: str, slot: int) -> Number:
        """Whether the carer is on shift in the slot."""
        return self.on.get((carer, slot), 0.0)

    def whole(self) -> mathopt.Variable:
        """A new variable that is 0 or 1."""
        return self.model.add_binary_variable()

    def amount(self, upper: float = float("inf")) -> mathopt.Variable:
        """A new continuous variable from 0 to `upper`."""
        return self.model.add_variable(lb=0.0, ub=upper)

    def at_most(self, left: Number, right: Number) -> None:
        """Requires left <= right; both may be plain numbers, a contradiction among them is a defect of ours."""
        difference = mathopt.LinearSum((left, -1.0 * right))
        self.model.add_linear_constraint(difference <= 0.0)

    def price(self, part: str, term: Number) -> None:
        """Adds a term to a part of the cost."""
        self.parts.setdefault(part, []).append(term)


def core(facts: Facts) -> Core:
    """Variables for leads, gaps and shifts with every rule of cover."""
    made = Core(facts, mathopt.Model(name="yardstick"))
    for carer in facts.household.carers:
        for slot in sorted(facts.may[carer.id]):
            made.on[carer.id, slot] = made.whole()
    for child in facts.household.children:
        _cover(made, child)
        for leg in facts.legs[child.id]:
            _one_lead(made, child, sorted(leg))
    for (_, adult, slot), lead in made.lead.items():
        if (adult, slot) in made.on:
            made.at_most(lead, made.on[adult, slot])
    return made


def _cover(made: Core, child: Child) -> None:
    options = dict(_options(made.facts, child))
    for slot in sorted(made.facts.need[child.id]):
        gap = made.gap[child.id, slot] = made.whole()
        somebody: list[Number] = [gap]
        for adult, slots in options.items():
            if slot in slots:
                lead = made.lead[child.id, adult, slot] = made.whole()
                somebody.append(lead)
        made.model.add_linear_constraint(mathopt.LinearSum(somebody) == 1.0)


def _options(facts: Facts, child: Child) -> Iterator[tuple[str, Slots]]:
    """Where each adult may lead the child."""
    drivers = {p.id: p.drives for p in facts.household.parents} | {c.id: c.drives for c in facts.household.carers}
    for adult, drives in drivers.items():
        slots = facts.may[adult] & facts.need[child.id] - _barred(facts, child, adult)
        undriven = (leg for leg in facts.legs[child.id] if not (drives and leg <= slots and _fit(facts, adult, leg)))
        yield adult, slots.difference(*undriven)


def _barred(facts: Facts, child: Child, adult: str) -> Slots:
    """Where a carer may not have the child: asleep without overnight, or too young for an au pair."""
    carer = next((c for c in facts.household.carers if c.id == adult), None)
    if carer is None:
        return frozenset()
    barred = frozenset() if carer.overnight else facts.asleep[child.id]
    if carer.rules == "us-au-pair" and child.born is not None:
        ripe = facts.horizon.wall.midnight(three_months(child.born))
        barred |= {n for n in facts.need[child.id] if facts.slots[n].start < ripe}
    return barred


def _fit(facts: Facts, adult: str, leg: Slots) -> bool:
    """Whether no slot of the leg falls in a parent's time without driving."""
    tired = facts.work[adult].no_drive if adult in facts.work else ()
    return not any(facts.slots[n].overlaps(span) for n in leg for span in tired)


def _one_lead(made: Core, child: Child, leg: list[int]) -> None:
    for before, after in pairwise(leg):
        for adult in made.facts.may:
            key = (child.id, adult, after)
            if key in made.lead:
                made.model.add_linear_constraint(made.lead[key] == made.lead[child.id, adult, before])
        made.model.add_linear_constraint(made.gap[child.id, before] == made.gap[child.id, after])
