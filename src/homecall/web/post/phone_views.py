"""Saying something from a phone's shortcut, and the page on which a parent gets a key for it."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from homecall.errors import SetupError
from homecall.sources.sentences.arrived import arrived
from homecall.web.look.limits import LINKS
from homecall.web.people import store as people
from homecall.web.people.access import Role, SeatedRequest, open_to_all, seated
from homecall.web.post import keys, spoken
from homecall.web.post.habits import said_in

LARGEST = 4000
"""Bytes that a phone may send."""


@open_to_all
@csrf_exempt
@require_POST
def say(request: HttpRequest, token: str) -> HttpResponse:
    """One sentence, and what was understood; no cookie counts here, the key in the address says who speaks."""
    address = request.META.get("REMOTE_ADDR", "")
    if LINKS.must_wait(address):
        return HttpResponse(status=429)
    by = keys.speaker(token)
    if by is None:
        LINKS.wrong(address)
        return HttpResponse(status=404)
    with said_in(by.family, by.person):
        sentence = _sentence(request)
        reply = spoken.take(by, sentence) if sentence else spoken.Reply(_("Nothing was said."))
        return _answered(request, reply)


def _answered(request: HttpRequest, reply: spoken.Reply) -> HttpResponse:
    status = 200 if reply.kept else 422
    if "application/json" in request.headers.get("Accept", ""):
        said = {"said": reply.said, "kept": reply.kept, "choices": reply.options}
        return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    return HttpResponse(reply.text + "\n", status=status, content_type="text/plain; charset=utf-8")


def _sentence(request: HttpRequest) -> str:
    """What was said: the words in a form or in JSON, or the body as it is; empty where it is too much."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return ""
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return arrived(request.POST.dict()).words
    text = request.body[:LARGEST].decode("utf-8", "replace").strip()
    if request.content_type == "application/json":
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        return arrived(found).words if isinstance(found, dict) else str(found).strip()
    return text


@seated(Role.PARENT)
def page(request: SeatedRequest) -> HttpResponse:
    """One's keys, and how a phone uses one."""
    return _shown(request)


def _shown(request: SeatedRequest, token: str = "", kind: str = "say") -> HttpResponse:
    once = {}
    if token and kind == "gateway":
        once["gateway"] = request.build_absolute_uri(reverse("heard", args=[token]))
    elif token:
        once["address"] = request.build_absolute_uri(reverse("say", args=[token]))
        once["mail"] = f"say+{token}@{settings.SENDING.domain}" if settings.SENDING.mail_in else ""
    more = {"keys": keys.of(request.seat), "may": request.seat.user is not None, **once}
    return render(request, "post/phone.html", more)


@seated(Role.PARENT)
@require_POST
def make(request: SeatedRequest) -> HttpResponse:
    """A new key, shown in this answer and never again."""
    kind = "gateway" if request.POST.get("kind") == "gateway" else "say"
    try:
        token = keys.make(request.seat, request.POST.get("name", "").strip() or _("Phone"), kind)
    except SetupError as wrong:
        messages.error(request, f"{_(wrong.message)} {_(wrong.cure)}")
        return redirect("say_keys")
    people.log(request.seat.family, request.seat.who, "key made", request.POST.get("name", "")[:100])
    return _shown(request, token, kind)


@seated(Role.PARENT)
@require_POST
def end(request: SeatedRequest, id: int) -> HttpResponse:
    """A key taken back, at once."""
    if not keys.end(request.seat, id):
        raise Http404
    people.log(request.seat.family, request.seat.who, "key revoked", str(id))
    messages.success(request, _("That key does nothing any more."))
    return redirect("say_keys")
