"""Whose rows one sees: the only place that decides it.

Every request gets a seat: a family and a role in it. Views say which roles they are for with `seated`; rows are had
through `rows`, which gives those of the seat's own family, and none where the role may not see that table at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

from homecall.web.people import store
from homecall.web.people.models import User
from homecall.web.roles import Role, open_to_all

__all__ = [
    "DEVICE_COOKIE",
    "SEEN_BY",
    "Role",
    "Seat",
    "SeatMiddleware",
    "SeatedRequest",
    "open_to_all",
    "rows",
    "seat_of",
    "seated",
]

DEVICE_COOKIE = "__Host-homecall-device" if settings.SESSION_COOKIE_SECURE else "homecall-device"
"""The cookie of a paired device, which holds its token; over HTTPS only this very host can set it."""

Row = TypeVar("Row", bound=Model)
More = ParamSpec("More")
Answer = TypeVar("Answer", bound=HttpResponseBase)


_ALL = frozenset(Role)
SEEN_BY: Mapping[str, frozenset[Role]] = {
    "family.Family": _ALL,
    "family.Revision": _ALL,  # pages cut out of it what a carer may know
    "plans.Plan": _ALL,
    "jobs.Job": _ALL,
    "rounds.Invited": frozenset({Role.PARENT, Role.CARER}),
    "board.Face": frozenset({Role.PARENT, Role.DEVICE}),
    "board.Sure": frozenset({Role.PARENT, Role.DEVICE}),
    "notes.Note": frozenset({Role.PARENT, Role.DEVICE}),
    "post.Reach": frozenset({Role.PARENT, Role.CARER}),  # each only their own, by the person
    "rested.Slept": frozenset(),  # each account's own, had through it alone
    "rested.Felt": frozenset(),
}
"""Who may see rows of a table at all; a table that is not listed is for parents."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who looks: a role in a family. `person` is an id of the household, empty where it is not one of them.

    `who` is how the history names them. `demo` is true for somebody who only looks around. `user` is None but for
    accounts, and `id` is that of the link or the device. `language` and `hours` are empty where nobody has chosen.
    """

    family: int
    role: Role
    person: str = ""
    who: str = ""
    user: int | None = None
    id: int | None = None
    demo: bool = False
    language: str = ""
    hours: str = ""


class SeatedRequest(HttpRequest):
    """A request of somebody who has a seat."""

    seat: Seat


class SeatMiddleware:
    """Gives each request its `seat`, looked up when it is first asked for; None for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to a request with a seat."""
        setattr(request, "seat", SimpleLazyObject(lambda: seat_of(request)))  # noqa: B010 (HttpRequest has no seat)
        return self.get_response(request)


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat of whoever sent a request: an account's, a demo's, a link's or a device's, in this order."""
    return _account(request) or _demo(request) or _link(request) or _device(request)


def _account(request: HttpRequest) -> Seat | None:
    user = request.user
    if not isinstance(user, User) or not user.is_authenticated:
        return None
    mine = store.membership_of(user.pk, request.session.get("family"))
    if mine is None:
        return None
    seat = Seat(mine.family_id, Role.PARENT, mine.person, str(user), user=user.pk)
    return replace(seat, language=user.language, hours=user.hours)


def _demo(request: HttpRequest) -> Seat | None:
    family = request.session.get("demo")
    return Seat(family, Role.PARENT, who="demo", demo=True) if isinstance(family, int) else None


def _link(request: HttpRequest) -> Seat | None:
    id = request.session.get("link")
    found = store.link_at(id) if isinstance(id, int) else None
    if found is None or found.role not in (Role.CARER, Role.READER):
        return None
    return Seat(found.family, Role(found.role), found.person, found.person, id=found.id, language=found.language)


def _device(request: HttpRequest) -> Seat | None:
    token = request.COOKIES.get(DEVICE_COOKIE)
    found = store.device_of(token) if token else None
    if found is None:
        return None
    language, hours = store.chosen_in(found.family)
    return Seat(found.family, Role.DEVICE, who="device", id=found.id, language=language, hours=hours)


def seated(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[SeatedRequest, More], Answer]], Callable[Concatenate[HttpRequest, More], HttpResponseBase]
]:
    """A view for these roles only. A stranger is sent to the way in; anybody else learns only that nothing is here."""

    def decorate(
        view: Callable[Concatenate[SeatedRequest, More], Answer],
    ) -> Callable[Concatenate[HttpRequest, More], HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, /, *args: More.args, **more: More.kwargs) -> HttpResponseBase:
            seat: Any = getattr(request, "seat", None)
            if not seat:
                return redirect("home")
            if seat.role not in roles:
                raise Http404
            return view(request, *args, **more)  # type: ignore[arg-type] # it has a seat now

        checked.roles = frozenset(roles)  # type: ignore[attr-defined] # for the test that knocks at every address
        return never_cache(checked)

    return decorate


def rows(table: type[Row], seat: Seat) -> QuerySet[Row]:
    """The rows of a table that a seat may see: its own family's, or none."""
    every, name = table._default_manager.all(), table._meta.label  # noqa: SLF001 (Django's own names for them)
    if seat.role not in SEEN_BY.get(name, {Role.PARENT}):
        return every.none()
    return every.filter(**{"pk" if name == "family.Family" else "family_id": seat.family})
