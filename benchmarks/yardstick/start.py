"""A plan of somebody else as the place to start from: its decisions, as values of the model's variables.

The model checks them as it checks any other, and its bound owes nothing to them. A proof then only has to show that
nothing is better, and is far quicker than finding the plan as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from benchmarks.yardstick.core import Core
from benchmarks.yardstick.moments import Kept as Decided
from homecall.plan.plan import Cover, Kept
from homecall.spans.span import Span


@dataclass(frozen=True, slots=True)
class Start:
    """What a plan decides: leads and gaps, (carer, span) of each shift, and the moments that are kept."""

    leads: tuple[Cover, ...]
    shifts: tuple[tuple[str, Span], ...]
    moments: tuple[Kept, ...]


def values(made: Core, decided: Decided, start: Start) -> dict[mathopt.Variable, float]:
    """The variables that the plan decides; what follows from them the solver works out."""
    cut = made.facts.of
    led = {(c.child, slot): c.lead for c in start.leads for slot in cut(c.span)}
    on = {(carer, slot) for carer, span in start.shifts for slot in cut(span)}
    held = {(one.moment, one.span, one.parents) for one in start.moments}
    found = {v: led.get((child, slot)) == adult for (child, adult, slot), v in made.lead.items()}
    found |= {v: led.get(key, "") is None for key, v in made.gap.items()}
    found |= {v: key in on for key, v in made.on.items()}
    found |= {one.taken: (one.moment.id, one.span, one.parents) in held for one in decided.occurrences}
    found |= _dated(made, decided, {one.moment: one.parents for one in start.moments})
    return {variable: float(value) for variable, value in found.items()}


def _dated(made: Core, decided: Decided, going: dict[str, tuple[str, ...]]) -> dict[mathopt.Variable, bool]:
    kept = {v: moment in going for moment, v in decided.dated.items()}
    return kept | {v: parent in going.get(moment, ()) for (parent, moment), v in made.attend.items()}
