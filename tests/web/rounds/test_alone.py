"""A child whom a plan that came by itself leaves with nobody: the parents hear of it, once and in time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homecall.outlets.messages.quiet import Quiet
from homecall.plan.codec import write
from homecall.plan.plan import Plan
from homecall.spans.span import Span
from homecall.spans.wall import Clock
from homecall.web.family import store as families
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan as Made
from homecall.web.post import desk, habits
from homecall.web.post.models import Message
from homecall.web.rounds import alone, following
from tests.web.rounds.conftest import Life

HOUR = 60


def left(plan: Plan, span: Span) -> Plan:
    """A plan that has nobody for Mia in some hours."""
    cover = (replace(one, lead=None) if one.span.overlaps(span) else one for one in plan.cover)
    return replace(plan, cover=tuple(cover))


def renewed(life: Life, ahead: int = 0) -> Span:
    """A plan comes by itself in which nobody has Mia in the next hours that begin so late; gives these hours."""
    before = plans.shown(life.seat)
    assert before is not None
    span = next(one.span for one in before.plan.cover if one.span.start > life.minute + ahead)
    row = Made.objects.get(pk=before.id)
    row.pk, row.text = None, write(left(before.plan, span))
    row.save()
    following.renewed(life.family, before)
    return span


def test_the_parents_hear_once_of_a_child_who_has_nobody_any_more(life: Life) -> None:
    """Naming the child and the hours; the same gap in a plan after it is no news."""
    renewed(life)
    first = plans.shown(life.seat)
    assert first is not None
    (message,) = Message.objects.filter(kind="gap")
    assert message.to == "ana"
    assert message.body.startswith("Nobody has Mia on Monday 4 January, 5")
    assert "mia" not in message.key.lower()  # a name may be long, and is nobody's business there
    alone.say(first, first, life.minute, 20 * HOUR)
    assert Message.objects.filter(kind="gap").count() == 1


def test_what_is_covered_again_is_not_said(life: Life) -> None:
    """While the message waited somebody was found."""
    renewed(life)
    row = Message.objects.get(kind="gap")
    assert desk.still["gap"](row, life.now)
    Made.objects.latest("pk").delete()
    assert not desk.still["gap"](row, life.now)


@pytest.mark.parametrize(("until", "waits"), [("07:00", True), ("07:45", False)])
def test_quiet_hours_hold_it_back_where_time_is_left_to_act(life: Life, until: str, waits: object) -> None:
    """At eight in the morning nobody is there: an hour before will do, a quarter will not."""
    hour, minute = (int(part) for part in until.split(":"))
    habits.keep(life.family, "ana", habits.Habits(quiet=Quiet(Clock(15 * HOUR), Clock(hour * HOUR + minute))))
    span = renewed(life, ahead=6 * HOUR)
    wall = families.newest(life.family).household.wall
    assert f"{wall.local(span.start):%a %H:%M}" == "Tue 08:00"
    assert (Message.objects.get(kind="gap").not_before > life.now) == waits
