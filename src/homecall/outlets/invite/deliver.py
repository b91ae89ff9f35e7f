"""The whole way of a carer's letters: what is owed, handed over one by one, and said in sentences."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

from homecall.household.household import Household
from homecall.outlets.ics.lines import clean, unescape
from homecall.outlets.invite.ledger import Ledger
from homecall.outlets.invite.letters import Letter, Owed, owed, repeated
from homecall.outlets.invite.mail import Envelope, message
from homecall.outlets.invite.post import Carrier, Office, connected
from homecall.outlets.invite.reply import Reply
from homecall.plan.plan import Plan
from homecall.plan.voice import Voice
from homecall.spans.span import Minute, Span


@dataclass(frozen=True, slots=True)
class Round:
    """One round of letters to one carer. `usual` writes of every shift, `again` sends once more what may be lost."""

    household: Household
    carer: str
    envelope: Envelope
    now: Minute
    usual: bool = False
    again: bool = False


def due(of: Round, plan: Plan, ledger: Ledger) -> Owed:
    """What the carer is owed."""
    to = of.envelope.carer.address
    found = owed(of.household, plan, of.carer, to, ledger.sent(of.carer), of.now, usual=of.usual)
    if not of.again:
        return found
    letters = sorted((*found.letters, *map(repeated, found.unsure)), key=lambda one: one.entry.span)
    return replace(found, letters=tuple(letters), unsure=())


def deliver(
    of: Round, plan: Plan, ledger: Path, office: Office | None, trust: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Hand the letters over, a sentence for each as it goes; without an office only say what would go.

    Raises DeliveryError where the mail server refuses or breaks off; what was sent by then is noted.
    """
    with Ledger.opened(ledger) as book:
        found = due(of, plan, book)
        if office is not None and found.letters:
            carrier = Carrier(book, of.carer, of.envelope.carer.address, lambda one: _mail(of, one))
            with connected(office, trust) as line:
                for letter in found.letters:
                    carrier.carry(line, letter, of.envelope.sender.address)
                    yield said(of.household, letter)
        else:
            yield from (said(of.household, letter) for letter in found.letters)
        yield from _rest(of, found)


def _mail(of: Round, letter: Letter) -> EmailMessage:
    return message(of.household, letter, of.envelope, of.now)


def said(household: Household, letter: Letter) -> str:
    """One letter in a sentence."""
    when = Voice(household.wall).on(letter.entry.span)
    if letter.method == "CANCEL":
        return f"Called off: {when}."
    title = next((line.partition(":")[2] for line in letter.entry.body if line.startswith("SUMMARY:")), "")
    return f"{'New hours' if letter.again else 'Invited'}: {clean(unescape(title))} {when}."


def _rest(of: Round, found: Owed) -> Iterator[str]:
    name = clean(of.household.names.get(of.carer, of.carer))
    voice = Voice(of.household.wall)
    for one in found.unsure:
        when = voice.on(one.entry.span)
        yield f"Not certain: whether the letter about {when} reached {name}. Ask, or send it once more with --again."
    letters, settled = len(found.letters), found.settled
    count = f"{letters} letter{'' if letters == 1 else 's'} to {name}" if letters else f"Nothing to write to {name}"
    known = (
        f"; {settled} shift{'' if settled == 1 else 's'} {'needs' if settled == 1 else 'need'} none" if settled else ""
    )
    yield f"{count}{known}."


_SAYS = {"yes": "says yes to", "no": "says no to", "perhaps": "says perhaps to", "open": "has not answered about"}


def answered(household: Household, reply: Reply, ledger: Ledger | None) -> Iterator[str]:
    """A reply in sentences: by whom, to what, and what is odd about it. The ledger knows what was asked, of whom."""
    asked = ledger.asked(reply.uid) if ledger else None
    # Somebody else's word must not read as the carer's.
    theirs = asked is not None and reply.attendee == asked[1].to.lower()
    who = clean(household.names.get(asked[0], asked[0])) if asked and theirs else reply.attendee
    span = asked[1].entry.span if asked else reply.span
    yield _answer(household, reply, who, span)
    if reply.comment:
        yield f"  {who} adds: {reply.comment}"
    if asked is None:
        yield "  No invitation of ours has this id."
        return
    if reply.sequence < asked[1].entry.sequence:
        yield "  This answers earlier hours; they have changed since."
    if not theirs:
        name = clean(household.names.get(asked[0], asked[0]))
        yield f"  The invitation went to {name}, at {asked[1].to}."
    elif reply.sender and reply.sender != reply.attendee:
        yield f"  The mail came from {reply.sender}."


def _answer(household: Household, reply: Reply, who: str, span: Span | None) -> str:
    voice = Voice(household.wall)
    when = voice.on(span) if span else "a time that the reply does not say"
    if reply.answer == "counter":
        other = f": {voice.on(reply.span)}" if reply.span else ""
        return f"{who} proposes other hours for {when}{other}."
    return f"{who} {_SAYS[reply.answer]} {when}."
