"""The door of `homecall serve --demo`, and the address by which others see that the app is alive."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.people.access import open_to_all, seat_of
from homecall.web.service.metrics import allowed, exposition, numbers


@open_to_all
def demo_open(request: HttpRequest) -> HttpResponse:
    """The demo family that was begun with the server; only an app that was started for it has one."""
    family = getattr(settings, "DEMO_FAMILY", None)
    if family is not None and seat_of(request) is None and families.about(family) is not None:
        request.session["demo"] = family
    return redirect("home")


@open_to_all
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for a program that watches; nothing is here for whoever has not the host's token."""
    if not allowed(request.headers.get("Authorization", ""), settings.METRICS_TOKEN):
        raise Http404
    text = exposition(numbers(world.now(), settings.DATA))
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


@open_to_all
@never_cache
def host(request: HttpRequest) -> HttpResponse:
    """The same for a person: what is stale first. A browser asks for the token as the password of any name."""
    token = settings.METRICS_TOKEN
    if not token:
        raise Http404
    if not allowed(request.headers.get("Authorization", ""), token):
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="homecall", charset="UTF-8"'})
    found = numbers(world.now(), settings.DATA)
    page = {"stale": [one for one in found if one.stale], "well": [one for one in found if not one.stale]}
    return render(request, "service/host.html", page)


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
