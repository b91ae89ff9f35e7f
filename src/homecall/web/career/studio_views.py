"""What would change if: scenarios written down, put together, and lived by the worker."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homecall.errors import HomecallError
from homecall.futures.codec import read
from homecall.futures.writer import write
from homecall.household.household import Household
from homecall.web.career import store, studio
from homecall.web.career.studio_pages import StudioPage, studio_page
from homecall.web.career.writing import Written, composed, written
from homecall.web.family import store as families
from homecall.web.look.arriving import arrived, receiving
from homecall.web.people.access import Role, SeatedRequest, seated
from homecall.web.plans import store as plans

WHERE = "scenario.toml"
LONGEST = 20_000


def _family(request: SeatedRequest) -> Household:
    shown = plans.shown(request.seat)
    return shown.scheduled if shown else families.newest(request.seat.family).household


def _page(request: SeatedRequest, wrong: str = "", text: str = "") -> StudioPage:
    seat, family = request.seat, _family(request)
    return studio_page(family, store.roles(seat), studio.saved(seat), studio.living(seat), wrong, text)


@seated(Role.PARENT)
def studio_(request: SeatedRequest) -> HttpResponse:
    """Scenarios beside each other."""
    return render(request, "career/studio.html", {"page": _page(request)})


@seated(Role.PARENT)
def fresh(request: SeatedRequest) -> HttpResponse:
    """The piece that shows how the year stands."""
    return render(request, "career/_lived.html", {"page": _page(request)})


@receiving
@seated(Role.PARENT)
@require_POST
def add(request: SeatedRequest) -> HttpResponse:
    """Keep a scenario, from the form, from a file, or from a file's text."""
    text = request.POST.get("text", "")[: LONGEST + 1]
    try:
        content = arrived(request, "file", LONGEST)
        text = content.decode("utf-8", "replace") if content else text
        made = _made(request, text)
        studio.save(request.seat, made.name, made.text)
    except HomecallError as wrong:
        return render(request, "career/studio.html", {"page": _page(request, str(wrong), text)}, status=422)
    messages.success(request, _("“%(change)s” is kept. Live a year with it when you like.") % {"change": made.name})
    return redirect("career_studio")


def _made(request: SeatedRequest, text: str) -> Written:
    """The scenario that was written, which can be. Raises HomecallError."""
    family = families.newest(request.seat.family).household
    if text.strip():
        return Written(read(text, WHERE, family).name, text)
    made = written(request.POST, family, store.roles(request.seat))
    read(made.text, WHERE, family)
    return made


@seated(Role.PARENT)
def file(request: SeatedRequest, id: int) -> HttpResponse:
    """A scenario as the file that `homecall what-if` reads; one that fits the family no more as it was kept."""
    one = next((each for each in studio.saved(request.seat) if each.id == id), None)
    if one is None:
        raise Http404
    try:
        text = write(replace(read(one.text, WHERE, families.newest(request.seat.family).household), name=one.name))
    except HomecallError:
        text = one.text
    headers = {"Content-Disposition": f'attachment; filename="scenario-{id}.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)


@seated(Role.PARENT)
@require_POST
def drop(request: SeatedRequest, id: int) -> HttpResponse:
    """Take a scenario out."""
    if not studio.drop(request.seat, id):
        raise Http404
    return redirect("career_studio")


@seated(Role.PARENT)
@require_POST
def base(request: SeatedRequest, id: int) -> HttpResponse:
    """Let the year stand on a scenario, or no more."""
    if not studio.stand_on(request.seat, id):
        raise Http404
    return redirect("career_studio")


@seated(Role.PARENT)
@require_POST
def live(request: SeatedRequest) -> HttpResponse:
    """Live a year with what is ticked; or put what is ticked together into one."""
    ticked = [int(one) for one in request.POST.getlist("scenario") if one.isdecimal() and len(one) < 16]
    try:
        if request.POST.get("what") == "together":
            _together(request, ticked)
        else:
            studio.live(request.seat, ticked)
    except HomecallError as wrong:
        messages.error(request, wrong.advice)
    return redirect("career_studio")


def _together(request: SeatedRequest, ticked: list[int]) -> None:
    some = [Written(one.name, one.text) for one in studio.saved(request.seat) if one.id in ticked]
    if len(some) < 2:
        messages.info(request, _("Tick at least two to put them together."))
        return
    made = composed(some, "")
    read(made.text, WHERE, families.newest(request.seat.family).household)
    studio.save(request.seat, made.name, made.text)
