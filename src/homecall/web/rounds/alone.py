"""Children whom a plan that came by itself leaves with nobody, where the one before did not: the parents hear of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.plan.plan import Plan
from homecall.spans.span import HOUR, Minute, Span, instant, intersect, subtract, union
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.look.clocks import day, names, on
from homecall.web.plans.store import Shown
from homecall.web.post import store as post
from homecall.web.post.habits import habits, undisturbed

TOPIC = "gap"
"""What the topic of such a message begins with, before the minutes from which until which it is."""
TO_ACT = HOUR
"""Minutes that have to be left when somebody's quiet hours end, else these hold nothing back: our own assumption."""


def say(before: Shown, after: Shown, now: Minute, ahead: int) -> None:
    """Tell each parent, once, of hours that begin so many minutes ahead and in which a child has nobody any more."""
    about = families.about(after.family)
    if about is None or about.demo:
        return
    children, window = after.household.children, [Span(now, max(now + 1, min(now + ahead, before.plan.span.end)))]
    fresh = {one.id: _fresh(before.plan, after.plan, one.id, window) for one in children}
    for span in union(cut for cuts in fresh.values() for cut in cuts):
        who = [n for n, one in enumerate(children) if any(cut.overlaps(span) for cut in fresh[one.id])]
        for parent in after.household.parents:
            _tell(after, parent.id, span, who)


def _tell(after: Shown, parent: str, span: Span, who: list[int]) -> None:
    wall, now = after.household.wall, world.now()
    free = undisturbed(wall, habits(after.family, parent).quiet, now)
    children = [after.household.children[n].name for n in who]
    with post.said_in(after.family, parent):
        title = _("Somebody is needed on %(day)s.") % {"day": day(wall.date(span.start))}
        body = _("Nobody has %(children)s on %(when)s.") % {"children": names(children), "when": on(wall, span)}
    key = f"{TOPIC}:{span.start}:{span.end}:{'.'.join(map(str, who))}:{parent}"
    post.queue(
        after.family, parent, "gap", key, title, body,
        now=now, path=reverse("rounds"), urgent=span.start - instant(free) < TO_ACT, topic=topic(span),
    )  # fmt: skip


def topic(span: Span) -> str:
    """What the outbox calls the messages of some hours."""
    return f"{TOPIC}:{span.start}:{span.end}"


def _fresh(before: Plan, after: Plan, child: str, window: list[Span]) -> tuple[Span, ...]:
    return subtract(intersect(_left(after, child), window), _left(before, child))


def _left(plan: Plan, child: str) -> list[Span]:
    return [one.span for one in plan.cover if one.child == child and one.lead is None]


def still(plan: Plan, topic: str, now: Minute) -> bool:
    """Whether a plan has nobody for a child in any hour to come of those that a message is of."""
    start, end = (int(part) for part in topic.removeprefix(f"{TOPIC}:").split(":"))
    return any(one.lead is None and one.span.overlaps(Span(start, end)) and one.span.end > now for one in plan.cover)
