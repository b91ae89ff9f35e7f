"""Links and devices over the wire."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Status

from homecall.web import world
from homecall.web.api.keys import ADMIN, seat
from homecall.web.api.problems import REFUSALS, Problem, Refused
from homecall.web.api.shapes import DeviceOut, LinkOut, MadeDevice, MadeLink, NewDevice, NewLink
from homecall.web.family import store as families
from homecall.web.people import store
from homecall.web.people.access import rows
from homecall.web.people.models import Device, Link

router = Router(tags=["people"])
Id = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/links", auth=ADMIN, response={200: list[LinkOut], REFUSALS: Problem})
def links(request: HttpRequest) -> list[LinkOut]:
    """The links that were not taken back."""
    names = ("role", "person", "scope", "made", "expires", "used")
    found = rows(Link, seat(request)).filter(revoked=None).order_by("pk")
    return [LinkOut(id=one.pk, **{name: getattr(one, name) for name in names}) for one in found]


@router.post("/links", auth=ADMIN, response={200: MadeLink, REFUSALS: Problem})
def make_link(request: HttpRequest, new: NewLink) -> MadeLink:
    """Make a personal link. `person` is whom it is of, by the household's id; a reader's is any name."""
    mine = seat(request)
    known = families.newest(mine.family).household.names
    if new.role != "reader" and new.person not in known:
        text = f"There is no {new.person!r} in this household."
        raise Refused(422, text, where="person", cure=f"It knows {', '.join(sorted(known))}.")
    _room(mine.family)
    until = world.now() + timedelta(days=new.days) if new.days else None
    id, token = store.make_link(mine.family, new.role, new.person, until, scope=new.scope)
    store.log(mine.family, mine.who, "link made", f"{new.role} {new.person}")
    return MadeLink(id=id, token=token)


@router.delete("/links/{id}", auth=ADMIN, response={204: None, REFUSALS: Problem})
def revoke_link(request: HttpRequest, id: Id) -> Status[None]:
    """Take a link back, at once and for good."""
    mine = seat(request)
    if not store.revoke_link(mine.family, id):
        raise Refused(404, "There is no such link.", where="id")
    store.log(mine.family, mine.who, "link revoked", str(id))
    return Status(204, None)


@router.get("/devices", auth=ADMIN, response={200: list[DeviceOut], REFUSALS: Problem})
def devices(request: HttpRequest) -> list[DeviceOut]:
    """The devices that were not taken back."""
    found = rows(Device, seat(request)).filter(revoked=None).order_by("pk")
    return [DeviceOut(id=one.pk, name=one.name, paired=bool(one.hash), made=one.made, seen=one.seen) for one in found]


@router.post("/devices", auth=ADMIN, response={200: MadeDevice, REFUSALS: Problem})
def make_device(request: HttpRequest, new: NewDevice) -> MadeDevice:
    """Make a device that waits for its code."""
    mine = seat(request)
    _room(mine.family)
    id, code = store.make_device(mine.family, new.name)
    store.log(mine.family, mine.who, "device made", new.name)
    return MadeDevice(id=id, code=code)


@router.delete("/devices/{id}", auth=ADMIN, response={204: None, REFUSALS: Problem})
def revoke_device(request: HttpRequest, id: Id) -> Status[None]:
    """Take a device back, at once."""
    mine = seat(request)
    if not store.revoke_device(mine.family, id):
        raise Refused(404, "There is no such device.", where="id")
    store.log(mine.family, mine.who, "device revoked", str(id))
    return Status(204, None)


def _room(family: int) -> None:
    """Refuse another link or device where there are as many as may be."""
    if store.full(family):
        text = "There are as many links and devices as a family may have."
        raise Refused(422, text, cure="End some that nobody needs.")
