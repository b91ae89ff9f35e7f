"""Seasons, the long view, and looking back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.career.kept import Occasion
from homecall.career.review import Facts
from homecall.errors import HomecallError
from homecall.outlets.review.render import render as pdf
from homecall.web.career import store, typed
from homecall.web.career.demo import kept_before
from homecall.web.career.review_pages import MOST_BACK, Asked, ReviewPage, review_page
from homecall.web.career.season_pages import seasons_page, years_page
from homecall.web.career.studio_pages import smallest_said
from homecall.web.career.views import today_of
from homecall.web.family import store as families
from homecall.web.people.access import Role, Seat, SeatedRequest, seated
from homecall.web.plans import store as plans


@seated(Role.PARENT)
def seasons(request: SeatedRequest) -> HttpResponse:
    """The seasons of a family, and adding one."""
    wrong, today = "", today_of(request.seat)
    if request.method == "POST":
        try:
            made = typed.season(request.POST, today)
            store.keep_season(request.seat, made)
        except HomecallError as mistake:
            wrong = mistake.advice
        else:
            messages.success(request, _("“%(season)s” is written down.") % {"season": made.title})
            return redirect("career_seasons")
    page = seasons_page(store.seasons(request.seat), today, wrong)
    typed_ = request.POST if wrong else {}
    return render(request, "career/seasons.html", {"page": page, "typed": typed_}, status=422 if wrong else 200)


@seated(Role.PARENT)
@require_POST
def look(request: SeatedRequest, id: int) -> HttpResponse:
    """Note that the family has looked again at a season that is over."""
    learned = " ".join(request.POST.get("learned", "").split())
    if not store.look_again(request.seat, id, today_of(request.seat), learned):
        raise Http404
    messages.success(request, _("Looked at. What comes next is yours to choose."))
    return redirect("career_seasons")


@seated(Role.PARENT)
@require_POST
def drop(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a season out."""
    if not store.forget_season(request.seat, id):
        raise Http404
    return redirect("career_seasons")


def _occasions(seat: Seat) -> tuple[Occasion, ...]:
    """What was kept; an invented family has an invented past."""
    about = families.about(seat.family) if seat.demo else None
    before = tuple(kept_before(about.first)) if about and about.first else ()
    return (*store.occasions(seat), *before)


@seated(Role.PARENT)
def years(request: SeatedRequest) -> HttpResponse:
    """Years of kept moments, by child and parent."""
    family = families.newest(request.seat.family).household
    page = years_page(family, _occasions(request.seat), today_of(request.seat))
    return render(request, "career/years.html", {"page": page})


def _review(request: SeatedRequest) -> ReviewPage:
    seat, shown = request.seat, plans.shown(request.seat)
    back = request.GET.get("back", "0")
    asked = Asked(request.GET.get("of", ""), int(back) if back.isdecimal() and len(back) < 4 else 0)
    family = shown.household if shown else families.newest(seat.family).household
    plan, final = (shown.plan, shown.final) if shown else (None, True)
    facts = Facts(store.roles(seat), store.seasons(seat), _occasions(seat), family, plan, final)
    asked = Asked(asked.of, min(asked.back, MOST_BACK))
    return review_page(facts, asked, today_of(seat), smallest_said(seat, family))


@seated(Role.PARENT)
def review(request: SeatedRequest) -> HttpResponse:
    """A quarter or a year looked back on."""
    return render(request, "career/review.html", {"page": _review(request)})


@seated(Role.PARENT)
def review_pdf(request: SeatedRequest) -> HttpResponse:
    """The same as a PDF."""
    page = _review(request)
    answer = HttpResponse(pdf(page.sheet), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="review.pdf"'
    return answer
