"""Do nine years in ten lie in the interval of nine in ten? Simulated parents whose true lateness nobody is told."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from homecall.futures.dice import Dice
from homecall.futures.life import live
from homecall.futures.overrun import Lateness, learned, published
from homecall.futures.scenario import BASELINE
from homecall.futures.setting import setting_of
from homecall.futures.year import MEASURES, Lives, Measure, Year
from homecall.household.carers import Carer
from homecall.household.household import Household
from homecall.household.moments import Moment
from homecall.household.people import Child, Parent
from homecall.household.places import Place
from homecall.spans.wall import Clock, Wall, parse_weekly
from homecall.timeline.period import Kind, Overrun, Period
from homecall.timeline.timeline import Timeline

MONDAY = date(2027, 1, 4)
LATE = Overrun(30, 90)
WATCHED: tuple[Measure, ...] = tuple(m for m in MEASURES if m not in ("income", "left", "short_nights"))
SURE = 1e9
"""The weight and shape of a lateness that is known for certain."""
TRUE_LIVES = 20


def family() -> Household:
    """One parent at work until half past five, a nanny until then, a child in preschool in the mornings."""
    wall = Wall("America/Chicago")
    days = [MONDAY + timedelta(days=n) for n in range(5)]
    hours = Clock(8 * 60), Clock(17 * 60 + 30)
    work = tuple(Period("ana", wall.span(d, *hours), Kind.WORK, "Clinic", d, "made", overrun=LATE) for d in days)
    place = Place("Preschool", parse_weekly("Mon-Fri 09:00-12:00"))
    talk = Moment("talk", "Roses and thorns", ("mia",), minutes=15, goal=7, window=parse_weekly("Mon-Sun 18:00-18:45"))
    mia = Child("mia", "Mia", None, Clock(7 * 60), Clock(20 * 60), (place,))
    rosa = Carer("rosa", "Rosa", "nanny", (parse_weekly("Mon-Fri 07:00-17:30"),), rate=20.0, drives=True)
    line = Timeline("ana", work, MONDAY + timedelta(days=6))
    ana = Parent("ana", "Ana")
    return Household("Home", wall.zone, (ana,), (mia,), (rosa,), (talk,), schedules={"ana": line})


def parents(rng: np.random.Generator, count: int, seen: int) -> Iterator[tuple[Lateness, Lateness]]:
    """Simulated parents: the truth, and what so many of their duties have taught."""
    prior = published(LATE)
    for _ in range(count):
        sigma = math.sqrt(prior.scale / rng.gamma(prior.shape))
        mean = prior.mean + sigma / math.sqrt(prior.weight) * rng.standard_normal()
        observed = np.exp(rng.normal(mean, sigma, seen))
        yield Lateness(mean, SURE, SURE, sigma**2 * (SURE - 1)), learned(prior, observed.tolist())


def coverage(count: int, lives: int = 200, weeks: int = 8, seen: int = 20, seed: int = 7) -> dict[Measure, float]:
    """How often one year of the true parent lies within the interval of the years of the parent as learned.

    Ties count by chance, for a whole number of evenings lies on the edge more often than between.
    """
    rng, home = np.random.default_rng(seed), family()
    inside: dict[Measure, list[bool]] = {measure: [] for measure in WATCHED}
    for true, known in parents(rng, count, seen):
        drawn, once = (_years(home, one, Dice.of(rng, n, weeks * 7)) for one, n in ((known, lives), (true, TRUE_LIVES)))
        for measure in WATCHED:
            inside[measure].append(_within(drawn.total(measure), once.total(measure)[0], rng))
    return {measure: float(np.mean(found)) for measure, found in inside.items()}


def _years(home: Household, known: Lateness, dice: Dice) -> Year:
    """The years of the family where so much is known of how late her duties end."""
    return live(setting_of(home, BASELINE, MONDAY, dice.days // 7, {"ana/work": known}), lambda _: None, dice)


def _within(drawn: Lives, true: float, rng: np.random.Generator) -> bool:
    ties = np.abs(drawn - true) <= 1e-6
    below = int((drawn < true).sum() - (ties & (drawn < true)).sum())
    rank = (below + rng.random() * (int(ties.sum()) + 1)) / (len(drawn) + 1)
    return bool(0.05 <= rank <= 0.95)


def truth(count: int) -> None:
    """Print the coverage of each measure and of all together."""
    found = coverage(count)
    for measure, share in found.items():
        print(f"{measure:13} {share:.1%}")
    print(f"{count} parents, {np.mean(list(found.values())):.1%} on average")
