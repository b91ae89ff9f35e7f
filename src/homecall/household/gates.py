"""From when on a parent is too tired, as a family sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates of tiredness, in hours and in chances from 0 to 1; they count where rest is the model's.

    Red keeps a parent from the wheel: so long awake, less slept than that in a day, less slept in one go since a duty
    of 20 hours and more, or a chance of a sleepiness that impairs driving. Amber is tired: the same, with the sleep of
    two days, and the chance that the sleepiest of ten would have. `inertia` is how long one is groggy after waking.
    """

    red_awake: float = 20.0
    red_slept: float = 4.0
    red_since_long: float = 4.0
    red_chance: float = 0.5
    amber_awake: float = 17.0
    amber_slept: float = 6.0
    amber_slept_two_days: float = 12.0
    amber_chance: float = 0.25
    amber_chance_p90: float = 0.5
    inertia: float = 1.0


GATES = Gates()
"""Those of the evidence (docs/explanation/how-awake.md)."""
