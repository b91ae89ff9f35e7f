"""What a parent says without a page, from key to answer: by a phone's shortcut or by mail."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from homecall.plan.happened import Said
from homecall.spans.span import instant
from homecall.web.family import store as families
from homecall.web.happened import store as happened
from homecall.web.people.access import Role, Seat
from homecall.web.plans import store as plans
from homecall.web.post.hearing import Asked, Scene, hear
from homecall.web.post.keys import Speaker


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered. `kept` are the sentences that were kept; without any, `options` would be understood."""

    said: str
    kept: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join((self.said, *self.kept, *self.options))


def take(by: Speaker, said: str) -> Reply:
    """Understand a sentence and keep what happened, as the Today page does. In the tongue of now."""
    shown, about = plans.shown(Seat(by.family, Role.PARENT)), families.about(by.family)
    if shown is None or about is None:
        return Reply(_("There is no plan yet that could change."))
    at = instant(about.now)
    found = hear(said, Scene(shown.scheduled, shown.plan, at, by.person))
    if isinstance(found, Asked):
        return Reply(found.question, options=found.options)
    with transaction.atomic():
        for what, sentence in found.happened:
            happened.say(by.family, Said(at, what), shown.scheduled.wall, sentence, by.who)
    return Reply(_("Heard. A way is being looked for."), tuple(sentence for _what, sentence in found.happened))
