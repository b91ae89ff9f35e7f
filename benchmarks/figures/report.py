"""The results as tables in Markdown: first what was promised and whether it is reached, then how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.figures.agree import verdict
from benchmarks.figures.amount import Amount, middle, percentile, times
from benchmarks.figures.figure import FIGURES, Check, check, lengths, pairs
from benchmarks.figures.results import Results
from benchmarks.figures.rows import ROWS, Row, Target
from benchmarks.figures.sample import YARDSTICK, Sample, by_name, said, took
from benchmarks.figures.table import table, trimmed

PROMISED = ("work", "figure", "over", "measured", "floor", "goal", "reached")
TAKEN = ("row", "over", "runs", "done", "median s", "p95 s", "CPU median", "CPU p95", "gap %", "process MB", "took min")
SIDE = ("row", "asked", "proven", "same values", "yardstick median s", "p95 s", "planner median s", "median of ratios")
GROWTH = ("weeks", "over", "CPU s a week", "wall s a week", "to one week", "most MB", "greatest gap %")
KINDS = ("disruption", "over", "done", "median s", "p95 s", "most s")
EACH = ("household", "weeks", "s", "CPU s", "values", "yardstick s", "its values", "ratio", "values agree", "MB")


def report(results: Results, *, each: bool = False) -> str:
    """Everything that was measured; with `each` household by household too."""
    rows = [row for row in ROWS if row.key in results.took]
    parts = [
        results.machine,
        results.asked,
        table(PROMISED, [line for row in rows for line in _promised(row, results)]),
    ]
    parts += [trimmed(TAKEN, [_taken(row, results) for row in rows])]
    parts += [f"{title}\n\n{table(head, lines)}" for title, head, lines in _more(rows, results) if lines]
    parts += [f"- {fault}" for fault in faults(results)]
    if each:
        parts += [f"{row.title}\n\n{trimmed(EACH, list(_each(row, results)))}" for row in rows]
    return "\n\n".join(parts)


def faults(results: Results) -> list[str]:
    """Everything that must not be: what the judge objects to, what contradicts the yardstick, what broke off."""
    judged = [f"{one.row}: {one.name}: {one.fault}" for one in results.samples if one.fault and one.by != YARDSTICK]
    wrong = [f"{row.key}: {one}" for row in ROWS for one in check(row, results).contradicted]
    broken = [f"{key}: {took.fault}" for key, took in results.took.items() if took.fault]
    return list(dict.fromkeys([*judged, *wrong, *broken]))


def _promised(row: Row, results: Results) -> Iterator[tuple[str, ...]]:
    """A line for each figure, and one each for what no figure may be bought with."""
    over = str(len(by_name(results.of(row.key))))
    for key, target in row.targets.items():
        found = FIGURES[key](row, results)
        if found is not None:
            reached = target.reached(found)
            yield row.title, target.what, over, str(found), *_limits(target), reached
    yield from _kept(row, results, check(row, results))


def _kept(row: Row, results: Results, held: Check) -> Iterator[tuple[str, ...]]:
    found = results.of(row.key)
    well = sum(not one.fault for one in found)
    judge = f"{well} of {len(found)} plans"
    yield row.title, "accepted by the judge", "", judge, "all", "all", "goal" if 0 < well == len(found) else "NO"
    if held.asked:
        same = f"{held.same} of {held.proven} proven"
        equal = held.same == held.proven and not held.contradicted
        word = "NO" if not equal else "goal" if held.proven else ""
        yield row.title, "values are the yardstick's", str(held.asked), same, "all", "all", word


def _limits(target: Target) -> tuple[str, str]:
    sign = "≥" if target.least else "≤"
    floor, goal = ("" if limit is None else f"{sign} {limit:g}" for limit in (target.floor, target.goal))
    return floor, goal


def _taken(row: Row, results: Results) -> tuple[str, ...]:
    named, spent = by_name(results.of(row.key)), results.took[row.key]
    gaps = [one.gap for one in results.of(row.key) if not one.fault]
    memory = f"{spent.memory:.0f}" if spent.memory else ""
    seconds = _seconds(row, named) if named and len(row.lengths) == 1 else ("",) * 6  # growth has a table of its own
    return row.key, str(len(named)), *seconds, f"{max(gaps, default=0.0):.2f}", memory, f"{spent.seconds / 60:.1f}"


def _seconds(row: Row, named: dict[str, list[Sample]]) -> tuple[str, ...]:
    """How often each was measured, how many are done, and the seconds of half and of nearly all, wall and CPU."""
    wall = [took(runs, row.within) for runs in named.values()]
    cpu = [Amount(median(one.cpu for one in runs), a.over) for runs, a in zip(named.values(), wall, strict=True)]
    done = f"{100 * sum(not one.over for one in wall) / len(wall):.0f} %"
    middles = (str(one) for both in (wall, cpu) for one in (middle(both), percentile(both, 95)))
    return str(max(len(runs) for runs in named.values())), done, *middles


Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def _more(rows: Sequence[Row], results: Results) -> Iterator[Table]:
    """The tables that only some rows have."""
    yield "Beside the yardstick", SIDE, [line for row in rows for line in _side(row, results)]
    for row in rows:
        if row.key == "growth":
            yield "Growth", GROWTH, list(_growth(row, results))
        if row.key == "replan":
            yield "Disruptions", KINDS, list(_kinds(row, results))


def _side(row: Row, results: Results) -> Iterator[tuple[str, ...]]:
    """Where the yardstick was stopped, its seconds are over its limit, and so are the ratios."""
    both, held = pairs(row, results), check(row, results)
    if both:
        theirs, ours = [a for a, _ in both], [b for _, b in both]
        ratio = FIGURES["ratios"](row, results)
        counts = (row.key, str(len(both)), str(held.proven), str(held.same))
        yield *counts, str(middle(theirs)), str(percentile(theirs, 95)), str(middle(ours)), str(ratio)


def _growth(row: Row, results: Results) -> Iterator[tuple[str, ...]]:
    found = lengths(row, results)
    for one in found:
        ratio = Amount(one.cpu.value / found[0].cpu.value, one.cpu.over)
        cells = (str(one.weeks), str(one.over), str(one.cpu), str(one.wall), str(ratio))
        yield *cells, f"{one.memory:.0f}", f"{one.gap:.2f}"


def _kinds(row: Row, results: Results) -> Iterator[tuple[str, ...]]:
    samples = results.of(row.key)
    for kind in dict.fromkeys(one.kind for one in samples):
        all_runs = by_name(one for one in samples if one.kind == kind).values()
        found = [took(runs, row.within) for runs in all_runs]
        done = f"{100 * sum(not one.over for one in found) / len(found):.0f} %"
        yield kind, str(len(found)), done, *(str(percentile(found, p)) for p in (50, 95, 100))


def _each(row: Row, results: Results) -> Iterator[tuple[str, ...]]:
    theirs = by_name(results.of(row.key, YARDSTICK))
    for name, samples in by_name(results.of(row.key)).items():
        for weeks in row.lengths:
            runs = [one for one in samples if one.weeks == weeks]
            if runs:
                yield _line(row, name, runs, theirs.get(name, []))


def _line(row: Row, name: str, runs: Sequence[Sample], theirs: Sequence[Sample]) -> tuple[str, ...]:
    wall, cpu, last = took(runs, row.within), median(one.cpu for one in runs), runs[-1]
    memory = f"{last.memory:.0f}" if last.memory else ""
    beside = ("", "", "", "")
    if theirs:
        limit = took(theirs, 0.0)
        word = verdict(last.tiers, theirs[0].tiers) if last.tiers and theirs[0].tiers else theirs[0].fault
        beside = (str(limit), said(theirs[0].tiers), str(times(limit, wall)), word)
    return name, str(last.weeks), str(wall), str(Amount(cpu)), said(last.tiers), *beside, memory
