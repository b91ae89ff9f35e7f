"""A round: some hours for which somebody is looked for, and those who may be asked, first to last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from homecall.spans.span import Minute, Span

Manner = Literal["one", "all"]
"""One after another, each with a time to answer; or everyone at once, and the first yes wins."""
State = Literal["open", "settled", "nobody", "withdrawn"]
Reply = Literal["next", "asked", "yes", "no", "counter", "silent", "late", "left"]
"""Where somebody stands: not asked yet, asked, said something, let the time pass, said yes when it was settled
already, or needs not answer any more."""
Word = Literal["ask", "booked", "too_late", "settled", "no_longer", "nobody", "counter", "declined"]
"""What has to be said because of a step."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked. `counter` is the hours that they offered instead.

    `until` is when the round goes on without them, or without the family's word on what they offered.
    """

    who: str
    reply: Reply = "next"
    until: Minute | None = None
    counter: Span | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Some hours, and those who may be asked for them, in order.

    After `last` a yes does not help any more. `patience` is how many minutes one answer is waited for at most. With
    `more` others are still being looked for, and nobody says yet that nobody can.
    """

    span: Span
    candidates: tuple[Candidate, ...]
    last: Minute
    manner: Manner = "one"
    patience: int = 30
    state: State = "open"
    more: bool = False

    @property
    def winner(self) -> Candidate | None:
        """Who comes, once it is settled."""
        return next((one for one in self.candidates if one.reply == "yes"), None) if self.state == "settled" else None

    @property
    def wake(self) -> Minute | None:
        """When something happens by time alone, None where only people can bring it on."""
        if self.state != "open":
            return None
        return min([self.last, *(one.until for one in self.candidates if one.until is not None)])

    def of(self, who: str) -> Candidate | None:
        """One of those who may be asked."""
        return next((one for one in self.candidates if one.who == who), None)

    def told(self, who: str, reply: Reply, until: Minute | None = None, counter: Span | None = None) -> Round:
        """The round with somebody standing elsewhere."""
        new = Candidate(who, reply, until, counter)
        return replace(self, candidates=tuple(new if one.who == who else one for one in self.candidates))


@dataclass(frozen=True, slots=True)
class Act:
    """Something to say: to one who is asked, or, where `to` is empty, to the family about `who`."""

    word: Word
    who: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A round after something happened, and what has to be said because of it."""

    round: Round
    acts: tuple[Act, ...] = ()
