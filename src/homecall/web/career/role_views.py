"""Writing roles down: typed, from a table, from the schedules, and with their price before a yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homecall.career.found import Found
from homecall.career.price import price
from homecall.career.roles import Role as Held
from homecall.career.roles import Stint
from homecall.career.table import LARGEST, read_roles
from homecall.errors import CareerError, HomecallError
from homecall.web.career import store, typed
from homecall.web.career.pages import unlisted
from homecall.web.career.role_pages import found_lines, price_said, role_form
from homecall.web.career.views import today_of
from homecall.web.family import store as families
from homecall.web.look.arriving import arrived, receiving
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans


def _parents(request: SeatedRequest) -> dict[str, str]:
    return {one.id: one.name for one in families.newest(request.seat.family).household.parents}


@seated(Role.PARENT)
def add(request: SeatedRequest) -> HttpResponse:
    """The form of a new role, and keeping it."""
    family = families.newest(request.seat.family).household
    if request.method != "POST":
        form = role_form(family, request.GET if request.GET else None, None, request.seat.person)
        return render(request, "career/role.html", {"form": form})
    try:
        made = typed.role(request.POST, _parents(request), today_of(request.seat))
        store.keep_roles(request.seat, [made])
    except HomecallError as wrong:
        form = role_form(family, request.POST, None, request.seat.person, wrong.advice)
        return render(request, "career/role.html", {"form": form}, status=422)
    messages.success(request, _("“%(role)s” is written down.") % {"role": made.title})
    return redirect("career")


@seated(Role.PARENT)
def edit(request: SeatedRequest, id: int) -> HttpResponse:
    """The form of a role that is there, and keeping it; other hours hold from today on."""
    family, before = families.newest(request.seat.family).household, store.role(request.seat, id)
    if before is None:
        raise Http404
    if request.method != "POST":
        return render(request, "career/role.html", {"form": role_form(family, None, before, "")})
    try:
        store.change_role(request.seat, typed.role(request.POST, _parents(request), today_of(request.seat), before))
    except HomecallError as wrong:
        form = role_form(family, request.POST, before, "", wrong.advice)
        return render(request, "career/role.html", {"form": form}, status=422)
    messages.success(request, _("“%(role)s” is as you wrote it.") % {"role": before.title})
    return redirect("career")


@seated(Role.PARENT)
@require_POST
def remove(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a role out as if it had never been written down."""
    if not store.forget_role(request.seat, id):
        raise Http404
    messages.success(request, _("It is taken out."))
    return redirect("career")


@seated(Role.PARENT)
def found(request: SeatedRequest) -> HttpResponse:
    """What the schedules show, to be ticked; and writing down what was."""
    shown = plans.shown(request.seat)
    there = unlisted(shown.scheduled, store.roles(request.seat)) if shown else ()
    if request.method != "POST":
        lines = found_lines(shown.scheduled, there) if shown else ()
        return render(request, "career/found.html", {"lines": lines})
    ticked = {one for one in request.POST.getlist("role") if one.isdecimal()}
    count = store.keep_roles(request.seat, [_held(one) for at, one in enumerate(there) if str(at) in ticked])
    said = ngettext("%(count)d role is written down.", "%(count)d roles are written down.", count)
    messages.success(request, said % {"count": count})
    return redirect("career")


def _held(one: Found) -> Held:
    return Held("", one.parent, one.title, one.kind, (Stint(one.first, one.hours),), one.times)


@receiving
@seated(Role.PARENT)
def table(request: SeatedRequest) -> HttpResponse:
    """Where a table of roles is handed in, and what was made of it."""
    if request.method != "POST":
        return render(request, "career/table.html", {})
    try:
        read = read_roles(_text(request), _parents(request), today_of(request.seat))
        count = store.keep_roles(request.seat, read.rows)
    except HomecallError as wrong:
        return render(request, "career/table.html", {"wrong": wrong.advice}, status=422)
    said = ngettext("%(count)d role is written down.", "%(count)d roles are written down.", count)
    if read.refused:
        page = {"refused": read.refused, "said": said % {"count": count}}
        return render(request, "career/table.html", page, status=200 if count else 422)
    messages.success(request, said % {"count": count})
    return redirect("career")


def _text(request: SeatedRequest) -> str:
    """The table that was dropped or pasted. Raises CareerError or RefusedFile where there is none, or too much."""
    text = handed_in(request)
    if not text.strip():
        raise CareerError(_("There was nothing in it."), cure=_("Choose a file, or paste the table."))
    return text


def handed_in(request: SeatedRequest) -> str:
    """A dropped file as text, or what was pasted. Raises RefusedFile for one that is too large."""
    content = arrived(request, "file", LARGEST)
    return content.decode("utf-8", "replace") if content else request.POST.get("text", "")


@seated(Role.PARENT)
def yes(request: SeatedRequest) -> HttpResponse:
    """What a yes would cost, before it is given."""
    family, shown = families.newest(request.seat.family).household, plans.shown(request.seat)
    asked = bool(request.GET.get("parent"))
    said, wrong = None, ""
    if asked and shown is not None:
        try:
            offer = typed.offer(request.GET, _parents(request))
            found = price(shown.household, shown.plan, offer)
            said = price_said(shown.household, found, offer.parent, request.GET.get("title", "").strip()[:200])
        except HomecallError as mistake:
            wrong = mistake.advice
    form = role_form(family, request.GET if asked else None, None, request.seat.person, wrong)
    page = {"form": form, "said": said, "planned": shown is not None, "query": request.GET.urlencode()}
    return render(request, "career/yes.html", page, status=422 if wrong else 200)
