"""What a person has told of their own sleep. It stands in no household file and in no plan: it is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.spans.span import Span


@dataclass(frozen=True, slots=True)
class Own:
    """What one parent knows of their own sleep beyond habits.

    `log` are sleeps as they were logged, in order and disjoint. `off` is how far they stand off the middle person on
    the Karolinska scale, more is sleepier, and `unsure` one SD of what is not known of that; None while nothing is.
    """

    log: tuple[Span, ...] = ()
    off: float = 0.0
    unsure: float | None = None


NOTHING = Own()
"""What is known of somebody who has told nothing."""
