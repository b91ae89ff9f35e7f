"""The page on which a parent makes tokens for programs, and takes them back."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from homecall.web import world
from homecall.web.api import store
from homecall.web.api.forms import TokenForm
from homecall.web.people.access import Role, SeatedRequest, seated

ONCE = "homecall-new-token"
"""The signed cookie in which a new token reaches the page that shows it: it lies in no row and lasts a minute."""


@seated(Role.PARENT)
def tokens(request: SeatedRequest) -> HttpResponse:
    """The family's tokens, and once the one that was just made."""
    new = request.get_signed_cookie(ONCE, default="", max_age=60)
    page = {"tokens": store.tokens(request.seat), "form": TokenForm(), "new": new}
    answer = render(request, "api/tokens.html", page)
    answer.delete_cookie(ONCE, path=request.path)
    return answer


@seated(Role.PARENT)
@require_POST
def token_make(request: SeatedRequest) -> HttpResponse:
    """Make a token and show it on the page before."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        page = {"tokens": store.tokens(request.seat), "form": form, "new": ""}
        return render(request, "api/tokens.html", page, status=422)
    said = form.cleaned_data
    until = world.now() + timedelta(days=int(said["days"])) if said["days"] else None
    answer = redirect("tokens")
    token = store.make(request.seat, said["name"], said["scope"], until)
    answer.set_signed_cookie(
        ONCE, token, max_age=60, path=answer.url, httponly=True, samesite="Strict", secure=request.is_secure()
    )
    return answer


@seated(Role.PARENT)
@require_POST
def token_revoke(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a token back; one that is gone already is as good."""
    store.revoke(request.seat, id)
    return redirect("tokens")
