"""Links, devices, memberships and the audit log: rows in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import F, Q

from homecall.web import world
from homecall.web.people.models import Deed, Device, Link, Membership, User

MOST = 100
"""Links, and devices, that a family may have at once."""
MESSAGE = "message"
"""The scope of a carer's link that stands in one message: short-lived, and on no page."""
CODE_LASTS = timedelta(minutes=10)
"""How long a pairing code can be typed."""


@dataclass(frozen=True, slots=True)
class Pass:
    """A link or a device that works now. `person` is empty for a device."""

    id: int
    family: int
    role: str
    person: str
    scope: str
    language: str


def hashed(token: str) -> str:
    """What is kept of a token: its SHA-256 in hex. A token of 32 random bytes needs no salt."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def full(family: int) -> bool:
    """Whether a family has as many links or devices as it may have."""
    now = world.now()
    links = Link.objects.filter(_valid(now), family=family).exclude(scope=MESSAGE).count()
    return links >= MOST or Device.objects.filter(family=family, revoked=None).count() >= MOST


def make_link(
    family: int,
    role: str,
    person: str,
    expires: datetime | None,
    *,
    scope: str = "full",
    language: str = "",
    token: str = "",
) -> tuple[int, str]:
    """A new link: its id, and its token, made here unless it is given, which is in no row."""
    token = token or world.token()
    kept = Link(family_id=family, role=role, person=person, scope=scope, language=language, hash=hashed(token))
    kept.made, kept.expires = world.now(), expires
    kept.save()
    return kept.pk, token


def link_of(token: str) -> Pass | None:
    """The link of a token, None where there is none, or it has expired or was revoked."""
    return _pass(Link.objects.filter(_valid(world.now()), hash=hashed(token)).first())


def link_at(id: int) -> Pass | None:
    """The link of an id, under the same conditions."""
    return _pass(Link.objects.filter(_valid(world.now()), pk=id).first())


def _valid(now: datetime) -> Q:
    return Q(revoked=None) & (Q(expires=None) | Q(expires__gt=now))


def _pass(link: Link | None) -> Pass | None:
    if link is None:
        return None
    return Pass(link.pk, link.family_id, link.role, link.person, link.scope, link.language)


def lasting(link: Pass) -> Pass:
    """The link to sit on after one in a message was opened: the carer's own where there is one, as notices end with it.

    Any other is itself.
    """
    if link.scope != MESSAGE:
        return link
    mine = Link.objects.filter(_valid(world.now()), family=link.family, role=link.role, person=link.person)
    return _pass(mine.exclude(scope=MESSAGE).order_by("-pk").first()) or link


def forget_messages(now: datetime) -> None:
    """Take links in messages away that have expired."""
    Link.objects.filter(scope=MESSAGE, expires__lte=now).delete()


def used(id: int) -> None:
    """Note that a link was opened now."""
    Link.objects.filter(pk=id).update(used=world.now())


def revoke_link(family: int, id: int) -> bool:
    """Take a link back, at once and for good, with those that stand in messages to the same carer.

    False where the family has no such link that works.
    """
    found = Link.objects.filter(family=family, pk=id, revoked=None).first()
    if found is None:
        return False
    same = Link.objects.filter(family=family, role=found.role, person=found.person, scope=MESSAGE, revoked=None)
    if found.role == "carer":
        same.update(revoked=world.now())
    return Link.objects.filter(pk=id, revoked=None).update(revoked=world.now()) > 0


def make_device(family: int, name: str) -> tuple[int, str]:
    """A device that waits to be paired: its id and the code to type on it."""
    code, now = world.code(), world.now()
    device = Device(family_id=family, name=name, code=hashed(code), code_expires=now + CODE_LASTS, made=now)
    device.save()
    return device.pk, code


def pair_device(code: str) -> str | None:
    """The token of the device whose code was typed, which ends the code; None for a code that is not open."""
    open_ = Device.objects.filter(code=hashed(code), hash="", revoked=None, code_expires__gt=world.now())
    found, token = open_.order_by("pk").first(), world.token()
    taken = found and open_.filter(pk=found.pk).update(hash=hashed(token), code="", code_expires=None)
    return token if taken else None


def device_of(token: str) -> Pass | None:
    """The device of a token, None where there is none or it was revoked."""
    device = Device.objects.filter(hash=hashed(token), revoked=None).first()
    return Pass(device.pk, device.family_id, "device", "", "board", "") if device else None


def revoke_device(family: int, id: int) -> bool:
    """Take a device back. False where the family has no such device."""
    return Device.objects.filter(family=family, pk=id, revoked=None).update(revoked=world.now()) > 0


def join(user: User, family: int, person: str = "") -> None:
    """Make an account a parent of a family; again changes only which person of the household it is."""
    new = {"role": "parent", "since": world.now(), "person": person}
    Membership.objects.update_or_create(user=user, family_id=family, defaults={"person": person}, create_defaults=new)


def membership_of(user: int, wanted: int | None) -> Membership | None:
    """The wanted family of an account if it is one of its own, else the one it joined first; None if it has none."""
    mine = list(Membership.objects.filter(user=user).order_by("since", "pk"))
    return next((one for one in mine if one.family_id == wanted), mine[0] if mine else None)


def chosen_in(family: int) -> tuple[str, str]:
    """The language and the hours of whoever joined a family first, for what hangs in its kitchen; empty for nobody."""
    joined = Membership.objects.filter(family_id=family).order_by("pk")
    return joined.values_list("user__language", "user__hours").first() or ("", "")


def spoken(family: int, person: str, own: str = "") -> tuple[str, str]:
    """Language and hours of a person, for what reaches them without their asking for a page.

    What they chose themselves counts first (`own`, or in their account), then the language of their links, then what
    the family has chosen; empty where nobody has.
    """
    mine = Membership.objects.filter(family=family, person=person).order_by("pk")
    language, hours = mine.values_list("user__language", "user__hours").first() or ("", "")
    links = Link.objects.filter(family=family, person=person, revoked=None).exclude(language="").order_by("-pk")
    found = own or language or links.values_list("language", flat=True).first() or ""
    usual = ("", "") if found and hours else chosen_in(family)
    return found or usual[0], hours or usual[1]


def languages(family: int) -> dict[str, str]:
    """The language of each person whose link has one, by the newest link that works. One query."""
    mine = Link.objects.filter(_valid(world.now()), family=family).exclude(language="").order_by("pk")
    return dict(mine.values_list("person", "language"))


def leave(family: int, member: int) -> Membership | None:
    """Take an account out of a family, and its place with it; None where it is not there or is the last one."""
    Membership.objects.select_for_update().filter(family=family).first()
    found = Membership.objects.filter(family=family, pk=member).select_related("user").first()
    if found is None or not Membership.objects.filter(family=family).exclude(pk=member).exists():
        return None
    Membership.objects.filter(pk=member).delete()
    return found


def end_sessions(user: int) -> None:
    """End every session of an account, wherever it is signed in."""
    User.objects.filter(pk=user).update(outs=F("outs") + 1)


def log_everywhere(user: User, what: str) -> None:
    """Write a line into the log of each family of an account."""
    for family in Membership.objects.filter(user=user.pk).values_list("family_id", flat=True):
        log(family, str(user), what)


def log(family: int, who: str, what: str, about: str = "") -> None:
    """Write a line of the audit log. `what` is a short word such as "link made"."""
    Deed(family_id=family, at=world.now(), who=who[:200], what=what, about=about[:300]).save()
