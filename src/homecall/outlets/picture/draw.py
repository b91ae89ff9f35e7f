"""From a household and a plan to the picture of its days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from homecall.household.household import Household
from homecall.household.people import Child
from homecall.outlets.picture.model import Band, Day, Flag, Mark, Picture, Row, Segment, State, Thread
from homecall.outlets.picture.people import people_of
from homecall.plan.plan import Plan, Risk
from homecall.rules.facts import Facts, facts_of, horizon_of
from homecall.rules.facts.adults import ParentFacts
from homecall.spans.span import Span, subtract
from homecall.tongue import noted, say

Daily = dict[Span, list[tuple[Span, int]]]
"""What lies on each day, cut to it, with its place among all."""
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
        return tuple(self._day(span) for span in self._spans)

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        return tuple(map(self.household.wall.day, self.facts.horizon.dates))

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
        bands, asleep = self._bands[child.id], self._asleep[child.id].get(day, ())
        led = [(cut, bands[n]) for cut, n in self._led_on[child.id].get(day, ())]
        cuts = tuple(Band(cut, band.kind, band.who, band.label) for cut, band in led)
        return Row(child.id, child.name, cuts, tuple(cut for cut, _n in asleep))

    @cached_property
    def _asleep(self) -> dict[str, Daily]:
        return {id: daily(facts.asleep, self._spans) for id, facts in self.facts.children.items()}

    @cached_property
    def _led_on(self) -> dict[str, Daily]:
        return {id: daily([band.span for band in bands], self._spans) for id, bands in self._bands.items()}

    @cached_property
    def _bands(self) -> dict[str, tuple[Band, ...]]:
        return {child.id: tuple(self._through(child.id)) for child in self.household.children}

    def _through(self, child: str) -> list[Band]:
        """The child's bands over the whole plan. Time that nothing accounts for is a gap: it is never hidden."""
        facts, left = self.facts.children[child], [self.facts.horizon.span]
        bands: list[Band] = []
        for band in (*self._led(child), *(Band(s.span, "place", "", s.name) for s in facts.stays)):
            bands += [Band(cut, band.kind, band.who, band.label) for cut in taken(left, band.span)]
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
        left: tuple[Span, ...] = (day,)
        segments: list[Segment] = []
        for state, lines in self._states[parent]:
            found = [span for span, _n in lines.get(day, ())]
            cuts = [cut for piece in left for cut in _clipped(found, piece)] if found else []
            segments += [Segment(cut, state) for cut in cuts]
            left = subtract(left, cuts) if cuts else left
        return sorted([*segments, *(Segment(cut, "free") for cut in left)], key=attrgetter("span"))

    @cached_property
    def _states(self) -> dict[str, tuple[tuple[State, Daily], ...]]:
        """What each parent does, what goes before the other first."""
        known = {id: _lines(facts) for id, facts in self.facts.parents.items()}
        return {id: tuple((state, daily(spans, self._spans)) for state, spans in known[id]) for id in known}

    def _carers(self, day: Span) -> Iterable[Thread]:
        for carer in self.household.carers:
            segments = tuple(Segment(cut, "shift") for cut, _n in self._shifts[carer.id].get(day, ()))
            if segments:
                yield Thread(carer.id, segments)

    @cached_property
    def _shifts(self) -> dict[str, Daily]:
        return {
            carer.id: daily(sorted(shift.span for shift in self.plan.shifts if shift.carer == carer.id), self._spans)
            for carer in self.household.carers
        }

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


def _lines(facts: ParentFacts) -> tuple[tuple[State, tuple[Span, ...]], ...]:
    return (
        ("unknown", facts.unknown),
        ("work", facts.working),
        ("road", facts.road),
        ("rest", facts.rest),
        ("home_call", facts.home_call),
    )


def taken(left: list[Span], span: Span) -> list[Span]:
    """Take what is left of a span out of sorted, disjoint spans, and give it."""
    first = bisect_right(left, span.start, key=attrgetter("end"))
    touched = left[first : bisect_left(left, span.end, key=attrgetter("start"))]
    left[first : first + len(touched)] = subtract(touched, [span])
    return [cut for one in touched if (cut := one.clip(span))]


def daily(spans: Iterable[Span], days: Sequence[Span]) -> Daily:
    """The spans cut into sorted, disjoint days, by the day, each with its place among the spans, in their order."""
    found: Daily = {}
    starts = [day.start for day in days]
    for n, span in enumerate(spans):
        for day in days[max(0, bisect_right(starts, span.start) - 1) : bisect_left(starts, span.end)]:
            if cut := span.clip(day):
                found.setdefault(day, []).append((cut, n))
    return found


def _clipped(spans: Iterable[Span], frame: Span) -> tuple[Span, ...]:
    return tuple(cut for span in spans if (cut := span.clip(frame)))
