"""The sentences that page, poster and terminal share: times, people, and the one thing that a plan says.

All English of the outlets about a plan as a whole stands here, so that it can be translated in one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from homecall.household.household import Household
from homecall.outlets.picture.model import Band, Day, Flag, Mark, Picture, Segment, State
from homecall.plan.plan import Ask, Finding, Plan, Risk, Tier, Unknown
from homecall.plan.voice import Voice, listed, long_day
from homecall.spans.span import HOUR, Minute, Span

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
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
]
STATE_WORDS: dict[State, str] = {
    "free": "free",
    "work": "at work",
    "road": "on the way",
    "rest": "resting after a night",
    "unknown": "not known yet",
    "home_call": "on call from home",
    "shift": "on shift",
}
"""What the state of an adult is called."""
_ALL = {2: "both", 3: "all three", 4: "all four", 5: "all five", 6: "all six"}


def number(count: int) -> str:
    """A count as a word up to twelve, in figures beyond."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def short_day(day: date) -> str:
    """A day beside a ribbon: "Mon 30"."""
    return f"{day:%a} {day.day}"


def date_range(first: date, last: date) -> str:
    """First to last day, both included: "30 November – 6 December"."""
    if first == last:
        return long_day(first)
    start = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%B}"
    return f"{start} – {last.day} {last:%B}"


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
    hours: int = 12

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
        return self._missing() if self.holes else "Every hour is covered."

    def _missing(self) -> str:
        parts = [self.voice.part(hole.span) for hole in self.holes]
        kinds = sorted(set(parts), key=lambda part: (-parts.count(part), part))
        if len(kinds) > 2:
            return f"{capital(number(len(parts)))} stretches of time need somebody."
        counted = [f"{number(n)} {part}{'s' if n > 1 else ''}" for part in kinds if (n := parts.count(part))]
        return f"{capital(listed(counted))} need{'s' if len(parts) == 1 else ''} somebody."

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
        them = _ALL.get(len(hole.children), "the children") if everybody else listed(hole.children)
        return f"Nobody has {them} until {self._when(hole.span.end)}."

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
            return f"{name}’s time is not known yet."
        where = f"{name} is {STATE_WORDS[ahead[0].state]}"
        if ahead[0].state in ("rest", "home_call"):
            return f"{where}."
        back = next((s.span.start for s in ahead if s.state not in ("work", "road")), None)
        return f"{where}, home at about {self._when(back)}." if back is not None else f"{where}."

    def _states(self, adult: str) -> list[Segment]:
        threads = (thread for day in self.picture.days for thread in day.threads if thread.person == adult)
        return [segment for thread in threads for segment in thread.segments]

    def _when(self, at: Minute) -> str:
        """A time as seen from now: "6 pm", "7 am tomorrow", "7 am on Friday"."""
        wall = self.household.wall
        days = (wall.date(at) - wall.date(self.picture.now)).days
        later = "" if days == 0 else " tomorrow" if days == 1 else f" on {wall.date(at):%A}"
        return f"{self.voice.clock(at)}{later}"

    def coming(self, day: Day) -> str:
        """The kept moments of a day that are still to come: "Roses and thorns at 7 pm with Ben"; empty without any."""
        said = []
        for mark in day.marks:
            if mark.kept and mark.span.end > self.picture.now:
                who = f" with {self.with_whom(mark)}" if mark.parents else ""
                said.append(f"{mark.title} at {self.voice.clock(mark.span.start)}{who}")
        return "; ".join(dict.fromkeys(said))

    def _has(self, who: str, children: list[str]) -> str:
        """Who has which children: "Rosa has Leo", "Mia is at Preschool"; "both" where they are all there are."""
        everybody = len(children) > 1 and len(children) == len(self._at(self.picture.now))
        them = _ALL.get(len(children), "the children") if everybody else listed(children)
        if who in self._places:
            return f"{them} {'are' if len(children) > 1 else 'is'} at {who}"
        return f"{who} has {them}"

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
        later = "" if self.household.wall.date(end) == self.household.wall.date(now) else "tomorrow at "
        then = self._held(end)
        after = f", then {next(iter(then))}" if len(then) == 1 else ""
        return f"{said} until {later}{self.voice.clock(end, half=bool(later))}{after}."

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
            return "" if self.headline().startswith("Every") else "Every hour is covered."
        if len(self.holes) > 2:
            first = self.voice.on(self.holes[0].span)
            return f"The first is {first}. They are marked below; everything else is covered."
        said = "; ".join(f"{self.voice.on(hole.span)}{self._whom(hole)}" for hole in self.holes)
        return f"{said}. Everything else is covered."

    def _whom(self, hole: Hole) -> str:
        """Which children a hole leaves alone, where that needs saying."""
        if len(self.household.children) == 1:
            return ""
        everybody = len(hole.children) == len(self.household.children)
        return f", {_ALL.get(len(hole.children), 'all')}" if everybody else f", {listed(hole.children)}"

    def certainty(self) -> str:
        """How sure it is that no better plan exists: "Proven best." or "Likely best", with the distance in words."""
        open_ = [tier for tier in self.plan.tiers if tier.value - tier.bound > 1e-6]
        if not open_ and self.plan.status == "optimal":
            return "Proven best: no plan could do better with what is known."
        if not open_:
            return "Likely best; the proof is not complete."
        return f"Likely best, not proven: {_distance(open_[0])}."

    def ask(self, ask: Ask) -> str:
        """Whom or what to ask for which hours."""
        when = self.voice.on(ask.span)
        if ask.kind == "carer":
            return f"Ask {self.name(ask.of)}: {when}"
        if ask.kind == "work":
            return f"At {self.name(ask.of)}’s work: {when}"
        titles = {moment.id: moment.title for moment in self.household.moments}
        return f"{titles.get(ask.of, self.name(ask.of))}: {when}"

    def risk(self, risk: Risk) -> str:
        """Who may not be there when, how likely, and who stands behind."""
        when = f"{long_day(self.household.wall.date(risk.at))}, {self.voice.clock(risk.at)}"
        stands = f"{self.name(risk.standby)} stands behind." if risk.standby else "Nobody stands behind yet."
        if risk.kind == "home_call":
            return f"{when}: {self.name(risk.parent)} is on call from home and may have to go in. {stands}"
        after = f" after “{risk.after}”" if risk.after else ""
        return f"{when}: {self.name(risk.parent)} may be late{after}, {_chance(risk.late_chance)}. {stands}"

    def unknown(self, unknown: Unknown) -> str:
        """From when on somebody's time is not known, and why."""
        start = long_day(self.household.wall.date(unknown.start))
        return f"From {start} {self.name(unknown.parent)}’s time is not known: {unknown.why.rstrip('.')}."

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
        who = f", with {self.with_whom(mark)}" if mark.kept and mark.parents else ""
        return f"{mark.title}: {self.voice.on(mark.span)}{who}"

    def _recurring(self, marks: list[Mark]) -> str:
        if len(marks) > MANY:
            return f"{marks[0].title}: {self._times(marks)}"
        days = [f"{short_day(self.household.wall.date(m.span.start))} {self.with_whom(m)}".strip() for m in marks]
        return f"{marks[0].title}: {', '.join(days)}"

    def _times(self, marks: list[Mark]) -> str:
        """Too many to name each day: how often, and with whom."""
        named = [self.with_whom(mark) for mark in marks]
        shares = [f"{named.count(who)} with {who}" for who in dict.fromkeys(named) if who]
        return f"{number(len(marks))} times" + (f", {listed(shares)}" if shares else "")

    def flag(self, flag: Flag) -> tuple[str, str]:
        """The words of an amber pill and those under it."""
        backup = f"{flag.standby} stands behind" if flag.standby else "nobody stands behind yet"
        return f"{self.name(flag.parent)} may be late", backup

    def day_notes(self, day: Day) -> tuple[tuple[str, str], ...]:
        """What is special about a day, as (kind, sentence); kinds are "gap", "moment", "late" and "clock"."""
        notes = [("gap", f"{self.voice.span(hole)}: nobody yet") for hole in self._open(day)]
        for mark in (mark for mark in day.marks if mark.dated):
            who = f", {self.with_whom(mark)}" if mark.kept and mark.parents else "" if mark.kept else ", still open"
            notes.append(("moment", f"{mark.title}, {self.voice.clock(mark.span.start)}{who}"))
        for flag in (flag for flag in day.flags if flag.kind == "late"):
            pill, backup = self.flag(flag)
            notes.append(("late", f"{pill} at {self.voice.clock(flag.at)}; {backup}"))
        if day.span.minutes != 24 * HOUR:
            notes.append(("clock", f"The clocks change: {day.span.minutes // HOUR} hours today"))
        return tuple(notes)

    def _open(self, day: Day) -> Iterable[Span]:
        return (cut for hole in self.holes if (cut := hole.span.clip(day.span)))

    def made(self) -> str:
        """When the plan was made, so that a page on a fridge can be told from a newer one."""
        return f"Made {long_day(self.household.wall.date(self.plan.now))}, {self.voice.clock(self.plan.now)}"


def _distance(tier: Tier) -> str:
    gap = tier.value - tier.bound
    if tier.name == "uncovered_minutes":
        return f"at most {gap / HOUR:.1f} more hours of a child’s time could be covered"
    if tier.name == "must_missed":
        count = max(1, round(gap))
        return f"at most {number(count)} more must moment{'s' if count > 1 else ''} could be kept"
    return f"within {gap:.0f} of the best possible" if gap >= 0.5 else "within 1 of the best possible"


def _chance(share: float) -> str:
    """A chance as people say it."""
    tenths = round(share * 10)
    if tenths < 1:
        return "seldom"
    return "nearly always" if tenths > 9 else f"about {number(tenths)} time{'s' if tenths > 1 else ''} in ten"
