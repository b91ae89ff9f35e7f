"""What the search for plans leaves open, beside the shocks: the same comparisons after longer searches."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from benchmarks.years.speed import FIRST, family
from homecall.futures.year import Measure, difference, left_open
from homecall.studio.shelf import Shelf
from homecall.studio.simulate import Studied, simulate
from homecall.studio.work import Asked

TOLD: tuple[Measure, ...] = ("moments", "margin", "handoffs", "uncovered", "care")
"""The measures that a plan has a say in; the others are the schedule's and the luck's."""
EVERY = 100
END = 10**6


def left(lives: int = 1000, weeks: int = 52, cores: int = 2) -> None:
    """Print how far the differences of ten scenarios move, as shares of half their intervals: the median, the most."""
    household, base, tried = family()
    asked = Asked(FIRST, weeks, lives, cores=cores)
    ends = replace(asked, nodes=END, gap=0.0)
    usual = simulate(household, asked, tried, base)
    longer = simulate(household, ends, tried, base)
    whole = simulate(household, asked, tried, base, shelf=Shelf(planned=EVERY, changed=EVERY))
    print("as shares of half the interval: left open; moved by proofs; moved by searching every week; verdicts turned")
    for measure in TOLD:
        rows = (_open(usual, measure), _moved(usual, longer, measure), _moved(usual, whole, measure))
        said = "   ".join(f"{median(row):6.1%} {max(row):6.1%}" for row in rows)
        print(f"{measure:10} {said}   {_turned(usual, whole, measure)}")


def _half(study: Studied, measure: Measure) -> list[float]:
    """Half of each scenario's interval, by the shocks alone."""
    found = [difference(one, study.before, measure) for one in study.after]
    halves = [(one.high - one.low) / 2 for one in found]
    return [max(1e-9, h - o) for h, o in zip(halves, _amounts(study, measure), strict=True)]


def _amounts(study: Studied, measure: Measure) -> list[float]:
    return [left_open(one, study.before, measure) for one in study.after]


def _open(study: Studied, measure: Measure) -> list[float]:
    pairs = zip(_amounts(study, measure), _half(study, measure), strict=True)
    return [amount / half if amount else 0.0 for amount, half in pairs]


def _moved(one: Studied, other: Studied, measure: Measure) -> list[float]:
    """How far each scenario's difference moves from one study to another."""
    means = ([difference(y, study.before, measure).mean for y in study.after] for study in (one, other))
    moved = [abs(a - b) for a, b in zip(*means, strict=True)]
    return [m / half if m else 0.0 for m, half in zip(moved, _half(one, measure), strict=True)]


def _turned(one: Studied, other: Studied, measure: Measure) -> int:
    """How many differences are said to go the other way."""
    said = ([difference(y, study.before, measure).verdict for y in study.after] for study in (one, other))
    return sum({a, b} == {"more", "less"} for a, b in zip(*said, strict=True))
