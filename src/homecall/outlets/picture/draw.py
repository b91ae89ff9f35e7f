"""From a household and a plan to the picture of its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from homecall.household.household import Household
from homecall.household.people import Child
from homecall.outlets.picture.model import Band, Day, Flag, Mark, Picture, Row, Segment, State, Thread
from homecall.outlets.picture.people import people_of
from homecall.plan.plan import Plan, Risk
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.spans.span import Span, subtract
from homecall.tongue import noted, say

NOBODY = noted("nobody yet")
"""What stands on a gap."""


def picture_of(household: Household, plan: Plan) -> Picture:
    """The picture of a plan. The household's sources must have been read."""
    drawing = _Drawing(household, plan, facts_of(household, horizon_of(household, plan)))
    return Picture(
        household=household.name,
        wall=household.wall,
        span=plan.span,
        now=plan.now,
        people=people_of(household),
        days=drawing.days(),
    )


@dataclass(frozen=True)
class _Drawing:
    """One household, one plan and its facts, cut into days."""

    household: Household
    plan: Plan
    facts: Facts

    def days(self) -> tuple[Day, ...]:
        wall = self.household.wall
        return tuple(self._day(wall.day(day)) for day in self.facts.horizon.dates)

    def _day(self, span: Span) -> Day:
        return Day(
            date=self.household.wall.date(span.start),
            span=span,
            rows=tuple(self._row(child, span) for child in self.household.children),
            threads=(*self._parents(span), *self._carers(span)),
            marks=tuple(mark for mark in self._marks if span.holds(mark.span.start)),
            flags=tuple(self._flag(risk) for risk in self.plan.risks if span.holds(risk.at) and risk.kind != "tired"),
            now=self.plan.now if span.holds(self.plan.now) else None,
        )

    def _row(self, child: Child, day: Span) -> Row:
        asleep = _clipped(self.facts.children[child.id].asleep, day)
        bands = (Band(cut, b.kind, b.who, b.label) for b in self._bands[child.id] if (cut := b.span.clip(day)))
        return Row(child.id, child.name, tuple(bands), asleep)

    @cached_property
    def _bands(self) -> dict[str, tuple[Band, ...]]:
        return {child.id: tuple(self._through(child.id)) for child in self.household.children}

    def _through(self, child: str) -> list[Band]:
        """The child's bands over the whole plan. Time that nothing accounts for is a gap: it is never hidden."""
        facts, left = self.facts.children[child], [self.facts.horizon.span]
        bands: list[Band] = []
        for band in (*self._led(child), *(Band(s.span, "place", "", s.name) for s in facts.stays)):
            free = [cut for piece in left if (cut := piece.clip(band.span))]
            bands += [Band(cut, band.kind, band.who, band.label) for cut in free]
            left = list(subtract(left, free))
        bands += [Band(span, "gap", "", say(NOBODY)) for piece in facts.around for span in _clipped(left, piece)]
        bands += [Band(span, "unborn", "", "") for span in subtract(left, facts.around)]
        return sorted(bands, key=lambda band: band.span)

    def _led(self, child: str) -> Iterable[Band]:
        for cover in self.plan.cover:
            if cover.child == child and cover.lead is not None:
                yield Band(cover.span, "lead", cover.lead, self.household.names.get(cover.lead, cover.lead))

    def _parents(self, day: Span) -> Iterable[Thread]:
        for parent in self.household.parents:
            yield Thread(parent.id, tuple(self._segments(parent.id, day)))

    def _segments(self, parent: str, day: Span) -> list[Segment]:
        facts = self.facts.parents[parent]
        states: tuple[tuple[State, tuple[Span, ...]], ...] = (
            ("unknown", facts.unknown),
            ("work", facts.working),
            ("road", facts.road),
            ("rest", facts.rest),
            ("home_call", facts.home_call),
            ("free", (day,)),
        )
        left: tuple[Span, ...] = (day,)
        segments: list[Segment] = []
        for state, spans in states:
            cuts = [cut for piece in left for cut in _clipped(spans, piece)]
            segments += [Segment(cut, state) for cut in cuts]
            left = subtract(left, cuts)
        return sorted(segments, key=lambda segment: segment.span)

    def _carers(self, day: Span) -> Iterable[Thread]:
        for carer in self.household.carers:
            shifts = sorted(shift.span for shift in self.plan.shifts if shift.carer == carer.id)
            segments = tuple(Segment(cut, "shift") for cut in _clipped(shifts, day))
            if segments:
                yield Thread(carer.id, segments)

    @cached_property
    def _marks(self) -> tuple[Mark, ...]:
        known = {moment.id: moment for moment in self.household.moments}
        marks = []
        for kept in self.plan.moments:
            moment = known.get(kept.moment)
            marks.append(
                Mark(
                    moment=kept.moment,
                    title=moment.title if moment else kept.moment,
                    span=kept.span,
                    parents=kept.parents,
                    children=kept.children,
                    kept=kept.kept,
                    dated=moment.dated if moment else False,
                    importance=moment.importance if moment else "should",
                )
            )
        return tuple(sorted(marks, key=lambda mark: (mark.span, mark.moment, mark.parents)))

    def _flag(self, risk: Risk) -> Flag:
        taken = [c.child for c in self.plan.cover if c.lead == risk.parent and c.span.start == risk.at]
        return Flag(
            at=risk.at,
            parent=risk.parent,
            kind=risk.kind,
            after=risk.after,
            standby=self.household.names.get(risk.standby, risk.standby),
            late_chance=risk.late_chance,
            children=tuple(taken),
        )


def _clipped(spans: Iterable[Span], frame: Span) -> tuple[Span, ...]:
    return tuple(cut for span in spans if (cut := span.clip(frame)))
