"""Rest by the model of sleep: what a parent sleeps after duty, and when somebody else should drive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from homecall.household.gates import GATES, Gates
from homecall.household.own import NOTHING, Own
from homecall.household.people import Parent
from homecall.spans.span import HOUR, Minute, Span, union
from homecall.spans.wall import Wall
from homecall.timeline.duties import LONG_DUTY, is_night

STEP = 15
"""Minutes from one look at fitness to the next: marks of a plan are as far apart."""
AFTER = 36 * HOUR
"""So long after a night, a long duty or a logged sleep somebody is looked at; evidence speaks of a day after it."""


@dataclass(frozen=True, slots=True)
class Modelled:
    """The typical sleep that follows a duty, by the duty's span; when a parent should not drive, and when they are
    awake and yet not present: tired, perhaps still asleep, or not to drive. `worn` is that without what is nothing but
    the first hour after waking.
    """

    rests: Mapping[Span, Span]
    no_drive: tuple[Span, ...]
    tired: tuple[Span, ...]
    worn: tuple[Span, ...]


@lru_cache(maxsize=256)
def modelled(
    parent: Parent, duties: tuple[Span, ...], wall: Wall, frame: Span, own: Own = NOTHING, gates: Gates = GATES
) -> Modelled:
    """What the model of sleep says of a parent whose duties these are, over a frame, and who told so much of it."""
    from homecall.rest.fitness import GROGGY, State  # the model loads numpy, and most families plan by constants
    from homecall.rest.person import foreseen, person_of

    person = person_of(parent, duties, wall, frame, own, gates)
    by_day = [one.span for one in foreseen(parent, duties, wall, frame) if one.by_day]
    looks = list(_looks(duties, wall, frame, own.log))
    found = list(zip(looks, person.over(looks), strict=True))
    red = union(Span(at, at + STEP) for at, one in found if one.state is State.NOT_TO_DRIVE)
    absent = [(at, one) for at, one in found if one.state not in (State.PRESENT, State.ASLEEP)]
    worn = union(Span(at, at + STEP) for at, one in absent if one.reason != GROGGY)
    rests = dict(_rests(parent, duties, by_day, own.log))
    return Modelled(rests, red, union(Span(at, at + STEP) for at, _one in absent), worn)


def _rests(
    parent: Parent, duties: Sequence[Span], by_day: Sequence[Span], log: Sequence[Span]
) -> Iterator[tuple[Span, Span]]:
    """The rest after each duty that earns one. A sleep that was logged in its place says when it was over."""
    from homecall.rest.sleep import stands_for

    for duty in duties:
        first = next((one for one in by_day if one.start >= duty.end), None)
        if first is None or first.start - (duty.end + parent.commute) > 2 * HOUR:
            continue
        slept = next((one for one in log if stands_for(one, first, duties)), None)
        if slept is None or slept.end > first.start:
            yield duty, Span(first.start, slept.end) if slept else first


def _looks(duties: tuple[Span, ...], wall: Wall, frame: Span, log: Sequence[Span]) -> Iterator[Minute]:
    """The instants at which fitness is looked at: after each duty that costs sleep and each sleep that is known."""
    costly = [d.end for d in duties if d.minutes >= LONG_DUTY or is_night(d, wall)]
    ends = [end for end in (*costly, *(one.end for one in log)) if frame.start <= end < frame.end]
    for span in union(Span(end, min(end + AFTER, frame.end)) for end in ends):
        yield from range(span.start - span.start % STEP, span.end, STEP)
