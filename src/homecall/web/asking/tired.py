"""What is behind a note that nobody at home is rested: each parent's state by the model, its source, and the backup."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from homecall.household.household import Household
from homecall.household.people import Parent
from homecall.outlets.words import Words
from homecall.plan.plan import Risk
from homecall.spans.span import Minute
from homecall.web.awake.words import STATES, reason, source
from homecall.web.plans.sight import known_to_all


def tired(household: Household, words: Words, risk: Risk) -> Iterator[str]:
    """Sentences about one such note: how each parent is as it begins, what the model does not know, the backup last."""
    for parent in household.parents:
        yield from _state(household, parent, risk.at)
    yield _("This is predicted from duties and habits, and people differ: only you know how you are.")
    if risk.standby:
        yield _("%(name)s could come, if you want somebody beside you.") % {"name": words.name(risk.standby)}
    else:
        yield _("Nobody is known who could come then. A friend on call, or a quiet plan for those hours, may help.")


def _state(household: Household, parent: Parent, at: Minute) -> Iterator[str]:
    found = known_to_all(household, parent, [household.wall.date(at)], at).at(at)
    values = {"name": parent.name, "state": STATES[found.state]}
    yield _("%(name)s: %(state)s.") % values
    if found.fitness is not None:
        yield reason(found.fitness.reason)
    if found.fitness is not None and found.fitness.source:
        yield _("From: %(source)s.") % {"source": source(found.fitness.source)}
