"""History, undo, and the household file in and out."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HouseholdError
from homecall.household.codec import LARGEST
from homecall.tongue import say, say_n
from homecall.web.editing import past
from homecall.web.editing.views import keep, number_of
from homecall.web.family import store
from homecall.web.people.access import Role, SeatedRequest, seated


@seated(Role.PARENT)
def history(request: SeatedRequest) -> HttpResponse:
    """Who changed what, newest first."""
    text = request.GET.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 10 else None
    return render(request, "editing/history.html", {"page": past.history(request.seat.family, before)})


@seated(Role.PARENT)
def version(request: SeatedRequest, number: int) -> HttpResponse:
    """One change in full, with the way back to it."""
    page = past.version(request.seat.family, number)
    if page is None:
        raise Http404
    return render(request, "editing/version.html", {"page": page})


@seated(Role.PARENT)
@require_POST
def undo(request: SeatedRequest) -> HttpResponse:
    """Take the last change back, if it is still the one that was shown."""
    try:
        store.undo(request.seat.family, request.seat.who, expected=number_of(request))
        messages.success(request, _("Taken back. It is as it was before."))
    except HouseholdError as error:
        messages.error(request, error.advice)
    return redirect("household")


@seated(Role.PARENT)
@require_POST
def go_back(request: SeatedRequest, number: int) -> HttpResponse:
    """Make an older version the one that holds."""
    try:
        store.go_back(request.seat.family, number, request.seat.who, expected=number_of(request))
        messages.success(request, _("It is as it was then. The versions since are still in the history."))
    except HouseholdError as error:
        messages.error(request, error.advice)
    return redirect("household")


@seated(Role.PARENT)
def file(request: SeatedRequest) -> HttpResponse:
    """The household file: to take away, and to bring in."""
    return render(request, "editing/file.html", {"text": ""})


@seated(Role.PARENT)
def export(request: SeatedRequest) -> HttpResponse:
    """The newest text, byte for byte."""
    text = store.newest(request.seat.family).text
    head = {"Content-Disposition": 'attachment; filename="household.toml"', "Cache-Control": "private, no-store"}
    return HttpResponse(text.encode("utf-8"), content_type="application/toml; charset=utf-8", headers=head)


@seated(Role.PARENT)
@require_POST
def preview(request: SeatedRequest) -> HttpResponse:
    """What a file would change, before it is believed."""
    given = request.FILES.get("file")
    # One byte more than a household file may have is enough to refuse it.
    content = given.read(LARGEST + 1) if given else past.pasted(request.POST.get("text", ""))
    if not content.strip():
        messages.error(request, _("There was nothing in it. Choose a file, or paste its text."))
        return redirect("household_file")
    page = past.preview(store.newest(request.seat.family), content)
    if page.refused:
        return render(request, "editing/file.html", {"page": page, "text": page.text}, status=422)
    return render(request, "editing/preview.html", {"page": page, "content": b64encode(content).decode()})


@seated(Role.PARENT)
@require_POST
def believe(request: SeatedRequest) -> HttpResponse:
    """Keep the file that was previewed, to the last letter."""
    try:
        content = b64decode(request.POST.get("content", ""), validate=True)
    except (NotBase64, ValueError):
        content = b""
    page = past.preview(store.newest(request.seat.family), content)
    if page.refused:
        return render(request, "editing/file.html", {"page": page, "text": page.text}, status=422)
    if keep(request, page.text, said_of(page)):
        messages.success(request, _("Kept, as it stands in your file."))
    return redirect("household")


def said_of(page: past.Preview) -> str:
    """What the history says of an imported file."""
    if not page.changed:
        return say("A household file was brought in that says the same.")
    said = say("A household file was brought in. {change}", change=page.changed[0])
    more = len(page.changed) - 1
    return say_n("{change} And {count} more.", "{change} And {count} more.", more, change=said) if more else said
