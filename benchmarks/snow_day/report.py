"""What a snow day came to: how long, what was lost or doubled, what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.snow_day.filled import House, Outcome
from benchmarks.snow_day.parents import PAGES, Morning
from benchmarks.snow_day.targets import Arrived

Costs = dict[str, tuple[float, float]]
GOAL, PAGE_GOAL = 120.0, 0.2


def report(
    houses: Sequence[House], morning: Morning, end: Outcome, taken: Sequence[Arrived], before: Costs, after: Costs
) -> None:
    """Print all of it."""
    _asks(houses, morning, end, taken)
    _kept(end, taken)
    read = list(morning.read)
    for page in PAGES:
        _row(f"{page}: {{count}} read", [1000 * s for one, s in read if one == page], "ms")
    _row("while waiting: {count} looks", [1000 * s for s in list(morning.polls)], "ms")
    print(f"errors: {len(morning.wrong)}", *sorted(morning.wrong)[:5], sep="\n  ")
    spent = {k: seconds - before.get(k, (0.0, 0.0))[0] for k, (seconds, _peak) in sorted(after.items())}
    said = ", ".join(f"{k} {seconds:.1f} s" for k, seconds in spent.items())
    print(f"processor: {said}; a family {sum(spent.values()) / len(houses):.3f} s")
    print("most memory:", ", ".join(f"{k} {peak:.0f} MB" for k, (_s, peak) in sorted(after.items())), flush=True)


def _asks(houses: Sequence[House], morning: Morning, end: Outcome, taken: Sequence[Arrived]) -> None:
    """From being said to each round's first ask, at the target."""
    at = {one.row: one.at for one in taken if one.row}
    over_web = {(one.to, one.title): one.at for one in reversed(taken) if not one.row}
    consents = {one.family for one in houses if one.consents}
    waits: dict[str, list[float]] = {"by itself": [], "after a tap": []}
    missing = 0
    for round, message in end.first.items():
        family, to, title = end.sent.get(message, (end.rounds[round], "", ""))
        arrived = at.get(message) or over_web.get((f"f{family}-{to}", title))
        by_itself = family in consents and family not in morning.tapped
        if arrived is None:
            missing += 1
        else:
            waits["by itself" if by_itself else "after a tap"].append(arrived - morning.said[family])
    families = {end.rounds[one] for one in end.first}
    print(f"{len(morning.said)} families said it; {len(families)} had somebody to ask, {len(end.first)} asks first")
    for name, found in waits.items():
        _row(f"said until asked, {name}: {{count}}", found, "s")
    late = sum(one > GOAL for found in waits.values() for one in found)
    print(f"later than {GOAL:.0f} s: {late}; first asks that did not arrive: {missing}")


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages that were sent and have not arrived, that arrived more than once, and that nobody knows to be sent."""

    lost: int
    doubled: int
    unknown: int


def tally(end: Outcome, taken: Sequence[Arrived]) -> Tally:
    """Hold what the database says was sent against what arrived, each once."""
    mails = Counter(one.row for one in taken if one.row)
    web = Counter((one.to, one.title) for one in taken if not one.row)
    wanted = Counter((f"f{family}-{to}", title) for pk, (family, to, title) in end.sent.items() if pk not in mails)
    doubled = sum(count - 1 for count in mails.values())
    unknown = sum(row not in end.sent for row in mails) + sum((web - wanted)[one] for one in web if one not in wanted)
    return Tally((wanted - web).total(), doubled + sum((web - wanted)[one] for one in wanted), unknown)


def _kept(end: Outcome, taken: Sequence[Arrived]) -> None:
    found = tally(end, taken)
    print(f"messages sent {len(end.sent)}, arrived {len(taken)}: lost {found.lost}, doubled {found.doubled},", end=" ")
    print(f"arrived and not known as sent {found.unknown}; others {end.left or 'none'}")


def _row(name: str, found: Iterable[float], unit: str) -> None:
    times = sorted(found)
    if not times:
        print(name.format(count=0))
        return
    shares = "  ".join(f"p{share} {times[(len(times) - 1) * share // 100]:.3g} {unit}" for share in (50, 95, 99))
    print(f"{name.format(count=len(times))}  {shares}  most {times[-1]:.3g} {unit}")
