"""The People page as data: links, devices and what was done, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

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

    said: str
    person: str
    me: bool


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """The parents. `free` are id and name of those without an account, `unmatched` where that may be who looks."""

    accounts: tuple[Account, ...] = ()
    free: tuple[tuple[str, str], ...] = ()
    unmatched: bool = False
    may_invite: bool = False


def family_part(parents: Iterable[Parent], members: Iterable[Membership], me: int | None) -> FamilyPart:
    """The parents' part of the page, for an account, or None for somebody who only looks around."""
    members, names = list(members), {one.id: one.name for one in parents}
    accounts = tuple(Account(str(m.user), names.get(m.person, ""), m.user_id == me) for m in members)
    taken = {one.person for one in members}
    free = tuple((id, name) for id, name in names.items() if id not in taken)
    unmatched = any(one.me and not one.person for one in accounts)
    return FamilyPart(accounts, free, bool(unmatched and free), bool(me and free))


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who has a way in. `carers` are id and name of those who may be given a link."""

    carers: tuple[tuple[str, str], ...]
    links: tuple[LinkLine, ...]
    devices: tuple[DeviceLine, ...]
    deeds: tuple[DeedLine, ...]
    family: FamilyPart


def people_page(
    carers: tuple[tuple[str, str], ...],
    names: Mapping[str, str],
    links: Iterable[Link],
    devices: Iterable[Device],
    deeds: Iterable[Deed],
    family: FamilyPart,
) -> PeoplePage:
    """The page of these rows; a person who left the household stands by the id."""
    return PeoplePage(
        carers,
        tuple(LinkLine(x.pk, x.role, names.get(x.person, x.person), x.expires, x.used) for x in links),
        tuple(DeviceLine(one.pk, one.name, bool(one.hash)) for one in devices),
        tuple(DeedLine(one.at, one.who, one.what, one.about) for one in deeds),
        family,
    )
