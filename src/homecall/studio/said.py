"""What was studied, in words: what is kept first, then each scenario's differences; what cannot be told is said so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from homecall.futures.smallest import Weighed
from homecall.futures.year import BETTER, Difference, Measure, Year, difference
from homecall.studio.simulate import Studied
from homecall.studio.smallest import Found
from homecall.tongue import Said, say

SHOWN: tuple[Measure, ...] = ("moments", "evenings", "sleep", "margin", "handoffs", "uncovered", "care", "left")
"""In this order. What is kept comes before what is not."""


def said(studied: Studied) -> str:
    """The whole answer as lines."""
    lines = [*year_said(studied.before)]
    for one in studied.after:
        lines += ["", *compared(one, studied.before)]
    return "".join(f"{line}\n" for line in lines)


def found_said(found: Found) -> str:
    """The smallest changes as lines: each with what it gains, what it gives up, and why."""
    lines: list[str] = [say("{count} changes were tried.", count=found.tried)]
    if not found.best:
        lines.append(say("None of them surely gives more moments and evenings, and leaves no child alone for longer."))
    for number, one in enumerate(found.best, start=1):
        lines += ["", f"{number}. {one.change.name}", *(f"   {line}" for line in weighed_said(one))]
    if len(found.frontier) > 1:
        lines += ["", say("No other change that was tried gives more for as little:")]
        lines += [f"  {_trade(one)}" for one in found.frontier]
    return "".join(f"{line}\n" for line in lines)


def weighed_said(one: Weighed) -> Iterator[str]:
    """What a change gains and gives up, a sentence to a line."""
    gain = one.presence
    yield say("{mean} more moments and evenings a year ({low} to {high} in nine years of ten).",
              mean=f"{gain.mean:,.0f}", low=f"{gain.low:,.0f}", high=f"{gain.high:,.0f}")  # fmt: skip
    yield from (f"{reason}." for reason in one.reasons)
    if abs(one.hours) >= 1:
        yield say("It gives up {hours} hours of work a year.", hours=f"{one.hours:,.0f}")
    if abs(one.care) >= 1 and one.care > 0:
        yield say("Care costs {money} more a year.", money=f"{one.care:,.0f}")
    elif one.care <= -1:
        yield say("Care costs {money} less a year.", money=f"{-one.care:,.0f}")


def _trade(one: Weighed) -> Said:
    values = {"name": one.change.name, "gain": f"{one.presence.mean:,.0f}", "cost": f"{one.gives_up:,.0f}"}
    return say("{gain} more moments and evenings for {cost} a year: {name}", **values)


def year_said(year: Year) -> Iterator[str]:
    """A year as it is, a sentence to a line."""
    yield say("{name}: {weeks} weeks from {first}, lived {lives} times.", name=year.name, weeks=year.weeks,
              first=year.first.isoformat(), lives=f"{year.lives:,}")  # fmt: skip
    goal = sum(float(goals.sum()) for goals in year.goals.values())
    for measure in SHOWN:
        if measure == "left" and not year.income.any():
            continue
        found = year.spread(measure)
        yield "  " + say("{what}: {mean} ({low} to {high} in nine years of ten)", what=_name(measure, goal),
                         mean=_amount(measure, found.mean), low=_amount(measure, found.low),
                         high=_amount(measure, found.high))  # fmt: skip
    if not year.exact:
        yield "  " + say("A part of these weeks borrows the plan of the week most like it.")
    yield from _cut(year)


def compared(after: Year, before: Year) -> Iterator[str]:
    """A scenario beside the baseline: what differs, then what stays, then what cannot be told."""
    yield say("{name}, beside the year as it is:", name=after.name)
    every = [difference(after, before, m) for m in SHOWN if m != "left" or after.income.any() or before.income.any()]
    yield from ("  " + _sentence(one) for one in every if one.verdict in ("more", "less"))
    unclear = [_plain(one.measure) for one in every if one.verdict == "cannot tell"]
    if unclear:
        yield "  " + say("Cannot tell: {measures}.", measures=", ".join(unclear))
    same = [_plain(one.measure) for one in every if one.verdict == "same"]
    if same:
        yield "  " + say("No difference: {measures}.", measures=", ".join(same))
    yield from _cut(after)


def _cut(year: Year) -> Iterator[str]:
    if year.cut:
        yield "  " + say("The clock ended the search for {count} of these weeks: another run may give other figures.",
                         count=year.cut)  # fmt: skip


def _sentence(one: Difference) -> Said:
    low, high = sorted((abs(one.low), abs(one.high)))
    values = {
        "what": _plain(one.measure),
        "mean": _amount(one.measure, abs(one.mean)),
        "low": _amount(one.measure, low),
        "high": _amount(one.measure, high),
    }
    if one.verdict == "more":
        return say("{what}: {mean} more ({low} to {high})", **values)
    return say("{what}: {mean} less ({low} to {high})", **values)


def better(one: Difference) -> bool:
    """Whether a difference is one that a family would usually want."""
    return (BETTER[one.measure] > 0) == (one.verdict == "more")


def _name(measure: Measure, goal: float) -> str:
    if measure == "moments":
        return say("Moments kept, of {goal}", goal=f"{goal:,.0f}")
    return _plain(measure)


def _plain(measure: Measure) -> str:
    return _NAMES[measure]()


_NAMES: dict[Measure, Callable[[], Said]] = {
    "moments": lambda: say("Moments kept"),
    "evenings": lambda: say("Evenings at home, both parents added up"),
    "sleep": lambda: say("Hours of sleep a night"),
    "short_nights": lambda: say("Nights under six hours"),
    "margin": lambda: say("Hours of one's own a week"),
    "handoffs": lambda: say("Handoffs"),
    "uncovered": lambda: say("Hours in which a child has nobody"),
    "care": lambda: say("Money for care"),
    "income": lambda: say("Income after tax"),
    "left": lambda: say("Income after tax and care"),
}


def _amount(measure: Measure, value: float) -> str:
    if measure == "uncovered":
        return f"{value / 60:,.1f}"
    return f"{value:,.1f}" if measure in ("sleep", "margin") else f"{value:,.0f}"
