"""A calendar, for an application that asks again and again."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from homecall.web.feeds.store import calendar
from homecall.web.look.limits import LINKS
from homecall.web.people import store as people
from homecall.web.people.access import open_to_all


@open_to_all
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a token, 304 where nothing is new; a wrong token costs one hash and one query."""
    address = request.META.get("REMOTE_ADDR", "")
    if LINKS.must_wait(address):
        return HttpResponse(status=429, headers={"Retry-After": str(LINKS.pause)})
    found = people.link_of(token)
    if found is None or found.role != "feed":
        LINKS.wrong(address)
        raise Http404
    content = calendar(found)
    if content is None:
        raise Http404
    return _answer(request, content)


def _answer(request: HttpRequest, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = tag = f'"{sha256(content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=tag, response=answer) or answer
