"""The People page as data: links, devices and what was done, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homecall.household.people import Parent
from homecall.web.people.models import Deed, Device, Link, Membership


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link that still works. `expires` and `used` are None for never."""

    id: int
    role: str
    name: str
    expires: datetime | None
    used: datetime | None


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device, paired or waiting for its code."""

    id: int
    name: str
    paired: bool


@dataclass(frozen=True, slots=True)
class DeedLine:
    """A line of the audit log."""

    at: datetime
    who: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class Account:
    """A parent's account. `person` is a name of the household, empty while it is not known which they are."""

    id: int
    said: str
    person: str
    me: bool


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """The parents. `free` are id and name of those without an account, `unmatched` where that may be who looks.

    `may_go` where an account may leave: not the last one.
    """

    accounts: tuple[Account, ...] = ()
    free: tuple[tuple[str, str], ...] = ()
    unmatched: bool = False
    may_invite: bool = False
    may_go: bool = False


def family_part(parents: Iterable[Parent], members: Iterable[Membership], me: int | None) -> FamilyPart:
    """The parents' part of the page, for an account, or None for somebody who only looks around."""
    members, names = list(members), {one.id: one.name for one in parents}
    accounts = tuple(Account(m.pk, str(m.user), names.get(m.person, ""), m.user_id == me) for m in members)
    taken = {one.person for one in members}
    free = tuple((id, name) for id, name in names.items() if id not in taken)
    unmatched = any(one.me and not one.person for one in accounts)
    return FamilyPart(accounts, free, bool(unmatched and free), bool(me and free), bool(me and len(accounts) > 1))


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who has a way in. `carers` are id and name of those who may be given a link."""

    carers: tuple[tuple[str, str], ...]
    links: tuple[LinkLine, ...]
    devices: tuple[DeviceLine, ...]
    deeds: tuple[DeedLine, ...]
    family: FamilyPart


DEEDS: dict[str, str | Promise] = {
    "link made": _("made a link"),
    "link revoked": _("ended a link"),
    "device made": _("added a device"),
    "device revoked": _("took a device away"),
    "parent invited": _("invited a parent"),
    "parent joined": _("joined the family"),
    "account matched": _("said who they are"),
    "account removed": _("took an account out of the family"),
    "signed in": _("signed in"),
    "signed out": _("signed out"),
    "signed out elsewhere": _("signed out another browser"),
    "signed out everywhere": _("signed out everywhere"),
    "sign-in failed": _("somebody tried to sign in with a wrong password"),
    "password changed": _("chose a new password"),
    "password reset": _("set a new password by mail"),
    "second step added": _("added a second step for signing in"),
    "second step removed": _("took a second step away"),
    "second step failed": _("a second step was wrong"),
    "recovery codes renewed": _("made new recovery codes"),
    "token made": _("made a token for a program"),
    "token revoked": _("ended a token"),
    "file dropped": _("dropped a schedule"),
    "file removed": _("took a dropped schedule away"),
    "sleep forgotten": _("let what was told of sleep be forgotten"),
}
"""What the log says, by its short word; one that is not here stands as it is."""


def people_page(
    carers: tuple[tuple[str, str], ...],
    names: Mapping[str, str],
    links: Iterable[Link],
    devices: Iterable[Device],
    deeds: Iterable[Deed],
    family: FamilyPart,
    zone: str,
) -> PeoplePage:
    """The page of these rows, its times by the clock of a zone; a person who left the household stands by the id."""
    here = ZoneInfo(zone)
    return PeoplePage(
        carers,
        tuple(_link(one, names, here) for one in links),
        tuple(DeviceLine(one.pk, one.name, bool(one.hash)) for one in devices),
        tuple(_deed(one, here) for one in deeds),
        family,
    )


def _link(one: Link, names: Mapping[str, str], here: ZoneInfo) -> LinkLine:
    expires, used = (at.astimezone(here) if at else None for at in (one.expires, one.used))
    return LinkLine(one.pk, one.role, names.get(one.person, one.person), expires, used)


def _deed(one: Deed, here: ZoneInfo) -> DeedLine:
    return DeedLine(one.at.astimezone(here), one.who, str(DEEDS.get(one.what, one.what)), one.about)
