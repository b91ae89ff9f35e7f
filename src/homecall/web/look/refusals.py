"""What is said when an address leads nowhere, a form is sent twice, or the app itself fails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def refusal(request: HttpRequest, status: int, title: str, cure: str) -> HttpResponse:
    """A page with a sentence and a way on."""
    return render(request, "look/refusal.html", {"title": title, "cure": cure}, status=status)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to an address that leads nowhere, or nowhere for this person: the two look the same."""
    return refusal(request, 404, _("There is nothing here."), _("The link may be old, or meant for somebody else."))


def replayed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its own mark: sent twice, left open too long, or sent from elsewhere."""
    title = _("This page had been open for too long.")
    return refusal(request, 403, title, _("Nothing was changed. Open it again and send it once more."))


def fault(request: HttpRequest) -> HttpResponse:
    """The answer where the app itself failed. It needs neither database nor session."""
    title, cure = _("Something went wrong on our side."), _("Nothing is lost. Please try again in a minute.")
    return render(None, "look/fault.html", {"title": title, "cure": cure}, status=500)
