"""Who must be told: a tier of its own for the hours ahead, and a mere preference beyond them."""

from __future__ import annotations

from collections.abc import Iterable

from homecall.planner.change.held import Held
from homecall.planner.model.build import Model
from homecall.planner.model.program import Term
from homecall.spans.span import Minute

PREFERENCE = 0.001
"""The price of each adult whose days after the freeze change: it decides between plans of one cost only."""

STEADY = 0.002
"""What it would cost if everything in the free time were otherwise: of plans that cost the same, the one that stays."""


def add_told(problem: Held, model: Model, until: Minute, excused: frozenset[str]) -> float:
    """Add the tier "told": one for each adult who does anything new before `until`, but for the excused.

    After that, each change is priced by the PREFERENCE. Gives the most that the preferences can add to the cost.
    """
    program = model.program
    program.add_tier("told")
    soon = [i for i in sorted(problem.loose) if problem.marks[i] < until]
    later = [i for i in sorted(problem.loose) if problem.marks[i] >= until]
    prices = _add_changes(problem, model)
    for adult in problem.adults:
        if adult not in excused:
            _follow(problem, model, adult, soon, program.binary())
            program.charge("told", len(program.lower) - 1, 1.0)
        _follow(problem, model, adult, later, program.share(cost=PREFERENCE))
        prices += PREFERENCE
    return prices


def _add_changes(problem: Held, model: Model) -> float:
    """Price every minute that somebody else has a child than had, or that a carer is on who was not."""
    program, changed = model.program, []
    for (child, adult, slot), variable in model.leads.lead.items():
        if slot in problem.loose and problem.led.get((child, slot)) != adult:
            changed.append((variable, slot))
    changed += [(v, i) for (k, i), v in model.shifts.on.items() if i in problem.loose and (k, i) not in problem.on]
    minutes = sum(problem.lengths[i] for i in problem.loose) * (len(problem.facts.children) + len(problem.facts.carers))
    price = STEADY / max(1, minutes)
    for variable, slot in changed:
        program.charge("cost", variable, price * problem.lengths[slot])
    return STEADY


def _follow(problem: Held, model: Model, adult: str, slots: Iterable[int], told: int) -> None:
    """Let a variable be 1 where the adult does in any of these slots what the plan in force did not say."""
    program = model.program
    rows: set[tuple[int | None, bool]] = set()
    for slot in slots:
        had = {c: problem.led.get((c, slot)) == adult for c in problem.facts.children}
        rows |= {(model.leads.lead.get((c, adult, slot)), before) for c, before in had.items()}
        if adult in problem.facts.carers:
            rows.add((model.shifts.on.get((adult, slot)), (adult, slot) in problem.on))
    for variable, before in sorted(rows, key=lambda r: (r[0] is not None, r[0] or 0, r[1])):
        if variable is None:
            program.lower[told] = max(program.lower[told], float(before))
        else:
            now: Term = (1.0, variable) if before else (-1.0, variable)
            program.at_least([(1.0, told), now], float(before))
