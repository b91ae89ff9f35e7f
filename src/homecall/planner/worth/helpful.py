"""The one change that would help most, as a sentence beside an answer to "why?"."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.planner.worth.best import best
from homecall.planner.worth.said import sentence
from homecall.planner.worth.weigh import scale, small
from homecall.tongue import say

PATIENCE = 4.0
"""Seconds for the search; an answer that takes longer is not waited for."""


def helpful(family: Household, plan: Plan, *, gaps: bool, effort: Effort | None = None) -> Iterator[str]:
    """What would help the whole plan most, said where it helps against the gaps, or without `gaps` against the cost.

    The family is the one that the plan was made for.
    """
    on = scale(family, plan, effort or Effort(seconds=PATIENCE))
    for worth in best(on, 1):
        minutes, _, cost = worth.gain
        if minutes > 0 if gaps else not small((0.0, 0.0, cost)):
            yield say("What would help most: {change}", change=sentence(on.facts, worth))
