"""What to ask of whom: carers in the plan, and the changes at work that would close what is left open."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.plan.plan import Ask, Cover
from homecall.plan.voice import lasting, listed
from homecall.planner.why.ways import in_the_way
from homecall.rules.base import Case
from homecall.rules.facts.occasions import Dated
from homecall.rules.value import leads
from homecall.spans.span import Span, intersect
from homecall.tongue import say


def asks(case: Case) -> Iterator[Ask]:
    """The asks of a plan: carers by time, then trades that would close a gap, then days for missed moments."""
    yield from sorted(_carers(case), key=lambda a: (a.span, a.of))
    yield from _work(case)
    yield from _moments(case)


def gaps(case: Case) -> tuple[Cover, ...]:
    """The gaps of a plan, with children who are without cover at the same time told apart."""
    found = [lead for covers in case.covers_of.values() for _, lead in leads(covers) if lead.lead is None]
    return tuple(sorted(found, key=lambda c: (c.span, c.child)))


def _carers(case: Case) -> Iterator[Ask]:
    for carer, blocks in case.blocks.items():
        led = case.led_by[carer]
        for block in blocks:
            children = dict.fromkeys(c.child for c in led if c.span.overlaps(block))
            who = listed([case.name(c) for c in children]) or say("the children")
            why = say("Somebody is needed for {children}; {name} is the best fit.", children=who, name=case.name(carer))
            covered = sum(s.minutes for s in intersect([c.span for c in led], [block]))
            gains = say("{time} of care for {children}", time=lasting(covered), children=who)
            yield Ask("carer", carer, block, why, gains)


def _work(case: Case) -> Iterator[Ask]:
    seen: set[tuple[str, Span]] = set()
    for gap in gaps(case):
        for parent, duty in in_the_way(case, gap.span):
            if (parent, duty.span) not in seen:
                seen.add((parent, duty.span))
                yield Ask("work", parent, duty.span, *_trade(case, gap, parent))


def _trade(case: Case, gap: Cover, parent: str) -> tuple[str, str]:
    """What a trade is needed for, and what it would give."""
    child = case.name(gap.child)
    values = {"child": child, "hours": case.when(gap.span), "name": case.name(parent)}
    why = say("Nobody can have {child} {hours} while {name} works.", **values)
    return why, say("{time} of cover for {child}", time=lasting(gap.span.minutes), child=child)


def _moments(case: Case) -> Iterator[Ask]:
    for dated in case.facts.dated:
        if not case.kept[dated.moment.id]:
            for parent, duty in in_the_way(case, dated.away, _missing(dated)):
                values = {"name": case.name(parent), "duty": duty.title, "moment": dated.moment.title}
                why = say("{name} works {duty} while {moment} happens.", **values)
                gains = say("{day}, {hours}", day=dated.moment.title, hours=case.when(dated.span))
                yield Ask("moment", parent, duty.span, why, gains)


def _missing(dated: Dated) -> tuple[str, ...]:
    return tuple(p for p in dated.wanted if p not in dated.able)
