"""Rest by the model of sleep: what a parent sleeps after duty, and when somebody else should drive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from homecall.household.people import Parent
from homecall.spans.span import HOUR, Minute, Span, union
from homecall.spans.wall import Wall
from homecall.timeline.duties import LONG_DUTY, is_night

STEP = 15
"""Minutes from one look at fitness to the next: marks of a plan are as far apart."""
AFTER = 36 * HOUR
"""So long after a night or a long duty somebody is looked at; evidence speaks of a day after it."""


@dataclass(frozen=True, slots=True)
class Modelled:
    """The typical sleep that follows a duty, by the duty's span; when a parent should not drive, and when they are
    awake and yet not present: tired, perhaps still asleep, or not to drive.
    """

    rests: Mapping[Span, Span]
    no_drive: tuple[Span, ...]
    tired: tuple[Span, ...]


@lru_cache(maxsize=256)
def modelled(parent: Parent, duties: tuple[Span, ...], wall: Wall, frame: Span) -> Modelled:
    """What the model of sleep says of a parent whose duties these are, over a frame."""
    from homecall.rest.fitness import Person, State  # the model loads numpy, and most families plan by constants
    from homecall.rest.sleep import predicted
    from homecall.rest.sleeper import Sleeper

    sleeper = Sleeper(parent.bed, parent.up, parent.commute, naps_before_nights=parent.naps, share=parent.woken)
    sleeps = predicted(duties, wall, frame, sleeper)
    by_day = {duty: [s.span for s in sleeps if s.by_day and s.span.start >= duty.end] for duty in duties}
    home = {duty: duty.end + parent.commute for duty in duties}
    rests = {duty: found[0] for duty, found in by_day.items() if found and found[0].start - home[duty] <= 2 * HOUR}
    person = Person(sleeps, duties, wall)
    looks = list(_looks(duties, wall, frame))
    found = [(at, one.state) for at, one in zip(looks, person.over(looks), strict=True)]
    red = union(Span(at, at + STEP) for at, state in found if state is State.NOT_TO_DRIVE)
    absent = union(Span(at, at + STEP) for at, state in found if state not in (State.PRESENT, State.ASLEEP))
    return Modelled(rests, red, absent)


def _looks(duties: tuple[Span, ...], wall: Wall, frame: Span) -> Iterator[Minute]:
    """The instants at which fitness is looked at: after each duty that costs sleep, on and off duty alike."""
    costly = union(
        Span(d.end, min(d.end + AFTER, frame.end))
        for d in duties
        if frame.start <= d.end < frame.end and (d.minutes >= LONG_DUTY or is_night(d, wall))
    )
    for span in costly:
        yield from range(span.start - span.start % STEP, span.end, STEP)
