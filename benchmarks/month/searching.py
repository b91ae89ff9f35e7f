"""Whether a gap could have been covered: the planner searches anew, with everything that was known and answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.month.luck import Luck
from homecall.errors import HomecallError
from homecall.plan.happened import Cancelled, Happening, Offered, Said
from homecall.plan.plan import Plan
from homecall.planner.plan import Effort
from homecall.spans.span import HOUR, Minute, Span
from homecall.web.plans.store import Shown
from homecall.web.rounds.models import Invited
from homecall.workflow import replan

TO_ASK = 35
"""Minutes before its hours at which somebody has to be asked, to have any time to answer."""
SECONDS = 20.0
RECENT = 12 * HOUR
"""So long before a gap what was said, and is in no plan in force, is told to the search as well."""


@dataclass
class Gap:
    """A child who had nobody, why, in which plan, and since when that plan had it so."""

    child: str
    start: Minute
    end: Minute
    why: str
    shown: Shown
    since: Minute

    @property
    def span(self) -> Span:
        """From when until when."""
        return Span(self.start, self.end)


def could_be_covered(gap: Gap, family: int, luck: Luck, news: Sequence[Said] = ()) -> str:
    """Who could have been there, empty where nobody could.

    Everybody who was asked and did not say yes counts as one who cannot come; nobody else does.
    """
    shown, wall = gap.shown, gap.shown.household.wall
    fresh = [one for one in news if gap.start - RECENT < one.at <= gap.start and one.what not in _known(shown.plan)]
    at = max([gap.since, shown.plan.now, shown.plan.span.start, *(one.at for one in fresh)])
    at = max(at, *(one.at for one in shown.plan.happened)) if shown.plan.happened else at
    day = wall.date(gap.start)
    for parent in shown.household.parents:
        if gap.why == "nobody" and luck.there_for(parent.id, Span(at, gap.end), day):
            return f"{parent.id} was at home all the time"
    facts = (*(one.what for one in fresh), *_answers(gap, family)) or _nothing(shown, gap)
    if not facts:
        return ""
    try:
        new = replan(shown.scheduled, shown.plan, facts, wall.local(at), Effort(seconds=SECONDS))
    except HomecallError:
        return ""
    if _open(new, at) >= _really_open(gap, shown.plan, at):
        return ""
    leads = {one.lead for one in new.cover if one.child == gap.child and one.span.overlaps(gap.span)}
    named = sorted(one for one in leads if one is not None and _in_time(new, one, gap, at, luck, day))
    return f"{', '.join(named)} could have been there" if named and None not in leads else ""


def _known(plan: Plan) -> list[Happening]:
    return [one.what for one in plan.happened]


def _in_time(new: Plan, lead: str, gap: Gap, at: Minute, luck: Luck, day: date) -> bool:
    """Whether somebody could really have been there, and be asked in time."""
    asked = any(one.of == lead and one.span.overlaps(gap.span) for one in new.asks if one.kind == "carer")
    if asked and gap.start - at < TO_ASK:
        return False
    return luck.there_for(lead, gap.span, day)


def _open(plan: Plan, since: Minute) -> int:
    return sum(max(0, one.span.end - max(one.span.start, since)) for one in plan.cover if one.lead is None)


def _really_open(gap: Gap, plan: Plan, since: Minute) -> int:
    """Minutes without anybody in the plan that was in force, and in this gap where the plan did not know of it."""
    return _open(plan, since) + (gap.end - gap.start if gap.why != "nobody" else 0)


def _answers(gap: Gap, family: int) -> Iterator[Happening]:
    """What those said who were asked for the hours, as the planner takes it."""
    there = Invited.objects.filter(family=family, round__start__lt=gap.end, round__end__gt=gap.start)
    found: dict[str, Happening] = {}
    for one in there.exclude(reply="next").select_related("round").defer("text", "parts").order_by("pk"):
        span = Span(one.counter_start or one.round.start, one.counter_end or one.round.end)
        found[one.who] = Offered(one.who, span) if one.reply == "yes" else Cancelled(one.who, gap.span)
    yield from found.values()


def _nothing(shown: Shown, gap: Gap) -> tuple[Happening, ...]:
    """Something that changes nothing, for the planner to look again; nothing where nobody helps at all."""
    end = shown.plan.span.end
    return tuple(Cancelled(one.id, Span(end - 1, end)) for one in shown.household.carers[:1] if gap.end < end)
