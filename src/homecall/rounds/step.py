"""How a round goes on: by an answer, by time, by the family. Pure; the same thing said twice changes nothing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from homecall.rounds.round import Act, Candidate, Round, Step
from homecall.spans.span import Minute, Span

SHORTEST = 5
"""Minutes that anybody gets to answer, however late it is: our own assumption."""
Answer = Literal["yes", "no"] | Span
"""A yes, a no, or other hours that would do."""


def begin(asked: Round, now: Minute) -> Step:
    """Ask the first, or everyone. A round that is begun already stays as it is."""
    return _on(asked, now) if all(one.reply == "next" for one in asked.candidates) else Step(asked)


def joined(asked: Round, now: Minute) -> Step:
    """All who may be asked are known now: everyone at once hears of it, or the next where nobody is waited for."""
    if asked.state != "open" or not asked.more:
        return Step(replace(asked, more=False))
    asked = replace(asked, more=False)
    return _ask(asked, now) if asked.manner == "all" else _on(asked, now)


def tick(asked: Round, now: Minute) -> Step:
    """What time has brought: who let it pass is waited for no more, though a yes is still welcome."""
    if asked.state != "open":
        return Step(asked)
    over = [one for one in asked.candidates if one.until is not None and min(one.until, asked.last) <= now]
    for one in over:
        asked = asked.told(one.who, "silent" if one.reply == "asked" else one.reply, counter=one.counter)
    if now >= asked.last:
        return _nobody(asked)
    return _on(asked, now) if over else Step(asked)


def answered(asked: Round, who: str, answer: Answer, now: Minute) -> Step:
    """What an answer brings. One from somebody who was never asked, or said once more, brings nothing."""
    one = asked.of(who)
    if one is None or one.reply in ("next", "yes", "late"):
        return Step(asked)
    if answer == "no" and (asked.state in ("settled", "withdrawn") or now >= asked.last):
        return _declined(asked, one)
    if asked.state == "withdrawn" and answer != "yes":
        return Step(asked)
    if asked.state in ("settled", "withdrawn") or now >= max(asked.last, asked.span.start):
        return _too_late(asked, one)
    if answer == "yes":
        return _settled(asked, who, None)
    if answer == "no":
        return _no(asked, one, now)
    if one.counter == answer or not answer.overlaps(asked.span):
        return Step(asked)
    until = _until(asked, now, 1 + sum(other.reply == "next" for other in asked.candidates))
    return Step(asked.told(who, "counter", until, answer), (Act("counter", who),))


def taken(asked: Round, who: str, now: Minute) -> Step:
    """The family takes the hours that somebody offered instead."""
    one = asked.of(who)
    if asked.state in ("withdrawn", "settled") or one is None or one.counter is None:
        return Step(asked)
    return _settled(asked, who, one.counter) if now < one.counter.end else Step(asked)


def withdrawn(asked: Round) -> Step:
    """It is not needed any more: who was asked, and who has said yes, is told so."""
    if asked.state == "withdrawn":
        return Step(asked)
    waiting = [one.who for one in asked.candidates if one.reply in ("asked", "counter", "yes")]
    for who in waiting:
        asked = asked.told(who, "left")
    return Step(replace(asked, state="withdrawn"), tuple(Act("no_longer", who, who) for who in waiting))


def _on(asked: Round, now: Minute) -> Step:
    """Ask whoever is next where nobody is waited for; where nobody is left, say so as early as it is known."""
    if any(one.until is not None for one in asked.candidates):
        return Step(asked)
    if any(one.reply == "next" for one in asked.candidates):
        return _ask(asked, now)
    return Step(asked) if asked.more else _nobody(asked)


def _ask(asked: Round, now: Minute) -> Step:
    """Ask the next, or all who are left."""
    coming = [one for one in asked.candidates if one.reply == "next"]
    if not coming:
        return _on(asked, now)
    until = _until(asked, now, len(coming))
    called = coming if asked.manner == "all" else coming[:1]
    for one in called:
        asked = asked.told(one.who, "asked", until)
    return Step(asked, tuple(Act("ask", one.who, one.who) for one in called))


def _until(asked: Round, now: Minute, coming: int) -> Minute:
    """Until when to wait: everyone who is left gets the same share of the time there is."""
    share = asked.last - now if asked.manner == "all" else (asked.last - now) // coming
    return min(asked.last, now + max(SHORTEST, min(asked.patience, share)))


def _no(asked: Round, one: Candidate, now: Minute) -> Step:
    said = _declined(asked, one)
    if not said.acts:
        return said
    step = _on(said.round, now)
    return Step(step.round, (*said.acts, *step.acts))


def _declined(asked: Round, one: Candidate) -> Step:
    """A no is kept however the round stands: nobody is asked once more for the hours."""
    if one.reply == "no":
        return Step(asked)
    return Step(asked.told(one.who, "no"), (Act("declined", one.who),))


def _settled(asked: Round, who: str, counter: Span | None) -> Step:
    others = [one.who for one in asked.candidates if one.who != who and one.reply in ("asked", "counter")]
    asked = asked.told(who, "yes", counter=counter)
    for other in others:
        asked = asked.told(other, "left")
    acts = (Act("booked", who, who), Act("booked", who), *(Act("settled", other, other) for other in others))
    return Step(replace(asked, state="settled"), acts)


def _too_late(asked: Round, one: Candidate) -> Step:
    """A yes, or an offer, that comes too late gets a kind no, once."""
    return Step(asked.told(one.who, "late"), (Act("too_late", one.who, one.who),))


def _nobody(asked: Round) -> Step:
    """Nobody can. Until the hours begin a yes is still taken, for nobody else comes; the family is told once."""
    if asked.state == "nobody":
        return Step(asked)
    return Step(replace(asked, state="nobody"), (Act("nobody", ""),))
