"""What concerns each kind of person: a parent, a carer, a child. Nobody is told of another's work or pay."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.outlets.ics.event import Event
from homecall.outlets.ics.lines import clean
from homecall.outlets.ics.stretches import Scene, Stretch, stretches, within
from homecall.outlets.words import listed
from homecall.plan.plan import Kept, Risk, Shift
from homecall.plan.voice import either
from homecall.spans.span import Span
from homecall.tongue import say

PROBABLY = 0.5
"""From this chance of lateness on, a child is not promised the parent alone."""


def parent_events(scene: Scene, parent: str) -> Iterator[Event]:
    """When a parent has the children, their moments, and every hour that nobody covers yet."""
    for stretch in stretches(scene.held(parent)):
        notes = (*scene.part_notes(stretch), *scene.stay_notes(stretch), *_risk_notes(scene, parent, stretch))
        yield Event("lead", "", stretch.span, say("You have {children}", children=scene.named(stretch.children)), notes)
    for stretch in stretches(scene.gaps()):
        notes = (*scene.part_notes(stretch), *_ask_notes(scene, stretch.span))
        yield Event(
            "gap", "", stretch.span, say("Nobody yet for {children}", children=scene.named(stretch.children)), notes
        )
    yield from (_moment(scene, parent, kept) for kept in scene.plan.moments if kept.kept and parent in kept.parents)


def _risk_notes(scene: Scene, parent: str, stretch: Stretch) -> Iterator[str]:
    for risk in scene.plan.risks:
        if risk.parent == parent and stretch.span.holds(risk.at):
            yield say("{risk}; {backup}.", risk=_risk(scene, risk, stretch), backup=_backup(scene, risk))


def _backup(scene: Scene, risk: Risk) -> str:
    if not risk.standby:
        return say("nobody stands behind yet")
    who = scene.name(risk.standby)
    return say("{name} could come", name=who) if risk.kind == "tired" else say("{name} stands behind", name=who)


def _risk(scene: Scene, risk: Risk, stretch: Stretch) -> str:
    if risk.kind == "home_call":
        return say("You are on call from home and may have to go in")
    if risk.kind == "tired":
        return say("From {time} you are likely tired, and nobody at home is rested", time=scene.clock(risk.at, stretch))
    return say("You may be late for {time}", time=scene.clock(risk.at, stretch))


def _ask_notes(scene: Scene, gap: Span) -> Iterator[str]:
    for ask in scene.plan.asks:
        if ask.kind == "carer" and ask.span.overlaps(gap):
            yield say("{name} could be asked: {hours}.", name=scene.name(ask.of), hours=scene.voice.on(ask.span))


def _moment(scene: Scene, parent: str, kept: Kept) -> Event:
    moment = next((one for one in scene.household.moments if one.id == kept.moment), None)
    others = scene.named(one for one in kept.parents if one != parent)
    notes = [say("With {names}.", names=scene.named(kept.children))] if kept.children else []
    notes += [say("{names} too.", names=others)] if others else []
    if moment and moment.travel:
        notes.append(say("Leave by {time}.", time=scene.voice.clock(kept.span.start - moment.travel)))
    title = clean(moment.title if moment else kept.moment)
    return Event("moment", kept.moment, kept.span, title, tuple(notes))


def carer_events(scene: Scene, carer: str) -> Iterator[Event]:
    """A carer's shifts, those that still need a yes among them, with the children of each."""
    held = scene.held(carer)
    for shift in (shift for shift in scene.plan.shifts if shift.carer == carer):
        stretch = Stretch(shift.span, within(shift.span, held))
        notes = (*_asked(scene, shift), *scene.part_notes(stretch), *scene.stay_notes(stretch))
        yield Event("shift", "", shift.span, _shift_title(scene, shift, stretch), notes, shift.asked)


def _shift_title(scene: Scene, shift: Shift, stretch: Stretch) -> str:
    children = scene.named(stretch.children)
    if shift.asked:
        return say("Can you have {children}?", children=children) if children else say("Can you be here?")
    return say("You have {children}", children=children) if children else say("You are here")


def _asked(scene: Scene, shift: Shift) -> Iterator[str]:
    """Which part of a shift is the ask, where it is not all of it."""
    mine = [ask.span for ask in scene.plan.asks if ask.kind == "carer" and ask.of == shift.carer]
    parts = sorted({cut for span in mine if (cut := span.clip(shift.span)) and cut != shift.span})
    if shift.asked and parts:
        yield say("The ask is for {hours}.", hours=listed([scene.voice.span(part) for part in parts]))


def child_events(scene: Scene, child: str) -> Iterator[Event]:
    """Who has a child, and the places it goes to. Time that nobody covers is for the parents to know, not for it."""
    for lead in dict.fromkeys(c.lead for c in scene.plan.cover if c.child == child and c.lead):
        yield from (_with(scene, child, lead, span) for span in scene.held(lead)[child])
    for stay in scene.children[child].stays:
        yield Event("place", stay.name, stay.span, clean(stay.name))


def _with(scene: Scene, child: str, lead: str, span: Span) -> Event:
    likely = [r for r in scene.plan.risks if r.parent == lead and r.kind == "late" and r.late_chance >= PROBABLY]
    late = next((risk for risk in likely if span.start == risk.at), None)
    asked = any(s.asked and s.carer == lead and s.span.overlaps(span) for s in scene.plan.shifts)
    perhaps = [lead, late.standby] if late and late.standby else [lead]
    title = say("With {name}", name=either([scene.name(one) for one in perhaps]))
    return Event("with", lead, span, title, (), asked or late is not None)
