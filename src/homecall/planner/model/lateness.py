"""Lateness: what a parent who takes over close behind a duty may leave uncovered.

The contract prices each take-over (parent, t) by the expected minutes from t until the parent arrives, the lead
ends, or somebody on standby comes (readings R16). Summed over slots: a slot of a lead costs the chance that the
parent is still missing then. Within one stay at home the chance depends on the slot alone, so while nobody stands
by, the cost of a slot is its weight times the number of take-overs alive in it, and no variable is needed for the
pair of take-over and slot. Children taken over at one instant are one take-over; the pairs below find them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from homecall.planner.model.leads import Leads
from homecall.planner.model.program import Program, Term
from homecall.planner.problem import Problem
from homecall.rules.facts.adults import ParentFacts
from homecall.rules.lateness import Exposure, excess, exposure
from homecall.spans.span import holds

NOTHING = 1e-6
"""Costs under this much of a currency unit are left out of the model: its bound stays a bound."""
APART = 1e-5
"""From this weight on, take-overs that are apart in time are told from joint ones."""


@dataclass(frozen=True)
class _Stay:
    """One unbroken time at home: its slots, the weight of each, and how a take-over in each of them counts.

    `rule[slot]` is "free" (somebody stands behind, or nothing to be late from), "open" or "capped".
    `unless[slot]` lists, for each parent who would stand behind, the attendance variables that take them away.
    """

    parent: str
    slots: range
    weight: dict[int, float]
    rule: dict[int, str]
    exposed: dict[int, Exposure]
    unless: dict[int, list[list[int]]]


def add_lateness(problem: Problem, program: Program, leads: Leads, away: dict[tuple[str, int], list[int]]) -> None:
    """Add the price of lateness. `away[parent, slot]` holds the variables of moments that take the parent away."""
    for parent in problem.facts.parents.values():
        for slots in _stays(problem, parent):
            stay = _stay(problem, parent, slots, away)
            if stay is not None:
                _add_open(program, leads, problem, stay)
                _add_single(problem, program, leads, stay)


def _stays(problem: Problem, parent: ParentFacts) -> list[range]:
    return [problem.slots(span) for span in parent.free]


def _stay(problem: Problem, parent: ParentFacts, slots: range, away: dict[tuple[str, int], list[int]]) -> _Stay | None:
    weight: dict[int, float] = {}
    rule: dict[int, str] = {}
    exposed: dict[int, Exposure] = {}
    unless: dict[int, list[list[int]]] = {}
    for slot in slots:
        found = exposure(problem.facts, parent, problem.marks[slot])
        if found is None or found.duty.overrun is None:
            return None
        gone = problem.marks[slot] - found.duty.home
        late = excess(found.duty.overrun, gone) - excess(found.duty.overrun, gone + problem.lengths[slot])
        weight[slot], exposed[slot] = late * problem.prices.late_minute, found
        backs = _backs(problem, parent.id, slot, away)
        rule[slot] = _rule(problem, slot, found, backs)
        if backs:
            unless[slot] = backs
            if any(not back for back in backs):
                rule[slot] = "free"
    return _Stay(parent.id, slots, weight, rule, exposed, unless)


def _rule(problem: Problem, slot: int, found: Exposure, backs: list[list[int]]) -> str:
    if slot == 0 and problem.past.loose:
        return "free"
    return "capped" if found.cap is not None or backs else "open"


def _backs(problem: Problem, parent: str, slot: int, away: dict[tuple[str, int], list[int]]) -> list[list[int]]:
    """For each other parent who is free at the slot's mark, the variables that would take them away."""
    at = problem.marks[slot]
    others = [p for p in problem.facts.parents.values() if p.id != parent and holds(p.free, at)]
    return [away.get((p.id, slot), []) for p in others]


def _add_open(program: Program, leads: Leads, problem: Problem, stay: _Stay) -> None:
    """Price every slot of the leads that began where nobody stands behind."""
    alive = {c: _alive(program, leads, stay, c) for c in problem.facts.children}
    joint = {pair: _joint(program, leads, stay, alive, pair) for pair in combinations(alive, 2)}
    counts: dict[tuple[int, ...], int] = {}  # slots that are one decision share their count
    for slot in stay.slots:
        weight = stay.weight[slot]
        here = {c: a[slot] for c, a in alive.items() if slot in a}
        if not here or weight < NOTHING:
            continue
        key = tuple(here.values())
        if len(here) == 1:
            program.charge("cost", key[0], weight)
        elif key in counts:
            program.charge("cost", counts[key], weight)
        else:
            counts[key] = program.share(cost=weight, most=len(here))
            _count(program, counts[key], here, {p: j[slot] for p, j in joint.items() if slot in j})


def _alive(program: Program, leads: Leads, stay: _Stay, child: str) -> dict[int, int]:
    """By slot, a variable that is 1 where the parent leads the child and took over at an "open" mark."""
    found: dict[int, int] = {}
    pure = False
    for slot in stay.slots:
        lead = leads.lead.get((child, stay.parent, slot))
        if lead is None:
            pure = False
            continue
        fresh = (child, stay.parent, slot - 1) not in leads.lead or slot == stay.slots[0]
        is_open = stay.rule[slot] == "open"
        pure = is_open and (fresh or pure)
        if pure:
            found[slot] = lead
        elif (is_open or (not fresh and slot - 1 in found)) and stay.weight[slot] >= NOTHING:
            alive = found[slot] = program.share()
            if is_open:
                program.at_least([(1.0, alive), *_negated(leads.begins(child, stay.parent, slot))], 0.0)
            if slot - 1 in found:
                program.at_least([(1.0, alive), (-1.0, found[slot - 1]), (-1.0, lead)], -1.0)
    return found


def _joint(
    program: Program, leads: Leads, stay: _Stay, alive: dict[str, dict[int, int]], pair: tuple[str, str]
) -> dict[int, int]:
    """By slot, a variable that may be 1 where both children are led since one and the same take-over."""
    one, two = pair
    found: dict[int, int] = {}
    for slot in stay.slots:
        if slot not in alive[one] or slot not in alive[two] or stay.weight[slot] < APART:
            continue
        if slot - 1 in found and all(alive[c][slot] == alive[c].get(slot - 1) for c in pair):
            found[slot] = found[slot - 1]
            continue
        both = found[slot] = program.share()
        program.at_most([(1.0, both), (-1.0, alive[one][slot])], 0.0)
        program.at_most([(1.0, both), (-1.0, alive[two][slot])], 0.0)
        since: list[Term] = [(-1.0, found[slot - 1])] if slot - 1 in found else []
        if stay.rule[slot] == "open":
            begun = program.share()
            since.append((-1.0, begun))
            for child in pair:
                _follow_begin(program, leads, stay, child, slot, begun)
        program.at_most([(1.0, both), *since], 0.0)
    return found


def _follow_begin(program: Program, leads: Leads, stay: _Stay, child: str, slot: int, begun: int) -> None:
    """Let `begun` be 1 only where the parent takes this child over in this slot."""
    program.at_most([(1.0, begun), (-1.0, leads.lead[child, stay.parent, slot])], 0.0)
    before = leads.lead.get((child, stay.parent, slot - 1))
    if before is not None:
        program.at_most([(1.0, begun), (1.0, before)], 1.0)


def _count(program: Program, count: int, here: dict[str, int], joint: dict[tuple[str, str], int]) -> None:
    """Take-overs alive are children led, less those who came along with one before them in the list.

    Without joint variables, where lateness is all but over, at least one is alive while a child is led.
    """
    for variable in here.values():
        program.at_least([(1.0, count), (-1.0, variable)], 0.0)
    if not joint:
        return
    terms: list[Term] = [(1.0, count)]
    for child, variable in here.items():
        terms.append((-1.0, variable))
        along = [j for (_, two), j in joint.items() if two == child]
        if along:
            with_one = program.share()
            program.at_most([(1.0, with_one), (-1.0, variable)], 0.0)
            program.at_most([(1.0, with_one), *((-1.0, j) for j in along)], 0.0)
            terms.append((1.0, with_one))
    program.at_least(terms, 0.0)


def _add_single(problem: Problem, program: Program, leads: Leads, stay: _Stay) -> None:
    """Price the take-overs at "capped" marks one by one: their minutes end with the lead or when standby comes."""
    for slot in stay.slots:
        if stay.rule[slot] != "capped":
            continue
        exposed = stay.exposed[slot]
        whole = problem.marks[stay.slots[-1] + 1] - problem.marks[slot]
        if exposed.minutes(whole) * problem.prices.late_minute < NOTHING:
            continue
        for child in problem.facts.children:
            if (child, stay.parent, slot) in leads.lead:
                break
        else:
            continue
        _add_one(problem, program, leads, stay, slot)


def _add_one(problem: Problem, program: Program, leads: Leads, stay: _Stay, slot: int) -> None:
    start = problem.marks[slot]
    backs = stay.unless.get(slot, [])
    absent = [(-1.0, v) for back in backs for v in back]
    for later in range(slot, stay.slots[-1] + 1):
        done, upto = problem.marks[later] - start, problem.marks[later + 1] - start
        exposed = stay.exposed[slot]
        price = (exposed.minutes(upto) - exposed.minutes(done)) * problem.prices.late_minute
        if price < NOTHING:
            break
        alive = program.share(cost=price)
        for child in problem.facts.children:
            terms = _still(leads, stay, child, slot, later)
            if terms is not None:
                steps = later - slot
                program.at_least([(1.0, alive), *_negated(terms), *absent], -float(steps) - len(backs))


def _still(leads: Leads, stay: _Stay, child: str, slot: int, later: int) -> list[Term] | None:
    """Terms that reach 1 + the slots since then where the child was taken over in `slot` and is led till `later`."""
    terms = leads.begins(child, stay.parent, slot)
    if (child, stay.parent, slot) not in leads.lead:
        return None
    for step in range(slot + 1, later + 1):
        lead = leads.lead.get((child, stay.parent, step))
        if lead is None:
            return None
        terms.append((1.0, lead))
    return terms


def _negated(terms: list[Term]) -> list[Term]:
    return [(-c, v) for c, v in terms]
