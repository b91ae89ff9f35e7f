"""The judge of a month: it sees what the app put in force and whom it told, and asks what else could have been done.

It looks at rows and plans alone and shares nothing with the code that asks and tells: the world's truth is the luck's,
and whether a gap could have been covered is searched for anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from benchmarks.month.homes import FIRST, Home
from benchmarks.month.luck import GRID, Event, Luck
from benchmarks.month.searching import Gap, could_be_covered
from benchmarks.month.telling import needless
from homecall.plan.happened import Said
from homecall.plan.plan import Plan
from homecall.spans.span import Minute, Span, instant
from homecall.spans.wall import Wall
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan as Made
from homecall.web.plans.store import Shown
from homecall.web.post.models import Message
from homecall.web.rounds.models import Invited, Round

LEAST = 30
"""Minutes before it in which a gap must be said, where it was known that long; what comes sooner is said by whoever
brings it, and stands on the page that they see."""


@dataclass
class Judge:
    """What was seen of one family's month."""

    home: Home
    luck: Luck
    wall: Wall = field(init=False)
    shown: Shown | None = None
    since: Minute = 0
    before: dict[int, Shown] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    open: dict[str, Gap] = field(default_factory=dict)
    known: dict[tuple[str, Minute], Minute] = field(default_factory=dict)
    """Since when a child's quarter of an hour has had nobody in the plan in force, without a break."""
    said: dict[tuple[str, Minute], Minute] = field(default_factory=dict)
    silent: dict[tuple[str, Minute], Minute] = field(default_factory=dict)
    """Since when the parents know of somebody's quarter of an hour that they have not said yes to it."""
    left: set[tuple[str, Minute]] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    news: list[Said] = field(default_factory=list)
    """What was said, in order."""
    minutes: int = 0

    def __post_init__(self) -> None:
        self.wall = Wall(self.home.zone)

    # what it sees

    def follow(self, family: int, now: datetime) -> None:
        """Look at the plan in force."""
        seat, last = Seat(family, Role.PARENT), self.shown.id if self.shown else 0
        fresh = Made.objects.filter(family=family, pk__gt=last).order_by("pk").values_list("pk", flat=True)
        for new in [one for one in (plans.shown_as(seat, id) for id in fresh) if one is not None]:
            if self.shown is not None:  # more than one may have come at once, and each is told of
                self.before = dict([*self.before.items(), (new.id, self.shown)][-40:])
            self._in_force(new, instant(now))

    def _in_force(self, new: Shown, now: Minute) -> None:
        """Take a plan for the one in force; it is kept since when nobody has been with a child."""
        self.shown, self.since = new, now
        self.told["plans put in force"] += 1
        open_now = {(child, at) for child, span in holes(new.plan) for at in quarters(span)}
        self.known = {key: self.known.get(key, self.since) for key in open_now}

    def matters(self, one: Event) -> bool:
        """Whether anybody counts on a parent in the time in which they will not be there."""
        if one.away is None:
            return True
        mine = (
            [c.span for c in self.shown.plan.cover if c.lead == getattr(one.what, "parent", "")] if self.shown else []
        )
        return any(span.overlaps(one.away) for span in mine)

    def saw(self, now: datetime, plan: Plan) -> None:
        """A parent has a plan before their eyes."""
        for child, span in holes(plan):
            for at in quarters(span):
                self.said.setdefault((child, at), instant(now))

    def leave(self, plan: Plan) -> None:
        """The family has left everything as it was."""
        was = {(c.child, at): c.lead for c in self.shown.plan.cover for at in quarters(c.span)} if self.shown else {}
        new = {(c.child, at): c.lead for c in plan.cover for at in quarters(c.span)}
        self.left |= {key for key in was.keys() | new.keys() if was.get(key) != new.get(key)}

    def heard(self, row: Message, now: datetime) -> None:
        """A message has arrived. What it says of gaps is known from now on, and it must have had a reason."""
        if row.to in self.home.parents:
            for child, at in self._named(row):
                self.said.setdefault((child, at), instant(now))
            for who, at in _unanswered(row):
                self.silent.setdefault((who, at), instant(now))
        why = needless(row, instant(now), self.shown, self.before, {one.id: one for one in self.home.people})
        if why:
            self.wrong.append(f"needless: {now.isoformat()} {row.kind} to {row.to}: {why}")

    def _named(self, row: Message) -> Iterator[tuple[str, Minute]]:
        """The quarters of an hour that a message says somebody is without anybody in."""
        if row.kind == "nobody":
            asked = Round.objects.get(pk=int(row.topic.partition(":")[2]))
            for child in asked.children.split(","):
                yield from ((child, at) for at in quarters(Span(asked.start, asked.end)))
        elif row.kind in ("evening", "week") and self.shown is not None:
            first = date.fromisoformat(row.key.rpartition(":")[2])
            for child, span in holes(self.shown.plan):
                yield from ((child, at) for at in quarters(span) if row.kind == "week" or self.wall.date(at) == first)
        elif row.kind == "gap" and self.shown is not None:
            for child, span in holes(self.shown.plan):
                yield from ((child, at) for at in quarters(span))

    # the truth

    def live(self, start: Minute, end: Minute) -> None:
        """Live from one instant to another under the plan in force: whoever has nobody then is alone."""
        first = instant(self.home.at(datetime.combine(FIRST, time())))
        if self.shown is None or end <= first:
            return
        asked = [one for one in self.shown.plan.asks if one.kind == "carer" and one.span.start < end]
        yes = _booked() if any(one.span.end > start for one in asked) else []
        for at in range(max(-(-start // GRID) * GRID, first), end, GRID):
            for one in self.shown.plan.cover:
                if one.span.holds(at):
                    self._note(one.child, at, self._why(one.lead, at, yes))
            held = {one.child for one in self.shown.plan.cover if one.span.holds(at)}
            for child in set(self.open) - held:
                del self.open[child]

    def _why(self, lead: str | None, at: Minute, yes: list[tuple[str, Span]]) -> str:
        """Why a child is alone though the plan is as it is; empty where it is not."""
        if lead is None:
            return "nobody"
        if not self.luck.there(lead, at, self.wall.date(at)):
            return "not there"
        asks = self.shown.plan.asks if self.shown else ()
        wanted = any(one.kind == "carer" and one.of == lead and one.span.holds(at) for one in asks)
        return "no yes" if wanted and not any(who == lead and span.holds(at) for who, span in yes) else ""

    def _note(self, child: str, at: Minute, why: str) -> None:
        there = self.open.get(child)
        if not why:
            self.open.pop(child, None)
        elif there is not None and there.end == at and there.why == why and there.shown is self.shown:
            there.end = at + GRID
        elif self.shown is not None:
            since = min(self.known.get((child, at), self.since), at)
            self.open[child] = Gap(child, at, at + GRID, why, self.shown, since)
            self.gaps.append(self.open[child])
        self.minutes += GRID * bool(why)

    # the verdict

    def end(self, family: int, now: Minute, broken: list[str], delivered: Counter[str]) -> None:
        """Judge everything that was seen."""
        self.wrong += [f"broken: {one}" for one in broken]
        self.wrong += [f"twice: {key}" for key, count in delivered.items() if count > 1]
        for row in Round.objects.filter(family=family).prefetch_related("people"):
            yes = [one.who for one in row.people.all() if one.reply == "yes"]
            if len(yes) > 1 or (row.state == "open" and (row.wake is None or row.end + 60 < now)):
                self.wrong.append(f"asks: round {row.pk} is {row.state} with {yes}")
            self.wrong += [f"asks: {who} let round {row.pk} pass and never heard of it" for who in _unheard(row)]
        for gap in self.gaps:
            self.judge(gap, family)

    def judge(self, gap: Gap, family: int) -> None:
        """Whether a gap could have been covered, and whether the parents knew of it."""
        self.told[f"gaps: {gap.why}"] += 1
        if any((gap.child, at) in self.left for at in quarters(gap.span)):
            self.told["gaps that the family left as they were"] += 1
            return
        way = could_be_covered(gap, family, self.luck, self.news)
        if way:
            self.wrong.append(f"avoidable: {self.show(gap)}: {way}")
        said = self._known_since(gap)
        if gap.why != "not there" and (said is None or said > max(gap.start - LEAST, gap.since + LEAST)):
            self.wrong.append(f"unsaid: {self.show(gap)}")

    def _known_since(self, gap: Gap) -> Minute | None:
        """Since when the parents know of a gap: of a child's hours, or of hours to which somebody has not said yes."""
        known = [self.said.get((gap.child, gap.start))]
        if gap.why == "no yes":
            leads = {one.lead for one in gap.shown.plan.cover if one.child == gap.child and one.span.holds(gap.start)}
            known += [self.silent.get((one or "", gap.start)) for one in leads]
        return min((at for at in known if at is not None), default=None)

    def show(self, gap: Gap) -> str:
        """A gap for whoever reads the report."""
        since = self.wall.local(gap.since).isoformat(timespec="minutes")
        start, end = (self.wall.local(at).isoformat(timespec="minutes") for at in (gap.start, gap.end))
        return f"{gap.child} {start} to {end}, {gap.why}, in force since {since}"


def holes(plan: Plan) -> Iterator[tuple[str, Span]]:
    """Where a plan has nobody for a child."""
    return ((one.child, one.span) for one in plan.cover if one.lead is None)


def quarters(span: Span) -> range:
    """The instants of the grid in a span."""
    return range(-(-span.start // GRID) * GRID, span.end, GRID)


def _unanswered(row: Message) -> Iterator[tuple[str, Minute]]:
    """Who has said yes to nothing, by a message that nobody can, and the quarters of an hour that it is about."""
    if row.kind == "nobody":
        asked = Round.objects.get(pk=int(row.topic.partition(":")[2]))
        for one in Invited.objects.filter(round=asked).exclude(reply="yes"):
            yield from ((one.who, at) for at in quarters(Span(asked.start, asked.end)))


def _booked() -> list[tuple[str, Span]]:
    """Who has said yes, for when."""
    found = Invited.objects.filter(reply="yes", round__state="settled").select_related("round").defer("text", "parts")
    return [(one.who, Span(one.counter_start or one.round.start, one.counter_end or one.round.end)) for one in found]


def _unheard(row: Round) -> list[str]:
    """Who is said to have let their time to answer pass, and was sent no ask."""
    asks = Message.objects.filter(family=row.family_id, topic=f"round:{row.pk}", kind="ask", state="sent")
    heard = set(asks.values_list("to", flat=True))
    return [one.who for one in row.people.all() if one.reply == "silent" and one.who not in heard]
