"""By which ways somebody is reached, between their rows and the core's adapters."""

from __future__ import annotations

import base64
import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import salted_hmac

from homecall.errors import PostError
from homecall.outlets.invite.mail import Person
from homecall.outlets.messages import mail, push, services
from homecall.outlets.messages.lines import Lines
from homecall.outlets.messages.mail import Mail
from homecall.outlets.messages.note import Begin, Note, Way
from homecall.outlets.messages.push import Push
from homecall.outlets.messages.services import Service
from homecall.sources.memory.seal import Seal
from homecall.sources.web.connect import Plain, Secure
from homecall.sources.web.hosts import doors
from homecall.web.post.backend import office
from homecall.web.post.models import Message, Reach
from homecall.web.pwa import keys
from homecall.web.pwa import store as browsers
from homecall.web.pwa.models import Subscription

PUSH = "push"


@dataclass(frozen=True, slots=True)
class Route:
    """A way that a message may take. `id` is that of its row, 0 for browsers that nobody has put in order."""

    id: int
    label: str
    way: Way


def dial(scheme: str, host: str, port: int, seconds: float) -> http.client.HTTPConnection:
    """A connection to a host of the open internet, or to one that a setting allows. Raises FetchError, OSError."""
    return (Secure if scheme == "https" else Plain)(host, port, doors(host, port), seconds)


def seal(secret: str | None = None) -> Seal:
    """What addresses are encrypted with: a key made of the app's secret, or of the one before."""
    made = salted_hmac("homecall.web.post", "addresses", secret=secret, algorithm="sha256").digest()
    return Seal(base64.urlsafe_b64encode(made))


def address_of(row: Reach) -> str | None:
    """The address of a way; None where it was sealed with a secret that the app does not know any more."""
    secrets = (None, *settings.SECRET_KEY_FALLBACKS)
    return next((found for one in secrets if (found := seal(one).open(bytes(row.sealed))) is not None), None)


def loaded() -> None:
    """Load what is needed for those ways that somebody has: the first message over each would wait for it."""
    kinds = set(Reach.objects.exclude(confirmed=None).values_list("kind", flat=True).distinct())
    if "mail" in kinds and office() is not None:
        mail.loaded()
    if "other" in kinds:
        services.loaded()
    if Subscription.objects.exists():
        push.loaded()


def routes(message: Message, now: datetime, lines: Lines) -> Iterator[Route]:
    """The ways that are left for a message, in their order."""
    passed = set(message.passed.split())
    if message.way_id is not None:
        rows = list(Reach.objects.filter(pk=message.way_id, family=message.family_id))
    else:
        mine = Reach.objects.filter(family=message.family_id, person=message.to, broken=None)
        rows = list(mine.exclude(confirmed=None).order_by("place", "pk"))
        if PUSH not in {one.kind for one in rows}:
            rows.insert(0, Reach(pk=0, family_id=message.family_id, person=message.to, kind=PUSH))
    for row in rows:
        way = way_of(row, now, lines) if str(row.pk) not in passed else None
        if way is not None:
            yield Route(row.pk, row.kind if row.kind != "other" else row.shown, way)


def way_of(row: Reach, now: datetime, lines: Lines) -> Way | None:
    """The adapter for a row; None where the row leads nowhere now."""
    if row.kind == PUSH:
        return _browsers(row.family_id, row.person)
    address = address_of(row)
    if address is None:
        return None
    if row.kind == "mail":
        at = office()
        return Mail(at, Person("Homecall", settings.SENDING.sender), address, now, lines) if at else None
    return Service(address, dial)


def subscribed(family: int, person: str) -> list[Subscription]:
    """The browsers of one person that may be told something."""
    theirs = Q(user__memberships__family=family, user__memberships__person=person) | Q(link__person=person)
    return list(browsers.subscriptions(family).filter(theirs).distinct()) if person else []


def _browsers(family: int, person: str) -> Way | None:
    found = subscribed(family, person)
    key = keys.private_key(settings.DATA) if found else b""
    contact = f"mailto:{settings.DEFAULT_FROM_EMAIL}"
    pushes = tuple((one.pk, Push(one.endpoint, one.p256dh, one.auth, key, contact, dial)) for one in found)
    return Browsers(pushes) if pushes else None


@dataclass(frozen=True, slots=True)
class Browsers:
    """All browsers of a person as one way: told once one of them was."""

    pushes: tuple[tuple[int, Push], ...]

    @property
    def host(self) -> str:
        """The service of the first."""
        return self.pushes[0][1].host

    def hand_over(self, note: Note, begin: Begin) -> None:
        """Tell each. A browser that is gone is forgotten. Raises the least certain error where none was told."""
        begin()
        wrong = [error for id, one in self.pushes if (error := _told(id, one, note)) is not None]
        if len(wrong) == len(self.pushes):
            raise min(wrong, key=lambda one: (not one.unsure, one.permanent))


def _told(id: int, browser: Push, note: Note) -> PostError | None:
    try:
        browser.hand_over(note, lambda: None)
    except PostError as wrong:
        if wrong.gone:
            Subscription.objects.filter(pk=id).delete()
        return wrong
    return None
