"""Homecall: who has the children, hour by hour, in a family of physicians.

The one public door: `read` a household file with its schedules, `make_plan`, let it be judged by `judge`, ask
`explain` why it is as it is, and `replan` when something happens: somebody is `Late`, `Early`, `CalledIn`, `Ill`,
`Cancelled`, or a place is `Closed`. `simulate` lives a year many times, as it is and in
each `Scenario`. Everything else in the package may move.
"""

from __future__ import annotations

from importlib import import_module as _import
from typing import TYPE_CHECKING as _CHECKING

if _CHECKING:
    from homecall.errors import HomecallError
    from homecall.futures.scenario import Scenario
    from homecall.futures.year import Year
    from homecall.household.household import Household
    from homecall.plan.plan import Plan
    from homecall.planner.change.happened import CalledIn, Cancelled, Closed, Early, Ill, Late
    from homecall.planner.plan import Effort
    from homecall.rules.base import Breach
    from homecall.rules.book import Verdict
    from homecall.spans.span import Span
    from homecall.spans.wall import Horizon
    from homecall.studio.simulate import Studied, simulate
    from homecall.studio.work import Asked
    from homecall.workflow import Situation, explain, judge, make_plan, read, replan

_HOMES = {
    "Asked": "homecall.studio.work",
    "Breach": "homecall.rules.base",
    "CalledIn": "homecall.planner.change.happened",
    "Cancelled": "homecall.planner.change.happened",
    "Closed": "homecall.planner.change.happened",
    "Early": "homecall.planner.change.happened",
    "Effort": "homecall.planner.plan",
    "HomecallError": "homecall.errors",
    "Horizon": "homecall.spans.wall",
    "Household": "homecall.household.household",
    "Ill": "homecall.planner.change.happened",
    "Late": "homecall.planner.change.happened",
    "Plan": "homecall.plan.plan",
    "Scenario": "homecall.futures.scenario",
    "Situation": "homecall.workflow",
    "Span": "homecall.spans.span",
    "Studied": "homecall.studio.simulate",
    "Verdict": "homecall.rules.book",
    "Year": "homecall.futures.year",
    "explain": "homecall.workflow",
    "judge": "homecall.workflow",
    "make_plan": "homecall.workflow",
    "read": "homecall.workflow",
    "replan": "homecall.workflow",
    "simulate": "homecall.studio.simulate",
}
__all__ = [
    "Asked",
    "Breach",
    "CalledIn",
    "Cancelled",
    "Closed",
    "Early",
    "Effort",
    "HomecallError",
    "Horizon",
    "Household",
    "Ill",
    "Late",
    "Plan",
    "Scenario",
    "Situation",
    "Span",
    "Studied",
    "Verdict",
    "Year",
    "explain",
    "judge",
    "make_plan",
    "read",
    "replan",
    "simulate",
]


def __getattr__(name: str) -> object:
    """A listed name, loaded on first use: `import homecall` alone costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"homecall has no {name!r}; it has {', '.join(sorted(_HOMES))}")
    return getattr(_import(_HOMES[name]), name)
