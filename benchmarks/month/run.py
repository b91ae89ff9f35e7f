"""Months of many families in several processes, each with a database in its memory, and the report of all of them."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from traceback import extract_tb

from benchmarks.month import rows
from benchmarks.month.rows import Lived

FAULTS = {
    "avoidable": "gaps that could have been covered",
    "unsaid": "gaps that were not said in time",
    "needless": "messages to people who need not know",
}


def main() -> None:
    """Live, and print the report; it ends with 1 where anything was wrong."""
    said = _arguments()
    numbers = [said.family] if said.family is not None else list(range(said.first, said.first + said.families))
    began, found = time.monotonic(), [one for path in said.of for one in rows.read(path)]
    found += rows.read(said.out) if said.out else []
    done = {one.number for one in found}
    numbers = [] if said.of else [one for one in numbers if one not in done]
    for one in _lived(numbers, said.days, said.processes if said.family is None else 1):
        found.append(one)
        _told(one, said.out, trace=said.family is not None)
    print(report(found, said.days, time.monotonic() - began))
    sys.exit(any(one.wrong for one in found))


def _told(one: Lived, out: Path | None, *, trace: bool) -> None:
    """Say what a month showed as soon as it is over, and keep it."""
    if out is not None:
        rows.add(out, one)
        kinds = Counter(line.partition(":")[0] for line in one.wrong)
        print(f"family {one.number}: {one.seconds:.1f} s, {dict(kinds) or 'nothing wrong'}", flush=True)
    for line in one.wrong:
        print(f"family {one.number}: {line}", flush=True)
    if trace:
        print("\n".join(one.trace))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.month")
    parser.add_argument("--families", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="the number of the first family")
    parser.add_argument("--family", type=int, help="only this one, with everything that happens in its month")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--out", type=Path, help="keep each month in this file as it ends; what it has is not lived again"
    )
    parser.add_argument("--of", type=Path, nargs="+", default=[], help="live nothing: add up what these files have")
    return parser.parse_args()


def _lived(numbers: list[int], days: int, processes: int) -> Iterator[Lived]:
    if processes == 1 and numbers:
        database()
        yield from (live(number, days) for number in numbers)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), database) as pool:
        yield from pool.map(live, numbers, [days] * len(numbers))


def database() -> None:
    """Make a database in the memory of this process, which looks for garbage seldom: a sixth of its time otherwise."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    django.setup()
    call_command("migrate", verbosity=0)
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def live(number: int, days: int) -> Lived:
    """One family's month. A fault of ours ends it and is said."""
    from benchmarks.month.living import month

    try:
        life, seconds = month(number, days)
    except Exception as wrong:  # the others' months go on
        where = extract_tb(wrong.__traceback__)[-1]
        at = f"{where.filename.rpartition('/')[2]}:{where.lineno}"
        return Lived(number, Counter(), (f"fault: {type(wrong).__name__} in {at}: {wrong}",), 0, 0.0)
    counts = life.counts + life.judge.told
    return Lived(number, counts, tuple(life.judge.wrong), life.judge.minutes, seconds, tuple(life.trace))


def causes(found: list[Lived]) -> Counter[str]:
    """How often each thing was wrong, whoever it happened to and when."""
    return Counter(_cause(line) for one in found for line in one.wrong)


def _cause(line: str) -> str:
    """A line without its time, its child and who could have been there."""
    kind, _colon, rest = line.partition(": ")
    if kind in ("avoidable", "unsaid"):
        _when, why, *last = rest.split(", ", 2)
        way = last[0].partition(": ")[2] if last else ""
        home = "somebody was at home" if "at home" in way else "somebody could have come"
        return f"{kind}: {why}" + (f", {home}" if way else "")
    if kind == "needless":
        what, _to, why = rest.partition(" to ")
        return f"{kind}: {what.rpartition(' ')[2]}: {why.partition(': ')[2]}"
    return f"{kind}: {rest}" if kind == "fault" else kind


def report(found: list[Lived], days: int, wall: float) -> str:
    """What came of all months."""
    counts = sum((one.counts for one in found), Counter[str]())
    wrong = Counter(line.partition(":")[0] for one in found for line in one.wrong)
    seconds = sorted(one.seconds for one in found)
    lines = [f"{len(found)} families, {days} days each"]
    lines += [f"  {name}: {count:,}" for name, count in sorted(counts.items())]
    lines.append(f"  minutes of a child without anybody: {sum(one.alone for one in found):,}")
    names = (
        "gaps that could have been covered",
        "gaps that were not said in time",
        "messages to people who need not know",
    )
    lines += [f"{name}: {wrong[kind]}" for name, kind in zip(names, FAULTS, strict=False)]
    lines.append(f"messages that came twice: {wrong['twice']}")
    lines.append(f"asks without an end, with two yeses, or never heard: {wrong['asks']}")
    lines.append(f"months that broke: {wrong['broken'] + wrong['fault']}")
    lines += [f"  {count} x {cause}" for cause, count in causes(found).most_common()]
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    lines.append(
        f"processor {sum(seconds):.0f} s, {sum(seconds) / len(found):.2f} a family, "
        f"median {seconds[len(seconds) // 2]:.2f}, most {seconds[-1]:.2f}; {wall:.0f} s on the wall; {load}"
    )
    return "\n".join(lines)
