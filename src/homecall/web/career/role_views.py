"""Writing roles down: typed, from a table, from the schedules, and with their price before a yes."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homecall.career.found import Found
from homecall.career.price import price
from homecall.career.roles import Role as Held
from homecall.career.roles import Stint
from homecall.career.table import LARGEST, read_roles
from homecall.errors import CareerError, HomecallError
from homecall.household.household import Household
from homecall.web.career import store, studio, typed
from homecall.web.career.pages import unlisted
from homecall.web.career.price_year import YearPrice, price_of_year, query_of, scenario_of
from homecall.web.career.role_pages import PriceSaid, found_lines, price_said, role_form
from homecall.web.career.views import today_of
from homecall.web.family import store as families
from homecall.web.look.arriving import arrived, receiving
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans

ASKED = ("title", "parent", "low", "high", "every", "day", "from", "to", "times", "remote")
"""The fields by which a price is asked for."""


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
        page = {"form": role_form(family, None, before, ""), "price": query_of(before)}
        return render(request, "career/role.html", page)
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
    """What a yes would cost, before it is given; and asking for the same through a year."""
    family, shown = families.newest(request.seat.family).household, plans.shown(request.seat)
    query = request.POST if request.method == "POST" else request.GET
    said, year, wrong = None, None, ""
    if query.get("parent") and shown is not None:
        try:
            offer, title = typed.offer(query, _parents(request)), query.get("title", "").strip()[:200]
            change = scenario_of(offer, title, shown.scheduled)
            if request.method == "POST":
                studio.live_with(request.seat, change.name, change.text)
                return redirect(f"{reverse('career_yes')}?{_query(query)}")
            said = price_said(shown.household, price(shown.household, shown.plan, offer), offer.parent, title)
            year = price_of_year(studio.living(request.seat), change)
        except HomecallError as mistake:
            wrong = mistake.advice
    return _yes(request, family, query, Priced(said, year, shown is not None, wrong))


def _query(query: QueryDict) -> str:
    """What was asked, without what only the sending of a form needs."""
    plain = query.copy()
    plain.pop("csrfmiddlewaretoken", None)
    return plain.urlencode()


@dataclass(frozen=True, slots=True)
class Priced:
    """What is known of a price: on the known days, through a year, whether there is a plan, and what is wrong."""

    said: PriceSaid | None
    year: YearPrice | None
    planned: bool
    wrong: str


def _yes(request: SeatedRequest, family: Household, query: QueryDict, found: Priced) -> HttpResponse:
    form = role_form(family, query if query.get("parent") else None, None, request.seat.person, found.wrong)
    asked = [(name, one) for name, values in query.lists() if name in ASKED for one in values]
    same = {"said": found.said, "year": found.year, "planned": found.planned}
    page = {"form": form, "query": _query(query), "asked": asked, **same}
    return render(request, "career/yes.html", page, status=422 if found.wrong else 200)
