"""What could not be told, said to the parents who did not hear of it either."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.errors import HouseholdError
from homecall.tongue import noted
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.post import store
from homecall.web.post.models import Message

BROKE_OFF = noted("It was being sent when the app stopped.")
NO_WAY = noted("There is no way yet to reach them.")
SILENT = frozenset({"trouble", "evening", "week", "code", "try"})
"""Kinds whose failing nobody is told of: a digest that does not come is seen, and its page is there."""
REPLIES = frozenset({"again", "heard"})
"""Kinds that answer at once, at night too, whoever has just written; that one was lost wakes nobody else."""


def told(row: Message, state: str) -> None:
    """Put the trouble in for every parent but the one it is about, in the caller's transaction."""
    if row.kind in SILENT:
        return
    try:
        household = families.newest(row.family_id).household
    except HouseholdError:
        return
    name = household.names.get(row.to, row.to)
    for parent in household.parents:
        if parent.id == row.to:
            continue
        with store.said_in(row.family_id, parent.id):
            title, body = _words(name, row.title, state)
        store.queue(
            row.family_id, parent.id, "trouble", f"trouble:{row.pk}:{row.tries}:{state}", title, body,
            now=world.now(), path=reverse("post_open"), urgent=row.urgent and row.kind not in REPLIES,
            until=row.until, topic=row.topic,
        )  # fmt: skip


def _words(name: str, title: str, state: str) -> tuple[str, str]:
    said = {"name": name, "title": title}
    if state == "unsure":
        body = _("“%(title)s” may have reached %(name)s or not: the line broke on the way. You can send it once more.")
        return _("Perhaps %(name)s has not heard") % said, body % said
    body = _("“%(title)s” could not be handed over to %(name)s by any way. A call would help.")
    return _("%(name)s has not heard") % said, body % said
