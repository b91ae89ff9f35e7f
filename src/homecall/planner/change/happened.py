"""What may happen to a family while its plan runs, and who knows of it already."""

from __future__ import annotations

from homecall.plan.happened import CalledIn, Cancelled, Closed, Early, Happening, Ill, Late, Offered

__all__ = ["CalledIn", "Cancelled", "Closed", "Early", "Happening", "Ill", "Late", "Offered", "concerned"]


def concerned(happened: tuple[Happening, ...]) -> frozenset[str]:
    """The adults to whom something happened: they know, and need not be told."""
    parents = (one.parent for one in happened if isinstance(one, Late | Early | CalledIn))
    return frozenset((*parents, *(one.carer for one in happened if isinstance(one, Cancelled | Offered))))
