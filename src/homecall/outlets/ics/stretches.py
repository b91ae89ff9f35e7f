"""Time that somebody has children without a break, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from homecall.household.household import Household
from homecall.outlets.ics.lines import clean
from homecall.outlets.words import Voice, listed
from homecall.plan.plan import Plan
from homecall.rules.facts import horizon_of
from homecall.rules.facts.children import ChildFacts, child_facts
from homecall.spans.span import DAY, Minute, Span, subtract, union
from homecall.tongue import noted, say, weekday


@dataclass(frozen=True, slots=True)
class Stretch:
    """Touching time of one or more children, and which of it is each child's, in the household's order."""

    span: Span
    parts: tuple[tuple[str, tuple[Span, ...]], ...]

    @property
    def children(self) -> tuple[str, ...]:
        """The children of the stretch."""
        return tuple(child for child, _ in self.parts)


Run = tuple[Minute, str, bool]
"""A way to a place (True), where one has to be at that minute, or from it, where one is fetched then."""
_TO, _FROM = noted("{children} to {place} by {time}"), noted("{children} from {place} at {time}")


@dataclass(frozen=True)
class Scene:
    """A household and a plan, with the questions that every person's calendar asks of them."""

    household: Household
    plan: Plan

    @cached_property
    def voice(self) -> Voice:
        """How the family says times."""
        return Voice(self.household.wall)

    @cached_property
    def children(self) -> dict[str, ChildFacts]:
        """What each child's days look like."""
        horizon = horizon_of(self.household, self.plan)
        return {child.id: child_facts(child, horizon) for child in self.household.children}

    def name(self, who: str) -> str:
        """What somebody is called, on one clean line."""
        return clean(self.household.names.get(who, who))

    def named(self, people: Iterable[str]) -> str:
        """The people as one phrase."""
        return listed([self.name(one) for one in people])

    def held(self, lead: str) -> dict[str, tuple[Span, ...]]:
        """When the lead has each child."""
        led = [c for c in self.plan.cover if c.lead == lead]
        return {child: union(c.span for c in led if c.child == child) for child in self.children}

    def gaps(self) -> dict[str, tuple[Span, ...]]:
        """When each child has nobody; time that the plan forgot is among it, for it must not be hidden."""
        led = {child: [c.span for c in self.plan.cover if c.child == child and c.lead] for child in self.children}
        return {child: subtract(facts.needs, led[child]) for child, facts in self.children.items()}

    def stay_notes(self, stretch: Stretch) -> tuple[str, ...]:
        """Where children are to be taken, or fetched from, in the stretch, by time."""
        runs: dict[Run, list[str]] = {}
        for child, spans in stretch.parts:
            for run in self._runs(child, spans):
                runs.setdefault(run, []).append(child)
        said = []
        for (at, place, away), children in sorted(runs.items()):
            which = _TO if away else _FROM
            said.append(say(which, children=self.named(children), place=place, time=self.clock(at, stretch)))
        return tuple(said)

    def _runs(self, child: str, spans: Collection[Span]) -> Iterator[Run]:
        """The ways to and from places that begin or end the spans."""
        starts, ends = {span.start for span in spans}, {span.end for span in spans}
        for stay in self.children[child].stays:
            if stay.span.start in ends:
                yield stay.span.start, clean(stay.name), True
            if stay.span.end in starts:
                yield stay.span.end, clean(stay.name), False

    def part_notes(self, stretch: Stretch) -> tuple[str, ...]:
        """Which hours are which child's; nothing where all are there all the time."""
        if all(spans == (stretch.span,) for _, spans in stretch.parts):
            return ()
        told = self.voice.on if stretch.span.minutes > DAY else self.voice.span
        shared: dict[tuple[Span, ...], list[str]] = {}
        for child, spans in stretch.parts:
            shared.setdefault(spans, []).append(child)
        return tuple(f"{self.named(them)}: {'; '.join(told(s) for s in spans)}" for spans, them in shared.items())

    def clock(self, at: Minute, stretch: Stretch) -> str:
        """A time of day, with its weekday where the stretch is longer than a day."""
        if stretch.span.minutes <= DAY:
            return self.voice.clock(at)
        return say("{weekday} {time}", weekday=weekday(self.household.wall.date(at)), time=self.voice.clock(at))


def stretches(held: Mapping[str, Iterable[Span]]) -> list[Stretch]:
    """The children's times joined to stretches, in order."""
    joined = union(span for spans in held.values() for span in spans)
    return [Stretch(span, within(span, held)) for span in joined]


def within(frame: Span, held: Mapping[str, Iterable[Span]]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Each child's time inside the frame; children without any are left out."""
    cut = ((child, tuple(c for span in spans if (c := span.clip(frame)))) for child, spans in held.items())
    return tuple((child, spans) for child, spans in cut if spans)
