"""The answer to a tap on the week: a piece for the page that asks with a script, else a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homecall.web.asking import store
from homecall.web.asking.answers import Answer, answer, key_of
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans

KINDS = ("gap", "risk", "tired", "ask", "cover", "lead")


@seated(Role.PARENT)
def why(request: SeatedRequest, kind: str, key: str) -> HttpResponse:
    """What is behind a part of the newest plan. Sending it asks the worker for what takes a search."""
    if kind not in KINDS:
        raise Http404
    shown = plans.shown(request.seat)
    found = answer(shown, kind, key) if shown else None
    if request.method == "POST":
        taken = bool(shown and found and found.more and store.ask(request.seat, shown.id, key_of(key)))
        return (
            redirect(request.path)
            if taken or "HX-Request" not in request.headers
            else _piece(request, kind, key, found)
        )
    said = store.said(request.seat, shown.id, key_of(key)) if shown and found and found.more else None
    return _piece(request, kind, key, found, said)


def _piece(
    request: HttpRequest, kind: str, key: str, found: Answer | None, said: tuple[str, ...] | None = None
) -> HttpResponse:
    template = "asking/_why.html" if getattr(request, "htmx", False) else "asking/why.html"
    return render(request, template, {"kind": kind, "key": key, "found": found, "said": said})
