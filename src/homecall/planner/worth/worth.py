"""What one change is worth to the plan in force."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.errors import PlanError
from homecall.household.household import Household
from homecall.plan.plan import Plan
from homecall.planner.change.changed import made_for
from homecall.planner.plan import Effort
from homecall.planner.worth.hurts import Gain
from homecall.planner.worth.otherwise import Otherwise
from homecall.planner.worth.weigh import Scale, less, scale

PLACES = 4


@dataclass(frozen=True, slots=True)
class Values:
    """The tiers of a plan: uncovered child-minutes, musts missed, and cost in the household's currency."""

    uncovered_minutes: float
    must_missed: float
    cost: float


@dataclass(frozen=True, slots=True)
class Worth:
    """A change, and the tiers of the whole plan without it and with it, all but the touched days as in the plan.

    `before` is the plan in force, or the best that could be made of the same days as things are, where that is better.
    `proven` says that both are: no plan that differs in those days alone is better.
    """

    change: Otherwise
    before: Values
    after: Values
    proven: bool

    @property
    def gain(self) -> Gain:
        """Minutes without cover, musts missed and cost, each as what is saved; below 0 where it gets worse."""
        one, other = self.before, self.after
        minutes, musts = one.uncovered_minutes - other.uncovered_minutes, one.must_missed - other.must_missed
        return minutes, musts, round(one.cost - other.cost, PLACES)


def worth_of(household: Household, plan: Plan, change: Otherwise, effort: Effort | None = None) -> Worth:
    """What one change is worth. The household is the one that the schedules speak of, the plan the one in force.

    Raises HouseholdError where there is nothing to change, PlanError where no plan was found.
    """
    return exact(scale(made_for(household, plan), plan, effort), change)


def exact(on: Scale, change: Otherwise) -> Worth:
    """What a change is worth, on a scale. Raises PlanError where no plan was found."""
    with_it, without = on.raw((change,)), on.anyway((change,))
    if not with_it.found:
        raise PlanError("No plan was found for that in the time given.", cure="Give the search more seconds.")
    before = less(on.tiers, without.gain)
    return Worth(change, _values(before), _values(less(on.tiers, with_it.gain)), with_it.proven and without.proven)


def _values(tiers: Gain) -> Values:
    return Values(tiers[0], tiers[1], round(tiers[2], PLACES))
