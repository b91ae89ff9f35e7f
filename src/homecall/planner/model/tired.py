"""Tiredness where rest is by the model: journeys with a tired parent at the wheel, and nights before operating."""

from __future__ import annotations

from collections.abc import Iterable

from homecall.planner.model.leads import Leads
from homecall.planner.model.program import Program
from homecall.planner.problem import Problem
from homecall.rules.tired import Priced, amber_legs


def add_tired(problem: Problem, program: Program, leads: Leads) -> None:
    """Add the prices of both; there is nothing to add where rest is by constants."""
    _add_legs(problem, program, leads)
    _add_nights(problem, program, leads)


def _add_legs(problem: Problem, program: Program, leads: Leads) -> None:
    """Price each drive of a tired parent once, however many children are in the car."""
    drives: dict[Priced, set[int]] = {}
    for one, child in amber_legs(problem.facts):
        parent, leg = one
        drive = leads.lead.get((child, parent, problem.slots(leg)[0]))
        if drive is not None and not problem.torn(leg):
            drives.setdefault(one, set()).add(drive)
    for drive_of in drives.values():
        _charge_once(program, drive_of, problem.prices.amber_leg)


def _add_nights(problem: Problem, program: Program, leads: Leads) -> None:
    """Price each night of a parent who operates in the morning once, however long they have children in it."""
    for parent, night in problem.facts.before_operating:
        if not problem.torn(night):
            slots = problem.slots(night)
            keys = ((child, parent, i) for child in problem.facts.children for i in slots)
            led = {leads.lead[key] for key in keys if key in leads.lead}
            _charge_once(program, led, problem.prices.night_before_operating)


def _charge_once(program: Program, variables: Iterable[int], price: float) -> None:
    """Charge a price where any of the variables is 1."""
    ordered = sorted(variables)
    if not price or not ordered:
        return
    if len(ordered) == 1:
        program.charge("cost", ordered[0], price)
        return
    any_of = program.share(cost=price)
    for variable in ordered:
        program.at_least([(1.0, any_of), (-1.0, variable)], 0.0)
