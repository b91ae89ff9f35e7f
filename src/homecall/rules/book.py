"""The rule book: every rule in one list, and the judge who reads it out.

The judge knows no solver. It sees a household and a plan, says what the plan breaks, works out what it is worth,
and compares that with what the plan says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.rules import cover, leads, occasions, shifts
from homecall.rules.base import Breach, Case, Rule
from homecall.rules.facts import facts_of, horizon_of
from homecall.rules.value import Value, shift_pay, value

RULES: tuple[Rule, ...] = (cover.RULE, cover.MARKS, *leads.RULES, *shifts.RULES, occasions.RULE)

TOLERANCE = 1e-3
"""How far a stated cost may lie from the recomputed one, in the household's currency; plans are written to 1e-4."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of a plan: its breaches, in the order of the book, and its true value."""

    breaches: tuple[Breach, ...]
    value: Value

    @property
    def clean(self) -> bool:
        """Whether the plan may leave the house."""
        return not self.breaches


def judge(household: Household, plan: Plan) -> Verdict:
    """Judge a plan. The household's sources must have been read, as they were when the plan was made."""
    return judge_case(Case(facts_of(household, horizon_of(household, plan)), plan))


def judge_case(case: Case) -> Verdict:
    """Judge a plan whose facts are at hand."""
    breaches = [breach for rule in RULES for breach in rule.check(case)]
    worth = value(case)
    return Verdict((*breaches, *_stated(case, worth)), worth)


def _stated(case: Case, worth: Value) -> Iterator[Breach]:
    """What the plan says of itself and is not so."""
    true = {"uncovered_minutes": worth.uncovered_minutes, "must_missed": worth.must_missed, "cost": worth.cost}
    for tier in case.plan.tiers:
        if abs(tier.value - true.get(tier.name, tier.value)) > TOLERANCE:
            yield _wrong(case, tier.name, tier.value - true[tier.name], f"says {tier.value}, is {true[tier.name]:.4f}")
        if tier.bound > tier.value + TOLERANCE:
            yield _wrong(case, tier.name, tier.bound - tier.value, "has a bound above its value")
        if case.plan.status == "optimal" and tier.bound < tier.value - TOLERANCE:
            yield _wrong(case, tier.name, tier.value - tier.bound, "is called proven, and its bound is below its value")
    for missing in true.keys() - {t.name for t in case.plan.tiers}:
        yield _wrong(case, missing, 1, "is missing from the plan")
    yield from _stated_shifts(case)


def _stated_shifts(case: Case) -> Iterator[Breach]:
    for carer in case.facts.household.carers:
        pays = shift_pay(case, carer)
        for shift, pay in zip(case.shifts_of[carer.id], pays, strict=False):
            asked = any(b.overlaps(shift.span) for b in case.blocks[carer.id])
            if abs(shift.pay - pay) > TOLERANCE or shift.asked != asked:
                text = f"{carer.name}'s shift {case.when(shift.span)} states a wrong pay or a wrong ask."
                yield Breach("plans-say-what-is", carer.id, shift.span, abs(shift.pay - pay), text)


def _wrong(case: Case, tier: str, amount: float, what: str) -> Breach:
    return Breach("plans-say-what-is", tier, case.plan.span, amount, f"The plan's {tier} {what}.")
