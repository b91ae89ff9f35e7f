"""Feeds between their rows and the outlet that writes calendars."""

from __future__ import annotations

from typing import cast

from django.db import transaction

from homecall.errors import PlanError
from homecall.outlets.ics.render import render
from homecall.outlets.ics.views import Scope
from homecall.tongue import speaking
from homecall.web.feeds.models import Told
from homecall.web.look.speaking import tongue
from homecall.web.people import store as people
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import Link
from homecall.web.people.store import Pass
from homecall.web.plans import store as plans


@transaction.atomic
def calendar(feed: Pass) -> bytes | None:
    """The calendar of a feed as of the newest plan; None before the first plan, or for a person who left.

    Made once a plan and kept: two who ask at once wait for one another and get the same octets.
    """
    if not Link.objects.select_for_update().filter(pk=feed.id).exists():
        return None
    seat = Seat(feed.family, Role.READER, feed.person)
    told = Told.objects.filter(link=feed.id).first()
    newest = plans.newest_id(seat)
    if told is not None and told.plan == newest:
        return bytes(told.content)
    shown = plans.shown(seat)
    content = _written(shown, feed, told) if shown else None
    if content is not None:
        new = {"family_id": feed.family, "plan": newest, "content": content}
        Told.objects.update_or_create(link_id=feed.id, defaults=new)
    return content


def _written(shown: plans.Shown, feed: Pass, told: Told | None) -> bytes | None:
    """The calendar in the language of whose it is: an application that asks for it speaks for nobody."""
    if feed.person not in shown.household.names:
        return None
    with speaking(tongue(*people.spoken(feed.family, feed.person, feed.language))):
        return _said(shown, feed, told)


def _said(shown: plans.Shown, feed: Pass, told: Told | None) -> bytes:
    scope = cast(Scope, feed.scope)
    try:
        previous = bytes(told.content) if told else None
        return render(shown.household, shown.plan, feed.person, previous, scope=scope)
    except PlanError:  # a household of another name: its ids begin anew
        return render(shown.household, shown.plan, feed.person, scope=scope)
