"""The planner and the yardstick side by side on the same week of the same family."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from benchmarks.figures.agree import verdict
from benchmarks.figures.sample import Reached
from benchmarks.yardstick.price import price
from benchmarks.yardstick.solve import Yardstick, solve
from benchmarks.yardstick.start import Start
from benchmarks.yardstick.work import Overruns
from homecall import workflow
from homecall.cases.book import Case, folder
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.rules.packs.read import pack

COUNTED = 0.02
"""How far costs may lie apart where a plan is counted again minute by minute, lateness by small steps."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Sides:
    """Both answers to one question, the seconds of each, and how the planner's plan counts when read again.

    `proof` is the yardstick's second answer, begun from the planner's plan, where the first proved nothing in time.
    """

    case: str
    plan: Plan
    yardstick: Yardstick
    proof: Yardstick | None
    seconds: tuple[float, float]
    recounted: tuple[tuple[str, float], ...]

    @property
    def ours(self) -> list[Reached]:
        """The planner's tiers."""
        return [(tier.name, tier.value, tier.bound) for tier in self.plan.tiers]

    @property
    def theirs(self) -> list[Reached]:
        """The yardstick's tiers."""
        return _reached(self.yardstick)

    @property
    def verdict(self) -> str:
        """Whether both say the same, in words. What the first answer contradicts, no second one mends."""
        first = verdict(self.ours, self.theirs)
        if self.proof is None or first.startswith("DISAGREE"):
            return first
        took = sum(seconds for *_, seconds in self.proof.tiers)
        return f"{verdict(self.ours, _reached(self.proof))}; from the planner's plan, {took:.0f} s"

    @property
    def counts(self) -> bool:
        """Whether the planner's plan is worth what it says, when the yardstick counts it."""
        again = dict(self.recounted)
        return all(abs(again[name] - value) <= COUNTED for name, value, _ in self.ours)


def overruns(household: Household) -> Overruns:
    """The overruns that the parents' packs of work rules have by default, as the yardstick takes them."""
    rules = {parent.work_rules for parent in household.parents}
    return {(name, kind): late for name in rules for kind, late in pack(name).overrun.items()}


def situation(case: Case, days: int = 7) -> workflow.Situation:
    """The first days of a named family, its feeds read."""
    return workflow.read(folder(case.name) / "household.toml", datetime.fromisoformat(case.now), case.start, days)


def compare(case: Case, days: int = 7, seconds: float = 300.0) -> Sides:
    """Plan the first days of a family both ways, each in at most `seconds`."""
    asked = situation(case, days)
    home, horizon, late = asked.household, asked.horizon, overruns(asked.household)
    plan, ours = _timed(lambda: workflow.make_plan(asked, Effort(seconds=seconds)))
    answer, theirs = _timed(lambda: solve(home, horizon, seconds, late))
    made = Start(plan.cover, tuple((s.carer, s.span) for s in plan.shifts), tuple(m for m in plan.moments if m.kept))
    proof = None if answer.proven else solve(home, horizon, seconds, late, made)
    again = price(home, horizon, made.leads, made.shifts, made.moments, late)
    cost = sum(again[part] for part in answer.parts)
    recounted = (*((name, again[name]) for name in ("uncovered_minutes", "must_missed")), ("cost", cost))
    return Sides(case.name, plan, answer, proof, (ours, theirs), recounted)


def _reached(answer: Yardstick) -> list[Reached]:
    return [(name, value, bound) for name, value, bound, _ in answer.tiers]


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began
