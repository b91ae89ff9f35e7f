"""The sentences that page, poster and terminal share: times, people, and the one thing that a plan says.

All English of the outlets about a plan as a whole stands here, so that it can be translated in one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from homecall.household.household import Household
from homecall.outlets.phrases import (
    ALL,
    PART_ONE,
    STATE_WORDS,
    all_of,
    capital,
    chance,
    counted,
    date_range,
    distance,
    number,
    short_day,
    state,
)
from homecall.outlets.picture.model import Band, Day, Flag, Mark, Picture, Segment
from homecall.plan.plan import Ask, Finding, Plan, Risk, Unknown
from homecall.plan.voice import Voice, listed, long_day
from homecall.spans.span import HOUR, Minute, Span
from homecall.tongue import noted, say, say_n, weekday

__all__ = [
    "STATE_WORDS",
    "Hole",
    "Voice",
    "Words",
    "capital",
    "date_range",
    "listed",
    "long_day",
    "number",
    "short_day",
    "state",
]
MANY = 10
"""Beyond so many times of one moment a line counts them and names no days."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Time in which at least one child has nobody: touching gaps of all children taken together."""

    span: Span
    children: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What there is to say about one plan. Names come out as the family wrote them; outlets escape them."""

    household: Household
    plan: Plan
    picture: Picture
    hours: int = 0

    @cached_property
    def voice(self) -> Voice:
        """The family's way with times."""
        return Voice(self.household.wall, self.hours)

    def name(self, who: str) -> str:
        """What somebody is called; an id nobody knows stands for itself."""
        return self.household.names.get(who, who)

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """Every stretch in which a child has nobody, in order."""
        gaps = (
            (band.span, at, row.name)
            for day in self.picture.days
            for at, row in enumerate(day.rows)
            for band in row.bands
            if band.kind == "gap"
        )
        holes: list[Hole] = []
        for span, _, child in sorted(gaps):
            if holes and span.start <= holes[-1].span.end:
                last = holes[-1]
                children = last.children if child in last.children else (*last.children, child)
                holes[-1] = Hole(Span(last.span.start, max(last.span.end, span.end)), children)
            else:
                holes.append(Hole(span, (child,)))
        return tuple(holes)

    def dates(self) -> str:
        """The days of the plan."""
        return date_range(self.picture.days[0].date, self.picture.days[-1].date)

    def headline(self) -> str:
        """The one thing: who is missing, or who has the children now, or that all is well."""
        return self.summary() if self.holes else self._now() or self.summary()

    def summary(self) -> str:
        """The headline of a page that is read at any time, such as a poster: it never speaks of now."""
        return self._missing() if self.holes else say("Every hour is covered.")

    def _missing(self) -> str:
        parts = [self.voice.part(hole.span) for hole in self.holes]
        kinds = sorted(set(parts), key=lambda part: (-parts.count(part), part))
        if len(kinds) > 2:
            return capital(say("{number} stretches of time need somebody.", number=number(len(parts))))
        if len(parts) == 1:
            return say(PART_ONE[kinds[0]])
        said = [counted(part, parts.count(part)) for part in kinds]
        return capital(say("{parts} need somebody.", parts=listed(said)))

    def _now(self) -> str:
        today = next((day for day in self.picture.days if day.now is not None), None)
        if today is None or today.now is None:
            return ""
        held = self._held(self.picture.now)
        if not held:
            return ""
        if len(held) == 1:
            ((who, children),) = held.items()
            return self._whole(who, children, today.now)
        return capital("; ".join(self._has(who, children) for who, children in held.items())) + "."

    def right_now(self) -> str:
        """Who has the children now and who is next, or whom nobody has; empty where now is no time of the plan."""
        hole = next((hole for hole in self.holes if hole.span.holds(self.picture.now)), None)
        if hole is None:
            return self._now()
        everybody = len(hole.children) > 1 and len(hole.children) == len(self.household.children)
        them = all_of(len(hole.children)) if everybody else listed(hole.children)
        return say("Nobody has {children} until {time}.", children=them, time=self._when(hole.span.end))

    def elsewhere(self) -> tuple[str, ...]:
        """Where each parent is who is not free now, and when they are home: the quiet lines under the one sentence."""
        said = (self._away(parent.id) for parent in self.household.parents)
        return tuple(one for one in said if one)

    def _away(self, parent: str) -> str:
        now, name = self.picture.now, self.name(parent)
        ahead = [s for s in self._states(parent) if s.span.end > now]
        if not ahead or ahead[0].span.start > now or ahead[0].state == "free":
            return ""
        if ahead[0].state == "unknown":
            return say("{name}’s time is not known yet.", name=name)
        where = say("{name} is {state}", name=name, state=state(ahead[0].state))
        if ahead[0].state in ("rest", "home_call"):
            return f"{where}."
        back = next((s.span.start for s in ahead if s.state not in ("work", "road")), None)
        return (
            say("{where}, home at about {time}.", where=where, time=self._when(back))
            if back is not None
            else f"{where}."
        )

    def _states(self, adult: str) -> list[Segment]:
        threads = (thread for day in self.picture.days for thread in day.threads if thread.person == adult)
        return [segment for thread in threads for segment in thread.segments]

    def _when(self, at: Minute) -> str:
        """A time as seen from now: "6 pm", "7 am tomorrow", "7 am on Friday"."""
        wall = self.household.wall
        days = (wall.date(at) - wall.date(self.picture.now)).days
        clock = self.voice.clock(at)
        if days == 0:
            return clock
        if days == 1:
            return say("{time} tomorrow", time=clock)
        return say("{time} on {weekday}", time=clock, weekday=weekday(wall.date(at)))

    def coming(self, day: Day) -> str:
        """The kept moments of a day that are still to come: "Roses and thorns at 7 pm with Ben"; empty without any."""
        said = []
        for mark in day.marks:
            if mark.kept and mark.span.end > self.picture.now:
                what = say("{title} at {time}", title=mark.title, time=self.voice.clock(mark.span.start))
                said.append(say("{what} with {names}", what=what, names=self.with_whom(mark)) if mark.parents else what)
        return "; ".join(dict.fromkeys(said))

    def _has(self, who: str, children: list[str]) -> str:
        """Who has which children: "Rosa has Leo", "Mia is at Preschool"; "both" where they are all there are."""
        everybody = len(children) > 1 and len(children) == len(self._at(self.picture.now))
        them = all_of(len(children)) if everybody else listed(children)
        if who in self._places:
            return say_n(
                "{children} is at {place}", "{children} are at {place}", len(children), children=them, place=who
            )
        return say("{name} has {children}", name=who, children=them)

    @cached_property
    def _places(self) -> frozenset[str]:
        rows = (row for day in self.picture.days for row in day.rows)
        return frozenset(band.label for row in rows for band in row.bands if band.kind == "place")

    def _held(self, at: Minute) -> dict[str, list[str]]:
        """Which children each name has at the instant; places count as who has them."""
        held: dict[str, list[str]] = {}
        for row, band in self._at(at):
            held.setdefault(band.label, []).append(row)
        return held

    def _at(self, at: Minute) -> list[tuple[str, Band]]:
        rows = (row for day in self.picture.days if day.span.holds(at) for row in day.rows)
        return [(row.name, b) for row in rows for b in row.bands if b.span.holds(at) and b.kind in ("lead", "place")]

    def _whole(self, who: str, children: list[str], now: Minute) -> str:
        """All children are with one: until when, and with whom then."""
        end = self._until(who, now)
        said = capital(self._has(who, children))
        if end is None:
            return f"{said}."
        later = self.household.wall.date(end) != self.household.wall.date(now)
        clock, then = self.voice.clock(end, half=later), self._held(end)
        until = say("tomorrow at {time}", time=clock) if later else clock
        if len(then) != 1:
            return say("{said} until {time}.", said=said, time=until)
        return say("{said} until {time}, then {name}.", said=said, time=until, name=next(iter(then)))

    def _until(self, who: str, now: Minute) -> Minute | None:
        """When the first child goes over to somebody else; None where that is more than a day away."""
        held = {child for child, _ in self._at(now)}
        ends = [
            band.span.start
            for day in self.picture.days
            for row in day.rows
            for band in row.bands
            if row.name in held and now < band.span.start <= now + 24 * HOUR and band.label != who
        ]
        return min(ends, default=None)

    def lede(self) -> str:
        """What stands under the headline: which hours, and that the rest is well."""
        if not self.holes:
            return "" if self.headline() == say("Every hour is covered.") else say("Every hour is covered.")
        if len(self.holes) > 2:
            first = self.voice.on(self.holes[0].span)
            return say("The first is {hours}. They are marked below; everything else is covered.", hours=first)
        said = "; ".join(f"{self.voice.on(hole.span)}{self._whom(hole)}" for hole in self.holes)
        return say("{hours}. Everything else is covered.", hours=said)

    def _whom(self, hole: Hole) -> str:
        """Which children a hole leaves alone, where that needs saying."""
        if len(self.household.children) == 1:
            return ""
        everybody = len(hole.children) == len(self.household.children)
        every = say(ALL.get(len(hole.children), noted("all")))
        return f", {every}" if everybody else f", {listed(hole.children)}"

    def certainty(self) -> str:
        """How sure it is that no better plan exists: "Proven best." or "Likely best", with the distance in words."""
        open_ = [tier for tier in self.plan.tiers if tier.value - tier.bound > 1e-6]
        if not open_ and self.plan.status == "optimal":
            return say("Proven best: no plan could do better with what is known.")
        if not open_:
            return say("Likely best; the proof is not complete.")
        return say("Likely best, not proven: {distance}.", distance=distance(open_[0]))

    def ask(self, ask: Ask) -> str:
        """Whom or what to ask for which hours."""
        when = self.voice.on(ask.span)
        if ask.kind == "carer":
            return say("Ask {name}: {hours}", name=self.name(ask.of), hours=when)
        if ask.kind == "work":
            return say("At {name}’s work: {hours}", name=self.name(ask.of), hours=when)
        titles = {moment.id: moment.title for moment in self.household.moments}
        return f"{titles.get(ask.of, self.name(ask.of))}: {when}"

    def risk(self, risk: Risk) -> str:
        """Who may not be there when, how likely, and who stands behind."""
        day = long_day(self.household.wall.date(risk.at))
        hours = self.voice.span(Span(risk.at, risk.until)) if risk.until else self.voice.clock(risk.at)
        when, name = say("{day}, {hours}", day=day, hours=hours), self.name(risk.parent)
        return f"{say('{when}: {what}.', when=when, what=self._may(risk, name))} {self._behind(risk)}"

    def late(self, span: Span) -> tuple[Risk, ...]:
        """The plan's risks of that time in which somebody may not be there."""
        return tuple(risk for risk in self.plan.risks if risk.kind != "tired" and span.holds(risk.at))

    def tired(self, span: Span) -> tuple[Risk, ...]:
        """The plan's risks of that time in which nobody at home is rested."""
        return tuple(risk for risk in self.plan.risks if risk.kind == "tired" and span.holds(risk.at))

    def _may(self, risk: Risk, name: str) -> str:
        if risk.kind == "home_call":
            return say("{name} is on call from home and may have to go in", name=name)
        if risk.kind == "tired" and risk.after:
            return say(
                "after “{title}” {name} is likely tired, and nobody at home is rested", name=name, title=risk.after
            )
        if risk.kind == "tired":
            return say("{name} is likely tired, and nobody at home is rested", name=name)
        likely = chance(risk.late_chance)
        if risk.after:
            return say("{name} may be late after “{title}”, {chance}", name=name, title=risk.after, chance=likely)
        return say("{name} may be late, {chance}", name=name, chance=likely)

    def _behind(self, risk: Risk) -> str:
        if not risk.standby:
            return say("Nobody stands behind yet.")
        if risk.kind == "tired":
            return say("{name} could come.", name=self.name(risk.standby))
        return say("{name} stands behind.", name=self.name(risk.standby))

    def unknown(self, unknown: Unknown) -> str:
        """From when on somebody's time is not known, and why."""
        start, why = long_day(self.household.wall.date(unknown.start)), unknown.why.rstrip(".")
        who = self.name(unknown.parent)
        return say("From {day} {name}’s time is not known: {why}.", day=start, name=who, why=why)

    def finding(self, finding: Finding) -> str:
        """The sentence of a finding; what is noted of a schedule does not say by itself whose it is."""
        whose = finding.who if finding.rule == "schedule-note" else ""
        return f"{self.name(whose)}: {finding.text}" if whose else finding.text

    def with_whom(self, mark: Mark) -> str:
        """The parents of a moment: "Ben", "Ana and Ben", or empty."""
        return listed([self.name(parent) for parent in mark.parents])

    def moments(self, *, kept: bool) -> tuple[str, ...]:
        """A line for each dated moment and one for all times of a recurring one, kept or still open."""
        marks = [mark for day in self.picture.days for mark in day.marks if mark.kept is kept]
        lines = [self._dated(mark) for mark in marks if mark.dated]
        ids = dict.fromkeys(mark.moment for mark in marks if not mark.dated)
        return (*lines, *(self._recurring([m for m in marks if m.moment == one]) for one in ids))

    def _dated(self, mark: Mark) -> str:
        said = f"{mark.title}: {self.voice.on(mark.span)}"
        return (
            say("{what}, with {names}", what=said, names=self.with_whom(mark)) if mark.kept and mark.parents else said
        )

    def _recurring(self, marks: list[Mark]) -> str:
        if len(marks) > MANY:
            return f"{marks[0].title}: {self._times(marks)}"
        days = [f"{short_day(self.household.wall.date(m.span.start))} {self.with_whom(m)}".strip() for m in marks]
        return f"{marks[0].title}: {', '.join(days)}"

    def _times(self, marks: list[Mark]) -> str:
        """Too many to name each day: how often, and with whom."""
        named = [self.with_whom(mark) for mark in marks]
        counted = ((named.count(who), who) for who in dict.fromkeys(named) if who)
        shares = [say("{count} with {names}", count=count, names=who) for count, who in counted]
        return say("{number} times", number=number(len(marks))) + (f", {listed(shares)}" if shares else "")

    def flag(self, flag: Flag) -> tuple[str, str]:
        """The words of an amber pill and those under it."""
        nobody = say("nobody stands behind yet")
        backup = say("{name} stands behind", name=flag.standby) if flag.standby else nobody
        return say("{name} may be late", name=self.name(flag.parent)), backup

    def day_notes(self, day: Day) -> tuple[tuple[str, str], ...]:
        """What is special about a day, as (kind, sentence); kinds are "gap", "moment", "late" and "clock"."""
        notes: list[tuple[str, str]] = [
            ("gap", say("{hours}: nobody yet", hours=self.voice.span(hole))) for hole in self._open(day)
        ]
        notes += [("moment", self._noted(mark)) for mark in day.marks if mark.dated]
        for flag in (flag for flag in day.flags if flag.kind == "late"):
            pill, backup = self.flag(flag)
            said = say("{what} at {time}; {backup}", what=pill, time=self.voice.clock(flag.at), backup=backup)
            notes.append(("late", said))
        if day.span.minutes != 24 * HOUR:
            notes.append(("clock", say("The clocks change: {hours} hours today", hours=day.span.minutes // HOUR)))
        return tuple(notes)

    def _noted(self, mark: Mark) -> str:
        said = f"{mark.title}, {self.voice.clock(mark.span.start)}"
        if not mark.kept:
            return say("{what}, still open", what=said)
        return f"{said}, {self.with_whom(mark)}" if mark.parents else said

    def _open(self, day: Day) -> Iterable[Span]:
        return (cut for hole in self.holes if (cut := hole.span.clip(day.span)))

    def made(self) -> str:
        """When the plan was made, so that a page on a fridge can be told from a newer one."""
        day = long_day(self.household.wall.date(self.plan.now))
        return say("Made {day}, {time}", day=day, time=self.voice.clock(self.plan.now))
