"""How far one person stands off the middle one on the Karolinska scale, learnt from a few of their own answers.

Empirical Bayes with one mean, normal and normal. People stand off by m ~ N(0, t), where t = 0.84 is the spread between
people, and n answers miss what the model expects of the middle person by m on average, give or take s = 1.42 each
(both Ingre et al. 2014, PLoS ONE 9:e108679). Then with d, the mean of what the answers are off:

    believed = n / (n + s^2 / t^2),  mean = believed x d,  spread = 1 / sqrt(1 / t^2 + n / s^2)

Few answers are drawn far towards the middle person, many hardly: one is believed by a quarter, three by half, twelve by
four fifths. Answers of one hour say the same thing twice and must not be counted as two; `apart` sees to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from homecall.rest.sleepiness import INGRE, RESIDUAL, SPREAD_OF_PEOPLE, Scale

ENOUGH = 12
"""Answers from which on they count (ours): three quarters and more of what they say is then believed."""
_NINE_IN_TEN = 1.2816
"""The ninetieth percentile of a standard normal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A score that was given, 1 to 9, and the one that the model expected of the middle person at that instant."""

    given: float
    expected: float


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a person stands off, in steps of the scale: more is sleepier. `spread` is one SD of what is unsure.

    `raw` is what the answers say alone, `believed` the share of it that is kept.
    """

    answers: int
    raw: float
    believed: float
    mean: float
    spread: float

    @property
    def counts(self) -> bool:
        """Whether there are answers enough to use it."""
        return self.answers >= ENOUGH

    def logit(self, scale: Scale = INGRE) -> float:
        """The same on the logistic scale of the chance of sleepiness."""
        return logit_of(self.mean, scale)

    def scale(self, scale: Scale = INGRE) -> Scale:
        """The transfer of this person, whose sleepiest tenth lies nearer the more is known of them."""
        return scale_of(self.mean, self.spread, scale)


def logit_of(off: float, scale: Scale = INGRE) -> float:
    """Steps of the scale as an offset on the logistic scale of the chance of sleepiness."""
    return off * scale.slope / scale.KSS_beta


def scale_of(off: float, unsure: float, scale: Scale = INGRE) -> Scale:
    """The transfer of somebody who stands off by so many steps, with one SD of what is unsure about that.

    The score of the middle person stays what it is; what is added to it for the sleepiest tenth is this person's.
    """
    p90 = off + _NINE_IN_TEN * unsure
    return replace(scale, kss_p90=p90, logit_p90=logit_of(p90, scale))


def offset_of(answers: Sequence[Answer]) -> Offset:
    """The offset of a person after their answers; that of nobody in particular where there are none."""
    count, ratio = len(answers), (RESIDUAL / SPREAD_OF_PEOPLE) ** 2
    raw = sum(one.given - one.expected for one in answers) / count if count else 0.0
    believed = count / (count + ratio)
    spread = 1 / sqrt(1 / SPREAD_OF_PEOPLE**2 + count / RESIDUAL**2)
    return Offset(count, raw, believed, believed * raw, spread)
