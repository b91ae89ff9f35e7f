"""What care costs in a week: hours on shift, what is guaranteed, what the law adds, and fees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homecall.futures.frame import Week
from homecall.futures.year import Weekly
from homecall.household.carers import Carer
from homecall.rules.packs.read import pack
from homecall.spans.span import HOUR

Some = NDArray[Any]


def care(week: Week, paid: Sequence[Some], fresh: Sequence[Some]) -> Weekly:
    """The money for all carers of a week, (lives, weeks): guaranteed hours whether used or not, overtime half again.

    `paid` are minutes and `fresh` shifts beyond the plan, for each day (carers, lives, weeks). The same terms as the
    plan's marginal pay (`rules/value.py`), with what is guaranteed counted in.
    """
    total: Weekly = np.zeros(paid[0].shape[1:], dtype=np.float32)
    for n, carer in enumerate(week.facts.household.carers):
        days = [np.asarray(day[n], dtype=np.float32) / np.float32(HOUR) for day in paid]
        shifts = sum((np.asarray(day[n], dtype=np.float32) for day in fresh), np.float32(_shifts(week, carer)))
        total += wages(carer, days) + np.float32(carer.per_use) * shifts
    return total


def _shifts(week: Week, carer: Carer) -> int:
    return sum(one.carer == carer.id for one in week.plan.shifts) if week.plan else 0


def wages(carer: Carer, days: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The wages of a week from the hours of each of its days."""
    law = pack(carer.rules)
    hours = np.sum(days, axis=0, dtype=np.float32)
    pay = np.float32(carer.rate) * np.maximum(hours, np.float32(carer.guaranteed))
    over = np.zeros_like(hours)
    if law.overtime_week_hours is not None:
        over = np.maximum(hours - np.float32(max(law.overtime_week_hours, carer.guaranteed)), 0)
    if law.overtime_day_hours is not None:
        daily = sum((np.maximum(day - np.float32(law.overtime_day_hours), 0) for day in days), np.zeros_like(hours))
        over = np.maximum(over, daily)
    found: NDArray[np.float32] = pay + np.float32(carer.rate / 2) * over
    return found
