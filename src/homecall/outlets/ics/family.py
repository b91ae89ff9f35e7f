"""What a calendar that the whole family shares says: who has whom, what is open, which moments are kept."""

from __future__ import annotations

from collections.abc import Iterator

from homecall.outlets.ics.event import Event
from homecall.outlets.ics.lines import clean
from homecall.outlets.ics.stretches import Scene, Stretch, stretches
from homecall.plan.plan import Kept
from homecall.spans.span import Span
from homecall.tongue import noted, say


def family_events(scene: Scene) -> Iterator[Event]:
    """Each lead's stretches, each open hour and each kept moment, once; no risk, no duty, no pay."""
    for lead in dict.fromkeys(c.lead for c in scene.plan.cover if c.lead):
        yield from (_has(scene, lead, stretch) for stretch in stretches(scene.held(lead)))
    for stretch in stretches(scene.gaps()):
        title = say("Nobody yet for {children}", children=scene.named(stretch.children))
        yield Event("gap", "", stretch.span, title, scene.part_notes(stretch), shared=True)
    yield from _moments(scene)


def _moments(scene: Scene) -> Iterator[Event]:
    """Each kept moment once, with all who share it, though each parent's part is a line of its own in the plan."""
    together: dict[tuple[str, Span], list[Kept]] = {}
    for kept in scene.plan.moments:
        if kept.kept:
            together.setdefault((kept.moment, kept.span), []).append(kept)
    yield from (_moment(scene, shared) for shared in together.values())


def _has(scene: Scene, lead: str, stretch: Stretch) -> Event:
    asked = any(s.asked and s.carer == lead and s.span.overlaps(stretch.span) for s in scene.plan.shifts)
    which = noted("{name} is asked to have {children}") if asked else noted("{name} has {children}")
    title = say(which, name=scene.name(lead), children=scene.named(stretch.children))
    notes = (*scene.part_notes(stretch), *scene.stay_notes(stretch))
    return Event("has", lead, stretch.span, title, notes, asked, shared=True)


def _moment(scene: Scene, shared: list[Kept]) -> Event:
    first = shared[0]
    moment = next((one for one in scene.household.moments if one.id == first.moment), None)
    people = [*(p for kept in shared for p in kept.parents), *(c for kept in shared for c in kept.children)]
    notes = (say("With {names}.", names=scene.named(dict.fromkeys(people))),) if people else ()
    title = clean(moment.title if moment else first.moment)
    return Event("moment", first.moment, first.span, title, notes, shared=True)
