"""What was studied, in words: what is kept first, then each scenario's differences; what cannot be told is said so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from homecall.futures.smallest import Weighed
from homecall.futures.year import BETTER, Difference, Measure, Year, difference
from homecall.studio.simulate import Studied
from homecall.studio.smallest import Found
from homecall.tongue import Said, joined, say, say_n

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
    lines: list[str] = [say_n("{count} change was tried.", "{count} changes were tried.", found.tried)]
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
    values = {"mean": f"{gain.mean:,.0f}", "low": f"{gain.low:,.0f}", "high": f"{gain.high:,.0f}"}
    yield say_n("{mean} more moment or evening a year ({low} to {high} in nine years of ten).",
                "{mean} more moments and evenings a year ({low} to {high} in nine years of ten).",
                round(gain.mean), **values)  # fmt: skip
    yield from (f"{reason}." for reason in one.reasons)
    if abs(one.hours) >= 1:
        yield say_n("It gives up {hours} hour of work a year.", "It gives up {hours} hours of work a year.",
                    round(one.hours), hours=f"{one.hours:,.0f}")  # fmt: skip
    if abs(one.care) >= 1 and one.care > 0:
        yield say("Care costs {money} more a year.", money=f"{one.care:,.0f}")
    elif one.care <= -1:
        yield say("Care costs {money} less a year.", money=f"{-one.care:,.0f}")


def _trade(one: Weighed) -> Said:
    values = {"name": one.change.name, "gain": f"{one.presence.mean:,.0f}", "cost": f"{one.gives_up:,.0f}"}
    return say_n("{gain} more moment or evening for {cost} a year: {name}",
                 "{gain} more moments and evenings for {cost} a year: {name}",
                 round(one.presence.mean), **values)  # fmt: skip


def year_said(year: Year) -> Iterator[str]:
    """A year as it is, a sentence to a line."""
    yield say_n("{name}: {count} week from {first}, lived {lives} times.",
                "{name}: {count} weeks from {first}, lived {lives} times.", year.weeks, name=year.name,
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
    yield from ("  " + _sentence(one) for one in every if _differs(one))
    unclear = [_SHORT[one.measure]() for one in every if one.verdict == "cannot tell"]
    if unclear:
        yield "  " + say("Cannot tell: {measures}.", measures=joined(", ", unclear))
    same = [_SHORT[one.measure]() for one in every if one.verdict != "cannot tell" and not _differs(one)]
    if same:
        yield "  " + say("No difference, or hardly any: {measures}.", measures=joined(", ", same))
    yield from _cut(after)


def _cut(year: Year) -> Iterator[str]:
    if year.cut:
        yield "  " + say("The clock ended the search for {count} of these weeks: another run may give other figures.",
                         count=year.cut)  # fmt: skip
    if year.large:
        yield "  " + say("{count} of these weeks are worked out roughly: this family's are too large to be searched.",
                         count=year.large)  # fmt: skip


def _differs(one: Difference) -> bool:
    """Whether a difference is told, and more than nothing once it is rounded as it is said."""
    return one.verdict in ("more", "less") and _amount(one.measure, abs(one.mean)) not in ("0", "0.0")


def _sentence(one: Difference) -> Said:
    low, high = sorted((abs(one.low), abs(one.high)))
    mean = _amount(one.measure, abs(one.mean))
    more, less = _THAN[one.measure](1 if mean == "1" else 2)
    return say("{mean} {what} ({low} to {high})", mean=mean, what=more if one.verdict == "more" else less,
               low=_amount(one.measure, low), high=_amount(one.measure, high))  # fmt: skip


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


_SHORT: dict[Measure, Callable[[], Said]] = {
    "moments": lambda: say("moments kept"),
    "evenings": lambda: say("evenings at home"),
    "sleep": lambda: say("sleep"),
    "margin": lambda: say("time of one's own"),
    "handoffs": lambda: say("handoffs"),
    "uncovered": lambda: say("hours in which a child has nobody"),
    "care": lambda: say("money for care"),
    "left": lambda: say("income after tax and care"),
}
"""For a list within a sentence; each of `SHOWN`."""

_THAN: dict[Measure, Callable[[int], tuple[Said, Said]]] = {
    "moments": lambda n: (say_n("more moment kept", "more moments kept", n),
                          say_n("fewer moment kept", "fewer moments kept", n)),
    "evenings": lambda n: (say_n("more evening at home", "more evenings at home", n),
                           say_n("fewer evening at home", "fewer evenings at home", n)),
    "sleep": lambda n: (say("more hours of sleep a night"), say("fewer hours of sleep a night")),
    "margin": lambda n: (say("more hours of one's own a week"), say("fewer hours of one's own a week")),
    "handoffs": lambda n: (say_n("more handoff", "more handoffs", n), say_n("fewer handoff", "fewer handoffs", n)),
    "uncovered": lambda n: (say("more hours in which a child has nobody"),
                            say("fewer hours in which a child has nobody")),
    "care": lambda n: (say("more money for care"), say("less money for care")),
    "left": lambda n: (say("more left after tax and care"), say("less left after tax and care")),
}  # fmt: skip
"""What there is more of, and what less, after a number: of one, or of many."""


def _amount(measure: Measure, value: float) -> str:
    if measure == "uncovered":
        return f"{value / 60:,.1f}"
    return f"{value:,.1f}" if measure in ("sleep", "margin") else f"{value:,.0f}"
