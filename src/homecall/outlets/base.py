"""The one shape of an outlet."""

from __future__ import annotations

from typing import Protocol

from homecall.household.household import Household
from homecall.plan.plan import Plan


class Outlet(Protocol):
    """Writes a plan in one form. Pure: the same plan gives the same bytes."""

    def __call__(self, household: Household, plan: Plan) -> bytes:
        """The document, complete."""
        ...
