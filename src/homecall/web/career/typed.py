"""What was typed into the forms of a career, as core objects. CareerError and TimeError have the sentence for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from homecall.career.money import Purse
from homecall.career.price import Offer
from homecall.career.roles import Hours, Role, Stint
from homecall.career.season import Season
from homecall.career.table import LONGEST, day, number, role_of, times
from homecall.errors import CareerError
from homecall.spans.wall import WEEKDAYS, Clock, Weekly
from homecall.tongue import say
from homecall.web.career.store import with_hours

FIELDS = ("title", "parent", "kind", "low", "high", "every", "start", "end", "income", "meaning", "successor")


def role(post: QueryDict, parents: Mapping[str, str], today: date, before: Role | None = None) -> Role:
    """The role that a form describes; with `before`, that one as it is now, its past kept."""
    cells = {name: post.get(name, "").strip() for name in FIELDS}
    made = replace(role_of(cells, parents, today), times=hours(post))
    temporary = post.get("temporary") == "1"
    if temporary and made.end is None:
        cure = say("Give the day on which you would look at it again.")
        raise CareerError(say("What is temporary has an end."), cure=cure)
    if before is None:
        return made if temporary else replace(made, end=None, promised=None)
    past = with_hours(before, made.stints[0].hours, today)
    end = made.end if temporary else None
    return replace(
        made,
        id=before.id,
        stints=_started(past, made.start),
        promised=before.promised or end,
        end=end,
        over=before.over,
    )


def _started(past: Role, start: date) -> tuple[Stint, ...]:
    """The stints of a role whose first day was set anew: those that would come before it are no part of it."""
    first, *later = past.stints
    return (replace(first, since=start), *(stint for stint in later if stint.since > start))


def hours(post: QueryDict) -> tuple[Weekly, ...]:
    """The fixed hours of a form: days and two times; where none are given, those that were there as text."""
    on = frozenset(int(one) for one in post.getlist("day") if one in "0123456" and len(one) == 1)
    start, end = post.get("from", "").strip(), post.get("to", "").strip()
    if on and start and end:
        return (Weekly(on, Clock.parse(start), Clock.parse(end)),)
    if on or start or end:
        cure = say("Give the days, from when and until when, or none of them.")
        raise CareerError(say("The fixed hours are not complete."), cure=cure)
    return times(post.get("times", "")[:500])


def offer(query: QueryDict, parents: Mapping[str, str]) -> Offer:
    """What somebody is asked to say yes to."""
    parent = query.get("parent", "")
    if parent not in parents:
        raise CareerError(say("It is not clear who is asked."), cure=say("Name one of the parents."))
    fixed = hours(query)
    low = number(query.get("low", "") or "0")
    high = number(query.get("high", "") or str(low))
    every = int(number(query.get("every", "") or "1"))
    if not 1 <= every <= 52:
        raise CareerError(say("It cannot come so seldom."), cure=say("Give 1 to 52 weeks."))
    if not fixed and not high:
        cure = say("Give its days and times, or how many hours a week it takes.")
        raise CareerError(say("Nothing is known of its hours."), cure=cure)
    return Offer(parent, fixed, Hours(low, high), every, query.get("remote") == "1")


def season(post: QueryDict, today: date) -> Season:
    """The season that a form describes."""
    start = day(post.get("start", "")) if post.get("start") else today
    goals = tuple(" ".join(line.split())[:LONGEST] for line in post.get("goals", "").splitlines() if line.strip())
    return Season("", post.get("title", "").strip()[:LONGEST], start, day(post.get("end", "")), goals)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums of a form, by name."""

    post: QueryDict

    def of(self, name: str) -> float:
        """A sum, 0 where nothing is written."""
        return number(self.post.get(name, "").strip() or "0")

    def share(self, name: str, usual: float) -> float:
        """A share that is written in per cent."""
        text = self.post.get(name, "").strip().rstrip("%").strip()
        sign = -1 if text.startswith("-") else 1
        return sign * number(text.lstrip("-")) / 100 if text else usual


def purse(post: QueryDict, usual: Purse) -> Purse:
    """The purse that a form describes."""
    sums = _Sums(post)
    return Purse(
        savings=sums.of("savings"),
        spending=sums.of("spending"),
        care=sums.of("care"),
        other=sums.of("other"),
        tax=sums.share("tax", 0.0),
        mean=sums.share("mean", usual.mean),
        spread=sums.share("spread", usual.spread),
    )


def days() -> tuple[tuple[int, str], ...]:
    """The days of the week with their short English names, for the boxes of a form."""
    return tuple(enumerate(WEEKDAYS))
