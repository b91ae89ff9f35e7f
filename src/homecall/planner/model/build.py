"""The whole model: a table of contents."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.planner.model.handoffs import add_handoffs, add_nights, add_usual
from homecall.planner.model.lateness import add_lateness
from homecall.planner.model.leads import Leads, add_leads
from homecall.planner.model.moments import Moments, add_moments
from homecall.planner.model.program import Program
from homecall.planner.model.shifts import Shifts, add_shifts
from homecall.planner.model.tired import add_tired
from homecall.planner.problem import Problem


@dataclass(frozen=True)
class Model:
    """A program and what its variables mean."""

    program: Program
    leads: Leads
    shifts: Shifts
    moments: Moments


def build(problem: Problem) -> Model:
    """Build the model of a problem. Moments come before lateness, which asks who may be away at one."""
    program = Program()
    leads = add_leads(problem, program)
    shifts = add_shifts(problem, program, leads)
    moments = add_moments(problem, program, leads)
    add_handoffs(problem, program, leads)
    add_usual(problem, program, leads)
    add_nights(problem, program, leads)
    add_tired(problem, program, leads)
    add_lateness(problem, program, leads, moments.away(problem))
    return Model(program, leads, shifts, moments)
