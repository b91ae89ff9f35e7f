"""Who leads whom: one adult or a gap for each child in each slot; a journey is one decision."""

from __future__ import annotations

from dataclasses import dataclass, field

from homecall.planner.model.program import Program, Term
from homecall.planner.problem import Problem


@dataclass
class Leads:
    """The variables of cover. A journey's slots share one variable.

    `lead[child, adult, slot]` and `gap[child, slot]` exist only where they may be 1.
    """

    lead: dict[tuple[str, str, int], int] = field(default_factory=dict)
    gap: dict[tuple[str, int], int] = field(default_factory=dict)

    def begins(self, child: str, adult: str, slot: int) -> list[Term]:
        """Terms that sum to 1 where the adult leads the child in this slot and did not in the one before."""
        now, before = self.lead.get((child, adult, slot)), self.lead.get((child, adult, slot - 1))
        terms = [(1.0, now)] if now is not None else []
        return [*terms, (-1.0, before)] if before is not None else terms


def add_leads(problem: Problem, program: Program) -> Leads:
    """Add the leads and the gaps, priced in the first tier by their minutes."""
    leads = Leads()
    for child in problem.facts.children:
        journeys = {i: leg[0] for leg in problem.legs[child] for i in leg}
        for slot in sorted(problem.needs[child]):
            if journeys.get(slot, slot) < slot:
                _share(problem, leads, child, slot, journeys[slot])
            elif slot not in journeys and problem.strolls[slot] < slot:
                _stroll(problem, program, leads, child, slot)
            else:
                _decide(problem, program, leads, child, slot)
            program.charge("uncovered", leads.gap[child, slot], problem.lengths[slot])
    return leads


def _decide(problem: Problem, program: Program, leads: Leads, child: str, slot: int) -> None:
    gap = leads.gap[child, slot] = program.share(most=0.0 if (child, slot) in problem.sure else 1.0)
    choice: list[Term] = [(1.0, gap)]
    for adult in problem.adults:
        if slot in problem.may_lead[child, adult]:
            variable = leads.lead[child, adult, slot] = program.binary()
            choice.append((1.0, variable))
    program.equal(choice, 1.0)
    if len(choice) == 1:
        program.lower[gap] = 1.0


def _share(problem: Problem, leads: Leads, child: str, slot: int, start: int) -> None:
    leads.gap[child, slot] = leads.gap[child, start]
    for adult in problem.adults:
        if (child, adult, start) in leads.lead:
            leads.lead[child, adult, slot] = leads.lead[child, adult, start]


def _stroll(problem: Problem, program: Program, leads: Leads, child: str, slot: int) -> None:
    """Go on as before; only carers may relieve one another, where there are several."""
    _share(problem, leads, child, slot, slot - 1)
    if problem.steady(slot):
        return
    choice: list[Term] = [(1.0, leads.gap[child, slot])]
    for adult in problem.adults:
        if (child, adult, slot) in leads.lead:
            if adult in problem.facts.carers:
                leads.lead[child, adult, slot] = program.binary()
            choice.append((1.0, leads.lead[child, adult, slot]))
    program.equal(choice, 1.0)
