"""The door of `homecall serve --demo`, and the address by which others see that the app is alive."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from homecall.web.family import store as families
from homecall.web.people.access import open_to_all, seat_of


@open_to_all
def demo_open(request: HttpRequest) -> HttpResponse:
    """The demo family that was begun with the server; only an app that was started for it has one."""
    family = getattr(settings, "DEMO_FAMILY", None)
    if family is not None and seat_of(request) is None and families.about(family) is not None:
        request.session["demo"] = family
    return redirect("home")


@open_to_all
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the app answers and its database does. It says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
