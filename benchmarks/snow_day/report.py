"""What a snow day came to: how long, what was lost or doubled, what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.snow_day.crowd import Morning
from benchmarks.snow_day.filled import House, Outcome
from benchmarks.snow_day.targets import Arrived

Costs = dict[str, tuple[float, float]]
GOAL, PAGE_GOAL = 120.0, 0.2


def report(
    houses: Sequence[House], morning: Morning, end: Outcome, taken: Sequence[Arrived], before: Costs, after: Costs
) -> None:
    """Print all of it."""
    _asks(houses, morning, end, taken)
    _kept(end, taken)
    read = list(morning.requests)
    _row("all requests: {count}", [1000 * s for _name, s in read], "ms")
    for name in sorted({name for name, _s in read}):
        _row(f"  {name}: {{count}}", [1000 * s for one, s in read if one == name], "ms")
    slow = sum(s > PAGE_GOAL for _name, s in read)
    print(f"requests over {1000 * PAGE_GOAL:.0f} ms: {slow}; errors: {len(morning.wrong)}")
    print(*(f"  {one}" for one in sorted(morning.wrong)[:5]), sep="\n")
    used = spent(before, after)
    said = ", ".join(f"{k} {seconds:.1f} s" for k, seconds in used.items())
    told = max(len(morning.said), 1)
    print(f"processor: {said}; a family that said it {sum(used.values()) / told:.3f} s, all that others read with it")
    print("most memory:", ", ".join(f"{k} {peak:.0f} MB" for k, (_s, peak) in sorted(after.items())), flush=True)


def spent(before: Costs, after: Costs) -> dict[str, float]:
    """Processor seconds between two looks, by kind of process."""
    return {kind: seconds - before.get(kind, (0.0, 0.0))[0] for kind, (seconds, _peak) in sorted(after.items())}


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from a family's word until each round's first ask had arrived, and how many have not arrived."""

    by_itself: list[float]
    after_a_tap: list[float]
    missing: int

    @property
    def all(self) -> list[float]:
        """Both ways, sorted."""
        return sorted(self.by_itself + self.after_a_tap)


def waits(houses: Sequence[House], morning: Morning, end: Outcome, taken: Sequence[Arrived]) -> Waits:
    """From being said to each round's first ask, at the target."""
    at = {one.row: one.at for one in taken if one.row}
    over_web = {(one.to, one.title): one.at for one in reversed(taken) if not one.row}
    consents = {one.family for one in houses if one.consents}
    found, missing = Waits([], [], 0), 0
    for round, message in end.first.items():
        family, to, title = end.sent.get(message, (end.rounds[round], "", ""))
        arrived = at.get(message) or over_web.get((f"f{family}-{to}", title))
        by_itself = family in consents and family not in morning.tapped
        if arrived is None:
            missing += 1
        elif family in morning.said:
            (found.by_itself if by_itself else found.after_a_tap).append(arrived - morning.said[family])
    return Waits(found.by_itself, found.after_a_tap, missing)


def _asks(houses: Sequence[House], morning: Morning, end: Outcome, taken: Sequence[Arrived]) -> None:
    families, found = {end.rounds[one] for one in end.first}, waits(houses, morning, end, taken)
    print(f"{len(morning.said)} families said it; {len(families)} had somebody to ask, {len(end.first)} asks first")
    _row("said until asked, by itself: {count}", found.by_itself, "s")
    _row("said until asked, after a tap: {count}", found.after_a_tap, "s")
    late = sum(one > GOAL for one in found.all)
    print(f"later than {GOAL:.0f} s: {late}; first asks that did not arrive: {found.missing}")


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


def share(found: Iterable[float], percent: int) -> float:
    """The value that so many of a hundred do not exceed; 0 of none."""
    times = sorted(found)
    return times[(len(times) - 1) * percent // 100] if times else 0.0


def _row(name: str, found: Iterable[float], unit: str) -> None:
    times = sorted(found)
    if not times:
        print(name.format(count=0))
        return
    shares = "  ".join(f"p{one} {share(times, one):.3g} {unit}" for one in (50, 95, 99))
    print(f"{name.format(count=len(times))}  {shares}  most {times[-1]:.3g} {unit}")
