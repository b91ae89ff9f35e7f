"""The pages that stand in the navigation, and what every template may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation: the name of its address, what it is called, and the roles that see it."""

    url: str
    label: str | Promise
    roles: frozenset[str] = frozenset({"parent"})


ENTRIES: tuple[Entry, ...] = (
    Entry("today", _("Today")),
    Entry("week", _("Week")),
    Entry("moments", _("Moments")),
    Entry("circle", _("Circle")),
    Entry("career", _("Career")),
    Entry("household", _("Our family")),
    Entry("people", _("People")),
    Entry("guest", _("Your hours"), frozenset({"carer"})),
    Entry("my_asks", _("Asked of me"), frozenset({"carer"})),
    Entry("reach", _("How you are reached"), frozenset({"carer"})),
    Entry("board", _("Children’s board")),
    Entry("house", _("Settings")),
)
"""In their order. A new page adds its line here."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the navigation as a template shows it."""

    href: str
    label: str
    here: bool


def links(role: str, path: str) -> tuple[Link, ...]:
    """The navigation of a role, with the page marked that one is on. Without a role there is none."""
    seen = [(reverse(entry.url), entry) for entry in ENTRIES if role in entry.roles]
    return tuple(Link(href, str(entry.label), path.startswith(href)) for href, entry in seen)


def context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use beside its own page: the navigation and the seat of whoever looks."""
    seat = getattr(request, "seat", None)
    return {"seat": seat, "nav": links(seat.role if seat else "", request.path)}
