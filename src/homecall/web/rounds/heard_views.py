"""The address to which a gateway posts what somebody has written to a family's number or bot."""

from __future__ import annotations

import json
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from homecall.sources.sentences.arrived import Arrived, arrived
from homecall.web import world
from homecall.web.look.limits import LINKS
from homecall.web.people.access import open_to_all
from homecall.web.post import keys
from homecall.web.post import store as post
from homecall.web.post.inbox import REMEMBERED
from homecall.web.rounds import heard as hearing

LARGEST = 20_000
"""Bytes that a gateway may send: they add much that is of no use here."""


@open_to_all
@csrf_exempt
@require_POST
def heard(request: HttpRequest, token: str) -> HttpResponse:
    """One message. A gateway that is told anything but that all is well brings it again, so nothing else is said.

    Whoever is reached nowhere, or wrote nothing, is not answered.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if LINKS.must_wait(address):
        return HttpResponse(status=429)
    family = keys.gateway(token)
    if family is None:
        LINKS.wrong(address)
        return HttpResponse(status=404)
    fields = _fields(request)
    said = arrived(fields)
    who = hearing.person_of(family, said.sender)
    return _taken(family, who, said, fields) if who and said.words else HttpResponse(status=204)


def _taken(family: int, who: str, said: Arrived, fields: dict[str, object]) -> HttpResponse:
    """The answer to a message; the same one counts once."""
    name = said.name or world.token()
    mark = f"heard:{sha256(f'{family} {said.sender} {name}'.encode('utf-8', 'replace')).hexdigest()}"
    if not cache.add(mark, 1, REMEMBERED):
        return HttpResponse(status=204)
    try:
        with post.said_in(family, who):
            reply = hearing.take(family, who, said.words)
            carried = _carried(reply, said, fields)
            if carried is None:
                hearing.send(family, who, reply, mark)
    except BaseException:
        cache.delete(mark)  # the gateway hears that it failed, and brings it again
        raise
    return carried or HttpResponse(reply.text + "\n", content_type="text/plain; charset=utf-8")


def _carried(reply: hearing.Reply, said: Arrived, fields: dict[str, object]) -> HttpResponse | None:
    """The answer as a gateway carries it back by itself, empty where it needs not; None for one that carries nothing.

    Twilio sends plain text back as an SMS, and Telegram does what the answer to an update asks for.
    """
    twilio, telegram = "MessageSid" in fields or "SmsSid" in fields, "update_id" in fields
    if not (twilio or telegram):
        return None
    if reply.told or not reply.text:
        return HttpResponse(status=204)
    if telegram:
        back = {"method": "sendMessage", "chat_id": said.sender, "text": reply.text}
        return JsonResponse(back, json_dumps_params={"ensure_ascii": False})
    return HttpResponse(reply.text, content_type="text/plain; charset=utf-8")


def _fields(request: HttpRequest) -> dict[str, object]:
    """The fields of a form or of a JSON object; none of anything else, or where it is too much."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return {}
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return dict(request.POST.dict())
    try:
        found = json.loads(request.body[:LARGEST])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
