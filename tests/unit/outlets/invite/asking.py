"""Plans in which Aunt Joan is asked, and rounds of letters to her."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

from homecall.outlets.invite.deliver import Round, deliver
from homecall.outlets.invite.mail import Envelope, Person
from homecall.outlets.invite.post import Office
from homecall.plan.plan import Plan, Shift
from homecall.spans.span import DAY
from tests.unit.outlets.ics.week import asked_plan, family, span

HOME = family()
ANA, JOAN = Person("Ana Rivera", "ana@example.org"), Person("Aunt Joan", "joan@example.net")
LETTERS = Envelope(ANA, JOAN)
NOW = asked_plan(HOME).now


def asking(*hours: tuple[str, str], asked: bool = True) -> Plan:
    """A plan with these shifts of Aunt Joan; Sunday afternoon, if none is named."""
    shifts = tuple(Shift("joan", span(HOME, *one), asked=asked, pay=30.0) for one in hours or (("1 13:00", "1 15:00"),))
    return replace(asked_plan(HOME), shifts=shifts)


def of(envelope: Envelope = LETTERS, days: int = 0, **more: bool) -> Round:
    """A round of letters, so many days after the plan was made."""
    return Round(HOME, "joan", envelope, NOW + days * DAY, **more)


def sent(
    plan: Plan, ledger: Path, office: Office | None, to: Round | None = None, trust: ssl.SSLContext | None = None
) -> list[str]:
    """The sentences of one round."""
    return list(deliver(to or of(), plan, ledger, office, trust))
