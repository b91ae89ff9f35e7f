"""What a calendar that the whole family shares says: who has whom, what is open, which moments are kept."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.outlets.ics.event import Event
from homecall.outlets.ics.lines import clean
from homecall.outlets.ics.stretches import Scene, Stretch, stretches
from homecall.plan.plan import Kept


def family_events(scene: Scene) -> Iterator[Event]:
    """Each lead's stretches, each open hour and each kept moment, once; no risk, no duty, no pay."""
    for lead in dict.fromkeys(c.lead for c in scene.plan.cover if c.lead):
        yield from (_has(scene, lead, stretch) for stretch in stretches(scene.held(lead)))
    for stretch in stretches(scene.gaps()):
        title = f"Nobody yet for {scene.named(stretch.children)}"
        yield Event("gap", "", stretch.span, title, scene.part_notes(stretch), shared=True)
    yield from (_moment(scene, kept) for kept in scene.plan.moments if kept.kept)


def _has(scene: Scene, lead: str, stretch: Stretch) -> Event:
    asked = any(s.asked and s.carer == lead and s.span.overlaps(stretch.span) for s in scene.plan.shifts)
    verb = "is asked to have" if asked else "has"
    title = f"{scene.name(lead)} {verb} {scene.named(stretch.children)}"
    notes = (*scene.part_notes(stretch), *scene.stay_notes(stretch))
    return Event("has", lead, stretch.span, title, notes, asked, shared=True)


def _moment(scene: Scene, kept: Kept) -> Event:
    moment = next((one for one in scene.household.moments if one.id == kept.moment), None)
    people = scene.named([*kept.parents, *kept.children])
    title = clean(moment.title if moment else kept.moment)
    return Event("moment", kept.moment, kept.span, title, (f"With {people}.",) if people else (), shared=True)
