"""Plans between their rows and the core."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Q

from homecall.household.household import Household
from homecall.household.own import NOTHING, Own
from homecall.outlets.ribbon.part import coming_weeks
from homecall.outlets.words import Words
from homecall.plan.codec import read as read_plan
from homecall.plan.plan import Plan as Made
from homecall.plan.spoken import spoken
from homecall.planner.change.changed import made_for
from homecall.timeline.timeline import Feed
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Revision
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Seat, rows
from homecall.web.plans.making import Answer, Order
from homecall.web.plans.models import Plan
from homecall.web.plans.situation import settled
from homecall.web.rested import store as rested


@dataclass(frozen=True)
class Shown:
    """The plan that a family is shown. What it takes to read is read once, and only if a page asks for it.

    `seat` is that of whoever looks.
    """

    id: int
    family: int
    revision: int
    made: datetime
    first: date
    days: int
    final: bool
    text: str
    situation: str
    file: str
    parts: str = ""
    seat: Seat | None = None

    @cached_property
    def plan(self) -> Made:
        """The plan itself, its sentences as the reader has them."""
        return spoken(read_plan(self.text, "the plan"), self.parts)

    @cached_property
    def _settled(self) -> tuple[Household, dict[str, Feed]]:
        family, calendars = settled(families.household_of(self.file), self.situation)
        return replace(family, own=self.own), calendars

    @cached_property
    def own(self) -> dict[str, Own]:
        """What the parents have told of their sleep, where the plan stands on it."""
        return rested.named(self._told) if rested.counts_in(self.file) else {}

    @cached_property
    def _told(self) -> dict[int, rested.Told]:
        return rested.told(self.family)

    @property
    def mine(self) -> Own:
        """What whoever looks has told of theirs."""
        found = self._told.get(self.seat.user) if self.seat and self.seat.user else None
        return found.own if found else NOTHING

    @cached_property
    def household(self) -> Household:
        """The household that the plan was made for, its schedules read and what has happened in it."""
        return made_for(self._settled[0], self.plan)

    @cached_property
    def ahead(self) -> Words:
        """What there is to say of the plan in weeks from its first day on, in the language of whoever asks first."""
        return Words(self.household, self.plan, coming_weeks(self.household, self.plan))

    @property
    def scheduled(self) -> Household:
        """The household as the schedules speak of it, without what has happened since."""
        return self._settled[0]

    @property
    def calendars(self) -> dict[str, Feed]:
        """What the remembered calendars of places said, by the place."""
        return self._settled[1]


def shown(seat: Seat) -> Shown | None:
    """The newest plan of the seat's family; None before the first one. Two queries."""
    return _shown(seat, rows(Plan, seat).order_by("-pk").first())


def followed(seat: Seat) -> Shown | None:
    """The newest plan that people were told of, which a draft that a better one follows is not. Two queries."""
    return _shown(seat, rows(Plan, seat).filter(final=True).order_by("-pk").first())


def shown_as(seat: Seat, id: int) -> Shown | None:
    """A plan of the seat's family by its id, which need not be the newest; None where it is gone. Two queries."""
    return _shown(seat, rows(Plan, seat).filter(pk=id).first())


def _shown(seat: Seat, row: Plan | None) -> Shown | None:
    if row is None:
        return None
    file = rows(Revision, seat).values_list("text", flat=True).get(number=row.revision)
    same = (row.revision, row.made, row.first, row.days, row.final, row.text, row.situation)
    return Shown(row.pk, row.family_id, *same, file, row.parts, seat)


def newest_id(seat: Seat) -> int:
    """The id of the newest plan, 0 before the first one: enough to see whether a page is old."""
    return rows(Plan, seat).order_by("-pk").values_list("pk", flat=True).first() or 0


NEW = timedelta(hours=1)
"""So long after its first plan each change of a family is shown as a short plan first."""
NONE_YET = Q(family__plans=None)
"""Jobs of families that have no plan to look at."""


def has_plan(family: int) -> bool:
    """Whether there is any plan to show."""
    return Plan.objects.filter(family=family).exists()


def is_new(family: int) -> bool:
    """Whether a family has had no plan for an hour yet: it is still answering, and wants to see what that gives."""
    return not Plan.objects.filter(family=family, made__lt=world.now() - NEW).exists()


@transaction.atomic
def keep(claim: jobs.Claim, order: Order, answer: Answer) -> bool:
    """Keep what the worker found; a final answer also ends the job. False where the claim was lost or
    something newer is wanted: then nothing is.

    What was kept of the same asking before gives way.
    """
    if not jobs.renew(claim, world.now()) or (answer.final and not jobs.finish(claim)):
        return False
    Plan.objects.filter(family=claim.family, asked=claim.wanted).delete()
    row = Plan(family_id=claim.family, asked=claim.wanted, revision=order.revision, made=world.now())
    row.first, row.days, row.status, row.final = answer.first, answer.days, answer.status, answer.final
    row.text, row.parts, row.situation = answer.text, answer.parts, answer.situation
    row.save()
    if happened.open_texts(claim.family)[0]:  # what waits for a yes was found for the plan before
        jobs.want(claim.family, world.now(), jobs.CHANGE)
    return True
