"""What every source of households is: it can be counted, and gives them one by one in an order of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from homecall.fleet.job import Job, Refused


class Households(Protocol):
    """Households somewhere. None of them is read before it is asked for, and few are held at once."""

    @property
    def name(self) -> str:
        """What tells this source from others, without a password in it."""
        ...

    def count(self) -> int:
        """About how many there are, for the progress; 0 where that is not known. Raises FleetError."""
        ...

    def jobs(self) -> Iterator[Job | Refused]:
        """Every household in an order that is the same each time. Raises FleetError where the source fails."""
        ...
