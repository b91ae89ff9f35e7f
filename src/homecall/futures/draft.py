"""A plan of a week that nobody has searched for: leads kept as long as they can be, after a plan of a week like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homecall.futures.day import NOBODY, Frame
from homecall.futures.frame import Week, goal
from homecall.futures.policy import SETTLED, States, able_for, lived
from homecall.plan.plan import Cover, Kept, Plan, Shift, Tier
from homecall.spans.span import Span, union

BREAK = 60
"""Minutes; a carer who is free of the children for less than that stays on shift."""


def drafted(week: Week) -> Plan:
    """A plan in the plan's own types, with no claim to be a good one. What it borrows from is the week's plan, if any.

    Nobody's notice stands in the way. Shifts are the time in which a carer leads, short breaks included.
    """
    frames = list(week.frames())
    cover = tuple(sorted(_covers(week, frames), key=lambda c: (c.child, c.span)))
    quiet = [lived(frame, calm(frame), week.visit, asks=True, spared=week.limited) for frame in frames]
    gaps = sum(c.span.minutes for c in cover if c.lead is None)
    return Plan(
        household=week.facts.household.name,
        timezone=week.facts.household.timezone,
        span=week.facts.horizon.span,
        now=week.facts.horizon.now,
        status="feasible",
        tiers=(Tier("uncovered_minutes", gaps, 0.0), Tier("must_missed", 0.0, 0.0), Tier("cost", 0.0, 0.0)),
        cover=cover,
        shifts=tuple(_shifts(week, cover)),
        moments=tuple(_moments(week, frames, [one.kept[:, 0] for one in quiet])),
    )


def calm(frame: Frame) -> States:
    """A day on which nothing comes."""
    counts = (len(frame.endings), len(frame.children), len(frame.carers))
    late, home, out = (np.zeros((count, 1), dtype=np.int8) for count in counts)
    visits = np.zeros((len(frame.parents), 0, 1), dtype=np.int16)
    return States(late.astype(np.int16), visits, home, out)


@dataclass
class _Hands:
    """Who has each child as the week goes on."""

    now: list[int]
    before: list[int]


def _covers(week: Week, frames: Sequence[Frame]) -> Iterator[Cover]:
    """Who has each child, neighbours of one lead joined."""
    ids, adults = list(week.facts.children), week.adults
    hands = _Hands([NOBODY] * len(ids), [NOBODY] * len(ids))
    open_: list[tuple[int, int]] = [(SETTLED, 0)] * len(ids)
    for frame in frames:
        able = able_for(frame, calm(frame), week.visit, week.limited)
        for slot, start in enumerate(frame.starts.tolist()):
            for n, child in enumerate(frame.children):
                hands.now[n] = _next(frame, hands, able[n][:, slot], n, slot) if child.needs[slot] else SETTLED
                lead, since = open_[n]
                if lead != hands.now[n]:
                    yield from _cover(ids[n], lead, since, start, adults)
                    open_[n] = hands.now[n], start
    for n, (lead, since) in enumerate(open_):
        yield from _cover(ids[n], lead, since, frames[-1].span.end, adults)


def _cover(child: str, lead: int, start: int, end: int, adults: Sequence[str]) -> Iterator[Cover]:
    if lead != SETTLED and start < end:
        yield Cover(child, Span(start, end), None if lead == NOBODY else adults[lead])


def _next(frame: Frame, hands: _Hands, can: NDArray[np.bool_], child: int, slot: int) -> int:
    """Whom a child is with next: by the borrowed plan where that changes hands, else whoever has it, or a sibling.

    A parent who comes home takes over, but where the borrowed plan has a carer there; nobody is asked for who need
    not be.
    """
    young, now = frame.children[child], hands.now[child]
    led = int(young.led[slot])
    turned, hands.before[child] = led != hands.before[child], led
    inside = any(first < slot < last for first, last in young.legs)
    parents = range(len(frame.parents))
    home = [] if inside or now in parents or led == now else parents
    first = [led] if turned and not inside else []
    others = [hands.now[n] for n in range(len(hands.now)) if n != child]
    wanted = [int(n) for n in (*first, *home, now, led, *others, *young.order[:, slot]) if n >= 0 and can[n]]
    ready = (n for n in wanted if n in parents or n in (led, now) or _in_hours(frame, n, slot))
    return next(ready, wanted[0] if wanted else NOBODY)


def _in_hours(frame: Frame, adult: int, slot: int) -> bool:
    return bool(frame.carers[adult - len(frame.parents)].hours[slot])


def _shifts(week: Week, cover: Sequence[Cover]) -> Iterator[Shift]:
    for carer, facts in week.facts.carers.items():
        led = union(Span(c.span.start, c.span.end + BREAK) for c in cover if c.lead == carer)
        for span in led:
            whole = Span(span.start, span.end - BREAK)
            asked = not any(hours.covers(whole) for hours in facts.hours)
            yield Shift(carer, whole, asked, 0.0)


def _moments(week: Week, frames: Sequence[Frame], kept: Sequence[NDArray[np.bool_]]) -> Iterator[Kept]:
    """Each recurring moment on its first days that have room for it, as often as is wanted."""
    parents, children = list(week.facts.parents), list(week.facts.children)
    count: dict[tuple[str, str], int] = {}
    days: dict[str, int] = {}
    for frame in frames:
        for id_ in {chance.moment for chance in frame.chances}:
            days[id_] = days.get(id_, 0) + 1
    for frame, row in zip(frames, kept, strict=True):
        for chance, had in zip(frame.chances, row, strict=True):
            key = chance.moment, chance.who
            if had and count.get(key, 0) < goal(week.facts, chance.moment, days[chance.moment]):
                count[key] = count.get(key, 0) + 1
                who = (chance.who,) if chance.who else tuple(parents[p] for p in chance.parents)
                young = tuple(children[n] for n in chance.children)
                yield Kept(chance.moment, week.facts.horizon.dates[frame.day], frame.span, who, young, kept=True)
