"""The board itself, the photos on it, its poster, and the page on which a tablet is paired."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_safe

from homecall.outlets.poster.render import render as render_poster
from homecall.spans.span import Minute, instant
from homecall.tongue import manner
from homecall.web import world
from homecall.web.board import pairing, store
from homecall.web.board.pages import BoardPage, board_page
from homecall.web.board.sight import Sight
from homecall.web.family import store as families
from homecall.web.look.drawn import DRAWN
from homecall.web.notes import store as notes
from homecall.web.people import store as people
from homecall.web.people.access import DEVICE_COOKIE, Role, Seat, SeatedRequest, open_to_all, seated
from homecall.web.plans import store as plans

A_YEAR = 365 * 24 * 3600


@seated(Role.PARENT, Role.DEVICE)
def board(request: SeatedRequest, name: str = "") -> HttpResponse:
    """The board of all children, or of one."""
    told = int(world.now().timestamp() * 1000)
    return render(request, "board/board.html", {"page": _page(request.seat, name), "told": told})


def _page(seat: Seat, name: str) -> BoardPage:
    about, shown = families.about(seat.family), plans.shown(seat)
    if about is None:
        raise Http404
    now: Minute = instant(about.now)
    looks = store.faces(seat)
    if shown is None:
        return board_page(None, families.newest(seat.family).household, looks, (), now, name)
    age = instant(about.planning) - shown.plan.now
    sight = Sight(shown.household, shown.plan, now, store.limit(seat) / 100, age)
    return board_page(sight, shown.household, looks, notes.left(seat), now, name)


@require_safe
@seated(Role.PARENT, Role.DEVICE)
def photo(request: SeatedRequest, name: str) -> HttpResponse:
    """Somebody's photo; a browser that has it already is told so."""
    found = store.photo(request.seat, name)
    if found is None:
        raise Http404
    content, sha = found
    headers = {"ETag": quote_etag(sha), "Cache-Control": "private, max-age=31536000, immutable"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


@require_GET
@seated(Role.PARENT)
def poster(request: SeatedRequest) -> HttpResponse:
    """The week as one page for the fridge, set once for each plan."""
    shown = plans.shown(request.seat)
    if shown is None:
        raise Http404
    key = f"poster:{shown.id}:{manner()}"
    content = DRAWN.get(key)
    if content is None:
        content = render_poster(shown.household, shown.plan)
        DRAWN.set(key, content, 24 * 3600)
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=False, filename="week.pdf") or ""
    return answer


@open_to_all
@csrf_protect
def pair(request: HttpRequest) -> HttpResponse:
    """The page on which a tablet is told its code, and becomes a device of the family."""
    if request.method != "POST":
        return render(request, "board/pair.html", {})
    address = request.META.get("REMOTE_ADDR", "")
    if pairing.must_wait(address):
        return _again(request, _("That were a few wrong codes. Please wait a minute."), 429)
    code = "".join(letter for letter in request.POST.get("code", "") if letter.isdigit())
    token = people.pair_device(code) if len(code) == 6 else None
    if token is None:
        pairing.wrong(address)
        return _again(request, _("This code is not open. A code is six digits, and works for ten minutes."), 400)
    answer = redirect("board")
    answer.set_cookie(
        DEVICE_COOKIE, token, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer


def _again(request: HttpRequest, said: str, status: int) -> HttpResponse:
    return render(request, "board/pair.html", {"said": said}, status=status)
