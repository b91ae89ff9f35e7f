"""What may not have arrived, for parents, and the button that sends it once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.people.access import Role, SeatedRequest, rows, seated
from homecall.web.post import store
from homecall.web.post.models import Message
from homecall.web.post.pages import open_lines
from homecall.web.post.troubles import SILENT

MOST = 30


@seated(Role.PARENT)
def page(request: SeatedRequest) -> HttpResponse:
    """Every message that has not arrived, or of which nobody knows; another's codes and digests are theirs alone."""
    mine = rows(Message, request.seat).filter(state__in=("unsure", "failed")).exclude(kind__in=SILENT)
    found = mine.defer("body").order_by("-pk")[:MOST]
    household = families.newest(request.seat.family).household
    return render(request, "post/open.html", {"lines": open_lines(household, found, world.now())})


@seated(Role.PARENT)
@require_POST
def again(request: SeatedRequest, id: int) -> HttpResponse:
    """Once more, because somebody says so."""
    known = rows(Message, request.seat).filter(pk=id).exclude(kind__in=SILENT)
    if known.exists() and store.send_again(request.seat.family, id):
        messages.success(request, _("It is on its way once more."))
    else:
        messages.info(request, _("That is settled already, or its time is over."))
    return redirect("post_open")
