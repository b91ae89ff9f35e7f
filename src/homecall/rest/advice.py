"""After a hard run: the one nap, or the one swap of leads, that helps most, with its size and how sure that is.

Size comes twice, each time with what four people in five gain: in minutes with the children in which they are present,
by the gates of evidence, which go first; and in steps of the Karolinska scale, as a mean over the time that counts,
which is when the parent has the children and is awake. People are drawn: they sleep longer or shorter than the rules
say, and are sleepier or less so at the same alertness. One in eleven does not fall asleep and gains nothing by a nap;
the gains are of the others. Grogginess after waking is no part of the transfer to the scale, so a nap is over an hour
before it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homecall.rest.draws import Axis, lengths, lives
from homecall.rest.fitness import Person, State
from homecall.rest.history import Hours
from homecall.rest.sleeper import Sleep
from homecall.spans.span import DAY, HOUR, Minute, Span, union
from homecall.timeline.duties import LONG_DUTY, is_night

DRAWS, GATED = 400, 60
"""People who are drawn for the steps, and how many of them for the minutes, whose gates take longer."""
NAPS = (30, 60, 90)
"""Minutes for which one may lie down (ours)."""
EVERY = 30
"""Minutes from one beginning that is tried to the next."""
LOOK = 15
"""Minutes from one look at alertness to the next."""
AWAKE_BEFORE, AWAKE_AFTER = 2 * HOUR, 3 * HOUR
"""So long after a sleep nobody lies down again, and so long before the next one nobody should (ours)."""
FALLS_ASLEEP = 0.908
"""The share of people who sleep after a call when they lie down (Basner et al. 2017, SLEEP zsx027): say it of a nap."""
SPREAD = 1 / 3
"""SD of a nap as a share of its length: that of rule R5."""
TENTH = 0.1
"""Steps of the scale: people are shown tenths, and what is less is nothing."""
_NINE_IN_TEN = 1.2816
"""The ninetieth percentile of a standard normal."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Offer:
    """Time with the children that another parent could take: `who` by id, and that parent's sleeps and duties."""

    span: Span
    who: str
    person: Person


@dataclass(frozen=True, slots=True)
class Gain:
    """What the middle person gains; four people in five gain between `low` and `high`."""

    typical: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Help:
    """A nap (`span` is the time to lie down in) or a swap (`span` is the lead that `who` takes; empty for a nap).

    `present` is minutes more with the children in which whoever has them is awake and not tired, `steps` how much less
    sleepy they are on the scale, as a mean over all of the time that counts.
    """

    kind: Literal["nap", "swap"]
    span: Span
    who: str
    present: Gain
    steps: Gain

    @property
    def tells(self) -> bool:
        """Whether it can be told that it helps: one of the two gains is above nothing for nine people in ten."""
        return self.present.low > 0 or (self.present.typical >= 0 and self.steps.low >= TENTH / 2)


def hard_run(person: Person, now: Minute) -> Span | None:
    """The last duty that cost sleep, a night or a long one, if it ended in the day before `now`."""
    ended = [d for d in person.duties if d.end <= now < d.end + DAY]
    return next((d for d in reversed(ended) if d.minutes >= LONG_DUTY or is_night(d, person.wall)), None)


def advice(
    person: Person, counts: Sequence[Span], free: Sequence[Span], offers: Sequence[Offer], rng: np.random.Generator
) -> Help | None:
    """The one thing that helps most over the time that counts; None where nothing is possible.

    `counts` is when the parent has the children, `free` when they could lie down, both from now on; `offers` are leads
    of theirs that another parent could have. What certainly helps goes before what may not, then minutes, then steps.
    """
    found = [one for one in (nap(person, counts, free, rng), swap(person, counts, offers, rng)) if one]
    return max(found, key=lambda one: (one.tells, one.present.typical, one.steps.typical), default=None)


def nap(person: Person, counts: Sequence[Span], free: Sequence[Span], rng: np.random.Generator) -> Help | None:
    """The nap that helps the middle person most; of those within a tenth of a step the shortest, then the earliest."""
    looks = _looks(person, counts)
    tried = list(_naps(person, looks, free)) if looks else []
    if not tried:
        return None
    before = np.array(person.levels(looks))
    gains = [float(_steps(person, np.array(_napping(person, one).levels(looks)) - before).mean()) for one in tried]
    best = max(gains)
    near = [one for one, gain in zip(tried, gains, strict=True) if gain > best - TENTH]
    one = min(near, key=lambda span: (span.minutes, span.start))
    lasting, slept = lengths(person.sleeps, DRAWS, rng), _slept(one, rng)
    other, longer = _with_nap(person, one, lasting, slept)
    steps = _steps(person, _levels(other, longer, looks) - _levels(person, lasting, looks)).mean(axis=1)
    present = _present(other, longer, looks) - _present(person, lasting, looks)
    return Help("nap", one, "", _gain(present), _gain(steps))


def swap(person: Person, counts: Sequence[Span], offers: Sequence[Offer], rng: np.random.Generator) -> Help | None:
    """The swap after which whoever has the children is less sleepy by most, for the middle persons."""
    looks = _looks(person, counts)
    known = [one for one in offers if looks and _comparable(one, looks)]
    if not known:
        return None
    best = max(known, key=lambda one: _swapped(person, one, looks))
    there = [at for at in looks if best.span.holds(at)]
    mine, theirs = (lengths(one.sleeps, DRAWS, rng) for one in (person, best.person))
    less = _drawn_scores(person, mine, there, rng) - _drawn_scores(best.person, theirs, there, rng)
    present = _present(best.person, theirs, there) - _present(person, mine, there)
    return Help("swap", best.span, best.who, _gain(present), _gain(less.sum(axis=1) / len(looks)))


def _gain(drawn: Scores) -> Gain:
    low, typical, high = (float(one) for one in np.quantile(drawn, (0.1, 0.5, 0.9)))
    return Gain(typical, low, high)


def _looks(person: Person, counts: Sequence[Span]) -> list[Minute]:
    """The instants that count: with the children, awake, and after the first sleep that is known."""
    sleeps = [one.span for one in person.sleeps]
    every = (at for span in union(counts) for at in range(span.start, span.end, LOOK))
    return [at for at in every if sleeps and at > sleeps[0].start and not any(one.holds(at) for one in sleeps)]


def _naps(person: Person, looks: Sequence[Minute], free: Sequence[Span]) -> Iterator[Span]:
    """The times to lie down that are worth a thought."""
    busy = union(Span(at, at + LOOK) for at in looks)
    for span in union(free):
        first = span.start + -span.start % LOOK
        for start in range(first, min(span.end, looks[-1]), EVERY):
            for length in NAPS:
                found = Span(start, start + length)
                after = Span(found.end, found.end + person.limits.inertia)
                if span.covers(found) and not any(one.overlaps(after) for one in busy) and _apart(person, found):
                    yield found


def _apart(person: Person, nap: Span) -> bool:
    """Whether a nap is far enough from the sleeps around it to be one of its own."""
    return not any(
        one.span.start - AWAKE_AFTER < nap.end
        and nap.start < one.span.start + max(one.high, one.span.minutes) + AWAKE_BEFORE
        for one in person.sleeps
    )


def _napping(person: Person, nap: Span) -> Person:
    """The person with a nap slept as the middle person would."""
    spread = nap.minutes * SPREAD
    slept = Sleep(nap, round(nap.minutes - spread), round(nap.minutes + spread), "R5")
    return replace(person, sleeps=tuple(sorted([*person.sleeps, slept])))


def _steps(person: Person, levels: Hours) -> Scores:
    """What more alertness takes off the score."""
    gained: Scores = -person.scale.KSS_beta * levels
    return gained


def _slept(nap: Span, rng: np.random.Generator) -> Hours:
    """How long drawn people who fall asleep sleep in a nap, in hours."""
    lasting: Hours = rng.normal(nap.minutes, nap.minutes * SPREAD, DRAWS).clip(0, nap.minutes) / HOUR
    return lasting


def _with_nap(person: Person, nap: Span, lasting: Hours, slept: Hours) -> tuple[Person, Hours]:
    """The person with a nap, and what drawn people sleep then: all else lasts as it did."""
    other = _napping(person, nap)
    at = next(n for n, one in enumerate(other.sleeps) if one.span == nap)
    return other, np.insert(lasting, at, slept, axis=1)


def _levels(person: Person, lasting: Hours, looks: Sequence[Minute]) -> Hours:
    """S + C + U at the looks, by drawn life."""
    zero = looks[0]
    hours = np.arange(0, looks[-1] - zero + LOOK, LOOK) / HOUR
    clock = [person.wall.local(zero + LOOK * n) for n in range(len(hours))]
    axis = Axis(hours, np.array([one.hour + one.minute / HOUR for one in clock]))
    wanted = [(at - zero) // LOOK for at in looks]
    return np.array([life[wanted] for life in lives(person.sleeps, lasting, zero, axis, person.of)], dtype=float)


def _drawn_scores(person: Person, lasting: Hours, looks: Sequence[Minute], rng: np.random.Generator) -> Scores:
    """The score at each look, by drawn person, each off the middle one by as much as people are."""
    scale = person.scale
    middle = person.offset * scale.KSS_beta / scale.slope
    off = rng.normal(middle, (scale.kss_p90 - middle) / _NINE_IN_TEN, (len(lasting), 1))
    scores: Scores = scale.kss(_levels(person, lasting, looks)) + off
    return scores


def _comparable(offer: Offer, looks: Sequence[Minute]) -> bool:
    """Whether some of an offer counts, and the other parent is awake and known for all of it."""
    there = [at for at in looks if offer.span.holds(at)]
    return bool(there) and set(there) == set(_looks(offer.person, [Span(at, at + LOOK) for at in there]))


def _swapped(person: Person, offer: Offer, looks: Sequence[Minute]) -> float:
    """How many steps the middle persons are apart, summed over the looks of an offer."""
    there = [at for at in looks if offer.span.holds(at)]
    mine, theirs = (one.scale.kss(np.array(one.levels(there))) for one in (person, offer.person))
    return float((mine - theirs).sum())


def _present(person: Person, lasting: Hours, looks: Sequence[Minute]) -> Scores:
    """Minutes of the looks in which each of the first drawn people is present, by the gates as they stand."""
    found = [_lived(person, lasts).over(looks) for lasts in lasting[:GATED]]
    return np.array([LOOK * sum(one.state is State.PRESENT for one in person_) for person_ in found], dtype=float)


def _lived(person: Person, lasts: Hours) -> Person:
    """The person whose sleeps lasted so many hours, none beyond the next one's beginning."""
    ends = [*(one.span.start for one in person.sleeps[1:]), person.sleeps[-1].span.start + DAY]
    spans = [
        Span(one.span.start, min(one.span.start + round(hours * HOUR), end))
        for one, hours, end in zip(person.sleeps, lasts.tolist(), ends, strict=True)
        if round(hours * HOUR) > 0
    ]
    return replace(person, sleeps=tuple(Sleep(one, one.minutes, one.minutes, "R1") for one in spans))
