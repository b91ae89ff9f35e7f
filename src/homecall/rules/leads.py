"""Who may lead: parents who are free, carers on shift, the right people at night and at the wheel."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.plan.plan import Cover
from homecall.rules.base import Breach, Case, Rule
from homecall.spans.span import Span, intersect, subtract


def _breach(case: Case, rule: str, cover: Cover, span: Span, what: str) -> Breach:
    who = cover.lead or ""
    text = f"{case.name(who)} leads {case.name(cover.child)} {what}, {case.when(span)}."
    return Breach(rule, who, span, span.minutes, text)


def _leads(case: Case) -> Iterator[tuple[Cover, str]]:
    for cover in case.plan.cover:
        if cover.lead is not None:
            yield cover, cover.lead


def _parents_free(case: Case) -> Iterator[Breach]:
    for cover, lead in _leads(case):
        if lead in case.facts.parents:
            for span in subtract([cover.span], case.facts.parents[lead].free):
                yield _breach(case, PARENT_FREE.name, cover, span, "while at work, on the road, resting or unknown")


def _known(case: Case) -> Iterator[Breach]:
    known = case.facts.parents.keys() | case.facts.carers.keys()
    for cover, lead in _leads(case):
        if lead not in known:
            yield _breach(case, KNOWN.name, cover, cover.span, "and is no adult of this household")


def _on_shift(case: Case) -> Iterator[Breach]:
    for cover, lead in _leads(case):
        if lead in case.facts.carers:
            for span in subtract([cover.span], case.on_duty.get(lead, ())):
                yield _breach(case, ON_SHIFT.name, cover, span, "without being on shift")


def _asleep(case: Case) -> Iterator[Breach]:
    overnight = {c.id for c in case.facts.household.carers if c.overnight}
    for cover, lead in _leads(case):
        if lead in case.facts.carers and lead not in overnight and cover.child in case.facts.children:
            for span in intersect([cover.span], case.facts.children[cover.child].asleep):
                yield _breach(case, ASLEEP.name, cover, span, "asleep, and does not do nights")


def _whole_legs(case: Case) -> Iterator[Breach]:
    """A leg has one driving lead for all of it, or is a gap for all of it."""
    for child, facts in case.facts.children.items():
        for leg in facts.legs:
            parts = [c for c in case.covers_of[child] if c.span.overlaps(leg)]
            if len({c.lead for c in parts}) > 1:
                yield _breach(case, WHOLE_LEGS.name, parts[0], leg, "for a part of a journey only")
            for part in parts:
                if part.lead is not None and not may_drive(case, part.lead, leg):
                    yield _breach(case, WHOLE_LEGS.name, part, leg, "on a journey, and cannot drive then")


def may_drive(case: Case, adult: str, leg: Span) -> bool:
    """Whether the adult drives, and is not kept from the wheel by a long duty in any of this time."""
    parent = case.facts.parents.get(adult)
    if parent:
        return parent.drives and not intersect(parent.no_drive, [leg])
    return any(c.drives for c in case.facts.household.carers if c.id == adult)


def _infants(case: Case) -> Iterator[Breach]:
    for cover, lead in _leads(case):
        if lead in case.facts.carers and case.facts.carers[lead].limits.infant_months:
            for span in intersect([cover.span], _youth(case, cover.child)):
                yield _breach(case, INFANTS.name, cover, span, "alone before three months of age")


def _youth(case: Case, child: str) -> list[Span]:
    start, facts = case.plan.span.start, case.facts.children.get(child)
    return [Span(start, facts.young_until)] if facts and facts.young_until > start else []


def _dated_company(case: Case) -> Iterator[Breach]:
    """Parents at a dated moment lead no child who is not of it."""
    for dated in case.facts.dated:
        for kept in case.kept.get(dated.moment.id, ()):
            for parent in kept.parents:
                for cover in case.led_by.get(parent, ()):
                    shared = cover.span.clip(dated.away)
                    if shared and cover.child not in dated.moment.children:
                        yield _breach(case, DATED_COMPANY.name, cover, shared, f"during {dated.moment.title}")


KNOWN = Rule("leads-are-known", "Every lead is an adult of the household.", _known)
PARENT_FREE = Rule("parents-lead-when-free", "A parent leads only when free.", _parents_free)
ON_SHIFT = Rule("carers-lead-on-shift", "A carer leads only on shift.", _on_shift)
ASLEEP = Rule("nights-have-night-leads", "A sleeping child's lead is a parent or does nights.", _asleep)
WHOLE_LEGS = Rule("journeys-are-whole", "A journey has one driver for all of it, or is a gap.", _whole_legs)
INFANTS = Rule("infants-with-parents", "An au pair has no sole care under three months.", _infants)
DATED_COMPANY = Rule("moments-have-their-parents", "Parents at a moment lead nobody else.", _dated_company)
RULES = (KNOWN, PARENT_FREE, ON_SHIFT, ASLEEP, WHOLE_LEGS, INFANTS, DATED_COMPANY)
