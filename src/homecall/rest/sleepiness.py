"""From alertness to the Karolinska Sleepiness Scale (KSS, 1 very alert to 9 fighting sleep), with the spread of people.

Ingre et al. 2014, PLoS ONE 9:e108679, model 5c: KSS = 9.68 - 0.46 x (S + C + U), residual SD 1.42, SD between people
0.84, and an ordinal model for the chance of a score above each step. The numbers are quoted from two independent
implementations (the paper itself could not be read here), the ordinal ones from one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from homecall.rest.history import Hours

SPREAD_OF_PEOPLE = 0.84
"""SD of KSS between people at the same alertness."""
RESIDUAL = 1.42
"""SD of KSS within a person beyond what the model tells."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A transfer from S + C + U to KSS. P(KSS > k) = logistic(slope x (S + C + U) - K_k + offset of a person)."""

    KSS_intercept: float = 9.68
    KSS_beta: float = -0.46
    slope: float = -0.599
    K6: float = -4.30
    K7: float = -3.05
    K8: float = -0.58
    kss_p90: float = 1.07
    logit_p90: float = 1.41

    def kss(self, x: Hours) -> Hours:
        """The score of the middle person."""
        score: Hours = self.KSS_intercept + self.KSS_beta * x
        return score

    def chance(self, x: Hours, above: float, offset: float = 0.0) -> Hours:
        """The chance of a score above a step whose threshold is given, for a person who stands off by so much."""
        likely: Hours = 1 / (1 + np.exp(-(self.slope * x - above + offset)))
        return likely


INGRE = Scale()
