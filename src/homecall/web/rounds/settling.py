"""What answers mean for the plan: it holds what the next who is asked makes of it, and nobody who cannot come."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from homecall.plan.happened import Cancelled, Said
from homecall.rounds.round import Act
from homecall.spans.span import Span, instant
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.jobs import store as jobs
from homecall.web.look.clocks import on
from homecall.web.plans import changing
from homecall.web.rounds.models import Invited, Round


def settle(row: Round, people: list[Invited], acts: Iterable[Act]) -> None:
    """Let the plan in force follow a step of a round, in the caller's transaction."""
    named = {one.who: one for one in people}
    for act in acts:
        if act.word == "declined":
            _refused(row, named[act.who], last=not any(one.reply in _COMING for one in people))
        elif act.word in ("ask", "booked") and act.to:
            _install(row, named[act.to])


_COMING = ("next", "asked", "counter", "silent")
"""Where somebody may come still."""


def _install(row: Round, one: Invited) -> None:
    """Put the plan in force that counts on somebody; where the plan is another meanwhile, have one made."""
    if not one.text:
        return
    new = changing.install(row.family_id, row.base, one.text, one.parts, one.status)
    if new:
        row.base = new
        row.save(update_fields=("base",))
    else:
        jobs.want(row.family_id, world.now())


def _refused(row: Round, one: Invited, *, last: bool) -> None:
    """Keep that somebody cannot come. After the last of them the family is shown what is left."""
    about = families.about(row.family_id)
    wall = families.newest(row.family_id).household.wall
    span = Span(row.start, row.end)
    at = instant(about.now if about else world.now())
    words = _("%(name)s cannot come on %(when)s.") % {"name": one.name, "when": on(wall, span)}
    happened.refuse(row.family_id, Said(at, Cancelled(one.who, span)), wall, words, one.name, decide=last)
