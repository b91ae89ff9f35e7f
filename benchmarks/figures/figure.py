"""The figures of a row, worked out of its samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.figures.agree import verdict
from benchmarks.figures.amount import Amount, middle, middle_times, most, percentile, times
from benchmarks.figures.results import Results
from benchmarks.figures.rows import Row
from benchmarks.figures.sample import YARDSTICK, Sample, by_name, took

Figure = Callable[[Row, Results], Amount | None]


def seconds(row: Row, results: Results) -> list[Amount]:
    """What each household took, the median of its runs."""
    return [took(runs, row.within) for runs in by_name(results.of(row.key)).values()]


def pairs(row: Row, results: Results) -> list[tuple[Amount, Amount]]:
    """The yardstick's seconds and the planner's, of each household that both were asked."""
    ours = by_name(results.of(row.key))
    theirs = by_name(results.of(row.key, YARDSTICK))
    return [(took(theirs[name], 0.0), took(ours[name], row.within)) for name in ours if name in theirs]


def _over(percent: int) -> Figure:
    def figure(row: Row, results: Results) -> Amount | None:
        found = seconds(row, results)
        return percentile(found, percent) if found else None

    return figure


def _median(row: Row, results: Results) -> Amount | None:
    found = seconds(row, results)
    return middle(found) if found else None


def _ended(row: Row, results: Results) -> Amount | None:
    found = [median(one.wall for one in runs) for runs in by_name(results.of(row.key)).values()]
    return Amount(median(found)) if found else None


def _times(row: Row, results: Results) -> Amount | None:
    found = pairs(row, results)
    return times(middle([a for a, _ in found]), middle([b for _, b in found])) if found else None


def _ratios(row: Row, results: Results) -> Amount | None:
    found = pairs(row, results)
    return middle_times([times(a, b) for a, b in found]) if found else None


def _gap(row: Row, results: Results) -> Amount | None:
    found = [one.gap for one in results.of(row.key)]
    return Amount(max(found)) if found else None


def _memory(row: Row, results: Results) -> Amount | None:
    found = [Amount(one.memory, bool(one.fault)) for one in results.of(row.key)]
    return most(found) if found else None


def _typical(row: Row, results: Results) -> Amount | None:
    found = [Amount(one.memory) for one in results.of(row.key)]
    return middle(found) if found else None


@dataclass(frozen=True, slots=True)
class Length:
    """A length of the growth: over how many households, CPU seconds and wall seconds a week, most memory, gap."""

    weeks: int
    over: int
    cpu: Amount
    wall: Amount
    memory: float
    gap: float


def lengths(row: Row, results: Results) -> list[Length]:
    """Each length, in medians over the households that were planned for all of them."""
    samples = results.of(row.key)
    whole = {h for h in by_name(samples) if {s.weeks for s in samples if s.household == h} == set(row.lengths)}
    counted = [one for one in samples if one.household in whole]
    return [_length(w, [one for one in counted if one.weeks == w]) for w in row.lengths] if counted else []


def _length(weeks: int, samples: Sequence[Sample]) -> Length:
    cpu = middle([Amount(one.cpu / weeks, one.stopped) for one in samples])
    wall = middle([Amount(one.wall / weeks, one.stopped) for one in samples])
    return Length(weeks, len(samples), cpu, wall, max(s.memory for s in samples), max(s.gap for s in samples))


def _growth(row: Row, results: Results) -> Amount | None:
    found = lengths(row, results)
    if not found or found[0].cpu.over:  # nothing can be compared with a week that did not finish
        return Amount(0.0, over=True) if found else None
    return most([times(one.cpu, found[0].cpu) for one in found])


FIGURES: dict[str, Figure] = {
    "median": _median,
    "p95": _over(95),
    "ended": _ended,
    "times": _times,
    "ratios": _ratios,
    "gap": _gap,
    "memory": _memory,
    "typical": _typical,
    "growth": _growth,
}
"""How each figure that a row may promise is worked out; None where nothing was measured."""


@dataclass(frozen=True, slots=True)
class Check:
    """Planner and yardstick on the same households: how many were asked, proven, the same; what contradicts."""

    asked: int
    proven: int
    same: int
    contradicted: tuple[str, ...]


def check(row: Row, results: Results) -> Check:
    """Hold the plans of a row, those of every run, to the yardstick's answer where it was asked."""
    theirs = {one.name: one for one in results.of(row.key, YARDSTICK) if one.tiers}
    ours = by_name(one for one in results.of(row.key) if one.tiers and one.name in theirs)
    said = {name: [verdict(one.tiers, theirs[name].tiers) for one in runs] for name, runs in ours.items()}
    proven = [words for name, words in said.items() if theirs[name].proven]
    same = sum(all(word.startswith("agree") for word in words) for words in proven)
    wrong = {f"{name}: {word}" for name, words in said.items() for word in words if word.startswith("DISAGREE")}
    return Check(len(said), len(proven), same, tuple(sorted(wrong)))
