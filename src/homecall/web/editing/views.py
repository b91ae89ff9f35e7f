"""The family's pages: the list, one thing at a time, and taking things away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HouseholdError
from homecall.household.changes import summary
from homecall.household.codec import write
from homecall.web.editing import spots
from homecall.web.editing.overview import overview
from homecall.web.editing.pages import address, name_of, thing_page
from homecall.web.editing.saving import Done, opened, removal, save
from homecall.web.editing.sheets import SHEETS
from homecall.web.family import store
from homecall.web.people.access import Role, SeatedRequest, seated


@seated(Role.PARENT)
def household(request: SeatedRequest) -> HttpResponse:
    """Everything that the household says, as a list."""
    return render(request, "editing/household.html", {"page": overview(store.newest(request.seat.family))})


@seated(Role.PARENT)
def thing(request: SeatedRequest, kind: str, key: str = "") -> HttpResponse:
    """The form of one thing; what is sent is kept, or comes back with what is wrong."""
    return _form(request, kind, key)


@seated(Role.PARENT)
def add_to(request: SeatedRequest, kind: str, key: str) -> HttpResponse:
    """The form of a new thing that belongs to somebody: a place of a child, a title of a parent."""
    return _form(request, kind, f"{key}.")


def _form(request: SeatedRequest, kind: str, key: str) -> HttpResponse:
    if kind not in SHEETS:
        raise Http404
    if request.method == "POST":
        return _saved(request, kind, key)
    kept = store.newest(request.seat.family)
    edit = opened(kept, kind, key)
    if edit is None:
        raise Http404
    last = kept.said if request.GET.get("kept") == str(kept.number) else ""
    return render(request, "editing/thing.html", {"page": thing_page(edit, last)})


def _saved(request: SeatedRequest, kind: str, key: str) -> HttpResponse:
    sent = {name: tuple(map(str, request.POST.getlist(name))) for name in request.POST}
    done = save(request.seat.family, request.seat.who, kind, key, sent, number_of(request))
    if done is None:
        raise Http404
    if not isinstance(done, Done):
        return render(request, "editing/thing.html", {"page": thing_page(done)}, status=422)
    messages.success(request, _("Kept.") if done.said else _("Nothing was changed."))
    return redirect(after(kind, done.key) + (f"?kept={done.number}" if done.said else ""))


def after(kind: str, key: str) -> str:
    """Where one goes on from a thing: to whom it belongs, a person to their own page, else to the list."""
    owner = spots.owner_key(kind, key)
    if owner:
        return address("child" if kind == "place" else "parent", owner)
    return address(kind, key) if kind in ("parent", "child") else reverse("household")


def number_of(request: SeatedRequest) -> int:
    """The revision that a form was made from; 0 where it does not say."""
    text = request.POST.get("expected", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@seated(Role.PARENT)
def remove(request: SeatedRequest, kind: str, key: str) -> HttpResponse:
    """What taking a thing away would mean, and the deed."""
    kept = store.newest(request.seat.family)
    found = removal(kept, kind, key) if kind in SHEETS else None
    if found is None:
        raise Http404
    if request.method == "POST" and found.refused is None and number_of(request) == kept.number:
        said = summary(kept.household, found.left)
        store.revise(request.seat.family, write(found.left), request.seat.who, said, expected=kept.number)
        messages.success(request, said)
        return redirect("household")
    name = name_of(kept.household, spots.get(kept.household, kind, key))
    page = {"removal": found, "name": name, "back": address(kind, key), "met": request.method == "POST"}
    return render(request, "editing/remove.html", page)


@seated(Role.PARENT)
@require_POST
def earlier(request: SeatedRequest, kind: str, key: str) -> HttpResponse:
    """Move a thing one place up in its list."""
    if kind not in spots.SHELVES:
        raise Http404
    kept = store.newest(request.seat.family)
    moved = spots.earlier(kept.household, kind, key)
    said = summary(kept.household, moved)
    if said:
        keep(request, write(moved), said)
    return redirect(after(kind, key))


def keep(request: SeatedRequest, text: str, said: str) -> bool:
    """Keep a text over the revision that the form was made from, or say why not."""
    try:
        store.revise(request.seat.family, text, request.seat.who, said, expected=number_of(request))
    except HouseholdError as error:
        messages.error(request, error.advice)
        return False
    return True
