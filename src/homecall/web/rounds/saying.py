"""What a step of a round has to say, to each in their own language, into the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.outlets.messages.note import Button
from homecall.rounds.round import Act, Step
from homecall.spans.span import HOUR, instant
from homecall.spans.wall import Wall
from homecall.web import world
from homecall.web.family import store as families
from homecall.web.post import store as post
from homecall.web.post.habits import habits, undisturbed, wall_of
from homecall.web.rounds import words
from homecall.web.rounds.models import Invited, Round

SALT = "homecall.asked"
SOON = 14 * HOUR
"""Minutes ahead within which hours are so near that quiet hours do not hold back a message: our own assumption."""


def token(one: Invited) -> str:
    """What an answer's address holds: signed, so that nobody makes one up."""
    return signing.dumps([one.round_id, one.pk], salt=SALT)


def topic(id: int) -> str:
    """What the outbox calls all messages of a round."""
    return f"round:{id}"


def awake(row: Round, step: Step) -> Step:
    """The step with the time to answer of whoever is asked in their quiet hours counted from the end of those."""
    called = [one for act in step.acts if act.word == "ask" and (one := step.round.of(act.to))]
    if not called:
        return step
    now = families.now(row.family_id)
    if row.start - instant(now) < SOON:
        return step
    wall = wall_of(row.family_id)
    for one in called:
        if one.until is not None:
            free = undisturbed(wall, habits(row.family_id, one.who).quiet, now)
            until = min(step.round.last, one.until + instant(free) - instant(now))
            step = replace(step, round=step.round.told(one.who, one.reply, until, one.counter))
    return step


def take_back(row: Round) -> None:
    """What waits for the end of somebody's quiet hours, and is not so any more, is not said."""
    over = {"settled": ("nobody", "counter"), "withdrawn": ("ask", "nobody", "counter", "booked")}
    if row.state in over:
        post.withdraw(row.family_id, topic(row.pk), kinds=over[row.state])


def say(row: Round, people: list[Invited], acts: Iterable[Act]) -> None:
    """Put all of it into the outbox. Nothing leaves a family that is only looked around in."""
    found = list(acts)
    about = families.about(row.family_id) if found else None
    if about is None or about.demo:
        return
    household = families.newest(row.family_id).household
    named = {one.who: one for one in people}
    for act in found:
        if act.to:
            _to_carer(row, named[act.to], act, household.wall)
        elif act.word != "declined":  # the next is asked, and the page says it: nobody needs to be bothered
            for parent in household.parents:
                _to_parent(row, people, act, household.wall, parent.id)


def _to_carer(row: Round, one: Invited, act: Act, wall: Wall) -> None:
    if act.word in ("settled", "no_longer") and not post.withdraw(row.family_id, topic(row.pk), to=one.who):
        return  # who has not heard of it yet needs not hear that it is over
    with post.said_in(row.family_id, one.who):
        title, body = words.to_carer(row, one, act.word, wall)
        pressed = _buttons(one) if act.word == "ask" else ()
    _queue(row, one.who, act, title, body, reverse("asked", args=[token(one)]), pressed)


def _buttons(one: Invited) -> tuple[Button, ...]:
    """A yes and a no under a notice; other hours are offered on the page."""
    at = reverse("asked_tap", args=[token(one)])
    return Button("yes", _("Yes, I will come"), post=at), Button("no", _("It does not suit me"), post=at)


def _to_parent(row: Round, people: list[Invited], act: Act, wall: Wall, parent: str) -> None:
    with post.said_in(row.family_id, parent):
        title, body = words.to_family(row, people, act.word, act.who, wall)
    _queue(row, parent, act, title, body, reverse("rounds"))


def _queue(row: Round, to: str, act: Act, title: str, body: str, path: str, buttons: tuple[Button, ...] = ()) -> None:
    now, key = world.now(), f"round:{row.pk}:{row.version}:{act.word}:{act.who}:{to}"
    soon, end = row.start - instant(now) < SOON, datetime.fromtimestamp(row.end * 60, UTC)
    post.queue(
        row.family_id, to, act.word, key, title, body,
        now=now, path=path, urgent=soon, until=end, topic=topic(row.pk), buttons=buttons,
    )  # fmt: skip
