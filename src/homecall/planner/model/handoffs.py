"""Handoffs: one for each adult and mark at which they take children over from others; usual leads; nights."""

from __future__ import annotations

from homecall.planner.model.leads import Leads
from homecall.planner.model.program import Program, Term
from homecall.planner.problem import Problem
from homecall.rules.value import handoff_price


def add_handoffs(problem: Problem, program: Program, leads: Leads) -> None:
    """Add a priced variable for each handoff that could be, and let it follow the leads."""
    taken: dict[tuple[str, int], int] = {}
    for (child, adult, slot), now in leads.lead.items():
        terms = _from_another(problem, leads, child, adult, slot, now)
        if terms:
            if (adult, slot) not in taken:
                taken[adult, slot] = program.share(cost=handoff_price(problem.facts, problem.marks[slot]))
            program.at_least([(1.0, taken[adult, slot]), *terms], 0.0)


def _from_another(problem: Problem, leads: Leads, child: str, adult: str, slot: int, now: int) -> list[Term]:
    """Terms that sum to -1 where the adult takes the child over from another one in this slot, else to 0 or more."""
    if slot == 0:
        before = problem.past.leads.get(child)
        return [(-1.0, now)] if before is not None and before != adult else []
    gap = leads.gap.get((child, slot - 1))
    held = leads.lead.get((child, adult, slot - 1))
    others = any((child, a, slot - 1) in leads.lead for a in problem.adults if a != adult)
    if gap is None or held == now or not others:
        return []
    return [(-1.0, now), (1.0, gap), *([(1.0, held)] if held is not None else [])]


def add_usual(problem: Problem, program: Program, leads: Leads) -> None:
    """Add, for each day of a usual entry, a priced variable that is 1 where its lead is not there throughout."""
    for day in (d for d in problem.facts.usual if not problem.torn(d.window)):
        needed = [(c, i) for c, part in day.parts for i in problem.slots(part)]
        held = [leads.lead.get((c, day.usual.lead, i)) for c, i in needed]
        if None in held:
            program.constants["cost"] += problem.prices.unusual
            continue
        missed = program.share(cost=problem.prices.unusual)
        for variable in {h for h in held if h is not None}:
            program.at_least([(1.0, missed), (1.0, variable)], 1.0)


def add_nights(problem: Problem, program: Program, leads: Leads) -> None:
    """Add, for each night, a priced variable that is 1 where no parent leads in any of it."""
    price = problem.prices.night_without_parent
    for night in (n for n in problem.facts.nights if price and not problem.torn(n)):
        slots = set(problem.slots(night))
        parents = {v for (_, a, i), v in leads.lead.items() if i in slots and a in problem.facts.parents}
        if not parents:
            program.constants["cost"] += price
            continue
        alone = program.share(cost=price)
        program.at_least([(1.0, alone), *((1.0, v) for v in sorted(parents))], 1.0)
