"""The ways in which somebody is reached, as their page changes them: added, confirmed, put in order, ended."""

from __future__ import annotations

import hmac
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from homecall.errors import PostError
from homecall.outlets.invite.mail import Person
from homecall.outlets.messages.services import shown
from homecall.web import world
from homecall.web.people.store import hashed
from homecall.web.post import store
from homecall.web.post.models import Message, Reach
from homecall.web.post.ways import PUSH, address_of, seal
from homecall.web.pwa import store as browsers

MOST = 6
"""Ways of one person."""
CODES = 5
"""Codes that a family may have sent within an hour: nobody's letterbox is to be filled from here."""
WRONG = 5
"""So often a code may be typed wrong."""
LASTS = timedelta(days=7)
"""So long a code holds: whoever is invited by mail may read it tomorrow."""
SALT = "homecall.reach"


def of(family: int, person: str) -> QuerySet[Reach]:
    """The ways of a person, in order."""
    return Reach.objects.filter(family=family, person=person).order_by("place", "pk")


@transaction.atomic
def add(family: int, person: str, address: str) -> Reach:
    """A new way, with its code on the way to it. Raises PostError or HouseholdError for an address that is none."""
    address = address.strip()
    kind, said = _kind(address)
    mine = of(family, person)
    if mine.count() >= MOST:
        raise PostError(_("That are as many ways as one can have."), cure=_("Remove one that is not needed any more."))
    there = next((row for row in mine if row.kind == kind and address_of(row) == address), None)
    if there is not None:
        return there
    place = (mine.aggregate(last=Max("place"))["last"] or 0) + 1
    row = Reach(family_id=family, person=person, kind=kind, place=place, shown=said[:200], made=world.now())
    row.sealed = seal().close(address)
    row.save()
    send_code(row)
    return row


def _kind(address: str) -> tuple[str, str]:
    """What an address is, and as much of it as a page may say."""
    if "://" in address:
        return "other", shown(address)
    Person("", address)
    local, _at, domain = address.rpartition("@")
    return "mail", f"{local[:1]}…@{domain}"


@transaction.atomic
def send_code(row: Reach) -> None:
    """Send a new code by a way, for its owner to type or to tap. Raises PostError where there were too many."""
    now = world.now()
    recent = Message.objects.filter(family=row.family_id, kind="code", made__gt=now - timedelta(hours=1))
    if recent.count() >= CODES:
        raise PostError(_("Many codes were sent within the last hour."), cure=_("Please wait a while."))
    code = world.code()
    row.code, row.code_until, row.wrong, row.broken, row.said, row.parts = hashed(code), now + LASTS, 0, None, "", ""
    row.save()
    with store.said_in(row.family_id, row.person):
        title = _("%(code)s is your code") % {"code": code}
        body = _(
            "Somebody asks that your family’s messages come here. If that is right, type %(code)s on the page, "
            "or open the link. If not, do nothing: no more will come."
        )
        _put(row, "code", title, body % {"code": code}, reverse("reach_confirm", args=[signed(row)]))


def try_it(row: Reach) -> None:
    """Send something by a way that is there already, so that one sees that it works. Raises PostError."""
    now = world.now()
    mine = Message.objects.filter(family=row.family_id, kind="try", made__gt=now - timedelta(hours=1))
    if mine.count() >= CODES:
        raise PostError(_("It was tried many times within the last hour."), cure=_("Please wait a while."))
    with store.said_in(row.family_id, row.person):
        _put(row, "try", _("It works"), _("This is how you will hear of what matters."), reverse("reach"))


def _put(row: Reach, kind: str, title: str, body: str, path: str) -> None:
    """A message that may take one way only, at once: somebody sits there and waits for it."""
    now = world.now()
    new = {"to": row.person, "kind": kind, "title": title, "body": body, "path": path, "way": row, "urgent": True}
    times = {"made": now, "touched": now, "not_before": now, "until": now + timedelta(minutes=15)}
    Message(family_id=row.family_id, key=f"{kind}:{row.pk}:{world.token()[:16]}", **new, **times).save()


def push_row(family: int, person: str) -> Reach:
    """The row by which one's browsers have a place in the order."""
    found = of(family, person).filter(kind=PUSH).first()
    if found is None:
        now = world.now()
        found = Reach(
            family_id=family, person=person, kind=PUSH, place=0, shown="", sealed=b"", made=now, confirmed=now
        )
        found.save()
    return found


def confirm(row: Reach, code: str) -> bool:
    """Whether the code is the one that was sent; then the way may be taken. A few wrong ones end it."""
    now = world.now()
    if not row.code or row.code_until is None or row.code_until <= now or row.wrong >= WRONG:
        return False
    if not hmac.compare_digest(row.code, hashed(code.strip())):
        Reach.objects.filter(pk=row.pk).update(wrong=row.wrong + 1)
        return False
    _confirmed(row)
    return True


def signed(row: Reach) -> str:
    """What the link in a code's message holds: the way and its code's hash, so that a newer code ends it."""
    return signing.dumps([row.pk, row.code[:16]], salt=SALT)


def by_link(token: str) -> Reach | None:
    """The way that a link confirms; None for one that is not ours, or old."""
    try:
        id, code = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Reach.objects.filter(pk=id, code__startswith=code).exclude(code="").first()


def confirm_link(token: str) -> bool:
    """Confirm by a link. False where it does not work any more."""
    row = by_link(token)
    if row is not None:
        _confirmed(row)
    return row is not None


def _confirmed(row: Reach) -> None:
    settled = {"code": "", "code_until": None, "broken": None, "said": "", "parts": ""}
    Reach.objects.filter(pk=row.pk).update(confirmed=world.now(), **settled)


@transaction.atomic
def first(row: Reach) -> None:
    """Put a way before all others."""
    others = [one for one in of(row.family_id, row.person) if one.pk != row.pk]
    for place, one in enumerate([row, *others]):
        Reach.objects.filter(pk=one.pk).update(place=place + 1)


def end(row: Reach) -> None:
    """Take a way away, with what was to go by it alone."""
    Reach.objects.filter(pk=row.pk).delete()


def reachable(family: int) -> dict[str, bool]:
    """Whether each person can be told something, by id; whoever is not in it cannot. Two queries."""
    known = Reach.objects.filter(family=family, broken=None).exclude(confirmed=None).exclude(kind=PUSH)
    found = set(known.values_list("person", flat=True))
    pairs = browsers.subscriptions(family).values_list("user__memberships__person", "link__person")
    return dict.fromkeys((found | {one for pair in pairs for one in pair if one}), True)
