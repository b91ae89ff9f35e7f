"""Notes: left and removed by parents, played on the board."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.look.arriving import RefusedFile, arrived, receiving
from homecall.web.notes import store
from homecall.web.notes.pages import VIDEO, evening, new_note, notes_page
from homecall.web.notes.ranges import asked
from homecall.web.people.access import Role, SeatedRequest, seated

PIECE = 1_000_000
"""Bytes of a recording that are given at once to a player that asks for ranges."""


@seated(Role.PARENT)
def notes(request: SeatedRequest) -> HttpResponse:
    """All notes, and the form for a new one."""
    seat = request.seat
    household, now = families.newest(seat.family).household, families.now(seat.family)
    return render(request, "notes/notes.html", {"page": notes_page(household, store.left(seat), seat.person, now)})


@receiving
@seated(Role.PARENT)
@require_POST
def leave(request: SeatedRequest) -> HttpResponse:
    """Leave a note."""
    family = request.seat.family
    household = families.newest(family).household
    try:
        content = arrived(request, "file", VIDEO)
        new, warning = new_note(household, request.POST.dict(), content, families.now(family))
        store.leave(family, new, world.now())
    except RefusedFile as wrong:
        messages.error(request, f"{wrong.message} {wrong.cure}".strip())
        return redirect("notes")
    messages.success(request, " ".join((_("It is on the board when it is time."), warning)).strip())
    return redirect("notes")


@seated(Role.PARENT, Role.DEVICE)
def note(request: SeatedRequest, id: int) -> HttpResponse:
    """A note, large, and nothing else."""
    found = store.note(request.seat, id)
    if found is None:
        raise Http404
    return render(request, "notes/note.html", {"note": found})


@seated(Role.PARENT, Role.DEVICE)
@require_POST
def play(request: SeatedRequest, id: int) -> HttpResponse:
    """A child has tapped a note: it is being played now."""
    wall = families.newest(request.seat.family).household.wall
    store.played(request.seat, id, world.now(), evening(wall, families.now(request.seat.family)))
    return redirect("note", id)


@require_safe
@seated(Role.PARENT, Role.DEVICE)
def content(request: SeatedRequest, id: int) -> HttpResponse:
    """What a note holds, whole or the part that the player asks for."""
    found = store.note(request.seat, id)
    if found is None or not found.size:
        raise Http404
    try:
        part = asked(request.headers.get("Range", ""), found.size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    first, last = part or (0, found.size - 1)
    last = min(last, first + PIECE - 1) if part else last
    headers = {"Content-Range": f"bytes {first}-{last}/{found.size}"} if part else {}
    held = store.part(request.seat, id, first, last - first + 1)
    return HttpResponse(held, found.type, 206 if part else 200, headers=headers | _HEADERS)


_HEADERS = {
    "Accept-Ranges": "bytes",
    "X-Content-Type-Options": "nosniff",
    "Content-Encoding": "identity",  # compressed, a range of it would be one of something else
}


@seated(Role.PARENT)
@require_POST
def remove(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a note away for good."""
    if not store.remove(request.seat, id):
        raise Http404
    messages.success(request, _("The note is gone."))
    return redirect("notes")
