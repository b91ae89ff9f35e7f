"""A child's time: asleep, in a place, on the way, in need of somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from homecall.household.people import Child
from homecall.spans.span import Minute, Span, subtract, union
from homecall.spans.wall import Horizon


@dataclass(frozen=True, slots=True)
class Stay:
    """A child in a place: its name and the time there."""

    name: str
    span: Span


@dataclass(frozen=True)
class ChildFacts:
    """When a child needs what. Spans are sorted, inside the horizon, and disjoint (legs may touch each other).

    `needs` is all time outside places; `legs` are the parts of it that are one indivisible journey; `around` is the
    time since birth in which the child exists for us.
    """

    id: str
    stays: tuple[Stay, ...]
    placed: tuple[Span, ...]
    legs: tuple[Span, ...]
    asleep: tuple[Span, ...]
    needs: tuple[Span, ...]
    around: tuple[Span, ...]
    young_until: Minute

    @property
    def edges(self) -> tuple[Span, ...]:
        """Every span whose ends are marks."""
        return (*self.placed, *(s.span for s in self.stays), *self.legs, *self.asleep, *self.needs)


def child_facts(child: Child, horizon: Horizon) -> ChildFacts:
    """What a child's days look like over the horizon."""
    wall, frame = horizon.wall, horizon.span
    born = wall.midnight(child.born) if child.born and child.born > horizon.first else frame.start
    around = (Span(born, frame.end),) if born < frame.end else ()
    days = horizon.around(before=1, after=1)
    raw = [
        (p, stay)
        for p in child.places
        for d in days
        if d.weekday() in p.hours.days and d not in p.closed and (whole := wall.window(d, p.hours.start, p.hours.end))
        for stay in (subtract([whole], p.shut) if p.shut else (whole,))
    ]
    stays = tuple(Stay(p.name, c) for p, s in raw for a in around if (c := s.clip(a)))
    placed = union(s.span for s in stays)
    ways = [w for p, s in raw if p.travel for w in (Span(s.start - p.travel, s.start), Span(s.end, s.end + p.travel))]
    sleep = (night for d in days if (night := wall.window(d, child.bedtime, child.wakes)))
    return ChildFacts(
        id=child.id,
        stays=tuple(sorted(stays, key=lambda s: s.span)),
        placed=placed,
        legs=_legs(ways, union(s for _, s in raw), around),
        asleep=union(c for s in sleep for a in around if (c := s.clip(a))),
        needs=subtract(around, placed),
        around=around,
        young_until=_months_after(child, 3, horizon),
    )


def _legs(ways: Iterable[Span], placed: Iterable[Span], around: tuple[Span, ...]) -> tuple[Span, ...]:
    stays = tuple(placed)
    pieces = [c for way in ways for piece in subtract([way], stays) for a in around if (c := piece.clip(a))]
    legs: list[Span] = []
    for piece in sorted(set(pieces)):
        if legs and piece.start < legs[-1].end:
            legs[-1] = Span(legs[-1].start, max(legs[-1].end, piece.end))
        else:
            legs.append(piece)
    return tuple(legs)


def _months_after(child: Child, months: int, horizon: Horizon) -> Minute:
    """The midnight of the day on which the child is so many months old; a 31st becomes the next month's 1st."""
    if child.born is None:
        return horizon.span.start
    year, month = divmod(child.born.year * 12 + child.born.month - 1 + months, 12)
    try:
        day = child.born.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        day = child.born.replace(year=year, month=month + 1, day=1)
    return horizon.wall.midnight(day)
