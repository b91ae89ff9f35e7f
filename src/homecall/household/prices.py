"""One currency for every trade-off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prices:
    """What the family would give, in its own currency, to avoid one of each. The defaults are the format's."""

    ask: float = 15.0
    handoff: float = 4.0
    night_handoff: float = 25.0
    late_minute: float = 1.5
    should: float = 40.0
    nice: float = 10.0
    unusual: float = 5.0
    night_without_parent: float = 0.0
    amber_leg: float = 10.0
    night_before_operating: float = 6.0
