"""A parent of a household as the model of sleep takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from homecall.household.gates import GATES, Gates
from homecall.household.own import NOTHING, Own
from homecall.household.people import Parent
from homecall.rest.calibration import logit_of, scale_of
from homecall.rest.fitness import Limits, Person
from homecall.rest.sleep import predicted, with_log
from homecall.rest.sleeper import Sleep, Sleeper
from homecall.spans.span import HOUR, Span
from homecall.spans.wall import Wall


def foreseen(parent: Parent, duties: Sequence[Span], wall: Wall, frame: Span) -> tuple[Sleep, ...]:
    """The sleeps of a parent over a frame as they are predicted, whatever was logged. Duties do not overlap."""
    sleeper = Sleeper(parent.bed, parent.up, parent.commute, naps_before_nights=parent.naps, share=parent.woken)
    return predicted(duties, wall, frame, sleeper)


def limits_of(gates: Gates) -> Limits:
    """The family's gates as the model takes them: hours in minutes, chances as they are."""
    said = {one.name: getattr(gates, one.name) for one in fields(Gates)}
    return Limits(**{key: one if "chance" in key else round(one * HOUR) for key, one in said.items()})


def person_of(
    parent: Parent, duties: Sequence[Span], wall: Wall, frame: Span, own: Own = NOTHING, gates: Gates = GATES
) -> Person:
    """A parent over a frame: sleeps as logged where they log them, else as predicted; calibrated where that is known.

    A log from before the frame or after it does not count.
    """
    log = [one for one in own.log if one.overlaps(frame)]
    sleeps = with_log(foreseen(parent, duties, wall, frame), log, duties)
    if own.unsure is None:
        return Person(sleeps, tuple(duties), wall, limits_of(gates))
    return Person(
        sleeps, tuple(duties), wall, limits_of(gates), scale=scale_of(own.off, own.unsure), offset=logit_of(own.off)
    )
