"""A parent of a household as the model of sleep takes them."""

from __future__ import annotations

from collections.abc import Sequence

from homecall.household.own import NOTHING, Own
from homecall.household.people import Parent
from homecall.rest.calibration import logit_of, scale_of
from homecall.rest.fitness import Person
from homecall.rest.sleep import predicted, with_log
from homecall.rest.sleeper import Sleep, Sleeper
from homecall.spans.span import Span
from homecall.spans.wall import Wall


def foreseen(parent: Parent, duties: Sequence[Span], wall: Wall, frame: Span) -> tuple[Sleep, ...]:
    """The sleeps of a parent over a frame as they are predicted, whatever was logged. Duties do not overlap."""
    sleeper = Sleeper(parent.bed, parent.up, parent.commute, naps_before_nights=parent.naps, share=parent.woken)
    return predicted(duties, wall, frame, sleeper)


def person_of(parent: Parent, duties: Sequence[Span], wall: Wall, frame: Span, own: Own = NOTHING) -> Person:
    """A parent over a frame: sleeps as logged where they log them, else as predicted; calibrated where that is known.

    A log from before the frame or after it does not count.
    """
    log = [one for one in own.log if one.overlaps(frame)]
    sleeps = with_log(foreseen(parent, duties, wall, frame), log, duties)
    if own.unsure is None:
        return Person(sleeps, tuple(duties), wall)
    return Person(sleeps, tuple(duties), wall, scale=scale_of(own.off, own.unsure), offset=logit_of(own.off))
