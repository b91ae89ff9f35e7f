"""What one measuring process is asked to do, and how long it may take over it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """Searches of one row, `weeks` long, of these households, so many times round.

    `seconds` bounds one search of the planner, `yardstick` one of the yardstick; `budget` and `beside` bound all of
    either. What has begun is brought to its end.
    """

    row: str
    households: tuple[str, ...]
    weeks: int
    runs: int
    cores: int
    seconds: float
    yardstick: float
    budget: float
    beside: float

    def written(self) -> str:
        """The order as JSON."""
        return json.dumps(asdict(self))


def read(text: str) -> Order:
    """The order that was written. Raises TypeError for keys that it does not have."""
    fields = json.loads(text)
    return Order(**{**fields, "households": tuple(fields["households"])})


class Purse:
    """Seconds to be spent. What is begun while any are left may overspend."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @property
    def open(self) -> bool:
        """Whether anything may still be begun."""
        return self.left > 0

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Takes the wall seconds of what is done inside."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.left -= time.perf_counter() - began
